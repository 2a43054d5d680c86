"""Alerts as a list: a short line each, and a button that opens its card. Services → here → the sender, for /alerts and /rechecks."""

from collections.abc import Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.desk.board import named
from bot.desk.cards import AlertLine
from bot.texts import say
from handlers.duty.card_buttons import Press, Rows
from handlers.duty.times import moment


def listed(found: Sequence[AlertLine]) -> tuple[str, InlineKeyboardMarkup]:
    """The lines, and the buttons, three a row."""
    buttons = [
        InlineKeyboardButton(say("duty-alerts-button", number=line.number), callback_data=Press("open", line.number).data) for line in found
    ]
    rows: Rows = [buttons[at : at + 3] for at in range(0, len(buttons), 3)]
    return "\n".join(map(_told, found)), InlineKeyboardMarkup(rows)


def _told(line: AlertLine) -> str:
    return say(
        "duty-alerts-line",
        tier=say(f"tier-{line.tier}"),
        number=line.number,
        at=moment(line.raised_at),
        what=line.what or say("duty-alerts-unknown"),
        state=_state(line),
    )


def _state(line: AlertLine) -> str:
    """How it stands, in a few words."""
    name = line.signed_by or ""
    if line.review == "due":
        return say("rechecks-line-state")
    if line.state == "open":
        return say("duty-alerts-open")
    if line.last:
        return say("duty-alerts-step", name=name, step=say(f"step-{line.last[0]}"), outcome=named(*line.last))
    return say("duty-alerts-signed", name=name)
