"""A follow-up as one message: its text, its four answers, and what a press on one carries. followups.py answers them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.desk.cards import FollowUpCard
from bot.desk.followups import OUTCOMES
from bot.texts import say
from handlers.duty.times import moment

PRESSED = re.compile(r"^u1:")
_PRESS = re.compile(r"u1:([0-9]{1,15}):(open|safe|still|paid|unreached)")


@dataclass(frozen=True, slots=True)
class FollowUpPress:
    """What a button carries, version 1: `u1:17:safe`, or `u1:17:open` in the list."""

    id: int
    act: str

    @property
    def data(self) -> str:
        """As Telegram carries it: at most 28 bytes of its 64."""
        return f"u1:{self.id}:{self.act}"

    @classmethod
    def read(cls, data: str | None) -> "FollowUpPress | None":
        """What was pressed; None for anything that no button of this version carries."""
        found = _PRESS.fullmatch(data or "")
        return cls(int(found[1]), found[2]) if found else None


def reminded(card: FollowUpCard) -> str:
    """The reminder as text."""
    lines = [
        say("followup-title", tier=say(f"tier-{card.tier}"), number=card.number, nth=card.nth, of=card.of),
        say("followup-area", area=card.area),
        say("followup-what", what=card.pattern or card.family or say("duty-alerts-unknown")),
    ]
    if card.met_at:
        lines.append(say("followup-met", at=moment(card.met_at)))
    if card.state == "done":
        lines.append(say("followup-done", name=card.by or "", outcome=say(f"followup-came-{card.outcome}")))
    elif card.state == "dropped":
        lines.append(say("followup-dropped"))
    else:
        lines += [say("followup-missed")] if card.state == "missed" else []
        lines.append(say("followup-how"))
    return "\n".join(lines)


def answers(card: FollowUpCard) -> InlineKeyboardMarkup | None:
    """The four outcomes, two a row; none once it is done."""
    if card.state not in ("asked", "missed"):
        return None
    found = [InlineKeyboardButton(say(f"followup-came-{came}"), callback_data=FollowUpPress(card.id, came).data) for came in OUTCOMES]
    return InlineKeyboardMarkup([found[:2], found[2:]])


def listed(cards: Sequence[FollowUpCard]) -> tuple[str, InlineKeyboardMarkup]:
    """What waits, a line each, and a button each that opens it."""
    lines, buttons = [say("followup-list")], []
    for card in cards:
        key = "followup-line-missed" if card.state == "missed" else "followup-line"
        lines.append(say(key, tier=say(f"tier-{card.tier}"), number=card.number, nth=card.nth, at=moment(card.due_at)))
        opens = FollowUpPress(card.id, "open").data
        buttons.append(InlineKeyboardButton(say("followup-open", number=card.number, nth=card.nth), callback_data=opens))
    return "\n".join(lines), InlineKeyboardMarkup([buttons[at : at + 2] for at in range(0, len(buttons), 2)])
