"""The stop-payment card 止付卡: after the page is out, what a reporter knows of the transfer is asked, one question a message.

Way of an answer: handlers/community/stop_payment → here → `bot.stop.statements` → `bot.stop.stop_talk` → the sealed row. What is told is
kept at each answer, so that whoever stops anywhere has told what they told. The question that stands is in the database: a restart, or
days, change nothing. A person answers one card at a time; the one that was opened last.
"""

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.desk.alerts import find
from bot.desk.parts import authority
from bot.errors import UserError
from bot.office import Office
from bot.stop import proofs, replies, stop_request
from bot.stop.filling import Filling
from bot.stop.statements import Heard, heard
from bot.stop.stop_talk import Card, Press, Prompt, Said, hear, keep, pressed_on, prompt, stand
from bot.store import alerts, stop_payments
from bot.store.models import Alert, Report, StopPayment

FRESH = timedelta(minutes=30)
"""How long after the last answer words that only might be an answer are taken for one."""
STORY = 24
"""Characters from which words that are recognised as a trick are a question of their own."""


async def begin(office: Office, report_id: int, by: int, *, again: bool = False) -> Prompt | None:
    """The first question after a report, or the one that stands when `again` is wanted; None when there is nothing to ask by itself.

    Whoever reports a mere contact is asked nothing until they press 「补充转账信息」. Raises UserError not-your-report.
    """
    async with office.store.begin() as session:
        row = await stop_payments.get(session, report_id)
        report, alert = await _own(session, report_id, by)
        if row is None and alert.tier == "low":
            return None
        if row is not None and (row.finished_at or (row.message and not again)):
            return None
        card = await _opened(office, session, report, alert, row)
        return await stand(office, session, card, card.row.asks)


async def press(office: Office, pressed: Press, by: int) -> Prompt:
    """A button of the card; pressing it again is harmless. Raises UserError not-your-report, or question-gone for what no card has."""
    async with office.store.begin() as session:
        row = await stop_payments.get(session, pressed.report)
        report, alert = await _own(session, pressed.report, by)
        if row is None and pressed.act != "open":
            raise UserError("question-gone")
        card = await _opened(office, session, report, alert, row)
        if pressed.act == "open":
            row = card.row
            row.finished_at = None
            return await stand(office, session, card, row.asks or next(iter(card.filling.wanted), "account"))
        if card.row.asks is None and card.row.finished_at is None:  # it waited behind a newer report
            await stand(office, session, card, None)
        return await pressed_on(office, session, card, pressed)


async def answer(office: Office, said: Said) -> Prompt | None:
    """What somebody writes in private: an answer to the question that stands, or None when it goes the ordinary way.

    A story of its own goes the ordinary way too, after what it holds was noted; it is judged outside the transaction.
    """
    noted = await _noted(office, said)
    return None if noted is not None and _is_story(office, said) else noted


async def _noted(office: Office, said: Said) -> Prompt | None:
    async with office.store.begin() as session:
        cards = await _cards(office, session, said.by)
        told = next((card for card in cards if str(said.message) in card.filling.answers), None)
        if told is not None:
            return prompt(told, noted=told.filling.answers[str(said.message)][1:])
        card = next((card for card in cards if _answerable(card, said)), None)
        if card is None:
            return None
        if card.row.asks is None:  # a reply to the question of a card that waited
            await stand(office, session, card, None)
        if card.row.asks is None:
            return None
        asked, act = card.row.asks, replies.act_in(said.text, card.row.asks)
        understood = Heard() if act else heard(said.text, asked, clock.now())
        if not _is_answer(card, said, act, understood):
            return None
        card.filling.answered(said.message, asked, understood.facts)
        if act:
            return await pressed_on(office, session, card, Press(card.report.id, act, asked))
        return await hear(office, session, card, understood)


def _is_story(office: Office, said: Said) -> bool:
    """Whether words tell of a trick and are no mere answer: what they hold is noted, and they are judged as any question is."""
    return said.report is None and len(said.text) >= STORY and office.triage.judge(said.text).level == "scam"


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
        return await hear(office, session, card, understood)


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
        return await keep(office, session, card)


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
        alert = await find(session, number)
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


async def _opened(office: Office, session: AsyncSession, report: Report, alert: Alert, row: StopPayment | None) -> Card:
    if row is None:
        row = await stop_payments.add(session, report.id, office.cipher.seal(Filling().dump()), clock.now())
    return Card(row, report, alert, Filling.load(office.cipher.open(row.content)))


async def _cards(office: Office, session: AsyncSession, by: int) -> list[Card]:
    """A person's latest cards, the one that changed last first."""
    cards = []
    for row in await stop_payments.of_person(session, by):
        report, alert = await _own(session, row.report_id, by)
        cards.append(await _opened(office, session, report, alert, row))
    return cards


def _answerable(card: Card, said: Said) -> bool:
    """Whether words would belong to this card: the one they reply to, else the one whose question stands."""
    if said.report is not None:
        return card.report.id == said.report and card.row.finished_at is None
    return card.row.asks is not None


def _is_answer(card: Card, said: Said, act: str | None, understood: Heard) -> bool:
    """Whether words belong to the card: the longer ago it was touched, the plainer they must be."""
    asked = card.row.asks or ""
    silent = not any(char.isalnum() for char in said.text)  # a sticker, a thumb
    if act is None and not silent and not replies.answers(said.text, understood, asked):
        return False
    if said.report is not None or clock.now() - card.row.changed_at <= FRESH:
        return True
    return (asked in understood.facts and understood.facts[asked].checked) or "account" in understood.facts
