"""倒查: each Monday at nine, leaders get the list of what went badly last week below them — so that nothing that stood still is forgotten.

The calendar (bot.publicity.bulletins) says when, the id of the workflow says once. `shouwang audit week` prints the same list for the
whole district.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock, office
from bot.durable import record, workflow
from bot.publicity.schedule import Due, latest, parse_slot
from bot.store import areas, chain, deployments, lookback, staff
from bot.texts import say

if TYPE_CHECKING:
    from bot.office import Office

SLOT = "mon 09:00"
ZONE = "Asia/Shanghai"
FRESH = timedelta(hours=48)
ACTS = ("stood_still", "nobody", "recheck_refused")
OUTCOMES = ("loss", "unfound", "refused")
MOST = 40


@dataclass(frozen=True, slots=True)
class Entry:
    """An alert to look back on: its number, tier, area and what went badly, in words."""

    number: int
    tier: str
    area: str
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Week:
    """Last week in some areas: its ISO name, how many alerts were raised, and which to look back on."""

    name: str
    raised: int
    entries: tuple[Entry, ...]


def slot_before(now: datetime, zone: str) -> Due:
    """The newest Monday at nine that is not in the future."""
    return latest(parse_slot(SLOT), zone, now)


@dataclass(frozen=True, slots=True)
class Happened:
    """What happened everywhere from `start` to `end`: how often each act was noted and how alerts ended, by number; the names of areas."""

    start: datetime
    end: datetime
    noted: dict[int, dict[str, int]]
    ended: dict[int, str]
    areas: dict[str, str]


async def happened(session: AsyncSession, until: datetime) -> Happened:
    """The week that ended on the Monday of `until` (its nine o'clock); read once, however many leaders want their part."""
    end = until - timedelta(hours=9)
    start = end - timedelta(days=7)
    noted = await lookback.acts_of(session, ACTS, start, end)
    ended = await lookback.ended_with(session, OUTCOMES, start, end)
    return Happened(start, end, noted, ended, {code: area.name for code, area in (await areas.all_by_code(session)).items()})


async def of_week(session: AsyncSession, seen: Happened, codes: Sequence[str] | None = None) -> Week:
    """That week in these areas or everywhere."""
    entries = []
    for alert in await lookback.rows(session, sorted({*seen.noted, *seen.ended}), codes):
        why = [say(f"lookback-{act.replace('_', '-')}", count=count) for act, count in sorted(seen.noted.get(alert.id, {}).items())]
        why += [say(f"outcome-feedback-{seen.ended[alert.id]}")] if alert.id in seen.ended else []
        entries.append(Entry(alert.id, alert.tier, seen.areas[alert.area], tuple(why)))
    year, week, _ = (seen.start + timedelta(days=3)).isocalendar()
    return Week(f"{year}-W{week:02d}", await lookback.raised(session, codes, seen.start, seen.end), tuple(entries))


def told(week: Week, seal: str) -> str:
    """The list as text, with the seal of the log for whoever keeps these messages."""
    lines = [say("lookback-title", week=week.name, raised=week.raised)]
    for entry in week.entries[:MOST]:
        lines.append(say("lookback-line", number=entry.number, tier=say(f"tier-{entry.tier}"), area=entry.area, why="、".join(entry.why)))
    if len(week.entries) > MOST:
        lines.append(say("lookback-more", count=len(week.entries) - MOST))
    if not week.entries:
        lines.append(say("lookback-none"))
    return "\n".join([*lines, say("lookback-seal", seal=seal)])


async def ask_for_week(desk: "Office") -> str | None:
    """Ask for the newest Monday's lists; returns the workflow id, None before the first deployment or when that Monday is long past."""
    async with desk.store.begin() as session:
        plan = await deployments.plan(session)
        if plan is None:
            return None
        due = slot_before(clock.now(), (plan.get("bulletin") or {}).get("timezone") or ZONE)
        if clock.now() - due.at > FRESH:
            return None
        asked = f"lookback-{due.week}"
        await desk.engine.enqueue(session, "alerts", "lookback", asked, due.week, due.at.isoformat())
    return asked


@workflow("lookback")
async def lookback_lists(week: str, until: str) -> int:
    """Every leader's list, each once a week; returns how many."""
    count: int = await queue_lists(week, until)
    return count


@record("queue_lists")
async def queue_lists(week: str, until: str) -> int:
    """One message for each leader, about all their areas; who had no alert last week and has none to look back on is left alone."""
    desk, count = office.current(), 0
    async with desk.store.begin() as session:
        length, seal = await chain.head(session, "alert_log")
        seen, leading = await happened(session, datetime.fromisoformat(until)), dict[int, list[str]]()
        for row in await staff.everyone(session):
            if row.role == "leader" and row.retired_at is None:
                leading.setdefault(row.telegram, []).append(row.area)
        for telegram, codes in leading.items():
            found = await of_week(session, seen, await areas.below(session, codes))
            if found.raised or found.entries:
                text = told(found, f"alert_log:{length}:{seal[:16]}")
                await desk.engine.enqueue(session, "pages", "tell_operator", f"lookback-{week}-{telegram}", telegram, text)
                count += 1
    return count
