"""The clock that is pushed, and what people are going to do: whoever acts writes here when, and the year comes by."""

import heapq
import itertools
import random
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

HOUR, DAY = timedelta(hours=1), timedelta(days=1)

Deed = Callable[[], Awaitable[None]]


class Diary:
    """The simulated present, and appointments by time."""

    def __init__(self, now: datetime, chance: random.Random) -> None:
        self.now = now
        self._chance = chance
        self._heap: list[tuple[datetime, int, Deed]] = []
        self._order = itertools.count()

    def moment(self) -> datetime:
        """The simulated present."""
        return self.now

    def at(self, moment: datetime, deed: Deed) -> None:
        """Somebody will do something then."""
        heapq.heappush(self._heap, (moment, next(self._order), deed))

    def soon(self, hours: float, act: Callable[..., Awaitable[None]], *args: Any) -> None:
        """In so many hours, a little more or less."""
        self.at(self.now + HOUR * hours * self._chance.uniform(0.5, 1.5), lambda: act(*args))

    def put_off(self, until: datetime) -> None:
        """Nobody can do anything before that."""
        late = [(max(at, until), order, act) for at, order, act in self._heap if at < until]
        self._heap = [entry for entry in self._heap if entry[0] >= until] + late
        heapq.heapify(self._heap)

    async def pass_until(self, until: datetime) -> None:
        """Everything that people do up to then."""
        while self._heap and self._heap[0][0] <= until:
            at, _, act = heapq.heappop(self._heap)
            self.now = max(at, self.now)
            await act()
