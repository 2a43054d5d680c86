"""How much a group is told unasked in one day: what exceeds it waits for the next morning. Answers to people do not count.

Whoever is about to say something that nobody asked for asks here first, in the transaction in which the intent is written: the pump for
notices and the case of the week, and whatever else speaks by itself. Only what is urgent, and was approved by a second person, may exceed.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.store import deployments, groups

A_DAY = 6
"""Messages a group gets unasked in one day, unless the deployment file says another number (`messages_per_day`)."""
LEAST = 2
"""The case of the week is two messages, its card and its quiz."""
MORNING = time(8)
"""When the next day begins for what waited: nobody is woken at midnight."""
FULL = "full"
"""Why something waits, or never came: the group had enough that day."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """What holds now: the local day as `2026-11-23`, how many messages it may bring a group, and when the next begins (UTC)."""

    day: str
    most: int
    next: datetime

    async def spend(self, session: AsyncSession, group_id: int, messages: int = 1, *, urgent: bool = False) -> bool:
        """Count so many messages for a group; False, and nothing is counted, when they would exceed the day. Urgent ones always go."""
        return await groups.spend(session, group_id, self.day, messages, None if urgent else self.most)

    async def give_back(self, session: AsyncSession, group_id: int, messages: int = 1) -> None:
        """So many that were counted did not go out after all."""
        await groups.give_back(session, group_id, self.day, messages)


async def today(session: AsyncSession) -> Allowance:
    """What holds now, in the deployment's own time zone."""
    plan = await deployments.plan(session) or {}
    local = clock.now().astimezone(await deployments.zone(session))
    tomorrow = datetime.combine(local.date() + timedelta(days=1), MORNING, local.tzinfo)
    return Allowance(local.date().isoformat(), plan.get("messages_per_day") or A_DAY, tomorrow.astimezone(UTC))
