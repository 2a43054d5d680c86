"""The alert: who may touch it, and the acts that change its row — 签收, 转交, 误报, 恶意, a higher tier, another round.

Each act is one short transaction: the row decides, the history gets its line, and what must follow (cards redrawn, the ladder woken,
the reporter told) is queued in the same transaction. Pressing a button again is always harmless. What people see of it: bot.desk.board.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock, threads
from bot.desk import moves
from bot.desk.moves import ENDS, HELD, LIVE, MAY_SIGN, SEEKING, TIERS, Actor
from bot.duty import roster
from bot.errors import UserError
from bot.office import Office
from bot.store import alerts, areas, followups, kin, pages, people, staff, steps, volunteers
from bot.store.models import Alert, Staff

WHY_WITHIN = timedelta(hours=1)
"""So long who handed an alert over may say why."""
HANDED_WHY = ("busy", "area", "closer", "shift")
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


def workflow_id(alert: Alert) -> str:
    """The ladder of an alert, one for each round."""
    return threads.ladder(alert.id, alert.round)


def ending(alert: Alert) -> str:
    """Which ending of an alert a review is about: its moment in milliseconds; empty while it has not ended."""
    return threads.ending(alert.closed_at)


async def authority(session: AsyncSession, alert: Alert, telegram: int) -> Staff:
    """The role by which a person may act on an alert: officer or leader on its way up the tree, or paged for it.

    Raises UserError not-staff or not-your-area.
    """
    roles = [role for role in await staff.of(session, telegram) if role.role in MAY_SIGN]
    if not roles:
        raise UserError("not-staff")
    path = [area.code for area in await areas.path(session, alert.area)]
    near = [role for role in roles if role.area in path]
    if near:
        return min(near, key=lambda role: (role.role != "leader", path.index(role.area)))
    if await pages.times(session, alert.id, telegram):
        return roles[0]
    raise UserError("not-your-area", number=alert.id)


async def part_in(session: AsyncSession, alert: Alert, telegram: int) -> tuple[Staff, Actor]:
    """Who somebody is to an alert; grid workers have a part in it once they were asked to go or joined the visit.

    Raises UserError not-staff or not-your-area.
    """
    visiting = telegram in [row.telegram for row in await steps.visitors(session, alert.id)]
    try:
        role = await authority(session, alert, telegram)
    except UserError:
        workers = [role for role in await staff.of(session, telegram) if role.role == "grid_worker"]
        if not workers or not (visiting or await pages.times(session, alert.id, telegram)):
            raise
        return workers[0], Actor(visitor=True)
    path = [area.code for area in await areas.path(session, alert.area)]
    leads = role.role == "leader" and role.area in path
    return role, Actor(holder=alert.signed_by == telegram, leader=leads, team=visiting)


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


async def ended(office: Office, session: AsyncSession, alert: Alert) -> None:
    """What follows when an alert has ended: the ladder stops, cards show it, a leader is asked to review it, every reporter hears of it."""
    await office.engine.wake(session, workflow_id(alert), {"kind": alert.state}, f"{alert.state}-{workflow_id(alert)}-{alert.moves}")
    await redrawn(office, session, alert)
    await office.engine.enqueue(session, "alerts", "recheck", f"{threads.recheck(alert.id, alert.closed_at)}-0", alert.id, ending(alert), 0)
    if await kin.untold(session, alert.id):
        await office.engine.enqueue(session, "alerts", "end_kin", threads.kin_ends(alert.id, alert.closed_at), alert.id)
    if alert.state != "duplicate":
        await tell_reporters(office, session, alert, "false_alarm" if alert.state == "false_alarm" else "closed")


async def tell_reporters(office: Office, session: AsyncSession, alert: Alert, event: str) -> None:
    """Everybody who reported it hears 已签收, 已联系 or 已结束, each once a round."""
    again = "" if alert.round == 1 else f"-{alert.round}"
    for report in await alerts.reports_of(session, alert.id):
        await office.engine.enqueue(session, "tells", "tell_reporter", f"tell-{report.id}-{event}{again}", report.id, event)


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody to whom an alert can be handed over; away: they are, and whoever stands in for them is called in their place."""

    telegram: int
    name: str
    away: bool


async def colleagues(office: Office, number: int, by: int) -> list[Colleague]:
    """To whom an alert can be handed over: officers and leaders on its way up the tree, without the asker; who is away comes last."""
    async with office.store.begin() as session:
        alert = await find(session, number)
        await authority(session, alert, by)
        codes = [area.code for area in await areas.path(session, alert.area)]
        found = {row.telegram: row for row in await staff.serving(session, codes, MAY_SIGN) if row.telegram != by}
        away = {one.out for one in await roster.absences(session)}
    return sorted((Colleague(row.telegram, row.name, row.telegram in away) for row in found.values()), key=lambda one: one.away)


async def hand_over(office: Office, number: int, by: int, to: int) -> Outcome:
    """转交: the holder gives it to a colleague, who is paged for it at once."""
    async with office.store.begin() as session:
        alert = await find(session, number)
        giver = await authority(session, alert, by)
        receiver = await authority(session, alert, to)
        handed = await alerts.hand_over(session, number, by, to, receiver.name)
        await session.refresh(alert)
        if not handed:
            raise _not_handed(alert)
        entry = f"handed-{len(await alerts.history(session, number))}"
        await alerts.note(session, number, clock.now(), by, "handed_over", name=giver.name, to=receiver.name)
        await steps.sign(session, alert, to, receiver.name, clock.now())
        await page_again(office, session, alert, entry, receiver)
        await due(office, session, alert)
        await part_kin(office, session, alert)
        await redrawn(office, session, alert)
    return Outcome("handed-over", True, number, receiver.name)


async def may_say_why(session: AsyncSession, alert: Alert, by: int) -> bool:
    """Whether somebody handed it over within the hour and did not say why yet."""
    handed, told = [await alerts.latest_line(session, alert.id, act) for act in ("handed_over", "handed_why")]
    if handed is None or handed.actor != by or alert.state not in HELD or clock.now() - handed.at > WHY_WITHIN:
        return False
    return told is None or told.id < handed.id


async def say_why(office: Office, number: int, by: int, reason: str) -> Outcome:
    """Why it was handed over, said once, by who did it and within the hour. Raises UserError hand-over-why-late."""
    async with office.store.begin() as session:
        await find(session, number)
        alert = await alerts.hold(session, number)
        assert alert is not None
        giver = await authority(session, alert, by)
        if not await may_say_why(session, alert, by):
            raise UserError("hand-over-why-late")
        await alerts.note(session, number, clock.now(), by, "handed_why", name=giver.name, reason=reason)
        await redrawn(office, session, alert)
    return Outcome("hand-over-why-told", True, number)


def _not_handed(alert: Alert) -> UserError:
    """Why an alert could not be handed over by this person; also what a second press of the same button hears."""
    if alert.state == "open":
        return UserError("hand-over-sign-first")
    if alert.state in HELD:
        return UserError("held-by-other", name=alert.signed_name)
    return UserError("closed-already", name=alert.closed_name)


async def raise_tier(office: Office, session: AsyncSession, alert: Alert, tier: str) -> bool:
    """Things got worse: a higher tier starts the ladder anew, or pages the one who holds it again. False when it is not higher."""
    if rank(tier) <= rank(alert.tier) or alert.state not in LIVE:
        return False
    alert.tier = tier
    await alerts.note(session, alert.id, clock.now(), None, "tier_raised", tier=tier)
    if alert.state == "open":
        await office.engine.wake(session, workflow_id(alert), {"kind": "raised"}, f"raised-{workflow_id(alert)}-{tier}")
    elif alert.signed_by is not None:
        await page_again(office, session, alert, f"raised-{tier}", await authority(session, alert, alert.signed_by))
        await due(office, session, alert)
    await redrawn(office, session, alert)
    return True


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
        entry = len(await alerts.history(session, number))
        await alerts.note(session, number, clock.now(), by, "lifted", name=role.name)
        if alert.state == "open":
            await office.engine.wake(session, workflow_id(alert), {"kind": "lifted"}, f"lifted-{number}-{entry}")
        else:
            for leader in above:
                await page_again(office, session, alert, f"lifted-{entry}", leader)
        await redrawn(office, session, alert)
    return Outcome("lifted", True, number)


async def reopen(office: Office, session: AsyncSession, alert: Alert, *, area: str | None = None, tier: str | None = None) -> None:
    """Another round: nobody holds it, and the ladder starts anew, in another area or with another tier where given."""
    await session.flush()
    alert.area, alert.tier = area or alert.area, tier or alert.tier
    alert.state, alert.round, alert.need, alert.due_at = "open", alert.round + 1, 1, None
    alert.signed_by = alert.signed_name = alert.signed_at = None
    alert.closed_by = alert.closed_name = alert.closed_at = alert.outcome = alert.review = alert.contacted_at = alert.met_at = None
    await session.flush()
    await office.engine.enqueue(session, "alerts", "escalate", workflow_id(alert), alert.id, alert.round)
    await part_kin(office, session, alert)
    await redrawn(office, session, alert)


async def part_kin(office: Office, session: AsyncSession, alert: Alert) -> None:
    """It is in other hands: what was disclosed of family to who has no part in it any more is taken back."""
    if await kin.calls(session, alert.id):
        thread = f"part-kin-{alert.id}-{len(await alerts.history(session, alert.id))}"
        await office.engine.enqueue(session, "alerts", "part_kin", thread, alert.id)


async def leaders(session: AsyncSession, alert: Alert, *, but: Collection[int | None] = ()) -> list[Staff]:
    """The leaders nearest to an alert, without some: of its station, else of what is above it."""
    for area in await areas.path(session, alert.area):
        if found := [person for person in await staff.serving(session, [area.code], ["leader"]) if person.telegram not in but]:
            return found
    return []


async def judges(session: AsyncSession, alert: Alert) -> list[list[Staff]]:
    """Who may review how it ended: leaders who had no hand in it, level by level on the way up the tree, the nearest first."""
    hands = await steps.hands(session, alert)
    levels = [await staff.serving(session, [area.code], ["leader"]) for area in await areas.path(session, alert.area)]
    return [found for level in levels if (found := [person for person in level if person.telegram not in hands])]


async def due(office: Office, session: AsyncSession, alert: Alert) -> None:
    """From now on there is so much time for the next step; standing still brings the alert back (bot.desk.standing)."""
    wait = moves.deadline(alert.tier, alert.policy)
    alert.due_at = clock.now() + timedelta(seconds=wait)
    await session.flush()
    thread = threads.standing(alert.id, alert.due_at)
    await office.engine.enqueue(session, "alerts", "standing", thread, alert.id, threads.mark(alert.due_at), after=wait)


async def redrawn(office: Office, session: AsyncSession, alert: Alert, *, together: float = 0.0) -> None:
    """The alert's cards are drawn anew; `together`: seconds within which changes of little weight are drawn as one."""
    await session.flush()
    revision = await alerts.revise(session, alert)
    if alert.state not in SEEKING and await volunteers.running(session, alert.id):
        await office.engine.enqueue(session, "alerts", "end_help", threads.help_ends(alert.id, revision), alert.id)
    moment = f"together-{clock.now().timestamp() // together:.0f}" if together else f"r{revision}"
    await office.engine.enqueue(session, "alerts", "redraw", f"redraw-{alert.id}-{moment}", alert.id, after=together)


async def page_again(office: Office, session: AsyncSession, alert: Alert, call: str, person: Staff, *, silent: bool = False) -> None:
    """Page one person outside the ladder; `call` (at most 16 characters) is unique for what it is about.

    Who is away gets it without sound; of an alert that is alive, who stands in for them gets it as well.
    """
    [instead] = await roster.hearers(session, [person.telegram])
    other = await roster.signing_role(session, instead) if instead != person.telegram else None
    for one, quiet in ((person, silent or other is not None), (other if alert.state in LIVE else None, silent)):
        if one is None:
            continue
        page = await pages.add(
            session, alert_id=alert.id, call=call[:16], telegram=one.telegram, role=one.role, silent=quiet, made_at=clock.now()
        )
        await office.engine.enqueue(session, "pages", "page", f"page-{page.id}", page.id, first=not silent)
