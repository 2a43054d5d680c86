"""From Telegram's getUpdates to the inbox, the same loop for both bots: fetch → keep what is addressed → only then move the offset.

Raw JSON is kept, so that an update no library understands is set aside and never blocks the ones behind it.
"""

import asyncio
import json
import logging
from collections.abc import Callable, Sequence
from typing import Any

import httpx

from bot.errors import OperatorError
from bot.inbox import Inbox, Incoming
from bot.store.engine import Lock

log = logging.getLogger(__name__)

Raw = dict[str, Any]
Addressed = Callable[[Raw], bool]
LIMIT = 100
_SLOW = ("photo", "document", "voice", "audio", "video", "video_note")


def lane(update: Raw) -> str:
    """Within what order matters: the chat; whose act it is, or the update's own kind, when it has none. Any shape has a lane.

    Two things do not wait for what others said: an act (a press, `/report`) goes before pictures that are still being read, and what has
    to be read for somebody in a group (a picture, or a reply to one) holds up nobody else there.
    """
    for kind, event in update.items():
        if not isinstance(event, dict):
            continue
        message = event.get("message")
        places = (event.get("chat"), message.get("chat") if isinstance(message, dict) else None, event.get("from"), event.get("user"))
        chat: Raw = next((place for place in places if isinstance(place, dict)), {})
        return f"{chat.get('id', kind)}{_side(kind, chat, event)}"[:64]
    return "other"


def _side(kind: str, chat: Raw, event: Raw) -> str:
    """What sets an update apart from its chat's own lane."""
    words = event.get("text") or event.get("caption")
    if kind == "callback_query" or (isinstance(words, str) and words.startswith("/report") and "media_group_id" not in event):
        return "!"
    replied, writer = event.get("reply_to_message"), event.get("from")
    slow = any(name in place for place in (event, replied) if isinstance(place, dict) for name in _SLOW)
    apart = slow and kind in ("message", "edited_message") and chat.get("type") in ("group", "supergroup")
    return f"/{writer.get('id')}" if apart and isinstance(writer, dict) else ""


class Poller:
    """Long polling for one bot. `addressed` says which updates are meant for us; the others are not written anywhere."""

    def __init__(self, api: str, token: str, inbox: Inbox, addressed: Addressed, *, kinds: Sequence[str], seconds: int, lock: Lock) -> None:
        self._url = f"{api}/bot{token}/getUpdates"
        self._inbox = inbox
        self._addressed = addressed
        self._kinds = list(kinds)
        self._seconds = seconds
        self._lock = lock
        self._offset: int | None = None
        self._stopping = asyncio.Event()

    async def run(self) -> None:
        """Poll until `stop`; raises OperatorError when the token is refused."""
        pause = 0.5
        async with httpx.AsyncClient(timeout=httpx.Timeout(self._seconds + 15)) as web:
            while not self._stopping.is_set():
                try:
                    if not await self._lock.alive():
                        raise OperatorError("失去了接收消息的锁（数据库连接断过），为避免两个进程同时接收而停止；请由守护进程重新启动")
                    await self._keep(await self._fetch(web))
                    pause = 0.5
                except OperatorError:
                    raise
                except Exception as fault:
                    log.warning("polling: %s, again in %.1f s", type(fault).__name__, pause)
                    await self._rest(pause)
                    pause = min(pause * 2, 15)

    async def _fetch(self, web: httpx.AsyncClient) -> list[Raw]:
        """One getUpdates; cut short when stopping, since unconfirmed updates simply come again."""
        call = {"timeout": self._seconds, "limit": LIMIT, "allowed_updates": self._kinds}
        if self._offset is not None:
            call["offset"] = self._offset
        request = asyncio.ensure_future(web.post(self._url, json=call))
        stopping = asyncio.ensure_future(self._stopping.wait())
        done, _ = await asyncio.wait({request, stopping}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        if request not in done:
            request.cancel()
            await asyncio.gather(request, return_exceptions=True)
            return []
        return await self._read(request.result())

    async def _read(self, answer: httpx.Response) -> list[Raw]:
        if answer.status_code in (401, 404):
            raise OperatorError("机器人令牌不被接受，请检查 SHOUWANG_COMMUNITY_TOKEN / SHOUWANG_DUTY_TOKEN 是否抄全")
        body = answer.json()
        if not body.get("ok"):
            wait = (body.get("parameters") or {}).get("retry_after", 1)
            log.warning("getUpdates: %s", body.get("error_code"))
            await self._rest(float(wait))
            return []
        return list(body["result"])

    async def _keep(self, updates: list[Raw]) -> None:
        """One commit for the batch, then the offset; an update that is not addressed leaves no trace."""
        meant = [update for update in updates if self._is_meant(update)]
        if meant:
            kept = [Incoming(update["update_id"], lane(update), json.dumps(update)) for update in meant]
            await self._inbox.keep(kept)
        if updates:
            self._offset = max(int(update["update_id"]) for update in updates) + 1

    def _is_meant(self, update: Raw) -> bool:
        """What cannot even be looked at is not kept, since it may be anybody's talk, and holds up nothing."""
        try:
            return self._addressed(update)
        except Exception as fault:
            log.error("update %s cannot be looked at: %s", update.get("update_id"), type(fault).__name__)
            return False

    async def _rest(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._stopping.wait(), seconds)
        except TimeoutError:
            return

    async def confirm(self) -> None:
        """Tell Telegram how far we got, so that a clean stop is not followed by redelivery. Best effort: duplicates are harmless."""
        if self._offset is None:
            return
        call = {"offset": self._offset, "timeout": 0, "limit": 1, "allowed_updates": self._kinds}
        try:
            async with httpx.AsyncClient(timeout=5) as web:
                await web.post(self._url, json=call)
        except httpx.HTTPError as fault:
            log.info("last confirmation: %s", type(fault).__name__)

    def stop(self) -> None:
        """Fetch nothing more."""
        self._stopping.set()
