"""What people on duty do about the rota: 换班, 请假, 我回来了, 交班. Each is one short transaction; whoever else is concerned hears of it.

Nobody leaves the line-up but by a colleague's 同意: until then the person stays on duty and is paged. Who is on duty: bot.duty.roster.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.desk.moves import MAY_SIGN
from bot.duty import roster, rota
from bot.duty.rota import Line, StandIn, Turn
from bot.errors import UserError
from bot.office import Office
from bot.store import alerts, areas, shifts, staff
from bot.store.models import Shift, Staff

WEEK = timedelta(days=7)
LONGEST_NOTE = 3800
MOST_STATIONS = 20


@dataclass(frozen=True, slots=True)
class Spell:
    """Some time on duty, with names; no names: nobody by the rota."""

    names: tuple[str, ...]
    starts: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class StationDuty:
    """The rota of one station: now, and the next seven days; empty where there is no rota."""

    area: str
    week: tuple[Spell, ...]

    @property
    def now(self) -> tuple[str, ...]:
        """Who is on duty now."""
        return self.week[0].names if self.week else ()


@dataclass(frozen=True, slots=True)
class View:
    """What `/duty` shows somebody.

    away: who stands in for them until when · stands_for: for whom they stand in until when · own: they have a turn to come · has_rota: a
    note of theirs has somebody to go to.
    """

    stations: tuple[StationDuty, ...]
    away: tuple[str, datetime] | None
    stands_for: tuple[tuple[str, datetime], ...]
    own: bool
    has_rota: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of an answer: key names the text, shift what it was about, as it stands."""

    key: str
    shift: Shift


@dataclass(frozen=True, slots=True)
class Noted:
    """What became of a note: key names the text; holding: how many alerts the writer still holds."""

    key: str
    holding: int


async def view(office: Office, by: int) -> View:
    """The rotas of somebody's stations; raises UserError duty-rota-others when they do not sign."""
    now = clock.now()
    async with office.store.begin() as session:
        roles = await _roles(session, by)
        standing = await roster.stand_ins(session, now)
        found = await _stations(session, roles)
        stations = [await _station(session, area, line, standing) for area, line in found]
        away = next((one for one in standing if one.out == by and one.reason == "away" and one.holds(now)), None)
        behind = [one for one in standing if one.instead == by and one.reason == "away" and one.holds(now)]
        return View(
            tuple(stations),
            ("、".join(await roster.names(session, [away.instead])), away.ends) if away else None,
            tuple([("、".join(await roster.names(session, [one.out])), one.ends) for one in behind]),
            await _next_turn(session, by) is not None,
            await roster.station_of(session, roles[0]) in await roster.lines(session),
        )


async def _roles(session: AsyncSession, telegram: int) -> list[Staff]:
    roles = [role for role in await staff.of(session, telegram) if role.role in MAY_SIGN]
    if not roles:
        raise UserError("duty-rota-others")
    return roles


async def _stations(session: AsyncSession, roles: list[Staff]) -> list[tuple[str, Line | None]]:
    """The stations of these roles; of those above stations, the ones below that have a rota."""
    rotas = await roster.lines(session)
    found: dict[str, Line | None] = {}
    for role in roles:
        home = await roster.station_of(session, role)
        node = await areas.get(session, home)
        if node is not None and node.level == "station":
            found[home] = rotas.get(home)
        else:
            found |= {code: rotas[code] for code in await areas.below(session, [home]) if code in rotas}
    return list(found.items())[:MOST_STATIONS]


async def _station(session: AsyncSession, area: str, line: Line | None, standing: list[StandIn]) -> StationDuty:
    node = await areas.get(session, area)
    now = clock.now()
    week = rota.spells(line, standing, now, now + WEEK) if line else []
    spells = [Spell(tuple(await roster.names(session, turn.people)), turn.starts, turn.ends) for turn in week]
    return StationDuty(node.name if node else area, tuple(spells))


async def _next_turn(session: AsyncSession, telegram: int) -> tuple[str, Turn] | None:
    """Somebody's next turn that has not begun, swaps counted, and its station."""
    now = clock.now()
    swaps = [one for one in await roster.stand_ins(session, now) if one.reason == "swap"]
    found = []
    for area, line in (await roster.lines(session)).items():
        for turn in rota.turns(line, now, now + timedelta(days=366)):
            if turn.starts > now and telegram in rota.instead_of(turn.people, swaps, turn.starts):
                found.append((area, turn))
                break
    return min(found, key=lambda one: one[1].starts, default=None)


@dataclass(frozen=True, slots=True)
class Choice:
    """Whom one may ask to stand in (telegram, name), and for when."""

    starts: datetime
    ends: datetime
    people: tuple[tuple[int, str], ...]


async def for_swap(office: Office, by: int) -> Choice:
    """Whom one may ask for one's next turn; raises UserError duty-no-turn or duty-nobody-to-ask."""
    async with office.store.begin() as session:
        await _roles(session, by)
        turn = await _next_turn(session, by)
        if turn is None:
            raise UserError("duty-no-turn")
        return await _choice(session, by, turn[0], turn[1].starts, turn[1].ends)


async def for_absence(office: Office, by: int, choice: str) -> Choice:
    """Whom one may ask for an absence (bot.duty.rota.until); raises UserError duty-nobody-to-ask."""
    async with office.store.begin() as session:
        [role, *_] = await _roles(session, by)
        now = clock.now()
        ends = rota.until(choice, now)
        if ends is None:
            raise UserError("duty-button-gone")
        return await _choice(session, by, await roster.station_of(session, role), now, ends)


async def _choice(session: AsyncSession, by: int, area: str, starts: datetime, ends: datetime) -> Choice:
    """The colleagues who are not away themselves at that time."""
    absent = {one.out for one in await roster.stand_ins(session, starts) if one.reason == "away" and one.starts < ends}
    people = [(row.telegram, row.name) for row in await roster.colleagues(session, area, by) if row.telegram not in absent]
    if not people:
        raise UserError("duty-nobody-to-ask")
    return Choice(starts, ends, tuple(people))


async def ask_swap(office: Office, by: int, to: int, starts: datetime) -> Shift:
    """Ask a colleague to take the turn that starts then; raises UserError duty-turn-changed or duty-colleague-away."""
    async with office.store.begin() as session:
        [role, *_] = await _roles(session, by)
        turn = await _next_turn(session, by)
        if turn is None or turn[1].starts != starts:
            raise UserError("duty-turn-changed")
        return await _ask(office, session, "swap", turn[0], role, to, turn[1].starts, turn[1].ends)


async def ask_absence(office: Office, by: int, to: int, choice: str) -> Shift:
    """Ask a colleague to stand in from now on; raises UserError duty-colleague-away."""
    async with office.store.begin() as session:
        [role, *_] = await _roles(session, by)
        now = clock.now()
        ends = rota.until(choice, now)
        if ends is None:
            raise UserError("duty-button-gone")
        return await _ask(office, session, "away", await roster.station_of(session, role), role, to, now, ends)


async def _ask(
    office: Office, session: AsyncSession, reason: str, area: str, asker: Staff, to: int, starts: datetime, ends: datetime
) -> Shift:
    """One request of a kind at a time: a new one takes the place of one that is not answered yet."""
    choice = await _choice(session, asker.telegram, area, starts, ends)
    name = dict(choice.people).get(to)
    if name is None:
        raise UserError("duty-colleague-away")
    await shifts.withdraw(session, asker.telegram, reason)
    shift = await shifts.ask(
        session, area=area, telegram=to, name=name, by=asker.telegram, by_name=asker.name, reason=reason,
        starts_at=starts, ends_at=ends, asked_at=clock.now(),
    )  # fmt: skip
    await office.engine.enqueue(session, "pages", "ask_shift", f"ask-shift-{shift.id}", shift.id)
    return shift


async def answer(office: Office, shift_id: int, by: int, agrees: bool) -> Answered:
    """同意 or 不行; raises UserError duty-ask-gone when the request is not this person's, is off, or its time is over."""
    async with office.store.begin() as session:
        shift = await shifts.get(session, shift_id)
        if shift is None or shift.telegram != by or shift.state in ("withdrawn", "unreachable"):
            raise UserError("duty-ask-gone")
        now = clock.now()
        if shift.state == "asked" and (shift.ends_at <= now or (shift.reason == "swap" and shift.starts_at <= now)):
            raise UserError("duty-ask-late")
        if await shifts.answer(session, shift, "agreed" if agrees else "refused", now):
            await office.engine.enqueue(session, "pages", "tell_shift", f"tell-shift-{shift.id}", shift.id)
            if agrees and shift.reason == "away":  # the newest absence takes the place of an earlier one
                await _relieve(office, session, await shifts.end(session, shift.by, now, but=shift.id))
    return Answered("duty-you-agreed" if shift.state == "agreed" else "duty-you-refused", shift)


async def back(office: Office, by: int) -> bool:
    """我回来了: absences end now, requests for one are off, who stood in hears of it. False when one was not away."""
    async with office.store.begin() as session:
        await _roles(session, by)
        await shifts.withdraw(session, by, "away")
        ended = await shifts.end(session, by, clock.now())
        await _relieve(office, session, ended)
    return bool(ended)


async def _relieve(office: Office, session: AsyncSession, ended: Sequence[Shift]) -> None:
    """Who stood in hears that it is over."""
    for shift in ended:
        await office.engine.enqueue(session, "pages", "tell_back", f"back-shift-{shift.id}", shift.id)


async def leave_note(office: Office, by: int, text: str) -> Noted:
    """交班: a note for whoever comes on duty next; for those on duty now when the writer is not. Raises UserError duty-no-rota."""
    now = clock.now()
    async with office.store.begin() as session:
        [role, *_] = await _roles(session, by)
        area = await roster.station_of(session, role)
        line = (await roster.lines(session)).get(area)
        if line is None:
            raise UserError("duty-no-rota")
        present = rota.on_duty(line, await roster.stand_ins(session, now), now)
        at_once = bool(present) and by not in present
        words = office.cipher.seal(text.strip()[:LONGEST_NOTE])
        note = await shifts.leave(session, area=area, by=by, name=role.name, words=words, written_at=now, given_at=now if at_once else None)
        for person in present if at_once else ():
            await office.engine.enqueue(session, "pages", "give_note", f"note-{note.id}-{person}", note.id, person)
        return Noted("duty-noted-now" if at_once else "duty-noted", await alerts.count_held(session, by))
