"""follow-ups"""

import sqlalchemy as sa
from alembic import op

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    serial = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
    op.create_table('followups',
    sa.Column('id', serial, nullable=False),
    sa.Column('alert_id', serial, nullable=False),
    sa.Column('round', sa.BigInteger(), nullable=False),
    sa.Column('nth', sa.BigInteger(), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('outcome', sa.String(length=16), nullable=True),
    sa.Column('by', sa.BigInteger(), nullable=True),
    sa.Column('name', sa.String(length=100), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['alert_id'], ['alerts.id'], name=op.f('fk_followups_alert_id_alerts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_followups')),
    sa.UniqueConstraint('alert_id', 'round', 'nth', name=op.f('uq_followups_alert_id'))
    )
    with op.batch_alter_table('followups', schema=None) as batch_op:
        for column in ('alert_id', 'due_at', 'state'):
            batch_op.create_index(batch_op.f(f'ix_followups_{column}'), [column], unique=False)


def downgrade() -> None:
    op.drop_table('followups')
