"""Who is paged for one call of the ladder: one row a person, queued in the transaction that decides it.

The first call is written with the alert itself (bot.desk.reports), so that nothing stands between a report and the officer's phone; the
ladder (bot.desk.escalation) finds it there and goes on from it. It overtakes whatever else waits to be sent: when more is reported than can
be told at once, a new alert comes before the third call of an old one.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock, threads
from bot.duty import roster
from bot.office import Office
from bot.store import alerts, areas, pages, staff, workers
from bot.store.models import Alert, Staff

FIRST = "0.0"
"""The first call of an alert: no turn of the ladder is over, and it is on its first rung."""
QUIET = ("low", "medium")
"""Tiers that come without sound, and of which the grid worker hears first of all."""


async def first_call(desk: Office, session: AsyncSession, alert: Alert) -> None:
    """Page the lowest rung of a new alert."""
    if alert.ladder:
        await page_call(desk, session, alert, FIRST, alert.ladder[0])


async def page_call(desk: Office, session: AsyncSession, alert: Alert, call: str, rung: dict[str, Any]) -> int:
    """Page who stands on this rung; returns how many of them may sign. A call that was made already is not made again.

    Whoever is still to hear an earlier call is not called once more: where more is reported than is told, the queue does not grow by it.
    """
    made = await pages.of(session, alert.id, call)
    if made:
        return _signing(page.role for page in made)
    alert.need = max(alert.need, rung.get("need", 1))
    people = await _due(session, alert, call, rung)
    called = await _being_called(session, alert) if call != FIRST else set()
    for person in people:
        if person.telegram in called:
            continue
        page = await pages.add(
            session,
            alert_id=alert.id,
            call=call,
            telegram=person.telegram,
            role=person.role,
            silent=alert.tier in QUIET,
            made_at=clock.now(),
        )
        await desk.engine.enqueue(session, "pages", "page", f"page-{page.id}", page.id, first=call == FIRST)
    if fresh := sum(person.telegram not in called for person in people):
        await alerts.note(session, alert.id, clock.now(), None, "paged", call=call, count=fresh)
    return _signing(person.role for person in people)


async def _being_called(session: AsyncSession, alert: Alert) -> set[int]:
    """Whom a call of the ladder is on its way to, no less loud than this one: another would only stand in the queue behind it."""
    unsent = {threads.page(page.id): page for page in await pages.unsent(session, alert.id) if "." in page.call}
    loud = [page for thread in await workers.under_way(session, list(unsent)) if not (page := unsent[thread]).silent or alert.tier in QUIET]
    return {page.telegram for page in loud}


def _signing(roles: Iterable[str]) -> int:
    return sum(role != "grid_worker" for role in roles)


async def _due(session: AsyncSession, alert: Alert, call: str, rung: dict[str, Any]) -> list[Staff]:
    """Who is paged: the rung's roles at its level on the alert's way up the tree.

    Staff bound to a community belong to its station. The first call goes to the officers on duty, where a rota names them. For low and
    medium tiers it leaves leaders out where an officer is there, and asks the grid worker to go and see. Who is away is not paged, who
    stands in for them is.
    """
    path = await areas.path(session, alert.area)
    levels = {rung["level"]} | ({"community"} if rung["level"] == "station" else set())
    codes = [area.code for area in path if area.level in levels]
    people = list(await staff.serving(session, codes, rung["page"]))
    first = call.rpartition("-")[2] == FIRST
    by_rota = first and rung["level"] == "station" and "officer" in rung["page"]
    shift = await roster.on_shift(session, path, codes) if by_rota else []
    if shift:
        await alerts.note(session, alert.id, clock.now(), None, "on_duty", name="、".join(person.name for person in shift))
        people = shift + [person for person in people if person.role != "officer"]
    if first and alert.tier in QUIET:
        officers = shift or [person for person in people if person.role == "officer"]
        people = (officers or people) + list(await staff.serving(session, codes, ["grid_worker"]))
    return await roster.present(session, alert, list({person.telegram: person for person in reversed(people)}.values())[::-1])
