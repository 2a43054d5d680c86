"""When something goes wrong: a person reads what they can act on; everything else goes back to the inbox, and at last to an operator."""

import logging
from typing import Any

from aiogram.types import ErrorEvent

from bot.errors import UserError
from bot.messenger import Place, TryLater, Uncertain, Undelivered
from bot.texts import say
from handlers.community.asking import say_to_guest
from handlers.community.booth import Booth
from handlers.community.sender import Sender

log = logging.getLogger(__name__)


async def on_user_error(event: ErrorEvent, booth: Booth) -> None:
    """Say it where it happened: under the press, or as a reply."""
    fault, update = event.exception, event.update
    if not isinstance(fault, UserError):
        raise fault
    text = say(fault.key, fault.values)
    if update.callback_query is not None:
        await booth.sender.note(update.callback_query.id, text, alert=True)
    elif update.guest_message is not None:
        await say_to_guest(booth, update.guest_message, text)
    elif message := update.message or update.edited_message:
        await booth.reply(message, text)


async def apologise(sender: Sender, update: dict[str, Any], code: str) -> None:
    """Tell the person behind an update that was given up, if they can be told; a press is apologised for in private."""
    text = say("apology", code=code)
    query = update.get("callback_query")
    message = update.get("message") or update.get("edited_message")
    try:
        if query:
            await sender.note(query["id"], text, alert=True)
            await sender.say(Place(query["from"]["id"]), text)
        elif message:
            topic = message.get("message_thread_id") if message.get("is_topic_message") else None
            await sender.say(Place(message["chat"]["id"], topic), text, reply_to=message["message_id"])
    except (Undelivered, TryLater, Uncertain) as fault:
        log.warning("no apology for update %s: %s", update.get("update_id"), type(fault).__name__)
