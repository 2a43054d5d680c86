"""The buttons of the seven steps and what a press on one carries. The card (cards.py) shows them, steps.py answers them.

Every button that changes something carries how many steps had been taken when it was drawn: pressed later, it is told what happened since.
"""

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.desk.board import named
from bot.desk.cards import AlertCard
from bot.desk.moves import LIVE, SEEKING
from bot.desk.steps import Offer
from bot.texts import say
from handlers.duty.help_buttons import ask_around
from handlers.duty.kin_buttons import ask_family

PRESSED = re.compile(r"^s1:")
MOST_OTHERS = 20
_PRESS = re.compile(r"s1:([0-9]{1,15})(?:\.([0-9]{1,4}))?:([a-z]{2,12})(?::([a-z_]{2,16}):([0-9]{1,6})(?::([0-9a-f]{1,15}))?)?")

Rows: TypeAlias = list[list[InlineKeyboardButton]]


@dataclass(frozen=True, slots=True)
class StepPress:
    """What a button carries, version 1: `s1:17:phone` opens the choice, `s1:17.2:phone:busy:3` takes the fourth step on a second card.

    other: for 重复 the number of the alert, for 移交派出所 the mark of its code.
    """

    number: int
    step: str
    outcome: str | None = None
    seq: int = 0
    other: str = ""
    call: int = 1

    @property
    def data(self) -> str:
        """As Telegram carries it: at most 62 bytes of its 64."""
        card = f"{self.number}.{self.call}" if self.call > 1 else f"{self.number}"
        chosen = f":{self.outcome}:{self.seq}" + (f":{self.other}" if self.other else "") if self.outcome else ""
        return f"s1:{card}:{self.step}{chosen}"

    @classmethod
    def read(cls, data: str | None) -> "StepPress | None":
        """What was pressed; None for anything that no button of this version carries."""
        found = _PRESS.fullmatch(data or "")
        if found is None:
            return None
        number, call, step, outcome, seq, other = found.groups()
        return cls(int(number), step, outcome, int(seq or 0), other or "", int(call or 1))


def mark(code: str) -> str:
    """A station's code in eight characters."""
    return f"{zlib.crc32(code.encode()):08x}"


def step_button(key: str, step: str, card: AlertCard) -> InlineKeyboardButton:
    """A button that opens a step, or one of the acts beside them: go, menu."""
    return InlineKeyboardButton(say(key), callback_data=StepPress(card.number, step, call=card.viewer.call).data)


def step_menu(card: AlertCard) -> InlineKeyboardButton:
    """「更多」."""
    return step_button("button-more", "menu", card)


def step_rows(card: AlertCard) -> Rows:
    """The steps somebody may record now, two a row."""
    found = [_step(step, card) for step in card.viewer.steps]
    found += [InlineKeyboardButton(say("button-script"), callback_data=f"t1:{card.number}:script")] if found else []
    return [found[at : at + 2] for at in range(0, len(found), 2)]


def _step(step: str, card: AlertCard) -> InlineKeyboardButton:
    return InlineKeyboardButton(say(f"step-{step}"), callback_data=StepPress(card.number, step, call=card.viewer.call).data)


def _back(card: AlertCard) -> list[InlineKeyboardButton]:
    return [step_button("duty-button-back", "back", card)]


def menu(card: AlertCard, ends: Sequence[str]) -> InlineKeyboardMarkup:
    """What is needed more rarely: the steps for a leader, going along, 升级, and the other ways in which an alert may end."""
    rows = [] if card.viewer.holds or card.viewer.going else step_rows(card)
    lists = InlineKeyboardButton(say("button-lists"), callback_data=f"t1:{card.number}:lists")
    rows.append([lists, *([_ask_resident(card)] if card.state in LIVE and (card.viewer.holds or card.viewer.leads) else [])])
    rows.append([*([] if card.viewer.going else [step_button("button-go-along", "go", card)]), _lift(card)])
    found = [_ending(end, card) for end in ends]
    help_rows = [ask_around(card)] if card.state in SEEKING and (card.viewer.holds or card.viewer.leads) else []
    help_rows += [ask_family(card)] if card.viewer.kin else []
    rows += [help_rows] if help_rows else []
    return InlineKeyboardMarkup([*rows, *(found[at : at + 2] for at in range(0, len(found), 2)), _back(card)])


def _ask_resident(card: AlertCard) -> InlineKeyboardButton:
    """「请居民劝劝邻居」, answered by inviting.py."""
    return InlineKeyboardButton(say("button-invite-neighbour"), callback_data=f"w1:{card.number}")


def _lift(card: AlertCard) -> InlineKeyboardButton:
    number = f"{card.number}.{card.viewer.call}" if card.viewer.call > 1 else f"{card.number}"
    return InlineKeyboardButton(say("button-lift"), callback_data=f"a1:lift:{number}")


def _ending(end: str, card: AlertCard) -> InlineKeyboardButton:
    if end == "malicious":
        number = f"{card.number}.{card.viewer.call}" if card.viewer.call > 1 else f"{card.number}"
        return InlineKeyboardButton(say("button-malicious"), callback_data=f"a1:bad:{number}")
    press = StepPress(card.number, "end", end, card.course.seq, call=card.viewer.call)
    return InlineKeyboardButton(say(f"button-{end}"), callback_data=press.data)


def choose_outcome(card: AlertCard, step: str, offer: Offer) -> InlineKeyboardMarkup:
    """What came of it?"""
    found = [
        InlineKeyboardButton(
            named(step, outcome), callback_data=StepPress(card.number, step, outcome, offer.seq, call=card.viewer.call).data
        )
        for outcome in offer.outcomes
    ]
    return InlineKeyboardMarkup([*(found[at : at + 2] for at in range(0, len(found), 2)), _back(card)])


def choose_other(card: AlertCard, outcome: str, seq: int, found: Sequence[tuple[str, str]]) -> InlineKeyboardMarkup:
    """Which alert, which station: (what the button carries, its words), one a row."""
    rows = [
        [InlineKeyboardButton(words, callback_data=StepPress(card.number, "end", outcome, seq, other, card.viewer.call).data)]
        for other, words in found[:MOST_OTHERS]
    ]
    return InlineKeyboardMarkup([*rows, _back(card)])
