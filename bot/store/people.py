"""Residents, as little as the product must know."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.models import Person


async def seen(session: AsyncSession, telegram: int, at: datetime, *, group_id: int | None = None, chat_open: bool | None = None) -> Person:
    """Note that a person addressed the bot: where, and whether their private chat is open."""
    row = await session.get(Person, telegram)
    if row is None:
        row = Person(telegram=telegram, seen_at=at, chat_open=bool(chat_open))
        session.add(row)
    row.seen_at = at
    if group_id is not None:
        row.last_group = group_id
    if chat_open is not None:
        row.chat_open = chat_open
    await session.flush()
    return row


async def get(session: AsyncSession, telegram: int) -> Person | None:
    """One person, if known."""
    return await session.get(Person, telegram)


async def block(session: AsyncSession, telegram: int, at: datetime | None) -> None:
    """Take the right to report from a person, or give it back (None)."""
    await session.execute(sa.update(Person).where(Person.telegram == telegram).values(blocked_at=at))
