"""One bot's queue of updates: long polling, offsets, retention and the duel of two pollers, as Telegram does it.

`sight` puts updates in as things happen in the chats; `getUpdates` takes them out and confirms them with its offset.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sandbox.refusals import Refusal

DAY = 86_400.0
CALLBACK_LIFE = 150.0
LONGEST_POLL = 50
#: a bot is away when it has not polled for so many seconds; between two polls it is busy, not away
PATIENCE = 6.0
#: not sent to a bot that did not ask for them by name
OPTIONAL_KINDS = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
CONFLICT = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"


@dataclass
class Waiting:
    """An update that has not been confirmed; `repeat` marks one that is handed over again although it had been."""

    number: int
    kind: str
    body: Any
    expires: float
    repeat: bool = False
    delivered: int = 0

    def as_json(self) -> dict[str, Any]:
        """The Update object."""
        return {"update_id": self.number, self.kind: self.body}


class UpdateQueue:
    """Updates of one bot in order of arrival; lives in the server's event loop, `now` is the clock of the desk."""

    def __init__(self, now: Callable[[], float], first: int) -> None:
        self._now = now
        self._next = first
        self._turn = 0
        self._polls = 0
        self._heard = float("-inf")
        self._bell = asyncio.Event()
        self.closed = False
        self.allowed: frozenset[str] = frozenset()
        self.waiting: list[Waiting] = []
        self.history: dict[int, Waiting] = {}

    def put(self, kind: str, body: Any, life: float = DAY, *, unasked: bool = False) -> int | None:
        """Keep an update for `life` seconds; returns its number, or None when the bot did not ask for this kind (unless `unasked`)."""
        refused = kind not in self.allowed if self.allowed else kind in OPTIONAL_KINDS
        if refused and not unasked:
            return None
        update = Waiting(self._next, kind, body, self._now() + life)
        self._next += 1
        self.history[update.number] = update
        self.waiting.append(update)
        self.ring()
        return update.number

    def repeat(self, number: int) -> None:
        """Hand an update over once more under its old number; KeyError when there never was one."""
        old = self.history[number]
        self.waiting = [item for item in self.waiting if item.number != number]
        self.waiting.insert(0, Waiting(number, old.kind, old.body, self._now() + DAY, repeat=True))
        self.ring()

    def drop(self) -> None:
        """Forget everything that waits (`drop_pending_updates`)."""
        self.waiting.clear()

    def close(self) -> None:
        """Let every poll end at once: the server is going away."""
        self.closed = True
        self.ring()

    def listening(self) -> bool:
        """Whether a bot polls this queue, or did so a moment ago."""
        return self._polls > 0 or self._now() - self._heard < PATIENCE

    def ring(self) -> None:
        """Wake whoever polls."""
        self._bell.set()
        self._bell = asyncio.Event()

    async def take(self, offset: int = 0, limit: int = 100, timeout: int = 0) -> list[dict[str, Any]]:
        """Confirm everything before `offset` and return up to `limit` updates, waiting up to `timeout` s; 409 when another poll begins."""
        self._polls += 1
        try:
            return await self._wait(offset, limit, timeout)
        finally:
            self._polls -= 1
            self._heard = self._now()

    async def _wait(self, offset: int, limit: int, timeout: int) -> list[dict[str, Any]]:
        self._turn += 1
        turn = self._turn
        self.ring()
        self._confirm(offset)
        loop = asyncio.get_running_loop()
        deadline = loop.time() + max(0, min(timeout, LONGEST_POLL))
        while True:
            bell = self._bell
            self._expire()
            batch = self.waiting[: max(1, min(limit, 100))]
            left = deadline - loop.time()
            if batch or left <= 0 or self.closed:
                return [self._hand_over(update) for update in batch]
            try:
                await asyncio.wait_for(bell.wait(), left)
            except TimeoutError:
                continue
            if turn != self._turn:
                raise Refusal(409, CONFLICT)

    def _hand_over(self, update: Waiting) -> dict[str, Any]:
        update.delivered += 1
        return update.as_json()

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            self.waiting = self.waiting[offset:]
        elif offset:
            self.waiting = [item for item in self.waiting if item.number >= offset or (item.repeat and not item.delivered)]

    def _expire(self) -> None:
        now = self._now()
        self.waiting = [item for item in self.waiting if item.expires > now]
