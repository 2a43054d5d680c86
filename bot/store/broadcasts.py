"""Broadcasts and their rows of intent, one per group."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.models import Broadcast, Delivery, Group

CHUNK = 1000
OPEN = ("waiting", "sending")
RECALL = ("recalling",)
UNTOUCHED = ("waiting", "cancelled")
"""The states of rows of which nobody has begun to send anything."""
BEGUN = ("sending", "sent", "failed", "unknown", "skipped")
BARE = "bare"
"""The fault of a row that was sent without its picture."""


class Turn(NamedTuple):
    """A broadcast that has work: going or withdrawing, from `at`, pointless after `until`; an urgent one may exceed what a group is told a
    day."""

    id: int
    state: str
    at: datetime
    until: datetime
    urgent: bool


class Addressed(NamedTuple):
    """A row that may be sent or recalled now, and its group as it is today."""

    id: int
    group: int
    chat: int
    topic: int | None
    served: bool
    moved: bool
    sent_to: int | None
    message: int | None
    language: str
    fault: str | None


async def reach(session: AsyncSession, areas: Sequence[str] | None, kinds: Sequence[str], tags: Sequence[str]) -> list[int]:
    """Ids of served groups in these areas (None: anywhere) of one of these kinds and with one of these tags (none named: any)."""
    query = sa.select(Group.id, Group.tags).where(Group.area.is_not(None), Group.retired_at.is_(None), Group.left_at.is_(None))
    if areas is not None:
        query = query.where(Group.area.in_(areas))
    if kinds:
        query = query.where(Group.kind.in_(kinds))
    wanted = set(tags)
    return [row.id for row in await session.execute(query.order_by(Group.id)) if not wanted or wanted & set(row.tags)]


async def begin(session: AsyncSession, now: datetime, **columns: Any) -> tuple[int, str]:
    """A broadcast whose rows are going to be written, or the one that has this key already: id and state."""
    insert = _insert(session)(Broadcast).on_conflict_do_nothing().returning(Broadcast.id)
    made = await session.scalar(insert, {"made_at": now, "ended_at": now, "state": "writing", **columns})
    if made is not None:
        return made, "writing"
    row = (await session.execute(sa.select(Broadcast.id, Broadcast.state).where(Broadcast.key == columns["key"]))).one()
    return row.id, row.state


async def address(session: AsyncSession, broadcast_id: int, group_ids: Sequence[int], due_at: datetime, now: datetime) -> None:
    """Write rows of intent, CHUNK at most; those that are there stay as they are."""
    intent = {"broadcast_id": broadcast_id, "state": "waiting", "due_at": due_at, "tries": 0, "changed_at": now}
    await session.execute(_insert(session)(Delivery).on_conflict_do_nothing(), [{**intent, "group_id": group} for group in group_ids])


def _insert(session: AsyncSession) -> Any:
    return postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert


async def get(session: AsyncSession, broadcast_id: int) -> Broadcast | None:
    """By id."""
    return await session.get(Broadcast, broadcast_id)


async def is_going(session: AsyncSession, broadcast_id: int) -> bool:
    """Whether it was neither ended nor called off."""
    query = sa.select(Broadcast.id).where(Broadcast.id == broadcast_id, Broadcast.state == "going")
    return (await session.execute(query)).first() is not None


async def move(session: AsyncSession, broadcast_id: int, was: Sequence[str], state: str, **columns: Any) -> bool:
    """Change a broadcast's state; False when it was not where it had to be."""
    query = sa.update(Broadcast).where(Broadcast.id == broadcast_id, Broadcast.state.in_(was)).values(state=state, **columns)
    return (await session.execute(query.returning(Broadcast.id))).first() is not None


async def keep_file(session: AsyncSession, broadcast_id: int, file: str) -> None:
    """The platform's name for what was uploaded; the bytes are not needed any more."""
    await session.execute(sa.update(Broadcast).where(Broadcast.id == broadcast_id).values(file=file[:200], content=None))


async def with_work(session: AsyncSession, now: datetime) -> list[Turn]:
    """Broadcasts whose moment has come and which have not ended, oldest first.

    A clock that is set back takes no moment away: what has begun goes on, what was meant for at once goes out, what is wanted back goes.
    """
    begun = sa.exists().where(Delivery.broadcast_id == Broadcast.id, Delivery.state.in_(BEGUN))
    come = sa.or_(Broadcast.at <= now, Broadcast.at <= Broadcast.made_at, begun)
    query = sa.select(Broadcast.id, Broadcast.state, Broadcast.at, Broadcast.until, Broadcast.urgent)
    query = query.where(sa.or_(Broadcast.state == "withdrawing", sa.and_(Broadcast.state == "going", come)))
    return [Turn(*row) for row in await session.execute(query.order_by(Broadcast.id))]


async def due(
    session: AsyncSession, broadcast_id: int, state: str, now: datetime, most: int, *, at: datetime | None = None
) -> list[Addressed]:
    """Rows in this state whose time has come, those that wait longest first; also those that wait for `at`, which came before the clock
    was set back.
    """
    come = Delivery.due_at <= now
    if at is not None and at > now:
        come = sa.or_(come, Delivery.due_at == at)
    served = sa.and_(Group.area.is_not(None), Group.retired_at.is_(None), Group.left_at.is_(None))
    columns = (Delivery.id, Delivery.group_id, Group.chat, Group.topic, served, Group.former_chat.is_not(None))
    query = sa.select(*columns, Delivery.chat, Delivery.message, Group.language, Delivery.fault).join(Group, Group.id == Delivery.group_id)
    query = query.where(Delivery.broadcast_id == broadcast_id, Delivery.state == state, come)
    return [Addressed._make(row) for row in await session.execute(query.order_by(Delivery.due_at, Delivery.id).limit(most))]


async def step(session: AsyncSession, row: int, was: Sequence[str], state: str, now: datetime, **columns: Any) -> bool:
    """Move one row on; False when it was not where it had to be."""
    query = sa.update(Delivery).where(Delivery.id == row, Delivery.state.in_(was)).values(state=state, changed_at=now, **columns)
    return (await session.execute(query.returning(Delivery.id))).first() is not None


async def sweep(session: AsyncSession, broadcast_id: int, was: Sequence[str], state: str, now: datetime, **columns: Any) -> int:
    """Move all rows of a broadcast from some states to another; how many there were."""
    query = sa.update(Delivery).where(Delivery.broadcast_id == broadcast_id, Delivery.state.in_(was))
    result = await session.execute(query.values(state=state, changed_at=now, **columns))
    return int(getattr(result, "rowcount", 0))


async def fill(session: AsyncSession, broadcast_id: int, was: Sequence[str], now: datetime, faults: Sequence[str] | None = None) -> int:
    """Let rows of these states wait again, all or those with one of these faults; how many there were."""
    query = sa.update(Delivery).where(Delivery.broadcast_id == broadcast_id, Delivery.state.in_(was))
    if faults is not None:
        query = query.where(Delivery.fault.in_(faults))
    result = await session.execute(query.values(state="waiting", due_at=now, changed_at=now, fault=None))
    return int(getattr(result, "rowcount", 0))


async def recall(session: AsyncSession, broadcast_id: int, now: datetime, since: datetime) -> int:
    """Let messages that are out since then be taken back, but those that could not be; how many there were."""
    query = sa.update(Delivery).where(Delivery.broadcast_id == broadcast_id, Delivery.state == "sent", Delivery.changed_at > since)
    query = query.where(sa.or_(Delivery.fault.is_(None), Delivery.fault == BARE))
    result = await session.execute(query.values(state="recalling", due_at=now, changed_at=now))
    return int(getattr(result, "rowcount", 0))


async def has(session: AsyncSession, broadcast_id: int, states: Sequence[str]) -> bool:
    """Whether a broadcast still has rows in one of these states."""
    query = sa.select(Delivery.id).where(Delivery.broadcast_id == broadcast_id, Delivery.state.in_(states))
    return (await session.execute(query.limit(1))).first() is not None


async def is_posted(session: AsyncSession, broadcast_id: int, chat: int, but: int) -> bool:
    """Whether another row of a broadcast went, or may have gone, to this chat: two groups that became one."""
    query = sa.select(Delivery.id).where(Delivery.broadcast_id == broadcast_id, Delivery.chat == chat, Delivery.id != but)
    return (await session.execute(query.where(Delivery.state.in_(("sending", "sent", "unknown"))).limit(1))).first() is not None


async def abandon(session: AsyncSession, in_hand: Iterable[int], now: datetime) -> int:
    """Rows that somebody began to send and nobody will settle are unknown from now on; how many there were."""
    open_ones = sa.select(Broadcast.id).where(Broadcast.state != "withdrawn")
    query = sa.update(Delivery).where(Delivery.broadcast_id.in_(open_ones), Delivery.state == "sending", Delivery.id.not_in(list(in_hand)))
    result = await session.execute(query.values(state="unknown", fault="crash", changed_at=now))
    return int(getattr(result, "rowcount", 0))


async def counts(session: AsyncSession, broadcast_id: int) -> dict[tuple[str, str], int]:
    """How many rows are in each state with each fault."""
    query = sa.select(Delivery.state, Delivery.fault, sa.func.count()).where(Delivery.broadcast_id == broadcast_id)
    return {(state, fault or ""): int(n) for state, fault, n in await session.execute(query.group_by(Delivery.state, Delivery.fault))}


async def sent_since(session: AsyncSession, broadcast_id: int, since: datetime) -> int:
    """How many messages are out since then."""
    query = sa.select(sa.func.count()).where(Delivery.broadcast_id == broadcast_id, Delivery.state == "sent", Delivery.changed_at > since)
    return int((await session.execute(query)).scalar_one())


async def listed(session: AsyncSession, broadcast_id: int, states: Sequence[str], most: int) -> list[tuple[str, str, str]]:
    """Title of the group, state and fault of rows in these states, in order."""
    query = sa.select(Group.title, Delivery.state, Delivery.fault).join(Group, Group.id == Delivery.group_id)
    query = query.where(Delivery.broadcast_id == broadcast_id, Delivery.state.in_(states)).order_by(Delivery.id).limit(most)
    return [(title, state, fault or "") for title, state, fault in await session.execute(query)]


async def bare(session: AsyncSession, broadcast_id: int, most: int) -> list[str]:
    """Titles of groups that got the words alone."""
    query = sa.select(Group.title).join(Delivery, Group.id == Delivery.group_id).where(Delivery.broadcast_id == broadcast_id)
    query = query.where(Delivery.state == "sent", Delivery.fault == BARE)
    return list(await session.scalars(query.order_by(Delivery.id).limit(most)))


async def expire(session: AsyncSession, before: datetime) -> int:
    """Of broadcasts that ended before then words, picture, author and rows go; that there was one stays. How many there were."""
    old = list(await session.scalars(sa.select(Broadcast.id).where(Broadcast.ended_at < before, Broadcast.words != b"").limit(10)))
    await session.execute(sa.delete(Delivery).where(Delivery.broadcast_id.in_(old)))
    await session.execute(sa.update(Broadcast).where(Broadcast.id.in_(old)).values(words=b"", content=None, file=None, by=None))
    return len(old)
