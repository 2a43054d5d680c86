"""Cards as data: what the duty bot shows of an alert, or of a follow-up, to one person at one moment. Rendering belongs to the edge.

A card of an alert is three things that are alike for everybody (`Told`, `Course`, `Ended`; bot.desk.faces) and one that is the reader's
own (`Viewer`; bot.desk.viewers). Words in it are masked, and said in the reader's language.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Told:
    """What was reported. same_as: the other alert that somebody raised about the same words.

    stop_payment: what reporters told of a transfer, on one line, empty while nothing is known.
    """

    area: str
    area_known: bool
    family: str | None
    pattern: str | None
    words: str
    predicts: str | None
    reporter: str
    reports: int
    raised_at: datetime
    same_as: int | None = None
    stop_payment: str = ""


@dataclass(frozen=True, slots=True)
class Course:
    """How it goes while it is alive.

    signer: who signed, when it has passed into other hands since; handed_why: and why, in words · missing: signatures that are still
    asked for · seq: steps taken so far; last: the latest, step and outcome; analysis: what the one beside it brought · due_at: until when
    the next has to come; still: how often its time has passed since anything was done · visitors: names of who is on the visit · again:
    why it was opened once more; sent_back: why a leader sent it back.
    """

    signed_by: str | None = None
    signed_at: datetime | None = None
    signer: str | None = None
    handed_why: str | None = None
    missing: int = 0
    seq: int = 0
    last: tuple[str, str] | None = None
    analysis: str | None = None
    due_at: datetime | None = None
    still: int = 0
    visitors: tuple[str, ...] = ()
    again: str | None = None
    sent_back: str | None = None


@dataclass(frozen=True, slots=True)
class Ended:
    """How it ended. mark: which ending, for what is said of it later · review: of this ending: due, accepted or refused."""

    closed_by: str | None = None
    outcome: str | None = None
    duplicate_of: int | None = None
    review: str | None = None
    reviewed_by: str | None = None
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who the card is drawn for, by Telegram id, and what they may do with it now.

    call: how often they have been paged for it, from 2 on marked as a repeat · withdrawn: they serve no more · elsewhere: they serve, and
    have no part in it any more · may_sign: the role by which they have may · leads: as a leader of its area or above · holds: it is
    theirs · signed: they gave a signature · going: they are on the visit · steps: those with a button for them · code, code_until: what a
    resident may check with /verify, for those who go to see them · kin: they may ask whom its reporters named family · may_review: they
    may judge its ending · asked_why: they handed it over and may still say why.
    """

    telegram: int
    call: int = 1
    withdrawn: bool = False
    elsewhere: bool = False
    may_sign: bool = True
    leads: bool = False
    holds: bool = False
    signed: bool = False
    going: bool = False
    steps: tuple[str, ...] = ()
    code: str | None = None
    code_until: datetime | None = None
    kin: bool = False
    may_review: bool = False
    asked_why: bool = False

    @property
    def out(self) -> bool:
        """Whether nothing of the alert is for them any more."""
        return self.withdrawn or self.elsewhere


@dataclass(frozen=True, slots=True)
class AlertCard:
    """An alert as one person sees it at one moment. state: bot.desk.moves.STATES · revision: grows with each change that cards show."""

    number: int
    tier: str
    state: str
    told: Told
    viewer: Viewer
    course: Course = field(default_factory=Course)
    ended: Ended = field(default_factory=Ended)
    revision: int = 0

    def called(self, call: int) -> "AlertCard":
        """The same as the `call`th card that its viewer got."""
        return replace(self, viewer=replace(self.viewer, call=call))


@dataclass(frozen=True, slots=True)
class AlertLine:
    """An alert in a list. what: the trick, by name, None while unknown · last: the latest step and its outcome · review: as on a card."""

    number: int
    tier: str
    state: str
    raised_at: datetime
    what: str | None = None
    signed_by: str | None = None
    last: tuple[str, str] | None = None
    review: str | None = None


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
