"""Stop-payment cards: one for a report, found by report, by person and by alert."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.models import Report, StopPayment


async def get(session: AsyncSession, report_id: int) -> StopPayment | None:
    """The card of a report, held until the transaction ends: two answers at once come one after the other."""
    await _hold(session, [report_id])
    return await session.get(StopPayment, report_id, populate_existing=True)


async def add(session: AsyncSession, report_id: int, content: bytes, at: datetime) -> StopPayment:
    """A new card, on which nothing is asked yet."""
    row = StopPayment(report_id=report_id, content=content, opened_at=at, changed_at=at)
    session.add(row)
    await session.flush()
    return row


async def of_person(session: AsyncSession, reporter: int, most: int = 5) -> Sequence[StopPayment]:
    """A person's cards, the one that changed last first; held like `get`."""
    query = sa.select(StopPayment.report_id).join(Report, Report.id == StopPayment.report_id).where(Report.reporter == reporter)
    query = query.order_by(StopPayment.changed_at.desc(), StopPayment.report_id.desc()).limit(most)
    found = (await session.scalars(query)).all()
    if not found:
        return []
    await _hold(session, found)
    rows = sa.select(StopPayment).where(StopPayment.report_id.in_(found)).execution_options(populate_existing=True)
    return (await session.scalars(rows.order_by(StopPayment.changed_at.desc(), StopPayment.report_id.desc()))).all()


async def _hold(session: AsyncSession, report_ids: Sequence[int]) -> None:
    """Lock before reading, by writing nothing: SQLite knows no other way, and begins a transaction only with a write."""
    query = sa.update(StopPayment).where(StopPayment.report_id.in_(sorted(report_ids)))
    await session.execute(query.values(changed_at=StopPayment.changed_at).execution_options(synchronize_session=False))


async def of_alert(session: AsyncSession, alert_id: int) -> Sequence[tuple[StopPayment, Report]]:
    """The cards behind an alert with their reports, first reporter first."""
    query = sa.select(StopPayment, Report).join(Report, Report.id == StopPayment.report_id).where(Report.alert_id == alert_id)
    return [(card, report) for card, report in await session.execute(query.order_by(Report.id))]


async def standing(session: AsyncSession, reporter: int, but: int) -> Sequence[StopPayment]:
    """A person's other cards on which a question stands."""
    query = sa.select(StopPayment).join(Report, Report.id == StopPayment.report_id).where(Report.reporter == reporter)
    return (await session.scalars(query.where(StopPayment.asks.is_not(None), StopPayment.report_id != but))).all()


async def waiting(session: AsyncSession, reporter: int, but: int) -> Report | None:
    """The report of a person's other card that was left behind unfinished, the newest."""
    query = sa.select(Report).join(StopPayment, Report.id == StopPayment.report_id).where(Report.reporter == reporter)
    query = query.where(StopPayment.finished_at.is_(None), StopPayment.report_id != but)
    return (await session.scalars(query.order_by(StopPayment.opened_at.desc()).limit(1))).one_or_none()
