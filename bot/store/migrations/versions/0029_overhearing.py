"""overhearing: when the bot last spoke up in a group that lets it listen, and about which update"""

import sqlalchemy as sa
from alembic import op

revision = '0029'
down_revision = '0028'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('groups', sa.Column('spoke_up_at', sa.DateTime(timezone=True), nullable=True))
    op.add_column('groups', sa.Column('spoke_up_for', sa.String(length=64), nullable=True))


def downgrade() -> None:
    op.drop_column('groups', 'spoke_up_for')
    op.drop_column('groups', 'spoke_up_at')
