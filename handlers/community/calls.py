"""What is asked of the Bot API, as calls of aiogram: plain text within Telegram's bounds, no link previews. Pure.

Under handlers.community.sender, which makes the calls.
"""

from typing import Any

from aiogram.methods import EditEphemeralMessageText, EditMessageText, SendMessage, SendPhoto, SendPoll, SendVideo, TelegramMethod
from aiogram.types import BufferedInputFile, InlineKeyboardMarkup, InputPollOption, LinkPreviewOptions, Message, ReplyParameters

from bot.messenger import Place, Post, Quiz, Sent
from handlers.community.notices import under_notice

LONGEST = 4096
CAPTION = 1024
NOTE = 200
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


def fit(text: str, most: int) -> str:
    """A text within `most` UTF-16 units, cut after a whole line where one is near, with an ellipsis."""
    if len(text.encode("utf-16-le")) // 2 <= most:
        return text
    kept = text.encode("utf-16-le")[: (most - 1) * 2].decode("utf-16-le", "ignore")
    line = kept.rfind("\n")
    return f"{kept[:line] if line > most // 2 else kept}…"


def said(
    place: Place, text: str, buttons: InlineKeyboardMarkup | None, *, reply_to: int | None = None, silent: bool = False
) -> TelegramMethod[Message]:
    """The call that sends a text; that a message replied to is gone is no reason to stay silent."""
    return SendMessage(
        chat_id=place.chat,
        message_thread_id=place.topic,
        text=fit(text, LONGEST),
        link_preview_options=NO_PREVIEW,
        disable_notification=silent or None,
        reply_parameters=ReplyParameters(message_id=reply_to, allow_sending_without_reply=True) if reply_to else None,
        reply_markup=buttons,
    )


def whispered(place: Place, person: int, text: str, buttons: InlineKeyboardMarkup) -> TelegramMethod[Message]:
    """The call that shows a text to one member of a group."""
    return SendMessage(
        chat_id=place.chat,
        message_thread_id=place.topic,
        receiver_user_id=person,
        text=fit(text, LONGEST),
        link_preview_options=NO_PREVIEW,
        reply_markup=buttons,
    )


def edited(sent: Sent, text: str, buttons: InlineKeyboardMarkup | None) -> TelegramMethod[Any]:
    """The call that replaces text and buttons of a message, whoever sees it."""
    if sent.only_for is None:
        return EditMessageText(
            chat_id=sent.chat, message_id=sent.message, text=fit(text, LONGEST), link_preview_options=NO_PREVIEW, reply_markup=buttons
        )
    return EditEphemeralMessageText(
        chat_id=sent.chat,
        receiver_user_id=sent.only_for,
        ephemeral_message_id=sent.message,
        text=fit(text, LONGEST),
        link_preview_options=NO_PREVIEW,
        reply_markup=buttons,
    )


def asked(place: Place, quiz: Quiz, silent: bool = False) -> SendPoll:
    """The call that posts a quiz."""
    return SendPoll(
        chat_id=place.chat,
        message_thread_id=place.topic,
        question=fit(quiz.question, 300),
        options=[InputPollOption(text=fit(option, 100)) for option in quiz.options],
        type="quiz",
        correct_option_ids=[quiz.answer],
        explanation=fit(quiz.explanation, NOTE),
        disable_notification=silent or None,
    )


def posted(place: Place, post: Post) -> TelegramMethod[Message]:
    """The call that sends a post; an upload is named by the platform once it has been sent."""
    quiet, under = post.silent or None, under_notice(post.notice) if post.notice else None
    if post.quiz is not None:
        return asked(place, post.quiz, post.silent)
    if post.media is None:
        return SendMessage(
            chat_id=place.chat,
            message_thread_id=place.topic,
            text=fit(post.text, LONGEST),
            link_preview_options=NO_PREVIEW,
            disable_notification=quiet,
            reply_markup=under,
        )
    words, kind = fit(post.text, CAPTION) or None, post.media.kind
    what = post.media.file or BufferedInputFile(post.media.content, "photo.jpg" if kind == "photo" else "video.mp4")
    if kind == "photo":
        return SendPhoto(
            chat_id=place.chat,
            message_thread_id=place.topic,
            photo=what,
            caption=words,
            disable_notification=quiet,
            reply_markup=under,
        )
    return SendVideo(
        chat_id=place.chat, message_thread_id=place.topic, video=what, caption=words, disable_notification=quiet, reply_markup=under
    )
