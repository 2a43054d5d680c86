"""answers of officers"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('reviews',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('area', sa.String(length=64), nullable=True),
    sa.Column('mark', sa.String(length=64), nullable=False),
    sa.Column('words', sa.LargeBinary(), nullable=True),
    sa.Column('core', sa.LargeBinary(), nullable=True),
    sa.Column('level', sa.String(length=8), nullable=False),
    sa.Column('pattern', sa.String(length=64), nullable=True),
    sa.Column('candidates', sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
    sa.Column('tier', sa.String(length=8), nullable=True),
    sa.Column('score', sa.Double(), nullable=False),
    sa.Column('askers', sa.BigInteger(), nullable=False),
    sa.Column('state', sa.String(length=16), nullable=False),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('waved_on', sa.String(length=10), nullable=True),
    sa.Column('passed', sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
    sa.Column('scam', sa.Boolean(), nullable=True),
    sa.Column('says_family', sa.String(length=32), nullable=True),
    sa.Column('says_pattern', sa.String(length=64), nullable=True),
    sa.Column('advice', sa.String(length=200), nullable=True),
    sa.Column('ruled_by', sa.BigInteger(), nullable=True),
    sa.Column('ruled_name', sa.String(length=100), nullable=True),
    sa.Column('ruled_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['area'], ['areas.code'], name=op.f('fk_reviews_area_areas')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reviews'))
    )
    with op.batch_alter_table('reviews', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_reviews_area'), ['area'], unique=False)
        batch_op.create_index(batch_op.f('ix_reviews_mark'), ['mark'], unique=False)
        batch_op.create_index(batch_op.f('ix_reviews_state'), ['state'], unique=False)

    op.create_table('tells',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('review_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('question_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('chat', sa.BigInteger(), nullable=False),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('fault', sa.String(length=64), nullable=True),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['question_id'], ['questions.id'], name=op.f('fk_tells_question_id_questions')),
    sa.ForeignKeyConstraint(['review_id'], ['reviews.id'], name=op.f('fk_tells_review_id_reviews')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tells')),
    sa.UniqueConstraint('review_id', 'chat', name=op.f('uq_tells_review_id'))
    )
    with op.batch_alter_table('tells', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_tells_review_id'), ['review_id'], unique=False)

    if op.get_bind().dialect.name == 'sqlite':  # a rebuilt table would take along the reports that point at it
        op.execute('ALTER TABLE questions ADD COLUMN review_id INTEGER CONSTRAINT fk_questions_review_id_reviews REFERENCES reviews (id)')
    else:
        op.add_column('questions', sa.Column('review_id', sa.BigInteger(), nullable=True))
        op.create_foreign_key('fk_questions_review_id_reviews', 'questions', 'reviews', ['review_id'], ['id'])
    op.create_index('ix_questions_review_id', 'questions', ['review_id'], unique=False)


def downgrade() -> None:
    op.drop_index('ix_questions_review_id', 'questions')
    with op.batch_alter_table('questions', schema=None) as batch_op:
        batch_op.drop_constraint('fk_questions_review_id_reviews', type_='foreignkey')
        batch_op.drop_column('review_id')
    op.drop_table('tells')
    op.drop_table('reviews')
