"""Asking a resident's family: the buttons, and what a press on one carries. kin.py answers them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message
from telegram.ext import filters

from bot.desk.cards import AlertCard
from bot.helping.kin_calls import Relative
from bot.texts import say

PRESSED = re.compile(r"^j1:")
_PRESS = re.compile(r"j1:(ask|call|leave|not):([0-9]{1,15})\.([0-9]{1,15})")


@dataclass(frozen=True, slots=True)
class KinPress:
    """What a button carries, version 1: `j1:ask:17.0` with the alert's number, `j1:call:17.5` with the contact's too."""

    act: str
    number: int
    contact: int = 0

    @property
    def data(self) -> str:
        """As Telegram carries it: at most 40 bytes of its 64."""
        return f"j1:{self.act}:{self.number}.{self.contact}"

    @classmethod
    def read(cls, data: str | None) -> "KinPress | None":
        """What was pressed; None for anything that no button of this version carries."""
        found = _PRESS.fullmatch(data or "")
        return cls(found[1], int(found[2]), int(found[3])) if found else None


def ask_family(card: AlertCard) -> InlineKeyboardButton:
    """「联系家人」 in the menu of a card."""
    return InlineKeyboardButton(say("button-kin"), callback_data=KinPress("ask", card.number).data)


def choose(number: int, found: Sequence[Relative]) -> InlineKeyboardMarkup:
    """Whom to ask, one a row."""
    rows = [
        [
            InlineKeyboardButton(
                say("kin-button-show" if one.by_phone else "kin-button-call", name=one.title),
                callback_data=KinPress("call", number, one.id).data,
            )
        ]
        for one in found
    ]
    return InlineKeyboardMarkup([*rows, [InlineKeyboardButton(say("kin-button-not"), callback_data=KinPress("not", number).data)]])


def leave_first(press: KinPress) -> InlineKeyboardMarkup:
    """Under the message that waits for a reason; a reply to it is one."""
    ask = InlineKeyboardButton(say("kin-button-leave"), callback_data=KinPress("leave", press.number, press.contact).data)
    back = InlineKeyboardButton(say("kin-button-not"), callback_data=KinPress("not", press.number, press.contact).data)
    return InlineKeyboardMarkup([[ask, back]])


def asked_about(message: Message | None) -> KinPress | None:
    """The alert and contact for which a message of ours waits for a reason, read from its buttons."""
    rows: Sequence[Sequence[Any]] = message.reply_markup.inline_keyboard if message and message.reply_markup else ()
    found = [KinPress.read(button.callback_data) for row in rows for button in row]
    return next((press for press in found if press and press.act == "leave"), None)


class _Reasons(filters.MessageFilter):
    def filter(self, message: Message) -> bool:
        """Whether a message is a reply to one that waits for a reason."""
        return bool(message.text) and asked_about(message.reply_to_message) is not None


REASONS = _Reasons()
