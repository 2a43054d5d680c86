"""The alert: the acts that change its row — 签收, 误报, 恶意, a higher tier, 升级.

Each act is one short transaction: who may is asked first (bot.desk.parts), the row decides, the history gets its line, and what must
follow is queued in the same transaction (bot.desk.consequences). Pressing a button again is always harmless. 转交: bot.desk.handing; the
seven steps: bot.desk.steps; what people see of it: bot.desk.board.
"""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.desk.consequences import due, ended, page_again, redrawn, tell_reporters, workflow_id
from bot.desk.moves import ENDS, HELD, LIVE, TIERS
from bot.desk.parts import authority, leaders
from bot.errors import UserError
from bot.office import Office
from bot.store import alerts, followups, people, steps
from bot.store.models import Alert, Staff

LIFTED_AGAIN = timedelta(seconds=30)
"""So soon after, 「升级」 of the same person is the same press."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an act did: key names the text for the one who pressed, name fills it; changed is False when it was done before."""

    key: str
    changed: bool
    number: int
    name: str = ""


def rank(tier: str) -> int:
    """low 0 … urgent 3."""
    return TIERS.index(tier)


async def find(session: AsyncSession, number: int) -> Alert:
    """The alert; raises UserError no-such-alert."""
    alert = await alerts.get(session, number)
    if alert is None:
        raise UserError("no-such-alert", number=number)
    return alert


async def acknowledge(office: Office, number: int, by: int) -> Outcome:
    """签收: the first holds it, whoever comes later is told who has it; a rung may ask for several. Raises UserError when one may not."""
    async with office.store.begin() as session:
        alert = await find(session, number)
        role = await authority(session, alert, by)
        first = await alerts.sign(session, number, by, role.name, clock.now())
        await session.refresh(alert)
        more = not first and alert.state in HELD and len(await steps.signers(session, alert)) < alert.need
        if (first or more) and await steps.sign(session, alert, by, role.name, clock.now()):
            await _signed(office, session, alert, role, first)
            return Outcome("signed-by-you" if first else "co-signed", True, number)
    if alert.state in ENDS:
        return Outcome("closed-already", False, number, alert.closed_name or "")
    return Outcome("signed-by-you" if alert.signed_by == by else "signed-by-other", False, number, alert.signed_name or "")


async def _signed(office: Office, session: AsyncSession, alert: Alert, role: Staff, first: bool) -> None:
    """The clock of the first step runs, the ladder ends when all signatures are there, every reporter hears of the first."""
    if not first:
        await alerts.note(session, alert.id, clock.now(), role.telegram, "co_signed", name=role.name, role=role.role)
    else:
        await alerts.note(session, alert.id, clock.now(), role.telegram, "signed", name=role.name, role=role.role)
        await due(office, session, alert)
        await tell_reporters(office, session, alert, "signed")
    if len(await steps.signers(session, alert)) >= alert.need:
        await office.engine.wake(session, workflow_id(alert), {"kind": "signed"}, f"signed-{workflow_id(alert)}")
    await redrawn(office, session, alert)


async def dismiss(office: Office, number: int, by: int, state: str = "false_alarm") -> Outcome:
    """误报 or 恶意: ends the alert; allowed to whoever may sign it, but not over the head of the one who did.

    恶意 also takes the right to report from the one who raised it.
    """
    async with office.store.begin() as session:
        alert = await find(session, number)
        role = await authority(session, alert, by)
        if alert.state in HELD and alert.signed_by != by and role.role != "leader":
            raise UserError("held-by-other", name=alert.signed_name)
        done = await alerts.end(session, number, state, by, role.name, clock.now())
        await session.refresh(alert)
        if done:
            if state == "malicious":
                await alerts.note(session, number, clock.now(), by, "malicious", name=role.name)
                await _block(session, alert)
            else:
                await alerts.note(session, number, clock.now(), by, "false_alarm", name=role.name)
            await followups.drop(session, number)
            await ended(office, session, alert)
    key = "closed-already" if not done else "dismissed" if state == "false_alarm" else "marked-malicious"
    return Outcome(key, done, number, alert.closed_name or "")


async def _block(session: AsyncSession, alert: Alert) -> None:
    for report in (await alerts.reports_of(session, alert.id))[:1]:
        await people.block(session, report.reporter, clock.now())


async def raise_tier(office: Office, session: AsyncSession, alert: Alert, tier: str) -> bool:
    """Things got worse: a higher tier starts the ladder anew, or pages the one who holds it again, from high on with the leaders.

    False when it is not higher. Never raises: a report must not fail because the one who holds its alert serves no more.
    """
    if rank(tier) <= rank(alert.tier) or alert.state not in LIVE:
        return False
    alert.tier = tier
    await alerts.note(session, alert.id, clock.now(), None, "tier_raised", tier=tier)
    if alert.state == "open":
        await office.engine.wake(session, workflow_id(alert), {"kind": "raised"}, f"raised-{workflow_id(alert)}-{tier}")
    elif alert.signed_by is not None:
        for person in await _told_of_worse(session, alert, alert.signed_by):
            await page_again(office, session, alert, f"raised-{tier}", person, silent=rank(tier) < rank("high"))
        await due(office, session, alert)
    await redrawn(office, session, alert)
    return True


async def _told_of_worse(session: AsyncSession, alert: Alert, holder: int) -> list[Staff]:
    """Who holds it; the leaders as well when it is grave, or when the holder serves no more."""
    try:
        people = [await authority(session, alert, holder)]
    except UserError:
        people = []
    if not people or rank(alert.tier) >= rank("high"):
        people += await leaders(session, alert)
    return list({person.telegram: person for person in people}.values())


async def lift(office: Office, number: int, by: int) -> Outcome:
    """升级: the next rung now, or, once signed, the nearest leaders but the presser and who holds it; the same press again is nothing.

    Raises UserError closed-already or lifted-nobody.
    """
    async with office.store.begin() as session:
        alert = await find(session, number)
        role = await authority(session, alert, by)
        if alert.state not in LIVE:
            raise UserError("closed-already", name=alert.closed_name)
        before = await alerts.latest_line(session, number, "lifted")
        if before is not None and before.actor == by and clock.now() - before.at < LIFTED_AGAIN:
            return Outcome("lifted", False, number)
        above = [] if alert.state == "open" else await leaders(session, alert, but=(by, alert.signed_by))
        if alert.state != "open" and not above:
            raise UserError("lifted-nobody")
        await _lift(office, session, alert, role, above)
    return Outcome("lifted", True, number)


async def _lift(office: Office, session: AsyncSession, alert: Alert, role: Staff, above: list[Staff]) -> None:
    """The ladder hears of it while nobody has signed; then these leaders are paged."""
    entry = len(await alerts.history(session, alert.id))
    await alerts.note(session, alert.id, clock.now(), role.telegram, "lifted", name=role.name)
    if alert.state == "open":
        await office.engine.wake(session, workflow_id(alert), {"kind": "lifted"}, f"lifted-{alert.id}-{entry}")
    for leader in above:
        await page_again(office, session, alert, f"lifted-{entry}", leader)
    await redrawn(office, session, alert)
