"""Updates are kept before they are confirmed, and handled once each: in order within a chat, in parallel between chats.

Way of an update: poller → `keep` (one commit a batch) → the offset moves → `Inbox.work` → handler. A payload is sealed while it waits
and gone once handled. What fails is tried again, then set aside where an operator sees it; what was tried is counted before the try,
so that an update that kills the process cannot do it for ever.

Several updates can be one matter: an album is an update for each picture. A bot may say which of the waiting belong together and how long
to listen for more (`Together`). The parts wait nowhere but here, so a kill while listening loses nothing: they are gathered again; they are
handled in one go and settled in one transaction.
"""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from bot import clock
from bot.messenger import TryLater, Uncertain
from bot.privacy import Cipher
from bot.store import inbox
from bot.store.engine import Store
from bot.store.models import InboxItem

log = logging.getLogger(__name__)

PAUSES = (0.2, 0.8, 3.2, 10.0)
"""Seconds between the tries of one update; there is one try more than pauses."""
OUTAGE = (*PAUSES, 30.0, 60.0, 120.0, 300.0)
"""The same where Telegram cannot be reached, which is not the update's fault: nine minutes, and no try is held against it."""
LIVES = 2
"""So many times as often as an update may fail it may be begun, for that a process dies in the middle is seldom the update's fault."""
DATABASE_PAUSE = 1.0
REMEMBER = timedelta(hours=72)
IN_SIGHT = 32
"""How many of a lane's waiting updates are looked at to see what belongs together."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """An addressed update: Telegram's id, the lane within which order matters (a chat), and the update as JSON."""

    update_id: int
    lane: str
    payload: str


@dataclass(frozen=True, slots=True)
class Bundle:
    """What is handled in one go: places among the waiting, the first always 0; `quiet` seconds without news make it complete, 0 at once."""

    places: tuple[int, ...] = (0,)
    quiet: float = 0.0


class Together(Protocol):
    """A bot to whom several updates may be one matter."""

    def bundle(self, waiting: Sequence[str]) -> Bundle:
        """Which of one lane's waiting updates (JSON, in order, at most IN_SIGHT) belong to the first."""

    async def handle_together(self, payloads: Sequence[str]) -> None:
        """Handle several updates as one."""


Item = tuple[int, bytes]
Handler = Callable[[str], Awaitable[None]]
GaveUp = Callable[[int, str, str], Awaitable[None]]


class Inbox:
    """One bot's inbox. `handle` gets the JSON of an update; `gave_up` gets update id, JSON and the fault's name of what is set aside.

    Of several updates that were one matter, `gave_up` gets the last.
    """

    def __init__(
        self,
        store: Store,
        cipher: Cipher,
        bot: str,
        handle: Handler,
        gave_up: GaveUp,
        *,
        together: Together | None = None,
        pauses: Sequence[float] = PAUSES,
        outage: Sequence[float] = OUTAGE,
    ) -> None:
        self._store = store
        self._cipher = cipher
        self._bot = bot
        self._handle = handle
        self._gave_up = gave_up
        self._together = together
        self._pauses = tuple(pauses)
        self._outage = tuple(outage)
        self._lanes: dict[str, asyncio.Task[None]] = {}
        self._queues: dict[str, list[Item]] = {}
        self._news: dict[str, asyncio.Event] = {}
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
        async with self._store.begin(first=True) as session:
            new = await inbox.put(session, rows)
            waiting = await inbox.waiting(session, self._bot, [item.update_id for item in batch])
        self._take(waiting)
        return new

    async def pick_up(self) -> None:
        """Start handling everything that waits from earlier runs; called at start."""
        async with self._store.begin() as session:
            waiting = await inbox.waiting(session, self._bot)
        self._take(waiting)

    def _take(self, waiting: Sequence[InboxItem]) -> None:
        """Put each in its lane, unless it is there."""
        for item in waiting:
            if item.update_id in self._known or item.payload is None or self._closing:
                continue
            self._known.add(item.update_id)
            self._queues.setdefault(item.lane, []).append((item.update_id, item.payload))
            self._news.setdefault(item.lane, asyncio.Event()).set()
            if item.lane not in self._lanes:
                self._lanes[item.lane] = asyncio.create_task(self._drain(item.lane), name=f"inbox-{self._bot}")

    async def _drain(self, lane: str) -> None:
        """Handle one chat's updates in order until none waits."""
        queue = self._queues[lane]
        try:
            while queue and not self._closing:
                batch = await self._gather(lane)
                try:
                    await self._attempt(batch)
                except Exception as fault:  # the database is away; what it did not record is done again
                    log.warning("inbox of %s: %s", self._bot, type(fault).__name__)
                    await self._rest(DATABASE_PAUSE)
                    continue
                queue[:] = [item for item in queue if item not in batch]
                self._known.difference_update(update_id for update_id, _ in batch)
        finally:
            del self._lanes[lane], self._queues[lane], self._news[lane]

    async def _gather(self, lane: str) -> list[Item]:
        """The first that waits, and what belongs to it, once nothing more has come for as long as the bot wishes to listen."""
        queue, news = self._queues[lane], self._news[lane]
        while True:
            bundle = self._bundle(queue)
            news.clear()
            if bundle.quiet:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(news.wait(), bundle.quiet)
            if not news.is_set() or self._closing:
                return [queue[place] for place in bundle.places]

    def _bundle(self, queue: Sequence[Item]) -> Bundle:
        """What cannot even be looked at stands alone, and fails alone."""
        if self._together is None:
            return Bundle()
        try:
            return self._together.bundle([self._cipher.open(payload) for _, payload in queue[:IN_SIGHT]])
        except Exception as fault:
            log.error("update %s of %s cannot be looked at: %s", queue[0][0], self._bot, type(fault).__name__)
            return Bundle()

    async def _attempt(self, batch: list[Item]) -> None:
        """Handle what belongs together, again after a growing pause when it fails, so many times, and LIVES as many over all runs.

        Where it is the line that fails, so many times as an outage may last, and over all runs as often as it takes.
        """
        pauses, outage, most = iter(self._pauses), iter(self._outage), (len(self._pauses) + 1) * LIVES
        while not self._closing:
            tries = await self._count(batch)
            batch = [item for item in batch if item[0] in tries]
            if not batch:
                return
            worst = max(tries.values())
            if worst > most:
                await self._set_aside(batch, "Killed")
                return
            try:
                await self._do([self._cipher.open(payload) for _, payload in batch])
            except Exception as fault:
                log.warning("update %s of %s failed, try %d: %s", batch[-1][0], self._bot, worst, type(fault).__name__)
                if isinstance(fault, TryLater | Uncertain):
                    pause = next(outage, None)
                    await self._forgive(batch)
                else:
                    pause = next(pauses, None) if worst < most else None
                if pause is None:
                    await self._set_aside(batch, type(fault).__name__)
                    return
                await self._rest(pause)
                continue
            await self._settle(batch, "done")
            return

    async def _forgive(self, batch: Sequence[Item]) -> None:
        """A try that the line broke off is not held against an update."""
        async with self._store.begin() as session:
            for update_id, _ in batch:
                await inbox.forgive(session, self._bot, update_id)

    async def _count(self, batch: Sequence[Item]) -> dict[int, int]:
        """Count a try of each before it is made; what is settled already is left out."""
        async with self._store.begin(first=True) as session:
            counted = {update_id: await inbox.tried(session, self._bot, update_id) for update_id, _ in batch}
        return {update_id: tries for update_id, tries in counted.items() if tries is not None}

    async def _do(self, payloads: Sequence[str]) -> None:
        if self._together is not None and len(payloads) > 1:
            await self._together.handle_together(payloads)
        else:
            await self._handle(payloads[0])

    async def _settle(self, batch: Sequence[Item], state: str, fault: str | None = None) -> None:
        async with self._store.begin() as session:
            for update_id, _ in batch:
                await inbox.settle(session, self._bot, update_id, state, fault)

    async def _rest(self, seconds: float) -> None:
        """A pause that ends at once when the inbox closes."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._closed.wait(), seconds)

    async def _set_aside(self, batch: Sequence[Item], fault: str) -> None:
        await self._settle(batch, "dead", fault)
        update_id, payload = batch[-1]
        log.error("update %s of %s set aside: %s", update_id, self._bot, fault)
        try:
            await self._gave_up(update_id, self._cipher.open(payload), fault)
        except Exception as second:
            log.error("could not tell about update %s: %s", update_id, type(second).__name__)

    async def close(self, patience: float = 20) -> None:
        """Finish what is in hand, take nothing new; what still waits stays in the database for the next start."""
        self._closing = True
        self._closed.set()
        for news in self._news.values():
            news.set()
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
