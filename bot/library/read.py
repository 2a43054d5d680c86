"""library.db → what the running bot needs of the library, in memory, read-only.

Services and triage read the library only through `Library`; nothing here knows of YAML. A Library is immutable: a new
build is a new object.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
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
    """A case of the week: title, three sentences, red flag, quiz; months and tags say when and to whom it speaks."""

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
    """The compiled library. `version` is the hash of the content it was built from; `arrays` holds what triage fitted, by name."""

    version: str
    families: Mapping[str, FamilyCard]
    patterns: Mapping[str, PatternCard]
    stories: Mapping[str, StoryCard]
    samples: Sequence[Sample]
    arrays: Mapping[str, Any] = field(default_factory=dict)


def read(path: Path) -> Library:
    """Load library.db; raises FileNotFoundError when it was never built and ValueError when another schema wrote it."""
    raise FileNotFoundError(path)
