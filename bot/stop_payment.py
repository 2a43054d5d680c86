"""The stop-payment card 止付卡: after the page is out, what a reporter knows of the transfer is asked, one question a message.

Way of an answer: handlers/community/stop_payment → here → `bot.statements` → the sealed row, one line of history, cards drawn anew. What
is kept is kept at each answer, so that whoever stops anywhere has told what they told. The question that stands is in the database: a
restart, or days, change nothing. A person answers one card at a time; the one that was opened last.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock, moments, proofs, replies, stop_request
from bot.alerts import authority, raise_tier, rank, redrawn
from bot.errors import UserError
from bot.filling import Filling, before
from bot.office import Office
from bot.statements import Doubt, Heard, heard
from bot.store import alerts, stop_payments
from bot.store.models import Alert, Report, StopPayment
from bot.transfers import NAMED, PAID, Fact, Facts, field_of, labels

FRESH = timedelta(minutes=30)
"""How long after the last answer words that only might be an answer are taken for one."""
TOGETHER = 3.0
"""Seconds within which several answers are drawn on the officers' cards as one."""

Act = Literal["open", "skip", "back", "stop", "pick", "keep", "yes", "no"]


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is put before the reporter after an act.

    asks: the question that stands, None when the talk rests · known: all facts so far · noted: keys of what was just told ·
    doubt: what should be looked at once more · proposed: what was read in a picture · unclear: nothing was understood ·
    past: the button belonged to a question that is over · worse: the alert became urgent by this answer ·
    message: where the question was shown last · other: report and alert of an older card that waits unfinished.
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
    message: int | None = None
    other: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """A private message while a question may stand: its number in the chat, its words, and the message it replies to."""

    by: int
    message: int
    text: str
    replying: int | None = None


@dataclass(frozen=True, slots=True)
class Press:
    """A button of the card: of which report, what it does, for which question, and which answer it gives."""

    report: int
    act: Act
    key: str = ""
    value: str = ""


@dataclass
class _Card:
    """A card in hand: its row, the report and alert it belongs to, and what is on it."""

    row: StopPayment
    report: Report
    alert: Alert
    filling: Filling
    worse: bool = False


async def begin(office: Office, report_id: int, by: int, *, again: bool = False) -> Prompt | None:
    """The first question after a report, or the one that stands when `again` is wanted; None when there is nothing to ask by itself.

    Whoever reports a mere contact is asked nothing until they press 「补充转账信息」. Raises UserError not-your-report.
    """
    async with office.store.begin() as session:
        report, alert = await _own(session, report_id, by)
        row = await stop_payments.get(session, report_id)
        if row is None and alert.tier == "low":
            return None
        if row is not None and (row.finished_at or (row.message and not again)):
            return None
        card = await _opened(office, session, report, alert, row)
        return await _stand(office, session, card, card.row.asks)


async def press(office: Office, pressed: Press, by: int) -> Prompt:
    """A button of the card; pressing it again is harmless. Raises UserError not-your-report, or question-gone for what no card has."""
    async with office.store.begin() as session:
        report, alert = await _own(session, pressed.report, by)
        row = await stop_payments.get(session, pressed.report)
        if row is None and pressed.act != "open":
            raise UserError("question-gone")
        card = await _opened(office, session, report, alert, row)
        if pressed.act == "open":
            row = card.row
            row.finished_at = None
            return await _stand(office, session, card, row.asks or next(iter(card.filling.wanted), "account"))
        if card.row.asks is None and card.row.finished_at is None:  # it waited behind a newer report
            await _stand(office, session, card, None)
        return await _pressed(office, session, card, pressed)


async def answer(office: Office, said: Said) -> Prompt | None:
    """What somebody writes in private: an answer to the question that stands, or None when it is none and goes the ordinary way."""
    async with office.store.begin() as session:
        cards = await _cards(office, session, said.by)
        told = next((card for card in cards if str(said.message) in card.filling.answers), None)
        if told is not None:
            return _prompt(told, noted=told.filling.answers[str(said.message)][1:])
        card = next((card for card in cards if card.row.asks), None)
        if card is None or card.row.asks is None:
            return None
        asked, act = card.row.asks, replies.act_in(said.text, card.row.asks)
        understood = Heard() if act else heard(said.text, asked, clock.now())
        if not _is_answer(card, said, act, understood):
            return None
        card.filling.answered(said.message, asked, understood.facts)
        if act:
            return await _pressed(office, session, card, Press(card.report.id, act, asked))
        return await _heard(office, session, card, understood)


async def revise(office: Office, said: Said) -> Prompt | None:
    """An answer that was edited corrects what it told; None for any other message, and for an edit that answers no more."""
    async with office.store.begin() as session:
        cards = await _cards(office, session, said.by)
        card = next((card for card in cards if str(said.message) in card.filling.answers), None)
        if card is None:
            return None
        asked = card.filling.answers[str(said.message)][0]
        understood = heard(said.text, asked, clock.now())
        if not replies.answers(said.text, understood, asked):
            return None
        card.filling.answered(said.message, asked, understood.facts)
        return await _heard(office, session, card, understood)


async def standing(office: Office, by: int) -> bool:
    """Whether a question stands for this person, so that a picture of theirs may be a proof."""
    async with office.store.begin() as session:
        return any(card.row.asks for card in await _cards(office, session, by))


async def propose(office: Office, said: Said) -> Prompt | None:
    """What the words of a picture tell of the transfer, to be confirmed by a press; None when it is no proof of one, or none is awaited."""
    facts = proofs.read(said.text, clock.now())
    async with office.store.begin() as session:
        card = next((card for card in await _cards(office, session, said.by) if card.row.asks), None)
        if card is None or not facts:
            return None
        card.filling.proposed = facts
        return await _kept(office, session, card)


async def shown(office: Office, report_id: int, message: int) -> None:
    """Remember where the question stands in the chat, so that a press on an older one is known."""
    async with office.store.begin() as session:
        row = await stop_payments.get(session, report_id)
        if row is not None:
            row.message = message


async def page(office: Office, number: int, by: int) -> stop_request.Page:
    """All that was told, in full, for those who may act on the alert; raises UserError no-such-alert, not-staff or not-your-area.

    Raises UserError stop-nothing while nobody told anything.
    """
    async with office.store.begin() as session:
        alert = await alerts.get(session, number)
        if alert is None:
            raise UserError("no-such-alert", number=number)
        role = await authority(session, alert, by)
        told = await stop_request.page(office, session, number, clock.now())
        if told is None:
            raise UserError("stop-nothing")
        await alerts.note(session, number, clock.now(), by, "read", name=role.name)
        return told


async def _own(session: AsyncSession, report_id: int, by: int) -> tuple[Report, Alert]:
    report = await alerts.get_report(session, report_id)
    alert = await alerts.get(session, report.alert_id) if report else None
    if report is None or alert is None or report.reporter != by:
        raise UserError("not-your-report")
    return report, alert


async def _opened(office: Office, session: AsyncSession, report: Report, alert: Alert, row: StopPayment | None) -> _Card:
    if row is None:
        row = await stop_payments.add(session, report.id, office.cipher.seal(Filling().dump()), clock.now())
    return _Card(row, report, alert, Filling.load(office.cipher.open(row.content)))


async def _cards(office: Office, session: AsyncSession, by: int) -> list[_Card]:
    """A person's latest cards, the one that changed last first."""
    cards = []
    for row in await stop_payments.of_person(session, by):
        report, alert = await _own(session, row.report_id, by)
        cards.append(await _opened(office, session, report, alert, row))
    return cards


async def _stand(office: Office, session: AsyncSession, card: _Card, key: str | None) -> Prompt:
    """Let this card's question stand, and no other's."""
    for other in await stop_payments.standing(session, card.report.reporter, card.report.id):
        other.asks = None
    card.row.asks = key or next(iter(card.filling.wanted), None)
    return await _kept(office, session, card)


async def _pressed(office: Office, session: AsyncSession, card: _Card, pressed: Press) -> Prompt:
    filling, asks = card.filling, card.row.asks
    if pressed.act in ("yes", "no"):
        return await _confirmed(office, session, card, pressed.act == "yes")
    if pressed.act == "keep":
        return await _insisted(office, session, card)
    if asks is None or pressed.key != asks:
        return _prompt(card, past=True)
    if pressed.act == "pick":
        facts = _picked(pressed.key, pressed.value)
        return await _heard(office, session, card, Heard(facts)) if facts else _prompt(card, past=True)
    if pressed.act == "back":
        card.row.asks, filling.doubt = before(asks), None
        return await _kept(office, session, card)
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


async def _confirmed(office: Office, session: AsyncSession, card: _Card, right: bool) -> Prompt:
    """「对」「不对」 to what was read in a picture."""
    facts, card.filling.proposed = card.filling.proposed, {}
    if not facts:
        return _prompt(card, past=True)
    told = {**facts, PAID: Fact("yes")} if "amount" in facts else facts
    return await _heard(office, session, card, Heard(told)) if right else await _kept(office, session, card)


async def _insisted(office: Office, session: AsyncSession, card: _Card) -> Prompt:
    """A value that a check refuted is right all the same: it is kept as unchecked."""
    doubt = card.filling.doubt
    if doubt is None:
        return _prompt(card, past=True)
    return await _heard(office, session, card, Heard({doubt.field: Fact(doubt.value, False)}))


def _is_answer(card: _Card, said: Said, act: str | None, understood: Heard) -> bool:
    """Whether words belong to the card: the longer ago it was touched, the plainer they must be."""
    asked = card.row.asks or ""
    if said.replying is not None and said.replying != card.row.message:
        return False
    silent = not any(char.isalnum() for char in said.text)  # a sticker, a thumb
    if act is None and not silent and not replies.answers(said.text, understood, asked):
        return False
    if said.replying is not None or clock.now() - card.row.changed_at <= FRESH:
        return True
    return (asked in understood.facts and understood.facts[asked].checked) or "account" in understood.facts


async def _heard(office: Office, session: AsyncSession, card: _Card, understood: Heard) -> Prompt:
    """Take in what was told; a doubt asks once more, and the same answer a second time is believed."""
    filling, doubt, facts = card.filling, understood.doubt, dict(understood.facts)
    if doubt is not None and doubt == filling.doubt:
        facts[doubt.field], doubt = Fact(doubt.value, False), None
    await _learned(office, session, card, filling.learn(facts))
    if doubt is not None:
        filling.doubt, card.row.asks = doubt, doubt.field if card.row.asks else None
        return await _kept(office, session, card, noted=facts)
    if not facts:
        return await _kept(office, session, card, unclear=True)
    return await _go_on(office, session, card, noted=facts)


async def _learned(office: Office, session: AsyncSession, card: _Card, changed: list[str]) -> None:
    """What follows from new facts: a line of history without them, cards drawn anew, a higher tier when they are worse."""
    if not changed:
        return
    alert, was = card.alert, rank(card.alert.tier)
    await alerts.note(session, alert.id, clock.now(), card.report.reporter, "stop_payment", what=labels(changed))
    await redrawn(office, session, alert, together=TOGETHER)
    if tier := card.filling.tier(clock.now()):
        await raise_tier(office, session, alert, tier)
    card.worse = was < rank(alert.tier) >= rank("high")


async def _go_on(office: Office, session: AsyncSession, card: _Card, noted: Iterable[str] = ()) -> Prompt:
    """The next question that is worth asking; after the last one the talk rests. One that rested stays at rest."""
    following = next(iter(card.filling.wanted), None)
    if card.row.asks is not None and following is not None:
        card.row.asks = following
        return await _kept(office, session, card, noted=noted)
    return await _rest(office, session, card, noted)


async def _rest(office: Office, session: AsyncSession, card: _Card, noted: Iterable[str] = ()) -> Prompt:
    card.row.asks, card.row.finished_at = None, clock.now()
    return await _kept(office, session, card, noted=noted)


async def _kept(office: Office, session: AsyncSession, card: _Card, *, noted: Iterable[str] = (), unclear: bool = False) -> Prompt:
    """Seal what is on the card, and say how it stands."""
    card.row.content = office.cipher.seal(card.filling.dump())
    card.row.changed_at = clock.now()
    await session.flush()
    other = await stop_payments.waiting(session, card.report.reporter, card.report.id)
    return _prompt(card, noted=noted, unclear=unclear, other=(other.id, other.alert_id) if other else None)


def _prompt(
    card: _Card, *, noted: Iterable[str] = (), unclear: bool = False, past: bool = False, other: tuple[int, int] | None = None
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
        message=card.row.message,
        other=other,
    )
