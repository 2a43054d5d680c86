"""topics that were asked in"""

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('questions', sa.Column('topic', sa.BigInteger(), nullable=True))
    with op.batch_alter_table('tells', schema=None) as batch_op:
        batch_op.add_column(sa.Column('topic', sa.BigInteger(), nullable=False, server_default='0'))
        batch_op.drop_constraint('uq_tells_review_id', type_='unique')
        batch_op.create_unique_constraint('uq_tells_review_id', ['review_id', 'chat', 'topic'])
    with op.batch_alter_table('tells', schema=None) as batch_op:
        batch_op.alter_column('topic', server_default=None)


def downgrade() -> None:
    with op.batch_alter_table('tells', schema=None) as batch_op:
        batch_op.drop_constraint('uq_tells_review_id', type_='unique')
        batch_op.create_unique_constraint('uq_tells_review_id', ['review_id', 'chat'])
        batch_op.drop_column('topic')
    op.drop_column('questions', 'topic')
