"""What the library holds, as its readers know it: families, patterns, stories, scripts, neighbours, samples, and the `Library` of them all.

Services and triage know the library only so; nothing here knows of files. A Library is immutable: a new build is a new object.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class FamilyCard:
    """One of the eighteen families: its public code, Chinese name and the one question that tells it apart."""

    code: str
    name: str
    ask: str
    about: str


@dataclass(frozen=True, slots=True)
class PhraseCard:
    """Tell-tale wordings of a pattern (`…` = up to twelve characters), why they matter, and their weight strong, medium or weak."""

    say: tuple[str, ...]
    why: str
    weight: str


@dataclass(frozen=True, slots=True)
class PatternCard:
    """A pattern as the bots speak of it; advice is keyed by stage, scripts by refusal, source is one printable line."""

    id: str
    name: str
    family: str
    status: str
    summary: str
    red_flag: str
    predicts: str
    questions: tuple[str, ...]
    advice: Mapping[str, str]
    scripts: Mapping[str, str]
    lookalikes: tuple[tuple[str, str], ...]
    phrases: tuple[PhraseCard, ...]
    tags: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class StoryCard:
    """A case of the week: title, three sentences (form story) or stanzas (form rhyme), red flag, quiz; months and tags: when, to whom."""

    id: str
    title: str
    family: str
    pattern: str
    tags: tuple[str, ...]
    months: tuple[int, ...]
    sentences: tuple[str, ...]
    red_flag: str
    basis: str
    question: str
    options: tuple[str, ...]
    answer: int
    explanation: str
    form: str = "story"


@dataclass(frozen=True, slots=True)
class Script:
    """What to say now to somebody who refuses help; id is `family/refusal/speaker`, status draft or reviewed, opener how it begins."""

    id: str
    version: int
    text: str
    opener: str | None
    status: str


@dataclass(frozen=True, slots=True)
class DissuasionCard:
    """How to talk people out of one family: scripts by refusal and speaker, what to do on the spot in order, what to see to afterwards."""

    family: str
    scripts: Mapping[tuple[str, str], Script]
    checklist: tuple[str, ...]
    aftercare: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TemplateCard:
    """A notice ready to be sent to groups."""

    id: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class EnglishCard:
    """A family where English is spoken: advice by stage, patterns (name, red_flag) and stories by id, reasons by the Chinese sentence."""

    family: str
    name: str
    about: str
    ask: str
    red_flag: str
    advice: Mapping[str, str]
    patterns: Mapping[str, Mapping[str, str]]
    stories: Mapping[str, Mapping[str, Any]]
    reasons: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class MoveCard:
    """One thing that can be said to a neighbour; see `bot.library.neighbour.Move`."""

    label: str
    say: str
    reply: str
    trust: int
    why: str
    needs: int = 0
    early: str | None = None
    heard: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NeighbourCard:
    """Somebody invented who is about to pay: moves by kind, calls (turn, line) of whoever is after the money, ends won, waits, leaves."""

    id: str
    family: str
    also: tuple[str, ...]
    pattern: str
    name: str
    about: str
    scene: str
    opening: str
    trust: int
    turns: int
    moves: Mapping[str, MoveCard]
    calls: tuple[tuple[int, str], ...]
    again: tuple[str, ...]
    unclear: tuple[str, ...]
    ends: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sample:
    """A labelled text of the library. kind: example, counterexample, genuine, talk, question, news; label: scam or benign."""

    text: str
    label: str
    kind: str
    family: str | None = None
    pattern: str | None = None
    stage: str | None = None
    tier: str | None = None


@dataclass(frozen=True)
class Library:
    """The compiled library. `version` is the hash of the content it was built from; `arrays` holds what triage fitted, by name.

    `reason` says in the language of this library why a wording matters, given the Chinese sentence; see `bot.library.tongues`.

    Shown by its version alone: asyncio spells out a finished task's result whenever it looks at a signal, and this one has megabytes.
    """

    version: str
    families: Mapping[str, FamilyCard] = field(repr=False)
    patterns: Mapping[str, PatternCard] = field(repr=False)
    stories: Mapping[str, StoryCard] = field(repr=False)
    samples: Sequence[Sample] = field(repr=False)
    dissuasions: Mapping[str, DissuasionCard] = field(default_factory=dict, repr=False)
    neighbours: Mapping[str, NeighbourCard] = field(default_factory=dict, repr=False)
    arrays: Mapping[str, Any] = field(default_factory=dict, repr=False)
    templates: Mapping[str, TemplateCard] = field(default_factory=dict, repr=False)
    english: Mapping[str, EnglishCard] = field(default_factory=dict, repr=False)
    reason: Callable[[str], str] = field(default=str, repr=False)

    def neighbour(self, family: str | None) -> NeighbourCard | None:
        """Whose trouble is of this family: their own before those who stand in for it; None when there is nobody."""
        own = (card for card in self.neighbours.values() if card.family == family)
        return next(own, None) or next((card for card in self.neighbours.values() if family in card.also), None)

    def script(self, family: str | None, refusal: str, speaker: str) -> Script:
        """What this speaker says to this refusal; KeyError for a refusal or speaker that is none."""
        return self._dissuasion(family).scripts[refusal, speaker]

    def checklist(self, family: str | None) -> tuple[str, ...]:
        """What to do on the spot, in order."""
        return self._dissuasion(family).checklist

    def aftercare(self, family: str | None) -> tuple[str, ...]:
        """What to see to when the person is safe."""
        return self._dissuasion(family).aftercare

    def _dissuasion(self, family: str | None) -> DissuasionCard:
        """How to talk people out of a family; of one that has no scripts, or is not known, as out of any other."""
        return self.dissuasions.get(family or "other") or self.dissuasions["other"]
