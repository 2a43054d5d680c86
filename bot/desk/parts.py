"""Who has a part in an alert: who may act on it and as what, who leads above it, who may judge how it ended.

Asked by every act (bot.desk.alerts, bot.desk.steps, bot.desk.handing …) before it changes anything, and for every card that is drawn.
What rights hang on (`Hands`) is alike for everybody and read once, however many people are looked at.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot.desk.moves import MAY_SIGN, Actor
from bot.errors import UserError
from bot.store import areas, pages, staff, steps
from bot.store.models import Alert, Staff, Visitor


@dataclass(frozen=True, slots=True)
class Hands:
    """What rights on an alert hang on: its number, the areas on its way up, the nearest first, who holds it, who is on the visit."""

    number: int
    path: tuple[str, ...]
    holder: int | None
    visitors: frozenset[int]


async def hands(session: AsyncSession, alert: Alert, visitors: Sequence[Visitor] | None = None) -> Hands:
    """Read it; `visitors` where they are known already."""
    going = visitors if visitors is not None else await steps.visitors(session, alert.id)
    return Hands(alert.id, await _path(session, alert), alert.signed_by, frozenset(row.telegram for row in going))


async def authority(session: AsyncSession, alert: Alert, telegram: int) -> Staff:
    """The role by which a person may act on an alert: officer or leader on its way up the tree, or paged for it.

    Raises UserError not-staff or not-your-area.
    """
    roles = await staff.of(session, telegram)
    return await _signing(session, alert.id, roles, await _path(session, alert))


async def part_in(session: AsyncSession, alert: Alert, telegram: int) -> tuple[Staff, Actor]:
    """Who somebody is to an alert; grid workers have a part in it once they were asked to go or joined the visit.

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
        if not workers or not (visiting or await pages.times(session, own.number, telegram)):
            raise
        return workers[0], Actor(visitor=True)
    leads = role.role == "leader" and role.area in own.path
    return role, Actor(holder=own.holder == telegram, leader=leads, team=visiting)


async def _signing(session: AsyncSession, number: int, roles: Sequence[Staff], path: Sequence[str]) -> Staff:
    """The nearest of these roles that signs: a leader's before an officer's; elsewhere, one that was paged."""
    signing = [role for role in roles if role.role in MAY_SIGN]
    if not signing:
        raise UserError("not-staff")
    near = [role for role in signing if role.area in path]
    if near:
        return min(near, key=lambda role: (role.role != "leader", path.index(role.area)))
    if await pages.times(session, number, signing[0].telegram):
        return signing[0]
    raise UserError("not-your-area", number=number)


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
