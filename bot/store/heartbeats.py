"""Signs of life of the roles."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.models import Heartbeat


async def beat(session: AsyncSession, role: str, worker: str, at: datetime) -> None:
    """This process is alive in this role."""
    await session.merge(Heartbeat(role=role, worker=worker, at=at))


async def newest(session: AsyncSession, since: datetime) -> dict[str, datetime]:
    """The last sign of life of each role that gave one since then, by whichever process."""
    query = sa.select(Heartbeat).where(Heartbeat.at >= since).order_by(Heartbeat.at)
    return {row.role: row.at for row in await session.scalars(query)}
