"""the slot before: when a deployment file has changed a group's weekday, the one whose week is still to be looked after"""

import sqlalchemy as sa
from alembic import op

revision = '0036'
down_revision = '0035'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('groups', sa.Column('slot_before', sa.String(32), nullable=True))


def downgrade() -> None:
    op.drop_column('groups', 'slot_before')
