"""What residents may ask for themselves: `/verify`, whether somebody who says they come from the police does."""

from aiogram.types import Message

from bot import genuine
from bot.texts import say
from handlers.community.addressed import Call
from handlers.community.booth import Booth, is_group


async def on_verify(booth: Booth, message: Message, call: Call, update: int) -> None:
    """Whether a code is one of the local station's; raises UserError verify-how or verify-too-many."""
    asker = message.from_user.id if message.from_user else message.chat.id
    found = await genuine.verify(booth.office, asker, call.rest, message.chat.id if is_group(message.chat) else None)
    await booth.reply(message, say(found.key, station=found.station))
