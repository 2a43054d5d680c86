"""The menu of commands, by what a person may do, and the commands that only tell: `/help`, `/status`, and any we do not know."""

import logging
from collections.abc import Awaitable, Sequence
from typing import Any

from telegram import Bot, BotCommand, BotCommandScopeChat, Update
from telegram.error import TelegramError

from bot import clock
from bot.desk import board
from bot.desk.moves import MAY_SIGN
from bot.duty import shifts
from bot.office import Office
from bot.people import enrolment
from bot.people.enrolment import Role
from bot.people.languages import of_apps
from bot.texts import say, speaking
from handlers.duty.rota_buttons import now_on_duty
from handlers.duty.sender import Sender
from handlers.duty.times import moment

log = logging.getLogger(__name__)

ANYBODY = ("start", "whoami", "help")
ON_DUTY = ("notice", "week", "status", "whoami", "help")
SIGNING = ("alerts", "followups", "duty", "review", *ON_DUTY)
LEADING = ("alerts", "rechecks", "followups", "duty", "review", *ON_DUTY)


def signs(roles: Sequence[Role]) -> bool:
    """Whether one of these roles may sign for alerts."""
    return any(role.role in MAY_SIGN for role in roles)


class Menu:
    """What Telegram shows of the bot before anybody writes. Only looks: a failure is logged and stops nothing."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def introduce(self) -> None:
        """The menu of a stranger, and what the bot says of itself, by the app's language."""
        for letters, language in of_apps():
            with speaking(language):
                commands, words, short = _commands(ANYBODY), say("duty-description"), say("duty-short-description")
            await self._try("commands", self._bot.set_my_commands(commands, language_code=letters))
            await self._try("description", self._bot.set_my_description(words, language_code=letters))
            await self._try("short description", self._bot.set_my_short_description(short, language_code=letters))

    async def offer(self, chat: int, roles: Sequence[Role]) -> None:
        """The menu of somebody on duty, in their own chat: in the language they read, and in English where their app is."""
        leads = any(role.role == "leader" for role in roles)
        names = LEADING if leads else SIGNING if signs(roles) else ON_DUTY
        for letters, language in of_apps():
            with speaking(language):
                commands = _commands(names)
            setting = self._bot.set_my_commands(commands, scope=BotCommandScopeChat(chat), language_code=letters)
            await self._try("commands of a chat", setting)

    async def _try(self, what: str, call: Awaitable[object]) -> None:
        try:
            await call
        except TelegramError as fault:
            log.warning("%s could not be set: %s", what, type(fault).__name__)


def _commands(names: Sequence[str]) -> list[BotCommand]:
    return [BotCommand(name, say(f"duty-command-{name}")) for name in names]


class Commands:
    """The handlers of `/help` and `/status`."""

    def __init__(self, office: Office, sender: Sender, menu: Menu) -> None:
        self._office = office
        self._sender = sender
        self._menu = menu

    async def on_help(self, update: Update, _: Any) -> None:
        """`/help`, which also brings the menu up to date for people enrolled under an older version."""
        person = update.effective_user
        assert person is not None
        roles = await enrolment.whoami(self._office.store, person.id)
        if not roles:
            await self._sender.say(person.id, say("duty-help-nobody"))
            return
        await self._sender.say(person.id, say("duty-help-signing" if signs(roles) else "duty-help-grid-worker"))
        await self._menu.offer(person.id, roles)

    async def on_unknown(self, update: Update, _: Any) -> None:
        """A command there is not, or not yet."""
        person = update.effective_user
        assert person is not None
        await self._sender.say(person.id, say("no-such-command"))

    async def on_status(self, update: Update, _: Any) -> None:
        """`/status`: alive; for people on duty and operators also how much is open and which bots are set up."""
        person = update.effective_user
        assert person is not None
        roles = await enrolment.whoami(self._office.store, person.id)
        lines = [say("duty-status-alive", at=moment(clock.now()))]
        if signs(roles):
            tally = await board.tally(self._office, person.id)
            lines.append(say("duty-status-alerts", open=tally["open"], signed=tally["signed"]))
            view = await shifts.view(self._office, person.id)
            lines += [now_on_duty(station) for station in view.stations if station.week]
        if roles or person.id in self._office.settings.operators:
            lines.append(say("duty-status-bots", duty=self._set_up("duty"), community=self._set_up("community")))
        await self._sender.say(person.id, "\n".join(lines))

    def _set_up(self, bot: str) -> str:
        token = getattr(self._office.settings, f"{bot}_token").get_secret_value()
        return say("duty-status-set-up" if token else "duty-status-not-here")
