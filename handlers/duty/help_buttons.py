"""Asking around for a volunteer: the buttons, and what a press on one carries. helping.py answers them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message
from telegram.ext import filters

from bot.desk.cards import AlertCard
from bot.texts import say

PRESSED = re.compile(r"^h1:")
_PRESS = re.compile(r"h1:(ask|now|stop|back|yes|no):([0-9]{1,15})")


@dataclass(frozen=True, slots=True)
class HelpPress:
    """What a button carries, version 1: `h1:ask:17` with the alert's number, `h1:yes:5` with the plea's."""

    act: str
    number: int

    @property
    def data(self) -> str:
        """As Telegram carries it: at most 23 bytes of its 64."""
        return f"h1:{self.act}:{self.number}"

    @classmethod
    def read(cls, data: str | None) -> "HelpPress | None":
        """What was pressed; None for anything that no button of this version carries."""
        found = _PRESS.fullmatch(data or "")
        return cls(found[1], int(found[2])) if found else None


def _button(key: str, act: str, number: int) -> InlineKeyboardButton:
    return InlineKeyboardButton(say(key), callback_data=HelpPress(act, number).data)


def ask_around(card: AlertCard) -> InlineKeyboardButton:
    """「请志愿者帮忙」 in the menu of a card."""
    return _button("button-volunteers", "ask", card.number)


def begin(number: int) -> InlineKeyboardMarkup:
    """Under the message that asks for a place; a reply to it is one."""
    return InlineKeyboardMarkup([[_button("help-button-now", "now", number), _button("help-button-back", "back", number)]])


def running(number: int, *, again: bool) -> InlineKeyboardMarkup:
    """While somebody is sought or goes; `again`: everybody was asked, and may be asked anew."""
    anew = [_button("help-button-now", "now", number)] if again else []
    return InlineKeyboardMarkup([[*anew, _button("help-button-stop", "stop", number)]])


def go_or_not(plea: int) -> InlineKeyboardMarkup:
    """我去 and 去不了."""
    return InlineKeyboardMarkup([[_button("button-i-go", "yes", plea), _button("button-i-cannot", "no", plea)]])


def not_after_all(plea: int) -> InlineKeyboardMarkup:
    """Who said 我去 may still say that they cannot."""
    return InlineKeyboardMarkup([[_button("button-not-after-all", "no", plea)]])


def asked_about(message: Message | None) -> int | None:
    """The alert for which a message of ours asks a place, read from its buttons."""
    rows: Sequence[Sequence[Any]] = message.reply_markup.inline_keyboard if message and message.reply_markup else ()
    found = [HelpPress.read(button.callback_data) for row in rows for button in row]
    return next((press.number for press in found if press and press.act == "now"), None)


class _Places(filters.MessageFilter):
    def filter(self, message: Message) -> bool:
        """Whether a message is a reply to one that asks for a place."""
        return bool(message.text) and asked_about(message.reply_to_message) is not None


PLACES = _Places()
