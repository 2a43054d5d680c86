"""The buttons of a review and what a press on one carries. The card (cards.py) shows them, rechecks.py answers them."""

import re
from dataclasses import dataclass

from telegram import InlineKeyboardButton, Message
from telegram.ext import filters

from bot.desk.cards import AlertCard
from bot.texts import say

PRESSED = re.compile(r"^k1:")
_PRESS = re.compile(r"k1:([a-z]{2,6}):([0-9]{1,15})(?:\.([0-9]{1,4}))?:([0-9]{1,16})")


@dataclass(frozen=True, slots=True)
class RecheckPress:
    """What a button carries, version 1: `k1:pass:17:1763800000123`, on the second card of an alert `k1:back:17.2:1763800000123`.

    act: pass, back (send it back) or keep (not after all). ending: which ending of the alert it is about.
    """

    act: str
    number: int
    ending: str
    call: int = 1

    @property
    def data(self) -> str:
        """As Telegram carries it: at most 48 bytes of its 64."""
        card = f"{self.number}.{self.call}" if self.call > 1 else f"{self.number}"
        return f"k1:{self.act}:{card}:{self.ending}"

    @classmethod
    def read(cls, data: str | None) -> "RecheckPress | None":
        """What was pressed; None for anything that no button of this version carries."""
        found = _PRESS.fullmatch(data or "")
        return cls(found[1], int(found[2]), found[4], int(found[3] or 1)) if found else None


def recheck_row(card: AlertCard) -> list[InlineKeyboardButton]:
    """复查通过, 退回重办."""
    return [_button("button-recheck-pass", "pass", card), _button("button-recheck-back", "back", card)]


def _button(key: str, act: str, card: AlertCard) -> InlineKeyboardButton:
    return InlineKeyboardButton(say(key), callback_data=RecheckPress(act, card.number, card.ended.mark, card.viewer.call).data)


def keep_button(press: RecheckPress) -> InlineKeyboardButton:
    """先不退回; the message that has it waits for a reason as its reply."""
    return InlineKeyboardButton(say("button-recheck-keep"), callback_data=RecheckPress("keep", press.number, press.ending).data)


def asked_by(message: Message | None) -> RecheckPress | None:
    """What a message of ours that waits for a reason is about; None for any other message."""
    markup = message.reply_markup if message else None
    for button in (button for row in (markup.inline_keyboard if markup else ()) for button in row):
        press = RecheckPress.read(str(button.callback_data))
        if press and press.act == "keep":
            return press
    return None


class _Reasons(filters.MessageFilter):
    def filter(self, message: Message) -> bool:
        """Whether a message is a reply to one that waits for a reason."""
        return bool(message.text) and asked_by(message.reply_to_message) is not None


REASONS = _Reasons()
