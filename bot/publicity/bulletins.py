"""The case of the week: which story, when, and once per group and week.

The calendar (APScheduler) says when; the row's unique key says once; at start the newest due slot is asked for again. A planned row is an
intent: bot.publicity.editions brings it out through the pump that sends whatever goes to many.
"""

import asyncio
import zlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger
from apscheduler.triggers.interval import IntervalTrigger

from bot import clock, office, threads
from bot.desk.lookback import ask_for_week
from bot.durable import record, workflow
from bot.library.read import Library, StoryCard
from bot.office import Office
from bot.publicity.quizzes import weak
from bot.publicity.schedule import Due, latest, parse_slot, slot_in, upcoming
from bot.store import bulletins, deployments, groups
from bot.store.engine import Store
from bot.store.models import Group
from bot.texts import say

FRESH = timedelta(hours=48)
NOT_AGAIN = timedelta(weeks=26)
MANY = 50
"""Editions planned at a time."""
LOOK = timedelta(seconds=5)
LOOKBACK = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Choice:
    """A story and why it was chosen (one Chinese sentence for editors)."""

    story: str
    why: str


@dataclass(frozen=True, slots=True)
class Past:
    """What a group has had: stories, newest first, and families whose latest quiz it found hard."""

    told: Sequence[str]
    weak: Collection[str]


def choose(
    library: Library, tags: Sequence[str], month: int, told: Sequence[str], salt: int, *, weak: Collection[str] = ()
) -> Choice | None:
    """The best story a group has not had: season first, then families whose quiz it found hard, to whom it is, the family longest unheard.

    None when all are spent.

    `told` lists stories of the last 26 weeks, newest first; `weak` names families the group finds hard, none of which is told twice
    running; `salt` spreads equal choices over groups. Pure and repeatable.
    """
    heard = [library.stories[story].family for story in told if story in library.stories]
    fresh = [story for key, story in sorted(library.stories.items()) if key not in told]
    if not fresh:
        return None

    hard = set(weak) - set(heard[:1])

    def merit(story: StoryCard) -> tuple[int, bool, int, int, int]:
        season = 2 if month in story.months else (0 if story.months else 1)
        kin = len(set(story.tags) & set(tags))
        unheard = heard.index(story.family) if story.family in heard else len(heard) + 1
        spread = zlib.crc32(f"{salt}/{story.id}".encode())
        return (season, story.family in hard, kin, unheard, spread)

    best = max(fresh, key=merit)
    season, again, kin, _, _ = merit(best)
    reasons = [say("bulletin-why-season")] * (season == 2) + [say("bulletin-why-quiz")] * again + [say("bulletin-why-tags")] * (kin > 0)
    return Choice(best.id, "、".join(reasons) or say("bulletin-why-turn"))


def slot_of(group: Group, plan: Mapping[str, Any]) -> tuple[str, str] | None:
    """A group's slot text and time zone; None when the group wants none."""
    return slot_in(group.bulletin_at, plan)


async def ask_for_due(desk: Office) -> list[str]:
    """Plan the newest due edition of every group; what is planned, out or stale already is nothing. Returns what was planned."""
    asked: list[str] = []
    for own, due in await _slots(desk):
        if due is None or clock.now() - due.at > FRESH:
            continue
        last = 0
        while True:  # a few at a time: ten thousand groups have the same hour
            async with desk.store.begin() as session:
                waiting = await bulletins.unplanned(session, own, due, last, MANY)
                told = await bulletins.told_of(session, [group.id for group in waiting], due.at - NOT_AGAIN)
                quizzed = await bulletins.quizzes_of(session, [group.id for group in waiting], due.at - NOT_AGAIN)
            if not waiting:
                break
            pasts = {group: Past(told[group], weak(desk.library, quizzed[group])) for group in told}
            editions = [_edition(desk.library, group, due.week, due.at, pasts[group.id]) for group in waiting]
            async with desk.store.begin() as session:
                made = await bulletins.put(session, editions)
            asked += [threads.bulletin(due.week, group) for group in made]
            last = waiting[-1].id
            await asyncio.sleep(0)
    return asked


async def _slots(desk: Office) -> list[tuple[str | None, Due | None]]:
    """Every slot that groups have, as their row says it, with its newest occurrence."""
    async with desk.store.begin() as session:
        plan = await deployments.plan(session)
        owns = await groups.slots(session) if plan else []
    slots = [(own, slot_in(own, plan or {})) for own in owns]
    return [(own, latest(parse_slot(slot[0]), slot[1], clock.now()) if slot else None) for own, slot in slots]


def _edition(library: Library, group: Group, week: str, slot: datetime, past: Past) -> dict[str, Any]:
    """The row of an edition; one without a story is passed over for good."""
    choice = choose(library, [str(tag) for tag in group.tags], slot.month, past.told, group.id, weak=past.weak)
    columns = {"state": "planned", "fault": None} if choice else {"state": "skipped", "fault": "no-story"}
    story = choice.story if choice else ""
    return {"group_id": group.id, "week": week, "slot": slot, "story": story, "changed_at": clock.now(), **columns}


class Calendar:
    """APScheduler's part: wakes at every group's next slot, and looks at the plan again so that a changed deployment counts at once."""

    def __init__(self, desk: Office) -> None:
        self._desk = desk
        self._lookback_after = clock.now()
        self._scheduler = AsyncIOScheduler(timezone="UTC", job_defaults={"misfire_grace_time": None, "coalesce": True})

    async def start(self) -> None:
        """Catch up once, then keep time."""
        await self.look()
        self._scheduler.add_job(self.look, IntervalTrigger(seconds=LOOK.total_seconds()), id="look", max_instances=1)
        self._scheduler.start()

    async def look(self) -> None:
        """Ask for what is due and set an alarm for each distinct next slot."""
        await ask_for_due(self._desk)
        await self._look_back()
        for moment in await self._next():
            self._scheduler.add_job(
                ask_for_due, DateTrigger(moment), args=[self._desk], id=f"due-{moment.isoformat()}", replace_existing=True
            )

    async def _look_back(self) -> None:
        """Each Monday leaders get the list of last week; the calendar remembers what it asked for, the id knows it for good."""
        if clock.now() >= self._lookback_after:
            await ask_for_week(self._desk)
            self._lookback_after = clock.now() + LOOKBACK

    async def _next(self) -> set[datetime]:
        async with self._desk.store.begin() as session:
            plan = await deployments.plan(session)
            slots = {slot_in(own, plan) for own in await groups.slots(session)} if plan else set()
        return {upcoming(parse_slot(slot[0]), slot[1], clock.now(), 1)[0].at for slot in slots if slot}

    def stop(self) -> None:
        """No more alarms."""
        self._scheduler.shutdown(wait=False)


@workflow("bulletin")
async def bulletin(group_id: int, week: str, slot: str) -> str:
    """One edition that the audit found missing: planned, and the pump brings it out."""
    return "skipped" if await plan_edition(group_id, week, slot) is None else "planned"


@record("plan_edition")
async def plan_edition(group_id: int, week: str, slot: str) -> int | None:
    """Write the edition's row with its story; None when there is nothing to post or it would come too late."""
    desk, moment = office.current(), datetime.fromisoformat(slot)
    async with desk.store.begin() as session:
        known = await bulletins.of_week(session, group_id, week)
        group = await groups.get(session, group_id)
        if known is not None or group is None or group.left_at or group.retired_at:
            return known.id if known else None
        if clock.now() - moment > FRESH:
            return None
        told = await bulletins.told(session, group_id, moment - NOT_AGAIN)
        quizzed = await bulletins.quizzes_of(session, [group_id], moment - NOT_AGAIN)
        past = Past(told, weak(desk.library, quizzed[group_id]))
        await bulletins.put(session, [_edition(desk.library, group, week, moment, past)])
        row = await bulletins.of_week(session, group_id, week)
        return row.id if row and row.state == "planned" else None


@dataclass(frozen=True, slots=True)
class Planned:
    """One line of the plan: when, for which group, which story and why; `state` is how far an edition of this week is already."""

    due: Due
    group: str
    story: str
    title: str
    why: str
    state: str


async def plan_ahead(store: Store, library: Library, weeks: int) -> list[Planned]:
    """The coming editions as they would be chosen today, soonest first."""
    lines: list[Planned] = []
    async with store.begin() as session:
        plan = await deployments.plan(session)
        for group in await groups.served(session) if plan else ():
            slot = slot_of(group, plan or {})
            told = list(await bulletins.told(session, group.id, clock.now() - NOT_AGAIN))
            hard = weak(library, (await bulletins.quizzes_of(session, [group.id], clock.now() - NOT_AGAIN))[group.id])
            for due in upcoming(parse_slot(slot[0]), slot[1], clock.now(), weeks) if slot else ():
                known = await bulletins.of_week(session, group.id, due.week)
                choice = choose(library, [str(tag) for tag in group.tags], due.at.month, told, group.id, weak=hard)
                story = known.story if known else choice.story if choice else ""
                title = library.stories[story].title if story in library.stories else ""
                lines.append(
                    Planned(due, group.title, story, title, choice.why if choice and not known else "", known.state if known else "")
                )
                told.insert(0, story)
    return sorted(lines, key=lambda line: (line.due.at, line.group))
