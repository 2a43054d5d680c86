"""Follow-ups as officers meet them: a press on one of the four answers, and the list behind `/followups`.

Way of a press: `FollowUpPress.read` → bot.desk.followups → the note, and the pressed reminder as it stands now.
"""

from typing import Any

from telegram import Update

from bot.desk import followups
from bot.errors import UserError
from bot.messenger import Sent
from bot.office import Office
from bot.texts import say
from handlers.duty.reminders import FollowUpPress, answers, listed, reminded
from handlers.duty.sender import Sender

_NOTES = {"still": "followup-recorded-relapse", "paid": "followup-recorded-relapse", "unreached": "followup-recorded-again"}


class FollowUps:
    """The handlers of `/followups` and of the buttons of a reminder."""

    def __init__(self, office: Office, sender: Sender) -> None:
        self._office = office
        self._sender = sender

    async def on_followups(self, update: Update, _: Any) -> None:
        """`/followups`: what waits in the person's areas; raises UserError for those who do not sign."""
        person = update.effective_user
        assert person is not None
        try:
            cards = await followups.waiting(self._office, person.id)
        except UserError as refused:
            raise UserError("duty-alerts-others") from refused
        if not cards:
            await self._sender.say(person.id, say("followup-none"))
            return
        text, buttons = listed(cards)
        await self._sender.say(person.id, text, buttons=buttons)

    async def on_press(self, update: Update, _: Any) -> None:
        """A button was pressed; raises UserError before anything has changed."""
        query = update.callback_query
        assert query is not None
        press, by = FollowUpPress.read(query.data), query.from_user.id
        if press is None:
            raise UserError("followup-gone")
        if press.act == "open":
            card = await followups.show(self._office, press.id, by)
            await self._sender.note(query.id, "")
            await self._sender.remind(by, card)
            return
        card = await followups.record(self._office, press.id, by, press.act)
        await self._sender.note(query.id, say(_NOTES.get(card.outcome or "", "followup-recorded")))
        message = query.message
        if message is not None and message.is_accessible and message.chat.id == by:
            await self._sender.edit(Sent(by, message.message_id), reminded(card), buttons=answers(card))
        else:
            await self._sender.remind(by, card)
