"""What the audit asks of what follows an alert: calls, help on the way, what was disclosed for it, and answers on their way to people."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot import threads
from bot.desk.calls import ANSWERED_WITHIN
from bot.desk.moves import SEEKING
from bot.store import audits
from bot.watching.finding import DAY, GRACE, RECENT, Finding, found

ANSWERED = timedelta(hours=1)
"""So long an officer's answer may be on its way to one asker."""


async def followups(session: AsyncSession, now: datetime, going: set[str]) -> AsyncIterator[Finding]:
    """Each call whose time has come is asked for and in somebody's hands, and of each missed one the leaders know."""
    for row in await audits.calls_late(session, now - GRACE, now - ANSWERED_WITHIN - GRACE):
        yield found("call-late", row.id, number=row.alert_id, count=row.nth, mend={"call": row.id, "state": row.state})
    handed = {
        threads.followup(row.id) if row.state == "asked" else threads.missed(row.id): row
        for row in await audits.calls(session, now - ANSWERED_WITHIN - GRACE, now - ANSWERED_WITHIN - RECENT)
    }
    lost = [thread for thread in handed if thread not in going]
    told = await audits.ended_well(session, lost)
    for thread in lost:
        if thread not in told:
            row = handed[thread]
            kind = "call-gone" if row.state == "asked" else "call-untold"
            yield found(kind, row.id, number=row.alert_id, count=row.nth, mend={"thread": thread, "call": row.id})


async def helpers(session: AsyncSession, now: datetime, going: set[str]) -> AsyncIterator[Finding]:
    """While help is asked for, the next is going to be asked; when somebody was found or nobody is sought, it ends."""
    turns = {_stem(thread) for thread in going if thread.startswith(("help-", "end-help-"))}
    for row, alert in await audits.requests(session):
        if alert.state not in SEEKING and _stem(threads.help_ends(alert.id, 0)) not in turns:
            yield found("help-needless", row.id, number=alert.id, mend={"number": alert.id, "revision": alert.revision})
        elif row.state == "asking" and threads.helpers(alert.id, row.id) not in turns:
            yield found("help-gone", row.id, number=alert.id, mend={"request": row.id})
        if threads.help_expires(row.id) not in going:
            yield found("help-unending", row.id, number=alert.id, mend={"request": row.id})


def _stem(thread: str) -> str:
    """What all turns of one asking around, and all its endings, have in common."""
    return "-".join(thread.split("-")[:3])


async def disclosures(session: AsyncSession, now: datetime, going: set[str]) -> AsyncIterator[Finding]:
    """Who is to be asked for help is asked, and what they were told is taken back when it is over."""
    unasked = {threads.plea(plea.id): (plea, number) for plea, number in await audits.pleas_unasked(session, now - GRACE)}
    lost = [thread for thread in unasked if thread not in going]
    settled = await audits.ended_well(session, lost)
    for thread in lost:
        if thread not in settled:
            plea, number = unasked[thread]
            yield found("plea-gone", plea.id, number=number, mend={"plea": plea.id})
    for plea, number in await audits.pleas_untaken(session, now - GRACE):
        why = "thanks" if plea.state == "accepted" else "over"
        if not any(threads.settled(plea.id, one) in going for one in ("thanks", "over", "taken")):
            yield found("plea-untaken", plea.id, number=number, mend={"plea": plea.id, "why": why})


async def questions(session: AsyncSession, now: datetime, _: set[str]) -> AsyncIterator[Finding]:
    """A question of the stop-payment card that stands was put to whom it is for."""
    for report, number in await audits.questions_unasked(session, now - RECENT, now - GRACE):
        yield found("question-unasked", report, number=number, quiet=DAY, minor=True)


async def answers(session: AsyncSession, now: datetime, going: set[str]) -> AsyncIterator[Finding]:
    """An officer's answer reaches everyone who asked."""
    ruled = [number for number in await audits.rulings(session, now - RECENT, now - GRACE) if threads.askers(number) not in going]
    known = await audits.ended_well(session, [threads.askers(number) for number in ruled])
    for number in ruled:
        if threads.askers(number) not in known:
            yield found("answers-gone", number, number=number, mend={"review": number})
    waiting = await audits.tells(session, now - GRACE)
    lost = [row for row in waiting if threads.answer(row.id) not in going]
    told = await audits.ended_well(session, [threads.answer(row.id) for row in lost])
    for row in lost:
        if threads.answer(row.id) not in told:
            yield found("answer-gone", row.id, number=row.review_id, mend={"tell": row.id})
    for row in waiting:
        if threads.answer(row.id) in going and now - row.changed_at > ANSWERED:
            yield found("answer-late", row.id, number=row.review_id, quiet=DAY, minor=True)
