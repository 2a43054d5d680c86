"""Who was paged for what, and whether it reached them."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.models import Page


async def add(session: AsyncSession, *, alert_id: int, call: str, telegram: int, role: str, silent: bool, made_at: datetime) -> Page:
    """The page of one person for one call; the same call again gives the row that is there."""
    query = sa.select(Page).where(Page.alert_id == alert_id, Page.call == call, Page.telegram == telegram)
    row = (await session.scalars(query)).one_or_none()
    if row is None:
        nth = await times(session, alert_id, telegram) + 1
        row = Page(alert_id=alert_id, call=call, telegram=telegram, role=role, silent=silent, nth=nth, made_at=made_at)
        session.add(row)
        await session.flush()
    return row


async def times(session: AsyncSession, alert_id: int, telegram: int) -> int:
    """How often a person was paged for an alert."""
    query = sa.select(sa.func.count()).select_from(Page).where(Page.alert_id == alert_id, Page.telegram == telegram)
    return int((await session.execute(query)).scalar_one())


async def get(session: AsyncSession, page_id: int) -> Page | None:
    """By id."""
    return await session.get(Page, page_id)


async def of(session: AsyncSession, alert_id: int, call: str | None = None) -> Sequence[Page]:
    """All pages of an alert, or those of one call, oldest first."""
    query = sa.select(Page).where(Page.alert_id == alert_id)
    if call is not None:
        query = query.where(Page.call == call)
    return (await session.scalars(query.order_by(Page.id))).all()


async def unsent(session: AsyncSession, alert_id: int) -> Sequence[Page]:
    """Pages of an alert that are to be sent, oldest first."""
    return (await session.scalars(sa.select(Page).where(Page.alert_id == alert_id, Page.state == "due").order_by(Page.id))).all()


async def reached(session: AsyncSession, page_id: int, at: datetime) -> None:
    """It is on the person's phone."""
    await session.execute(sa.update(Page).where(Page.id == page_id).values(state="sent", sent_at=at, fault=None))


async def settled(session: AsyncSession, page_id: int) -> None:
    """Nobody needs it any more: it was signed, or has ended, before the page was out."""
    await session.execute(sa.update(Page).where(Page.id == page_id, Page.state == "due").values(state="settled"))


async def failed(session: AsyncSession, page_id: int, fault: str) -> None:
    """It cannot reach the person."""
    await session.execute(sa.update(Page).where(Page.id == page_id).values(state="failed", fault=fault[:64]))
