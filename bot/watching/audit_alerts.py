"""What the audit asks of alerts: ladders, signatures, deadlines, pages and reviews that go on."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot import threads
from bot.desk.moves import HELD, deadline
from bot.store import audits
from bot.store.models import Alert
from bot.watching.finding import DAY, GRACE, Finding, found

REVIEW = timedelta(hours=48)


async def ladders(session: AsyncSession, now: datetime, going: set[str]) -> AsyncIterator[Finding]:
    """Each open alert has a ladder, and the ladder pages; after a clock was set back it would wait for a time that is long in coming."""
    paged = await audits.last_page(session)
    for alert in await audits.live(session):
        if alert.state != "open":
            continue
        last = paged.get(alert.id, alert.raised_at)
        if threads.ladder(alert.id, alert.round) not in going:
            yield found("ladder-gone", alert.id, number=alert.id, mend={"number": alert.id, "round": alert.round})
        elif alert.id in paged and last - now > GRACE:
            yield found("ladder-ahead", alert.id, number=alert.id, mend={"number": alert.id, "round": alert.round})
        elif now - last > _longest(alert) + GRACE:
            yield found("ladder-late", alert.id, number=alert.id)


async def signatures(session: AsyncSession, now: datetime, going: set[str]) -> AsyncIterator[Finding]:
    """An alert in hands that lacks a signature has a ladder too, and the ladder pages."""
    short = await audits.short_of_signatures(session)
    paged = await audits.last_page(session) if short else {}
    for alert, missing in short:
        if threads.ladder(alert.id, alert.round) not in going:
            about = {"number": alert.id, "round": alert.round}
            yield found("second-gone", alert.id, number=alert.id, count=missing, mend=about)
        elif now - max(alert.raised_at, paged.get(alert.id, alert.raised_at)) > _longest(alert) + GRACE:
            yield found("second-late", alert.id, number=alert.id, count=missing)


def _longest(alert: Alert) -> timedelta:
    """The longest that a ladder may be silent: all rungs in turn, for those on which nobody stands are passed over."""
    return timedelta(seconds=sum(float(rung["wait"]) * rung.get("repeat", 1) for rung in alert.ladder))


async def deadlines(session: AsyncSession, now: datetime, going: set[str]) -> AsyncIterator[Finding]:
    """Each alert in hands has a deadline no farther off than its tier allows, and the deadline an alarm that rings."""
    for alert in await audits.live(session):
        if alert.state not in HELD:
            continue
        about = {"number": alert.id, "tier": alert.tier, "policy": alert.policy, "due_at": alert.due_at}
        if alert.due_at is None:
            yield found("deadline-none", alert.id, number=alert.id, mend=about)
        elif alert.due_at - now > timedelta(seconds=deadline(alert.tier, alert.policy)) + GRACE:
            yield found("deadline-ahead", alert.id, number=alert.id, mend=about)
        elif threads.standing(alert.id, alert.due_at) not in going:
            yield found("alarm-gone", alert.id, number=alert.id, mend=about)
        elif now - alert.due_at > GRACE:
            yield found("alarm-late", alert.id, number=alert.id)


async def pages(session: AsyncSession, now: datetime, going: set[str]) -> AsyncIterator[Finding]:
    """Each page is out within a minute, or on its way."""
    for row in await audits.unsent(session, now - GRACE):
        if threads.page(row.id) in going:
            yield found("page-late", row.id, number=row.alert_id)
        else:
            yield found("page-gone", row.id, number=row.alert_id, mend={"page": row.id})


async def reviews(session: AsyncSession, now: datetime, going: set[str]) -> AsyncIterator[Finding]:
    """Each alert that has ended is being reviewed."""
    asking = {thread.rpartition("-")[0] for thread in going if thread.startswith("recheck-")}
    for alert in await audits.unreviewed(session):
        if threads.recheck(alert.id, alert.closed_at) not in asking:
            mend = {"number": alert.id, "ending": threads.ending(alert.closed_at), "closed_at": alert.closed_at}
            yield found("review-gone", alert.id, number=alert.id, mend=mend)
        elif alert.closed_at and now - alert.closed_at > REVIEW:
            yield found("review-late", alert.id, number=alert.id, quiet=DAY, minor=True)
