"""What Telegram, or the line to it, answered instead of yes — in the three words of `bot.messenger`: undelivered, try later, uncertain.

Between aiogram's exceptions and everybody who calls the sender. The question is always: may the message be out?
"""

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
from aiohttp import ClientConnectorError

from bot.messenger import TryLater, Uncertain, Undelivered

_NOT_NOW = (TelegramUnauthorizedError, TelegramNotFound, TelegramConflictError)


def translate(fault: AiogramError, chat: int) -> Undelivered | TryLater | Uncertain:
    """The exception that services understand; `chat` is where the call went, positive for a person."""
    name = type(fault).__name__
    if isinstance(fault, TelegramForbiddenError):
        return Undelivered("blocked" if chat > 0 and "deactivated" not in fault.message else "gone")
    if isinstance(fault, TelegramBadRequest | TelegramEntityTooLarge):
        return Undelivered("gone" if "chat not found" in fault.message else "refused")
    if isinstance(fault, _NOT_NOW):  # the token does not work now: nothing was sent, and an operator can mend it
        return TryLater(name)
    if isinstance(fault, TelegramNetworkError):
        return TryLater(name) if isinstance(fault.__cause__, ClientConnectorError) else Uncertain(name)
    if isinstance(fault, TelegramServerError | ClientDecodeError):
        return Uncertain(name)
    if isinstance(fault, TelegramAPIError) and "Too Many Requests" in fault.message:
        return TryLater(name)
    return Undelivered("refused")


def says(refused: Undelivered, *words: str) -> bool:
    """Whether Telegram gave one of these reasons."""
    cause = refused.__cause__
    return isinstance(cause, TelegramBadRequest) and any(reason in cause.message for reason in words)
