"""persuasions"""

import sqlalchemy as sa
from alembic import op

revision = '0024'
down_revision = '0023'
branch_labels = None
depends_on = None


def serial() -> sa.BigInteger:
    return sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.create_table('persuasions',
    sa.Column('id', serial(), nullable=False),
    sa.Column('telegram', sa.BigInteger(), nullable=False),
    sa.Column('neighbour', sa.String(length=48), nullable=False),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.Column('question_id', serial(), nullable=True),
    sa.Column('alert_id', serial(), nullable=True),
    sa.Column('message', sa.BigInteger(), nullable=True),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['question_id'], ['questions.id'], name=op.f('fk_persuasions_question_id_questions')),
    sa.ForeignKeyConstraint(['alert_id'], ['alerts.id'], name=op.f('fk_persuasions_alert_id_alerts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_persuasions')),
    sa.UniqueConstraint('alert_id', name=op.f('uq_persuasions_alert_id'))
    )
    with op.batch_alter_table('persuasions', schema=None) as batch_op:
        for column in ('telegram', 'changed_at'):
            batch_op.create_index(batch_op.f(f'ix_persuasions_{column}'), [column], unique=False)


def downgrade() -> None:
    op.drop_table('persuasions')
