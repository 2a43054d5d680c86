"""what is kept of people"""

import sqlalchemy as sa
from alembic import op

revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('farewells',
    sa.Column('telegram', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('telegram', name=op.f('pk_farewells'))
    )
    op.add_column('reports', sa.Column('reporter_sealed', sa.LargeBinary(), nullable=True))
    op.add_column('alerts', sa.Column('expired_at', sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column('alerts', 'expired_at')
    op.drop_column('reports', 'reporter_sealed')
    op.drop_table('farewells')
