"""The rota as people see it: the text of `/duty`, its buttons, and what a press on one of them carries. rota.py answers them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message
from telegram.ext import filters

from bot.duty.rota import spoken
from bot.duty.shifts import Choice, StationDuty, View
from bot.texts import say, series

PRESSED = re.compile(r"^d1:")
ABSENCES = ("2h", "tonight", "morning", "3d")
MOST_COLLEAGUES = 40
MOST_SPELLS = 42
_PRESS = re.compile(r"d1:([a-z]{2,8})(?::([0-9a-z]{1,15}))?(?::([0-9]{1,15}))?")


@dataclass(frozen=True, slots=True)
class RotaPress:
    """What a button carries, version 1: `d1:swap`, `d1:take:1795482000:5006` (the turn's start), `d1:away:2h:5006`, `d1:yes:17`."""

    act: str
    what: str = ""
    to: int | None = None

    @property
    def data(self) -> str:
        """As Telegram carries it: at most 43 bytes of its 64."""
        return f"d1:{self.act}" + (f":{self.what}" if self.what else "") + (f":{self.to}" if self.to is not None else "")

    @classmethod
    def read(cls, data: str | None) -> "RotaPress | None":
        """What was pressed; None for anything that no button of this version carries."""
        found = _PRESS.fullmatch(data or "")
        return cls(found[1], found[2] or "", int(found[3]) if found[3] else None) if found else None

    @property
    def number(self) -> int:
        """What it carries as a number; 0 when it is none."""
        return int(self.what) if self.what.isdigit() else 0

    @property
    def moment(self) -> datetime:
        """What it carries as a time."""
        return datetime.fromtimestamp(min(self.number, 2**36), UTC)


def _button(key: str, press: RotaPress) -> InlineKeyboardButton:
    return InlineKeyboardButton(say(key), callback_data=press.data)


def now_on_duty(station: StationDuty) -> str:
    """新东派出所 当班：陈警官."""
    return say("duty-now", area=station.area, names=series(station.now) or say("duty-now-nobody"))


def told(view: View) -> str:
    """The whole of `/duty`: one's station now and the next seven days, of several stations only now, and one's own absences."""
    blocks = []
    for station in view.stations:
        if not station.week:
            blocks.append(say("duty-no-rota-here", area=station.area))
            continue
        days = [
            say("duty-week-line", starts=spoken(spell.starts), names=series(spell.names) or say("duty-now-nobody"))
            for spell in station.week[1 : 1 + (MOST_SPELLS if len(view.stations) == 1 else 0)]
        ]
        blocks.append("\n".join([now_on_duty(station), *days]))
    own = [say("duty-you-are-away", name=view.away[0], ends=spoken(view.away[1]))] if view.away else []
    own += [say("duty-you-stand-in", name=name, ends=spoken(ends)) for name, ends in view.stands_for]
    return "\n\n".join([say("duty-title"), *(blocks or [say("duty-no-rotas")]), *own])


def menu(view: View) -> InlineKeyboardMarkup:
    """What one may do about it."""
    first = [_button("duty-button-swap", RotaPress("swap"))] if view.own else []
    first.append(_button("duty-button-away", RotaPress("leave")))
    second = [_button("duty-button-home", RotaPress("home"))] if view.away else []
    second += [_button("duty-button-note", RotaPress("note"))] if view.has_rota else []
    return InlineKeyboardMarkup([row for row in (first, second) if row])


def back() -> list[InlineKeyboardButton]:
    """The way back to the rota."""
    return [_button("duty-button-back", RotaPress("menu"))]


def absences() -> InlineKeyboardMarkup:
    """Until when?"""
    keys = dict(zip(ABSENCES, ("duty-until-2h", "duty-until-tonight", "duty-until-morning", "duty-until-3d"), strict=True))
    found = [_button(keys[choice], RotaPress("until", choice)) for choice in ABSENCES]
    return InlineKeyboardMarkup([found[:2], found[2:], back()])


def colleagues(choice: Choice, act: str, what: str) -> InlineKeyboardMarkup:
    """Who may stand in?"""
    found = [InlineKeyboardButton(name, callback_data=RotaPress(act, what, to).data) for to, name in choice.people[:MOST_COLLEAGUES]]
    return InlineKeyboardMarkup([*(found[at : at + 2] for at in range(0, len(found), 2)), back()])


def yes_or_no(shift: int) -> InlineKeyboardMarkup:
    """同意 and 不行 under a request to stand in."""
    return InlineKeyboardMarkup(
        [[_button("duty-button-yes", RotaPress("yes", f"{shift}")), _button("duty-button-no", RotaPress("no", f"{shift}"))]]
    )


def writing() -> InlineKeyboardMarkup:
    """Under the message that asks for a note; a reply to it is one."""
    return InlineKeyboardMarkup([[_button("duty-button-no-note", RotaPress("menu", "note"))]])


class _Notes(filters.MessageFilter):
    def filter(self, message: Message) -> bool:
        """Whether a message is a reply to one that asks for a note."""
        asked = message.reply_to_message
        rows: Sequence[Sequence[Any]] = asked.reply_markup.inline_keyboard if asked and asked.reply_markup else ()
        return bool(message.text) and any(button.callback_data == RotaPress("menu", "note").data for row in rows for button in row)


NOTES = _Notes()
