"""What is read after the officer was paged: the words of pictures are added to the report and to its alert's card.

A picture that is reported → page at once → its words, read → `supplement` → card redrawn, tier raised when it should be.
"""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.desk import clues
from bot.desk.alerts import raise_tier, rank
from bot.desk.consequences import redrawn
from bot.office import Office
from bot.store import alerts
from bot.store.models import Alert


@dataclass(frozen=True, slots=True)
class Supplement:
    """What words that were read later did to a report: nothing when they were there before; worse when its alert is urgent only now."""

    changed: bool
    worse: bool = False


async def supplement(office: Office, report_id: int, words: str) -> Supplement:
    """Add what was read in pictures after the officer was paged: the card shows it, and its tier rises when it should.

    Adding the same again is nothing.
    """
    async with office.store.begin() as session:
        row = await alerts.get_report(session, report_id)
        alert = await alerts.get(session, row.alert_id) if row else None
        known = office.cipher.open(row.words) if row else ""
        if row is None or alert is None or not words.strip() or words in known:
            return Supplement(False)
        row.words, row.mark = office.cipher.seal(f"{known}\n{words}"), office.cipher.fingerprint(f"{known}\n{words}")
        await _add(office, session, alert, words)
        before = rank(alert.tier)
        await raise_tier(office, session, alert, office.triage.urgency(office.cipher.open(row.words)))
        await redrawn(office, session, alert)
        return Supplement(True, before < rank("high") <= rank(alert.tier))


async def _add(office: Office, session: AsyncSession, alert: Alert, words: str) -> None:
    """The card says these words too; a trick that was not known before may be known by them."""
    shown = office.cipher.open(alert.words)
    if words not in shown:
        alert.words = office.cipher.seal(f"{shown}\n{words}")
    if alert.pattern is None:
        verdict = office.triage.judge(office.cipher.open(alert.words))
        alert.family, alert.pattern = verdict.family or alert.family, verdict.pattern
    await alerts.note(session, alert.id, clock.now(), None, "supplemented")
    await clues.note(office, session, alert, words)
