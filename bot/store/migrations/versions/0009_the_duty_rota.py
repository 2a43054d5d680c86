"""the duty rota"""

import sqlalchemy as sa
from alembic import op

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def serial() -> sa.BigInteger:
    return sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.create_table('shifts',
    sa.Column('id', serial(), nullable=False),
    sa.Column('area', sa.String(length=64), nullable=False),
    sa.Column('telegram', sa.BigInteger(), nullable=False),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('by', sa.BigInteger(), nullable=False),
    sa.Column('by_name', sa.String(length=100), nullable=False),
    sa.Column('reason', sa.String(length=8), nullable=False),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('starts_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ends_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['area'], ['areas.code'], name=op.f('fk_shifts_area_areas')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_shifts'))
    )
    op.create_table('handover_notes',
    sa.Column('id', serial(), nullable=False),
    sa.Column('area', sa.String(length=64), nullable=False),
    sa.Column('by', sa.BigInteger(), nullable=False),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('words', sa.LargeBinary(), nullable=True),
    sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('given_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['area'], ['areas.code'], name=op.f('fk_handover_notes_area_areas')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_handover_notes'))
    )
    for table, columns in {'shifts': ('area', 'telegram', 'by', 'ends_at'), 'handover_notes': ('area',)}.items():
        with op.batch_alter_table(table, schema=None) as batch_op:
            for column in columns:
                batch_op.create_index(batch_op.f(f'ix_{table}_{column}'), [column], unique=False)


def downgrade() -> None:
    op.drop_table('handover_notes')
    op.drop_table('shifts')
