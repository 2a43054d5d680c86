"""kin"""

import sqlalchemy as sa
from alembic import op

revision = '0020'
down_revision = '0019'
branch_labels = None
depends_on = None


def serial() -> sa.BigInteger:
    return sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.create_table('kin',
    sa.Column('id', serial(), nullable=False),
    sa.Column('telegram', sa.BigInteger(), nullable=False),
    sa.Column('relative', sa.BigInteger(), nullable=True),
    sa.Column('owner', sa.LargeBinary(), nullable=False),
    sa.Column('title', sa.LargeBinary(), nullable=True),
    sa.Column('phone', sa.LargeBinary(), nullable=True),
    sa.Column('ask_first', sa.Boolean(), nullable=False),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('code_hash', sa.String(length=64), nullable=True),
    sa.Column('awaited_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('agreed_at', sa.DateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_kin')),
    sa.UniqueConstraint('code_hash', name=op.f('uq_kin_code_hash'))
    )
    op.create_table('kin_calls',
    sa.Column('id', serial(), nullable=False),
    sa.Column('alert_id', serial(), nullable=False),
    sa.Column('kin_id', serial(), nullable=True),
    sa.Column('telegram', sa.BigInteger(), nullable=False),
    sa.Column('relative', sa.BigInteger(), nullable=False),
    sa.Column('by', sa.BigInteger(), nullable=False),
    sa.Column('why', sa.String(length=8), nullable=False),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('reached', sa.Boolean(), nullable=False),
    sa.Column('bot', sa.String(length=16), nullable=False),
    sa.Column('chat', sa.BigInteger(), nullable=True),
    sa.Column('message', sa.BigInteger(), nullable=True),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['alert_id'], ['alerts.id'], name=op.f('fk_kin_calls_alert_id_alerts')),
    sa.ForeignKeyConstraint(['kin_id'], ['kin.id'], name=op.f('fk_kin_calls_kin_id_kin')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_kin_calls'))
    )
    for table, columns in {'kin': ('telegram', 'relative'), 'kin_calls': ('alert_id', 'kin_id', 'telegram', 'relative')}.items():
        with op.batch_alter_table(table, schema=None) as batch_op:
            for column in columns:
                batch_op.create_index(batch_op.f(f'ix_{table}_{column}'), [column], unique=False)


def downgrade() -> None:
    op.drop_table('kin_calls')
    op.drop_table('kin')
