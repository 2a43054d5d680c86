"""The commands: which there are, who answers them, and the menus Telegram shows — one table for all three."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.filters import Filter
from aiogram.methods import SetMyCommands, SetMyDescription, SetMyShortDescription, TelegramMethod
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    Message,
    Update,
)

from bot.people.languages import of_apps
from bot.texts import say, speaking
from handlers.community import family, introducing, neighbours, volunteers
from handlers.community.addressed import Call, call_in
from handlers.community.asking import on_ask
from handlers.community.booth import Booth
from handlers.community.membership import on_bind
from handlers.community.reporting import on_report
from handlers.community.rights import on_forget, on_verify
from handlers.community.settings import on_remove, on_settings

log = logging.getLogger(__name__)

GREETING_LIMIT = 10


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its handler, and its line in the menu as a key of the texts."""

    answer: Callable[[Booth, Message, Call, int], Awaitable[None]]
    line: str


COMMANDS = {
    "start": Command(introducing.on_start, "command-start"),
    "help": Command(introducing.on_help, "command-help"),
    "ask": Command(on_ask, "command-ask"),
    "report": Command(on_report, "command-report"),
    "verify": Command(on_verify, "command-verify"),
    "privacy": Command(introducing.on_privacy, "command-privacy"),
    "forget": Command(on_forget, "command-forget"),
    "family": Command(family.on_family, "command-family"),
    "practice": Command(neighbours.on_practice, "command-practice"),
    "volunteer": Command(volunteers.on_volunteer, "command-volunteer"),
    "status": Command(introducing.on_status, "command-status"),
    "settings": Command(on_settings, "command-settings"),
    "bind": Command(on_bind, "command-bind"),
    "remove": Command(on_remove, "command-remove"),
}
PRIVATE = ("start", "help", "ask", "report", "verify", "practice", "family", "volunteer", "privacy", "forget", "settings", "status")
GROUP = ("ask", "report", "verify", "help", "privacy", "forget", "status")
ADMINISTRATORS = (*GROUP, "settings", "bind", "remove")


class Called(Filter):
    """Lets a message through that begins with a command, and hands the command on. What somebody forwards commands nothing."""

    async def __call__(self, message: Message) -> bool | dict[str, Call]:
        """The command as `call`."""
        call = call_in(message.text or message.caption or "") if message.forward_origin is None else None
        return {"call": call} if call else False


async def on_command(message: Message, call: Call, booth: Booth, event_update: Update) -> None:
    """Whichever command it is; one that we do not know is told, and is no question."""
    command = COMMANDS.get(call.name)
    if command is None:
        await booth.reply(message, say("no-such-command"))
    else:
        await command.answer(booth, message, call, event_update.update_id)


async def post_menus(bot: Bot) -> None:
    """Menus by scope and the bot's descriptions, by the app's language. Cosmetic: what fails is logged and nothing waits for it long."""
    calls = [call for letters, language in of_apps() for call in _shown(letters, language)]
    await asyncio.gather(*(_post(bot, call) for call in calls))


def _shown(letters: str | None, language: str) -> list[TelegramMethod[bool]]:
    with speaking(language):
        return [
            SetMyCommands(commands=_menu(PRIVATE), scope=BotCommandScopeAllPrivateChats(), language_code=letters),
            SetMyCommands(commands=_menu(GROUP), scope=BotCommandScopeAllGroupChats(), language_code=letters),
            SetMyCommands(commands=_menu(ADMINISTRATORS), scope=BotCommandScopeAllChatAdministrators(), language_code=letters),
            SetMyDescription(description=say("bot-description"), language_code=letters),
            SetMyShortDescription(short_description=say("bot-short-description"), language_code=letters),
        ]


def _menu(names: tuple[str, ...]) -> list[BotCommand]:
    return [BotCommand(command=name, description=say(COMMANDS[name].line)) for name in names]


async def _post(bot: Bot, call: TelegramMethod[bool]) -> None:
    try:
        await bot(call, request_timeout=GREETING_LIMIT)
    except AiogramError as fault:
        log.warning("%s: %s", type(call).__name__, type(fault).__name__)
