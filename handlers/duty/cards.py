"""An alert as one person sees it: the card's text, its buttons, and what a press on one of them carries.

Way of a card: board.card_for → here → sender. Way of a press: Telegram → `Press.read` → alerts.py of this room. People's words are
folded into one line on a card, so that nobody can write a line that looks like the card's own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from bot.desk.alerts import HANDED_WHY
from bot.desk.board import Detail, named
from bot.desk.cards import AlertCard
from bot.desk.moves import HELD, LIVE
from bot.stop.stop_request import Page
from bot.texts import say, series
from handlers.duty.recheck_buttons import recheck_row
from handlers.duty.step_buttons import step_button, step_menu, step_rows
from handlers.duty.times import moment

WORDS_SHOWN = 700
MOST_COLLEAGUES = 40
QUOTED = "│ "
"""What marks a line as somebody's words."""
_PRESS = re.compile(r"a1:([a-z]{2,8}):([0-9]{1,15})(?:\.([0-9]{1,4}))?(?::([0-9]{1,15}))?")

Rows: TypeAlias = list[list[InlineKeyboardButton]]


@dataclass(frozen=True, slots=True)
class Press:
    """What a button carries, version 1: `a1:sign:17`, of the second card of an alert `a1:sign:17.2`, to a colleague `a1:give:17:5002`."""

    act: str
    number: int
    call: int = 1
    to: int | None = None

    @property
    def data(self) -> str:
        """As Telegram carries it: at most 48 bytes of its 64."""
        card = f"{self.number}.{self.call}" if self.call > 1 else f"{self.number}"
        return f"a1:{self.act}:{card}" + (f":{self.to}" if self.to is not None else "")

    @classmethod
    def read(cls, data: str | None) -> "Press | None":
        """What was pressed; None for anything that no button of this version carries."""
        found = _PRESS.fullmatch(data or "")
        if found is None:
            return None
        act, number, call, to = found.groups()
        return cls(act, int(number), int(call or 1), int(to) if to else None)


def tier_of(card: AlertCard) -> str:
    """🔴 紧急."""
    return say(f"tier-{card.tier}")


def told(card: AlertCard) -> str:
    """The card as text; who serves no more reads nothing of it any longer."""
    if card.withdrawn:
        return say("card-withdrawn", number=card.number)
    words = " ".join(card.words.split())
    lines = [
        _title(card),
        say("card-area" if card.area_known else "card-area-unknown", area=card.area),
        _pattern(card),
        say("card-words", words=words if len(words) <= WORDS_SHOWN else f"{words[:WORDS_SHOWN]}…"),
    ]
    if card.predicts:
        lines.append(say("card-predicts", predicts=card.predicts))
    lines.append(say("card-reporter", reporter=card.reporter))
    if card.reports > 1:
        lines.append(say("card-reports", count=card.reports))
    if card.same_as:
        lines.append(say("card-same", other=card.same_as))
    if card.stop_payment:
        lines.append(say("card-stop-payment", line=card.stop_payment))
    lines += [say("card-raised", at=moment(card.raised_at)), "", _state(card)]
    return "\n".join(lines)


def _title(card: AlertCard) -> str:
    if card.may_review:
        return say("card-title-review", tier=tier_of(card), number=card.number)
    return say("card-title-again" if card.call > 1 else "card-title", tier=tier_of(card), number=card.number, call=card.call)


def _pattern(card: AlertCard) -> str:
    if card.pattern is None:
        return say("card-pattern-unknown")
    return say("card-pattern", pattern=card.pattern, family=card.family or "")


def _state(card: AlertCard) -> str:
    """How it stands: who has it, what was done, what is next and until when; or how it ended."""
    if card.state not in LIVE:
        return "\n".join(_ending(card))
    lines = [_whose(card)]
    if card.again:
        lines.append(card.again)
    if card.last:
        lines.append(say("card-last-step", **_named(card.last)))
    if card.analysis:
        lines.append(say(f"card-analysis-{card.analysis}"))
    if card.sent_back:
        lines.append(" ".join(card.sent_back.split()))
    if card.missing:
        lines.append(say("card-missing", count=card.missing))
    if card.visitors:
        lines.append(say("card-visitors", names=series(card.visitors)))
    return "\n".join([*lines, *_next(card)])


def _whose(card: AlertCard) -> str:
    """Nobody's yet; the one's who signed; or passed on since."""
    at = moment(card.signed_at) if card.signed_at else ""
    if card.state == "open":
        return say("card-state-open" if card.may_sign else "card-go-and-see")
    if card.signer and card.held_by_viewer:
        why = [say("card-handed-why", reason=card.handed_why)] if card.handed_why else []
        return "\n".join([say("card-state-handed-to-you", name=card.signer), *why])
    if card.last or card.signer:
        return say("card-in-hands", name=card.signed_by or "", at=at)
    return say("card-state-signed-by-you" if card.held_by_viewer else "card-state-signed", name=card.signed_by or "", at=at)


def _next(card: AlertCard) -> Iterator[str]:
    """What is best done now, what to show the resident, and until when."""
    if card.state == "open":
        return
    if card.still:
        yield say("card-still", count=card.still)
    if card.steps:
        yield say("card-next", next=say(f"next-{'-'.join(card.last)}") if card.last else say("next-signed"))
    if card.code and card.code_until:
        yield say("card-code", code=card.code, until=moment(card.code_until))
    if card.due_at:
        yield say("card-due", at=moment(card.due_at))


def _named(last: tuple[str, str]) -> dict[str, str]:
    return {"step": say(f"step-{last[0]}"), "outcome": named(*last)}


def _ending(card: AlertCard) -> Iterator[str]:
    name = card.closed_by or ""
    if card.state == "false_alarm":
        yield say("card-state-false-alarm", name=name)
    elif card.state == "malicious":
        yield say("card-malicious", name=name)
    elif card.state == "duplicate":
        yield say("card-duplicate", other=card.duplicate_of or "")
    elif card.state == "transferred":
        yield say("card-transferred", name=name)
    else:
        yield say("card-closed", name=name, outcome=named("feedback", card.outcome or ""))
    if card.review == "due":
        yield say("card-review-due")
    elif card.review == "accepted":
        yield say("card-reviewed", name=card.reviewed_by or "")


def detailed(detail: Detail) -> str:
    """Everything about an alert: every report in its reporter's own words, each line of them marked, and what happened."""
    blocks = [say("duty-details-title", tier=tier_of(detail.card), number=detail.card.number)]
    for place, words in zip(detail.places, detail.words, strict=True):
        blocks.append("\n".join([say("card-reporter", reporter=place), *_quoted(words)]))
    history = [say("duty-details-history")]
    for at, what, noted in detail.history:
        history += [say("duty-details-line", at=moment(datetime.fromisoformat(at)), what=what), *_quoted(noted)]
    blocks.append("\n".join(history))
    return "\n\n".join(blocks)


def _quoted(words: str) -> list[str]:
    """Each line of somebody's words marked, so that none looks like ours."""
    return [f"{QUOTED}{line}" for line in words.splitlines()]


def _button(key: str, act: str, card: AlertCard) -> InlineKeyboardButton:
    return InlineKeyboardButton(say(key), callback_data=Press(act, card.number, card.call).data)


def buttons_of(card: AlertCard) -> InlineKeyboardMarkup | None:
    """What this person may press now: 签收 while signatures are missing, the steps for who holds it or goes along; none for strangers."""
    if card.withdrawn:
        return None
    details, more = _button("button-details", "more", card), step_menu(card)
    hand_over, wrong = _button("button-hand-over", "pass", card), _button("button-false-alarm", "wrong", card)
    sign, go = _button("button-sign", "sign", card), step_button("button-go-along", "go", card)
    rows: Rows
    if card.state == "open":
        rows = [[sign, hand_over], [wrong, details]] if card.may_sign else [] if card.going else [[go]]
    elif card.state not in HELD:
        rows = [*([recheck_row(card)] if card.may_review else []), *([[details]] if card.may_sign else [])]
    elif card.held_by_viewer:
        rows = [*step_rows(card), [hand_over, wrong], [more, details]]
    elif card.going:
        rows = [*step_rows(card), *([[details]] if card.may_sign else [])]
    else:
        rows = [[sign]] if card.may_sign and card.missing and not card.signed_too else []
        rows += [[more, details]] if card.may_sign and card.steps else [[go, details]] if card.may_sign else [[go]]
    if card.asked_why:
        rows = [*_reasons(card), *rows]
    if card.stop_payment and card.may_sign:
        rows.append([_button("button-stop-payment", "stop", card)])
    return InlineKeyboardMarkup(rows) if rows else None


def to_copy(page: Page) -> InlineKeyboardMarkup | None:
    """What of a stop-payment request goes to the clipboard by a press: a protected message cannot be copied otherwise."""
    found = (("button-copy-account", page.account), ("button-copy-brief", page.brief))
    rows: Rows = [[InlineKeyboardButton(say(key), copy_text=CopyTextButton(text))] for key, text in found if text]
    return InlineKeyboardMarkup(rows) if rows else None


def ask_if_wrong(card: AlertCard) -> InlineKeyboardMarkup:
    """「误报」 ends an alert, so it is asked once more."""
    return InlineKeyboardMarkup([[_button("duty-button-sure", "sure", card), _button("duty-button-back", "back", card)]])


def ask_if_malicious(card: AlertCard) -> InlineKeyboardMarkup:
    """「恶意」 takes a right from somebody, so it is asked once more."""
    return InlineKeyboardMarkup([[_button("duty-button-sure-malicious", "worse", card), _button("duty-button-back", "back", card)]])


def choose_colleague(card: AlertCard, people: Sequence[tuple[int, str]]) -> InlineKeyboardMarkup:
    """To whom? One button a colleague (Telegram id, name), two a row."""
    found = [
        InlineKeyboardButton(name, callback_data=Press("give", card.number, card.call, to).data) for to, name in people[:MOST_COLLEAGUES]
    ]
    rows: Rows = [found[at : at + 2] for at in range(0, len(found), 2)]
    return InlineKeyboardMarkup([*rows, [_button("duty-button-back", "back", card)]])


def _reasons(card: AlertCard) -> Rows:
    """Why it was handed over: a press tells the colleague; nobody has to say."""
    found = [
        InlineKeyboardButton(say(f"handed-why-{reason}"), callback_data=Press("why", card.number, card.call, nth).data)
        for nth, reason in enumerate(HANDED_WHY)
    ]
    return [found[:2], found[2:]]


def _short(card: AlertCard) -> str:
    if card.review == "due":
        return say("rechecks-line-state")
    if card.state == "open":
        return say("duty-alerts-open")
    if card.last:
        return say("duty-alerts-step", name=card.signed_by or "", **_named(card.last))
    return say("duty-alerts-signed", name=card.signed_by or "")


def listed(cards: Sequence[AlertCard]) -> tuple[str, InlineKeyboardMarkup]:
    """Alerts as short lines, and a button each that opens its card."""
    lines = [
        say(
            "duty-alerts-line",
            tier=tier_of(card),
            number=card.number,
            at=moment(card.raised_at),
            what=card.pattern or card.family or say("duty-alerts-unknown"),
            state=_short(card),
        )
        for card in cards
    ]
    buttons = [
        InlineKeyboardButton(say("duty-alerts-button", number=card.number), callback_data=Press("open", card.number).data) for card in cards
    ]
    rows: Rows = [buttons[at : at + 3] for at in range(0, len(buttons), 3)]
    return "\n".join(lines), InlineKeyboardMarkup(rows)
