"""stop-payment cards"""

import sqlalchemy as sa
from alembic import op

revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('stop_payments',
    sa.Column('report_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.Column('asks', sa.String(length=16), nullable=True),
    sa.Column('message', sa.BigInteger(), nullable=True),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('finished_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['report_id'], ['reports.id'], name=op.f('fk_stop_payments_report_id_reports')),
    sa.PrimaryKeyConstraint('report_id', name=op.f('pk_stop_payments'))
    )
    with op.batch_alter_table('stop_payments', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_stop_payments_changed_at'), ['changed_at'], unique=False)


def downgrade() -> None:
    op.drop_table('stop_payments')
