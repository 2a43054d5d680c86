"""Cards as data: what the duty bot shows of an alert, or of a follow-up, to one person at one moment. Rendering belongs to the edge."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class AlertCard:
    """An alert as one person sees it at one moment, already masked; `viewer` is the Telegram id the card is drawn for.

    state: bot.desk.moves.STATES · revision: grows with each change that cards show · call: how often this person has been paged for it,
    from 2 on marked as a repeat · held_by_viewer: the viewer holds it · may_sign: the viewer's role may sign · leads: as a leader of its
    area or above · missing: signatures that are still asked for; signed_too: the viewer gave one · seq: steps taken so far; last: the
    latest, step and outcome; analysis: what the one beside it brought; steps: those with a button for the viewer now · due_at: until
    when the next has to come · visitors: names of who is on the visit; going: the viewer is · code, code_until: what a resident may
    check with /verify, for those who go to see them · review: of its ending, due, accepted or refused; may_review: the viewer may judge
    it; ending: which one; sent_back: why a leader sent it back · stop_payment: what reporters told of a transfer, on one line, empty
    while nothing is known · signer: who signed, when it has passed into other hands since; handed_why: and
    why, in words; asked_why: the viewer handed it over and may still say why; still: how often its time has passed since
    anything was done · again: why it was opened once more · kin: who reported it named family · withdrawn: the viewer serves no more.
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
    leads: bool = False
    missing: int = 0
    signed_too: bool = False
    seq: int = 0
    last: tuple[str, str] | None = None
    steps: tuple[str, ...] = ()
    due_at: datetime | None = None
    visitors: tuple[str, ...] = ()
    going: bool = False
    outcome: str | None = None
    duplicate_of: int | None = None
    review: str | None = None
    reviewed_by: str | None = None
    same_as: int | None = None
    code: str | None = None
    code_until: datetime | None = None
    may_review: bool = False
    ending: str = ""
    sent_back: str | None = None
    stop_payment: str = ""
    kin: bool = False
    analysis: str | None = None
    signer: str | None = None
    handed_why: str | None = None
    asked_why: bool = False
    again: str | None = None
    still: int = 0
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class FollowUpCard:
    """One follow-up: the `nth` of `of` calls about an alert. state: planned, asked, done, missed, dropped · outcome, by: once done."""

    id: int
    number: int
    nth: int
    of: int
    tier: str
    area: str
    family: str | None
    pattern: str | None
    met_at: datetime | None
    due_at: datetime
    state: str
    outcome: str | None = None
    by: str | None = None
