"""What can go wrong at Telegram, in the product's own terms, so that services know whether to give up, wait or ask again."""

import httpx
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter, TelegramError

from bot.messenger import TryLater, Uncertain, Undelivered

_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)


def translate(fault: TelegramError) -> Undelivered | TryLater | Uncertain:
    """Undelivered when Telegram refused for good, TryLater when nothing was sent, Uncertain when nobody can know.

    A revoked token is TryLater: the operator may mend it, and the person is not to blame.
    """
    words = fault.message.lower()
    if isinstance(fault, ChatMigrated):
        return Undelivered("moved", fault.new_chat_id)
    if isinstance(fault, Forbidden):
        return Undelivered("gone" if "deactivated" in words else "blocked")
    if isinstance(fault, BadRequest):
        return Undelivered("gone" if "chat not found" in words else "refused")
    if isinstance(fault, InvalidToken | RetryAfter) or isinstance(fault.__cause__, _NOT_SENT):
        return TryLater(type(fault).__name__)
    return Uncertain(type(fault).__name__)
