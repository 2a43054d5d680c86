"""signatures that were given: by 签收, and not with a 转交"""

import sqlalchemy as sa
from alembic import op

revision = '0035'
down_revision = '0034'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('signatures', sa.Column('given', sa.Boolean(), nullable=False, server_default='1'))


def downgrade() -> None:
    op.drop_column('signatures', 'given')
