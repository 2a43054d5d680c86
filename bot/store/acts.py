"""Privileged acts outside an alert: only ever added to."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.models import Act


async def write(
    session: AsyncSession, at: datetime, actor: int | None, act: str, detail: dict[str, Any], *, person: int | None = None
) -> None:
    """Add one line; `actor` is a Telegram id, None for the command line; `person` the resident it is about."""
    session.add(Act(at=at, actor=actor, act=act, detail=detail, person=person))
    await session.flush()


async def times(session: AsyncSession, actor: int, act: str, since: datetime) -> int:
    """How often somebody did this since then."""
    query = sa.select(sa.func.count()).select_from(Act).where(Act.actor == actor, Act.act == act, Act.at >= since)
    return int((await session.execute(query)).scalar_one())


async def get(session: AsyncSession, number: int) -> Act | None:
    """By number."""
    return await session.get(Act, number)


async def after(session: AsyncSession, act: str, number: int) -> Sequence[Act]:
    """Acts of a kind that are newer than the one with this number."""
    return (await session.scalars(sa.select(Act).where(Act.act == act, Act.id > number).order_by(Act.id))).all()


async def latest(session: AsyncSession, act: str) -> int:
    """The number of the newest act of a kind; 0 when there is none."""
    return int((await session.execute(sa.select(sa.func.coalesce(sa.func.max(Act.id), 0)).where(Act.act == act))).scalar_one())
