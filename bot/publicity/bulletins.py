"""The case of the week: which story, when, and once per group and week.

The calendar (APScheduler) says when; the row's unique key says once; at start the newest due slot is asked for again. A planned row is an
intent: bot.publicity.editions brings it out through the pump that sends whatever goes to many.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger
from apscheduler.triggers.interval import IntervalTrigger
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock, office, threads
from bot.desk.lookback import ask_for_week
from bot.durable import record, workflow
from bot.office import Office
from bot.publicity import nearby
from bot.publicity.nearby import Near
from bot.publicity.schedule import Due, latest, parse_slot, slot_in, upcoming, within_week
from bot.publicity.tastes import Memory, remember, wishes_since
from bot.store import bulletins, choices, deployments, groups
from bot.store.models import Group

FRESH = timedelta(hours=48)
MANY = 50
"""Editions planned at a time."""
LOOK = timedelta(seconds=5)
LOOKBACK = timedelta(minutes=5)


async def ask_for_due(desk: Office) -> list[str]:
    """Plan the newest due edition of every group; what is planned, out or stale already is nothing. Returns what was planned."""
    asked: list[str] = []
    near: Near | None = None
    await _keep_what_the_file_moved(desk)
    for own, due in await _slots(desk):
        if due is None or clock.now() - due.at > FRESH:
            continue
        last = 0
        while True:  # a few at a time: ten thousand groups have the same hour
            async with desk.store.begin(last=True) as session:
                waiting = await bulletins.unplanned(session, own, due, last, MANY)
                if not waiting:
                    break
                if near is None:  # once for all groups: it looks at what everybody asked for four weeks
                    near = await nearby.met(session, {group.area for group in await groups.served(session)})
                memory = await remember(session, desk.library, waiting, due, near=near)
            async with desk.store.begin(last=True) as session:
                await choices.alone(session)  # an editor's press either counts or is told that it comes too late
                memory = replace(memory, wishes=await wishes_since(session, due.week))
                made = await bulletins.put(session, [_edition(memory, group, due) for group in waiting])
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


def _edition(memory: Memory, group: Group, due: Due) -> dict[str, Any]:
    """The row of an edition; one without a story is passed over for good."""
    found = memory.decide(group, due)
    state, story = ("planned", found.story) if found.story else ("skipped", "")
    return {
        "group_id": group.id, "week": due.week, "slot": due.at, "story": story, "state": state, "fault": found.fault,
        "changed_at": clock.now(),
    }  # fmt: skip


async def keep_weeks(desk: Office, session: AsyncSession, moved: Mapping[Group, str | None]) -> None:
    """Groups have another slot than before, and this week's moment of it has passed: their edition still comes when the one before says.

    So every week brings one. What was kept like this is let go when a group's slot changes again.
    """
    plan = await deployments.plan(session)
    kept: dict[Due, list[Group]] = {}
    for group, before in moved.items() if plan else ():
        if (due := await _kept(session, group, before, plan or {})) is not None:
            kept.setdefault(due, []).append(group)
    for due, found in kept.items():
        memory = await remember(session, desk.library, found, due)
        await bulletins.put(session, [_edition(memory, group, due) for group in found])


async def _kept(session: AsyncSession, group: Group, before: str | None, plan: Mapping[str, Any]) -> Due | None:
    changed = group.slot_since or clock.now()
    kept = await bulletins.let_go(session, group.id, changed)
    slots = [slot_in(own, plan) for own in (before, group.bulletin_at)]
    old, new = (within_week(parse_slot(slot[0]), slot[1], changed) if slot else None for slot in slots)
    moment = kept or (old.at if old else changed)
    if new is None or new.at > changed or moment <= changed or clock.now() - moment > FRESH:
        return None
    return Due(new.week, moment) if group.area and not group.left_at and not group.retired_at else None


async def _keep_what_the_file_moved(desk: Office) -> None:
    while True:
        async with desk.store.begin(last=True) as session:
            moved = {group: group.slot_before for group in await groups.with_slot_before(session, MANY)}
            await keep_weeks(desk, session, moved)
            for group in moved:
                group.slot_before = None
        if not moved:
            return


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
        await choices.alone(session)
        known, group = await bulletins.of_week(session, group_id, week), await groups.get(session, group_id)
        if known is not None or group is None or group.left_at or group.retired_at:
            return known.id if known else None
        if clock.now() - moment > FRESH:
            return None
        due = Due(week, moment)
        memory = await remember(session, desk.library, [group], due)
        await bulletins.put(session, [_edition(memory, group, due)])
        row = await bulletins.of_week(session, group_id, week)
        return row.id if row and row.state == "planned" else None
