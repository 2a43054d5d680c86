"""The weekly slot: `mon 09:00` in a time zone → the ISO week it belongs to and the moment it falls on. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class WeeklySlot:
    """Weekday (0 = Monday) and local time of day."""

    weekday: int
    hour: int
    minute: int
    second: int = 0


@dataclass(frozen=True, slots=True)
class Due:
    """One occurrence of a slot: its ISO week such as `2026-W48`, and the moment in UTC."""

    week: str
    at: datetime


def parse_slot(text: str) -> WeeklySlot:
    """`mon 09:00` (seconds allowed) → slot; raises ValueError with a Chinese reason."""
    found = re.fullmatch(r"(mon|tue|wed|thu|fri|sat|sun)\s+(\d{1,2}):(\d{2})(?::(\d{2}))?", text.strip().lower())
    if not found or int(found[2]) > 23 or int(found[3]) > 59 or int(found[4] or 0) > 59:
        raise ValueError(f"时间要写成 mon 09:00 这样（mon 到 sun，24 小时制），现在写的是 {text}")
    return WeeklySlot(DAYS.index(found[1]), int(found[2]), int(found[3]), int(found[4] or 0))


def slot_in(own: str | None, plan: Mapping[str, Any]) -> tuple[str, str] | None:
    """A group's slot text and time zone: its own, or that of the deployment; None when it wants none."""
    common = plan["bulletin"]
    return None if own == "none" else (own or common["at"], common["timezone"])


def latest(slot: WeeklySlot, timezone: str, now: datetime) -> Due:
    """The newest occurrence that is not in the future."""
    due = within_week(slot, timezone, now)
    return due if due.at <= now else within_week(slot, timezone, now - timedelta(days=7))


def within_week(slot: WeeklySlot, timezone: str, now: datetime) -> Due:
    """The occurrence in the week of this moment, past or to come."""
    local = now.astimezone(ZoneInfo(timezone))
    return _at((local - timedelta(days=local.weekday())).replace(tzinfo=None), slot, timezone)


def upcoming(slot: WeeklySlot, timezone: str, now: datetime, weeks: int) -> list[Due]:
    """The next occurrences, soonest first."""
    local = now.astimezone(ZoneInfo(timezone))
    monday = (local - timedelta(days=local.weekday())).replace(tzinfo=None)
    found = (_at(monday + timedelta(days=7 * k), slot, timezone) for k in range(weeks + 1))
    return [due for due in found if due.at > now][:weeks]


def _at(monday: datetime, slot: WeeklySlot, timezone: str) -> Due:
    local = (monday + timedelta(days=slot.weekday)).replace(hour=slot.hour, minute=slot.minute, second=slot.second, microsecond=0)
    return Due(week_of(local), local.replace(tzinfo=ZoneInfo(timezone)).astimezone(UTC))


def week_of(moment: datetime) -> str:
    """The ISO week of a moment where it is told, such as `2026-W48`."""
    year, week, _ = moment.isocalendar()
    return f"{year}-W{week:02d}"
