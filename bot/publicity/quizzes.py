"""What the quizzes of a group tell: which families it finds hard, and once a month a word of thanks for taking part.

Way of an answer: Telegram's count of a poll → `handlers.community.quizzes` → here → the edition's row → the choice of a coming story. Who
answered what is never known; a quiz that few answered tells nothing.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.library.cards import Library
from bot.office import Office
from bot.store import bulletins
from bot.store.bulletins import Quizzed
from bot.texts import say

FEW = 5
"""So many answers at least before they are looked at or spoken of: of fewer one could guess whose they are."""
SURE = 0.6
"""A family is no longer hard when so large a share of its latest quiz is right."""
TOLD = ("card_sent", "quiz_sending", "sent")
"""States of an edition whose card is out."""
FIRST = 7
"""Days of a month in which each weekly slot falls just once."""


async def note(desk: Office, poll: str, answers: int, right: int) -> None:
    """Keep how a quiz stands; the state of a poll that no edition has is nothing."""
    async with desk.store.begin() as session:
        await bulletins.answered(session, poll, answers, right)


def weak(library: Library, quizzed: Sequence[Quizzed]) -> frozenset[str]:
    """Families whose latest quiz a group found hard; `quizzed` newest first."""
    latest: dict[str, Quizzed] = {}
    for one in quizzed:
        if one.story in library.stories and one.answers >= FEW:
            latest.setdefault(library.stories[one.story].family, one)
    return frozenset(family for family, one in latest.items() if one.right < SURE * one.answers)


async def thanks(session: AsyncSession, group_id: int, slot: datetime) -> str:
    """With a month's first edition, thanks for the answers of the month before; empty at other times, and when there were few.

    A group that changes its weekday may have two in these days: the first thanks.
    """
    if slot.day > FIRST:
        return ""
    this = slot.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    before = (this - timedelta(days=1)).replace(day=1)
    if any(row.state in TOLD and row.slot < slot for row in await bulletins.since(session, [group_id], this)):
        return ""
    count = await bulletins.answers_between(session, group_id, before, this)
    return say("bulletin-thanks", count=count) if count >= FEW else ""
