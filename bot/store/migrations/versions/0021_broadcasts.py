"""broadcasts"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0021'
down_revision = '0020'
branch_labels = None
depends_on = None


def serial() -> sa.BigInteger:
    return sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.create_table('broadcasts',
    sa.Column('id', serial(), nullable=False),
    sa.Column('by', sa.BigInteger(), nullable=True),
    sa.Column('audience', sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), 'postgresql'), nullable=False),
    sa.Column('words', sa.LargeBinary(), nullable=False),
    sa.Column('media', sa.String(length=8), nullable=True),
    sa.Column('content', sa.LargeBinary(), nullable=True),
    sa.Column('file', sa.String(length=200), nullable=True),
    sa.Column('silent', sa.Boolean(), nullable=False),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('until', sa.DateTime(timezone=True), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_broadcasts'))
    )
    op.create_index(op.f('ix_broadcasts_state'), 'broadcasts', ['state'], unique=False)
    op.create_table('deliveries',
    sa.Column('id', serial(), nullable=False),
    sa.Column('broadcast_id', serial(), nullable=False),
    sa.Column('group_id', serial(), nullable=False),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('chat', sa.BigInteger(), nullable=True),
    sa.Column('message', sa.BigInteger(), nullable=True),
    sa.Column('fault', sa.String(length=64), nullable=True),
    sa.Column('tries', sa.BigInteger(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['broadcast_id'], ['broadcasts.id'], name=op.f('fk_deliveries_broadcast_id_broadcasts')),
    sa.ForeignKeyConstraint(['group_id'], ['groups.id'], name=op.f('fk_deliveries_group_id_groups')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_deliveries')),
    sa.UniqueConstraint('broadcast_id', 'group_id', name=op.f('uq_deliveries_broadcast_id'))
    )
    op.create_index('ix_deliveries_turn', 'deliveries', ['broadcast_id', 'state', 'due_at', 'id'], unique=False)
    op.add_column('bulletins', sa.Column('due_at', sa.DateTime(timezone=True), nullable=True))
    op.add_column('groups', sa.Column('topic', sa.BigInteger(), nullable=True))


def downgrade() -> None:
    op.drop_column('groups', 'topic')
    op.drop_column('bulletins', 'due_at')
    op.drop_table('deliveries')
    op.drop_table('broadcasts')
