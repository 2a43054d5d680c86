"""what editors chose, and editions taken back"""

import sqlalchemy as sa
from alembic import op

revision = '0028'
down_revision = '0027'
branch_labels = None
depends_on = None


def serial() -> sa.BigInteger:
    return sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.create_table('edition_choices',
    sa.Column('id', serial(), nullable=False),
    sa.Column('week', sa.String(length=8), nullable=False),
    sa.Column('group_id', serial(), nullable=True),
    sa.Column('area', sa.String(length=64), nullable=True),
    sa.Column('act', sa.String(length=8), nullable=False),
    sa.Column('story', sa.String(length=64), nullable=True),
    sa.Column('by', sa.BigInteger(), nullable=True),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('(group_id is null) <> (area is null)', name=op.f('ck_edition_choices_scope')),
    sa.ForeignKeyConstraint(['area'], ['areas.code'], name=op.f('fk_edition_choices_area_areas')),
    sa.ForeignKeyConstraint(['group_id'], ['groups.id'], name=op.f('fk_edition_choices_group_id_groups')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_edition_choices')),
    sa.UniqueConstraint('area', 'week', name=op.f('uq_edition_choices_area')),
    sa.UniqueConstraint('group_id', 'week', name=op.f('uq_edition_choices_group_id'))
    )
    op.create_index(op.f('ix_edition_choices_week'), 'edition_choices', ['week'], unique=False)
    with op.batch_alter_table('bulletins', schema=None) as batch_op:
        batch_op.add_column(sa.Column('recall_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('chat', sa.BigInteger(), nullable=True))
        batch_op.create_index(batch_op.f('ix_bulletins_recall_at'), ['recall_at'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('bulletins', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_bulletins_recall_at'))
        batch_op.drop_column('chat')
        batch_op.drop_column('recall_at')
    op.drop_table('edition_choices')
