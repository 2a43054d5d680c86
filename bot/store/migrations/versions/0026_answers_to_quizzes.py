"""answers to quizzes"""

import sqlalchemy as sa
from alembic import op

revision = '0026'
down_revision = '0025'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('bulletins', schema=None) as batch_op:
        batch_op.add_column(sa.Column('answers', sa.BigInteger(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('right', sa.BigInteger(), nullable=False, server_default='0'))
        batch_op.create_index(batch_op.f('ix_bulletins_poll'), ['poll'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('bulletins', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_bulletins_poll'))
        batch_op.drop_column('right')
        batch_op.drop_column('answers')
