"""who draws: the workflow last queued to draw an alert's cards"""

import sqlalchemy as sa
from alembic import op

revision = '0034'
down_revision = '0033'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('alerts', sa.Column('drawing', sa.String(64), nullable=True))


def downgrade() -> None:
    op.drop_column('alerts', 'drawing')
