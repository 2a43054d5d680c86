"""Who is on duty at a station at a moment: a rotation in local time, its holidays, and who stands in for whom. Pure.

The deployment file gives the rotation (`Line`), the store who agreed to stand in (`StandIn`). After its first day a line has exactly one
line-up at any moment, and it is never empty: a person only leaves it by somebody else standing in.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from bot.texts import say

HERE = ZoneInfo("Asia/Shanghai")
DAY = timedelta(days=1)
MOST_TURNS = 1000


@dataclass(frozen=True, slots=True)
class Line:
    """The rota of one station. order: the people of each turn, round and round; since: local start of the first; holidays: by local date.

    A holiday lasts from the hand-over of its date to the hand-over of the next.
    """

    area: str
    handover: time
    order: tuple[tuple[int, ...], ...]
    length: timedelta
    since: datetime
    holidays: Mapping[date, tuple[int, ...]]

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> "Line":
        """From the plan as the store keeps it."""
        handover = time.fromisoformat(kept["handover"])
        return cls(
            kept["area"],
            handover,
            tuple(tuple(people) for people in kept["order"]),
            timedelta(seconds=kept["shift"]),
            datetime.combine(date.fromisoformat(kept["since"]), handover),
            {date.fromisoformat(holiday["date"]): tuple(holiday["on"]) for holiday in kept["holidays"]},
        )


@dataclass(frozen=True, slots=True)
class Turn:
    """Some people's time on duty, in UTC; `ends` is the next one's start."""

    people: tuple[int, ...]
    starts: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class StandIn:
    """`instead` stands in for `out` from `starts` until before `ends`. reason: swap (one turn) or away (whatever would reach `out`)."""

    out: int
    instead: int
    starts: datetime
    ends: datetime
    reason: str = "swap"

    def holds(self, moment: datetime) -> bool:
        """Whether it is in force."""
        return self.starts <= moment < self.ends


def turn_at(line: Line, moment: datetime) -> Turn | None:
    """The turn of the rotation, nobody standing in; None before its first."""
    local = moment.astimezone(HERE).replace(tzinfo=None)
    if local < line.since:
        return None
    offset = datetime.combine(date.min, line.handover) - datetime.min
    day = (local - offset).date()
    if day in line.holidays:
        starts = datetime.combine(day, line.handover)
        return _turn(line.holidays[day], max(starts, line.since), starts + DAY)
    number = (local - line.since) // line.length
    starts = line.since + number * line.length
    ends = starts + line.length
    for holiday in line.holidays:
        begins = datetime.combine(holiday, line.handover)
        starts = max(starts, begins + DAY) if begins + DAY <= local else starts
        ends = min(ends, begins) if begins > local else ends
    return _turn(line.order[number % len(line.order)], starts, ends)


def _turn(people: tuple[int, ...], starts: datetime, ends: datetime) -> Turn:
    return Turn(people, starts.replace(tzinfo=HERE).astimezone(UTC), ends.replace(tzinfo=HERE).astimezone(UTC))


def turns(line: Line, start: datetime, end: datetime) -> Iterator[Turn]:
    """The turns of the rotation that touch a period, in order; a thousand at most."""
    moment = max(start, line.since.replace(tzinfo=HERE).astimezone(UTC))
    for _ in range(MOST_TURNS):
        turn = turn_at(line, moment) if moment < end else None
        if turn is None:
            return
        yield turn
        moment = turn.ends


def instead_of(people: Iterable[int], stand_ins: Sequence[StandIn], moment: datetime) -> tuple[int, ...]:
    """These people, each replaced by who stands in; `stand_ins` in the order in which they were agreed to, swaps count before absences."""
    found = list(people)
    for reason in ("swap", "away"):
        for one in stand_ins:
            if one.reason == reason and one.holds(moment):
                found = [one.instead if person == one.out else person for person in found]
    return tuple(dict.fromkeys(found))


def on_duty(line: Line, stand_ins: Sequence[StandIn], moment: datetime) -> tuple[int, ...]:
    """Who is on duty; empty before the first turn."""
    turn = turn_at(line, moment)
    return instead_of(turn.people, stand_ins, moment) if turn else ()


def spells(line: Line, stand_ins: Sequence[StandIn], start: datetime, end: datetime) -> list[Turn]:
    """A period cut where the line-up changes, stand-ins counted; the time before the first turn is a spell of nobody."""
    cuts = {start, end} | {cut for turn in turns(line, start, end) for cut in (turn.starts, turn.ends)}
    cuts |= {cut for one in stand_ins for cut in (one.starts, one.ends)}
    found: list[Turn] = []
    for at, until in pairwise(sorted(cut for cut in cuts if start <= cut <= end)):
        people = on_duty(line, stand_ins, at)
        if found and found[-1].people == people:
            found[-1] = Turn(people, found[-1].starts, until)
        else:
            found.append(Turn(people, at, until))
    return found


@dataclass(frozen=True, slots=True)
class Change:
    """A change of shift: when, who went, who came."""

    at: datetime
    before: tuple[int, ...]
    after: tuple[int, ...]


def latest_change(line: Line, stand_ins: Sequence[StandIn], now: datetime, within: timedelta) -> Change | None:
    """The newest change of the line-up that is not in the future and not older than `within`."""
    found = spells(line, stand_ins, now - within, now + timedelta(microseconds=1))
    return Change(found[-1].starts, found[-2].people, found[-1].people) if len(found) > 1 else None


def until(choice: str, now: datetime) -> datetime | None:
    """When an absence ends: 2h, tonight (local midnight), morning (the next local 08:00) or 3d; None for anything else."""
    local = now.astimezone(HERE)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    morning = midnight + timedelta(hours=8)
    ends = {
        "2h": local + timedelta(hours=2),
        "tonight": midnight + DAY,
        "morning": morning if local < morning else morning + DAY,
        "3d": local + 3 * DAY,
    }.get(choice)
    return ends.astimezone(UTC) if ends else None


def spoken(at: datetime, zone: tzinfo = HERE) -> str:
    """A time as people here read it: 11月23日 周一 09:00."""
    local = at.astimezone(zone)
    day, weekday = say("moment-day", month=local.month, day=local.day), say("moment-weekday", day=local.isoweekday())
    return f"{day} {weekday} {local:%H:%M}"
