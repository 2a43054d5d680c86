"""manners of groups: what a group chose for itself, and how much it is told a day"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0027'
down_revision = '0026'
branch_labels = None
depends_on = None

GROUPS = ('sent_count', 'sent_on', 'removed_at', 'introduced_at', 'introduction', 'filed', 'watch', 'language')


def kept() -> sa.JSON:
    return sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), 'postgresql')


def upgrade() -> None:
    op.add_column('groups', sa.Column('language', sa.String(length=8), nullable=False, server_default='zh-Hans'))
    op.add_column('groups', sa.Column('watch', sa.Boolean(), nullable=False, server_default='0'))
    op.add_column('groups', sa.Column('filed', kept(), nullable=True))
    op.add_column('groups', sa.Column('introduction', sa.LargeBinary(), nullable=True))
    for moment in ('introduced_at', 'removed_at'):
        op.add_column('groups', sa.Column(moment, sa.DateTime(timezone=True), nullable=True))
    op.add_column('groups', sa.Column('sent_on', sa.String(length=10), nullable=True))
    op.add_column('groups', sa.Column('sent_count', sa.BigInteger(), nullable=False, server_default='0'))
    op.add_column('people', sa.Column('language', sa.String(length=8), nullable=True))
    for table in ('notices', 'broadcasts'):
        op.add_column(table, sa.Column('urgent', sa.Boolean(), nullable=False, server_default='0'))


def downgrade() -> None:
    for table in ('broadcasts', 'notices'):
        op.drop_column(table, 'urgent')
    op.drop_column('people', 'language')
    for column in GROUPS:
        op.drop_column('groups', column)
