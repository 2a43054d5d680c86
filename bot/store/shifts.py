"""Who stands in for whom, and hand-over notes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.models import HandoverNote, Shift


async def ask(session: AsyncSession, **columns: Any) -> Shift:
    """Somebody is asked to stand in."""
    row = Shift(state="asked", **columns)
    session.add(row)
    await session.flush()
    return row


async def get(session: AsyncSession, shift_id: int) -> Shift | None:
    """By id."""
    return await session.get(Shift, shift_id)


async def answer(session: AsyncSession, shift: Shift, state: str, at: datetime) -> bool:
    """The first answer counts; False when there was one, or the asker thought better of it. An absence begins with the answer."""
    query = sa.update(Shift).where(Shift.id == shift.id, Shift.state == "asked").values(state=state, answered_at=at)
    if shift.reason == "away":
        query = query.values(starts_at=at)
    done = (await session.execute(query.returning(Shift.id))).first() is not None
    await session.refresh(shift)
    return done


async def withdraw(session: AsyncSession, by: int, reason: str) -> None:
    """What somebody asked and nobody has answered is off."""
    query = sa.update(Shift).where(Shift.by == by, Shift.reason == reason, Shift.state == "asked")
    await session.execute(query.values(state="withdrawn"))


async def agreed(session: AsyncSession, since: datetime) -> Sequence[Shift]:
    """Who stands in for whom then or later, in the order in which it was agreed."""
    query = sa.select(Shift).where(Shift.state == "agreed", Shift.ends_at > since, Shift.ends_at > Shift.starts_at)
    return (await session.scalars(query.order_by(Shift.answered_at, Shift.id))).all()


async def end(session: AsyncSession, by: int, at: datetime, but: int = 0) -> Sequence[Shift]:
    """Somebody's absences that are in force end now, all but one; returns them."""
    query = sa.select(Shift).where(Shift.by == by, Shift.reason == "away", Shift.state == "agreed", Shift.ends_at > at, Shift.id != but)
    found = (await session.scalars(query)).all()
    for row in found:
        row.ends_at = at
    await session.flush()
    return found


async def leave(session: AsyncSession, **columns: Any) -> HandoverNote:
    """A note for the next on duty."""
    row = HandoverNote(**columns)
    session.add(row)
    await session.flush()
    return row


async def note(session: AsyncSession, note_id: int) -> HandoverNote | None:
    """By id."""
    return await session.get(HandoverNote, note_id)


async def notes_at(session: AsyncSession, area: str, at: datetime) -> Sequence[HandoverNote]:
    """The notes for a change of shift, oldest first: those that were written until then and not given at another."""
    mine = sa.or_(HandoverNote.given_at.is_(None), HandoverNote.given_at == at)
    query = sa.select(HandoverNote).where(HandoverNote.area == area, HandoverNote.written_at <= at, mine, HandoverNote.words.is_not(None))
    return (await session.scalars(query.order_by(HandoverNote.id))).all()


async def given(session: AsyncSession, notes: Sequence[int], at: datetime) -> None:
    """These notes were shown at a change of shift."""
    query = sa.update(HandoverNote).where(HandoverNote.id.in_(notes), HandoverNote.given_at.is_(None))
    await session.execute(query.values(given_at=at))


async def expire(session: AsyncSession, before: datetime) -> int:
    """Drop the words of notes that were written before; returns how many."""
    query = sa.update(HandoverNote).where(HandoverNote.written_at < before, HandoverNote.words.is_not(None)).values(words=None)
    return len((await session.execute(query.returning(HandoverNote.id))).all())
