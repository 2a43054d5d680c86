"""Who is on duty, read from the plan and the store: for the ladder's first call, for `/duty` and `/status`, for the change of shift.

A stand-in counts only while they still serve; otherwise the person stays on the line-up. The rota itself: bot.duty.rota.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.desk.moves import MAY_SIGN
from bot.duty.rota import Line, StandIn, instead_of, turn_at
from bot.store import alerts, areas, deployments, shifts, staff
from bot.store.models import Alert, Area, Staff


async def lines(session: AsyncSession) -> dict[str, Line]:
    """The rotas by station."""
    plan = await deployments.plan(session)
    return {entry["area"]: Line.read(entry) for entry in (plan or {}).get("duty", ())}


async def stand_ins(session: AsyncSession, since: datetime) -> list[StandIn]:
    """Who stands in for whom from a moment on, in the order of consent; only those who serve."""
    found = []
    for row in await shifts.agreed(session, since):
        if await signing_role(session, row.telegram):
            found.append(StandIn(row.by, row.telegram, row.starts_at, row.ends_at, row.reason))
    return found


async def signing_role(session: AsyncSession, telegram: int, codes: Sequence[str] = ()) -> Staff | None:
    """The role by which somebody may sign, one in these areas first; None when they do not serve."""
    roles = [role for role in await staff.of(session, telegram) if role.role in MAY_SIGN]
    return min(roles, key=lambda role: role.area not in codes, default=None)


async def on_shift(session: AsyncSession, path: Sequence[Area], codes: Sequence[str]) -> list[Staff]:
    """Who is on duty now at the station of a way up the tree, swaps counted, absences not; empty when no rota says so."""
    rotas = await lines(session)
    line = next((rotas[area.code] for area in path if area.code in rotas), None)
    now = clock.now()
    turn = turn_at(line, now) if line else None
    swaps = [one for one in await stand_ins(session, now) if one.reason == "swap"]
    people = instead_of(turn.people, swaps, now) if turn else ()
    found = [await signing_role(session, person, codes) for person in people]
    return [role for role in found if role is not None]


async def present(session: AsyncSession, alert: Alert, people: Sequence[Staff]) -> list[Staff]:
    """These people without those who are away, and who stands in for them; all of them when that leaves nobody who is there."""
    now = clock.now()
    gone = await absences(session)
    away = {one.out for one in gone}
    found: dict[int, Staff] = {}
    told: list[tuple[str, str]] = []
    for person in people:
        [telegram] = instead_of([person.telegram], gone, now)
        role = person if telegram == person.telegram else await signing_role(session, telegram)
        assert role is not None
        found.setdefault(role.telegram, role)
        told += [(person.name, role.name)] if role is not person else []
    if told and all(role.telegram in away for role in found.values() if role.role in MAY_SIGN):
        await alerts.note(session, alert.id, now, None, "all_away")
        return list({person.telegram: person for person in [*people, *found.values()]}.values())
    for name, to in told:
        await alerts.note(session, alert.id, now, None, "stood_in", name=name, to=to)
    return list(found.values())


async def absences(session: AsyncSession) -> list[StandIn]:
    """Who is away now, and who stands in for them."""
    now = clock.now()
    return [one for one in await stand_ins(session, now) if one.reason == "away" and one.holds(now)]


async def hearers(session: AsyncSession, people: Sequence[int]) -> list[int]:
    """Whom to call instead of these people: for who is away the one who stands in, once each."""
    return list(instead_of(people, await absences(session), clock.now()))


async def station_of(session: AsyncSession, role: Staff) -> str:
    """The station to which a role belongs; its own area where that is above stations."""
    path = await areas.path(session, role.area)
    return next((area.code for area in path if area.level == "station"), role.area)


async def colleagues(session: AsyncSession, area: str, telegram: int) -> list[Staff]:
    """Who else signs at a station, or in an area above stations; one entry a person."""
    node = await areas.get(session, area)
    codes = await areas.below(session, [area]) if node and node.level == "station" else [area]
    return list({row.telegram: row for row in await staff.serving(session, codes, MAY_SIGN) if row.telegram != telegram}.values())


async def names(session: AsyncSession, people: Sequence[int]) -> list[str]:
    """Their names; who has left is not named."""
    found = [await signing_role(session, person) for person in people]
    return [role.name for role in found if role is not None]
