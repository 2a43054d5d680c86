"""「请居民劝劝邻居」 in the menu of a card (step_buttons.py): what a press carries, `w1:17` with the alert's number, and its handler.

Way of a press: `read` → bot.persuading.inviting → a note, and what was done in a message of its own.
"""

import re
from typing import Any

from telegram import Update

from bot.errors import UserError
from bot.office import Office
from bot.persuading import inviting
from bot.texts import say
from handlers.duty.sender import Sender

PRESSED = re.compile(r"^w1:")
_PRESS = re.compile(r"w1:([0-9]{1,15})")


class Inviting:
    """The handler of this button."""

    def __init__(self, office: Office, sender: Sender) -> None:
        self._office = office
        self._sender = sender

    async def on_press(self, update: Update, _: Any) -> None:
        """The button was pressed; raises UserError for who may not, or when nobody can be asked."""
        query = update.callback_query
        assert query is not None
        found = _PRESS.fullmatch(query.data or "")
        if found is None:
            raise UserError("duty-button-old")
        outcome = await inviting.invite(self._office, int(found[1]), query.from_user.id)
        await self._sender.note(query.id, "")
        await self._sender.say(query.from_user.id, say(outcome.key, number=outcome.number), silent=True)
