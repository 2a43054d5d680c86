"""What a year is to bring, what it brought, and what that cost."""

import time
from collections import Counter, defaultdict
from collections.abc import Awaitable
from dataclasses import dataclass, field
from typing import Any

from bench.town import STATIONS


@dataclass
class Figures:
    """What a year brought: how much of everything, what it took, and what was missed (nothing, if all is well)."""

    counts: Counter[str] = field(default_factory=Counter)
    months: list[dict[str, float]] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    found: Counter[str] = field(default_factory=Counter)
    mended: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Size:
    """How much of a year: alerts, days, stations, hours between two looks of the calendar, and minutes after which it ends early."""

    count: int = 50_000
    days: int = 365
    stations: int = STATIONS
    tick: int = 1
    minutes: float = float("inf")


@dataclass
class Costs:
    """What each kind of act took of the processor since the last `clear`, in seconds, and how many there were."""

    seconds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    acts: Counter[str] = field(default_factory=Counter)

    async def timed(self, name: str, work: Awaitable[Any]) -> Any:
        """Await something and note what it took of the processor, whatever else the machine does."""
        began = time.process_time()
        result = await work
        self.seconds[name] += time.process_time() - began
        self.acts[name] += 1
        return result

    def each(self) -> dict[str, float]:
        """Milliseconds that one of each kind took."""
        return {name: 1000 * self.seconds[name] / self.acts[name] for name in self.acts}

    def clear(self) -> None:
        """Begin anew."""
        self.seconds.clear()
        self.acts.clear()
