"""What people asked and what they were told."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.models import Question


async def by_origin(session: AsyncSession, origin: str) -> Question | None:
    """The question an update became, if it did already."""
    return (await session.scalars(sa.select(Question).where(Question.origin == origin))).one_or_none()


async def newest_about(session: AsyncSession, subject: str) -> Question | None:
    """The last question about a message."""
    query = sa.select(Question).where(Question.subject == subject).order_by(Question.id.desc()).limit(1)
    return (await session.scalars(query)).one_or_none()


async def newest_in_private(session: AsyncSession, asker: int, since: datetime) -> Question | None:
    """The last question a person asked since then in their own chat with the bot, where a chat's number is the person's."""
    mine = Question.subject.startswith(f"{asker}:", autoescape=True)
    query = sa.select(Question).where(Question.asker == asker, Question.asked_at >= since, mine)
    return (await session.scalars(query.order_by(Question.id.desc()).limit(1))).one_or_none()


async def get(session: AsyncSession, question_id: int) -> Question | None:
    """By id."""
    return await session.get(Question, question_id)


async def add(session: AsyncSession, **columns: Any) -> Question:
    """A new question with its answer."""
    row = Question(**columns)
    session.add(row)
    await session.flush()
    return row


async def settle(session: AsyncSession, question_id: int, told: dict[str, str], verdict: dict[str, Any]) -> None:
    """Keep what the asker answered, and the verdict with it."""
    await session.execute(sa.update(Question).where(Question.id == question_id).values(told=told, **verdict))


async def forget_words(session: AsyncSession, before: datetime) -> int:
    """Drop the words of old questions; the counts stay."""
    query = sa.update(Question).where(Question.asked_at < before, Question.words.is_not(None)).values(words=None, finding={}, told=None)
    return int(getattr(await session.execute(query), "rowcount", 0))
