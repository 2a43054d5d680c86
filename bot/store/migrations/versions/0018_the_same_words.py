"""the same words"""

import sqlalchemy as sa
from alembic import op

revision = '0018'
down_revision = '0017'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('alerts', sa.Column('mark', sa.String(length=64), nullable=True))
    op.add_column('alerts', sa.Column('same_as', sa.BigInteger(), nullable=True))
    op.create_index(op.f('ix_alerts_mark'), 'alerts', ['mark'], unique=False)
    op.add_column('reports', sa.Column('mark', sa.String(length=64), nullable=True))


def downgrade() -> None:
    op.drop_column('reports', 'mark')
    op.drop_index(op.f('ix_alerts_mark'), table_name='alerts')
    op.drop_column('alerts', 'same_as')
    op.drop_column('alerts', 'mark')
