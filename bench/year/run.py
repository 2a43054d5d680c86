"""The year itself: a clock that is pushed, looks of the calendar, outages, crashes in the middle of the work, repairs by the audit.

Everything that happens goes through the product's own acts on a real database. In the end the ledger, which knows nothing of the product's
rows, and the rows agree.
"""

import asyncio
import random
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from dbos import DBOS

from bench.timetable import Timetable
from bench.town import Phones, Tiered, deployment, nothing
from bench.year.diary import DAY, HOUR, Diary
from bench.year.figures import Figures, Size
from bench.year.ledger import missing
from bench.year.people import People
from bot import clock, housekeeping
from bot.deployment import Deployment
from bot.desk import board, followups, lookback, rechecks
from bot.office import Office, leave, occupy
from bot.privacy import Cipher
from bot.settings import Settings
from bot.setup import apply
from bot.store.engine import Store
from bot.watching import audit
from bot.watching.mending import Mender


class Year:
    """The year: an hourly look of the calendar, what people do in between, days, months and outages; `live` runs it."""

    def __init__(self, office: Office, engine: Timetable, phones: Phones, *, size: Size, seed: int) -> None:
        self.office, self.engine, self.phones = office, engine, phones
        self.size, self.tick = size, HOUR * size.tick
        self.chance = random.Random(seed)
        self.start = clock.now().replace(minute=0, second=0, microsecond=0) + HOUR
        self.end = self.start + DAY * size.days
        self.diary = Diary(self.start, self.chance)
        self.people = People(office, engine, self.diary, stations=size.stations, chance=self.chance)
        self.figures, self.costs = self.people.figures, self.people.costs
        self._answered: Counter[tuple[int, str]] = Counter()

    async def live(self) -> Figures:
        """The whole year, hour by hour."""
        for nth in range(self.size.count):
            at = self.start + DAY * self.chance.uniform(0, self.size.days)
            self.diary.at(at, partial(self.people.raise_alert, nth))
        outages = self._outages()
        hour, began = self.start, time.perf_counter()
        while hour < self.end:
            if time.perf_counter() - began > self.size.minutes * 60:
                self.end = hour
                break
            if (away := outages.get(hour)) is not None:
                hour = await self._outage(hour, away)
            await self.diary.pass_until(hour)
            self.diary.now = hour
            await self._look()
            if (hour - self.start) % DAY < self.tick:
                await self._day((hour - self.start) // DAY)
            hour += self.tick
        await self.diary.pass_until(self.end)
        self.diary.now = self.end
        await self._look()
        self.figures.counts["days"] = (self.end - self.start) // DAY
        until, stations = self.end - self.tick, self.size.stations
        self.figures.missed += await missing(self.office, self.people.ledger, self.phones, self.figures, stations=stations, until=until)
        return self.figures

    def _outages(self) -> dict[datetime, int]:
        """When nobody works, and for how many hours: twice a month."""
        hours, tick = self.size.days * 24, self.size.tick
        starts = [self.chance.randrange(24, hours - 24, tick) for _ in range(max(self.size.days // 14, 1))]
        return {self.start + HOUR * start: self.chance.randint(1, 9 // tick + 1) * tick for start in starts}

    async def _outage(self, hour: datetime, hours: int) -> datetime:
        """A crash in the middle of the work, then nothing; every other time the audit repairs before the calendar is back."""
        self.diary.now = hour
        self.figures.counts["outages"] += 1
        await self.engine.play(self.office, crash=True)
        self.diary.now = until = min(hour + HOUR * hours, self.end - self.tick)
        self.diary.put_off(until)
        found = await audit.look(self.office.store)
        self.figures.found.update(finding.kind for finding in found)
        if self.figures.counts["outages"] % 2:
            mender = Mender(self.office.store)
            for finding in found:
                self.figures.mended[finding.kind] += await mender.mend(finding)
            mender.close()
        return until

    async def _look(self) -> None:
        """The calendar's look and the engine's work; who was reminded will answer."""
        while (asked := await self.costs.timed("calendar", followups.ask_for_due(self.office, self.diary.now))) == 500:
            self.figures.counts["calls"] += asked
        await self.engine.play(self.office)
        for (row, state), times in (self.phones.asked - self._answered).items():
            self._answered[row, state] += times
            if self._answered[row, state] == times and self.chance.random() < (0.9 if state == "asked" else 0.7):
                self.diary.soon(8, self.people.answer, row)

    async def _day(self, day: int) -> None:
        await self.costs.timed("housekeeping", housekeeping.clean(self.office))
        found = await self.costs.timed("audit", audit.look(self.office.store))
        for finding in found:
            if not finding.minor:
                self.figures.missed.append(f"day {day}: {finding.kind} {finding.about}")
        if day % 7 == 0:
            await self.costs.timed("weekly list", self._week())
        if day % 30 == 0:
            await self._month(day)

    async def _week(self) -> None:
        async with self.office.store.begin() as session:
            await lookback.of_week(session, await lookback.happened(session, self.diary.now))

    async def _month(self, day: int) -> None:
        """What people's looks cost now, and how big the database is."""
        for _ in range(3):
            await self.costs.timed("/alerts", board.live(self.office, 1003))
            await self.costs.timed("/followups", followups.waiting(self.office, 1003))
            await self.costs.timed("/rechecks", rechecks.waiting(self.office, 1003))
        line = self.costs.each()
        line |= {f"play {name}": 1000 * took / self.engine.played[name] for name, took in self.engine.seconds.items() if took > 0.01}
        line |= {"day": day, "alerts": len(self.people.ledger.matters), "megabytes": await self._size() / 2**20}
        self.figures.months.append(line)
        self.costs.clear()
        self.engine.seconds.clear()
        self.engine.played.clear()
        print(f"day {day}: " + "  ".join(f"{name} {value:.1f}" for name, value in line.items() if name != "day"), flush=True)

    async def _size(self) -> int:
        sqlite = "select page_count * page_size from pragma_page_count(), pragma_page_size()"
        query = sqlite if self.office.store.sqlite else "select pg_database_size(current_database())"
        async with self.office.store.begin() as session:
            return int((await session.execute(sa.text(query))).scalar_one())


@asynccontextmanager
async def town(url: str, folder: Path, *, stations: int, whole: bool) -> AsyncIterator[tuple[Office, Timetable, Phones]]:
    """An office on an empty database, whose engine is played and whose phones count."""
    settings = Settings(database_url=url, data_dir=folder, secret_key="year", reports_per_hour=1000, _env_file=None)
    store, phones = Store(settings.database, folder), Phones()
    await store.migrate()
    await asyncio.to_thread(DBOS.migrate, store.plain_url)
    engine = Timetable(store, whole=whole)
    both: Any = phones  # as much of both bots as a year asks for
    office = Office(settings, store, Cipher("year"), nothing(), Tiered()(), engine, community=both, duty=both)
    await apply(store, Deployment.model_validate(deployment(stations)))
    engine.lend()
    occupy(office)
    try:
        yield office, engine, phones
    finally:
        leave()
        engine.give_back()
        await store.close()


async def measure(url: str, folder: Path, size: Size, *, seed: int = 1, whole: bool = False) -> Figures:
    """A year on this empty database; the clock is the product's own, pushed."""
    true_now = clock.now
    async with town(url, folder, stations=size.stations, whole=whole) as (office, engine, phones):
        year = Year(office, engine, phones, size=size, seed=seed)
        clock.now = year.diary.moment
        try:
            return await year.live()
        finally:
            clock.now = true_now
