"""What the deployment file decided beyond areas, staff and groups."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.models import Deployment

ZONE = "Asia/Shanghai"


async def plan(session: AsyncSession) -> dict[str, Any] | None:
    """The plan as it was last applied; None before the first `shouwang setup`."""
    row = await session.get(Deployment, 1)
    return row.plan if row else None


async def zone(session: AsyncSession) -> ZoneInfo:
    """Where the people of this deployment live: in this time zone the week, its hours and the times of notices are told and read."""
    return ZoneInfo((await plan(session) or {}).get("bulletin", {}).get("timezone", ZONE))


async def keep(session: AsyncSession, plan: dict[str, Any], at: datetime) -> None:
    """Replace the plan."""
    await session.merge(Deployment(id=1, plan=plan, applied_at=at))
