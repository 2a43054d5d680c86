"""「已读并转告家人」 under a notice in a group: each person is counted once, and nobody is named."""

from typing import TYPE_CHECKING

from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup
from pydantic import Field

from bot.errors import UserError
from bot.publicity import notice_readers
from bot.texts import say

if TYPE_CHECKING:  # the sender draws this button
    from handlers.community.booth import Booth


class Heard(CallbackData, prefix="h1"):
    """`h1:<notice>`."""

    notice: int = Field(gt=0, lt=10**15)


def under_notice(notice: int) -> InlineKeyboardMarkup:
    """The one button under a notice."""
    button = InlineKeyboardButton(text=say("button-heard"), callback_data=Heard(notice=notice).pack())
    return InlineKeyboardMarkup(inline_keyboard=[[button]])


async def on_heard(query: CallbackQuery, callback_data: Heard, booth: "Booth") -> None:
    """Somebody read it; raises UserError notice-not-here where that notice was never sent."""
    if query.message is None:
        raise UserError("notice-not-here")
    first = await notice_readers.hear(booth.office, callback_data.notice, query.from_user.id, query.message.chat.id)
    await booth.sender.note(query.id, say("notice-heard" if first else "notice-heard-already"))
