"""One bot's budget at Telegram: thirty requests a second in all, twenty a minute in a group, one a second in a chat.

Whoever is answered, warned or told goes at once and is only kept from overrunning the whole budget; what goes to many waits its turn,
evenly spaced, and lets everybody else pass. The sender asks here before each request; the pump asks which chats may be written to now.
"""

import asyncio
import time
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass

A_SECOND = 30
"""Requests within any second that Telegram takes from one bot."""
FOR_MANY = 29
"""How many of them may belong to broadcasts: one slot is always free for whoever must not wait, and so is the next that falls free."""
SPACING = 1 / 28.9
CATCH_UP = 10
"""How many turns may be made up for after the loop was busy elsewhere."""
IN_A_GROUP = 18
"""Messages to a group within a minute before a broadcast waits: of Telegram's twenty, two are left for answers."""
MINUTE = 60.0
APART = 1.05
LOST = 3.0
"""Seconds after which a request without an answer takes nobody's place any more; Telegram itself holds some answers back for ten."""
POLL = 0.02
EASE = 2.0
"""Seconds for which broadcasts stand still because somebody is being answered; in a rush without end they go on beside it."""


@dataclass(slots=True, eq=False)
class _Slot:
    """A request as far as it counts: until `free_at`."""

    free_at: float


class Pace:
    """The budget of one token in this process; `now` is a monotonic clock in seconds.

    A request counts at Telegram when it arrives there, some time between its start and its answer. It therefore takes a slot until a
    second after its answer, less what the way alone needs (half of the shortest of many ways seen): then no second of Telegram's own clock
    can hold more requests than there are slots.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._slots: list[_Slot] = []
        self._hurried = 0
        self._waiting, self._waiting_since = 0, 0.0
        self._turn = asyncio.Lock()
        self._next = 0.0
        self._ways, self._way = 0, float("inf")
        self._sent: dict[int, deque[float]] = defaultdict(deque)
        self._order: deque[tuple[float, int]] = deque()
        self._held: dict[int, float] = {}

    @asynccontextmanager
    async def at_once(self, chat: int) -> AsyncIterator[None]:
        """Around a request that somebody waits for: it overtakes every broadcast, and waits only while the whole budget is spent."""
        self._hurried += 1
        try:
            await self._until(lambda: self._full(A_SECOND))
        finally:
            self._hurried -= 1
        slot, began = self._begin(chat)
        try:
            yield
        finally:
            self._end(slot, began)

    @contextmanager
    def somebody_waits(self) -> Iterator[None]:
        """Around whatever is done because a person wrote or pressed: the machine is theirs, not only the line."""
        if not self._waiting:
            self._waiting_since = self._now()
        self._waiting += 1
        try:
            yield
        finally:
            self._waiting -= 1

    def gives_way(self) -> bool:
        """Whether what goes to many stands still for somebody now."""
        return self._waiting > 0 and self._now() - self._waiting_since < EASE

    @asynccontextmanager
    async def in_turn(self, chat: int) -> AsyncIterator[None]:
        """Around one request of a broadcast: first come, first served, evenly spaced, after everybody who is in a hurry."""
        async with self._turn:
            await self._until(
                lambda: max(self._next - self._now(), self._full(FOR_MANY), POLL / 4 if self._hurried or self.gives_way() else 0.0)
            )
            self._next = max(self._next, self._now() - CATCH_UP * SPACING) + SPACING
        slot, began = self._begin(chat)
        try:
            yield
        finally:
            self._end(slot, began)

    def ready_in(self, chat: int) -> float:
        """Seconds until a broadcast may write to this chat; 0 when it may now."""
        now = self._now()
        self._forget(now)
        waits = [self._held.get(chat, 0.0) - now]
        if sent := self._sent.get(chat):
            waits.append(sent[-1] + APART - now)
            if chat < 0 and len(sent) >= IN_A_GROUP:
                waits.append(sent[-IN_A_GROUP] + MINUTE - now)
        return max(0.0, *waits)

    def hold(self, chat: int, seconds: float) -> None:
        """Telegram asked for a pause in this chat; only broadcasts keep it, somebody who is answered is tried again by the sender."""
        self._held[chat] = self._now() + seconds

    async def _until(self, wait: Callable[[], float]) -> None:
        """Sleep for as long as there is something to wait for."""
        while (seconds := wait()) > 0:  # noqa: ASYNC110 - slots fall free with time, of which nobody tells
            await asyncio.sleep(seconds)

    def _full(self, most: int) -> float:
        """Seconds until it is worth looking again for a slot; 0 when one is free."""
        now = self._now()
        self._slots = [slot for slot in self._slots if slot.free_at > now]
        if len(self._slots) < most:
            return 0.0
        free = sorted(slot.free_at for slot in self._slots)[len(self._slots) - most]
        return min(POLL, max(free - now, POLL / 10))

    def _begin(self, chat: int) -> tuple[_Slot, float]:
        now = self._now()
        slot = _Slot(now + LOST)
        self._slots.append(slot)
        self._sent[chat].append(now)
        self._order.append((now, chat))
        return slot, now

    def _end(self, slot: _Slot, began: float) -> None:
        now = self._now()
        self._ways, self._way = self._ways + 1, min(self._way, now - began)
        slot.free_at = now + 1.0 - (min(self._way / 2, 0.5) if self._ways > A_SECOND else 0.0)
        if slot not in self._slots:  # it was thought lost, and has counted all the same
            self._slots.append(slot)

    def _forget(self, now: float) -> None:
        """Drop what is older than a minute, so that a hundred thousand chats take no memory."""
        while self._order and self._order[0][0] <= now - MINUTE:
            _, chat = self._order.popleft()
            self._sent[chat].popleft()
            if not self._sent[chat]:
                del self._sent[chat]
        if len(self._held) > 1000:
            self._held = {chat: until for chat, until in self._held.items() if until > now}
