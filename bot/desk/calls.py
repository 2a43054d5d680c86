"""The turn of one follow-up: asked for when its time has come, missed when nobody answered within a day.

The row decides and the ids come from it, so that the calendar (bot.desk.followups) and the audit (bot.watching.mending) may both come by.
Light, for the audit's sake.
"""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy.ext.asyncio import AsyncSession

from bot import threads
from bot.store import alerts, followups
from bot.store.models import FollowUp

if TYPE_CHECKING:
    from bot.durable import Engine

ANSWERED_WITHIN = timedelta(days=1)


async def turn(session: AsyncSession, engine: "Engine", row: FollowUp, now: datetime) -> None:
    """Ask for one that was planned when it was read, or tell the leaders of one that was asked for; nothing when it has moved on since."""
    if row.state == "planned" and await followups.step(session, row.id, ["planned"], "asked", asked_at=now):
        await engine.enqueue(session, "pages", "follow_up", threads.followup(row.id), row.id)
    elif row.state == "asked" and await followups.step(session, row.id, ["asked"], "missed"):
        await alerts.note(session, row.alert_id, now, None, "followup_missed", count=row.nth)
        await engine.enqueue(session, "pages", "follow_up", threads.missed(row.id), row.id)
