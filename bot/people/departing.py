"""The bot goes from a group for good, and what is kept of the group with it.

Way of a removal: `/remove`, or 移除 in `/settings` → a button pressed by an administrator → here → the edge says good-bye and leaves.
Whoever only puts the bot out has the same a year later, from the clock of retention.
"""

from datetime import datetime

from bot import clock
from bot.office import Office
from bot.store import acts, groups, removals

BATCH = 20


async def remove(office: Office, chat: int, by: int | None) -> bool:
    """Take away what is kept of a group; False when that was done already, or nothing was ever kept."""
    async with office.store.begin() as session:
        row = await groups.by_chat(session, chat)
        if row is None or row.removed_at is not None:
            return False
        await removals.clear(session, row, clock.now())
        await acts.write(session, clock.now(), None, "group_removed", {"chat": chat}, person=by)
    return True


async def expire(office: Office, before: datetime) -> int:
    """The same for groups that put the bot out before then; how many there were."""
    count = 0
    while True:
        async with office.store.begin() as session:
            rows = await removals.long_left(session, before, BATCH)
            for row in rows:
                await removals.clear(session, row, clock.now())
        count += len(rows)
        if len(rows) < BATCH:
            return count
