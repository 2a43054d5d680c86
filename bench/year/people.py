"""What people do in a year, by chance: report, sign, dismiss, work through the steps, close, review, answer a call, relapse.

Each act is the product's own; what it should lead to goes into the ledger.
"""

import random
from datetime import datetime, timedelta

from bench.timetable import Timetable
from bench.town import TIERS
from bench.year.diary import DAY, Diary
from bench.year.figures import Costs, Figures
from bench.year.ledger import Ledger, Matter
from bot.desk import alerts, consequences, followups, parts, rechecks, reports, steps
from bot.desk.followups import CADENCE
from bot.desk.reports import Reported
from bot.office import Office
from bot.store.models import FollowUp


class People:
    """Residents, officers and leaders of so many stations."""

    def __init__(self, office: Office, engine: Timetable, diary: Diary, *, stations: int, chance: random.Random) -> None:
        self.office, self.engine, self.diary = office, engine, diary
        self.stations, self.chance = stations, chance
        self.ledger, self.figures, self.costs = Ledger(), Figures(), Costs()

    async def raise_alert(self, nth: int) -> None:
        """Somebody reports something."""
        tier = self.chance.choices(list(TIERS), list(TIERS.values()))[0]
        station = self.chance.randrange(self.stations)
        reported = Reported(f"year:{nth}", 10_000_000 + nth, "居民", f"{tier} {nth}", group=-1000 - station)
        receipt = await self.costs.timed("report", reports.report(self.office, reported))
        matter = self.ledger.matters[receipt.number] = Matter(receipt.number, station, tier)
        self.figures.counts[f"raised {tier}"] += 1
        await self.engine.play(self.office)
        self._will_sign(matter)

    def _will_sign(self, matter: Matter) -> None:
        late = self.chance.random() < 0.05
        who = 3 if late else self.chance.choice((1, 2))
        self.diary.soon(3.0 if late else 0.05, self.sign, matter, 1000 + matter.station * 10 + who)

    async def sign(self, matter: Matter, by: int) -> None:
        """签收; some turn out to be nothing."""
        outcome = await self.costs.timed("sign", alerts.acknowledge(self.office, matter.number, by))
        self._expect(outcome.changed, f"{matter.number}: signature")
        matter.holder, matter.state = by, "held"
        if matter.round == 1 and self.chance.random() < 0.15:
            self.diary.soon(0.5, self.dismiss, matter)
        else:
            self.diary.soon(0.2, self.work, matter)

    async def dismiss(self, matter: Matter) -> None:
        """误报."""
        outcome = await self.costs.timed("dismiss", alerts.dismiss(self.office, matter.number, matter.holder))
        self._expect(outcome.changed, f"{matter.number}: false alarm")
        self.ledger.drop(matter)
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
                self.ledger.plan(matter, nth, self.diary.now + timedelta(seconds=wait))
        matter.state = "met"
        self.diary.soon(30 if self.chance.random() < 0.05 else 0.3, self.close, matter)

    async def close(self, matter: Matter) -> None:
        """平台反馈."""
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
        taken = await self.costs.timed("step", work)
        self._expect(taken.changed, f"{matter.number}: {step} {outcome} {taken.key}")
        matter.moves += 1

    def _ended(self, matter: Matter) -> None:
        matter.state, matter.reviewed = "ended", False
        if self.chance.random() < 0.98:
            self.diary.soon(12, self.review, matter)

    async def review(self, matter: Matter) -> None:
        """复查; one in twenty is sent back."""
        if matter.state != "ended" or matter.reviewed:
            return
        async with self.office.store.begin() as session:
            alert = await alerts.find(session, matter.number)
            mark, judges = consequences.ending(alert), await parts.judges(session, alert)
        by = judges[0][0].telegram
        if self.chance.random() < 0.05:
            outcome = await self.costs.timed("refuse", rechecks.refuse(self.office, matter.number, by, mark, "再去一次"))
            self.figures.counts["refused"] += 1
            matter.state = "held"
            self.diary.soon(0.3, self.work, matter)
        else:
            outcome = await self.costs.timed("accept", rechecks.accept(self.office, matter.number, by, mark))
            self.figures.counts["accepted"] += 1
            matter.reviewed = True
        self._expect(outcome.changed, f"{matter.number}: review {outcome.key}")

    async def answer(self, row: int) -> None:
        """Somebody made the call."""
        async with self.office.store.begin() as session:
            found = await session.get(FollowUp, row)
            assert found is not None
            number, round, nth, state = found.alert_id, found.round, found.nth, found.state
        matter = self.ledger.matters[number]
        if (number, round, nth) in self.ledger.dropped or state not in ("asked", "missed"):
            return
        came = self.chance.choices(("safe", "still", "paid", "unreached"), (0.9, 0.04, 0.02, 0.04))[0]
        by = 1000 + matter.station * 10 + 3
        await self.costs.timed("answer", followups.record(self.office, row, by, came))
        self.figures.counts[f"came {came}"] += 1
        matter.calls.pop(nth, None)
        if came == "unreached" and not any(due <= self.diary.now + DAY for due in self._planned(matter)):
            self.ledger.plan(matter, self.ledger.last(number, round) + 1, self.diary.now + DAY)
        elif came in ("still", "paid"):
            await self._relapse(matter, came)

    def _planned(self, matter: Matter) -> list[datetime]:
        return [due for due in matter.calls.values() if due > self.diary.now]

    async def _relapse(self, matter: Matter, came: str) -> None:
        tiers = list(TIERS)
        matter.tier = "urgent" if came == "paid" else tiers[min(tiers.index(matter.tier) + 1, 3)]
        self.ledger.relapses[matter.number] = self.ledger.relapses.get(matter.number, 0) + 1
        if matter.state != "ended":
            return
        self.ledger.drop(matter)
        matter.round, matter.state, matter.met = matter.round + 1, "open", False
        await self.engine.play(self.office)
        self._will_sign(matter)

    def _expect(self, true: bool, what: str) -> None:
        if not true:
            self.figures.missed.append(f"{self.diary.now:%m-%d %H:%M} {what}")
