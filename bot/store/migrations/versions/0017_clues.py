"""clues"""

import sqlalchemy as sa
from alembic import op

revision = '0017'
down_revision = '0016'
branch_labels = None
depends_on = None


def upgrade() -> None:
    serial = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
    op.create_table('clues',
    sa.Column('id', serial, nullable=False),
    sa.Column('alert_id', serial, nullable=False),
    sa.Column('kind', sa.String(length=16), nullable=False),
    sa.Column('mark', sa.String(length=64), nullable=False),
    sa.ForeignKeyConstraint(['alert_id'], ['alerts.id'], name=op.f('fk_clues_alert_id_alerts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_clues')),
    sa.UniqueConstraint('alert_id', 'mark', name=op.f('uq_clues_alert_id'))
    )
    with op.batch_alter_table('clues', schema=None) as batch_op:
        for column in ('alert_id', 'mark'):
            batch_op.create_index(batch_op.f(f'ix_clues_{column}'), [column], unique=False)


def downgrade() -> None:
    op.drop_table('clues')
