"""What officers see of a stop-payment card: one masked line on the alert's card, and one page in full in the order a request is written.

`summary` is for everybody an alert is shown to. `page` shows all; `bot.stop.stop_payment.page` gives it only to those who may act on the
alert.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.office import Office
from bot.stop.filling import Filling
from bot.stop.transfers import KEYS, PAID, Fact, Facts, line, plain
from bot.store import stop_payments
from bot.store.models import Report
from bot.texts import clauses, say, series

ORDER = ("callback", "time", "amount", "channel", "account", "bank", "phone", "contact", "app", "screen")
"""Who can be called, the transfer, the payee, the traces, the danger that lasts: the order in which an officer needs them."""
COPIED = 256
"""Characters a copy button can carry."""


@dataclass(frozen=True, slots=True)
class Page:
    """A stop-payment request's facts: the text in full, and what the copy buttons put on the clipboard (empty when nobody knows)."""

    text: str
    account: str
    brief: str


async def summary(office: Office, session: AsyncSession, number: int, now: datetime) -> str:
    """止付卡 on one masked line; empty while nobody told anything. Of several cards the first, and how many there are."""
    lines = [line(facts, now) for _, facts in await _told(office, session, number)]
    lines = [told for told in lines if told]
    if len(lines) > 1:
        return say("stop-summary-more", line=lines[0], count=len(lines))
    return lines[0] if lines else ""


async def page(office: Office, session: AsyncSession, number: int, now: datetime) -> Page | None:
    """Everything that reporters told, one block each; None while nobody told anything."""
    told = await _told(office, session, number)
    if not told:
        return None
    blocks = [_block(report.name(office.cipher.open), facts, now) for report, facts in told]
    text = "\n\n".join([say("stop-page-title", number=number), *blocks, say("stop-page-open")])
    first = told[0][1]
    brief = clauses(plain(key, first[key], now) for key in ("time", "amount", "bank", "account") if key in first)
    return Page(text, first["account"].value[:COPIED] if "account" in first else "", brief[:COPIED])


async def _told(office: Office, session: AsyncSession, number: int) -> list[tuple[Report, dict[str, Fact]]]:
    """Reports whose cards hold something, first reporter first."""
    opened = [
        (report, Filling.load(office.cipher.open(row.content)).facts) for row, report in await stop_payments.of_alert(session, number)
    ]
    return [(report, facts) for report, facts in opened if facts]


def _block(name: str, facts: Facts, now: datetime) -> str:
    lines = [say("stop-page-reporter", name=" ".join(name.split()))]
    if PAID in facts and facts[PAID].value == "no":
        lines.append(say("stop-unpaid"))
    lines += [_line(place, key, facts[key], now) for place, key in enumerate(ORDER, 1) if key in facts]
    missing = [say(f"stop-field-{key}") for key in ORDER if key not in facts and key in KEYS]
    return "\n".join([*lines, say("stop-page-missing", what=series(missing))] if missing else lines)


def _line(place: int, key: str, fact: Fact, now: datetime) -> str:
    text = " ".join(plain(key, fact, now).split())
    told = say("stop-page-line", place=place, field=say(f"stop-field-{key}"), value=text)
    return told if fact.checked or key not in ("account", "phone", "callback") else say("stop-page-unchecked", line=told)
