"""The buttons of an alert's card, and what a press on one of them carries. The card (cards.py) stands above them, alerts.py answers them.

What everybody may press at each moment stands in `buttons_of`; buttons of the steps, of a review and of help have files of their own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from bot.desk.cards import AlertCard
from bot.desk.handing import HANDED_WHY
from bot.desk.moves import HELD
from bot.stop.stop_request import Page
from bot.texts import say
from handlers.duty.recheck_buttons import recheck_row
from handlers.duty.step_buttons import step_button, step_menu, step_rows

MOST_COLLEAGUES = 40
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


def _button(key: str, act: str, card: AlertCard) -> InlineKeyboardButton:
    return InlineKeyboardButton(say(key), callback_data=Press(act, card.number, card.viewer.call).data)


def buttons_of(card: AlertCard) -> InlineKeyboardMarkup | None:
    """What this person may press now: 签收 while signatures are missing, the steps for who holds it or goes along; none for strangers."""
    own = card.viewer
    if own.out:
        return None
    rows = _rows(card)
    if own.asked_why:
        rows = [*_reasons(card), *rows]
    if card.told.stop_payment and own.may_sign:
        rows.append([_button("button-stop-payment", "stop", card)])
    return InlineKeyboardMarkup(rows) if rows else None


def _rows(card: AlertCard) -> Rows:
    """What goes with the state of the alert, and with what this person is to it."""
    own, details, more = card.viewer, _button("button-details", "more", card), step_menu(card)
    hand_over, wrong = _button("button-hand-over", "pass", card), _button("button-false-alarm", "wrong", card)
    sign, go = _button("button-sign", "sign", card), step_button("button-go-along", "go", card)
    entitled: Rows = [[details]] if own.may_sign else []
    if card.state == "open":
        return [[sign, hand_over], [wrong, details]] if own.may_sign else [] if own.going else [[go]]
    if card.state not in HELD:
        return [*([recheck_row(card)] if own.may_review else []), *entitled]
    to_sign: Rows = [[sign]] if card.course.missing and not own.signed else []
    if own.holds:
        return [*to_sign, *step_rows(card), [hand_over, wrong], [more, details]]
    if own.going:
        return [*step_rows(card), *entitled]
    if not own.may_sign:
        return [[go]]
    return [*to_sign, [more if own.steps else go, details]]


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
        InlineKeyboardButton(name, callback_data=Press("give", card.number, card.viewer.call, to).data)
        for to, name in people[:MOST_COLLEAGUES]
    ]
    rows: Rows = [found[at : at + 2] for at in range(0, len(found), 2)]
    return InlineKeyboardMarkup([*rows, [_button("duty-button-back", "back", card)]])


def _reasons(card: AlertCard) -> Rows:
    """Why it was handed over: a press tells the colleague; nobody has to say."""
    found = [
        InlineKeyboardButton(say(f"handed-why-{reason}"), callback_data=Press("why", card.number, card.viewer.call, nth).data)
        for nth, reason in enumerate(HANDED_WHY)
    ]
    return [found[:2], found[2:]]
