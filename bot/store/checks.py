"""Who checked a 核验码, and whether it was one; the code itself is not kept."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.models import Check


async def add(session: AsyncSession, **columns: Any) -> None:
    """One more."""
    session.add(Check(**columns))
    await session.flush()


async def by(session: AsyncSession, asker: int, since: datetime) -> int:
    """How many a person checked since then."""
    query = sa.select(sa.func.count()).select_from(Check).where(Check.asker == asker, Check.at >= since)
    return int((await session.execute(query)).scalar_one())


async def wrong(session: AsyncSession, station: str | None, since: datetime) -> int:
    """How many wrong ones a station (None: those of no station) was asked about since then."""
    query = sa.select(sa.func.count()).select_from(Check).where(Check.station == station, Check.genuine.is_(False), Check.at >= since)
    return int((await session.execute(query)).scalar_one())


async def sweep(session: AsyncSession, before: datetime) -> int:
    """Forget what is older than any limit looks back."""
    return int(getattr(await session.execute(sa.delete(Check).where(Check.at < before)), "rowcount", 0))
