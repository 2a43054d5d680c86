"""Plain text → the library's tell-tale phrases in it, each with the asker's words and the editor's explanation.

All wordings of all patterns go into one automaton; wordings with … are looked up by their parts and then checked for order and distance.
Spellings by sound (安全帐湖) are found in a second automaton over syllables, when the library carries the table of sounds.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick

from bot.library.cards import PatternCard
from bot.triage.context import Context
from bot.triage.normalise import Normal, normalise
from bot.triage.sounds import Sounds

GAP = 12
"""What … in a wording may stand for: up to this many letters or characters."""
WEIGHTS: Mapping[str, float] = {"strong": 1.0, "medium": 0.45, "weak": 0.15}
BY_SOUND = 0.8
"""A wording recognised only by its sound counts a little less."""
SHORTEST_BY_SOUND = 4

_JOINED = frozenset({"需要", "必要", "主要", "重要", "将要", "学会", "社会", "机会"})
"""Words of two characters whose second half must not begin a find: 需要我帮忙 is not 要我帮忙."""
_ENDS = frozenset("。！？!?;；\n")


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording of the library: its parts in order, and whose it is (card is the place of the phrase in its pattern)."""

    parts: tuple[str, ...]
    pattern: str
    family: str
    card: int
    weight: str
    why: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A wording found: start and end in `Normal.text`; `counts` 0..1 after weight, sound and context."""

    wording: Wording
    start: int
    end: int
    counts: float


class Phrasebook:
    """The wordings of a library, ready to be looked up."""

    def __init__(self, patterns: Iterable[PatternCard], sounds: Sounds | None = None) -> None:
        self._wordings = tuple(_wordings(patterns))
        self._first = _by_part(self._wordings)
        self._parts = sorted({part for wording in self._wordings for part in wording.parts})
        self._automaton = AhoCorasick(self._parts) if self._parts else None
        self._sounds = sounds
        self._sounding = sorted({p for p in self._parts if sounds and len(p) >= SHORTEST_BY_SOUND and sounds.key(p)})
        self._by_sound = AhoCorasick([sounds.key(p) for p in self._sounding]) if sounds and self._sounding else None

    def __len__(self) -> int:
        return len(self._wordings)

    def hits(self, normal: Normal, context: Context) -> tuple[Hit, ...]:
        """Every wording that occurs, the best place of each, strongest first."""
        tight, places = normal.tight
        found = self._places(tight)
        best: dict[int, Hit] = {}
        for index in {i for part in found for i in self._first.get(part, ())}:
            wording = self._wordings[index]
            for start, end, exact in _runs(wording.parts, found):
                span = places[start], places[end - 1] + 1
                if _crosses(normal.text[span[0] : span[1]]) or _halves(tight[max(0, start - 1) : start + 1]):
                    continue
                counts = WEIGHTS[wording.weight] * context.weight(*span) * (1.0 if exact else BY_SOUND)
                if index not in best or counts > best[index].counts:
                    best[index] = Hit(wording, *span, counts)
        return tuple(sorted(best.values(), key=lambda h: (-h.counts, h.start, h.wording.pattern, h.wording.card)))

    def _places(self, tight: str) -> dict[str, list[tuple[int, int, bool]]]:
        found: dict[str, list[tuple[int, int, bool]]] = defaultdict(list)
        if self._automaton:
            for index, start, end in self._automaton.find_matches_as_indexes(tight, overlapping=True):
                found[self._parts[index]].append((start, end, True))
        if self._by_sound and self._sounds:
            for index, start, end in self._by_sound.find_matches_as_indexes(self._sounds.spoken(tight), overlapping=True):
                part = self._sounding[index]
                same = sum(a == b for a, b in zip(part, tight[start:end], strict=True))
                if len(part) > same >= len(part) / 2:
                    found[part].append((start, end, False))
        return found


def _wordings(patterns: Iterable[PatternCard]) -> Iterator[Wording]:
    for pattern in patterns:
        for card, phrase in enumerate(pattern.phrases):
            for say in phrase.say:
                parts = tuple(tight for piece in re.split(r"…+|\.{3,}", say) if (tight := normalise(piece).tight[0]))
                if parts:
                    yield Wording(parts, pattern.id, pattern.family, card, phrase.weight, phrase.why)


def _by_part(wordings: Iterable[Wording]) -> dict[str, list[int]]:
    first: dict[str, list[int]] = defaultdict(list)
    for index, wording in enumerate(wordings):
        first[wording.parts[0]].append(index)
    return first


def _runs(parts: tuple[str, ...], found: Mapping[str, list[tuple[int, int, bool]]]) -> Iterator[tuple[int, int, bool]]:
    """Places where the parts stand in order, each at most GAP behind the one before."""
    if any(part not in found for part in parts):
        return
    for start, end, exact in found[parts[0]]:
        sure = exact
        for part in parts[1:]:
            nearest = min((p for p in found[part] if end <= p[0] <= end + GAP), default=None)
            if nearest is None:
                break
            end, sure = nearest[1], sure and nearest[2]
        else:
            yield start, end, sure


def _crosses(piece: str) -> bool:
    """True when a find runs over the end of a sentence; several ends inside one phrase are decoration (安。全。账。户)."""
    return sum(c in _ENDS for c in piece) == 1


def _halves(pair: str) -> bool:
    return pair in _JOINED
