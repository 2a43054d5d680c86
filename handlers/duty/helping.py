"""「请志愿者帮忙」 on a card, the place an officer adds, and the answers of grid workers who were asked.

Way of a press: `HelpPress.read` → bot.helping.pleas → the pressed message as it is since.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from telegram import CallbackQuery, Update

from bot.errors import UserError
from bot.helping import pleas
from bot.messenger import Sent
from bot.office import Office
from bot.texts import say
from handlers.duty.help_buttons import HelpPress, asked_about, begin, not_after_all, running
from handlers.duty.sender import Sender


class Helping:
    """The handler of these buttons and of replies with a place."""

    def __init__(self, office: Office, sender: Sender) -> None:
        self._office = office
        self._sender = sender
        self._acts: dict[str, Callable[[CallbackQuery, HelpPress], Awaitable[None]]] = {
            "ask": self._ask,
            "now": self._now,
            "stop": self._stop,
            "back": self._back,
            "yes": self._answer,
            "no": self._answer,
        }

    async def on_press(self, update: Update, _: Any) -> None:
        """A button was pressed; raises UserError for what the presser may not do, before anything has changed."""
        query = update.callback_query
        assert query is not None
        press = HelpPress.read(query.data)
        if press is None:
            raise UserError("duty-button-old")
        await self._acts[press.act](query, press)

    async def on_place(self, update: Update, _: Any) -> None:
        """A reply to the message that asks for a place: go and ask around."""
        message, person = update.effective_message, update.effective_user
        assert message is not None
        assert person is not None
        number = asked_about(message.reply_to_message)
        assert number is not None
        outcome = await pleas.request(self._office, number, person.id, message.text or "")
        await self._sender.say(person.id, say(outcome.key, number=number), buttons=running(number, again=False), silent=True)

    async def _ask(self, query: CallbackQuery, press: HelpPress) -> None:
        """Where to, or how the request that runs stands; in a message of its own, so that the card stays."""
        helping = await pleas.look(self._office, press.number, query.from_user.id)
        await self._sender.note(query.id, "")
        if helping.state == "none":
            text, buttons = say("help-where", number=press.number), begin(press.number)
        elif helping.state == "accepted":
            text, buttons = say("help-accepted", number=press.number, name=helping.name), running(press.number, again=False)
        elif helping.state == "nobody":
            text, buttons = say("help-nobody", number=press.number), running(press.number, again=True)
        else:
            text, buttons = say("help-asking", number=press.number, count=helping.asked), running(press.number, again=False)
        await self._sender.say(query.from_user.id, text, buttons=buttons, silent=True)

    async def _now(self, query: CallbackQuery, press: HelpPress) -> None:
        outcome = await pleas.request(self._office, press.number, query.from_user.id)
        await self._sender.note(query.id, "")
        await self._show(query, say(outcome.key, number=press.number), press, stoppable=True)

    async def _stop(self, query: CallbackQuery, press: HelpPress) -> None:
        outcome = await pleas.stop(self._office, press.number, query.from_user.id)
        await self._sender.note(query.id, "")
        await self._show(query, say(outcome.key, number=press.number), press)

    async def _back(self, query: CallbackQuery, press: HelpPress) -> None:
        await self._sender.note(query.id, "")
        await self._show(query, say("help-not-asked", number=press.number), press)

    async def _show(self, query: CallbackQuery, text: str, press: HelpPress, *, stoppable: bool = False) -> None:
        """In the place of the pressed message, or below where that is out of reach."""
        buttons, message = running(press.number, again=False) if stoppable else None, query.message
        if message is not None and message.is_accessible:
            await self._sender.edit(Sent(message.chat.id, message.message_id), text, buttons=buttons)
        else:
            await self._sender.say(query.from_user.id, text, buttons=buttons, silent=True)

    async def _answer(self, query: CallbackQuery, press: HelpPress) -> None:
        """我去 or 去不了 of a grid worker."""
        message, by = query.message, query.from_user.id
        if message is None:
            raise UserError("help-gone")
        answered = await pleas.answer(self._office, press.number, by, message.message_id, goes=press.act == "yes")
        await self._sender.note(query.id, "")
        buttons = not_after_all(press.number) if answered.going else None
        await self._sender.edit(Sent(message.chat.id, message.message_id), answered.text, buttons=buttons)
