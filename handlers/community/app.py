"""The community bot as one thing: opened, asked whether an update is meant for it, given updates from the inbox, closed.

Composition of this package; `bot.__main__` and the tests are its only callers.
"""

import asyncio
import json
import logging
from collections.abc import Sequence
from typing import Any

from aiogram import Bot, Dispatcher, F
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramAPIError, TelegramNotFound, TelegramUnauthorizedError
from aiogram.filters import ExceptionTypeFilter
from aiogram.types import Message, Update, User
from aiogram.utils.token import TokenValidationError
from pydantic import ValidationError

from bot.asking.attachments import Attachments
from bot.errors import OperatorError, UserError
from bot.inbox import Bundle
from bot.messenger import Undelivered
from bot.office import Office
from bot.people import languages
from bot.watching import operators
from handlers.community import (
    addressed,
    asking,
    commands,
    errors,
    family,
    family_buttons,
    gathering,
    membership,
    neighbour_cards,
    neighbours,
    notices,
    overhearing,
    plea_buttons,
    pressing,
    quizzes,
    rights,
    settings,
    settings_cards,
    stop_cards,
    stop_payment,
    volunteers,
)
from handlers.community.afterthoughts import Afterthoughts
from handlers.community.attached import attached
from handlers.community.booth import Booth
from handlers.community.ear import KIND, Ear, Keep
from handlers.community.line import Line
from handlers.community.sender import Sender

log = logging.getLogger(__name__)

PATIENCE = 30
PAUSES = (0.5, 1, 2)
WRONG_TOKEN = "社区机器人的令牌不被接受：请向 @BotFather 核对，并把 SHOUWANG_COMMUNITY_TOKEN 抄全"


class CommunityBot:
    """The bot that residents meet. `open` before anything else; `sender`, `id` and `username` are there afterwards."""

    kinds = addressed.KINDS
    sender: Sender
    id: int
    username: str

    def __init__(self, office: Office, quiet: gathering.Quiet = gathering.Quiet()) -> None:
        self._office = office
        self._quiet = quiet
        self._attachments = Attachments(office)
        self._afterthoughts = Afterthoughts()
        self._line = Line(api=TelegramAPIServer.from_base(office.settings.telegram_api), timeout=PATIENCE)
        try:
            self._bot = Bot(office.settings.community_token.get_secret_value(), session=self._line)
        except TokenValidationError as wrong:
            raise OperatorError(WRONG_TOKEN) from wrong
        self._dispatcher = _dispatcher()

    async def open(self) -> None:
        """Learn who we are and post the menus; raises OperatorError when the token is wrong or Telegram cannot be reached."""
        try:
            user = await self._who_am_i()
        except OperatorError:
            await self.close()
            raise
        self.id, self.username = user.id, user.username or ""
        me = addressed.Me(self.id, self.username, user.full_name, bool(user.can_read_all_group_messages))
        self._door = addressed.Door(me)
        self.sender = Sender(self._office, self._bot, self.username)
        self._ear = Ear(self._office, self.sender.gives_way)
        self._office.listens = True
        self._dispatcher["booth"] = Booth(self._office, self.sender, me, self._attachments, self._afterthoughts, self._ear)
        await commands.post_menus(self._bot)

    async def _who_am_i(self) -> User:
        """getMe; a line that is not there yet is given a few seconds."""
        fault = ""
        for pause in (0, *PAUSES):
            await asyncio.sleep(pause)
            try:
                return await self._bot.get_me()
            except (TelegramUnauthorizedError, TelegramNotFound) as refused:
                raise OperatorError(WRONG_TOKEN) from refused
            except TelegramAPIError as away:
                fault = type(away).__name__
                log.warning("getMe: %s", fault)
        raise OperatorError(f"联系不上 Telegram（{fault}）：请检查网络，或 SHOUWANG_TELEGRAM_API 是否写对")

    def addressed(self, update: dict[str, Any]) -> bool:
        """Whether a raw update is meant for us; the others leave no trace, but where the group lets us listen, they are heard."""
        meant = self._door.lets_in(update)
        if not meant:
            self._ear.catch(update)
        return meant

    async def listen(self, keep: Keep) -> None:
        """Let in what was overheard and alarms; ends when cancelled."""
        await self._ear.listen(keep)

    async def heard(self) -> None:
        """Wait until everything that was overheard has been judged."""
        await self._ear.idle()

    async def handle(self, payload: str) -> None:
        """Handle one update; raises what went wrong, so that the inbox tries again. Who cannot be answered is left in peace."""
        await self.handle_together([payload])

    async def handle_together(self, payloads: Sequence[str]) -> None:
        """The same for several updates that are one matter."""
        updates = [json.loads(payload) for payload in payloads]
        if KIND in updates[-1]:
            await self._overheard(updates[-1])
            return
        if not updates[-1].keys() & set(self.kinds):
            return
        for update in updates:
            _complete(update)
        parsed = [Update.model_validate(update, context={"bot": self._bot}) for update in updates]
        parts = [update.message for update in parsed if update.message] if len(parsed) > 1 else []
        try:
            with self.sender.somebody_waits():
                async with languages.speaking_to(self._office, addressed.chat_of(updates[-1])):
                    # not feed_raw_update: that one also logs the text of every error, which may quote somebody
                    await self._dispatcher.feed_update(self._bot, parsed[-1], parts=parts)
        except Undelivered as refused:
            log.info("update %s cannot be answered: %s", parsed[-1].update_id, refused.reason)

    async def _overheard(self, update: dict[str, Any]) -> None:
        message = Message.model_validate(update[KIND], context={"bot": self._bot})
        try:
            async with languages.speaking_to(self._office, message.chat.id):
                await overhearing.on_overheard(self._dispatcher["booth"], message, update["update_id"])
        except Undelivered as refused:
            log.info("nothing said about overheard %s: %s", update["update_id"], refused.reason)

    def bundle(self, waiting: Sequence[str]) -> Bundle:
        """What of one chat's waiting updates is one matter; while we listen for more, its pictures are being read."""
        found = gathering.bundle(waiting, self._quiet)
        for place in found.places if found.quiet else ():
            self._look_ahead(waiting[place])
        return found

    def _look_ahead(self, payload: str) -> None:
        try:
            message = Message.model_validate(json.loads(payload)["message"])
        except ValidationError:  # told when it is handled
            return
        self._attachments.look_ahead(attached(message))

    async def gave_up(self, update_id: int, payload: str, fault: str) -> None:
        """An update was set aside: operators get its code, and so does the person, with an apology."""
        code = f"C{update_id}"
        await operators.tell(self._office, f"set-aside-{code}", "operators-update-set-aside", code=code)
        update = json.loads(payload)
        async with languages.speaking_to(self._office, addressed.chat_of(update)):
            await errors.apologise(self.sender, update, code)

    async def close(self) -> None:
        """Stop thinking and reading, and hang up."""
        await self._afterthoughts.close()
        await self._attachments.close()
        await self._line.hang_up()


def _complete(update: dict[str, Any]) -> None:
    """A ban without an end date is a ban for ever: the library insists on the date, not every server sends it."""
    for side in ("old_chat_member", "new_chat_member"):
        member = (update.get("my_chat_member") or {}).get(side)
        if isinstance(member, dict) and member.get("status") in ("kicked", "restricted"):
            member.setdefault("until_date", 0)


def _dispatcher() -> Dispatcher:
    """Who answers what. Order matters: a command is not a question."""
    router = Dispatcher(disable_fsm=True)
    router.message.register(membership.on_moved, F.migrate_to_chat_id | F.migrate_from_chat_id)
    router.message.register(commands.on_command, commands.Called())
    router.message.register(family.on_number, family.Number())
    router.message.register(settings.on_words, settings.Words())
    router.message.register(asking.on_question)
    router.edited_message.register(asking.on_edited)
    router.guest_message.register(asking.on_guest)
    router.callback_query.register(pressing.on_press, pressing.Press.filter())
    router.callback_query.register(pressing.on_told, pressing.Told.filter())
    router.callback_query.register(stop_payment.on_tap, stop_cards.Tap.filter())
    router.callback_query.register(rights.on_forgetting, rights.Forgetting.filter())
    router.callback_query.register(volunteers.on_enlist, plea_buttons.Enlist.filter())
    router.callback_query.register(volunteers.on_answer, plea_buttons.Going.filter())
    router.callback_query.register(family.on_named, family_buttons.Named.filter())
    router.callback_query.register(family.on_summoned, family_buttons.Summoned.filter())
    router.callback_query.register(family.on_leave, family_buttons.Leave.filter())
    router.callback_query.register(neighbours.on_tell, neighbour_cards.Tell.filter())
    router.callback_query.register(neighbours.on_knock, neighbour_cards.Knock.filter())
    router.callback_query.register(notices.on_heard, notices.Heard.filter())
    router.callback_query.register(settings.on_setting, settings_cards.Setting.filter())
    router.callback_query.register(pressing.on_unknown_press)
    router.poll.register(quizzes.on_poll)
    router.my_chat_member.register(membership.on_own_place)
    router.error.register(errors.on_user_error, ExceptionTypeFilter(UserError))
    return router
