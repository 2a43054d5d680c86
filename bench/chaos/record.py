"""What is known at the end, from two sources that do not trust the product: what the desk saw arrive, and what stands in the rows."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bench.chaos.crowd import Made
from bot.desk.moves import ENDS, MOVES
from bot.store.models import Alert, AlertLog, Bulletin, InboxItem, Page, Report, Signature
from sandbox.client import Desk, Group, Person, Private
from sandbox.sample import COMMUNITY_BOT, DUTY_BOT

_CARD = re.compile(r"\S+ \S+ 预警 (\d+) 号(?:（第 (\d+) 次通知，同一件事）)?\n📍")
_ENDINGS = {(move.step, move.outcome) for move in MOVES if move.target in ENDS}
_NUMBER = re.compile(r"预警 (\d+) 号")


@dataclass(frozen=True, slots=True)
class Shown:
    """A card that arrived on somebody's phone: of which alert, the how manieth for this person, when (true time), with which words."""

    person: int
    number: int
    nth: int
    at: float
    text: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """What the community bot said where somebody reports: in a private chat or a group, under which message."""

    chat: str
    number: int
    replied: int | None
    text: str
    at: float


@dataclass(frozen=True, slots=True)
class Rung:
    """One row of paging: which alert, which call (`0.1`: first turn, second rung), whom; made at (true time); state as the row has it."""

    alert: int
    call: str
    person: int
    nth: int
    role: str
    state: str
    made: float


@dataclass(frozen=True, slots=True)
class Raised:
    """An alert's row: how it stands, its round, what it waits on each rung, when it ended; times are true ones.

    ends: every time it ended, also where it was opened again after that.
    """

    number: int
    state: str
    round: int
    waits: tuple[float, ...]
    raised: float
    closed: float | None = None
    ends: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature in a round of an alert."""

    alert: int
    round: int
    person: int
    at: float


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that is judged. joined: origin of an act → its alert; stirred: alerts whose ladder somebody moved on or began anew."""

    made: Sequence[Made] = ()
    shown: Sequence[Shown] = ()
    heard: Sequence[Heard] = ()
    joined: dict[str, int] = field(default_factory=dict)
    alerts: dict[int, Raised] = field(default_factory=dict)
    rungs: Sequence[Rung] = ()
    signed: Sequence[Signed] = ()
    stirred: frozenset[int] = frozenset()
    unanswered: Sequence[str] = ()
    waiting: int = 0
    aside: Sequence[str] = ()
    ended: float = 0.0


class Truth:
    """The true time of what the product wrote until `now` by a clock that jumped; of two possible moments the later."""

    def __init__(self, jumps: Sequence[tuple[float, float]], now: float) -> None:
        ends = [moment for moment, _ in jumps[1:]] + [now]
        self._spans = [(begun, ahead, over) for (begun, ahead), over in zip(jumps, ends, strict=True)]

    def of(self, told: datetime) -> float:
        """Unix time; a moment that fits nowhere is taken as told."""
        moment = told.timestamp()
        fits = [moment - ahead for begun, ahead, over in self._spans if begun - 1 <= moment - ahead <= over + 1]
        return max(fits, default=moment)


def plain(url: str) -> str:
    """The address with a driver that needs no event loop."""
    return url.replace("postgresql://", "postgresql+psycopg://", 1)


async def on_phones(desk: Desk, people: Sequence[Person]) -> list[Shown]:
    """Every card that arrived in the duty bot's chats, in order; these officers open none from a list, so each was paged."""
    found = []
    for person in people:
        for message in await desk.do("messages", chat=Private(person, DUTY_BOT).key, deleted=True):
            if card := _CARD.match(message["first"]):
                found.append(Shown(person.id, int(card[1]), int(card[2] or 1), message["at"], message["first"]))
    return sorted(found, key=lambda one: one.at)


async def in_chats(desk: Desk, made: Sequence[Made], groups: Sequence[Group]) -> list[Heard]:
    """Everything the community bot said about a numbered alert where residents report."""
    found = []
    for chat in {act.chat for act in made} | {f"{act.reporter}/{COMMUNITY_BOT}" for act in made} | {group.key for group in groups}:
        for message in await desk.do("messages", chat=chat, contains="预警"):
            if number := _NUMBER.search(message["text"]):
                found.append(Heard(chat, int(number[1]), message["reply_to"], message["text"], message["at"]))
    return found


def rows(url: str, truth: Truth) -> tuple[dict[str, Any], dict[str, int]]:
    """What the database holds, as parts of a `Record`, and how many editions of the case of the week stand in which state."""
    engine = sa.create_engine(plain(url))
    try:
        with engine.connect() as line:
            ends: defaultdict[int, list[float]] = defaultdict(list)
            for row in line.execute(sa.select(AlertLog.alert_id, AlertLog.at, AlertLog.act, AlertLog.detail)):
                if row.act == "false_alarm" or (row.act == "step" and (row.detail["step"], row.detail["outcome"]) in _ENDINGS):
                    ends[row.alert_id].append(truth.of(row.at))
            alerts = {
                row.id: Raised(
                    row.id,
                    row.state,
                    row.round,
                    tuple(float(rung["wait"]) for rung in row.ladder for _ in range(rung.get("repeat", 1))),
                    truth.of(row.raised_at),
                    truth.of(row.closed_at) if row.closed_at else None,
                    tuple(ends[row.id]),
                )
                for row in line.execute(sa.select(Alert.id, Alert.state, Alert.round, Alert.ladder, Alert.raised_at, Alert.closed_at))
            }
            pages = line.execute(sa.select(Page.alert_id, Page.call, Page.telegram, Page.nth, Page.role, Page.state, Page.made_at))
            signed = line.execute(sa.select(Signature.alert_id, Signature.round, Signature.telegram, Signature.at))
            moved = sa.select(AlertLog.alert_id).where(AlertLog.act.in_(("lifted", "tier_raised", "unreachable", "ladder_again")))
            found = {
                "alerts": alerts,
                "joined": {row.origin: row.alert_id for row in line.execute(sa.select(Report.origin, Report.alert_id))},
                "rungs": [Rung(*row[:6], truth.of(row[6])) for row in pages],
                "signed": [Signed(*row[:3], truth.of(row[3])) for row in signed],
                "stirred": frozenset(line.execute(moved).scalars()),
                "waiting": line.execute(sa.select(sa.func.count()).where(InboxItem.state == "new")).scalar_one(),
                "aside": [
                    f"{row.bot} {row.update_id} {row.fault}" for row in line.execute(sa.select(InboxItem).where(InboxItem.state == "dead"))
                ],
            }
            states = sa.select(Bulletin.state, sa.func.count()).group_by(Bulletin.state)
            return found, {row[0]: row[1] for row in line.execute(states)}
    finally:
        engine.dispose()
