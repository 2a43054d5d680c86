"""scripts that were shown"""

import sqlalchemy as sa
from alembic import op

revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def upgrade() -> None:
    serial = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
    op.create_table('scripts_shown',
    sa.Column('id', serial, nullable=False),
    sa.Column('alert_id', serial, nullable=False),
    sa.Column('script', sa.String(length=64), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.Column('by', sa.BigInteger(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('outcome', sa.String(length=32), nullable=True),
    sa.ForeignKeyConstraint(['alert_id'], ['alerts.id'], name=op.f('fk_scripts_shown_alert_id_alerts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_scripts_shown'))
    )
    with op.batch_alter_table('scripts_shown', schema=None) as batch_op:
        for column in ('alert_id', 'script'):
            batch_op.create_index(batch_op.f(f'ix_scripts_shown_{column}'), [column], unique=False)


def downgrade() -> None:
    op.drop_table('scripts_shown')
