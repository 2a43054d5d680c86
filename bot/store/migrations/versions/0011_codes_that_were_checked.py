"""codes that were checked"""

import sqlalchemy as sa
from alembic import op

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('checks',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('asker', sa.BigInteger(), nullable=False),
    sa.Column('station', sa.String(length=64), nullable=True),
    sa.Column('genuine', sa.Boolean(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_checks'))
    )
    op.create_index(op.f('ix_checks_at'), 'checks', ['at'], unique=False)


def downgrade() -> None:
    op.drop_index(op.f('ix_checks_at'), table_name='checks')
    op.drop_table('checks')
