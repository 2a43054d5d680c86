"""turns of editions, and broadcasts that are asked for once"""

import sqlalchemy as sa
from alembic import op

revision = '0023'
down_revision = '0022'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index(op.f('ix_bulletins_state'), table_name='bulletins')
    op.create_index('ix_bulletins_turn', 'bulletins', ['state', 'slot', 'id'], unique=False)
    op.add_column('broadcasts', sa.Column('key', sa.String(length=64), nullable=True))
    op.create_index(op.f('ix_broadcasts_key'), 'broadcasts', ['key'], unique=True)


def downgrade() -> None:
    op.drop_index(op.f('ix_broadcasts_key'), table_name='broadcasts')
    op.drop_column('broadcasts', 'key')
    op.drop_index('ix_bulletins_turn', table_name='bulletins')
    op.create_index(op.f('ix_bulletins_state'), 'bulletins', ['state'], unique=False)
