"""Privileged acts outside an alert: only ever added to."""

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.models import Act


async def write(session: AsyncSession, at: datetime, actor: int | None, act: str, detail: dict[str, Any]) -> None:
    """Add one line; `actor` is a Telegram id, None for the command line."""
    session.add(Act(at=at, actor=actor, act=act, detail=detail))
    await session.flush()
