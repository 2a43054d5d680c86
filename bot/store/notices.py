"""Notices of grid workers, officers and leaders, and how many read them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.models import Broadcast, Delivery, Group, Heard, Notice

DRAFTS = ("writing", "asking")


async def add(session: AsyncSession, now: datetime, **columns: Any) -> Notice:
    """A new draft."""
    row = Notice(made_at=now, changed_at=now, **columns)
    session.add(row)
    await session.flush()
    return row


async def get(session: AsyncSession, notice_id: int) -> Notice | None:
    """By id."""
    return await session.get(Notice, notice_id)


async def hold(session: AsyncSession, notice_id: int) -> Notice | None:
    """By id, held until the transaction ends: by writing nothing, since SQLite begins a transaction only with a write."""
    query = sa.update(Notice).where(Notice.id == notice_id).values(version=Notice.version)
    await session.execute(query.execution_options(synchronize_session=False))
    return await session.get(Notice, notice_id, populate_existing=True)


async def draft(session: AsyncSession, by: int, since: datetime) -> Notice | None:
    """Of somebody's drafts that were touched since then the one that waits for what they write next, else the newest."""
    query = sa.select(Notice).where(Notice.by == by, Notice.state == "writing", Notice.changed_at > since)
    return (await session.scalars(query.order_by(Notice.awaits.is_(None), Notice.id.desc()).limit(1))).first()


async def said(session: AsyncSession, by: int, message: int) -> Notice | None:
    """Somebody's notice whose words, or whose picture, came from this message of theirs."""
    query = sa.select(Notice).where(Notice.by == by, Notice.said == message, Notice.state.in_((*DRAFTS, "sent")))
    return (await session.scalars(query.order_by(Notice.id.desc()).limit(1))).first()


async def copy(session: AsyncSession, row: Notice, by: int, at: datetime) -> Notice | None:
    """The draft that somebody made of a notice for another time, as long as they have not changed its words."""
    query = sa.select(Notice).where(Notice.by == by, Notice.state == "writing", Notice.words == row.words, Notice.at == at)
    return (await session.scalars(query.limit(1))).first()


async def listen(session: AsyncSession, row: Notice, awaits: str | None) -> None:
    """What a draft waits for; of one writer's drafts only one waits, so that what they write next has one place to go."""
    if awaits is not None:
        query = sa.update(Notice).where(Notice.by == row.by, Notice.id != row.id, Notice.awaits.is_not(None))
        await session.execute(query.values(awaits=None))
    row.awaits = awaits


async def latest(session: AsyncSession, by: int, areas: Sequence[str], most: int) -> Sequence[Notice]:
    """The newest notices of somebody, or for one of these areas, that wait for approval or are sent."""
    theirs = sa.or_(Notice.by == by, Notice.area.in_(areas))
    query = sa.select(Notice).where(theirs, Notice.state.in_(("asking", "sent")), Notice.words.is_not(None))
    return (await session.scalars(query.order_by(Notice.id.desc()).limit(most))).all()


async def tags(session: AsyncSession, areas: Sequence[str]) -> list[str]:
    """The tags that served groups of these areas have, the most frequent first."""
    query = sa.select(Group.tags).where(Group.area.in_(areas), Group.retired_at.is_(None), Group.left_at.is_(None))
    counted: dict[str, int] = {}
    for found in await session.scalars(query):
        for tag in found:
            counted[tag] = counted.get(tag, 0) + 1
    return sorted(counted, key=lambda tag: (-counted[tag], tag))


async def is_out(session: AsyncSession, notice_id: int, chat: int) -> bool:
    """Whether a notice was sent to this chat, or to the one it was before it moved."""
    query = sa.select(Delivery.id).join(Notice, Notice.broadcast_id == Delivery.broadcast_id).join(Group, Group.id == Delivery.group_id)
    query = query.where(Notice.id == notice_id, Delivery.message.is_not(None))
    here = sa.or_(Delivery.chat == chat, Group.chat == chat, Group.former_chat == chat)
    return (await session.execute(query.where(here).limit(1))).first() is not None


async def hear(session: AsyncSession, notice_id: int, reader: str) -> bool:
    """Count a reader; False when they were counted before."""
    query = sa.select(Heard).where(Heard.notice_id == notice_id, Heard.reader == reader)
    if (await session.execute(query)).first() is not None:
        return False
    session.add(Heard(notice_id=notice_id, reader=reader))
    await session.flush()
    return True


async def readers(session: AsyncSession, notice_id: int) -> int:
    """How many read it."""
    return int((await session.execute(sa.select(sa.func.count()).where(Heard.notice_id == notice_id))).scalar_one())


async def read_ones(session: AsyncSession) -> Sequence[int]:
    """The notices that somebody read."""
    return (await session.scalars(sa.select(Heard.notice_id).distinct())).all()


async def forget(session: AsyncSession, reader: str, notice_id: int) -> None:
    """A reader is not counted any more."""
    await session.execute(sa.delete(Heard).where(Heard.notice_id == notice_id, Heard.reader == reader))


async def abandoned(session: AsyncSession, written: datetime, asked: datetime) -> Sequence[Notice]:
    """Drafts that nobody touched since then, and those that nobody approved since another moment."""
    old = sa.or_(
        sa.and_(Notice.state == "writing", Notice.changed_at < written), sa.and_(Notice.state == "asking", Notice.changed_at < asked)
    )
    return (await session.scalars(sa.select(Notice).where(old).limit(100))).all()


async def expire(session: AsyncSession) -> int:
    """Of notices whose broadcast has lost its words they go too, with the readers; how many there were."""
    query = sa.select(Notice.id).join(Broadcast, Broadcast.id == Notice.broadcast_id)
    old = list(await session.scalars(query.where(Broadcast.words == b"", Notice.words.is_not(None)).limit(100)))
    await session.execute(sa.delete(Heard).where(Heard.notice_id.in_(old)))
    await session.execute(sa.update(Notice).where(Notice.id.in_(old)).values(words=None, reason=None, file=None))
    return len(old)
