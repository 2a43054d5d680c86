"""Updates kept before they are confirmed."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.models import InboxItem


async def put(session: AsyncSession, rows: Sequence[dict[str, object]]) -> int:
    """Keep a batch; rows already there stay as they are. Returns how many were new."""
    if not rows:
        return 0
    dialect = session.get_bind().dialect.name
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    statement = insert(InboxItem).on_conflict_do_nothing().returning(InboxItem.update_id)
    return len((await session.execute(statement, list(rows))).all())


async def waiting(session: AsyncSession, bot: str, among: Sequence[int] | None = None) -> Sequence[InboxItem]:
    """What is still to be handled, of these updates or of all, in Telegram's order."""
    query = sa.select(InboxItem).where(InboxItem.bot == bot, InboxItem.state == "new").order_by(InboxItem.update_id)
    if among is not None:
        query = query.where(InboxItem.update_id.in_(among))
    return (await session.scalars(query)).all()


async def tried(session: AsyncSession, bot: str, update_id: int) -> int | None:
    """Count an attempt before it is made, so that an update that kills the process is bounded too.

    Returns the number; None when the update needs no attempt, being settled already.
    """
    query = sa.update(InboxItem).where(InboxItem.bot == bot, InboxItem.update_id == update_id, InboxItem.state == "new")
    return (await session.execute(query.values(tries=InboxItem.tries + 1).returning(InboxItem.tries))).scalar_one_or_none()


async def forgive(session: AsyncSession, bot: str, update_id: int) -> None:
    """Take back the count of an attempt."""
    query = sa.update(InboxItem).where(InboxItem.bot == bot, InboxItem.update_id == update_id)
    await session.execute(query.values(tries=InboxItem.tries - 1))


async def settle(session: AsyncSession, bot: str, update_id: int, state: str, fault: str | None = None) -> None:
    """done: the words go; dead: set aside whole for an operator, with what went wrong."""
    values: dict[str, object] = {"state": state, "fault": fault}
    if state == "done":
        values["payload"] = None
    await session.execute(sa.update(InboxItem).where(InboxItem.bot == bot, InboxItem.update_id == update_id).values(**values))


async def sweep(session: AsyncSession, before: datetime) -> int:
    """Forget keys of handled updates that Telegram can no longer deliver again."""
    result = await session.execute(sa.delete(InboxItem).where(InboxItem.state == "done", InboxItem.received_at < before))
    return int(getattr(result, "rowcount", 0))


async def count(session: AsyncSession, bot: str, state: str) -> int:
    """How many are in a state."""
    query = sa.select(sa.func.count()).select_from(InboxItem).where(InboxItem.bot == bot, InboxItem.state == state)
    return int((await session.execute(query)).scalar_one())
