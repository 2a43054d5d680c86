"""One act on a stop-payment card in hand: a press, an answer, a correction — and how the card stands afterwards.

Inside the transaction that `bot.stop.stop_payment` opened for the act: the row is held, changed, sealed again. New facts bring a line of
history without them, cards drawn anew, and a higher tier when they are worse.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.desk import clues
from bot.desk.alerts import raise_tier, rank
from bot.desk.consequences import redrawn
from bot.office import Office
from bot.stop import moments
from bot.stop.filling import Filling, before
from bot.stop.statements import Doubt, Heard
from bot.stop.transfers import NAMED, PAID, Fact, Facts, field_of, labels
from bot.store import alerts, stop_payments
from bot.store.models import Alert, Report, StopPayment
from bot.texts import LANGUAGE, speaking

TOGETHER = 3.0
"""Seconds within which several answers are drawn on the officers' cards as one."""

Act = Literal["open", "skip", "back", "stop", "pick", "keep", "yes", "no"]


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is put before the reporter after an act.

    asks: the question that stands, None when the talk rests · known: all facts so far · noted: keys of what was just told ·
    doubt: what should be looked at once more · proposed: what was read in a picture · unclear: nothing was understood ·
    past: the button belonged to a question that is over · worse: the alert became urgent by this answer · complete: nothing is left
    to ask · message: where the question was shown last · other: report and alert of an older card that waits unfinished.
    """

    report: int
    number: int
    asks: str | None
    known: Facts
    noted: tuple[str, ...] = ()
    doubt: Doubt | None = None
    proposed: Facts = field(default_factory=dict)
    unclear: bool = False
    past: bool = False
    worse: bool = False
    complete: bool = False
    message: int | None = None
    other: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """A private message while a question may stand: its number in the chat, its words, and the report whose question it replies to."""

    by: int
    message: int
    text: str
    report: int | None = None


@dataclass(frozen=True, slots=True)
class Press:
    """A button of the card: of which report, what it does, for which question, and which answer it gives."""

    report: int
    act: Act
    key: str = ""
    value: str = ""


@dataclass
class Card:
    """A card in hand: its row, the report and alert it belongs to, and what is on it."""

    row: StopPayment
    report: Report
    alert: Alert
    filling: Filling
    worse: bool = False


async def stand(office: Office, session: AsyncSession, card: Card, key: str | None) -> Prompt:
    """Let this card's question stand, and no other's."""
    for other in await stop_payments.standing(session, card.report.reporter, card.report.id):
        other.asks = None
    card.row.asks = key or next(iter(card.filling.wanted), None)
    return await keep(office, session, card)


async def pressed_on(office: Office, session: AsyncSession, card: Card, pressed: Press) -> Prompt:
    filling, asks = card.filling, card.row.asks
    if pressed.act in ("yes", "no"):
        return await _confirmed(office, session, card, pressed.act == "yes")
    if pressed.act == "keep":
        return await _insisted(office, session, card)
    if asks is None or pressed.key != asks:
        return prompt(card, past=True)
    if pressed.act == "pick":
        facts = _picked(pressed.key, pressed.value)
        return await hear(office, session, card, Heard(facts)) if facts else prompt(card, past=True)
    if pressed.act == "back":
        card.row.asks, filling.doubt = before(asks), None
        return await keep(office, session, card)
    if pressed.act == "stop":
        return await _rest(office, session, card)
    filling.skip(asks)
    return await _go_on(office, session, card)


def _picked(key: str, value: str) -> dict[str, Fact]:
    """What a pressed answer tells; nothing for one that the question does not have."""
    if value not in field_of(key).choices:
        return {}
    if value == "unpaid":
        return {PAID: Fact("no")}
    if key in NAMED:
        return {key: Fact(value)}
    return {"time": Fact(_moment(value, clock.now())), PAID: Fact("yes")}


def _moment(value: str, now: datetime) -> str:
    here = now.astimezone(moments.HERE)
    day = {"today": here, "yesterday": here - timedelta(days=1)}.get(value)
    if value == "now":
        return moments.Moment(here, "minute").value
    return moments.Moment(day, "day" if day else "earlier").value


async def _confirmed(office: Office, session: AsyncSession, card: Card, right: bool) -> Prompt:
    """「对」「不对」 to what was read in a picture."""
    facts, card.filling.proposed = card.filling.proposed, {}
    if not facts:
        return prompt(card, past=True)
    told = {**facts, PAID: Fact("yes")} if "amount" in facts else facts
    return await hear(office, session, card, Heard(told)) if right else await keep(office, session, card)


async def _insisted(office: Office, session: AsyncSession, card: Card) -> Prompt:
    """A value that a check refuted is right all the same: it is kept as unchecked."""
    doubt = card.filling.doubt
    if doubt is None:
        return prompt(card, past=True)
    return await hear(office, session, card, Heard({doubt.field: Fact(doubt.value, False)}))


async def hear(office: Office, session: AsyncSession, card: Card, understood: Heard) -> Prompt:
    """Take in what was told; a doubt asks once more, and the same answer a second time is believed."""
    filling, doubt, facts = card.filling, understood.doubt, dict(understood.facts)
    if doubt is not None and doubt == filling.doubt:
        facts[doubt.field], doubt = Fact(doubt.value, False), None
    await _learned(office, session, card, filling.learn(facts))
    if doubt is not None:
        filling.doubt, card.row.asks = doubt, doubt.field if card.row.asks else None
        return await keep(office, session, card, noted=facts)
    if not facts:
        return await keep(office, session, card, unclear=True)
    return await _go_on(office, session, card, noted=facts)


async def _learned(office: Office, session: AsyncSession, card: Card, changed: list[str]) -> None:
    """What follows from new facts: a line of history without them, cards drawn anew, a higher tier when they are worse."""
    if not changed:
        return
    alert, was = card.alert, rank(card.alert.tier)
    with speaking(LANGUAGE):  # the history is one for all
        what = labels(changed)
    await alerts.note(session, alert.id, clock.now(), card.report.reporter, "stop_payment", what=what)
    await clues.note(office, session, alert, "\n".join(fact.value for fact in card.filling.facts.values()))
    await redrawn(office, session, alert, together=TOGETHER)
    if tier := card.filling.tier(clock.now()):
        await raise_tier(office, session, alert, tier)
    card.worse = was < rank(alert.tier) >= rank("high")


async def _go_on(office: Office, session: AsyncSession, card: Card, noted: Iterable[str] = ()) -> Prompt:
    """The next question that is worth asking; after the last one the talk rests. One that rested stays at rest."""
    following = next(iter(card.filling.wanted), None)
    if card.row.asks is not None and following is not None:
        card.row.asks = following
        return await keep(office, session, card, noted=noted)
    return await _rest(office, session, card, noted)


async def _rest(office: Office, session: AsyncSession, card: Card, noted: Iterable[str] = ()) -> Prompt:
    card.row.asks, card.row.finished_at = None, clock.now()
    return await keep(office, session, card, noted=noted)


async def keep(office: Office, session: AsyncSession, card: Card, *, noted: Iterable[str] = (), unclear: bool = False) -> Prompt:
    """Seal what is on the card, and say how it stands."""
    card.row.content = office.cipher.seal(card.filling.dump())
    card.row.changed_at = clock.now()
    await session.flush()
    other = await stop_payments.waiting(session, card.report.reporter, card.report.id)
    return prompt(card, noted=noted, unclear=unclear, other=(other.id, other.alert_id) if other else None)


def prompt(
    card: Card, *, noted: Iterable[str] = (), unclear: bool = False, past: bool = False, other: tuple[int, int] | None = None
) -> Prompt:
    return Prompt(
        report=card.report.id,
        number=card.alert.id,
        asks=card.row.asks,
        known=dict(card.filling.facts),
        noted=tuple(noted),
        doubt=card.filling.doubt,
        proposed=dict(card.filling.proposed),
        unclear=unclear,
        past=past,
        worse=card.worse,
        complete=not card.filling.wanted,
        message=card.row.message,
        other=other,
    )
