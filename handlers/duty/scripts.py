"""话术 and the two lists, as messages of their own beside the card: by what was met or as chosen; for oneself and for the family.

Way of a press: `ScriptPress.read` → bot.desk.scripts → a message, or the same message with another refusal.
"""

import re
from dataclasses import dataclass
from typing import Any

from telegram import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Update

from bot.desk import scripts
from bot.desk.scripts import REFUSALS, Told
from bot.errors import UserError
from bot.messenger import Sent
from bot.office import Office
from bot.texts import say
from handlers.duty.sender import Sender

PRESSED = re.compile(r"^t1:")
_PRESS = re.compile(r"t1:([0-9]{1,15}):([a-z]{4,12})")


@dataclass(frozen=True, slots=True)
class ScriptPress:
    """What a button carries, version 1: `t1:17:script` for what was met, `t1:17:door` for a refusal, `t1:17:lists`."""

    number: int
    what: str

    @property
    def data(self) -> str:
        """As Telegram carries it: at most 31 bytes of its 64."""
        return f"t1:{self.number}:{self.what}"

    @classmethod
    def read(cls, data: str | None) -> "ScriptPress | None":
        """What was pressed; None for anything that no button of this version carries."""
        found = _PRESS.fullmatch(data or "")
        return cls(int(found[1]), found[2]) if found else None


class Scripts:
    """The handler of 话术, of its refusals and of the lists."""

    def __init__(self, office: Office, sender: Sender) -> None:
        self._office = office
        self._sender = sender

    async def on_press(self, update: Update, _: Any) -> None:
        """A button was pressed; raises UserError for those who have no part in the alert."""
        query = update.callback_query
        assert query is not None
        press, by = ScriptPress.read(query.data), query.from_user.id
        if press is None or press.what not in ("script", "lists", *REFUSALS):
            raise UserError("duty-button-old")
        if press.what == "lists":
            await self._lists(query, press.number, by)
            return
        told = await scripts.offer(self._office, press.number, by, None if press.what == "script" else press.what)
        await self._sender.note(query.id, "")
        message = query.message
        if press.what != "script" and message is not None and message.is_accessible and message.chat.id == by:
            await self._sender.edit(Sent(by, message.message_id), spoken(told), buttons=choices(told))
        else:
            await self._sender.say(by, spoken(told), buttons=choices(told), silent=True)

    async def _lists(self, query: CallbackQuery, number: int, by: int) -> None:
        checklist, aftercare = await scripts.lists(self._office, number, by)
        await self._sender.note(query.id, "")
        parts = [say("script-checklist", number=number), *_numbered(checklist), "", say("script-aftercare"), *_numbered(aftercare)]
        await self._sender.say(by, "\n".join(parts), silent=True)


def _numbered(lines: Any) -> list[str]:
    return [f"{place}. {line}" for place, line in enumerate(lines, 1)]


def spoken(told: Told) -> str:
    """The script as text: for who stands there, and for a member of the family to say."""
    if told.refusal is None:
        return say("script-choose", number=told.number)
    title = say("script-title", number=told.number, refusal=say(f"refusal-{told.refusal}"))
    return "\n\n".join([title, told.own, f"{say('script-family')}\n{told.family}", say("script-how")])


def choices(told: Told) -> InlineKeyboardMarkup:
    """The other refusals, two a row."""
    found = [
        InlineKeyboardButton(say(f"refusal-{refusal}"), callback_data=ScriptPress(told.number, refusal).data)
        for refusal in REFUSALS
        if refusal != told.refusal
    ]
    return InlineKeyboardMarkup([found[at : at + 2] for at in range(0, len(found), 2)])
