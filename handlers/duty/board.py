"""Where a press ends: the note under the button, and the card on the message that was pressed, or anew where that is out of reach."""

from dataclasses import dataclass

from telegram import CallbackQuery, InlineKeyboardMarkup

from bot.desk import redraw
from bot.desk.cards import AlertCard
from bot.messenger import Sent
from bot.office import Office
from handlers.duty.sender import Sender


@dataclass(frozen=True, slots=True)
class Reply:
    """What a press leads to: the note, the card as it is now (None leaves it alone), other buttons than its own, or a new message."""

    note: str = ""
    card: AlertCard | None = None
    buttons: InlineKeyboardMarkup | None = None
    fresh: bool = False


class Board:
    """Puts replies to presses before people. What a card shows goes to the presser's own chat alone, wherever the press came from."""

    def __init__(self, office: Office, sender: Sender) -> None:
        self._office = office
        self._sender = sender

    async def put(self, query: CallbackQuery, call: int, reply: Reply) -> None:
        """Answer a press on the `call`th card of an alert."""
        by = query.from_user.id
        if not await self._sender.note(query.id, reply.note) and reply.note:
            await self._sender.say(by, reply.note, silent=True)
        if reply.card is None:
            return
        card, message = reply.card.called(call), query.message
        if message is not None and message.is_accessible and message.chat.id == card.viewer.telegram and not reply.fresh:
            sent = Sent(card.viewer.telegram, message.message_id)
            async with redraw.drawing(self._office, card, sent):
                await self._sender.redraw(sent, card, buttons=reply.buttons)
        else:
            await redraw.shown(self._office, card, await self._sender.page(card.viewer.telegram, card, silent=True, buttons=reply.buttons))
