"""What is reported, before anything is written: the words, how urgent they are, what the library says of them.

Between a press and the transaction of bot.desk.reports.
"""

from dataclasses import dataclass, replace
from datetime import timedelta

from bot import clock
from bot.asking.sameness import core_of
from bot.desk.alerts import rank
from bot.office import Office
from bot.store import alerts, questions
from bot.store.models import Question

SAME_THING = timedelta(hours=24)
"""So long a message is the same matter to whoever else reports it."""
ENOUGH = 20
"""So many characters, masked and without their frame, are the same by copying alone."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the library says of it. mark: the keyed hash by which the same words are known, None where there are too few of them.

    grave: it tells of somebody's own danger, which is never counted under another's: high or urgent, or further than a first contact.
    """

    family: str | None
    pattern: str | None
    grave: bool
    mark: str | None


@dataclass(frozen=True, slots=True)
class Matter:
    """What is reported: the words, the question they come from, the message they are about, how urgent they are.

    weighed: what the library says, None for what was known by its message when it was looked at.
    """

    words: str
    question: Question | None
    subject: str | None
    tier: str
    weighed: Weighed | None = None


async def read(office: Office, text: str, *, subject: str | None, question: int | None) -> Matter:
    """What somebody reports: their text, or else the words of the question under whose answer they pressed.

    Read and judged before the transaction that writes: words cost milliseconds, and on SQLite everybody waits for one writer.
    """
    async with office.store.begin() as session:
        asked = await questions.get(session, question) if question else None
        subject = subject or (asked.subject if asked else None)
        known = subject is not None and await alerts.about(session, subject, clock.now() - SAME_THING) is not None
    words = text.strip() or (office.cipher.open(asked.words) if asked and asked.words else "")
    matter = Matter(words, asked, subject, tier_of(office, asked, words) if words else "low")
    return matter if known or not words else replace(matter, weighed=weigh(office, matter))


def tier_of(office: Office, question: Question | None, words: str) -> str:
    """How urgent a report is: what its question said, or what its words say now that somebody calls them a scam."""
    return max(office.triage.urgency(words), (question.tier if question else None) or "low", key=rank)


def weigh(office: Office, matter: Matter) -> Weighed:
    """Costs as much as an answer, so only for what is not known by its message."""
    question, core = matter.question, core_of(matter.words)
    judged = question or office.triage.judge(matter.words)
    signs = (judged.finding or {}).get("signs", ()) if isinstance(judged, Question) else judged.signs
    grave = rank(matter.tier) >= rank("high") or bool(signs) or judged.stage not in (None, "contacted")
    return Weighed(judged.family, judged.pattern, grave, office.cipher.fingerprint(core) if len(core) >= ENOUGH else None)
