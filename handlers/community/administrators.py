"""Who runs a group, asked of Telegram each time: whoever was an administrator a minute ago may be none now.

Way of a command or press that only administrators may give: its handler → here → a service. Nothing is remembered.
"""

from aiogram.types import CallbackQuery, Message

from bot.errors import UserError
from handlers.community.booth import Booth, is_anonymous


async def wrote(booth: Booth, message: Message) -> bool:
    """Whether an administrator wrote this; one who writes in the group's own name is one, since Telegram lets nobody else."""
    if is_anonymous(message):
        return message.sender_chat is not None and message.sender_chat.id == message.chat.id
    assert message.from_user is not None
    return message.from_user.id in (await booth.sender.administrators(message.chat.id)).people


async def pressed(booth: Booth, query: CallbackQuery, chat: int) -> bool:
    """Whether an administrator pressed this, who may be anonymous elsewhere: presses carry a person's own number.

    Raises UserError settings-admins-only when not. True: the bot is an administrator itself.
    """
    running = await booth.sender.administrators(chat)
    if query.from_user.id not in running.people:
        raise UserError("settings-admins-only")
    return running.bot
