"""Asking around for somebody to go and look: 「请志愿者帮忙」, 「我去」, 「去不了」, 「不用了」. Each is one short transaction.

The nearest who agreed are asked one after another (bot.helping.pleading): same group, same community and its grid workers, same station.
They are told a place and what to do, never what was reported, by whom, or about whom; when it is over, that is taken off their phones.
"""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock, threads
from bot.desk import moves
from bot.desk.alerts import Outcome, find
from bot.desk.consequences import page_again, redrawn
from bot.desk.moves import SEEKING
from bot.desk.parts import part_in
from bot.durable import SAYING
from bot.duty import roster
from bot.errors import UserError
from bot.office import Office
from bot.privacy import mask
from bot.store import alerts, areas, staff, steps, volunteers
from bot.store.models import Alert, HelpRequest, Plea
from bot.store.volunteers import Held
from bot.texts import clauses, say, written

LONGEST_PLACE = 80


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be asked, and through which bot."""

    telegram: int
    bot: str
    kind: str


@dataclass(frozen=True, slots=True)
class Helping:
    """How a request stands: none, asking, nobody or accepted; how many were asked, and who goes."""

    state: str
    asked: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of an answer: the text that takes the place of the plea; going: they may still say that they cannot."""

    text: str
    going: bool = False


async def near(session: AsyncSession, alert: Alert, asked: frozenset[int] = frozenset()) -> list[Candidate]:
    """Who may be asked, nearest first; never who reported it, holds it, goes already, is away or was asked."""
    reports = await alerts.reports_of(session, alert.id)
    path = await areas.path(session, alert.area)
    station = next((area.code for area in path if area.level == "station"), alert.area)
    homes = {report.group_id for report in reports}
    communities = {area.code for area in path if area.level == "community"}
    found: list[tuple[int, Candidate]] = []
    for volunteer, group in await volunteers.within(session, await areas.below(session, [station])):
        distance = 0 if group.id in homes else 1 if group.area in communities else 3
        found.append((distance, Candidate(volunteer.telegram, "community", volunteer.kind)))
    for worker in await staff.serving(session, communities, ["grid_worker"]):
        found.append((2, Candidate(worker.telegram, "duty", worker.role)))
    out = asked | {report.reporter for report in reports} | {alert.signed_by}
    out |= {row.telegram for row in await steps.visitors(session, alert.id)} | {one.out for one in await roster.absences(session)}
    nearest: dict[int, Candidate] = {}
    for _, one in sorted(found, key=lambda pair: pair[0]):
        nearest.setdefault(one.telegram, one)
    return [one for one in nearest.values() if one.telegram not in out]


async def name_of(session: AsyncSession, office: Office, plea: Plea) -> str:
    """What people call somebody who was asked, for as long as that is known."""
    if plea.bot == "duty":
        return next((role.name for role in await staff.of(session, plea.telegram)), say("kind-volunteer"))
    rows = await volunteers.of(session, plea.telegram)
    return office.cipher.open(rows[0][0].name) if rows else say("kind-volunteer")


async def words(session: AsyncSession, office: Office, request: HelpRequest) -> str:
    """What somebody is told: which station asks, where to go, what to do, and what never to do."""
    alert = await find(session, request.alert_id)
    path = await areas.path(session, alert.area)
    station = next((area.name for area in path if area.level == "station"), "")
    noted = office.cipher.open(request.words) if request.words else ""
    return say("plea", station=station, place=clauses(part for part in (path[0].name if path else "", noted) if part))


async def look(office: Office, number: int, by: int) -> Helping:
    """How the alert's request stands; raises UserError help-not-now, step-not-yours or what `part_in` raises."""
    async with office.store.begin() as session:
        await _asker(session, await find(session, number), by)
        row = await volunteers.running(session, number)
        if row is None:
            return Helping("none")
        goes = [plea for plea in await volunteers.pleas(session, row.id) if plea.state == "accepted"]
        return Helping(row.state, row.asked, await name_of(session, office, goes[0]) if goes else "")


async def _asker(session: AsyncSession, alert: Alert, by: int) -> str:
    """The name of whoever may ask for help with an alert: who holds it, and leaders."""
    role, actor = await part_in(session, alert, by)
    if not (actor.holder or actor.leader):
        raise UserError("step-not-yours")
    if alert.state not in SEEKING:
        raise UserError("help-not-now")
    return role.name


async def request(office: Office, number: int, by: int, place: str = "") -> Outcome:
    """Begin to ask around; `place`: what the officer adds to the community's name, masked. Raises UserError help-running, help-nobody-near.

    Asking again after everybody was asked begins anew.
    """
    async with office.store.begin() as session:
        alert = await find(session, number)
        name = await _asker(session, alert, by)
        await redrawn(office, session, alert)  # also holds the alert's row, so that of two who ask at once one comes second
        before = await volunteers.running(session, number)
        if before is not None and before.state != "nobody":
            raise UserError("help-running")
        if before is not None:
            await over(office, session, before)
        if not await near(session, alert):
            raise UserError("help-nobody-near")
        where = mask(" ".join(place.split()))[:LONGEST_PLACE]
        sealed = office.cipher.seal(where) if where else None
        row = await volunteers.request(session, alert_id=number, by=by, words=sealed, at=clock.now())
        await alerts.note(session, number, clock.now(), by, "help_asked", name=name)
        await office.engine.enqueue(session, "alerts", "ask_volunteers", threads.helper(number, row.id, 0), row.id, 0)
        await office.engine.enqueue(
            session, "alerts", "expire_help", threads.help_expires(row.id), row.id, after=moves.waits(alert.policy)["keep"]
        )
    return Outcome("help-begun", True, number)


async def stop(office: Office, number: int, by: int) -> Outcome:
    """「不用了」: nobody is asked any more, who was asked is thanked; pressing again is harmless."""
    async with office.store.begin() as session:
        alert = await find(session, number)
        role, actor = await part_in(session, alert, by)
        if not (actor.holder or actor.leader):
            raise UserError("step-not-yours")
        row = await volunteers.running(session, number)
        stopped = row is not None and await over(office, session, row)
        if stopped:
            await alerts.note(session, number, clock.now(), by, "help_stopped", name=role.name)
    return Outcome("help-stopped", stopped, number)


async def over(office: Office, session: AsyncSession, row: HelpRequest) -> bool:
    """Nobody is needed any more: the place is forgotten, and every message that named it is changed; False when it was over."""
    if not await volunteers.shift(session, row.id, volunteers.LIVE, "over"):
        return False
    await session.refresh(row)
    row.words, row.ended_at = None, clock.now()
    for plea in await volunteers.pleas(session, row.id):
        went, plea.state = plea.state == "accepted", "over" if plea.state == "asked" else plea.state
        if plea.message is None:
            plea.telegram = 0
        else:
            await _settle(office, session, plea, "thanks" if went else "over")
    await session.flush()
    return True


async def _settle(office: Office, session: AsyncSession, plea: Plea, why: str) -> None:
    await session.flush()
    await office.engine.enqueue(session, SAYING[plea.bot], "settle_plea", threads.settled(plea.id, why), plea.id, why)


async def answer(office: Office, plea_id: int, by: int, message: int, *, goes: bool) -> Answered:
    """「我去」 or 「去不了」, however late and however often; the first who goes wins. Raises UserError help-gone for what is over."""
    async with office.store.begin() as session:
        held = await volunteers.hold(session, plea_id)
        if held is None or held.plea.telegram != by or held.plea.state == "left":
            raise UserError("help-gone")
        plea, row, alert = held
        if row.state == "over" or alert.state not in SEEKING:
            return Answered(say("plea-over"))
        plea.message = message
        if goes:
            return await _goes(office, session, held)
        await _declines(office, session, held)
        plea.message = None
        return Answered(say("plea-declined"))


async def _goes(office: Office, session: AsyncSession, held: Held) -> Answered:
    """The first of them is on the visit, the officer hears of it, the others are thanked."""
    plea, row, alert = held
    if plea.state != "accepted":
        if not await volunteers.shift(session, row.id, ("asking", "nobody"), "accepted"):
            plea.state, plea.message = "over", None
            return Answered(say("plea-taken"))
        plea.state = "accepted"
        await _joins(office, session, alert, plea)
        await alerts.note(session, alert.id, clock.now(), None, "help_goes", kind=plea.kind)
        await tell(office, session, row, "going", plea.id)
        for other in await volunteers.pleas(session, row.id):
            if other.state == "asked":
                other.state = "over"
                await _settle(office, session, other, "taken")
        await redrawn(office, session, alert)
    return Answered(f"{await words(session, office, row)}\n\n{say('plea-going')}", going=True)


async def _joins(office: Office, session: AsyncSession, alert: Alert, plea: Plea) -> None:
    """On the list of visitors: a volunteer without a name, which the card reads where it is sealed; a grid worker also gets the card."""
    if plea.bot == "community":
        await steps.join(session, alert.id, plea.telegram, written("kind-volunteer"), "volunteer", clock.now())
        return
    for worker in [role for role in await staff.of(session, plea.telegram) if role.role == "grid_worker"][:1]:
        await steps.join(session, alert.id, plea.telegram, worker.name, worker.role, clock.now())
        await page_again(office, session, alert, f"help-{plea.id}", worker)


async def _declines(office: Office, session: AsyncSession, held: Held) -> None:
    """The next is asked at once; who had said 「我去」 is off the visit, and the officer hears of it."""
    plea, row, alert = held
    was, plea.state = plea.state, "left" if plea.state == "left" else "declined"
    if was == "accepted" and await volunteers.shift(session, row.id, ("accepted",), "asking"):
        await volunteers.leave_visit(session, alert.id, plea.telegram)
        await alerts.note(session, alert.id, clock.now(), None, "help_back", kind=plea.kind)
        await tell(office, session, row, "back", plea.id)
        await redrawn(office, session, alert)
    if was == "accepted" or (was == "asked" and plea.nth == row.asked):
        await go_on(office, session, row, plea)


async def go_on(office: Office, session: AsyncSession, row: HelpRequest, plea: Plea) -> None:
    """Ask the next without waiting for the time to pass."""
    await session.flush()
    mark = f"{threads.helper(row.alert_id, row.id, row.asked)}-after-{plea.id}"
    await office.engine.enqueue(session, "alerts", "ask_volunteers", mark, row.id, row.asked)


async def withdraw(office: Office, session: AsyncSession, plea: Plea) -> None:
    """Somebody is no volunteer any more: as if they had said 「去不了」, and what they were told is taken back."""
    held = await volunteers.hold(session, plea.id)
    if held is not None and plea.state in ("asked", "accepted"):
        await _declines(office, session, held)
    plea.state = "left"
    if plea.message is None:
        plea.telegram = 0
    else:
        await _settle(office, session, plea, "over")


async def tell(office: Office, session: AsyncSession, row: HelpRequest, event: str, plea_id: int) -> None:
    """Who asked for help and who holds the alert hear, without sound, what came of it: going, back or nobody."""
    alert = await find(session, row.alert_id)
    entry = len(await alerts.history(session, alert.id))
    for person in sorted({row.by, alert.signed_by or row.by}):
        mark = f"helped-{row.id}-{entry}-{person}"
        await office.engine.enqueue(session, "pages", "tell_helped", mark, person, row.id, plea_id, event)
