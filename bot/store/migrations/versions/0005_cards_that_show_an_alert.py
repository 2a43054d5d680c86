"""cards that show an alert"""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('cards',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('alert_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('telegram', sa.BigInteger(), nullable=False),
    sa.Column('message', sa.BigInteger(), nullable=False),
    sa.Column('nth', sa.BigInteger(), nullable=False),
    sa.Column('revision', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['alert_id'], ['alerts.id'], name=op.f('fk_cards_alert_id_alerts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cards')),
    sa.UniqueConstraint('telegram', 'message', name=op.f('uq_cards_telegram'))
    )
    with op.batch_alter_table('cards', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_cards_alert_id'), ['alert_id'], unique=False)

    op.execute(
        'insert into cards (alert_id, telegram, message, nth, revision) '
        'select alert_id, telegram, message, max(nth), 0 from pages where message is not null group by alert_id, telegram, message'
    )
    with op.batch_alter_table('alerts', schema=None) as batch_op:
        batch_op.add_column(sa.Column('revision', sa.BigInteger(), nullable=False, server_default='1'))
    with op.batch_alter_table('alerts', schema=None) as batch_op:
        batch_op.alter_column('revision', server_default=None)
    with op.batch_alter_table('pages', schema=None) as batch_op:
        batch_op.drop_column('message')


def downgrade() -> None:
    with op.batch_alter_table('pages', schema=None) as batch_op:
        batch_op.add_column(sa.Column('message', sa.BigInteger(), nullable=True))
    op.execute(
        'update pages set message = (select max(cards.message) from cards where cards.alert_id = pages.alert_id '
        'and cards.telegram = pages.telegram and cards.nth = pages.nth)'
    )
    with op.batch_alter_table('alerts', schema=None) as batch_op:
        batch_op.drop_column('revision')
    op.drop_table('cards')
