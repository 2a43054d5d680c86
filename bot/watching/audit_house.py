"""What the audit asks of the house: messages that are handled, notes that are given, roles that are alive."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.duty.rota import Line, StandIn, latest_change
from bot.store import areas, audits, deployments, heartbeats, shifts
from bot.texts import say
from bot.watching.finding import DAY, GRACE, RECENT, Finding, found

GIVEN_WITHIN = timedelta(minutes=10)
"""So long after a change of shift the notes for it may be on their way."""


async def inbox(session: AsyncSession, now: datetime, _: set[str]) -> AsyncIterator[Finding]:
    """What people wrote is handled within a minute."""
    for bot, count in await audits.stuck(session, now - GRACE):
        yield found("inbox-stuck", bot, bot=say(f"audit-role-{bot}"), count=count)
    for bot, update, fault in await audits.set_aside(session, now - timedelta(days=1)):
        yield found("inbox-set-aside", f"{bot}-{update}", bot=say(f"audit-role-{bot}"), code=update, fault=fault, quiet=DAY, minor=True)


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
