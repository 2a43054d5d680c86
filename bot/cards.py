"""The alert card as data: what the duty bot shows of an alert to one person at one moment. Rendering belongs to the edge."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class AlertCard:
    """Number, tier, area and state of an alert, already masked; `viewer` is the Telegram id the card is drawn for.

    state: open, signed, false_alarm · revision: grows with each change that cards show ·
    call: how often this person has been paged for it, from 2 on marked as a repeat ·
    held_by_viewer: the viewer signed for it · may_sign: the viewer's role may sign.
    """

    number: int
    tier: str
    area: str
    area_known: bool
    state: str
    family: str | None
    pattern: str | None
    words: str
    predicts: str | None
    reporter: str
    reports: int
    raised_at: datetime
    viewer: int
    revision: int = 0
    call: int = 1
    signed_by: str | None = None
    signed_at: datetime | None = None
    closed_by: str | None = None
    held_by_viewer: bool = False
    may_sign: bool = True
