"""The audit: does everything that must go on have something that carries it on? Found, mended where that is safe, told where it is not.

It trusts rows and the engine's own table, nothing that the bots say of themselves; it runs in a process of its own (bot.watch) and at the
command line. What is wrong must be wrong twice, a moment apart: in between, things move.
"""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock, threads
from bot.moves import HELD
from bot.schedule import latest, parse_slot, slot_in
from bot.store import audits, deployments, groups, heartbeats
from bot.store.engine import Store
from bot.store.models import Alert
from bot.texts import say

GRACE = timedelta(seconds=60)
EDITION = timedelta(minutes=15)
RECENT = timedelta(hours=48)
REVIEW = timedelta(hours=48)
HOUR, DAY = 3600.0, 86400.0
KINDS = (
    *(
        "ladder-gone",
        "ladder-late",
        "deadline-none",
        "alarm-gone",
        "alarm-late",
        "page-late",
        "page-gone",
        "inbox-stuck",
        "inbox-set-aside",
    ),
    *("edition-missing", "edition-stuck", "edition-failed", "review-gone", "review-late", "silent"),
)
MOMENT = 2.0
"""Seconds between the two looks."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong. kind names its text, about what it is about; mend: what a repair needs to know, None where it is for people.

    quiet: seconds within which operators are not told again. minor: worth a line in the table, but not the silence of the outer heartbeat.
    """

    kind: str
    about: str
    values: tuple[tuple[str, str], ...] = ()
    mend: dict[str, Any] | None = field(default=None, compare=False)
    quiet: float = field(default=HOUR, compare=False)
    minor: bool = field(default=False, compare=False)

    @property
    def text(self) -> str:
        """In words."""
        return say(f"audit-{self.kind}", dict(self.values))


def _found(
    kind: str, about: object, *, mend: dict[str, Any] | None = None, quiet: float = HOUR, minor: bool = False, **values: object
) -> Finding:
    return Finding(kind, str(about), tuple((name, str(value)) for name, value in sorted(values.items())), mend, quiet, minor)


async def examine(store: Store) -> list[Finding]:
    """What is wrong now, and was wrong a moment before."""
    first = await _look(store)
    if not first:
        return []
    await asyncio.sleep(MOMENT)
    again = {(finding.kind, finding.about): finding for finding in await _look(store)}
    return [again[key] for finding in first if (key := (finding.kind, finding.about)) in again]


async def _look(store: Store) -> list[Finding]:
    async with store.begin() as session:
        now, going = clock.now(), {threads.original(thread) for thread in await audits.under_way(session)}
        checks = (_ladders, _deadlines, _pages, _inbox, _editions, _reviews, _life)
        return [finding for check in checks async for finding in check(session, now, going)]


async def _ladders(session: AsyncSession, now: datetime, going: set[str]) -> AsyncIterator[Finding]:
    """Each open alert has a ladder, and the ladder pages."""
    paged = await audits.last_page(session)
    for alert in await audits.live(session):
        if alert.state != "open":
            continue
        if threads.ladder(alert.id, alert.round) not in going:
            yield _found("ladder-gone", alert.id, number=alert.id, mend={"number": alert.id, "round": alert.round})
        elif now - max(alert.raised_at, paged.get(alert.id, alert.raised_at)) > _longest(alert) + GRACE:
            yield _found("ladder-late", alert.id, number=alert.id)


def _longest(alert: Alert) -> timedelta:
    """The longest that a ladder may be silent: all rungs in turn, for those on which nobody stands are passed over."""
    return timedelta(seconds=sum(float(rung["wait"]) * rung.get("repeat", 1) for rung in alert.ladder))


async def _deadlines(session: AsyncSession, now: datetime, going: set[str]) -> AsyncIterator[Finding]:
    """Each alert in hands has a deadline, and the deadline an alarm that rings."""
    for alert in await audits.live(session):
        if alert.state not in HELD:
            continue
        about = {"number": alert.id, "tier": alert.tier, "policy": alert.policy, "due_at": alert.due_at}
        if alert.due_at is None:
            yield _found("deadline-none", alert.id, number=alert.id, mend=about)
        elif threads.standing(alert.id, alert.due_at) not in going:
            yield _found("alarm-gone", alert.id, number=alert.id, mend=about)
        elif now - alert.due_at > GRACE:
            yield _found("alarm-late", alert.id, number=alert.id)


async def _pages(session: AsyncSession, now: datetime, going: set[str]) -> AsyncIterator[Finding]:
    """Each page is out within a minute, or on its way."""
    unsent = await audits.unsent(session, now - GRACE)
    settled = await audits.ended_well(session, [threads.page(row.id) for row in unsent])
    for row in unsent:
        if threads.page(row.id) in going:
            yield _found("page-late", row.id, number=row.alert_id)
        elif threads.page(row.id) not in settled:
            yield _found("page-gone", row.id, number=row.alert_id, mend={"page": row.id})


async def _inbox(session: AsyncSession, now: datetime, _: set[str]) -> AsyncIterator[Finding]:
    """What people wrote is handled within a minute."""
    for bot, count in await audits.stuck(session, now - GRACE):
        yield _found("inbox-stuck", bot, bot=say(f"audit-role-{bot}"), count=count)
    for bot, update, fault in await audits.set_aside(session, now - timedelta(days=1)):
        yield _found("inbox-set-aside", f"{bot}-{update}", bot=say(f"audit-role-{bot}"), code=update, fault=fault, quiet=DAY, minor=True)


async def _editions(session: AsyncSession, now: datetime, going: set[str]) -> AsyncIterator[Finding]:
    """Each group had its case of the week."""
    plan = await deployments.plan(session)
    known = {(row.group_id, row.week): row for row in await audits.editions(session, now - RECENT)}
    missing: list[tuple[str, Finding]] = []
    for group in await groups.served(session) if plan else ():
        slot = slot_in(group.bulletin_at, plan or {})
        due = latest(parse_slot(slot[0]), slot[1], now) if slot else None
        if due is None or due.at < group.created_at or not EDITION < now - due.at < RECENT:
            continue
        row, thread = known.get((group.id, due.week)), threads.bulletin(due.week, group.id)
        if row is None and thread not in going:
            mend = {"group": group.id, "week": due.week, "slot": due.at.isoformat()}
            missing.append((thread, _found("edition-missing", thread, group=group.title, week=due.week, mend=mend)))
        elif row is not None and row.state not in ("sent", "skipped", "failed", "unknown") and now - row.changed_at > EDITION:
            yield _found("edition-stuck", thread, group=group.title, week=due.week, quiet=DAY)
        elif row is not None and row.state in ("failed", "unknown"):
            yield _found("edition-failed", thread, group=group.title, week=due.week, quiet=DAY, minor=True)
    passed = await audits.ended_well(session, [thread for thread, _ in missing])
    for thread, finding in missing:
        if thread not in passed:  # a group for which there is no story left is passed over
            yield finding


async def _reviews(session: AsyncSession, now: datetime, going: set[str]) -> AsyncIterator[Finding]:
    """Each alert that has ended is being reviewed."""
    asking = {thread.rpartition("-")[0] for thread in going if thread.startswith("recheck-")}
    for alert in await audits.unreviewed(session):
        if threads.recheck(alert.id, alert.closed_at) not in asking:
            mend = {"number": alert.id, "ending": threads.ending(alert.closed_at), "closed_at": alert.closed_at}
            yield _found("review-gone", alert.id, number=alert.id, mend=mend)
        elif alert.closed_at and now - alert.closed_at > REVIEW:
            yield _found("review-late", alert.id, number=alert.id, quiet=DAY, minor=True)


async def _life(session: AsyncSession, now: datetime, _: set[str]) -> AsyncIterator[Finding]:
    """Each role that ran within a week is alive."""
    for role, at in (await heartbeats.newest(session, now - timedelta(days=7))).items():
        if now - at > GRACE:
            yield _found("silent", role, bot=say(f"audit-role-{role}"), at=at.astimezone().strftime("%m-%d %H:%M:%S"))
