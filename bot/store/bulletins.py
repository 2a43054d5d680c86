"""The case of the week, one row per group and week."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.models import Bulletin


async def of_week(session: AsyncSession, group_id: int, week: str) -> Bulletin | None:
    """The edition of a group and week, if there is one."""
    return (await session.scalars(sa.select(Bulletin).where(Bulletin.group_id == group_id, Bulletin.week == week))).one_or_none()


async def add(session: AsyncSession, *, group_id: int, week: str, slot: datetime, story: str, at: datetime) -> Bulletin:
    """Plan an edition."""
    row = Bulletin(group_id=group_id, week=week, slot=slot, story=story, changed_at=at)
    session.add(row)
    await session.flush()
    return row


async def get(session: AsyncSession, bulletin_id: int) -> Bulletin | None:
    """By id."""
    return await session.get(Bulletin, bulletin_id)


async def step(session: AsyncSession, bulletin_id: int, was: str, becomes: str, at: datetime, **columns: object) -> bool:
    """Move an edition on; False when it was not where it had to be."""
    query = sa.update(Bulletin).where(Bulletin.id == bulletin_id, Bulletin.state == was).values(state=becomes, changed_at=at, **columns)
    return (await session.execute(query.returning(Bulletin.id))).first() is not None


async def told(session: AsyncSession, group_id: int, since: datetime) -> Sequence[str]:
    """Stories a group has had, or may have had, since then, newest first."""
    out = sa.or_(Bulletin.state.not_in(("failed", "skipped")), Bulletin.card_message.is_not(None))
    query = sa.select(Bulletin.story).where(Bulletin.group_id == group_id, Bulletin.slot >= since, out)
    return (await session.scalars(query.order_by(Bulletin.slot.desc()))).all()


async def unresolved(session: AsyncSession) -> Sequence[Bulletin]:
    """Editions of which nobody can know whether they are out."""
    return (await session.scalars(sa.select(Bulletin).where(Bulletin.state == "unknown").order_by(Bulletin.id))).all()
