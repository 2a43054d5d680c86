"""Doubles: alerts that turned out to be another one, and the reports they brought to it.

The history of the other says which reports came from where (`merged`), so that they can go back, and their reporters still hear the
number they were told.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store import alerts
from bot.store.models import Alert, AlertLog, Report


async def bring(session: AsyncSession, number: int, other: int) -> tuple[list[int], int]:
    """Put the reports of one alert behind another: which they are, and how many people they add."""
    own = list(await alerts.reports_of(session, number))
    there = {row.reporter for row in await alerts.reports_of(session, other)}
    added = len({row.reporter or -row.id for row in own} - there)
    for row in own:
        row.alert_id = other
    await session.execute(sa.update(Alert).where(Alert.id == other).values(reports=Alert.reports + added))
    await session.flush()
    return [row.id for row in own], added


async def take_back(session: AsyncSession, alert: Alert) -> int | None:
    """The reports of an alert that is no double after all stand behind it again; the other alert's number, None when it was no double."""
    other, line = alert.duplicate_of, await _merged(session, alert)
    if other is None or line is None:
        return other
    rows = await _still_there(session, other, line)
    for row in rows:
        row.alert_id = alert.id
    left = Alert.reports - line.detail.get("added", len(rows))
    await session.execute(sa.update(Alert).where(Alert.id == other).values(reports=left))
    await session.flush()
    return other


async def reports_of(session: AsyncSession, alert: Alert) -> Sequence[Report]:
    """Who reported an alert, first reporter first; for a double, the reports it brought to the other."""
    line = await _merged(session, alert) if alert.state == "duplicate" else None
    if line is None or alert.duplicate_of is None:
        return await alerts.reports_of(session, alert.id)
    return await _still_there(session, alert.duplicate_of, line)


async def of_reporter(session: AsyncSession, report: Report) -> Sequence[Report]:
    """All that the same person reported of the same alert, the first first."""
    query = sa.select(Report).where(Report.alert_id == report.alert_id, Report.reporter == report.reporter)
    return (await session.scalars(query.order_by(Report.id))).all()


async def number_told(session: AsyncSession, report: Report) -> int:
    """The number of the alert that a report became, which is what its reporter was told, wherever it stands now."""
    number = report.alert_id
    seen: set[int] = set()
    while number not in seen:
        seen.add(number)
        came = [line for line in await _lines(session, number) if report.id in line.detail.get("reports", ())]
        number = int(came[-1].detail["to"]) if came else number
    return number


async def _merged(session: AsyncSession, alert: Alert) -> AlertLog | None:
    """The line of the other alert's history that tells of this one."""
    lines = await _lines(session, alert.duplicate_of) if alert.duplicate_of is not None else []
    return next((line for line in reversed(lines) if line.detail.get("to") == alert.id), None)


async def _lines(session: AsyncSession, number: int) -> Sequence[AlertLog]:
    query = sa.select(AlertLog).where(AlertLog.alert_id == number, AlertLog.act == "merged").order_by(AlertLog.id)
    return (await session.scalars(query)).all()


async def _still_there(session: AsyncSession, other: int, line: AlertLog) -> Sequence[Report]:
    query = sa.select(Report).where(Report.alert_id == other, Report.id.in_(line.detail.get("reports", ())))
    return (await session.scalars(query.order_by(Report.id))).all()
