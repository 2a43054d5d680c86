"""What a group leaves behind, across the tables, taken away: when its administrators remove the bot, or long after it was put out."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store import traces
from bot.store.models import Bulletin, Delivery, EditionChoice, Group, InboxItem, Person, Question, Report, Tell, Volunteer
from bot.store.traces import NOBODY

_EMPTY: dict[str, Any] = {
    "title": "", "area": None, "kind": "neighbourhood", "tags": [], "source": "chat", "joined_at": None, "retired_at": None,
    "bulletin_at": None, "slot_since": None, "slot_before": None, "topic": None, "language": "zh-Hans", "watch": False, "filed": None,
    "introduction": None, "sent_on": None, "sent_count": 0,
}  # fmt: skip


async def clear(session: AsyncSession, row: Group, at: datetime) -> None:
    """Everything of a group but its numbers, by which it is known if a deployment file still names it, and when it heard who we are.

    Questions asked in it are nobody's, without words, and stay as a count. Reports are the police's: they stay for as long as their alert
    does (bot.housekeeping), without a way back to the group's messages and without its title.
    """
    await _questions(session, row)
    await session.execute(sa.update(Person).where(Person.last_group == row.id).values(last_group=None))
    placed = sa.update(Report).where(Report.receipt_chat == row.chat)
    await session.execute(placed.values(receipt_chat=None, receipt_message=None))
    for table in (Volunteer, Bulletin, EditionChoice):
        await session.execute(sa.delete(table).where(table.group_id == row.id))
    await session.execute(sa.update(Delivery).where(Delivery.group_id == row.id).values(chat=None, message=None))
    lanes = sa.or_(InboxItem.lane.in_((f"{row.chat}", f"{row.chat}!")), InboxItem.lane.startswith(f"{row.chat}/", autoescape=True))
    kept = sa.update(InboxItem).where(InboxItem.bot == "community", lanes, InboxItem.state != "new")
    await session.execute(kept.values(lane="", payload=None))
    for name, value in _EMPTY.items():
        setattr(row, name, value)
    row.left_at, row.removed_at = at, at
    await session.flush()


async def _questions(session: AsyncSession, row: Group) -> None:
    """As when everybody who asked here had asked to be forgotten, for what they asked here."""
    asked = sa.select(Question.id).where(Question.group_id == row.id)
    reviews = list(await session.scalars(sa.select(Question.review_id).where(Question.group_id == row.id).distinct()))
    await session.execute(sa.delete(Tell).where(sa.or_(Tell.chat == row.chat, Tell.question_id.in_(asked))))
    await session.execute(sa.update(Report).where(Report.question_id.in_(asked)).values(question_id=None))
    nothing: dict[str, Any] = dict.fromkeys(("subject", "group_id", "topic", "words", "told", "feedback", "review_id"))
    origin = sa.literal("forgotten:") + sa.cast(Question.id, sa.String)
    ours = sa.update(Question).where(Question.group_id == row.id)
    await session.execute(ours.values(asker=NOBODY, origin=origin, finding={}, **nothing).execution_options(synchronize_session=False))
    await traces.leave_reviews(session, [number for number in reviews if number is not None])


async def long_left(session: AsyncSession, before: datetime, most: int) -> Sequence[Group]:
    """Groups that put the bot out before then, and those taken out of the deployment file; what stands in it is the operator's."""
    over = sa.or_(sa.and_(Group.left_at < before, Group.source == "chat"), Group.retired_at < before)
    return (await session.scalars(sa.select(Group).where(over, Group.removed_at.is_(None)).order_by(Group.id).limit(most))).all()
