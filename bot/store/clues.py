"""Clues of alerts: keyed hashes of accounts, numbers and links, by which alerts that belong together are found."""

from collections.abc import Iterable, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.models import Alert, Clue, Report


async def add(session: AsyncSession, alert_id: int, found: Iterable[tuple[str, str]]) -> None:
    """Note clues (kind, mark) of an alert; those it has are nothing new."""
    known = {(kind, mark) for kind, mark in await session.execute(sa.select(Clue.kind, Clue.mark).where(Clue.alert_id == alert_id))}
    session.add_all(Clue(alert_id=alert_id, kind=kind, mark=mark) for kind, mark in dict.fromkeys(found) if (kind, mark) not in known)
    await session.flush()


async def shared(session: AsyncSession, alert_id: int) -> Sequence[tuple[str, int, str]]:
    """Kind, number and area of every other alert that has one of this alert's clues, newest first."""
    own = sa.select(Clue.mark).where(Clue.alert_id == alert_id)
    query = sa.select(Clue.kind, Alert.id, Alert.area).join(Alert, Alert.id == Clue.alert_id)
    query = query.where(Clue.mark.in_(own), Clue.alert_id != alert_id).distinct().order_by(Alert.id.desc())
    return [(kind, number, area) for kind, number, area in await session.execute(query)]


async def earlier(session: AsyncSession, alert: Alert) -> Sequence[tuple[int, str]]:
    """Number and area of other alerts that the reporters of this one reported, newest first."""
    who = sa.select(Report.reporter).where(Report.alert_id == alert.id, Report.reporter != 0)  # 0: who was forgotten is nobody
    query = sa.select(Alert.id, Alert.area).join(Report, Report.alert_id == Alert.id)
    query = query.where(Report.reporter.in_(who), Alert.id != alert.id).distinct().order_by(Alert.id.desc())
    return [(number, area) for number, area in await session.execute(query)]


async def alike(session: AsyncSession, alert: Alert, areas: Sequence[str], since: datetime) -> int:
    """How many other alerts of these areas since then are of the same family."""
    query = sa.select(sa.func.count()).select_from(Alert).where(Alert.family == alert.family, Alert.id != alert.id)
    query = query.where(Alert.area.in_(list(areas)), Alert.raised_at >= since)
    return int((await session.execute(query)).scalar_one()) if alert.family else 0
