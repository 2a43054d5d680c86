"""劝劝邻居, the game itself: a state and a move make the next state, what the neighbour says, and why. Pure; nothing is kept here.

Which move somebody's own words are is heard by bot.persuading.hearing; a neighbour comes from the library (content/neighbours);
bot.persuading.neighbours plays with residents and keeps how it stands. Whatever is said, it ends within the neighbour's turns: persuaded
when the trick was named and trust is full, gone when it is used up, else by how much is left.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bot.library.cards import MoveCard, NeighbourCard
from bot.library.neighbour import HARSH, HELPFUL

FULL = 10
"""Trust at which somebody lets go."""
HALF = 6
"""Trust from which they at least wait until tomorrow."""
OFFERED = 4
"""Buttons at a time."""
End = Literal["won", "waits", "leaves"]


@dataclass(frozen=True, slots=True)
class State:
    """How it stands: trust 0..10, turns taken, helpful moves that were heard, harsh ones that were made, and the end when there is one."""

    trust: int
    turn: int = 0
    heard: tuple[str, ...] = ()
    harsh: tuple[str, ...] = ()
    end: End | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """What a move made of a state: the state afterwards, the neighbour's line, the other side's call in between (or nothing), what it did
    to the trust, and why, in the editor's words (nothing when the move was none)."""

    state: State
    line: str
    call: str
    gained: int
    why: str


def begin(card: NeighbourCard) -> State:
    """Before anything was said."""
    return State(card.trust)


def play(card: NeighbourCard, state: State, kind: str | None) -> Turn:
    """One move; None for words in which no move was heard. What has ended stays as it is. Raises KeyError for a move that is none here."""
    if state.end is not None:
        return Turn(state, "", "", 0, "")
    move = card.moves[kind] if kind is not None else None
    now = replace(state, turn=state.turn + 1)
    if kind is None or move is None:
        return _closed(card, now, card.unclear[state.turn % len(card.unclear)], 0, "")
    if kind in state.heard:
        return _closed(card, now, card.again[state.turn % len(card.again)], 0, "")
    if state.trust < move.needs:
        return _closed(card, now, move.early or card.unclear[0], 0, move.why)
    if kind in HARSH:
        now = replace(now, harsh=tuple(one for one in HARSH if one == kind or one in now.harsh))
    else:
        now = replace(now, heard=tuple(one for one in HELPFUL if one == kind or one in now.heard))
    return _closed(card, now, move.reply, move.trust, move.why)


def _closed(card: NeighbourCard, now: State, line: str, gained: int, why: str) -> Turn:
    """The trust afterwards, the call in between, and whether that was the end."""
    trust = max(0, min(FULL, now.trust + gained))
    call = next((said for at, said in card.calls if at == now.turn), "") if "flag" not in now.heard and trust else ""
    trust = max(1, trust - 1) if call else trust  # a call alone drives nobody away
    end: End | None = None
    if trust >= FULL and "flag" in now.heard:
        end = "won"
    elif all(kind in now.heard for kind in HELPFUL if kind in card.moves):  # there is nothing left to say
        end = "won" if trust >= HALF else "waits"
    elif trust == 0:
        end = "leaves"
    elif now.turn >= card.turns:
        end = "waits" if trust >= HALF else "leaves"
    return Turn(replace(now, trust=trust, end=end), line, "" if end else call, gained, why)


def choices(card: NeighbourCard, state: State) -> tuple[str, ...]:
    """What is offered next: helpful things not heard yet, the decisive one as soon as it can be heard, and one that is only tempting."""
    if state.end is not None:
        return ()
    waiting = [kind for kind in HELPFUL if kind in card.moves and kind not in state.heard]
    ripe = [kind for kind in waiting if kind == "flag" and state.trust >= card.moves[kind].needs]
    around = [kind for kind in _turned(waiting, state.turn) if kind not in ripe]
    harsh = [kind for kind in HARSH if kind in card.moves and kind not in state.harsh]
    found = [*ripe, *around][: OFFERED - bool(harsh)]
    if harsh:
        found.insert(state.turn % (len(found) + 1), harsh[state.turn % len(harsh)])
    return tuple(found)


def _turned(waiting: Sequence[str], turn: int) -> list[str]:
    """The first of them stays, the others take turns, so that nobody presses the same row twice."""
    first, rest = list(waiting[:1]), list(waiting[1:])
    at = turn % len(rest) if rest else 0
    return [*first, *rest[at:], *rest[:at]]


def lessons(card: NeighbourCard, state: State) -> tuple[MoveCard, ...]:
    """What would have helped: at most two things that were never heard, the decisive one first."""
    missed = [kind for kind in ("flag", "listen", *HELPFUL) if kind in card.moves and kind not in state.heard]
    return tuple(card.moves[kind] for kind in list(dict.fromkeys(missed))[:2])


def reachable(card: NeighbourCard) -> Iterator[End]:
    """The ends that can be reached by the buttons alone, each once."""
    seen, waiting, found = {begin(card)}, [begin(card)], set[End]()
    while waiting:
        state = waiting.pop()
        for kind in choices(card, state):
            after = play(card, state, kind).state
            if after.end and after.end not in found:
                found.add(after.end)
                yield after.end
            if after.end is None and after not in seen:
                seen.add(after)
                waiting.append(after)
