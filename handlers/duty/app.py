"""The duty bot put together: who it is, which updates are meant for it, and the one place where its errors end.

Way of an update: poller → `addressed` → inbox → `handle` → the framework's dispatcher → a handler of this room. What a person can mend is
said to them here; everything else goes back to the inbox, which tries again and at last calls `gave_up`.
"""

import asyncio
import json
import logging
import re
from typing import Any

from telegram import Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application, ApplicationBuilder, CallbackQueryHandler, ChatMemberHandler, CommandHandler, MessageHandler, filters

from bot.errors import OperatorError, UserError
from bot.messenger import Undelivered
from bot.office import Office
from bot.people import languages
from bot.texts import say, speaking
from bot.watching import operators
from handlers.duty import (
    followups,
    help_buttons,
    kin_buttons,
    notice_buttons,
    recheck_buttons,
    reminders,
    reviews,
    rota_buttons,
    scripts,
    step_buttons,
    steps,
    week_buttons,
)
from handlers.duty.alerts import Presses
from handlers.duty.commands import Commands, Menu
from handlers.duty.enrol import Enrolment
from handlers.duty.helping import Helping
from handlers.duty.inviting import PRESSED as INVITED
from handlers.duty.inviting import Inviting
from handlers.duty.kin import Kinship
from handlers.duty.notices import Notices
from handlers.duty.rechecks import Rechecks
from handlers.duty.rota import Rota
from handlers.duty.sender import Sender
from handlers.duty.weeks import Weeks

log = logging.getLogger(__name__)

_TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")
_PAUSES = (0.5, 1.0, 2.0)


def addressed(update: dict[str, Any]) -> bool:
    """Private messages of people, also changed ones, presses, and our own coming and going; pure, and never raises whatever comes."""
    if isinstance(update.get("callback_query"), dict) or isinstance(update.get("my_chat_member"), dict):
        return True
    message = update.get("message") or update.get("edited_message")
    chat = message.get("chat") if isinstance(message, dict) else None
    writer = message.get("from") if isinstance(message, dict) else None
    private = isinstance(chat, dict) and chat.get("type") == "private"
    return private and isinstance(writer, dict) and writer.get("is_bot") is False


class DutyBot:
    """The bot of officers, leaders, grid workers and operators; `open` it before use, `close` it at the end."""

    kinds = ("message", "edited_message", "callback_query", "my_chat_member")

    def __init__(self, office: Office) -> None:
        self._office = office
        token = office.settings.duty_token.get_secret_value()
        if not _TOKEN.fullmatch(token):
            raise OperatorError("SHOUWANG_DUTY_TOKEN 不像机器人令牌（应是“数字:字母”的样子），请从 @BotFather 那里重新复制")
        self._application = _application(office.settings.telegram_api, token)
        self._faults: dict[int, Exception] = {}
        self.sender = Sender(self._application.bot)
        self._menu = Menu(self._application.bot)
        self._register()

    def _register(self) -> None:
        presses = Presses(self._office, self.sender)
        enrolment = Enrolment(self._office, self.sender, self._menu)
        commands = Commands(self._office, self.sender, self._menu)
        reviewing = reviews.Reviews(self._office, self.sender)
        stepping = steps.Steps(self._office, self.sender)
        rota = Rota(self._office, self.sender)
        following = followups.FollowUps(self._office, self.sender)
        rechecking = Rechecks(self._office, self.sender)
        speaking = scripts.Scripts(self._office, self.sender)
        helping = Helping(self._office, self.sender)
        inviting = Inviting(self._office, self.sender)
        kinship = Kinship(self._office, self.sender)
        notices = Notices(self._office, self.sender, enrolment.on_words)
        planning = Weeks(self._office, self.sender)
        self._application.add_handlers(
            [
                CallbackQueryHandler(reviewing.on_press, reviews.PRESSED),
                CallbackQueryHandler(stepping.on_press, step_buttons.PRESSED),
                CallbackQueryHandler(rota.on_press, rota_buttons.PRESSED),
                CallbackQueryHandler(following.on_press, reminders.PRESSED),
                CallbackQueryHandler(rechecking.on_press, recheck_buttons.PRESSED),
                CallbackQueryHandler(speaking.on_press, scripts.PRESSED),
                CallbackQueryHandler(helping.on_press, help_buttons.PRESSED),
                CallbackQueryHandler(inviting.on_press, INVITED),
                CallbackQueryHandler(kinship.on_press, kin_buttons.PRESSED),
                CallbackQueryHandler(notices.on_press, notice_buttons.PRESSED),
                CallbackQueryHandler(planning.on_press, week_buttons.PRESSED),
                CallbackQueryHandler(presses.on_press),
                MessageHandler(filters.UpdateType.EDITED_MESSAGE, notices.on_edited),
                CommandHandler("start", enrolment.on_start),
                CommandHandler("whoami", enrolment.on_whoami),
                CommandHandler("alerts", presses.on_alerts),
                CommandHandler("review", reviewing.on_review),
                CommandHandler("duty", rota.on_duty),
                CommandHandler("followups", following.on_followups),
                CommandHandler("rechecks", rechecking.on_rechecks),
                CommandHandler("notice", notices.on_notice),
                CommandHandler("week", planning.on_week),
                CommandHandler("status", commands.on_status),
                CommandHandler("help", commands.on_help),
                ChatMemberHandler(enrolment.on_membership, ChatMemberHandler.MY_CHAT_MEMBER),
                MessageHandler(filters.ChatType.PRIVATE & reviews.ANSWERS, reviewing.on_sentence),
                MessageHandler(filters.ChatType.PRIVATE & rota_buttons.NOTES, rota.on_note),
                MessageHandler(filters.ChatType.PRIVATE & recheck_buttons.REASONS, rechecking.on_reason),
                MessageHandler(filters.ChatType.PRIVATE & help_buttons.PLACES, helping.on_place),
                MessageHandler(filters.ChatType.PRIVATE & kin_buttons.REASONS, kinship.on_reason),
                MessageHandler(filters.ChatType.PRIVATE & notice_buttons.REASONS, notices.on_reason),
                MessageHandler(filters.ChatType.PRIVATE & filters.COMMAND, commands.on_unknown),
                MessageHandler(filters.ChatType.PRIVATE & notice_buttons.PAGES, notices.on_written),
                MessageHandler(filters.ChatType.PRIVATE & filters.REPLY & filters.TEXT, stepping.on_reply),
                MessageHandler(filters.ChatType.PRIVATE & ~filters.StatusUpdate.ALL, notices.on_written),
            ]
        )
        self._application.add_error_handler(self._remember)

    async def open(self) -> None:
        """Ask Telegram who we are and set our menu; raises OperatorError when the token is refused or nobody answers."""
        for pause in (*_PAUSES, None):
            try:
                await self._application.initialize()
            except InvalidToken:
                await self._application.bot.shutdown()
                raise OperatorError("值勤机器人的令牌不被接受，请检查 SHOUWANG_DUTY_TOKEN 是否抄全") from None
            except TelegramError as fault:
                if pause is None:
                    await self._application.bot.shutdown()
                    raise OperatorError("联系不上 Telegram，请检查网络和 SHOUWANG_TELEGRAM_API") from fault
                log.warning("getMe: %s, again in %.1f s", type(fault).__name__, pause)
                await asyncio.sleep(pause)
            else:
                break
        self.id: int = self._application.bot.id
        self.username: str = self._application.bot.username
        await self._menu.introduce()

    def addressed(self, update: dict[str, Any]) -> bool:
        """Whether a raw update is meant for this bot."""
        return addressed(update)

    async def handle(self, payload: str) -> None:
        """Handle one update given as JSON; raises whatever went wrong but a UserError, so that the inbox tries again."""
        raw = json.loads(payload)
        update = Update.de_json(raw, self._application.bot)
        with speaking(await languages.of_staff(self._office, _person(raw) or 0)):
            await self._application.process_update(update)
            fault = self._faults.pop(update.update_id, None)
            if isinstance(fault, UserError):
                fault = await self._tell(update, fault)
        if isinstance(fault, Undelivered):
            log.info("update %d: the answer cannot be delivered (%s)", update.update_id, fault.reason)
        elif fault is not None:
            raise fault

    async def _remember(self, update: object, context: Any) -> None:
        """The framework swallows what a handler raises; keep it for `handle`."""
        if isinstance(update, Update):
            self._faults[update.update_id] = context.error

    async def _tell(self, update: Update, wrong: UserError) -> Undelivered | None:
        """What a person can mend: under the button they pressed, else in their chat; returns why it cannot be delivered."""
        text, query, person = say(wrong.key, wrong.values), update.callback_query, update.effective_user
        try:
            if query is not None and await self.sender.note(query.id, text, alert=True):
                return None
            if person is not None:
                await self.sender.say(person.id, text)
        except Undelivered as refused:
            return refused
        return None

    async def gave_up(self, update_id: int, payload: str, fault: str) -> None:
        """What could not be handled however often it was tried: operators hear of it, and so does the person, with one code for both."""
        code = f"D{update_id}"
        await operators.tell(self._office, f"set-aside-duty-{update_id}", "operators-update-set-aside", code=code)
        person = _person(json.loads(payload))
        if person is not None:
            with speaking(await languages.of_staff(self._office, person)):
                await self.sender.say(person, say("duty-sorry", code=code))

    async def close(self) -> None:
        """Hang up."""
        await self._application.shutdown()


def _application(api: str, token: str) -> Application[Any, Any, Any, Any, Any, Any]:
    """The framework without its own polling and jobs; timeouts in seconds."""
    builder = ApplicationBuilder().token(token).base_url(f"{api}/bot").base_file_url(f"{api}/file/bot").updater(None).job_queue(None)
    return builder.connect_timeout(5).read_timeout(15).write_timeout(15).pool_timeout(5).build()


def _person(update: dict[str, Any]) -> int | None:
    """Who pressed or wrote, in a raw update; None when nobody waits for an answer."""
    event = update.get("callback_query") or update.get("message") or update.get("edited_message")
    writer = event.get("from") if isinstance(event, dict) else None
    number = writer.get("id") if isinstance(writer, dict) else None
    return number if isinstance(number, int) else None
