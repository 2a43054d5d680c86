"""The duty role's look at the clock and the deployment: every few seconds, has a shift changed, has somebody left, is it
time for new codes?

Looking twice is nothing: what follows are workflows whose ids come from the rows.
"""

import asyncio
import logging

from bot.desk.genuine import renew
from bot.duty.departures import look_for_departures
from bot.duty.handover import look_for_changes
from bot.office import Office

log = logging.getLogger(__name__)

EVERY = 5.0


async def keep_lookout(office: Office) -> None:
    """Run until cancelled; a look that fails is logged and comes again."""
    seen = half_hour = -1
    while True:
        try:
            await look_for_changes(office)
            seen = await look_for_departures(office, seen)
            half_hour = await renew(office, half_hour)
        except Exception as fault:
            log.error("lookout: %s", type(fault).__name__)
        await asyncio.sleep(EVERY)
