"""Ack is not work: an alert that was signed and stands still comes back — to the one who holds it and to the leaders — until it moves.

Each step sets the time by which the next must come (`alerts.due`); this workflow is its alarm. The row decides: an alarm whose time is
not the row's any more rings for nobody.
"""

from contextlib import suppress

from bot import clock, office, threads
from bot.desk.alerts import find
from bot.desk.consequences import due, page_again, redrawn
from bot.desk.moves import HELD
from bot.desk.parts import authority, leaders
from bot.durable import record, workflow
from bot.errors import UserError
from bot.store import alerts


@workflow("standing")
async def standing(number: int, mark: str) -> str:
    """moved, or back when people were paged again."""
    outcome: str = await bring_back(number, mark)
    return outcome


@record("bring_back")
async def bring_back(number: int, mark: str) -> str:
    """Page the holder and the leaders again and set the next alarm, all in one transaction."""
    desk = office.current()
    async with desk.store.begin() as session:
        alert = await find(session, number)
        if alert.state not in HELD or alert.due_at is None or threads.mark(alert.due_at) != mark:
            return "moved"
        entry = len(await alerts.history(session, number))
        await alerts.note(session, number, clock.now(), None, "stood_still", name=alert.signed_name or "")
        people = await leaders(session, alert, but=(alert.signed_by,))
        with suppress(UserError):  # who held it may have left
            people.insert(0, await authority(session, alert, alert.signed_by or 0))
        for person in {person.telegram: person for person in people}.values():
            await page_again(desk, session, alert, f"still-{entry}", person)
        await due(desk, session, alert)
        await redrawn(desk, session, alert)
    return "back"
