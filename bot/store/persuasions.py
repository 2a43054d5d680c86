"""The plays of 劝劝邻居: found by number, by person and by what they came from; never more of one person's in hand than one."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.models import Persuasion

UNFINISHED = ("offered", "playing", "resting")


async def get(session: AsyncSession, number: int) -> Persuasion | None:
    """One play, held until the transaction ends: two presses at once come one after the other."""
    await _hold(session, Persuasion.id == number)
    return await session.get(Persuasion, number, populate_existing=True)


async def _hold(session: AsyncSession, which: Any) -> None:
    """Lock before reading, by writing nothing: SQLite knows no other way, and begins a transaction only with a write."""
    query = sa.update(Persuasion).where(which).values(changed_at=Persuasion.changed_at)
    await session.execute(query.execution_options(synchronize_session=False))


async def add(session: AsyncSession, **columns: Any) -> Persuasion:
    """A new play."""
    row = Persuasion(**columns)
    session.add(row)
    await session.flush()
    return row


async def of(session: AsyncSession, telegram: int) -> Sequence[Persuasion]:
    """All of a person's plays, oldest first."""
    return (await session.scalars(sa.select(Persuasion).where(Persuasion.telegram == telegram).order_by(Persuasion.id))).all()


async def unfinished(session: AsyncSession, telegram: int, states: Sequence[str] = UNFINISHED, **like: Any) -> Persuasion | None:
    """A person's newest play that has not ended and is like this (neighbour, question_id), held like `get`."""
    same = [getattr(Persuasion, key) == value for key, value in like.items()]
    which = sa.and_(Persuasion.telegram == telegram, Persuasion.state.in_(states), *same)
    query = sa.select(Persuasion.id).where(which).order_by(Persuasion.changed_at.desc(), Persuasion.id.desc()).limit(1)
    found = (await session.scalars(query)).one_or_none()
    row = await get(session, found) if found is not None else None
    return row if row is not None and row.state in states else None


async def rest_others(session: AsyncSession, telegram: int, but: int) -> None:
    """Whatever else a person was playing waits."""
    query = sa.update(Persuasion).where(Persuasion.telegram == telegram, Persuasion.state == "playing", Persuasion.id != but)
    await session.execute(query.values(state="resting").execution_options(synchronize_session=False))


async def invited(session: AsyncSession, alert_id: int) -> Persuasion | None:
    """The play that an officer's invitation on this alert began."""
    return (await session.scalars(sa.select(Persuasion).where(Persuasion.alert_id == alert_id).limit(1))).one_or_none()


async def known(session: AsyncSession, telegram: int) -> Sequence[str]:
    """The neighbours a person has talked to already."""
    query = sa.select(Persuasion.neighbour).distinct().where(Persuasion.telegram == telegram, Persuasion.state == "over")
    return (await session.scalars(query)).all()


async def forget(session: AsyncSession, telegram: int) -> None:
    """Delete a person's plays."""
    await session.execute(sa.delete(Persuasion).where(Persuasion.telegram == telegram))


async def expire(session: AsyncSession, before: datetime) -> int:
    """Delete plays in which nothing happened since then; returns how many."""
    return int(getattr(await session.execute(sa.delete(Persuasion).where(Persuasion.changed_at < before)), "rowcount", 0))
