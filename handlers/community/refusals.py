"""What Telegram, or the line to it, answered instead of yes — in the three words of `bot.messenger`: undelivered, try later, uncertain.

Between aiogram's exceptions and everybody who calls the sender. The question is always: may the message be out?
"""

from typing import Any

from aiogram.exceptions import (
    AiogramError,
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.types import Chat, Message, Poll
from aiohttp import ClientConnectorError

from bot.messenger import UNPICTURED, TryLater, Uncertain, Undelivered
from handlers.community.line import HungUp

_MUTED = ("not enough rights", "have no rights", "WRITE_FORBIDDEN", "CHAT_RESTRICTED", "TOPIC_CLOSED", "ADMIN_REQUIRED")
"""We are in the group and may not write there, or not of this kind."""
_UNPICTURED = ("send photos", "send videos", "SEND_PHOTOS_FORBIDDEN", "SEND_VIDEOS_FORBIDDEN", "SEND_MEDIA_FORBIDDEN")
"""Words are taken, a picture or film is not."""
_NOT_NOW = (TelegramUnauthorizedError, TelegramNotFound, TelegramConflictError, HungUp)


def translate(fault: AiogramError, chat: int) -> Undelivered | TryLater | Uncertain:
    """The exception that services understand; `chat` is where the call went, positive for a person."""
    name = type(fault).__name__
    if isinstance(fault, TelegramForbiddenError | TelegramBadRequest) and any(words in fault.message for words in _UNPICTURED):
        return Undelivered(UNPICTURED)
    if isinstance(fault, TelegramForbiddenError | TelegramBadRequest) and chat < 0 and any(words in fault.message for words in _MUTED):
        return Undelivered("muted")
    if isinstance(fault, TelegramBadRequest) and "message thread not found" in fault.message:
        return Undelivered("topic")
    if isinstance(fault, TelegramForbiddenError):
        return Undelivered("blocked" if chat > 0 and "deactivated" not in fault.message else "gone")
    if isinstance(fault, TelegramBadRequest | TelegramEntityTooLarge):
        return Undelivered("gone" if "chat not found" in fault.message else "refused")
    if isinstance(fault, _NOT_NOW):  # the token does not work now, or the line is closed: nothing was sent
        return TryLater(name)
    if isinstance(fault, TelegramNetworkError):
        return TryLater(name) if isinstance(fault.__cause__, ClientConnectorError) else Uncertain(name)
    if isinstance(fault, TelegramServerError | ClientDecodeError):
        return Uncertain(name)
    if isinstance(fault, TelegramAPIError) and "Too Many Requests" in fault.message:
        return TryLater(name)
    return Undelivered("refused")


def delivered(odd: ClientDecodeError) -> Any:
    """A yes that the library could not read in full: the message is out, and where it is can still be told; None when it was no yes.

    Telegram adds fields faster than libraries learn them; that must never make a message that went out look lost.
    """
    answer = odd.data if isinstance(odd.data, dict) else {}
    result = answer.get("result")
    if not answer.get("ok") or result is None:
        return None
    if not isinstance(result, dict):
        return result
    whole: tuple[Any, Any, Any] = (Message, Chat, Poll)  # built without their required fields
    message, chat, poll = whole
    asked = result.get("poll")
    return message.model_construct(
        message_id=result.get("message_id", 0),
        chat=chat.model_construct(id=(result.get("chat") or {}).get("id", 0)),
        poll=poll.model_construct(id=asked.get("id")) if asked else None,
    )


def says(refused: Undelivered, *words: str) -> bool:
    """Whether Telegram gave one of these reasons."""
    cause = refused.__cause__
    return isinstance(cause, TelegramBadRequest) and any(reason in cause.message for reason in words)
