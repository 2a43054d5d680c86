"""a log that is chained"""

import hashlib
import json
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('chains',
    sa.Column('name', sa.String(length=16), nullable=False),
    sa.Column('length', sa.BigInteger(), nullable=False),
    sa.Column('seal', sa.String(length=64), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_chains'))
    )
    op.add_column('alert_log', sa.Column('digest', sa.String(length=64), nullable=True))
    for table in ('acts', 'alert_log'):
        op.add_column(table, sa.Column('nth', sa.BigInteger(), nullable=True))
        op.add_column(table, sa.Column('seal', sa.String(length=64), nullable=True))
        op.create_index(op.f(f'ix_{table}_nth'), table, ['nth'], unique=True)
        seal_what_is_there(table)


def seal_what_is_there(table: str) -> None:
    """The lines from before this revision, in the order of their ids."""
    log = sa.table(table, *(sa.column(name) for name in ('id', 'actor', 'act', 'nth', 'seal', 'digest', 'alert_id')),
                   sa.column('at', sa.DateTime(timezone=True)), sa.column('words', sa.LargeBinary()), sa.column('detail', sa.JSON()))
    about = (log.c.alert_id, log.c.words) if table == 'alert_log' else ()
    query = sa.select(log.c.id, log.c.at, log.c.actor, log.c.act, log.c.detail, *about).order_by(log.c.id)
    connection = op.get_bind()
    seal, nth = '', 0
    for row in connection.execute(query).mappings().all():
        nth += 1
        words = row.get('words')
        digest = hashlib.sha256(bytes(words)).hexdigest() if words is not None else None
        at: datetime = row['at']
        moment = (at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)).isoformat(timespec='microseconds')
        fields = [seal, nth, row.get('alert_id'), digest, moment, row['actor'], row['act'], row['detail']]
        seal = hashlib.sha256(json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(',', ':')).encode()).hexdigest()
        values = {'nth': nth, 'seal': seal} | ({'digest': digest} if table == 'alert_log' else {})
        connection.execute(sa.update(log).where(log.c.id == row['id']).values(**values))
    connection.execute(sa.text('insert into chains (name, length, seal) values (:name, :length, :seal)'),
                       {'name': table, 'length': nth, 'seal': seal})


def downgrade() -> None:
    for table in ('acts', 'alert_log'):
        op.drop_index(op.f(f'ix_{table}_nth'), table_name=table)
        op.drop_column(table, 'seal')
        op.drop_column(table, 'nth')
    op.drop_column('alert_log', 'digest')
    op.drop_table('chains')
