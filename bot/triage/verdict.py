"""The answer to 这是诈骗吗?: wording, joints, meaning, indicators and stage, weighed together into one `Verdict` with reasons.

Last room of triage and its only door: services call `Triage.judge`. Pure and offline; the library is its only knowledge. Each check stands
alone: one that breaks costs its reasons, not the verdict, and leaves only the name of the error in the log.
"""

import logging
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from bot.library.read import Library
from bot.triage import indicators, stage
from bot.triage.context import Context
from bot.triage.demands import Joined, joints
from bot.triage.finding import Level, Verdict
from bot.triage.indicators import Clue
from bot.triage.normalise import Normal, normalise
from bot.triage.reasons import reasons
from bot.triage.semantics import Meaning, Semantics
from bot.triage.sounds import Sounds
from bot.triage.stage import State
from bot.triage.wording import Hit, Phrasebook

SCAM, UNSURE = 0.50, 0.15
"""Scores at which triage calls a scam, and at which it says 可疑,先别转账."""
SHORTEST = 4
"""Fewer letters than this say nothing."""

log = logging.getLogger(__name__)
T = TypeVar("T")


@dataclass(frozen=True)
class Evidence:
    """What the checks found in one text."""

    normal: Normal
    context: Context
    hits: Sequence[Hit] = ()
    joined: Sequence[Joined] = ()
    clues: Sequence[Clue] = ()
    meaning: Meaning = field(default_factory=lambda: Meaning(0.0, {}, {}))
    state: State = field(default_factory=lambda: State(frozenset(), "contacted", "low"))


class Triage:
    """Judges texts by one compiled library; safe to share between threads."""

    def __init__(self, library: Library) -> None:
        self._library = library
        sounds = Sounds(library.arrays["syllables"]) if "syllables" in library.arrays else None
        self._phrases = Phrasebook(library.patterns.values(), sounds)
        self._semantics = Semantics(library.samples, library.arrays)

    def judge(self, text: str) -> Verdict:
        """The verdict on what somebody forwarded or asked; whatever the text, it answers."""
        normal = normalise(text)
        found: tuple[Clue, ...] = _attempt(lambda: indicators.find(normal), ())
        shown = tuple(clue.indicator for clue in found)
        if sum(c.isalnum() for c in normal.core) < SHORTEST:
            return Verdict("clear", 0.0, indicators=shown)
        evidence = self._gather(normal, found)
        score = _score(evidence)
        level = _level(score, evidence)
        if level == "clear":
            return Verdict("clear", score, indicators=shown)
        ranked = self._rank(evidence)
        pattern = ranked[0] if ranked else None
        card = self._library.patterns.get(pattern or "")
        return Verdict(
            level=level,
            score=score,
            family=card.family if card else _first(evidence.meaning.families),
            pattern=pattern,
            stage=evidence.state.stage,
            tier=evidence.state.tier,
            reasons=_attempt(lambda: reasons(evidence.normal, evidence.hits, evidence.joined, evidence.clues, card), ()),
            indicators=shown,
            signs=evidence.state.signs,
            candidates=tuple(ranked[:3]),
        )

    def _gather(self, normal: Normal, clues: Sequence[Clue]) -> Evidence:
        context = Context(normal)
        joined: tuple[Joined, ...] = _attempt(lambda: joints(normal, context), ())
        return Evidence(
            normal,
            context,
            hits=_attempt(lambda: self._phrases.hits(normal, context), ()),
            joined=joined,
            clues=clues,
            meaning=_attempt(lambda: self._semantics.weigh(normal, joined), Meaning(0.0, {}, {})),
            state=_attempt(lambda: stage.assess(normal), State(frozenset(), "contacted", "low")),
        )

    def _rank(self, evidence: Evidence) -> list[str]:
        """Pattern ids, the best first: likeness to examples, own phrases, and the family that the joints point to."""
        families, likeness = evidence.meaning.families, evidence.meaning.patterns
        worded: dict[str, dict[int, float]] = {}
        for hit in evidence.hits:
            cards = worded.setdefault(hit.wording.pattern, {})
            cards[hit.wording.card] = max(cards.get(hit.wording.card, 0.0), hit.counts)

        def rank(pattern: str) -> float:
            family = self._library.patterns[pattern].family
            own = sum(worded.get(pattern, {}).values())
            return 2.0 * math.log(0.02 + families.get(family, 0.0)) + 4.0 * likeness.get(pattern, 0.0) + 1.6 * min(own, 2.5)

        return sorted(self._library.patterns, key=lambda p: (-rank(p), p))


def _attempt(check: Callable[[], T], otherwise: T) -> T:
    """The result of a check, or `otherwise` when it breaks; a person's words never reach the log."""
    try:
        return check()
    except Exception as error:
        log.error("a check of triage broke: %s", type(error).__name__)
        return otherwise


def _score(evidence: Evidence) -> float:
    """Likeness to a scam, 0..1: log odds of the parts added up. The shares were chosen by hand on texts kept out of the library."""
    told = _worded(evidence.hits) + _jointed(evidence.joined)
    meaning = min(max(evidence.meaning.scam, -3.0), 5.0 if told else 2.5)
    odds = 0.65 * meaning + 1.35 * _worded(evidence.hits) + 0.2 * _jointed(evidence.joined) - 2.6
    risks = [clue.risk for clue in evidence.clues]
    odds += 1.6 * max(0.0, *risks, 0.0) * bool(told) + 1.5 * min(0.0, *risks, 0.0)
    odds += 0.35 * evidence.context.own_trouble + 1.2 * bool(evidence.state.signs & {"paid", "screen_shared"} and told > 0.5)
    odds -= 3.9 * evidence.context.publicity
    return 1 / (1 + math.exp(-odds))


def _worded(hits: Sequence[Hit]) -> float:
    """Log odds of the phrases: each phrase of the library once, each place of the text once; the third adds less than the first."""
    best: dict[str, float] = {}
    taken: list[tuple[int, int]] = []
    for hit in hits:
        if hit.wording.why in best or any(hit.start < e and s < hit.end for s, e in taken):
            continue
        best[hit.wording.why] = hit.counts
        taken.append((hit.start, hit.end))
    return sum(2.4 * counts / (1 + 0.5 * place) for place, counts in enumerate(sorted(best.values(), reverse=True)[:6]))


def _jointed(joined: Sequence[Joined]) -> float:
    """Log odds of the joints: a trick needs a demand (or its aftermath) besides the story; stories alone stay low."""
    kinds = {j.joint.kind for j in joined}
    total = sum(j.joint.weight for j in joined)
    if not kinds & {"demand", "secrecy", "aftermath"}:
        return min(total, 1.2)
    if len(kinds) > 1:
        total += 0.6
    return min(total, 5.5)


def _level(score: float, evidence: Evidence) -> Level:
    quotable = bool(evidence.hits) or any(j.joint.kind in ("demand", "secrecy", "threat", "aftermath", "bait") for j in evidence.joined)
    if score >= SCAM and quotable:
        return "scam"
    return "unsure" if score >= UNSURE else "clear"


def _first(shares: Mapping[str, float]) -> str | None:
    return max(shares, key=lambda code: (shares[code], code), default=None)
