"""people in the log

A seal knew people by their Telegram number, so that nobody could be forgotten. It knows a salted hash now, and lines from before are sealed
anew; a line that did not hold keeps its seal, and is found where it was. Seals that were noted elsewhere before are not in the chain any more.
"""

import hashlib
import json
import secrets
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0019'
down_revision = '0018'
branch_labels = None
depends_on = None

BATCH = 1000
PEOPLE = {'acts': ('actor', 'person'), 'alert_log': ('actor',)}


def upgrade() -> None:
    op.add_column('acts', sa.Column('person', sa.BigInteger(), nullable=True))
    for table, people in PEOPLE.items():
        op.add_column(table, sa.Column('salt', sa.String(length=32), nullable=True))
        for person in people:
            op.add_column(table, sa.Column(f'{person}_digest', sa.String(length=64), nullable=True))
        seal_anew(table)


def columns(table: str) -> sa.TableClause:
    names = {'acts': ('person', 'person_digest'), 'alert_log': ('alert_id', 'digest')}[table]
    json_type = sa.JSON().with_variant(postgresql.JSONB(), 'postgresql')
    return sa.table(table, *(sa.column(name) for name in ('id', 'actor', 'act', 'nth', 'seal', 'salt', 'actor_digest', *names)),
                    sa.column('at', sa.DateTime(timezone=True)), sa.column('detail', json_type))


def seal_anew(table: str) -> None:
    log, connection = columns(table), op.get_bind()
    old = new = ''
    nth = 0
    while rows := connection.execute(sa.select(log).where(log.c.nth > nth).order_by(log.c.nth).limit(BATCH)).mappings().all():
        for row in rows:
            salt = secrets.token_hex(16)
            values: dict[str, Any] = {'salt': salt, 'actor_digest': digest_of(salt, 'actor', row['actor'])}
            about = [row['alert_id'], row['digest']] if table == 'alert_log' else [None, None]
            held = row['seal'] == seal_of([old, row['nth'], *about, row['actor'], row['act'], row['detail']], row['at'])
            detail = dict(row['detail'])
            person = detail.pop('person', None) if table == 'acts' else None
            if table == 'acts':
                values |= {'person': person, 'person_digest': digest_of(salt, 'person', person), 'detail': detail}
                about = [None, values['person_digest']]
            fields = [new, row['nth'], *about, values['actor_digest'], row['act'], detail]
            old, new, nth = row['seal'], seal_of(fields, row['at']) if held else row['seal'], row['nth']
            connection.execute(sa.update(log).where(log.c.id == row['id']).values(**values, seal=new))
    connection.execute(sa.text('update chains set seal = :new where name = :name and seal = :old'), {'new': new, 'name': table, 'old': old})


def digest_of(salt: str, part: str, telegram: int | None) -> str | None:
    return hashlib.sha256(f'{salt}:{part}:{telegram}'.encode()).hexdigest() if telegram is not None else None


def seal_of(fields: list[object], at: datetime) -> str:
    """The moment stands before the actor."""
    moment = (at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)).isoformat(timespec='microseconds')
    fields = [*fields[:4], moment, *fields[4:]]
    return hashlib.sha256(json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(',', ':')).encode()).hexdigest()


def downgrade() -> None:
    """The columns go; the lines hold only where these seals are known."""
    for table, people in PEOPLE.items():
        for person in people:
            op.drop_column(table, f'{person}_digest')
        op.drop_column(table, 'salt')
    op.drop_column('acts', 'person')
