"""What should have been: each group's slots as they changed, when anybody looked, and what editors did — kept without the product's rows.

A group and an ISO week are a unit. Whenever its slot falls while somebody looks within 48 hours, and the group is there, it must have one
card and one quiz, or a reason that the ledger knows of itself.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone

HERE = timezone(timedelta(hours=8))
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
FRESH = timedelta(hours=48)


@dataclass(frozen=True, slots=True)
class Span:
    """From then on a group had this slot (None: none wanted), and the bot was in it or not."""

    since: datetime
    slot: str | None
    here: bool


@dataclass(frozen=True, slots=True)
class Decided:
    """What an editor decided for a week, for a group or a station's, also later ones: story, skip or auto. The latest counts."""

    at: datetime
    scope: int | str
    week: str
    act: str
    story: str | None


@dataclass
class Member:
    """One group: where and since when it is, what it wanted when, and its chats, the newest last."""

    title: str
    area: str
    since: datetime
    chats: list[int]
    spans: list[Span]

    def now(self) -> Span:
        """What counts at present."""
        return self.spans[-1]

    def wants(self, at: datetime, slot: str | None) -> None:
        """Another slot from now on."""
        self.spans.append(Span(at, slot, self.now().here))

    def goes(self, at: datetime, *, here: bool) -> None:
        """Gone, or back."""
        self.spans.append(Span(at, self.now().slot, here))

    def settled(self, first: datetime, last: datetime) -> bool:
        """Whether nothing about it changed between."""
        return not any(first <= span.since <= last for span in self.spans[1:])


@dataclass
class Ledger:
    """All groups by their id, when the product looked (glances: but not at all of it, or until a kill), and what editors decided."""

    members: dict[int, Member] = field(default_factory=dict)
    looks: list[datetime] = field(default_factory=list)
    glances: list[datetime] = field(default_factory=list)
    outages: list[tuple[datetime, datetime]] = field(default_factory=list)
    decided: list[Decided] = field(default_factory=list)
    recalls: set[tuple[int, str]] = field(default_factory=set)

    def units(self, member: Member, until: datetime) -> tuple[dict[str, set[datetime]], set[str]]:
        """By week, the moments at which a group's edition may have been due; and the weeks in which one had to come."""
        may: dict[str, set[datetime]] = defaultdict(set)
        must: set[str] = set()
        ends = [span.since for span in member.spans[1:]] + [until]
        for span, end in zip(member.spans, ends, strict=True):
            for moment in _moments(span.slot, span.since - FRESH, end):
                week = "{}-W{:02d}".format(*moment.astimezone(HERE).isocalendar()[:2])
                first, last = max(moment, span.since), min(moment + FRESH, end)
                if moment < member.since:
                    continue
                if seen := self._among(self.looks, first, last, closed=last < end):
                    must |= {week} if span.here else set()
                if seen or self._among(self.glances, first, last, closed=last < end):
                    may[week].add(moment)
        return may, must

    def _among(self, moments: list[datetime], first: datetime, last: datetime, *, closed: bool) -> bool:
        """Whether one of these lies from first until last."""
        end = bisect_right(moments, last) if closed else bisect_left(moments, last)
        return bisect_left(moments, first) < end

    def wish(self, number: int, week: str, slot: datetime) -> Decided | None:
        """What counts for a group's edition, planned when somebody first looked after its slot."""
        seen = bisect_left(self.looks, slot)
        area = self.members[number].area
        planned = self.looks[seen] if seen < len(self.looks) else slot
        found = [one for one in self.decided if one.week == week and one.scope in (number, area) and one.at <= planned]
        return found[-1] if found and found[-1].act != "auto" else None

    def away(self, first: datetime, last: datetime) -> bool:
        """Whether nobody was at work some time between."""
        return any(begin <= last and first <= end for begin, end in self.outages)


def _moments(slot: str | None, first: datetime, last: datetime) -> Iterator[datetime]:
    """When a slot falls between."""
    if slot is None:
        return
    day, _, clock = slot.partition(" ")
    hour, minute = map(int, clock.split(":"))
    local = first.astimezone(HERE)
    at = (local - timedelta(days=local.weekday())).replace(hour=hour, minute=minute, second=0, microsecond=0)
    at += timedelta(days=DAYS.index(day)) - timedelta(days=7)
    while at < last:
        if at >= first:
            yield at.astimezone(UTC)
        at += timedelta(days=7)
