"""The ear: what is said in listening groups (旁听) without calling the bot, judged in memory; what alarms is let into the inbox.

Way of an overheard message: poller → `Ear.catch` → `Ear.listen` → inbox, as `overheard`, a kind that Telegram does not have →
handlers.community.overhearing. What waits here was not said to the bot: it is in memory alone, and lost with the process.
"""

import asyncio
import contextlib
import json
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from bot.asking import overhearing
from bot.inbox import Incoming
from bot.office import Office
from handlers.intake import lane

log = logging.getLogger(__name__)

KIND = "overheard"
WAITING = 64
"""Messages that may wait for the ear; in a flood of talk the oldest are let go."""
LOOK = 30.0
"""Seconds after which it is known at the latest who lets the bot listen; in this process a press is known at once."""
ASIDE = 0.1
"""Seconds between two looks whether those who wait for an answer have it."""
Keep = Callable[[Sequence[Incoming]], Awaitable[None]]


class Ear:
    """Listens where it may. `busy` says whether somebody waits for an answer, who comes first."""

    def __init__(self, office: Office, busy: Callable[[], bool]) -> None:
        self._office = office
        self._busy = busy
        self._open: frozenset[int] = frozenset()
        self._said: asyncio.Queue[dict[str, Any]] = asyncio.Queue(WAITING)

    async def turn(self) -> None:
        """Learn where it may listen now."""
        self._open = await overhearing.open_ears(self._office)

    def catch(self, update: dict[str, Any]) -> None:
        """Take what was said to nobody in particular, where it may be listened to; pictures and albums are left alone."""
        message = update.get("message")
        if not isinstance(message, dict) or _chat(message) not in self._open or not _said_by_a_member(message):
            return
        if self._said.full():
            self._said.get_nowait()
            self._said.task_done()
        self._said.put_nowait(update)

    async def idle(self) -> None:
        """Wait until everything that was caught has been judged."""
        await self._said.join()

    async def listen(self, keep: Keep) -> None:
        """Judge what was caught, one after the other, and keep what alarms; ends when cancelled."""
        looked = float("-inf")
        while True:
            try:
                if time.monotonic() - looked >= LOOK:
                    await self.turn()
                    looked = time.monotonic()
                if update := await self._next():
                    await self._judge(update, keep)
            except Exception as fault:  # one word less overheard; the database is looked for again
                log.warning("not listening: %s", type(fault).__name__)
                await asyncio.sleep(LOOK)

    async def _next(self) -> dict[str, Any] | None:
        """What was caught first; None when nobody said anything for a while."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(LOOK):
                return await self._said.get()
        return None

    async def _judge(self, update: dict[str, Any], keep: Keep) -> None:
        try:
            while self._busy():  # noqa: ASYNC110 - it is a clock that is looked at
                await asyncio.sleep(ASIDE)
            message = update["message"]
            if _chat(message) in self._open and await asyncio.to_thread(overhearing.alarms, self._office, _words(message)):
                kept = {"update_id": update["update_id"], KIND: message}
                await keep([Incoming(update["update_id"], lane(kept), json.dumps(kept))])
        finally:
            self._said.task_done()


def _chat(message: dict[str, Any]) -> Any:
    chat = message.get("chat")
    return chat.get("id") if isinstance(chat, dict) else None


def _words(message: dict[str, Any]) -> str:
    return str(message.get("text") or message.get("caption") or "")


def _said_by_a_member(message: dict[str, Any]) -> bool:
    """Words that a person wrote or passed on: no bot, no channel, nobody who writes in the group's name, nothing of an album."""
    if "sender_chat" in message or "via_bot" in message or "media_group_id" in message or not _words(message):
        return False
    writer = message.get("from")
    return isinstance(writer, dict) and writer.get("is_bot") is False
