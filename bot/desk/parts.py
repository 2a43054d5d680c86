"""Who has a part in an alert: who may act on it and as what, who leads above it, who may judge how it ended.

Asked by every act (bot.desk.alerts, bot.desk.steps, bot.desk.handing …) before it changes anything, and for every card that is drawn.
What rights hang on (`Hands`) is alike for everybody and read once, however many people are looked at.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot.desk.moves import MAY_SIGN, Actor
from bot.duty import roster
from bot.errors import UserError
from bot.store import areas, pages, staff, steps
from bot.store.models import Alert, Staff, Visitor


@dataclass(frozen=True, slots=True)
class Hands:
    """What rights on an alert hang on: its number, the areas on its way up, the nearest first, who holds it, who is on the visit.

    stand_in: who stands in for the holder while they are away, and takes steps as they do.
    """

    number: int
    path: tuple[str, ...]
    holder: int | None
    visitors: frozenset[int]
    stand_in: int | None = None


async def hands(session: AsyncSession, alert: Alert, visitors: Sequence[Visitor] | None = None) -> Hands:
    """Read it; `visitors` where they are known already."""
    going = visitors if visitors is not None else await steps.visitors(session, alert.id)
    hearers = await roster.hearers(session, [alert.signed_by]) if alert.signed_by is not None else []
    stand_in = next((one for one in hearers if one != alert.signed_by), None)
    return Hands(alert.id, await _path(session, alert), alert.signed_by, frozenset(row.telegram for row in going), stand_in)


async def authority(session: AsyncSession, alert: Alert, telegram: int) -> Staff:
    """The role by which a person may act on an alert: officer or leader on its way up the tree, or paged for it beside them.

    Raises UserError not-staff or not-your-area.
    """
    roles = await staff.of(session, telegram)
    return await _signing(session, alert.id, roles, await _path(session, alert))


async def part_in(session: AsyncSession, alert: Alert, telegram: int) -> tuple[Staff, Actor]:
    """Who somebody is to an alert; grid workers of its station have a part in it once they were asked to go or joined the visit.

    Raises UserError not-staff or not-your-area.
    """
    return await part_of(session, await hands(session, alert), telegram, await staff.of(session, telegram))


async def part_of(session: AsyncSession, own: Hands, telegram: int, roles: Sequence[Staff]) -> tuple[Staff, Actor]:
    """The same for somebody whose roles are known."""
    visiting = telegram in own.visitors
    try:
        role = await _signing(session, own.number, roles, own.path)
    except UserError:
        workers = [role for role in roles if role.role == "grid_worker"]
        if not workers or not (visiting or await _paged_here(session, own.number, workers, own.path)):
            raise
        return workers[0], Actor(visitor=True)
    leads = role.role == "leader" and role.area in own.path
    return role, Actor(holder=telegram in (own.holder, own.stand_in), leader=leads, team=visiting)


async def _signing(session: AsyncSession, number: int, roles: Sequence[Staff], path: Sequence[str]) -> Staff:
    """The nearest of these roles that signs: a leader's before an officer's; elsewhere in the station, one that was paged."""
    signing = [role for role in roles if role.role in MAY_SIGN]
    if not signing:
        raise UserError("not-staff")
    near = [role for role in signing if role.area in path]
    if near:
        return min(near, key=lambda role: (role.role != "leader", path.index(role.area)))
    if paged := await _paged_here(session, number, signing, path):
        return paged[0]
    raise UserError("not-your-area", number=number)


async def _paged_here(session: AsyncSession, number: int, roles: Sequence[Staff], path: Sequence[str]) -> list[Staff]:
    """Those of a person's roles that belong to the alert's station, when the person was paged; none of another station's, to which it
    may have belonged before.
    """
    way = await areas.path(session, path[0]) if path else []
    station = [area.code for area in way if area.level == "station"] or list(path[:1])
    here = await areas.below(session, station)
    found = [role for role in roles if role.area in here]
    return found if found and await pages.times(session, number, found[0].telegram) else []


async def _path(session: AsyncSession, alert: Alert) -> tuple[str, ...]:
    return tuple(area.code for area in await areas.path(session, alert.area))


async def leaders(session: AsyncSession, alert: Alert, *, but: Collection[int | None] = ()) -> list[Staff]:
    """The leaders nearest to an alert, without some: of its station, else of what is above it."""
    return next(_levels(await _leading(session, alert), but), [])


async def judges(session: AsyncSession, alert: Alert) -> list[list[Staff]]:
    """Who may review how it ended: leaders who had no hand in it, level by level on the way up the tree, the nearest first."""
    return list(_levels(await _leading(session, alert), await steps.hands(session, alert)))


async def _leading(session: AsyncSession, alert: Alert) -> list[list[Staff]]:
    """The leaders of each area on its way up."""
    path = await _path(session, alert)
    found = await staff.serving(session, path, ["leader"])
    return [[person for person in found if person.area == code] for code in path]


def _levels(leading: list[list[Staff]], but: Collection[int | None]) -> Iterator[list[Staff]]:
    """Those who are left of each level, where any are."""
    for level in leading:
        if found := [person for person in level if person.telegram not in but]:
            yield found
