"""The ids of the workflows that carry an alert on: made from the datum, so that a second start is nothing and a missing one is seen.

Pure.
"""

import re
from datetime import datetime

_AGAIN = re.compile(r"-again[0-9]+$")


def ladder(number: int, round: int) -> str:
    """The ladder of an alert, one for each round."""
    return f"alert-{number}" if round == 1 else f"alert-{number}-{round}"


def mark(due_at: datetime) -> str:
    """Which deadline an alarm is about, in seconds."""
    return f"{due_at.timestamp():.3f}"


def standing(number: int, due_at: datetime) -> str:
    """The alarm of a signed alert's deadline."""
    return f"standing-{number}-{mark(due_at)}"


def page(page_id: int) -> str:
    """The sending of one page."""
    return f"page-{page_id}"


def ending(closed_at: datetime | None) -> str:
    """Which ending of an alert a review is about: its moment in milliseconds; empty while it has not ended."""
    return f"{closed_at.timestamp() * 1000:.0f}" if closed_at else ""


def recheck(number: int, closed_at: datetime | None) -> str:
    """The asking for a review; a turn follows."""
    return f"recheck-{number}-{ending(closed_at)}"


def bulletin(week: str, group_id: int) -> str:
    """One edition for one group."""
    return f"bulletin-{week}-{group_id}"


def again(thread: str, at: datetime) -> str:
    """The same, begun anew by the audit because the first one is gone."""
    return f"{thread}-again{at.timestamp():.0f}"


def original(thread: str) -> str:
    """What a thread was begun anew for."""
    return _AGAIN.sub("", thread)
