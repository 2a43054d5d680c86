"""told aside: an answer that the asker alone sees in a group"""

import sqlalchemy as sa
from alembic import op

revision = '0033'
down_revision = '0032'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('questions', sa.Column('aside', sa.Boolean(), nullable=False, server_default='0'))


def downgrade() -> None:
    op.drop_column('questions', 'aside')
