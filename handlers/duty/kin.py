"""「联系家人」 on a card: whom to ask, the resident's leave first where they want it, or an order with a reason written as a reply.

Way of a press: `KinPress.read` → bot.helping.kin_calls → the pressed message, and a number in a message of its own that is taken back
later.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from telegram import CallbackQuery, Update

from bot.errors import UserError
from bot.helping import kin_calls
from bot.helping.kin_calls import Called, Relative
from bot.messenger import Sent
from bot.office import Office
from bot.texts import say
from handlers.duty.kin_buttons import KinPress, asked_about, choose, leave_first
from handlers.duty.sender import Sender


class Kinship:
    """The handler of these buttons and of replies with a reason."""

    def __init__(self, office: Office, sender: Sender) -> None:
        self._office = office
        self._sender = sender
        self._acts: dict[str, Callable[[CallbackQuery, KinPress], Awaitable[None]]] = {
            "ask": self._choose,
            "call": self._call,
            "leave": self._leave,
            "not": self._not,
        }

    async def on_press(self, update: Update, _: Any) -> None:
        """A button was pressed; raises UserError for what the presser may not do, before anything has changed."""
        query = update.callback_query
        assert query is not None
        press = KinPress.read(query.data)
        if press is None:
            raise UserError("duty-button-old")
        await self._acts[press.act](query, press)

    async def _choose(self, query: CallbackQuery, press: KinPress) -> None:
        """Whom they may ask; in a message of its own, so that the card stays."""
        found = await kin_calls.look(self._office, press.number, query.from_user.id)
        await self._sender.note(query.id, "")
        text = "\n".join([say("kin-choose", number=press.number), *map(_line, found)])
        await self._sender.say(query.from_user.id, text, buttons=choose(press.number, found), silent=True, protected=True)

    async def _call(self, query: CallbackQuery, press: KinPress) -> None:
        """Ask, or say that the resident wants to be asked first."""
        by = query.from_user.id
        try:
            called = await kin_calls.ask(self._office, press.number, press.contact, by)
        except UserError as refused:
            if refused.key != "kin-ask-first":
                raise
            await self._sender.note(query.id, say(refused.key, refused.values))
            text = say("kin-why-how", number=press.number, name=refused.values["name"])
            await self._sender.say(by, text, buttons=leave_first(press), silent=True, protected=True)
            return
        if called.key == "kin-refused":
            text = say("kin-why-how", number=press.number, name=called.title)
            await self._sender.note(query.id, say(called.key, name=called.title))
            await self._sender.say(by, text, buttons=leave_first(press), silent=True, protected=True)
            return
        await self._sender.note(query.id, say(called.key, name=called.title))
        await self._disclose(by, press.number, called)

    async def _leave(self, query: CallbackQuery, press: KinPress) -> None:
        called = await kin_calls.ask_leave(self._office, press.number, press.contact, query.from_user.id)
        await self._sender.note(query.id, say(called.key, name=called.title))
        await self._show(query, say(called.key, name=called.title))

    async def _not(self, query: CallbackQuery, press: KinPress) -> None:
        await self._sender.note(query.id, "")
        await self._show(query, say("kin-not-called", number=press.number))

    async def _disclose(self, by: int, number: int, called: Called) -> None:
        """A number goes to this officer alone, and where it stands is noted, so that it can be taken back."""
        if called.number:
            text = say("kin-number", number=number, name=called.title, phone=called.number)
            sent = await self._sender.say(by, text, silent=True, protected=True)
            await kin_calls.shown(self._office, called.call, sent.message)

    async def on_reason(self, update: Update, _: Any) -> None:
        """A reply to the message that waits for a reason: ask without the resident's leave."""
        message, person = update.effective_message, update.effective_user
        assert message is not None
        assert person is not None
        press = asked_about(message.reply_to_message)
        assert press is not None
        called = await kin_calls.order(self._office, press.number, press.contact, person.id, message.text or "")
        await self._sender.say(person.id, say(called.key, name=called.title), silent=True)
        await self._disclose(person.id, press.number, called)

    async def _show(self, query: CallbackQuery, text: str) -> None:
        """In the place of the pressed message, or below where that is out of reach."""
        message = query.message
        if message is not None and message.is_accessible:
            await self._sender.edit(Sent(message.chat.id, message.message_id), text)
        else:
            await self._sender.say(query.from_user.id, text, silent=True)


def _line(one: Relative) -> str:
    line = say(
        "kin-line",
        owner=one.owner,
        name=one.title,
        way=say("kin-way-phone" if one.by_phone else "kin-way-telegram"),
        terms=say("family-terms-ask" if one.ask_first else "family-terms-always"),
        state=say(f"kin-state-{'asked' if one.state == 'due' else one.state}") if one.state else "",
    )
    return say("kin-line-fresh", line=line) if one.fresh else line
