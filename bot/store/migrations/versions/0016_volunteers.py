"""volunteers"""

import sqlalchemy as sa
from alembic import op

revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None


def serial() -> sa.BigInteger:
    return sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.create_table('volunteers',
    sa.Column('id', serial(), nullable=False),
    sa.Column('telegram', sa.BigInteger(), nullable=False),
    sa.Column('name', sa.LargeBinary(), nullable=False),
    sa.Column('kind', sa.String(length=8), nullable=False),
    sa.Column('group_id', serial(), nullable=False),
    sa.Column('consented_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['group_id'], ['groups.id'], name=op.f('fk_volunteers_group_id_groups')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_volunteers')),
    sa.UniqueConstraint('telegram', 'group_id', name=op.f('uq_volunteers_telegram'))
    )
    op.create_table('help_requests',
    sa.Column('id', serial(), nullable=False),
    sa.Column('alert_id', serial(), nullable=False),
    sa.Column('by', sa.BigInteger(), nullable=False),
    sa.Column('words', sa.LargeBinary(), nullable=True),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('asked', sa.BigInteger(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['alert_id'], ['alerts.id'], name=op.f('fk_help_requests_alert_id_alerts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_help_requests'))
    )
    op.create_table('pleas',
    sa.Column('id', serial(), nullable=False),
    sa.Column('request_id', serial(), nullable=False),
    sa.Column('nth', sa.BigInteger(), nullable=False),
    sa.Column('telegram', sa.BigInteger(), nullable=False),
    sa.Column('bot', sa.String(length=16), nullable=False),
    sa.Column('kind', sa.String(length=16), nullable=False),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('message', sa.BigInteger(), nullable=True),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['request_id'], ['help_requests.id'], name=op.f('fk_pleas_request_id_help_requests')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pleas')),
    sa.UniqueConstraint('request_id', 'nth', name=op.f('uq_pleas_request_id'))
    )
    for table, columns in {'volunteers': ('telegram', 'group_id'), 'help_requests': ('alert_id',), 'pleas': ('request_id', 'telegram')}.items():
        with op.batch_alter_table(table, schema=None) as batch_op:
            for column in columns:
                batch_op.create_index(batch_op.f(f'ix_{table}_{column}'), [column], unique=False)


def downgrade() -> None:
    op.drop_table('pleas')
    op.drop_table('help_requests')
    op.drop_table('volunteers')
