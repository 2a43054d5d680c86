"""What the audit reads: rows that must be on their way, and the workflows that carry them."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from bot.moves import HELD, LIVE
from bot.store.models import Alert, Bulletin, InboxItem, Page
from bot.store.workers import schema_of

MOST = 200
"""How many of the workflows that are missing are looked at one by one in one look."""


async def under_way(session: AsyncSession) -> set[str]:
    """The ids of all workflows that have not ended: waiting, running, or put off until later."""
    schema = await schema_of(session)
    if schema is None:
        return set()
    query = f"select workflow_uuid, status from {schema}workflow_status where status in ('ENQUEUED', 'PENDING', 'DELAYED')"
    return {row[0] for row in await session.execute(sa.text(query))}


async def ended_well(session: AsyncSession, threads: Sequence[str]) -> set[str]:
    """Which of these workflows ended well, themselves or begun anew by the audit."""
    schema = await schema_of(session)
    if schema is None:
        return set()
    begun = "workflow_uuid = :id or workflow_uuid like :again"
    query = sa.text(f"select count(*) from {schema}workflow_status where status = 'SUCCESS' and ({begun})")
    counts = {one: (await session.execute(query, {"id": one, "again": f"{one}-again%"})).scalar_one() for one in threads[:MOST]}
    return {one for one, count in counts.items() if count}


async def live(session: AsyncSession) -> Sequence[Alert]:
    """Every alert that has not ended."""
    return (await session.scalars(sa.select(Alert).where(Alert.state.in_(LIVE)).order_by(Alert.id))).all()


async def unreviewed(session: AsyncSession) -> Sequence[Alert]:
    """Every alert that waits for its review."""
    return (await session.scalars(sa.select(Alert).where(Alert.review == "due").order_by(Alert.id))).all()


async def last_page(session: AsyncSession) -> dict[int, datetime]:
    """When somebody was last paged for each open alert."""
    query = sa.select(Page.alert_id, sa.func.max(Page.made_at)).join(Alert, Alert.id == Page.alert_id).where(Alert.state == "open")
    return {row[0]: row[1] for row in await session.execute(query.group_by(Page.alert_id))}


async def unsent(session: AsyncSession, before: datetime) -> Sequence[Page]:
    """Pages made before then that are not out and still matter: of the ladder while nobody has signed, others while the alert lives."""
    ladder = Page.call.contains(".")
    matters = sa.or_(sa.and_(ladder, Alert.state == "open"), sa.and_(~ladder, Alert.state.in_(LIVE), ~Page.call.startswith("check-")))
    query = sa.select(Page).join(Alert, Alert.id == Page.alert_id).where(Page.state == "due", Page.made_at < before, matters)
    return (await session.scalars(query.order_by(Page.id))).all()


async def stuck(session: AsyncSession, before: datetime) -> Sequence[tuple[str, int]]:
    """Updates that have waited since before then: bot and how many."""
    query = sa.select(InboxItem.bot, sa.func.count()).where(InboxItem.state == "new", InboxItem.received_at < before)
    return [(bot, int(count)) for bot, count in await session.execute(query.group_by(InboxItem.bot))]


async def set_aside(session: AsyncSession, since: datetime) -> Sequence[tuple[str, int, str]]:
    """Updates set aside since then: bot, number and what went wrong."""
    query = sa.select(InboxItem).where(InboxItem.state == "dead", InboxItem.received_at >= since).order_by(InboxItem.received_at)
    return [(row.bot, row.update_id, row.fault or "") for row in await session.scalars(query)]


async def editions(session: AsyncSession, since: datetime) -> Sequence[Bulletin]:
    """Editions whose slot is not older."""
    return (await session.scalars(sa.select(Bulletin).where(Bulletin.slot >= since).order_by(Bulletin.id))).all()


async def new_round(session: AsyncSession, number: int, round: int) -> int | None:
    """Give an open alert's ladder a new round; None when it is not open any more or has one already."""
    query = sa.update(Alert).where(Alert.id == number, Alert.state == "open", Alert.round == round).values(round=round + 1)
    return (await session.execute(query.returning(Alert.round))).scalar_one_or_none()


async def set_due(session: AsyncSession, number: int, due_at: datetime) -> bool:
    """Give an alert in hands the deadline that it lacks; False when it has one."""
    query = sa.update(Alert).where(Alert.id == number, Alert.state.in_(HELD), Alert.due_at.is_(None)).values(due_at=due_at)
    return (await session.execute(query.returning(Alert.id))).first() is not None
