"""One play of 劝劝邻居 as it is kept: how it stands and all that was said, sealed; and what of it is put before the resident.

Between `bot.persuading.neighbours` (the acts) and `bot.persuading.persuasion` (the game). Nobody but the resident ever sees what they said.
"""

import json
from dataclasses import asdict, dataclass, field

from bot.library.cards import MoveCard, NeighbourCard
from bot.persuading import persuasion
from bot.persuading.persuasion import State
from bot.store.models import Persuasion

LONGEST = 120
"""Characters that are kept of somebody's own sentence."""


@dataclass(frozen=True, slots=True)
class Words:
    """What the resident said once: the move it was (None: none was heard), what it did to the trust, and whether they typed it."""

    kind: str | None
    words: str
    gained: int
    own: bool


@dataclass
class Play:
    """A play in hand: the row, the neighbour, the state, what was said, and the neighbour's last words.

    messages: numbers of the private messages that were moves, so that one that comes again is none.
    """

    row: Persuasion
    card: NeighbourCard
    state: State
    said: list[Words] = field(default_factory=list)
    messages: list[int] = field(default_factory=list)
    line: str = ""
    call: str = ""

    def dump(self) -> str:
        """As it is sealed."""
        kept = {"state": asdict(self.state), "said": [asdict(one) for one in self.said], "messages": self.messages}
        return json.dumps({**kept, "line": self.line, "call": self.call}, ensure_ascii=False)

    def move(self, kind: str | None, words: str, *, own: bool) -> None:
        """One move: said by a button, or in the resident's own words."""
        turn = persuasion.play(self.card, self.state, kind)
        self.said.append(Words(kind, words[:LONGEST], turn.gained, own))
        self.state, self.line, self.call = turn.state, turn.line, turn.call


def load(row: Persuasion, card: NeighbourCard, text: str) -> Play:
    """A play as it was sealed."""
    kept = json.loads(text)
    state = State(**{**kept["state"], "heard": tuple(kept["state"]["heard"]), "harsh": tuple(kept["state"]["harsh"])})
    return Play(row, card, state, [Words(**one) for one in kept["said"]], kept["messages"], kept["line"], kept["call"])


def fresh(card: NeighbourCard) -> str:
    """A play nobody has begun, to be sealed."""
    return json.dumps({"state": asdict(persuasion.begin(card)), "said": [], "messages": [], "line": card.opening, "call": ""})


@dataclass(frozen=True, slots=True)
class Scene:
    """What is put before the resident after an act.

    said: what they said just now, None before the first word · line, call: the neighbour's answer, and the other side's call · choices:
    what they may press · past: the button belonged to a turn that is over · mine: at the end, their own best sentence, or one they might
    have said · owned: it is theirs · best: why it helped · lessons: what would have helped more · question: the answer it was offered
    under · message: where this turn is shown, None when it is not out yet.
    """

    play: int
    card: NeighbourCard
    state: State
    said: Words | None
    line: str
    call: str
    choices: tuple[str, ...]
    past: bool = False
    resting: bool = False
    mine: str = ""
    owned: bool = False
    best: str = ""
    lessons: tuple[MoveCard, ...] = ()
    question: int | None = None
    message: int | None = None


def scene(play: Play, *, past: bool = False) -> Scene:
    """How a play stands."""
    mine, owned, best = _returned(play) if play.state.end else ("", False, "")
    return Scene(
        play=play.row.id,
        card=play.card,
        state=play.state,
        said=play.said[-1] if play.said else None,
        line=play.line,
        call=play.call,
        choices=persuasion.choices(play.card, play.state),
        past=past,
        resting=play.row.state == "resting",
        mine=mine,
        owned=owned,
        best=best,
        lessons=persuasion.lessons(play.card, play.state) if play.state.end in ("waits", "leaves") else (),
        question=play.row.question_id,
        message=play.row.message,
    )


def _returned(play: Play) -> tuple[str, bool, str]:
    """The sentence that helped most, typed ones first; when none did, one of the neighbour's that might have."""
    helped = [one for one in play.said if one.gained > 0 and one.kind]
    if not helped:
        return play.card.moves["swap"].say, False, play.card.moves["swap"].why
    best = max(helped, key=lambda one: (one.own, one.gained, one.kind == "flag"))
    return best.words, True, play.card.moves[best.kind or "swap"].why
