"""What the audit asks of calls to family: whoever is to be asked is asked, what was disclosed has an end, is taken back, and is told of."""

from collections.abc import AsyncIterator
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import threads
from bot.store import audits, kin
from bot.watching.finding import GRACE, Finding, found


async def calls(session: AsyncSession, now: datetime, going: set[str]) -> AsyncIterator[Finding]:
    """Nobody waits to be asked with nothing under way, and no call is without an end."""
    unasked = {
        threads.kin_call(call.id) if call.state == "due" else threads.kin_leave(call.id): call
        for call in await kin.calls_unasked(session, now - GRACE)
    }
    lost = [thread for thread in unasked if thread not in going]
    settled = await audits.ended_well(session, lost)
    for thread in lost:
        if thread not in settled:
            call = unasked[thread]
            yield found("kin-gone", call.id, number=call.alert_id, mend={"call": call.id, "state": call.state})
    for call in await kin.calls_standing(session):
        if threads.kin_expires(call.id) not in going and now - call.made_at > GRACE:
            yield found("kin-unending", call.id, number=call.alert_id, mend={"call": call.id})


async def endings(session: AsyncSession, now: datetime, going: set[str]) -> AsyncIterator[Finding]:
    """What is over is off every phone, and the resident of an alert that has ended hears who was asked."""
    for call in await kin.calls_untaken(session, now - GRACE):
        if threads.kin_settled(call.id, call.message or 0) not in going:
            yield found("kin-untaken", call.id, number=call.alert_id, mend={"call": call.id})
    for call, alert in await kin.calls_untold(session, now - GRACE):
        if not {threads.kin_ends(alert.id, alert.closed_at), threads.kin_owner(call.id)} & going:
            yield found("kin-untold", call.id, number=alert.id, mend={"number": alert.id})
