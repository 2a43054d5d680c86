"""The duty bot's voice: cards and texts → Bot API calls, with Telegram's refusals translated for the services.

Last step of a page: ladder → `Sender.page` → the officer's phone. Nothing is ever parsed as markup, links get no preview.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeVar

from telegram import Bot, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.error import BadRequest, RetryAfter, TelegramError

from bot.desk.cards import AlertCard, FollowUpCard
from bot.messenger import LARGEST, Post, Sent, TryLater, Uncertain, Undelivered
from bot.publicity.notice_card import NoticeCard
from handlers.duty.card_buttons import buttons_of
from handlers.duty.cards import told
from handlers.duty.errors import translate
from handlers.duty.help_buttons import go_or_not
from handlers.duty.notice_buttons import buttons_of as notice_buttons
from handlers.duty.notice_buttons import under_preview
from handlers.duty.notice_words import told as told_of_notice
from handlers.duty.reminders import answers, reminded
from handlers.duty.rota_buttons import yes_or_no

log = logging.getLogger(__name__)
T = TypeVar("T")

LONGEST = 4096
CAPTION = 1024
NOTE = 200
PATIENCE = 30.0
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_UNCHANGED = ("message is not modified", "message to edit not found", "message_id_invalid")
_TOO_LATE = ("query is too old", "query id is invalid", "query_id_invalid")


def size(text: str) -> int:
    """How long Telegram may find a text: UTF-16 units, in which an emoji counts two."""
    return len(text.encode("utf-16-le")) // 2


def head(text: str, most: int) -> str:
    """The beginning of a text within `most` units, ending with a whole line where one ends in its second half."""
    if size(text) <= most:
        return text
    kept = text.encode("utf-16-le")[: most * 2].decode("utf-16-le", "ignore")
    line = kept.rfind("\n")
    return kept[:line] if line > len(kept) // 2 else kept


def fit(text: str, most: int) -> str:
    """A text within `most` units; what had to be cut is marked with an ellipsis."""
    return text if size(text) <= most else f"{head(text, most - 1)}…"


class Sender:
    """Implements `bot.messenger.Duty`; handlers also give it keyboards, and notes under a press."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def page(self, chat: int, card: AlertCard, *, silent: bool, buttons: InlineKeyboardMarkup | None = None) -> Sent:
        """Put an alert card before one person, with the card's own buttons unless others are given."""
        return await self.say(chat, told(card), buttons=buttons or buttons_of(card), silent=silent)

    async def remind(self, chat: int, card: FollowUpCard) -> Sent:
        """Put a follow-up before one person, with its answers."""
        return await self.say(chat, reminded(card), buttons=answers(card))

    async def redraw(self, sent: Sent, card: AlertCard, *, buttons: InlineKeyboardMarkup | None = None) -> None:
        """Bring a card up to date; a vanished message or an unchanged card is no error."""
        await self.edit(sent, told(card), buttons=buttons or buttons_of(card))

    async def edit(self, sent: Sent, text: str, *, buttons: InlineKeyboardMarkup | None = None) -> None:
        """Replace text and buttons of a message; a vanished message or an unchanged text is no error."""

        async def edit() -> object:
            return await self._bot.edit_message_text(
                fit(text, LONGEST), chat_id=sent.chat, message_id=sent.message, reply_markup=buttons, link_preview_options=NO_PREVIEW
            )

        await self._do(edit, harmless=_UNCHANGED)

    async def say(
        self, chat: int, text: str, *, buttons: InlineKeyboardMarkup | None = None, silent: bool = False, protected: bool = False
    ) -> Sent:
        """Send a text; raises Undelivered, TryLater or Uncertain. A protected message cannot be forwarded or saved."""
        message = await self._do(
            lambda: self._bot.send_message(
                chat,
                fit(text, LONGEST),
                reply_markup=buttons,
                disable_notification=silent or None,
                protect_content=protected or None,
                link_preview_options=NO_PREVIEW,
            )
        )
        assert message is not None
        return Sent(message.chat.id, message.message_id)

    async def ask(self, chat: int, text: str, shift: int) -> Sent:
        """Ask one person to stand in, with 同意 and 不行 for this shift."""
        return await self.say(chat, text, buttons=yes_or_no(shift))

    async def plead(self, chat: int, text: str, plea: int) -> Sent:
        """Ask one grid worker to go and look, with 我去 and 去不了 for this plea."""
        return await self.say(chat, text, buttons=go_or_not(plea))

    async def show(self, chat: int, post: Post) -> Sent:
        """Put a post before one person as groups will see it; its picture or film is one of this bot's, or comes as bytes."""
        under = under_preview(post.notice) if post.notice else None
        if post.media is None or not (post.media.file or post.media.content):
            return await self.say(chat, post.text, buttons=under)
        file, words = post.media.file or post.media.content, fit(post.text, CAPTION)
        send = self._bot.send_video if post.media.kind == "video" else self._bot.send_photo
        message = await self._do(lambda: send(chat, file, caption=words, reply_markup=under))
        assert message is not None
        return Sent(message.chat.id, message.message_id)

    async def notice(self, chat: int, card: NoticeCard) -> Sent:
        """Put a page about a notice before one person, with its buttons."""
        return await self.say(chat, told_of_notice(card), buttons=notice_buttons(card))

    async def renotice(self, sent: Sent, card: NoticeCard) -> None:
        """Bring such a page up to date."""
        await self.edit(sent, told_of_notice(card), buttons=notice_buttons(card))

    async def fetch(self, file: str) -> bytes:
        """The bytes of a file; raises Undelivered when it is gone or too large, TryLater when it cannot be had now."""
        try:
            found = await self._do(lambda: self._bot.get_file(file))
            if found is None or (found.file_size or 0) > LARGEST:
                raise Undelivered("refused")
            content = await self._do(found.download_as_bytearray)
        except Uncertain as fault:  # nothing is out that should not be: asking again is harmless
            raise TryLater(str(fault)) from fault
        return bytes(content or b"")

    async def note(self, press: str, text: str, *, alert: bool = False) -> bool:
        """Answer a press; False when Telegram no longer waits for the answer, which then has to be said another way."""
        shown = fit(text, NOTE) or None
        return bool(await self._do(lambda: self._bot.answer_callback_query(press, shown, show_alert=alert or None), harmless=_TOO_LATE))

    async def leave(self, chat: int) -> None:
        """Leave a group; raises Undelivered when we are not in it any more."""
        await self._do(lambda: self._bot.leave_chat(chat))

    async def _do(self, call: Callable[[], Awaitable[T]], harmless: tuple[str, ...] = ()) -> T | None:
        """Make one call, waiting out floods up to PATIENCE seconds in all; None when Telegram's refusal is one of the harmless ones."""
        left = PATIENCE
        while True:
            try:
                return await call()
            except RetryAfter as flood:
                seconds = _seconds(flood.retry_after)
                if seconds > left:
                    raise TryLater(f"retry after {seconds:.0f} s") from flood
                left -= seconds
                await asyncio.sleep(seconds)
            except BadRequest as refusal:
                if not any(words in refusal.message.lower() for words in harmless):
                    raise translate(refusal) from refusal
                return None
            except TelegramError as fault:
                raise translate(fault) from fault


def _seconds(wait: float | timedelta) -> float:
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
