"""The log that cannot be changed unnoticed: every line of it carries the SHA-256 of what it says and of the line before.

Sealing is the last act of a transaction: whoever commits takes the chain's head, adds its lines and lets go, so that lines stand in the
order of their commits and nobody waits for the head while holding it. Verifying walks from the first line to the head.

The seal knows a person only by a salted hash. Where a resident is forgotten, number and salt go, and the line still holds.
"""

import hashlib
import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeAlias, cast

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

from bot.store.models import Act, AlertLog, Chain

Line: TypeAlias = AlertLog | Act
CHAINS: dict[str, type[AlertLog] | type[Act]] = {"acts": Act, "alert_log": AlertLog}
RESIDENTS = ("raised", "reported", "stop_payment")
"""Acts of residents in an alert's history: the only ones whose actor may be forgotten."""
ABOUT_RESIDENTS = ("export", "block", "unblock", "wrong_code")
"""Privileged acts that may forget whom they were about, or who tried."""
BATCH = 1000
_NEW = "unsealed lines"


@dataclass(frozen=True, slots=True)
class Walk:
    """What a walk along one chain found: how many lines hold, the head's seal, and the first place that does not hold.

    fault: changed (a line is not what was sealed), missing (a line is gone), added (a line that was never sealed), short (the head
    knows more lines than there are), headless (the head is gone or does not fit), unknown (a seal noted elsewhere is not there); None
    when all is well. place: the number of the line in its chain, or the row's id for `added`.
    """

    chain: str
    lines: int
    seal: str
    fault: str | None = None
    place: int = 0


class SealedSession(Session):
    """A session that seals the lines it adds before it commits."""


@sa.event.listens_for(SealedSession, "after_flush")
def _remember(session: Session, _: object) -> None:
    session.info.setdefault(_NEW, []).extend(row for row in session.new if isinstance(row, Act | AlertLog))


@sa.event.listens_for(SealedSession, "after_rollback")
def _forget(session: Session) -> None:
    session.info.pop(_NEW, None)


@sa.event.listens_for(SealedSession, "before_commit")
def _seal(session: Session) -> None:
    if session.in_nested_transaction():
        return
    session.flush()
    rows: list[Line] = session.info.pop(_NEW, [])
    for chain in CHAINS:
        if mine := sorted((row for row in rows if row.__tablename__ == chain), key=lambda row: row.id):
            _append(session, chain, mine)


def _append(session: Session, chain: str, rows: Sequence[Line]) -> None:
    """Take the head, which others wait for until we have committed, and put the lines behind it."""
    taking = sa.update(Chain).where(Chain.name == chain).values(length=Chain.length + len(rows)).returning(Chain.length, Chain.seal)
    taken = session.execute(taking).one_or_none()
    if taken is None:
        _begin_again(session, chain)
        taken = session.execute(taking).one()
    length, seal = taken
    for nth, row in enumerate(rows, length - len(rows) + 1):
        _commit_to(row)
        row.nth, row.seal = nth, seal_of(seal, nth, row)
        seal = row.seal
    session.flush()
    session.execute(sa.update(Chain).where(Chain.name == chain).values(seal=seal))


def _begin_again(session: Session, chain: str) -> None:
    """Somebody took the head away: work goes on, and the gap in the seals stays for everyone to see."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    length = session.execute(sa.select(sa.func.max(CHAINS[chain].nth))).scalar_one() or 0
    session.execute(insert(Chain).values(name=chain, length=length, seal="").on_conflict_do_nothing())


def _commit_to(row: Line) -> None:
    """What the seal knows of people and words, so that both may be forgotten one day."""
    row.salt = secrets.token_hex(16)
    row.actor_digest = person_digest(row.salt, "actor", row.actor)
    if isinstance(row, AlertLog):
        row.digest = digest_of(row.words)
    else:
        row.person_digest = person_digest(row.salt, "person", row.person)


def person_digest(salt: str | None, part: str, telegram: int | None) -> str | None:
    """A person in one line of the log; without the salt nobody can tell who it was, nor that two lines are about one person."""
    return hashlib.sha256(f"{salt}:{part}:{telegram}".encode()).hexdigest() if telegram is not None else None


def digest_of(words: bytes | None) -> str | None:
    """What the seal knows of a note, so that the note itself may be forgotten one day."""
    return hashlib.sha256(words).hexdigest() if words is not None else None


def seal_of(previous: str, nth: int, row: Line) -> str:
    """SHA-256 of the seal before and of everything that the line says."""
    about = [row.alert_id, row.digest] if isinstance(row, AlertLog) else [None, row.person_digest]
    return _hash([previous, nth, *about, _moment(row.at), row.actor_digest, row.act, row.detail])


def _hash(fields: Sequence[Any]) -> str:
    return hashlib.sha256(json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


async def head(session: AsyncSession, chain: str) -> tuple[int, str]:
    """How long a chain is and its last seal, to be noted where nobody can change it; (0, "") when there is none."""
    row = await session.get(Chain, chain, populate_existing=True)
    return (row.length, row.seal) if row else (0, "")


async def walk(session: AsyncSession, chain: str, known: tuple[int, str] | None = None) -> Walk:
    """Check every line from the first to the head; `known`: length and seal (or its beginning) as they were noted elsewhere.

    Lines that are written while it walks are walked as well: where the head is ahead and there are lines up to it, it goes on.
    """
    came, before = Walk(chain, 0, ""), None
    while True:
        came = await _further(session, came, known)
        if came.fault:
            return came
        end = await head(session, chain)
        if end[0] <= came.lines or came == before:  # the head was ahead before, and nothing has come: what it knows of is not there
            return await _ending(session, came, end, known)
        before = came


async def _further(session: AsyncSession, so_far: Walk, known: tuple[int, str] | None) -> Walk:
    """From a line that holds to the last that there is, or to the first that does not hold."""
    chain, nth, seal = so_far.chain, so_far.lines, so_far.seal
    model = CHAINS[chain]
    while rows := (await session.scalars(sa.select(model).where(model.nth > nth).order_by(model.nth).limit(BATCH))).all():
        for row in cast(Sequence[Line], rows):
            if row.nth != nth + 1:
                return Walk(chain, nth, seal, "missing", nth + 1)
            if row.seal != seal_of(seal, row.nth, row) or _words_changed(row) or _people_changed(row):
                return Walk(chain, nth, seal, "changed", row.nth)
            nth, seal = row.nth, row.seal
            if known and known[0] == nth and not seal.startswith(known[1]):
                return Walk(chain, nth, seal, "unknown", nth)
        session.expunge_all()
    return Walk(chain, nth, seal)


def _words_changed(row: Line) -> bool:
    """A note that is there must be the one that was sealed; one that was forgotten is none."""
    return isinstance(row, AlertLog) and row.words is not None and digest_of(row.words) != row.digest


def _people_changed(row: Line) -> bool:
    """Who is named must be who was sealed; only residents may be forgotten."""
    may_go = row.act in (RESIDENTS if isinstance(row, AlertLog) else ABOUT_RESIDENTS)
    named = [("actor", row.actor, row.actor_digest)]
    if isinstance(row, Act):
        named.append(("person", row.person, row.person_digest))
    return any(
        person_digest(row.salt, part, telegram) != digest if telegram is not None else digest is not None and not may_go
        for part, telegram, digest in named
    )


async def _ending(session: AsyncSession, so_far: Walk, end: tuple[int, str], known: tuple[int, str] | None) -> Walk:
    """Whether the last line is where the head says (`end`), and none stands beside the chain."""
    chain, (length, seal) = so_far.chain, end
    model = CHAINS[chain]
    if stray := (await session.execute(sa.select(sa.func.min(model.id)).where(model.nth.is_(None)))).scalar_one():
        return Walk(chain, so_far.lines, so_far.seal, "added", stray)
    if length > so_far.lines or (known and known[0] > so_far.lines):
        return Walk(chain, so_far.lines, so_far.seal, "short", so_far.lines + 1)
    if (length, seal) != (so_far.lines, so_far.seal):
        return Walk(chain, so_far.lines, so_far.seal, "headless", so_far.lines)
    return so_far
