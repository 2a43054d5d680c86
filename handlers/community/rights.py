"""What residents may ask for themselves: `/verify`, whether somebody who says they come from the police does; `/forget`, to be deleted."""

from typing import Literal

from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from bot.desk import genuine
from bot.errors import UserError
from bot.messenger import Sent
from bot.people import rights
from bot.texts import say, series
from handlers.community.addressed import Call
from handlers.community.booth import Booth, is_group


class Forgetting(CallbackData, prefix="g1"):
    """`g1:yes:<who was asked>`, `g1:no:<who was asked>`."""

    said: Literal["yes", "no"]
    person: int


async def on_verify(booth: Booth, message: Message, call: Call, update: int) -> None:
    """Whether a code is one of the local station's; raises UserError verify-how or verify-too-many."""
    asker = message.from_user.id if message.from_user else message.chat.id
    found = await genuine.verify(booth.office, asker, call.rest, message.chat.id if is_group(message.chat) else None)
    await booth.reply(message, say(found.key, station=found.station))


async def on_forget(booth: Booth, message: Message, call: Call, update: int) -> None:
    """What will go and what stays, and the question whether they mean it; in a group only where to ask."""
    if is_group(message.chat) or message.from_user is None:
        await booth.reply(message, say("forget-in-private"))
        return
    who = message.from_user.id
    yes = InlineKeyboardButton(text=say("button-forget"), callback_data=Forgetting(said="yes", person=who).pack())
    no = InlineKeyboardButton(text=say("button-keep"), callback_data=Forgetting(said="no", person=who).pack())
    text = say("forget-sure", alert_days=booth.office.settings.alert_days)
    await booth.reply(message, text, InlineKeyboardMarkup(inline_keyboard=[[yes], [no]]))


async def on_forgetting(query: CallbackQuery, callback_data: Forgetting, booth: Booth) -> None:
    """The answer; pressing again is nothing new. Raises UserError question-gone for anybody's but one's own, in one's own chat."""
    shown, who = query.message, query.from_user.id
    if shown is None or callback_data.person != who or shown.chat.id != who:
        raise UserError("question-gone")
    if callback_data.said == "no":
        text = say("forget-kept")
    else:
        forgotten = await rights.forget(booth.office, who)
        text = say("forget-waits", numbers=series(forgotten.alive)) if forgotten.alive else say("forget-done")
    await booth.sender.note(query.id)
    await booth.sender.edit(Sent(who, shown.message_id), text)
