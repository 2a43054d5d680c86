"""What waits for an officer's answer, and whom that answer was told."""

import zlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.models import Question, Review, Tell

_LOCK = zlib.crc32(b"shouwang/reviews")


async def alone(session: AsyncSession) -> None:
    """Until this transaction ends nobody else groups questions: two that arrive together must find each other. SQLite has one writer."""
    if session.get_bind().dialect.name == "postgresql":
        await session.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))


async def add(session: AsyncSession, **columns: Any) -> Review:
    """A new review."""
    row = Review(**columns)
    session.add(row)
    await session.flush()
    return row


async def get(session: AsyncSession, number: int) -> Review | None:
    """By number."""
    return await session.get(Review, number)


async def waiting(session: AsyncSession, areas: Sequence[str | None], limit: int = 300) -> Sequence[Review]:
    """Open reviews of these areas (None: of no area), asked last first."""
    codes = [code for code in areas if code is not None]
    where = sa.or_(Review.area.in_(codes), Review.area.is_(None)) if None in areas else Review.area.in_(codes)
    query = sa.select(Review).where(Review.state == "open", Review.words.is_not(None), where)
    return (await session.scalars(query.order_by(Review.asked_at.desc(), Review.id.desc()).limit(limit))).all()


async def ruled(session: AsyncSession, mark: str, since: datetime) -> Review | None:
    """The newest answer an officer gave to exactly this since then."""
    query = sa.select(Review).where(Review.mark == mark, Review.state == "ruled", Review.ruled_at >= since)
    return (await session.scalars(query.order_by(Review.id.desc()).limit(1))).one_or_none()


async def askers(session: AsyncSession, number: int) -> int:
    """How many different people asked it."""
    query = sa.select(sa.func.count(Question.asker.distinct())).where(Question.review_id == number)
    return int((await session.execute(query)).scalar_one())


async def asked_lately(session: AsyncSession, area: str | None, since: datetime) -> Sequence[tuple[int, Review]]:
    """Who asked for the unknown in an area since then, with the review it went to."""
    query = sa.select(Question.asker, Review).join(Review, Question.review_id == Review.id)
    query = query.where(Review.area == area, Review.state == "open", Question.level == "unsure", Question.asked_at >= since)
    return [(asker, review) for asker, review in await session.execute(query.where(Review.core.is_not(None)).limit(500))]


async def questions_of(session: AsyncSession, number: int) -> Sequence[Question]:
    """The questions that wait for this answer, oldest first."""
    return (await session.scalars(sa.select(Question).where(Question.review_id == number).order_by(Question.id))).all()


async def batch(session: AsyncSession, since: datetime, after: int, size: int) -> Sequence[Question]:
    """The next questions since then whose words are still there, by id."""
    query = sa.select(Question).where(Question.id > after, Question.asked_at >= since, Question.words.is_not(None))
    return (await session.scalars(query.order_by(Question.id).limit(size))).all()


async def rule(session: AsyncSession, number: int, **columns: Any) -> bool:
    """The first answer counts: True for the one who was first."""
    query = sa.update(Review).where(Review.id == number, Review.state == "open").values(state="ruled", **columns)
    return (await session.execute(query.returning(Review.id))).first() is not None


async def forget(session: AsyncSession, before: datetime) -> None:
    """Drop the words of reviews that nobody asked for since then; what was never answered is no longer waited for."""
    old = sa.update(Review).where(Review.asked_at < before, Review.words.is_not(None))
    await session.execute(old.where(Review.state == "open").values(state="expired"))
    await session.execute(old.values(words=None, core=None))


async def tell(session: AsyncSession, number: int, question: int, chat: int, *, topic: int, at: datetime) -> int | None:
    """Note that a chat is to be told, in this topic of it (0: none); returns the id of the note, None when it was there already."""
    known = await session.execute(sa.select(Tell.id).where(Tell.review_id == number, Tell.chat == chat, Tell.topic == topic))
    if known.first() is not None:
        return None
    row = Tell(review_id=number, question_id=question, chat=chat, topic=topic, changed_at=at)
    session.add(row)
    await session.flush()
    return row.id


async def tells_of(session: AsyncSession, number: int) -> Sequence[Tell]:
    """Whom an answer is for, and how far that is."""
    return (await session.scalars(sa.select(Tell).where(Tell.review_id == number).order_by(Tell.id))).all()


async def get_tell(session: AsyncSession, tell_id: int) -> Tell | None:
    """By id."""
    return await session.get(Tell, tell_id)


async def step(session: AsyncSession, tell_id: int, was: str, becomes: str, at: datetime, fault: str | None = None) -> bool:
    """Move a tell on; False when it was not where it had to be."""
    query = sa.update(Tell).where(Tell.id == tell_id, Tell.state == was).values(state=becomes, changed_at=at, fault=fault)
    return (await session.execute(query.returning(Tell.id))).first() is not None
