"""转交: an alert passes from who holds it to a colleague, who is paged at once, and is told why where the giver says so.

Between a press on a card and the row, which alone decides who holds it; what must follow is queued in the same transaction.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from bot import clock
from bot.desk.alerts import Outcome, find
from bot.desk.consequences import due, page_again, part_kin, redrawn
from bot.desk.moves import HELD, MAY_SIGN
from bot.desk.parts import authority
from bot.duty import roster
from bot.errors import UserError
from bot.office import Office
from bot.store import alerts, areas, staff, steps
from bot.store.models import Alert, AlertLog

WHY_WITHIN = timedelta(hours=1)
"""So long who handed an alert over may say why."""
HANDED_WHY = ("busy", "area", "closer", "shift")


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
    """The holder gives it to a colleague. Raises UserError when it is not theirs to give, or the colleague's to take."""
    async with office.store.begin() as session:
        alert = await find(session, number)
        role = await authority(session, alert, by)
        receiver = await authority(session, alert, to)
        handed = await alerts.hand_over(session, number, by, to, receiver.name)
        await session.refresh(alert)
        if not handed:
            raise _not_handed(alert)
        entry = f"handed-{len(await alerts.history(session, number))}"
        await alerts.note(session, number, clock.now(), by, "handed_over", name=role.name, to=receiver.name)
        await steps.take_over(session, alert, to, receiver.name, clock.now())
        await page_again(office, session, alert, entry, receiver)
        await due(office, session, alert)
        await part_kin(office, session, alert)
        await redrawn(office, session, alert)
    return Outcome("handed-over", True, number, receiver.name)


def _not_handed(alert: Alert) -> UserError:
    """Why an alert could not be handed over by this person; also what a second press of the same button hears."""
    if alert.state == "open":
        return UserError("hand-over-sign-first")
    if alert.state in HELD:
        return UserError("held-by-other", name=alert.signed_name)
    return UserError("closed-already", name=alert.closed_name)


def giver(alert: Alert, lines: Mapping[str, AlertLog]) -> int | None:
    """Who handed it over within the hour and did not say why yet; `lines`: the newest of its history, by act."""
    handed, told = lines.get("handed_over"), lines.get("handed_why")
    if handed is None or alert.state not in HELD or clock.now() - handed.at > WHY_WITHIN:
        return None
    return handed.actor if told is None or told.id < handed.id else None


def why_handed(lines: Mapping[str, AlertLog]) -> str | None:
    """Why it passed into the hands it is in, where that was said: one of HANDED_WHY."""
    told = lines.get("handed_why")
    passed = [lines[act].id for act in ("handed_over", "holder_replaced") if act in lines]
    return str(told.detail["reason"]) if told is not None and told.id > max(passed, default=0) else None


async def say_why(office: Office, number: int, by: int, reason: str) -> Outcome:
    """Why it was handed over, said once, by who did it and within the hour. Raises UserError hand-over-why-late."""
    async with office.store.begin() as session:
        await find(session, number)
        alert = await alerts.hold(session, number)
        assert alert is not None
        role = await authority(session, alert, by)
        if giver(alert, await alerts.latest_lines(session, number, ("handed_over", "handed_why"))) != by:
            raise UserError("hand-over-why-late")
        await alerts.note(session, number, clock.now(), by, "handed_why", name=role.name, reason=reason)
        await redrawn(office, session, alert)
    return Outcome("hand-over-why-told", True, number)
