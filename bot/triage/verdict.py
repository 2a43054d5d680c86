"""The answer to 这是诈骗吗?: wording, joints, meaning, indicators and stage, weighed together into one `Verdict` with reasons.

Last room of triage and its only door: services call `Triage.judge`. Pure and offline; the library is its only knowledge. Each check stands
alone: one that breaks costs its reasons, not the verdict, and leaves only the name of the error in the log.
"""

import logging
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from bot.library.cards import Library, PatternCard
from bot.triage import indicators, stage, weighing
from bot.triage.clarify import Clarifier, spoken, too_little
from bot.triage.context import Context
from bot.triage.finding import AskBack, Verdict
from bot.triage.indicators import Clue
from bot.triage.joints import Joined, joints
from bot.triage.mending import Mender
from bot.triage.normalise import Normal, normalise
from bot.triage.reasons import reasons
from bot.triage.semantics import Meaning, Semantics
from bot.triage.sounds import Sounds
from bot.triage.stage import State
from bot.triage.weighing import Evidence
from bot.triage.wording import Phrasebook

SHORTEST = 4
"""Fewer letters than this say nothing."""

RECOGNISED, PLAINLY = 0.25, 0.7
"""A family needs this share to be named when none of its phrases was hit; and when nothing but likeness speaks for it."""

log = logging.getLogger(__name__)
T = TypeVar("T")


class Triage:
    """Judges texts by one compiled library; safe to share between threads."""

    def __init__(self, library: Library) -> None:
        self._library = library
        sounds = Sounds(library.arrays["syllables"]) if "syllables" in library.arrays else None
        self._phrases = Phrasebook(library.patterns.values(), sounds)
        self._semantics = Semantics(library.samples, library.arrays)
        self._mender = Mender(library.arrays, len(library.samples), sounds)
        self._clarifier = Clarifier(library)

    def judge(self, text: str, told: Mapping[str, str] | None = None) -> Verdict:
        """The verdict on what somebody forwarded or asked; whatever the text, it answers.

        `told` is what the asker answered since: fact of clarify.py → yes, no or unknown.
        """
        told = told or {}
        normal = self._plain(spoken(text, told))
        found: tuple[Clue, ...] = _attempt(lambda: indicators.find(normal), ())
        shown = tuple(clue.indicator for clue in found)
        evidence = self._gather(normal, found)
        if sum(c.isalnum() for c in normal.text) < SHORTEST and not weighing.names_a_trick(evidence):
            return Verdict("clear", 0.0, indicators=shown, bare=evidence.bare)
        evidence = self._denied(evidence, told)
        alone = self._gather(self._plain(text), found) if told else evidence
        weighed = self._denied(alone, told) if too_little(told, alone.normal, alone.joined) else evidence
        score = weighing.score(weighed)
        level = weighing.level(score, weighed)
        if level == "clear":
            return Verdict("clear", score, indicators=shown, bare=evidence.bare)
        ranked = self._rank(evidence, told)
        card = self._recognised(ranked, evidence)
        return Verdict(
            level=level,
            score=score,
            family=card.family if card else None,
            pattern=card.id if card else None,
            stage=evidence.settled.stage,
            tier=evidence.settled.tier,
            reasons=_attempt(lambda: reasons(evidence.normal, evidence.hits, evidence.joined, evidence.clues, card), ()),
            indicators=shown,
            signs=evidence.state.signs,
            candidates=tuple(ranked[:3]),
            asks_back=self._ask_back(evidence, ranked, told) if level == "unsure" else None,
        )

    def doubt(self, text: str, verdict: Verdict) -> Verdict:
        """What a clear verdict becomes when somebody doubts it: unsure, with the nearest patterns and the stage, and no reason yet."""
        normal = self._plain(text)
        evidence = self._gather(normal, _attempt(lambda: indicators.find(normal), ()))
        state, nearest = evidence.settled, tuple(self._rank(evidence)[:3])
        return replace(verdict, level="unsure", stage=state.stage, tier=state.tier, signs=state.signs, candidates=nearest)

    def _denied(self, evidence: Evidence, told: Mapping[str, str]) -> Evidence:
        """The evidence with what was denied counted against the likeliest pattern."""
        if "no" not in told.values():
            return evidence
        return _attempt(
            lambda: replace(evidence, calm=self._clarifier.against(self._rank(evidence)[0], told, only_settling=True)), evidence
        )

    def _ask_back(self, evidence: Evidence, ranked: Sequence[str], told: Mapping[str, str]) -> AskBack | None:
        return _attempt(lambda: self._clarifier.ask(evidence.normal, ranked, evidence.meaning.families, told), None)

    def urgency(self, text: str) -> str:
        """The tier of a text that somebody reports as a scam, whatever the verdict on it would be: urgent, high, medium or low."""
        return _attempt(lambda: self._gather(self._plain(text), ()).settled.tier, "low")

    def _plain(self, text: str) -> Normal:
        normal = normalise(text)
        return _attempt(lambda: self._mender.mend(normal), normal)

    def _recognised(self, ranked: Sequence[str], evidence: Evidence) -> PatternCard | None:
        """The best pattern, or None when nothing but the loss itself is told (我被骗了怎么办)."""
        card = self._library.patterns.get(ranked[0]) if ranked else None
        if card is None or any(hit.wording.pattern == card.id for hit in evidence.hits):
            return card
        told = bool(evidence.hits) or any(found.joint.kind != "aftermath" for found in evidence.joined)
        return card if evidence.meaning.families.get(card.family, 0.0) >= (RECOGNISED if told else PLAINLY) else None

    def _gather(self, normal: Normal, clues: Sequence[Clue]) -> Evidence:
        context = Context(normal)
        joined: tuple[Joined, ...] = _attempt(lambda: joints(normal, context), ())
        state = _attempt(lambda: stage.assess(normal), State(frozenset(), "contacted", "low"))
        return Evidence(
            normal,
            context,
            hits=_attempt(lambda: self._phrases.hits(normal, context), ()),
            joined=joined,
            clues=clues,
            meaning=_attempt(lambda: self._semantics.weigh(normal, joined, state), Meaning(0.0, {}, {})),
            state=state,
        )

    def _rank(self, evidence: Evidence, told: Mapping[str, str] | None = None) -> list[str]:
        """Pattern ids, the best first: likeness to examples, own phrases, and the family that the joints point to."""
        families, likeness = evidence.meaning.families, evidence.meaning.patterns
        worded: dict[str, dict[int, float]] = {}
        for hit in evidence.hits:
            cards = worded.setdefault(hit.wording.pattern, {})
            cards[hit.wording.card] = max(cards.get(hit.wording.card, 0.0), hit.counts)

        def rank(pattern: str) -> float:
            family = self._library.patterns[pattern].family
            own = sum(worded.get(pattern, {}).values())
            denied = self._clarifier.against(pattern, told) if told else 0.0
            return math.log(0.02 + families.get(family, 0.0)) + 4.0 * likeness.get(pattern, 0.0) + 2.5 * min(own, 2.5) - 2.0 * denied

        known = {pattern for pattern in (*likeness, *worded) if pattern in self._library.patterns}
        return sorted(known or self._library.patterns, key=lambda p: (-rank(p), p))


def _attempt(check: Callable[[], T], otherwise: T) -> T:
    """The result of a check, or `otherwise` when it breaks; a person's words never reach the log."""
    try:
        return check()
    except Exception as error:
        log.error("a check of triage broke: %s", type(error).__name__)
        return otherwise
