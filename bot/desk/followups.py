"""Follow-ups: the mechanism that keeps people safe — over 28 days after the first meeting, by tier, until the last call.

The rows are the plan, written when somebody is first met (`plan`). The calendar looks every few seconds which are due and asks for each
under an id made from its row, so that any number of looks and restarts ask once. Who holds the alert is asked first; without an outcome
within a day it is the leaders' turn. Still in touch, or paid again: the alert begins anew with the next tier.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock, durable, office
from bot.desk.alerts import raise_tier, rank
from bot.desk.board import watched
from bot.desk.calls import ANSWERED_WITHIN, turn
from bot.desk.cards import FollowUpCard
from bot.desk.consequences import redrawn, reopen
from bot.desk.moves import ENDS, MAY_SIGN, TIERS
from bot.desk.parts import authority, leaders
from bot.durable import effect, workflow
from bot.duty import roster
from bot.errors import UserError
from bot.messenger import Undelivered
from bot.office import Office
from bot.people import languages
from bot.store import alerts, areas, followups, staff
from bot.store.models import Alert, FollowUp
from bot.texts import written

Came = Literal["safe", "still", "paid", "unreached"]
OUTCOMES: tuple[Came, ...] = ("safe", "still", "paid", "unreached")
DAY = 86400.0
CADENCE: dict[str, list[float]] = {
    "urgent": [DAY * day for day in (1, 3, 7, 14, 21, 28)],
    "high": [DAY * day for day in (2, 7, 14, 28)],
    "medium": [DAY * 7, DAY * 21],
    "low": [DAY * 14],
}
"""Seconds from the first meeting, by tier, where the deployment file says nothing."""
AGAIN = timedelta(days=1)
LOOK = 5.0


async def plan(session: AsyncSession, alert: Alert) -> None:
    """Write the calls of an alert whose person has just been met for the first time in this round; those of earlier rounds end here."""
    assert alert.met_at is not None
    await followups.drop(session, alert.id)
    cadence: dict[str, list[float]] = {**CADENCE, **((alert.policy or {}).get("followups") or {})}
    await followups.plan(session, alert, [alert.met_at + timedelta(seconds=wait) for wait in cadence[alert.tier]])


async def ask_for_due(desk: Office, now: datetime | None = None) -> int:
    """Ask for every follow-up whose time has come, and for those that nobody answered within a day; returns how many, at most 500."""
    now = now or clock.now()
    async with desk.store.begin() as session:
        rows = await followups.due(session, now, now - ANSWERED_WITHIN)
        for row in rows:
            await turn(session, desk.engine, row, now)
    return len(rows)


class FollowUps:
    """The calendar's part: looks every few seconds, and once at the start for what came due while nobody looked."""

    def __init__(self, desk: Office) -> None:
        self._desk = desk
        self._scheduler = AsyncIOScheduler(timezone="UTC", job_defaults={"misfire_grace_time": None, "coalesce": True})

    async def start(self) -> None:
        """Catch up, then keep time."""
        await ask_for_due(self._desk)
        self._scheduler.add_job(ask_for_due, IntervalTrigger(seconds=LOOK), args=[self._desk], id="followups", max_instances=1)
        self._scheduler.start()

    def stop(self) -> None:
        """Keep no more time."""
        self._scheduler.shutdown(wait=False)


@workflow("follow_up")
async def follow_up(followup_id: int) -> str:
    """Put a follow-up before whoever is to call: reached, nobody, or settled."""
    outcome: str = await remind(followup_id)
    if outcome == "nobody":
        await tell_nobody_calls(followup_id)
    return outcome


@durable.record("tell_nobody_calls")
async def tell_nobody_calls(followup_id: int) -> None:
    """Neither officers nor leaders could be reminded: operators are told."""
    desk = office.current()
    async with desk.store.begin() as session:
        row = await followups.get(session, followup_id)
        if row is None or row.state not in followups.WAITING:
            return
        text = written("operators-nobody-calls", number=row.alert_id, count=row.nth)
        for operator in desk.settings.operators:
            await desk.engine.enqueue(session, "pages", "tell_operator", f"nobody-calls-{row.id}-{row.state}-{operator}", operator, text)


@effect("remind")
async def remind(followup_id: int) -> str:
    """At-least-once: the same follow-up may come twice, never not at all; who cannot be reached is skipped."""
    desk = office.current()
    async with desk.store.begin() as session:
        row = await followups.get(session, followup_id)
        alert = await alerts.get(session, row.alert_id) if row else None
        if row is None or alert is None or row.state not in followups.WAITING:
            return "settled"
        people = await _callers(session, alert, row)
    reached = False
    for person in people:
        async with desk.store.begin() as session:
            await languages.turn_to_staff(session, person)
            card = await card_for(session, desk, alert, row)
        try:
            await desk.duty_bot.remind(person, card)
        except Undelivered:
            continue
        reached = True
        if row.state == "asked":  # one is enough; a missed one goes to every leader
            break
    return "reached" if reached else "nobody"


async def _callers(session: AsyncSession, alert: Alert, row: FollowUp) -> list[int]:
    """Who is asked, in turn until one is reached: the holder, the station's others, its leaders; of a missed one all its leaders."""
    path = [area.code for area in await areas.path(session, alert.area)]
    above = await roster.hearers(session, [person.telegram for person in await leaders(session, alert)])
    if row.state == "missed":
        return above
    serving = {person.telegram for person in await staff.serving(session, path, MAY_SIGN)}
    near = [person.telegram for person in await staff.serving(session, path[:2], ["officer"])]
    holder = [telegram for telegram in (alert.signed_by, alert.closed_by) if telegram in serving]
    return await roster.hearers(session, [telegram for telegram in (*holder, *near, *above) if telegram is not None])


async def card_for(session: AsyncSession, desk: Office, alert: Alert, row: FollowUp) -> FollowUpCard:
    """A follow-up as it stands."""
    area = await areas.path(session, alert.area)
    family = desk.told.families.get(alert.family or "")
    pattern = desk.told.patterns.get(alert.pattern or "")
    return FollowUpCard(
        id=row.id,
        number=alert.id,
        nth=row.nth,
        of=await followups.tally(session, alert.id, row.round),
        tier=alert.tier,
        area=" ".join(node.name for node in reversed(area[:2])),
        family=family.name if family else None,
        pattern=pattern.name if pattern else None,
        met_at=alert.met_at,
        due_at=row.due_at,
        state=row.state,
        outcome=row.outcome,
        by=row.name,
    )


async def waiting(desk: Office, telegram: int) -> list[FollowUpCard]:
    """The follow-ups that wait at or below a person's areas, the longest waiting first; raises UserError not-staff."""
    async with desk.store.begin() as session:
        rows = await followups.waiting(session, await watched(session, telegram))
        found = [(row, await alerts.get(session, row.alert_id)) for row in rows]
        return [await card_for(session, desk, alert, row) for row, alert in found if alert is not None]


async def show(desk: Office, followup_id: int, by: int) -> FollowUpCard:
    """One follow-up; raises UserError followup-gone, not-staff or not-your-area."""
    async with desk.store.begin() as session:
        row, alert = await _find(session, followup_id)
        await authority(session, alert, by)
        return await card_for(session, desk, alert, row)


async def _find(session: AsyncSession, followup_id: int) -> tuple[FollowUp, Alert]:
    row = await followups.get(session, followup_id)
    alert = await alerts.get(session, row.alert_id) if row else None
    if row is None or alert is None:
        raise UserError("followup-gone")
    return row, alert


async def record(desk: Office, followup_id: int, by: int, outcome: str) -> FollowUpCard:
    """What the call brought; pressing again changes nothing. Raises UserError followup-gone, not-staff or not-your-area."""
    if outcome not in OUTCOMES:
        raise UserError("followup-gone")
    async with desk.store.begin() as session:
        row, alert = await _find(session, followup_id)
        role = await authority(session, alert, by)
        done = await followups.step(session, followup_id, followups.WAITING, "done", outcome=outcome, by=by, name=role.name, at=clock.now())
        await session.refresh(row)
        if done:
            await alerts.note(session, alert.id, clock.now(), by, "followed_up", name=role.name, count=row.nth, came=outcome)
            await _follow(desk, session, alert, row)
        return await card_for(session, desk, alert, row)


async def _follow(desk: Office, session: AsyncSession, alert: Alert, row: FollowUp) -> None:
    """Paid again or still in touch: the alert begins anew. Not reached: once more tomorrow, and after twice the leaders hear of it."""
    if row.outcome in ("still", "paid"):
        await _relapse(desk, session, alert, row.outcome)
    elif row.outcome == "unreached":
        others = [other for other in await followups.of(session, alert.id) if other.round == row.round and other.id != row.id]
        await _once_more(session, row, others)
        called = [(other.at, other.outcome) for other in others if other.state == "done" and other.at is not None]
        if called and max(called)[1] == "unreached":
            await _tell_leaders(desk, session, alert, row)
    await redrawn(desk, session, alert)


async def _relapse(desk: Office, session: AsyncSession, alert: Alert, outcome: str) -> None:
    """The next tier, or urgent when money moved; of an ended alert the calls are planned anew after the next meeting."""
    tier = "urgent" if outcome == "paid" else TIERS[min(rank(alert.tier) + 1, len(TIERS) - 1)]
    await alerts.note(session, alert.id, clock.now(), None, "relapsed", tier=tier)
    if alert.state in ENDS:
        await followups.drop(session, alert.id)
        await reopen(desk, session, alert, tier=tier)
    else:
        await raise_tier(desk, session, alert, tier)


async def _once_more(session: AsyncSession, row: FollowUp, others: Sequence[FollowUp]) -> None:
    """Tomorrow, unless a call is planned until then."""
    tomorrow = clock.now() + AGAIN
    if not any(other.state == "planned" and other.due_at <= tomorrow for other in others):
        await followups.once_more(session, row, max(other.nth for other in (row, *others)) + 1, tomorrow)


async def _tell_leaders(desk: Office, session: AsyncSession, alert: Alert, row: FollowUp) -> None:
    text = written("followup-unreached-twice", number=alert.id)
    for person in await roster.hearers(session, [person.telegram for person in await leaders(session, alert)]):
        await desk.engine.enqueue(session, "pages", "tell_operator", f"unreached-{row.id}-{person}", person, text)
