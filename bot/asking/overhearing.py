"""Watch (旁听): what is said in a group without calling the bot, where the group's administrators let it listen.

Way of an overheard message: poller → `alarms`, in memory → only what is nearly certainly a scam is kept → handler → `speak_up` → one
answer, at most once an hour in a group. Whatever does not alarm is never written anywhere.
"""

import re
from dataclasses import replace
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.asking import questions
from bot.asking.answers import Answer
from bot.asking.questions import Asked
from bot.office import Office
from bot.publicity import budget
from bot.store import groups, staff
from bot.store import questions as question_rows
from bot.store.models import Group
from bot.triage.finding import Verdict

CERTAIN = 0.97
"""The score above which an unasked word is worth it; what it finds and what it disturbs is measured by bench/overhearing.py."""
EVERY = timedelta(hours=1)
LETTERS = 12
"""A shorter message alone is never nearly certain."""
_KNOWN = re.compile("骗子|骗局|被骗|受骗|上当|诈骗|詐騙|騙子|騙局|被騙|受騙|上當")
_OWN = re.compile("[我俺咱]")
_HEARSAY = re.compile("听说|据说|聽說|據說|新闻|新聞|通报|通報|提醒|转告|轉告")


async def open_ears(office: Office) -> frozenset[int]:
    """The chats that let the bot listen now."""
    async with office.store.begin() as session:
        return frozenset(await groups.listening(session))


def alarms(office: Office, words: str) -> bool:
    """Whether these words are nearly certainly a scam that somebody is in. Costs as much as an answer; nothing is kept."""
    return worth_hearing(words) and certain(office.triage.judge(words))


def worth_hearing(words: str) -> bool:
    """Whether a message may be judged by itself: long enough, and not about a scam that others were in, which everybody knows to be one."""
    if sum(char.isalnum() for char in words) < LETTERS:
        return False
    return not _KNOWN.search(words) or (_OWN.search(words) is not None and not _HEARSAY.search(words))


def certain(verdict: Verdict, score: float = CERTAIN) -> bool:
    """A scam of a known pattern, told with reasons, beyond the score from which hardly anybody is disturbed in vain."""
    return verdict.level == "scam" and verdict.score >= score and verdict.pattern is not None and bool(verdict.reasons)


async def speak_up(office: Office, heard: Asked) -> Answer | None:
    """What to tell about an overheard message; None, and nothing is kept, where the bot had better be silent.

    It is silent where the group listens no more, where it spoke within the hour or has said enough today, and to whoever works here: a
    grid worker who warns of a scam quotes it. The same update gets the same answer again.
    """
    verdict = office.triage.judge(heard.text)
    if not certain(verdict):  # the library is another one since
        return None
    async with office.store.begin() as session:
        if await question_rows.by_origin(session, heard.origin) is None and not await _may(session, heard, verdict):
            return None
    return replace(await questions.ask(office, heard, verdict), fact=None)


async def told_aside(office: Office, question_id: int) -> None:
    """The sender alone sees it: whatever is said about it later goes to them alone, too."""
    async with office.store.begin() as session:
        row = await question_rows.get(session, question_id)
        if row is not None:
            row.aside = True


async def _may(session: AsyncSession, heard: Asked, verdict: Verdict) -> bool:
    group = await groups.by_chat(session, heard.group) if heard.group is not None else None
    if group is None or not group.watch or not _served(group) or await staff.of(session, heard.asker):
        return False
    if group.spoke_up_for == heard.origin:
        return True  # the turn was taken, and the question was not kept
    allowance, now = await budget.today(session), clock.now()
    if not await allowance.spend(session, group.id, urgent=verdict.emergency):
        return False
    if await groups.speak_up(session, group.id, heard.origin, now, now - EVERY):
        return True
    await allowance.give_back(session, group.id)
    return False


def _served(group: Group) -> bool:
    return group.left_at is None and group.retired_at is None and group.removed_at is None
