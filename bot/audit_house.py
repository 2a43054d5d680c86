"""What the audit asks of the house: messages that are handled, editions that come out, notes that are given, roles that are alive."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot import threads
from bot.finding import DAY, GRACE, RECENT, Finding, found
from bot.rota import Line, StandIn, latest_change
from bot.schedule import latest, parse_slot, slot_in
from bot.store import areas, audits, deployments, groups, heartbeats, shifts
from bot.texts import say

EDITION = timedelta(minutes=15)
GIVEN_WITHIN = timedelta(minutes=10)
"""So long after a change of shift the notes for it may be on their way."""


async def inbox(session: AsyncSession, now: datetime, _: set[str]) -> AsyncIterator[Finding]:
    """What people wrote is handled within a minute."""
    for bot, count in await audits.stuck(session, now - GRACE):
        yield found("inbox-stuck", bot, bot=say(f"audit-role-{bot}"), count=count)
    for bot, update, fault in await audits.set_aside(session, now - timedelta(days=1)):
        yield found("inbox-set-aside", f"{bot}-{update}", bot=say(f"audit-role-{bot}"), code=update, fault=fault, quiet=DAY, minor=True)


async def editions(session: AsyncSession, now: datetime, going: set[str]) -> AsyncIterator[Finding]:
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
            missing.append((thread, found("edition-missing", thread, group=group.title, week=due.week, mend=mend)))
        elif row is not None and row.state not in ("sent", "skipped", "failed", "unknown") and now - row.changed_at > EDITION:
            yield found("edition-stuck", thread, group=group.title, week=due.week, quiet=DAY)
        elif row is not None and row.state in ("failed", "unknown"):
            yield found("edition-failed", thread, group=group.title, week=due.week, quiet=DAY, minor=True)
    passed = await audits.ended_well(session, [thread for thread, _ in missing])
    for thread, finding in missing:
        if thread not in passed:  # a group for which there is no story left is passed over
            yield finding


async def notes(session: AsyncSession, now: datetime, _: set[str]) -> AsyncIterator[Finding]:
    """A note for the next on duty is given at the next change of shift; without a rota nobody is next."""
    waiting = await audits.notes(session)
    plan, known = (await deployments.plan(session), await areas.all_by_code(session)) if waiting else (None, {})
    rotas = {entry["area"]: Line.read(entry) for entry in (plan or {}).get("duty", ())}
    agreed = await shifts.agreed(session, now - RECENT) if waiting else ()
    standing = [StandIn(row.by, row.telegram, row.starts_at, row.ends_at, row.reason) for row in agreed]
    for note in waiting:
        line = rotas.get(note.area)
        change = latest_change(line, standing, now - GIVEN_WITHIN, RECENT) if line else None
        if (line is None and now - note.written_at > GIVEN_WITHIN) or (change is not None and note.written_at < change.at):
            yield found("note-waiting", note.id, name=note.name, area=known[note.area].name, quiet=DAY)


async def life(session: AsyncSession, now: datetime, _: set[str]) -> AsyncIterator[Finding]:
    """Each role that ran within a week is alive."""
    for role, at in (await heartbeats.newest(session, now - timedelta(days=7))).items():
        if now - at > GRACE:
            yield found("silent", role, bot=say(f"audit-role-{role}"), at=at.astimezone().strftime("%m-%d %H:%M:%S"))
