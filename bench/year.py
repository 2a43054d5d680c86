"""`make year`: a simulated year of 50,000 alerts, and whether anything was missed.

Everything that happens goes through the product's own acts on a real database: reports, signatures, steps, endings, reviews, follow-ups
and their answers, by chance with a seed; outages of hours in which nobody looks, crashes in the middle of the work, repairs by the audit.
The clock is pushed. Beside it a ledger is kept that knows nothing of the product's rows: which calls are due when. In the end they agree.
"""

import argparse
import asyncio
import heapq
import itertools
import random
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from dbos import DBOS
from rich.console import Console
from rich.table import Table

from bench.timetable import Timetable, in_one_thread
from bench.town import STATIONS, TIERS, Phones, Tiered, deployment, nothing
from bot import clock, housekeeping
from bot.deployment import Deployment
from bot.desk import alerts, board, consequences, followups, lookback, parts, rechecks, reports, steps
from bot.desk.followups import CADENCE
from bot.desk.reports import Reported
from bot.office import Office, leave, occupy
from bot.privacy import Cipher
from bot.settings import Settings
from bot.setup import apply
from bot.store import alerts as alert_rows
from bot.store.engine import Store
from bot.store.models import Alert, AlertLog, FollowUp
from bot.watching import audit
from bot.watching.mending import Mender

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass
class Matter:
    """One alert as the ledger knows it. state: open, held, met, or ended; calls: when each of the present round is due, by its number."""

    number: int
    station: int
    tier: str
    state: str = "open"
    round: int = 1
    moves: int = 0
    holder: int = 0
    met: bool = False
    reviewed: bool = False
    calls: dict[int, datetime] = field(default_factory=dict)


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


class Year:
    """The year: a heap of what people are going to do, a clock, an hourly look of the calendar; `live` runs it."""

    def __init__(self, office: Office, engine: Timetable, phones: Phones, *, size: Size, seed: int) -> None:
        self.office, self.engine, self.phones = office, engine, phones
        self.size, self.tick, self.stations = size, HOUR * size.tick, size.stations
        self.chance = random.Random(seed)
        self.start = clock.now().replace(minute=0, second=0, microsecond=0) + HOUR
        self.end = self.start + DAY * size.days
        self.figures = Figures()
        self.matters: dict[int, Matter] = {}
        self.calls: dict[tuple[int, int, int], datetime] = {}
        self.dropped: set[tuple[int, int, int]] = set()
        self.relapses: dict[int, int] = {}
        self.seconds: Counter[str] = Counter()
        self.acts: Counter[str] = Counter()
        self._heap: list[tuple[datetime, int, Callable[[], Awaitable[None]]]] = []
        self._order = itertools.count()
        self._answered: Counter[tuple[int, str]] = Counter()
        self._now = self.start

    def moment(self) -> datetime:
        """The simulated present."""
        return self._now

    def soon(self, hours: float, act: Callable[..., Awaitable[None]], *args: Any) -> None:
        """Somebody will do something in so many hours, a little more or less."""
        at = self._now + HOUR * hours * self.chance.uniform(0.5, 1.5)
        heapq.heappush(self._heap, (at, next(self._order), lambda: act(*args)))

    async def timed(self, name: str, work: Awaitable[Any]) -> Any:
        """Await something and note what it took of the processor, whatever else the machine does."""
        began = time.process_time()
        result = await work
        self.seconds[name] += time.process_time() - began
        self.acts[name] += 1
        return result

    async def live(self) -> Figures:
        """The whole year, hour by hour."""
        for nth in range(self.size.count):
            at = self.start + DAY * self.chance.uniform(0, self.size.days)
            heapq.heappush(self._heap, (at, next(self._order), lambda nth=nth: self.raise_alert(nth)))
        outages = self._outages()
        hour, began = self.start, time.perf_counter()
        while hour < self.end:
            if time.perf_counter() - began > self.size.minutes * 60:
                self.end = hour
                break
            if (away := outages.get(hour)) is not None:
                hour = await self._outage(hour, away)
            await self._people(hour)
            self._now = hour
            await self._look()
            if (hour - self.start) % DAY < self.tick:
                await self._day((hour - self.start) // DAY)
            hour += self.tick
        await self._people(self.end)
        self._now = self.end
        await self._look()
        self.figures.missed += await self.missing()
        return self.figures

    def _outages(self) -> dict[datetime, int]:
        """When nobody works, and for how many hours: twice a month."""
        hours, tick = self.size.days * 24, self.size.tick
        starts = [self.chance.randrange(24, hours - 24, tick) for _ in range(max(self.size.days // 14, 1))]
        return {self.start + HOUR * start: self.chance.randint(1, 9 // tick + 1) * tick for start in starts}

    async def _outage(self, hour: datetime, hours: int) -> datetime:
        """A crash in the middle of the work, then nothing; every other time the audit repairs before the calendar is back."""
        self._now = hour
        self.figures.counts["outages"] += 1
        await self.engine.play(self.office, crash=True)
        self._now = until = min(hour + HOUR * hours, self.end - self.tick)
        late = [(max(at, until), order, act) for at, order, act in self._heap if at < until]
        self._heap = [entry for entry in self._heap if entry[0] >= until] + late
        heapq.heapify(self._heap)
        found = await audit.look(self.office.store)
        self.figures.found.update(finding.kind for finding in found)
        if self.figures.counts["outages"] % 2:
            mender = Mender(self.office.store)
            for finding in found:
                self.figures.mended[finding.kind] += await mender.mend(finding)
            mender.close()
        return until

    async def _people(self, until: datetime) -> None:
        while self._heap and self._heap[0][0] <= until:
            at, _, act = heapq.heappop(self._heap)
            self._now = max(at, self._now)
            await act()

    async def _look(self) -> None:
        """The calendar's look and the engine's work; who was reminded will answer."""
        while (asked := await self.timed("calendar", followups.ask_for_due(self.office, self._now))) == 500:
            self.figures.counts["calls"] += asked
        await self.engine.play(self.office)
        for (row, state), times in (self.phones.asked - self._answered).items():
            self._answered[row, state] += times
            if self._answered[row, state] == times and self.chance.random() < (0.9 if state == "asked" else 0.7):
                self.soon(8, self.answer, row)

    async def _day(self, day: int) -> None:
        await self.timed("housekeeping", housekeeping.clean(self.office))
        found = await self.timed("audit", audit.look(self.office.store))
        for finding in found:
            if not finding.minor:
                self.figures.missed.append(f"day {day}: {finding.kind} {finding.about}")
        if day % 7 == 0:
            await self.timed("weekly list", self._week())
        if day % 30 == 0:
            await self._month(day)

    async def _week(self) -> None:
        async with self.office.store.begin() as session:
            await lookback.of_week(session, await lookback.happened(session, self._now))

    async def _month(self, day: int) -> None:
        """What people's looks cost now, and how big the database is."""
        for _ in range(3):
            await self.timed("/alerts", board.live(self.office, 1003))
            await self.timed("/followups", followups.waiting(self.office, 1003))
            await self.timed("/rechecks", rechecks.waiting(self.office, 1003))
        line = {name: 1000 * self.seconds[name] / self.acts[name] for name in self.acts}
        line |= {f"play {name}": 1000 * took / self.engine.played[name] for name, took in self.engine.seconds.items() if took > 0.01}
        line |= {"day": day, "alerts": len(self.matters), "megabytes": await self._size() / 2**20}
        self.figures.months.append(line)
        self.seconds.clear()
        self.acts.clear()
        self.engine.seconds.clear()
        self.engine.played.clear()
        print(f"day {day}: " + "  ".join(f"{name} {value:.1f}" for name, value in line.items() if name != "day"), flush=True)

    async def _size(self) -> int:
        sqlite = "select page_count * page_size from pragma_page_count(), pragma_page_size()"
        query = sqlite if self.office.store.sqlite else "select pg_database_size(current_database())"
        async with self.office.store.begin() as session:
            return int((await session.execute(sa.text(query))).scalar_one())

    async def raise_alert(self, nth: int) -> None:
        tier = self.chance.choices(list(TIERS), list(TIERS.values()))[0]
        station = self.chance.randrange(self.stations)
        reported = Reported(f"year:{nth}", 10_000_000 + nth, "居民", f"{tier} {nth}", group=-1000 - station)
        receipt = await self.timed("report", reports.report(self.office, reported))
        matter = self.matters[receipt.number] = Matter(receipt.number, station, tier)
        self.figures.counts[f"raised {tier}"] += 1
        await self.engine.play(self.office)
        self._will_sign(matter)

    def _will_sign(self, matter: Matter) -> None:
        late = self.chance.random() < 0.05
        who = 3 if late else self.chance.choice((1, 2))
        self.soon(3.0 if late else 0.05, self.sign, matter, 1000 + matter.station * 10 + who)

    async def sign(self, matter: Matter, by: int) -> None:
        outcome = await self.timed("sign", alerts.acknowledge(self.office, matter.number, by))
        self._expect(outcome.changed, f"{matter.number}: signature")
        matter.holder, matter.state = by, "held"
        if matter.round == 1 and self.chance.random() < 0.15:
            self.soon(0.5, self.dismiss, matter)
        else:
            self.soon(0.2, self.work, matter)

    async def dismiss(self, matter: Matter) -> None:
        outcome = await self.timed("dismiss", alerts.dismiss(self.office, matter.number, matter.holder))
        self._expect(outcome.changed, f"{matter.number}: false alarm")
        self._drop(matter)
        self._ended(matter)

    async def work(self, matter: Matter) -> None:
        """The steps up to the meeting; the report to the platform comes later."""
        if matter.tier in ("low", "medium"):
            way = [("phone", "busy")] * (self.chance.random() < 0.3) + [("phone", "persuaded")]
        else:
            way = [("phone", "denies"), ("visit", "found"), ("verify", "match"), ("meet", "persuaded")]
        for step, outcome in way:
            await self._step(matter, step, outcome)
        if not matter.met:
            matter.met = True
            for nth, wait in enumerate(CADENCE[matter.tier], 1):
                self._call(matter, nth, self._now + timedelta(seconds=wait))
        matter.state = "met"
        self.soon(30 if self.chance.random() < 0.05 else 0.3, self.close, matter)

    async def close(self, matter: Matter) -> None:
        if matter.state != "met":
            return
        if matter.tier in ("high", "urgent") and await self._state(matter) == "reached":  # it became grave after the call
            for step, outcome in (("visit", "found"), ("verify", "match"), ("meet", "persuaded")):
                await self._step(matter, step, outcome)
        await self._step(matter, "feedback", "dissuaded")
        self._ended(matter)

    async def _state(self, matter: Matter) -> str:
        async with self.office.store.begin() as session:
            return (await alerts.find(session, matter.number)).state

    async def _step(self, matter: Matter, step: str, outcome: str) -> None:
        work = steps.record(self.office, matter.number, matter.holder, step, outcome, matter.moves)
        taken = await self.timed("step", work)
        self._expect(taken.changed, f"{matter.number}: {step} {outcome} {taken.key}")
        matter.moves += 1

    def _ended(self, matter: Matter) -> None:
        matter.state, matter.reviewed = "ended", False
        if self.chance.random() < 0.98:
            self.soon(12, self.review, matter)

    async def review(self, matter: Matter) -> None:
        if matter.state != "ended" or matter.reviewed:
            return
        async with self.office.store.begin() as session:
            alert = await alerts.find(session, matter.number)
            mark, judges = consequences.ending(alert), await parts.judges(session, alert)
        by = judges[0][0].telegram
        if self.chance.random() < 0.05:
            outcome = await self.timed("refuse", rechecks.refuse(self.office, matter.number, by, mark, "再去一次"))
            self.figures.counts["refused"] += 1
            matter.state = "held"
            self.soon(0.3, self.work, matter)
        else:
            outcome = await self.timed("accept", rechecks.accept(self.office, matter.number, by, mark))
            self.figures.counts["accepted"] += 1
            matter.reviewed = True
        self._expect(outcome.changed, f"{matter.number}: review {outcome.key}")

    def _call(self, matter: Matter, nth: int, due: datetime) -> None:
        matter.calls[nth] = due
        self.calls[matter.number, matter.round, nth] = due

    def _drop(self, matter: Matter) -> None:
        """What is left of this round's calls is not needed any more."""
        self.dropped |= {(matter.number, matter.round, nth) for nth in matter.calls}
        matter.calls.clear()

    async def answer(self, row: int) -> None:
        """Somebody made the call."""
        async with self.office.store.begin() as session:
            found = await session.get(FollowUp, row)
            assert found is not None
            number, round, nth, state = found.alert_id, found.round, found.nth, found.state
        matter = self.matters[number]
        if (number, round, nth) in self.dropped or state not in ("asked", "missed"):
            return
        came = self.chance.choices(("safe", "still", "paid", "unreached"), (0.9, 0.04, 0.02, 0.04))[0]
        by = 1000 + matter.station * 10 + 3
        await self.timed("answer", followups.record(self.office, row, by, came))
        self.figures.counts[f"came {came}"] += 1
        matter.calls.pop(nth, None)
        if came == "unreached" and not any(due <= self._now + DAY for due in self._planned(matter)):
            self._call(matter, max(key[2] for key in self.calls if key[:2] == (number, round)) + 1, self._now + DAY)
        elif came in ("still", "paid"):
            await self._relapse(matter, came)

    def _planned(self, matter: Matter) -> list[datetime]:
        return [due for due in matter.calls.values() if due > self._now]

    async def _relapse(self, matter: Matter, came: str) -> None:
        tiers = list(TIERS)
        matter.tier = "urgent" if came == "paid" else tiers[min(tiers.index(matter.tier) + 1, 3)]
        self.relapses[matter.number] = self.relapses.get(matter.number, 0) + 1
        if matter.state != "ended":
            return
        self._drop(matter)
        matter.round, matter.state, matter.met = matter.round + 1, "open", False
        await self.engine.play(self.office)
        self._will_sign(matter)

    def _expect(self, true: bool, what: str) -> None:
        if not true:
            self.figures.missed.append(f"{self._now:%m-%d %H:%M} {what}")

    async def missing(self) -> list[str]:
        """What the ledger knows and the product missed, or did twice."""
        wrong: list[str] = []
        async with self.office.store.begin() as session:
            rows = {(row.alert_id, row.round, row.nth): row for row in await session.scalars(sa.select(FollowUp))}
            states = {row.id: row for row in await session.scalars(sa.select(Alert))}
            relapsed = dict(
                (
                    await session.execute(
                        sa.select(AlertLog.alert_id, sa.func.count()).where(AlertLog.act == "relapsed").group_by(AlertLog.alert_id)
                    )
                ).all()
            )
            listed = {
                row.id for station in range(self.stations) for row in await alert_rows.unreviewed(session, [f"s{station}", f"s{station}-1"])
            }
        if set(rows) != set(self.calls):
            wrong += [f"call {key} is not planned as it should be" for key in set(rows) ^ set(self.calls)]
        for key, due in self.calls.items():
            wrong += self._call_missed(key, due, rows[key]) if key in rows else []
        self.figures.counts["days"] = (self.end - self.start) // DAY
        self.figures.counts["calls planned"] = len(rows)
        self.figures.counts["calls asked"] = sum(times > 0 for (_, state), times in self.phones.asked.items() if state == "asked")
        self.figures.counts["calls told to leaders"] = len({row for row, state in self.phones.asked if state == "missed"})
        self.figures.counts["reminders doubled"] = sum(times - 1 for (_, state), times in self.phones.asked.items() if state == "asked")
        for matter in self.matters.values():
            alert = states[matter.number]
            if relapsed.get(matter.number, 0) != self.relapses.get(matter.number, 0) or alert.round != matter.round:
                wrong.append(f"relapse of {matter.number}: round {alert.round}, not {matter.round}")
            if matter.state == "ended" and not matter.reviewed and matter.number not in listed:
                wrong.append(f"{matter.number} waits for a review and is not listed")
        self.figures.counts["relapses"] = sum(self.relapses.values())
        self.figures.counts["waiting for review"] = len(listed)
        return wrong

    def _call_missed(self, key: tuple[int, int, int], due: datetime, row: FollowUp) -> list[str]:
        asked, told = self.phones.asked[row.id, "asked"], self.phones.asked[row.id, "missed"]
        wrong = []
        if abs((row.due_at - due).total_seconds()) > 1:
            wrong.append(f"call {key} is planned for {row.due_at}, not {due}")
        if due <= self.end - self.tick and key not in self.dropped and not asked and not told:
            wrong.append(f"call {key} was due at {due} and nobody was asked ({row.state})")
        if row.state == "missed" and not told:
            wrong.append(f"call {key} was missed and the leader does not know")
        return wrong


@asynccontextmanager
async def town(url: str, folder: Path, *, stations: int, whole: bool) -> AsyncIterator[tuple[Office, Timetable, Phones]]:
    """An office on an empty database, whose engine is played and whose phones count."""
    settings = Settings(database_url=url, data_dir=folder, secret_key="year", reports_per_hour=1000, _env_file=None)
    store, phones = Store(settings.database, folder), Phones()
    await store.migrate()
    await asyncio.to_thread(DBOS.migrate, store.plain_url)
    engine = Timetable(store, whole=whole)
    office = Office(settings, store, Cipher("year"), nothing(), Tiered()(), engine, community=phones, duty=phones)
    await apply(store, Deployment.model_validate(deployment(stations)))
    engine.lend()
    occupy(office)
    try:
        yield office, engine, phones
    finally:
        leave()
        engine.give_back()
        await store.close()


def printed(figures: Figures, took: float) -> Table:
    """The year as a table."""
    table = Table("what", "figure", title=f"a simulated year, {took / 60:.0f} minutes")
    for name, count in figures.counts.items():
        table.add_row(name, f"{count:,}")
    table.add_row("found by the audit after outages", ", ".join(f"{kind} {count:,}" for kind, count in figures.found.items()))
    table.add_row("repaired before the calendar was back", ", ".join(f"{kind} {count:,}" for kind, count in figures.mended.items()))
    first, last = figures.months[0], figures.months[-1]
    second = figures.months[1] if len(figures.months) > 1 else first
    for name in last:
        table.add_row(f"{name}, first month → last", f"{second.get(name, 0):,.1f} → {last[name]:,.1f}")
    table.add_row("missed", f"{len(figures.missed):,}")
    return table


async def measure(url: str, folder: Path, size: Size, *, seed: int = 1, whole: bool = False) -> Figures:
    """A year on this empty database; the clock is the product's own, pushed."""
    true_now = clock.now
    async with town(url, folder, stations=size.stations, whole=whole) as (office, engine, phones):
        year = Year(office, engine, phones, size=size, seed=seed)
        clock.now = year.moment
        try:
            return await year.live()
        finally:
            clock.now = true_now


def main() -> None:
    """Run it; exit code 1 when anything was missed."""
    knobs = argparse.ArgumentParser(description=__doc__)
    knobs.add_argument("--alerts", type=int, default=50_000)
    knobs.add_argument("--days", type=int, default=365)
    knobs.add_argument("--seed", type=int, default=1)
    knobs.add_argument("--whole", action="store_true", help="cards and words to people are written too, not only counted as sent")
    knobs.add_argument("--minutes", type=float, default=float("inf"), help="end the year after so many minutes, at whatever day it is")
    knobs.add_argument("--database", default="", help="an empty PostgreSQL database; a SQLite file in a temporary folder unless given")
    given = knobs.parse_args()
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        url = given.database or f"sqlite:///{folder}/year.db"
        size = Size(given.alerts, given.days, minutes=given.minutes)
        in_one_thread()
        figures = asyncio.run(measure(url, Path(folder), size, seed=given.seed, whole=given.whole))
    Console().print(printed(figures, time.perf_counter() - began))
    for line in figures.missed[:40]:
        print("missed:", line)
    raise SystemExit(1 if figures.missed else 0)


if __name__ == "__main__":
    main()
