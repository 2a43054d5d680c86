"""notices"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0025'
down_revision = '0024'
branch_labels = None
depends_on = None


def serial() -> sa.BigInteger:
    return sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def listed() -> sa.JSON:
    return sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), 'postgresql')


def upgrade() -> None:
    op.create_table('notices',
    sa.Column('id', serial(), nullable=False),
    sa.Column('by', sa.BigInteger(), nullable=False),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('words', sa.LargeBinary(), nullable=True),
    sa.Column('media', sa.String(length=8), nullable=True),
    sa.Column('file', sa.String(length=200), nullable=True),
    sa.Column('area', sa.String(length=64), nullable=False),
    sa.Column('kinds', listed(), nullable=False),
    sa.Column('tags', listed(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('awaits', sa.String(length=8), nullable=True),
    sa.Column('doubtful', sa.Boolean(), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.Column('message', sa.BigInteger(), nullable=True),
    sa.Column('round', sa.BigInteger(), nullable=False),
    sa.Column('broadcast_id', serial(), nullable=True),
    sa.Column('judged_by', sa.BigInteger(), nullable=True),
    sa.Column('judged_name', sa.String(length=100), nullable=True),
    sa.Column('reason', sa.LargeBinary(), nullable=True),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['area'], ['areas.code'], name=op.f('fk_notices_area_areas')),
    sa.ForeignKeyConstraint(['broadcast_id'], ['broadcasts.id'], name=op.f('fk_notices_broadcast_id_broadcasts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_notices')),
    sa.UniqueConstraint('broadcast_id', name=op.f('uq_notices_broadcast_id'))
    )
    op.create_index(op.f('ix_notices_by'), 'notices', ['by'], unique=False)
    op.create_index(op.f('ix_notices_state'), 'notices', ['state'], unique=False)
    op.create_table('notice_readers',
    sa.Column('notice_id', serial(), nullable=False),
    sa.Column('reader', sa.String(length=64), nullable=False),
    sa.ForeignKeyConstraint(['notice_id'], ['notices.id'], name=op.f('fk_notice_readers_notice_id_notices')),
    sa.PrimaryKeyConstraint('notice_id', 'reader', name=op.f('pk_notice_readers'))
    )


def downgrade() -> None:
    op.drop_table('notice_readers')
    op.drop_table('notices')
