"""`/rechecks` and the review of what has ended: 复查通过, or 退回重办 with a reason that is written as a reply.

Way of a press: `RecheckPress.read` → bot.desk.rechecks → board.py of this room: the note under the button, the card as it is now.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from telegram import CallbackQuery, InlineKeyboardMarkup, Update

from bot.desk import board, rechecks
from bot.errors import UserError
from bot.messenger import Sent
from bot.office import Office
from bot.texts import say
from handlers.duty.alert_lists import listed
from handlers.duty.board import Board, Reply
from handlers.duty.recheck_buttons import RecheckPress, asked_by, keep_button
from handlers.duty.sender import Sender


class Rechecks:
    """The handlers of `/rechecks`, of the buttons of a review, and of the reason written as a reply."""

    def __init__(self, office: Office, sender: Sender) -> None:
        self._office = office
        self._sender = sender
        self._board = Board(office, sender)
        self._acts: dict[str, Callable[[CallbackQuery, RecheckPress], Awaitable[None]]] = {
            "pass": self._pass,
            "back": self._ask,
            "keep": self._keep,
        }

    async def on_rechecks(self, update: Update, _: Any) -> None:
        """What waits for this leader's review; raises UserError for who is no leader."""
        person = update.effective_user
        assert person is not None
        found = await rechecks.waiting(self._office, person.id)
        if not found:
            await self._sender.say(person.id, say("rechecks-none"))
            return
        lines, buttons = listed(found)
        await self._sender.say(person.id, "\n".join([say("rechecks-title"), lines]), buttons=buttons)

    async def on_press(self, update: Update, _: Any) -> None:
        """A button of a review; raises UserError before anything has changed."""
        query = update.callback_query
        assert query is not None
        press = RecheckPress.read(query.data)
        if press is None or press.act not in self._acts:
            raise UserError("duty-button-old")
        await self._acts[press.act](query, press)

    async def _pass(self, query: CallbackQuery, press: RecheckPress) -> None:
        by = query.from_user.id
        outcome = await rechecks.accept(self._office, press.number, by, press.ending)
        await self._board.put(query, press.call, await self._after(outcome.key, outcome.name, press, by))

    async def _keep(self, query: CallbackQuery, press: RecheckPress) -> None:
        await self._sender.note(query.id, say("recheck-kept"))
        if query.message is not None and query.message.is_accessible:
            await self._sender.edit(Sent(query.from_user.id, query.message.message_id), say("recheck-kept"))

    async def _after(self, key: str, name: str, press: RecheckPress, by: int) -> Reply:
        return Reply(say(key, name=name, number=press.number), await board.show(self._office, press.number, by))

    async def _ask(self, query: CallbackQuery, press: RecheckPress) -> None:
        """A message of its own that waits for the reason: the card may be drawn anew at any moment."""
        by = query.from_user.id
        outcome = await rechecks.ask_why(self._office, press.number, by, press.ending)
        if not outcome.changed:
            await self._board.put(query, press.call, await self._after(outcome.key, outcome.name, press, by))
            return
        await self._sender.note(query.id, "")
        buttons = InlineKeyboardMarkup([[keep_button(press)]])
        await self._sender.say(by, say("recheck-why", number=press.number, most=rechecks.LONGEST_REASON), buttons=buttons)

    async def on_reason(self, update: Update, _: Any) -> None:
        """The reason: the alert is taken up again."""
        message, person = update.effective_message, update.effective_user
        assert message is not None
        assert person is not None
        asked = asked_by(message.reply_to_message)
        assert asked is not None
        outcome = await rechecks.refuse(self._office, asked.number, person.id, asked.ending, message.text or "")
        await self._sender.say(person.id, say(outcome.key, name=outcome.name, number=asked.number))
