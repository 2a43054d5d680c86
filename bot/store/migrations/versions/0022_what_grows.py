"""what grows is found without reading all of it"""

import sqlalchemy as sa
from alembic import op

revision = '0022'
down_revision = '0021'
branch_labels = None
depends_on = None

GROWING = {
    'alerts': (['state', 'area'], ['review', 'area'], ['expired_at', 'closed_at'], ['outcome', 'closed_at']),
    'alert_log': (['act', 'at'],),
    'acts': (['act', 'at'],),
    'pages': (['state'],),
    'tells': (['state'],),
    'bulletins': (['slot'],),
    'help_requests': (['state'],),
    'handover_notes': (['given_at'],),
}


def upgrade() -> None:
    op.drop_index(op.f('ix_alerts_state'), table_name='alerts')
    op.drop_index(op.f('ix_alerts_review'), table_name='alerts')
    for table, indexes in GROWING.items():
        for columns in indexes:
            op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, columns)
    shown = sa.text('message is not null')
    op.create_index(op.f('ix_pleas_message'), 'pleas', ['message'], sqlite_where=shown, postgresql_where=shown)


def downgrade() -> None:
    op.drop_index(op.f('ix_pleas_message'), table_name='pleas')
    for table, indexes in GROWING.items():
        for columns in indexes:
            op.drop_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table_name=table)
    op.create_index(op.f('ix_alerts_review'), 'alerts', ['review'])
    op.create_index(op.f('ix_alerts_state'), 'alerts', ['state'])
