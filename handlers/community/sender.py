"""The community bot's voice: our words into Bot API calls, Telegram's refusals into what `bot.messenger` promises.

Last hop of every answer, receipt, closure, notice and bulletin. Plain text only, no link previews. Every request that counts at Telegram
is paced (bot.publicity.pace): who is answered goes at once, what goes to many waits its turn. For an answer a flood wait is slept here,
where it holds up one chat and no other, and a group that moved is followed; a message of a broadcast is tried once, and the pump decides.
"""

import asyncio
import contextlib
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar, cast

from aiogram import Bot
from aiogram.exceptions import AiogramError, ClientDecodeError, TelegramMigrateToChat, TelegramRetryAfter
from aiogram.methods import (
    AnswerCallbackQuery,
    AnswerGuestQuery,
    DeleteMessage,
    GetChatAdministrators,
    GetFile,
    LeaveChat,
    TelegramMethod,
)
from aiogram.types import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
)
from aiohttp import ClientError, ClientResponseError

from bot.messenger import LARGEST, Link, Place, Post, Quiz, Sent, TryLater, Uncertain, Undelivered
from bot.office import Office
from bot.people import membership
from bot.publicity.pace import Pace
from handlers.community import calls
from handlers.community.calls import LONGEST, NO_PREVIEW, NOTE, fit
from handlers.community.family_buttons import leave_or_not, summoned
from handlers.community.neighbour_cards import invitation
from handlers.community.plea_buttons import go_or_not
from handlers.community.refusals import delivered, says, translate

T = TypeVar("T")

PATIENCE = 30.0
DOWNLOAD = 30
PUBLIC = "https://api.telegram.org"


@dataclass(frozen=True, slots=True)
class Running:
    """Who runs a group: the administrators by number, anonymous ones too, and whether the bot is one."""

    people: frozenset[int]
    bot: bool


class Sender:
    """Implements `bot.messenger.Community`; handlers also give it keyboards, notes under a press, and answers to guests."""

    def __init__(self, office: Office, bot: Bot, username: str) -> None:
        self._office = office
        self._bot = bot
        self._username = username
        self._pace = Pace()

    def link(self, link: Link) -> InlineKeyboardButton:
        """A button that opens our own private chat with a start word."""
        return InlineKeyboardButton(text=link.text, url=f"https://t.me/{self._username}?start={link.start}")

    async def say(
        self,
        place: Place,
        text: str,
        *,
        link: Link | None = None,
        reply_to: int | None = None,
        silent: bool = False,
        buttons: InlineKeyboardMarkup | None = None,
    ) -> Sent:
        """Send a text; raises Undelivered, TryLater or Uncertain. A message replied to that is gone is no reason to stay silent."""
        markup = InlineKeyboardMarkup(inline_keyboard=[[self.link(link)]]) if link else buttons
        message = await self._do(
            place.chat, lambda chat: calls.said(Place(chat, place.topic), text, markup, reply_to=reply_to, silent=silent)
        )
        return Sent(message.chat.id, message.message_id)

    async def whisper(self, place: Place, person: int, text: str, buttons: InlineKeyboardMarkup) -> Sent:
        """Tell one member of a group something that nobody else sees; raises Undelivered where only administrators may and we are none."""
        message = await self._do(place.chat, lambda chat: calls.whispered(Place(chat, place.topic), person, text, buttons))
        return Sent(message.chat.id, message.ephemeral_message_id or 0, only_for=person)

    async def plead(self, chat: int, text: str, plea: int) -> Sent:
        """Ask one volunteer to go and look, with 我去 and 去不了 for this plea."""
        return await self.say(Place(chat), text, buttons=go_or_not(plea))

    async def invite(self, chat: int, text: str, play: int) -> Sent:
        """Invite one resident to persuade a neighbour."""
        return await self.say(Place(chat), text, buttons=invitation(play))

    async def summon(self, chat: int, text: str, call: int) -> Sent:
        """Ask one relative to call a resident, with the answers for this call."""
        return await self.say(Place(chat), text, buttons=summoned(call))

    async def ask_leave(self, chat: int, text: str, call: int) -> Sent:
        """Ask one resident whether a relative may be asked, with 可以 and 先不要 for this call."""
        return await self.say(Place(chat), text, buttons=leave_or_not(call))

    async def edit(self, sent: Sent, text: str, *, link: Link | None = None, buttons: InlineKeyboardMarkup | None = None) -> None:
        """Replace text and buttons of a message; a vanished message or an unchanged text is no error."""
        markup = InlineKeyboardMarkup(inline_keyboard=[[self.link(link)]]) if link else buttons
        try:
            await self._do(sent.chat, lambda chat: calls.edited(replace(sent, chat=chat), text, markup))
        except Undelivered as refused:
            if not says(refused, "message is not modified", "message to edit not found", "MESSAGE_ID_INVALID"):
                raise

    async def quiz(self, place: Place, quiz: Quiz) -> Sent:
        """Post a quiz poll; raises Undelivered, TryLater or Uncertain."""
        message = await self._do(place.chat, lambda chat: calls.asked(Place(chat, place.topic), quiz))
        return Sent(message.chat.id, message.message_id, message.poll.id if message.poll else None)

    def in_turn(self, chat: int) -> AbstractAsyncContextManager[None]:
        """Wait for this bot's next turn among what goes to many; `post` and `unsay` are called inside, once."""
        return self._pace.in_turn(chat)

    def ready_in(self, chat: int) -> float:
        """Seconds until a broadcast may write to this chat; 0 when it may now."""
        return self._pace.ready_in(chat)

    def gives_way(self) -> bool:
        """Whether what goes to many stands still, because somebody is being answered."""
        return self._pace.gives_way()

    def somebody_waits(self) -> AbstractContextManager[None]:
        """Around the handling of whatever a person wrote or pressed."""
        return self._pace.somebody_waits()

    async def post(self, place: Place, post: Post) -> Sent:
        """One try at one message of a broadcast, waiting for nothing and following nobody; raises Undelivered, TryLater or Uncertain."""
        message = await self._once(place.chat, calls.posted(place, post))
        file = message.photo[-1].file_id if message.photo else message.video.file_id if message.video else None
        return Sent(message.chat.id, message.message_id, message.poll.id if message.poll else None, file)

    async def unsay(self, sent: Sent) -> None:
        """Take a message back; one that is gone already is no error. Raises Undelivered when it is too old, TryLater or Uncertain."""
        try:
            await self._once(sent.chat, DeleteMessage(chat_id=sent.chat, message_id=sent.message))
        except Undelivered as refused:
            if not says(refused, "message to delete not found"):
                raise

    async def fetch(self, file: str) -> bytes:
        """The bytes of a file; raises Undelivered when it is gone or too large, TryLater when it cannot be had now.

        A Bot API server of one's own that runs with --local names a place on this machine instead of sending the bytes.
        """
        try:
            found = await self._do(0, lambda _: GetFile(file_id=file))
        except Uncertain as fault:  # nothing can be out that should not be: asking again is harmless
            raise TryLater(str(fault)) from fault
        path = getattr(found, "file_path", None)
        if not path or (found.file_size or 0) > LARGEST:
            raise Undelivered("refused")
        if Path(path).is_absolute():
            return await asyncio.to_thread(self._from_disk, Path(path))
        return await self._download(path)

    def _from_disk(self, path: Path) -> bytes:
        """Only where the operator runs the server: Telegram's own never names such a place."""
        if self._office.settings.telegram_api == PUBLIC or not path.is_file() or path.stat().st_size > LARGEST:
            raise Undelivered("refused")
        return path.read_bytes()

    async def _download(self, path: str) -> bytes:
        session, kept = self._bot.session, bytearray()
        address = session.api.file_url(self._bot.token, path)
        try:
            async with contextlib.aclosing(session.stream_content(address, timeout=DOWNLOAD, raise_for_status=True)) as chunks:
                async for chunk in chunks:
                    kept += chunk
                    if len(kept) > LARGEST:
                        raise Undelivered("refused")
        except ClientResponseError as refused:  # its text holds the address, and that the token: not chained, not logged
            raise (Undelivered("gone") if refused.status in (400, 403, 404, 410) else TryLater(f"{refused.status}")) from None
        except (ClientError, TimeoutError, OSError) as fault:
            raise TryLater(type(fault).__name__) from None
        return bytes(kept)

    async def note(self, press: str, text: str = "", *, alert: bool = False) -> None:
        """Answer a press with a note of at most two hundred characters. A press that Telegram has forgotten by now is no error."""
        call = AnswerCallbackQuery(callback_query_id=press, text=fit(text, NOTE) or None, show_alert=alert or None)
        try:
            await self._do(0, lambda _: call)
        except Undelivered as refused:
            if not says(refused, "query is too old"):
                raise

    async def administrators(self, chat: int) -> Running:
        """Who runs a group now; raises Undelivered when we are not in it, TryLater when it cannot be known now."""
        try:
            found: list[Any] = await self._do(0, lambda _: GetChatAdministrators(chat_id=chat))
        except Uncertain as fault:  # asking again is harmless
            raise TryLater(str(fault)) from fault
        people = frozenset(one["user"]["id"] if isinstance(one, dict) else one.user.id for one in found)
        return Running(people - {self._bot.id}, self._bot.id in people)

    async def leave(self, chat: int) -> None:
        """Go from a group; one we are not in is no error. Raises TryLater or Uncertain."""
        with contextlib.suppress(Undelivered):
            await self._do(0, lambda _: LeaveChat(chat_id=chat))

    async def answer_guest(self, query: str, title: str, text: str, link: Link) -> None:
        """Answer once in a chat the bot has not joined; raises Undelivered when that chance has passed."""
        content = InputTextMessageContent(message_text=fit(text, LONGEST), link_preview_options=NO_PREVIEW)
        markup = InlineKeyboardMarkup(inline_keyboard=[[self.link(link)]])
        article = InlineQueryResultArticle(id="answer", title=title, input_message_content=content, reply_markup=markup)
        await self._do(0, lambda _: AnswerGuestQuery(guest_query_id=query, result=article))

    async def _do(self, chat: int, build: Callable[[int], TelegramMethod[T]]) -> T:
        """Make the call for a chat; waits out floods up to PATIENCE seconds in all, follows a group that moved, once."""
        waited, moved = 0.0, False
        while True:
            try:
                async with self._pace.at_once(chat) if chat else contextlib.nullcontext():
                    return await self._bot(build(chat))
            except TelegramRetryAfter as flood:
                waited += flood.retry_after
                if waited > PATIENCE:
                    raise TryLater(f"retry after {flood.retry_after}", flood.retry_after) from flood
                await asyncio.sleep(flood.retry_after)
            except TelegramMigrateToChat as news:
                if moved:
                    raise Undelivered("moved", news.migrate_to_chat_id) from news
                await membership.migrated(self._office, chat, news.migrate_to_chat_id)
                chat, moved = news.migrate_to_chat_id, True
            except ClientDecodeError as odd:
                return cast(T, _taken(odd, chat))
            except AiogramError as fault:
                raise translate(fault, chat) from fault

    async def _once(self, chat: int, call: TelegramMethod[T]) -> T:
        """Make the call, once."""
        try:
            return await self._bot(call)
        except TelegramRetryAfter as flood:
            self._pace.hold(chat, flood.retry_after)
            raise TryLater(f"retry after {flood.retry_after}", flood.retry_after) from flood
        except TelegramMigrateToChat as news:
            raise Undelivered("moved", news.migrate_to_chat_id) from news
        except ClientDecodeError as odd:
            return cast(T, _taken(odd, chat))
        except AiogramError as fault:
            raise translate(fault, chat) from fault


def _taken(odd: ClientDecodeError, chat: int) -> object:
    """What a yes that could not be read says; raises when it was no yes."""
    if (taken := delivered(odd)) is None:
        raise translate(odd, chat) from odd
    return taken
