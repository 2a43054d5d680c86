"""the seven steps"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def serial() -> sa.BigInteger:
    return sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.create_table('signatures',
    sa.Column('id', serial(), nullable=False),
    sa.Column('alert_id', serial(), nullable=False),
    sa.Column('round', sa.BigInteger(), nullable=False),
    sa.Column('telegram', sa.BigInteger(), nullable=False),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['alert_id'], ['alerts.id'], name=op.f('fk_signatures_alert_id_alerts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_signatures')),
    sa.UniqueConstraint('alert_id', 'round', 'telegram', name=op.f('uq_signatures_alert_id'))
    )
    op.create_table('steps',
    sa.Column('id', serial(), nullable=False),
    sa.Column('alert_id', serial(), nullable=False),
    sa.Column('seq', sa.BigInteger(), nullable=False),
    sa.Column('step', sa.String(length=12), nullable=False),
    sa.Column('outcome', sa.String(length=16), nullable=False),
    sa.Column('source', sa.String(length=16), nullable=False),
    sa.Column('target', sa.String(length=16), nullable=False),
    sa.Column('by', sa.BigInteger(), nullable=False),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['alert_id'], ['alerts.id'], name=op.f('fk_steps_alert_id_alerts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_steps')),
    sa.UniqueConstraint('alert_id', 'seq', name=op.f('uq_steps_alert_id'))
    )
    op.create_table('visitors',
    sa.Column('id', serial(), nullable=False),
    sa.Column('alert_id', serial(), nullable=False),
    sa.Column('telegram', sa.BigInteger(), nullable=False),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('role', sa.String(length=16), nullable=False),
    sa.Column('joined_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['alert_id'], ['alerts.id'], name=op.f('fk_visitors_alert_id_alerts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_visitors')),
    sa.UniqueConstraint('alert_id', 'telegram', name=op.f('uq_visitors_alert_id'))
    )
    for table in ('signatures', 'steps', 'visitors'):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.create_index(batch_op.f(f'ix_{table}_alert_id'), ['alert_id'], unique=False)

    with op.batch_alter_table('alert_log', schema=None) as batch_op:
        batch_op.add_column(sa.Column('words', sa.LargeBinary(), nullable=True))
    with op.batch_alter_table('alerts', schema=None) as batch_op:
        batch_op.add_column(sa.Column('moves', sa.BigInteger(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('round', sa.BigInteger(), nullable=False, server_default='1'))
        batch_op.add_column(sa.Column('need', sa.BigInteger(), nullable=False, server_default='1'))
        batch_op.add_column(sa.Column('policy', sa.JSON().with_variant(postgresql.JSONB(), 'postgresql'), nullable=True))
        batch_op.add_column(sa.Column('due_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('contacted_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('met_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('outcome', sa.String(length=16), nullable=True))
        batch_op.add_column(sa.Column('duplicate_of', sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column('review', sa.String(length=12), nullable=True))
        batch_op.add_column(sa.Column('reviewed_by', sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column('reviewed_name', sa.String(length=100), nullable=True))
        batch_op.add_column(sa.Column('reviewed_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.create_index(batch_op.f('ix_alerts_due_at'), ['due_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_alerts_review'), ['review'], unique=False)
    with op.batch_alter_table('alerts', schema=None) as batch_op:
        for column in ('moves', 'round', 'need'):
            batch_op.alter_column(column, server_default=None)
    op.execute(
        'insert into signatures (alert_id, round, telegram, name, at) '
        'select id, 1, signed_by, signed_name, signed_at from alerts where signed_by is not null'
    )


def downgrade() -> None:
    with op.batch_alter_table('alerts', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_alerts_review'))
        batch_op.drop_index(batch_op.f('ix_alerts_due_at'))
        for column in ('moves', 'round', 'need', 'policy', 'due_at', 'contacted_at', 'met_at', 'outcome', 'duplicate_of', 'review',
                       'reviewed_by', 'reviewed_name', 'reviewed_at'):
            batch_op.drop_column(column)
    with op.batch_alter_table('alert_log', schema=None) as batch_op:
        batch_op.drop_column('words')
    for table in ('visitors', 'steps', 'signatures'):
        op.drop_table(table)
