"""Updates are kept before they are confirmed, and handled once each: in order within a chat, in parallel between chats.

Way of an update: poller → `keep` (one commit a batch) → the offset moves → `Inbox.work` → handler. A payload is sealed while it waits
and gone once handled. What fails is tried again, then set aside where an operator sees it; what was tried is counted before the try,
so that an update that kills the process cannot do it for ever.
"""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot import clock
from bot.privacy import Cipher
from bot.store import inbox
from bot.store.engine import Store

log = logging.getLogger(__name__)

PAUSES = (0.2, 0.8, 3.2, 10.0)
"""Seconds between the tries of one update; there is one try more than pauses."""
DATABASE_PAUSE = 1.0
REMEMBER = timedelta(hours=72)


@dataclass(frozen=True, slots=True)
class Incoming:
    """An addressed update: Telegram's id, the lane within which order matters (a chat), and the update as JSON."""

    update_id: int
    lane: str
    payload: str


Handler = Callable[[str], Awaitable[None]]
GaveUp = Callable[[int, str, str], Awaitable[None]]


class Inbox:
    """One bot's inbox. `handle` gets the JSON of an update; `gave_up` gets update id, JSON and the fault's name of what is set aside."""

    def __init__(
        self, store: Store, cipher: Cipher, bot: str, handle: Handler, gave_up: GaveUp, *, pauses: Sequence[float] = PAUSES
    ) -> None:
        self._store = store
        self._cipher = cipher
        self._bot = bot
        self._handle = handle
        self._gave_up = gave_up
        self._pauses = tuple(pauses)
        self._lanes: dict[str, asyncio.Task[None]] = {}
        self._queues: dict[str, list[tuple[int, bytes]]] = {}
        self._known: set[int] = set()
        self._closing = False
        self._closed = asyncio.Event()

    async def keep(self, batch: Sequence[Incoming]) -> int:
        """Commit a batch; returns how many were new. Only after this may the offset move."""
        rows: list[dict[str, object]] = [
            {
                "bot": self._bot,
                "update_id": item.update_id,
                "lane": item.lane,
                "payload": self._cipher.seal(item.payload),
                "received_at": clock.now(),
            }
            for item in batch
        ]
        async with self._store.begin() as session:
            new = await inbox.put(session, rows)
        await self.pick_up()
        return new

    async def pick_up(self) -> None:
        """Start handling everything that waits; called at start and after each batch."""
        async with self._store.begin() as session:
            waiting = await inbox.waiting(session, self._bot)
        for item in waiting:
            if item.update_id in self._known or item.payload is None or self._closing:
                continue
            self._known.add(item.update_id)
            self._queues.setdefault(item.lane, []).append((item.update_id, item.payload))
            if item.lane not in self._lanes:
                self._lanes[item.lane] = asyncio.create_task(self._drain(item.lane), name=f"inbox-{self._bot}")

    async def _drain(self, lane: str) -> None:
        """Handle one chat's updates in order until none waits."""
        queue = self._queues[lane]
        try:
            while queue and not self._closing:
                try:
                    await self._attempt(*queue[0])
                except Exception as fault:  # the database is away; what it did not record is done again
                    log.warning("inbox of %s: %s", self._bot, type(fault).__name__)
                    await self._rest(DATABASE_PAUSE)
                    continue
                self._known.discard(queue.pop(0)[0])
        finally:
            del self._lanes[lane], self._queues[lane]

    async def _attempt(self, update_id: int, payload: bytes) -> None:
        """Handle one update, again after a growing pause when it fails, a bounded number of times over all runs of the process."""
        most = len(self._pauses) + 1
        while not self._closing:
            async with self._store.begin() as session:
                tries = await inbox.tried(session, self._bot, update_id)
            if tries is None:
                return
            if tries > most:
                await self._set_aside(update_id, payload, "Killed")
                return
            try:
                await self._handle(self._cipher.open(payload))
            except Exception as fault:
                log.warning("update %s of %s failed, try %d: %s", update_id, self._bot, tries, type(fault).__name__)
                if tries == most:
                    await self._set_aside(update_id, payload, type(fault).__name__)
                    return
                await self._rest(self._pauses[tries - 1])
                continue
            async with self._store.begin() as session:
                await inbox.settle(session, self._bot, update_id, "done")
            return

    async def _rest(self, seconds: float) -> None:
        """A pause that ends at once when the inbox closes."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._closed.wait(), seconds)

    async def _set_aside(self, update_id: int, payload: bytes, fault: str) -> None:
        async with self._store.begin() as session:
            await inbox.settle(session, self._bot, update_id, "dead", fault)
        log.error("update %s of %s set aside after %d tries: %s", update_id, self._bot, len(self._pauses) + 1, fault)
        try:
            await self._gave_up(update_id, self._cipher.open(payload), fault)
        except Exception as second:
            log.error("could not tell about update %s: %s", update_id, type(second).__name__)

    async def close(self, patience: float = 20) -> None:
        """Finish what is in hand, take nothing new; what still waits stays in the database for the next start."""
        self._closing = True
        self._closed.set()
        tasks = list(self._lanes.values())
        if tasks:
            await asyncio.wait(tasks, timeout=patience)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def idle(self) -> None:
        """Wait until nothing is being handled."""
        while tasks := list(self._lanes.values()):
            await asyncio.wait(tasks)
