"""What the audit asks of what goes to many: editions that come out, broadcasts that move, messages of which nobody knows the fate."""

from collections import defaultdict
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot import threads
from bot.publicity.schedule import latest, parse_slot, slot_in
from bot.store import audits, deployments, groups
from bot.watching.finding import DAY, RECENT, Finding, found

EDITION = timedelta(minutes=15)
STILL = timedelta(minutes=5)
"""So long nothing may move while something is due; Telegram itself never asks for as much."""
NAMED = 5
ENDED = ("sent", "skipped", "failed", "unknown", "withdrawn")


async def editions(session: AsyncSession, now: datetime, going: set[str]) -> AsyncIterator[Finding]:
    """Each group had its case of the week; while others are still getting theirs, it is on its way."""
    plan = await deployments.plan(session)
    known = {(row.group_id, row.week): row for row in await audits.editions(session, now - RECENT)}
    moving = any(now - row.changed_at < STILL for row in known.values())
    missing: list[tuple[str, Finding]] = []
    failed: dict[str, list[str]] = defaultdict(list)
    for group in await groups.served(session) if plan else ():
        slot = slot_in(group.bulletin_at, plan or {})
        due = latest(parse_slot(slot[0]), slot[1], now) if slot else None
        if due is None or due.at < max(group.created_at, group.slot_since or group.created_at) or not EDITION < now - due.at < RECENT:
            continue
        row, thread = known.get((group.id, due.week)), threads.bulletin(due.week, group.id)
        if row is None and thread not in going:
            mend = {"group": group.id, "week": due.week, "slot": due.at.isoformat()}
            missing.append((thread, found("edition-missing", thread, group=group.title, week=due.week, mend=mend)))
        elif (
            row is not None and row.state not in ENDED and now - max(row.changed_at, row.due_at or row.changed_at) > EDITION and not moving
        ):
            yield found("edition-stuck", thread, group=group.title, week=due.week, quiet=DAY)
        elif row is not None and row.state in ("failed", "unknown"):
            failed[due.week].append(group.title)
    for week, titles in failed.items():
        yield found("edition-failed", week, groups="、".join(titles[:NAMED]), count=len(titles), week=week, quiet=DAY, minor=True)
    passed = await audits.ended_well(session, [thread for thread, _ in missing])
    for thread, finding in missing:
        if thread not in passed:
            yield finding


async def broadcasts(session: AsyncSession, now: datetime, _: set[str]) -> AsyncIterator[Finding]:
    """A broadcast whose moment has come moves until it has ended; of one that has, nobody is left in doubt for a day unseen."""
    for number, left in await audits.standing_broadcasts(session, now - STILL):
        yield found("broadcast-stuck", number, number=number, count=left)
    for number, doubtful in await audits.doubtful(session, now - timedelta(days=1)):
        yield found("broadcast-doubt", number, number=number, count=doubtful, quiet=DAY, minor=True)
