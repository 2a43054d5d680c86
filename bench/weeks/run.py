"""The year itself: every six hours somebody looks, the pump empties itself, people change their minds, machines die; all is counted."""

import asyncio
import random
from collections.abc import Awaitable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, cast

from bench.weeks.editors import Editors
from bench.weeks.figures import Figures, Size
from bench.weeks.judge import judge
from bench.weeks.mortal import Killed, Life, Line, MortalStore, Silent, Telegram
from bench.weeks.newsroom import Play, newsroom
from bench.weeks.people import Groups
from bot import clock
from bot.office import Office
from bot.publicity import brake, bulletins, pump
from bot.publicity.editions import Editions
from bot.watching import audit
from bot.watching.mending import Mender

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LATER = (timedelta(), timedelta(seconds=70), timedelta(minutes=10))
"""After a look: when the pump is given another chance, since floods and pauses pass."""


class Year:
    """The year: a clock, looks, outages, deaths; groups and editors in between."""

    def __init__(self, office: Office, engine: Play, voice: Silent, size: Size) -> None:
        self.office, self.engine, self.voice, self.size = office, engine, voice, size
        self.chance = random.Random(size.seed)
        self.start = clock.now().replace(minute=0, second=0, microsecond=0) + HOUR
        self.end = self.start + timedelta(weeks=size.weeks)
        self._now = self.start
        self.telegram = Telegram(self.moment)
        self.groups = Groups(office, self.telegram, self.moment, self.chance)
        self.ledger, self.figures = self.groups.ledger, self.groups.figures
        self.editors = Editors(office, self.moment, self.chance, (self.ledger, self.figures))
        self._pump: pump.Pump | None = None

    def moment(self) -> datetime:
        """The simulated present."""
        return self._now

    def seconds(self) -> float:
        """The same as a monotonic clock."""
        return (self._now - self.start).total_seconds()

    async def live(self) -> Figures:
        """All of it, then the comparison."""
        self._reborn(immortal=True)
        for nth in range(self.size.groups):
            await self.groups.join(f"{nth} 号群", back=timedelta(days=self.chance.randrange(1, 30)))
        outages = self._outages()
        while self._now < self.end:
            if outages and outages[0][0] <= self._now:
                await self._outage(outages.pop(0)[1])
            self._alive(None)
            await self.groups.live(self.size.tick / (24 * 7))
            await self.editors.live(self.size.tick / (24 * 7))
            self._reborn()
            await self._look()
            self._now += HOUR * self.size.tick
        self._reborn(immortal=True)
        await self._look(final=True)
        self.figures.counts["groups"] = len(self.ledger.members)
        await judge(self.office, self.ledger, self.telegram, self.voice, self.figures, self._now + HOUR)
        return self.figures

    def _outages(self) -> list[tuple[datetime, timedelta]]:
        """When nobody works and for how long: some hours often, three days now and then, some of them just before a slot."""
        lengths = [HOUR * self.chance.randint(1, 20) for _ in range(self.size.outages)] + [DAY * 3] * self.size.long_outages
        span = self.size.weeks * 7 * 24
        return sorted((self.start + HOUR * self.chance.randrange(24, max(25, span - 96)), length) for length in lengths)

    def _reborn(self, *, immortal: bool = False) -> None:
        """A new process: it remembers nothing."""
        life = Life(self.chance, 0 if immortal else self.size.life, self.figures.deaths)
        self._alive(life)
        self.office.community = cast(Any, Line(self.telegram, life, self.chance))
        self._pump = pump.Pump(self.office, [Editions(self.office)])

    def _alive(self, life: Life | None) -> None:
        cast(MortalStore, self.office.store).life = life

    async def _mortally(self, work: Awaitable[Any]) -> bool:
        """Do something in this life; False when it ended in the middle of it, and another begins."""
        try:
            await work
        except Killed:
            stragglers = [task for task in asyncio.all_tasks() if task.get_name() == "broadcast"]
            await asyncio.gather(*stragglers, return_exceptions=True)
            self._reborn()
            return False
        return True

    async def _look(self, *, final: bool = False) -> None:
        """Everything that the processes of a running house do at one moment, as often as it takes to come through."""
        while not await self._mortally(bulletins.ask_for_due(self.office)):
            pass
        self.ledger.looks.append(self._now)
        base = self._now
        for later in (*LATER, HOUR) if final else LATER:
            self._now = base + later
            while not await self._mortally(self._work()):
                pass
        self._now = base

    async def _work(self) -> None:
        assert self._pump is not None
        await self._pump.drain()
        await self.engine.play(self.office)

    async def _outage(self, length: timedelta) -> None:
        """Killed while it works, then nothing; every other time the audit repairs before the calendar is back."""
        self._reborn()
        life = cast(MortalStore, self.office.store).life
        assert life is not None
        life.hurry(self.chance.randint(1, 60))
        self.ledger.glances.append(self._now)
        await self._mortally(self._all_once())
        self._reborn(immortal=True)
        self.ledger.outages.append((self._now, self._now + length))
        self._now += length
        self.figures.counts["outages"] += 1
        if self.figures.counts["outages"] % 2:
            await self._mend()
        self._reborn()

    async def _all_once(self) -> None:
        await bulletins.ask_for_due(self.office)
        await self._work()

    async def _mend(self) -> None:
        found = await audit.look(self.office.store)
        self.figures.found.update(finding.kind for finding in found)
        mender = Mender(self.office.store)
        for finding in found:
            if finding.kind == "edition-missing":
                self.figures.counts["mended by the audit"] += await mender.mend(finding)
        mender.close()
        await self.engine.play(self.office)
        self.ledger.glances.append(self._now)  # what fell due within the last minutes it leaves to the calendar
        self._now += timedelta(minutes=1)


async def measure(url: str, folder: Path, size: Size) -> Figures:
    """A year on this empty database; both clocks of the product are pushed."""
    true_now, true_monotonic = clock.now, brake.monotonic
    async with newsroom(url, folder, size.stories) as (office, engine, voice):
        year = Year(office, engine, voice, size)
        asyncio.get_running_loop().set_exception_handler(lambda _, __: None)  # tasks of the dead
        clock.now, brake.monotonic = year.moment, year.seconds
        try:
            return await year.live()
        finally:
            clock.now, brake.monotonic = true_now, true_monotonic
