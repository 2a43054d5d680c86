"""The ids of the workflows that carry an alert on: made from the datum, so that a second start is nothing and a missing one is seen.

Pure.
"""

import re
from datetime import datetime

_AGAIN = re.compile(r"-again[0-9]+$")
TRIES = 9
"""So often the audit begins a thing anew; then it is for people."""


def ladder(number: int, round: int) -> str:
    """The ladder of an alert, one for each round."""
    return f"alert-{number}" if round == 1 else f"alert-{number}-{round}"


def nobody(number: int, round: int, turn: int, operator: int) -> str:
    """The telling of one operator that nobody signed in a turn of the ladder; another round is told of anew."""
    return f"nobody-{number}-{turn}-{operator}" if round == 1 else f"nobody-{number}-r{round}-{turn}-{operator}"


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


def followup(followup_id: int) -> str:
    """The asking for one call."""
    return f"followup-{followup_id}"


def missed(followup_id: int) -> str:
    """The telling that one call was missed."""
    return f"{followup(followup_id)}-missed"


def helpers(number: int, request_id: int) -> str:
    """What every turn of one asking around begins with."""
    return f"help-{number}-{request_id}"


def helper(number: int, request_id: int, nth: int) -> str:
    """The turn after the nth who was asked to help."""
    return f"{helpers(number, request_id)}-{nth}"


def help_expires(request_id: int) -> str:
    """The end of what was disclosed to helpers."""
    return f"expire-help-{request_id}"


def help_ends(number: int, revision: int) -> str:
    """The end of an asking around because the alert has moved on."""
    return f"end-help-{number}-r{revision}"


def plea(plea_id: int) -> str:
    """The asking of one helper."""
    return f"plead-{plea_id}"


def settled(plea_id: int, why: str) -> str:
    """What was disclosed to one helper is taken back."""
    return f"settle-{plea_id}-{why}"


def kin_call(call_id: int) -> str:
    """The asking of one relative."""
    return f"kin-call-{call_id}"


def kin_leave(call_id: int) -> str:
    """The asking of a resident whether a relative may be asked."""
    return f"kin-leave-{call_id}"


def kin_expires(call_id: int) -> str:
    """The end of what was disclosed of family."""
    return f"kin-expire-{call_id}"


def kin_settled(call_id: int, message: int) -> str:
    """What was disclosed of family is taken off one phone."""
    return f"kin-settle-{call_id}-{message}"


def kin_owner(call_id: int) -> str:
    """The telling of the resident that a relative was asked."""
    return f"kin-owner-{call_id}"


def kin_ends(number: int, closed_at: datetime | None) -> str:
    """The end of all asking of family because the alert has ended."""
    return f"end-kin-{number}-{ending(closed_at)}"


def askers(review_id: int) -> str:
    """The search for everyone who asked what was answered."""
    return f"review-{review_id}"


def answer(tell_id: int) -> str:
    """The telling of one asker."""
    return f"tell-review-{tell_id}"


def again(thread: str, nth: int) -> str:
    """The same, begun anew by the audit for the nth time because the one before has come to nothing."""
    return f"{thread}-again{nth}"


def tries(thread: str) -> list[str]:
    """The ids under which it may run: its own, then those under which the audit begins it anew."""
    return [thread, *(again(thread, nth) for nth in range(1, TRIES + 1))]


def original(thread: str) -> str:
    """What a thread was begun anew for."""
    return _AGAIN.sub("", thread)
