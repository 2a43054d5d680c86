"""Taking a step of the dissuasion workflow: what was done, what came of it, and what follows. One press, one transaction.

A press carries how many steps had been taken when its button was drawn: of two people who press at once one is recorded, the other is
shown what happened; the same press again changes nothing. Notes are replies to the card. The table of moves: bot.desk.moves.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.desk import followups
from bot.desk.alerts import Outcome, find
from bot.desk.consequences import due, ended, redrawn, reopen, tell_reporters
from bot.desk.moves import ENDS, LIVE, Actor, Move, open_to, take
from bot.desk.parts import part_in
from bot.errors import UserError
from bot.office import Office
from bot.store import alerts, areas, cards, doubles, kin, scripts, steps
from bot.store.followups import drop
from bot.store.models import Alert, Area, Staff, StepTaken

LONGEST_NOTE = 4096


@dataclass(frozen=True, slots=True)
class Offer:
    """What may be chosen for one step now: outcomes of a step, other alerts, or stations; seq goes into the buttons."""

    number: int
    seq: int
    outcomes: tuple[str, ...]


async def offer(office: Office, number: int, by: int, step: str) -> Offer:
    """The outcomes somebody may record for a step now; raises UserError step-not-now or step-not-yours."""
    async with office.store.begin() as session:
        alert = await find(session, number)
        _, actor = await part_in(session, alert, by)
    found = tuple(move.outcome for move in open_to(alert.state, alert.tier, actor) if move.step == step)
    if not found:
        everybody = Actor(holder=True, leader=True, team=True, visitor=True)
        later = any(move.step == step for move in open_to(alert.state, alert.tier, everybody))
        raise UserError("step-not-yours" if later else "step-not-now")
    return Offer(number, alert.moves, found)


async def record(office: Office, number: int, by: int, step: str, outcome: str, seq: int, other: str = "") -> Outcome:
    """Take a step; `other` is the alert or station it asks for. Raises UserError when it is out of order or not this person's."""
    async with office.store.begin() as session:
        alert = await find(session, number)
        role, actor = await part_in(session, alert, by)
        if seq != alert.moves:
            return await _overtaken(session, alert, by, step, outcome, seq)
        move = take(alert.state, alert.tier, actor, step, outcome)
        target = await _target(session, move, alert, other)
        source = alert.state
        if not await alerts.move(session, alert, seq, state=move.to(source)):
            return Outcome("step-overtaken", False, number)
        row = StepTaken(
            alert_id=number, seq=seq, step=step, outcome=outcome, source=source, target=alert.state, by=by, name=role.name, at=clock.now()
        )
        await steps.add(session, row)
        if step != "analysis":
            await scripts.came(session, number, f"{step}-{outcome}")
        await alerts.note(session, number, clock.now(), by, "step", name=role.name, step=step, outcome=outcome)
        await _follow(office, session, alert, move, role, target)
    return Outcome("step-taken", True, number)


async def _overtaken(session: AsyncSession, alert: Alert, by: int, step: str, outcome: str, seq: int) -> Outcome:
    """The same press again is told the same; another's is told that something happened since."""
    taken = [row for row in await steps.taken(session, alert.id) if row.seq == seq]
    again = any((row.by, row.step, row.outcome) == (by, step, outcome) for row in taken)
    return Outcome("step-taken" if again else "step-overtaken", False, alert.id)


async def _target(session: AsyncSession, move: Move, alert: Alert, other: str) -> Alert | Area | None:
    """The alert it doubles, or the station it goes to; raises UserError step-other-gone."""
    if move.asks == "alert":
        found = await alerts.get(session, int(other)) if other.isdigit() and int(other) != alert.id else None
        if found is None or found.state not in LIVE:
            raise UserError("step-other-gone")
        return found
    if move.asks == "station":
        area = await areas.get(session, other)
        if area is None or area.level != "station":
            raise UserError("step-other-gone")
        return area
    return None


async def _follow(office: Office, session: AsyncSession, alert: Alert, move: Move, role: Staff, target: Alert | Area | None) -> None:
    now = clock.now()
    if move.contact and alert.contacted_at is None:
        alert.contacted_at = now
        await tell_reporters(office, session, alert, "contacted")
    if alert.met_at is None and (alert.state in ("met", "reached") or (move.step == "meet" and move.contact)):
        alert.met_at = now
        await followups.plan(session, alert)
    if isinstance(target, Area):
        await reopen(office, session, alert, area=target.code)
    elif alert.state in ENDS:
        alert.closed_by, alert.closed_name, alert.closed_at, alert.due_at, alert.review = role.telegram, role.name, now, None, "due"
        alert.outcome = move.outcome if move.step == "feedback" else None
        if alert.state in ("duplicate", "transferred"):
            await drop(session, alert.id)
        if isinstance(target, Alert):
            await _merge(office, session, alert, target)
        await ended(office, session, alert)
    else:
        if move.step != "analysis":
            await due(office, session, alert)
        await redrawn(office, session, alert)


async def _merge(office: Office, session: AsyncSession, alert: Alert, into: Alert) -> None:
    """The reporters of a double stand behind the other from now on."""
    alert.duplicate_of = into.id
    moved, added = await doubles.bring(session, alert.id, into.id)
    await kin.move_calls(session, alert.id, into.id)
    await alerts.note(session, into.id, clock.now(), None, "merged", count=len(moved), to=alert.id, reports=moved, added=added)
    await redrawn(office, session, into)


@dataclass(frozen=True, slots=True)
class Other:
    """An alert of which another may be a double: its number, when it was raised, and what trick it is about (empty: unknown)."""

    number: int
    raised_at: datetime
    what: str


async def others(office: Office, number: int, by: int) -> list[Other]:
    """Which alert it may be a double of: those alive in the same station, newest first."""
    async with office.store.begin() as session:
        alert = await find(session, number)
        await part_in(session, alert, by)
        path = await areas.path(session, alert.area)
        station = next((area.code for area in path if area.level == "station"), alert.area)
        found = await alerts.live(session, await areas.below(session, [station]))
    return [Other(row.id, row.raised_at, _what(office, row)) for row in found if row.id != number]


def _what(office: Office, alert: Alert) -> str:
    named = office.told.patterns.get(alert.pattern or "") or office.told.families.get(alert.family or "")
    return named.name if named else ""


async def stations(office: Office, number: int, by: int) -> list[Area]:
    """To which stations it may be handed over: all but its own."""
    async with office.store.begin() as session:
        alert = await find(session, number)
        await part_in(session, alert, by)
        own = [area.code for area in await areas.path(session, alert.area)]
        return [area for area in await areas.stations(session) if area.code not in own]


async def go_along(office: Office, number: int, by: int) -> Outcome:
    """「我去上门」: the card shows who is on the visit; raises UserError when the alert has ended or is not theirs."""
    async with office.store.begin() as session:
        alert = await find(session, number)
        role, _ = await part_in(session, alert, by)
        if alert.state not in LIVE:
            raise UserError("closed-already", name=alert.closed_name)
        joined = await steps.join(session, number, by, role.name, role.role, clock.now())
        if joined:
            await alerts.note(session, number, clock.now(), by, "joined", name=role.name)
            await redrawn(office, session, alert)
    return Outcome("step-going", joined, number)


async def remark(office: Office, by: int, message: int, text: str) -> int | None:
    """A reply to a card is a note on that alert: its number; None when the message is no card. Raises UserError when it is not theirs."""
    async with office.store.begin() as session:
        card = await cards.at(session, by, message)
        if card is None:
            return None
        alert = await find(session, card.alert_id)
        role, _ = await part_in(session, alert, by)
        words = office.cipher.seal(text.strip()[:LONGEST_NOTE])
        await alerts.note(session, alert.id, clock.now(), by, "noted", name=role.name, words=words)
        return alert.id
