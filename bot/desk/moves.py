"""The seven steps of dissuasion as one table of moves: from which state, to which, who may, and what it asks for. Pure.

预警签收 → 电话劝阻 → 展开研判 → 上门寻找 → 核实身份 → 见面宣防 → 平台反馈. Refusal is the normal way: a line that is busy, a door that
stays shut and a person who denies are moves like any other, each with its own next best action. docs/desk.md draws this table.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from bot.errors import UserError

Step = Literal["phone", "analysis", "visit", "verify", "meet", "feedback", "end"]
Who = Literal["holder", "leader", "team", "visitor"]

MAY_SIGN = ("officer", "leader")
"""Roles that sign for alerts."""
TIERS = ("low", "medium", "high", "urgent")
HELD = ("signed", "seeking", "reached", "found", "verified", "met")
SEEKING = ("signed", "seeking", "reached")
"""Somebody holds it, and nobody has stood before the person yet."""
LIVE = ("open", *HELD)
ENDS = ("closed", "false_alarm", "malicious", "duplicate", "transferred")
STATES = (*LIVE, *ENDS)
STEPS: tuple[Step, ...] = ("phone", "visit", "verify", "meet", "feedback", "analysis")
"""The steps that have buttons, in the order of the card; 签收 has its own."""

_DESK: tuple[Who, ...] = ("holder", "leader")
_TEAM: tuple[Who, ...] = ("holder", "leader", "team")
_DOOR: tuple[Who, ...] = ("holder", "leader", "team", "visitor")
_LEADER: tuple[Who, ...] = ("leader",)
_MILD = ("low", "medium")
_GRAVE = ("high", "urgent")


DEADLINES = {"urgent": 600.0, "high": 1800.0, "medium": 14400.0, "low": 86400.0}
"""Seconds that a signed alert may stand still, by tier, where the deployment file says nothing."""


WAITS = {"wait": 180.0, "keep": 86400.0}
"""Seconds until the next volunteer is asked, and until what was disclosed to them is gone, where the deployment file says nothing."""


@dataclass(frozen=True, slots=True)
class Move:
    """One way on. target None: the alert stays where it is. asks: what has to be chosen besides (another alert, a station).

    refusal: the kind of resistance met, for which there are scripts. contact: somebody spoke with the person
    concerned, and knows that it is them.
    """

    step: Step
    outcome: str
    sources: tuple[str, ...]
    target: str | None
    who: tuple[Who, ...]
    tiers: tuple[str, ...] = TIERS
    asks: Literal["alert", "station"] | None = None
    refusal: str | None = None
    contact: bool = False

    def to(self, state: str) -> str:
        """Where it leads from a state."""
        return self.target or state


MOVES: tuple[Move, ...] = (
    Move("phone", "persuaded", SEEKING, "reached", _DESK, contact=True),
    Move("phone", "denies", SEEKING, "seeking", _DESK, refusal="denies", contact=True),
    Move("phone", "busy", SEEKING, "seeking", _DESK, refusal="unreachable"),
    Move("phone", "rejects", SEEKING, "seeking", _DESK, refusal="unreachable"),
    Move("phone", "off", SEEKING, "seeking", _DESK, refusal="unreachable"),
    Move("phone", "wrong", SEEKING, "seeking", _DESK),
    Move("visit", "found", SEEKING, "found", _DOOR),
    Move("visit", "away", SEEKING, "seeking", _DOOR),
    Move("visit", "shut", SEEKING, "seeking", _DOOR, refusal="door"),
    Move("verify", "match", ("found",), "verified", _TEAM, contact=True),
    Move("verify", "mismatch", ("found",), "seeking", _TEAM),
    Move("meet", "persuaded", ("verified",), "met", _TEAM, contact=True),
    Move("meet", "doubtful", ("verified",), "met", _TEAM, refusal="recover", contact=True),
    Move("meet", "denies", ("verified",), None, _TEAM, refusal="denies", contact=True),
    Move("meet", "lost", ("verified",), "seeking", _TEAM),
    Move("feedback", "dissuaded", ("met",), "closed", _DESK),
    Move("feedback", "loss", ("met",), "closed", _DESK),
    Move("feedback", "unharmed", ("met",), "closed", _DESK),
    Move("feedback", "dissuaded", ("reached",), "closed", _DESK, _MILD),
    Move("feedback", "loss", ("reached",), "closed", _DESK, _MILD),
    Move("feedback", "unharmed", ("reached",), "closed", _DESK, _MILD),
    Move("feedback", "dissuaded", ("reached",), "closed", _LEADER, _GRAVE),
    Move("feedback", "loss", ("reached", "seeking"), "closed", _LEADER, _GRAVE),
    Move("feedback", "unharmed", ("reached",), "closed", _LEADER, _GRAVE),
    Move("feedback", "refused", ("verified",), "closed", _LEADER),
    Move("feedback", "unfound", ("seeking",), "closed", _LEADER),
    Move("analysis", "clue", HELD, None, _TEAM),
    Move("analysis", "nothing", HELD, None, _TEAM),
    Move("end", "duplicate", HELD, "duplicate", _DESK, asks="alert"),
    Move("end", "station", HELD, "open", _DESK, asks="station"),
    Move("end", "transferred", HELD, "transferred", _LEADER),
    Move("end", "malicious", HELD, "malicious", _DESK),
)


@dataclass(frozen=True, slots=True)
class Actor:
    """What somebody is to an alert: who signed for it, a leader on its way up the tree, an officer or a visitor on its way to the door."""

    holder: bool = False
    leader: bool = False
    team: bool = False
    visitor: bool = False

    def may(self, move: Move) -> bool:
        """Whether one of these may make a move."""
        return any(getattr(self, who) for who in move.who)


def deadline(tier: str, policy: Mapping[str, Any] | None) -> float:
    """Seconds that an alert of this tier may stand still, by the policy frozen on it."""
    return float({**DEADLINES, **((policy or {}).get("step_deadlines") or {})}[tier])


def waits(policy: Mapping[str, Any] | None) -> dict[str, float]:
    """The waits for volunteers, by the policy frozen on an alert."""
    return {**WAITS, **((policy or {}).get("volunteers") or {})}


def open_to(state: str, tier: str, actor: Actor) -> Sequence[Move]:
    """The moves somebody may make now."""
    return [move for move in MOVES if state in move.sources and tier in move.tiers and actor.may(move)]


def take(state: str, tier: str, actor: Actor, step: str, outcome: str) -> Move:
    """The move; raises UserError step-unknown, step-not-now (with the steps that are), or step-not-yours."""
    named = [move for move in MOVES if (move.step, move.outcome) == (step, outcome)]
    if not named:
        raise UserError("step-unknown")
    now = [move for move in named if state in move.sources and tier in move.tiers]
    if not any(state in move.sources for move in named):
        raise UserError("step-not-now")
    for move in now:
        if actor.may(move):
            return move
    raise UserError("step-not-yours")


def diagram() -> str:
    """The table as a Mermaid state diagram; docs/desk.md shows it."""
    ways: dict[tuple[str, str], list[str]] = {("open", "signed"): ["sign"], ("open", "false_alarm"): ["dismiss"]}
    for move in MOVES:
        for source in move.sources:
            names = ways.setdefault((source, move.to(source)), [])
            if (name := f"{move.step} {move.outcome}") not in names:
                names.append(name)
    lines = [f"    {source} --> {target}: {', '.join(names)}" for (source, target), names in ways.items()]
    ends = [f"    {end} --> [*]" for end in ENDS]
    return "\n".join(["stateDiagram-v2", "    [*] --> open: report", *lines, *ends])


def steps_open(state: str, tier: str, actor: Actor) -> tuple[str, ...]:
    """The steps that have a button for somebody now, in the card's order."""
    offered = {move.step for move in open_to(state, tier, actor)}
    return tuple(step for step in STEPS if step in offered)
