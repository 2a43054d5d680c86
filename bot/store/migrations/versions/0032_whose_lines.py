"""whose lines: what a person did, and what was done about them, is found without reading every history"""

from alembic import op

revision = '0032'
down_revision = '0031'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(op.f('ix_alert_log_actor'), 'alert_log', ['actor'], unique=False)
    op.create_index(op.f('ix_acts_person'), 'acts', ['person'], unique=False)


def downgrade() -> None:
    op.drop_index(op.f('ix_acts_person'), table_name='acts')
    op.drop_index(op.f('ix_alert_log_actor'), table_name='alert_log')
