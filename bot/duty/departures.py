"""When a deployment changes under live alerts: who held one and has left, and areas that are no more.

`shouwang setup` only changes rows; the running duty role sees that (`look_for_departures`) and takes each alert on as a workflow, once. An
alert that nobody had worked on goes back to the ladder; one that was under way goes to a leader, so that what was done is not lost.
"""

from collections.abc import Mapping

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock, office
from bot.desk.alerts import find
from bot.desk.consequences import draw_soon, due, page_again, part_kin, redrawn, reopen, workflow_id
from bot.desk.moves import HELD, LIVE, MAY_SIGN
from bot.desk.parts import leaders
from bot.durable import record, workflow
from bot.office import Office
from bot.store import acts, alerts, areas, cards, deployments, staff, steps
from bot.store.models import Alert, Area, Staff


async def look_for_departures(desk: Office, seen: int) -> int:
    """If the deployment changed after act `seen`: ask for live alerts that may need other hands, and for cards of who left; the newest act.

    Whether it does is decided when the workflow looks again.
    """
    async with desk.store.begin() as session:
        newest = await acts.latest(session, "setup")
        if newest == seen:
            return seen
        known = await areas.all_by_code(session)
        serving = [row for row in await staff.everyone(session) if row.retired_at is None]
        for number in await cards.of_leavers(session, {row.telegram for row in serving}):
            await draw_soon(desk, session, number, f"left-{newest}")
        posts = {(row.telegram, row.area) for row in serving if row.role in MAY_SIGN}
        for number, area, holder in await alerts.hands(session):
            way = _way(known, area)
            gone = area not in known or known[area].retired_at is not None
            if gone or (holder is not None and not any((holder, code) in posts for code in way)):
                await desk.engine.enqueue(session, "alerts", "departure", f"departure-{number}-{newest}", number)
    return newest


def _way(known: Mapping[str, Area], code: str) -> list[str]:
    """The codes from an area up the tree."""
    found: list[str] = []
    while code in known and code not in found:
        found.append(code)
        code = known[code].parent or ""
    return found


async def _area_gone(session: AsyncSession, alert: Alert) -> bool:
    return await areas.get(session, alert.area) is None


async def _left(session: AsyncSession, alert: Alert) -> bool:
    """Whether the one who holds it signs neither at its station nor above any more."""
    if alert.state not in HELD or alert.signed_by is None:
        return False
    path = await areas.path(session, alert.area)
    codes = [area.code for area in path] + await areas.below(session, [area.code for area in path if area.level == "station"])
    return not any(role.role in MAY_SIGN and role.area in codes for role in await staff.of(session, alert.signed_by))


@workflow("departure")
async def departure(number: int) -> str:
    """moved (to another area), leader, ladder, or nothing when it has ended or is in good hands."""
    outcome: str = await take_on(number)
    return outcome


@record("take_on")
async def take_on(number: int) -> str:
    """Give it another area and other hands, as far as it needs them, in one transaction."""
    desk = office.current()
    async with desk.store.begin() as session:
        alert = await find(session, number)
        if alert.state not in LIVE:
            return "nothing"
        moved = await _move(session, alert)
        if await _left(session, alert):
            return await _other_hands(desk, session, alert)
        if moved and alert.state == "open":
            await desk.engine.wake(session, workflow_id(alert), {"kind": "raised"}, f"moved-{workflow_id(alert)}-{alert.area}")
        if moved:
            await redrawn(desk, session, alert)
    return "moved" if moved else "nothing"


async def _move(session: AsyncSession, alert: Alert) -> bool:
    """To the nearest area above that is in use, else to where what belongs nowhere goes."""
    if not await _area_gone(session, alert):
        return False
    above = [area for area in await areas.path(session, alert.area) if area.retired_at is None]
    plan = await deployments.plan(session)
    first = (plan or {}).get("default_area") or await areas.first_station(session)
    target = above[0].code if above else first
    if target is None:
        return False
    alert.area = target
    await alerts.note(session, alert.id, clock.now(), None, "area_gone", name=above[0].name if above else target)
    return True


async def _other_hands(desk: Office, session: AsyncSession, alert: Alert) -> str:
    gone, name = alert.signed_by or 0, alert.signed_name or ""
    found: list[Staff] = [] if alert.state == "signed" else await leaders(session, alert)
    if not found:
        await alerts.note(session, alert.id, clock.now(), None, "holder_left", name=name)
        await reopen(desk, session, alert)
        return "ladder"
    leader = found[0]
    await alerts.hand_over(session, alert.id, gone, leader.telegram, leader.name)
    await session.refresh(alert)
    await alerts.note(session, alert.id, clock.now(), None, "holder_replaced", name=name, to=leader.name)
    await steps.take_over(session, alert, leader.telegram, leader.name, clock.now())
    await page_again(desk, session, alert, f"left-{len(await alerts.history(session, alert.id))}", leader)
    await due(desk, session, alert)
    await part_kin(desk, session, alert)
    await redrawn(desk, session, alert)
    return "leader"
