"""What went badly in a span of time, read from the log and from how alerts ended."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.models import Alert, AlertLog


async def acts_of(session: AsyncSession, acts: Sequence[str], since: datetime, until: datetime) -> dict[int, dict[str, int]]:
    """How often each of these acts was noted, by alert."""
    query = sa.select(AlertLog.alert_id, AlertLog.act, sa.func.count()).group_by(AlertLog.alert_id, AlertLog.act)
    query = query.where(AlertLog.act.in_(list(acts)), AlertLog.at >= since, AlertLog.at < until)
    found: dict[int, dict[str, int]] = {}
    for number, act, count in await session.execute(query):
        found.setdefault(number, {})[act] = int(count)
    return found


async def ended_with(session: AsyncSession, outcomes: Sequence[str], since: datetime, until: datetime) -> dict[int, str]:
    """Alerts that ended in that time with one of these outcomes."""
    query = sa.select(Alert.id, Alert.outcome).where(Alert.outcome.in_(list(outcomes)), Alert.closed_at >= since, Alert.closed_at < until)
    return {number: str(outcome) for number, outcome in await session.execute(query)}


async def raised(session: AsyncSession, areas: Sequence[str] | None, since: datetime, until: datetime) -> int:
    """How many alerts were raised in that time, in these areas or anywhere."""
    query = sa.select(sa.func.count()).select_from(Alert).where(Alert.raised_at >= since, Alert.raised_at < until)
    if areas is not None:
        query = query.where(Alert.area.in_(list(areas)))
    return int((await session.execute(query)).scalar_one())


async def rows(session: AsyncSession, numbers: Sequence[int], areas: Sequence[str] | None) -> Sequence[Alert]:
    """These alerts, of these areas or anywhere, by number."""
    query = sa.select(Alert).where(Alert.id.in_(list(numbers)))
    if areas is not None:
        query = query.where(Alert.area.in_(list(areas)))
    return (await session.scalars(query.order_by(Alert.id))).all()
