"""library.db → what the running bot needs of the library, in memory, read-only.

Services and triage read the library only through `Library`; nothing here knows of YAML. A Library is immutable: a new build is
a new object.
"""

import io
import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import sqlite_utils

SCHEMA = 10  # of library.db; raised with every change to tables.py and to the arrays that fitting.py makes
Row = Mapping[str, Any]


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


def read(path: Path) -> Library:
    """Load library.db; raises FileNotFoundError when it was never built and ValueError when another schema wrote it."""
    version = stored_version(path)
    if version is None and path.exists():
        raise ValueError(f"{path} is not a library of schema {SCHEMA}: build it again")
    with open_library(path) as database:
        phrases: dict[str, list[PhraseCard]] = {}
        for row in database["phrases"].rows_where(order_by="number"):
            phrases.setdefault(row["pattern"], []).append(PhraseCard(tuple(json.loads(row["say"])), row["why"], row["weight"]))
        patterns = [_pattern(row, phrases.get(row["id"], [])) for row in database["patterns"].rows_where(order_by="rowid")]
        families = [_family(row) for row in database["families"].rows_where(order_by="position")]
        stories = [_story(row) for row in database["stories"].rows_where(order_by="rowid")]
        templates = [TemplateCard(row["id"], row["name"], row["text"]) for row in database["templates"].rows_where(order_by="rowid")]
        samples = tuple(_sample(row) for row in database["samples"].rows_where(order_by="number"))
        scripts: dict[str, dict[tuple[str, str], Script]] = {}
        for row in database["scripts"].rows_where(order_by="rowid"):
            scripts.setdefault(row["family"], {})[row["refusal"], row["speaker"]] = _script(row)
        dissuasions = [_dissuasion(row, scripts[row["family"]]) for row in database["dissuasions"].rows_where(order_by="rowid")]
        neighbours = [_neighbour(row) for row in database["neighbours"].rows_where(order_by="rowid")]
        english = [_english(row) for row in database["english"].rows_where(order_by="rowid")]
    return Library(
        version=str(version),
        families={family.code: family for family in families},
        patterns={pattern.id: pattern for pattern in patterns},
        stories={story.id: story for story in stories},
        samples=samples,
        dissuasions={card.family: card for card in dissuasions},
        neighbours={card.id: card for card in neighbours},
        arrays=read_arrays(path),
        templates={card.id: card for card in templates},
        english={card.family: card for card in english},
    )


def read_arrays(path: Path) -> dict[str, Any]:
    """What triage fitted when a library was built, by name."""
    with open_library(path) as database:
        return {row["name"]: _array(row["data"]) for row in database["arrays"].rows_where(order_by="name")}


def stored_version(path: Path) -> str | None:
    """The hash of the content a library was built from; None when there is none, or none that this schema can read."""
    if not path.exists():
        return None
    try:
        with open_library(path) as database:
            meta = {row["key"]: row["value"] for row in database["meta"].rows}
    except sqlite3.DatabaseError:
        return None
    return meta.get("version") if meta.get("schema") == str(SCHEMA) else None


@contextmanager
def open_library(path: Path) -> Iterator[sqlite_utils.Database]:
    """library.db, read-only; FileNotFoundError when it was never built."""
    if not path.exists():
        raise FileNotFoundError(path)
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    database = sqlite_utils.Database(connection)
    try:
        yield database
    finally:
        database.close()


def _family(row: Row) -> FamilyCard:
    return FamilyCard(row["code"], row["name"], row["ask"], row["about"])


def _pattern(row: Row, phrases: Sequence[PhraseCard]) -> PatternCard:
    plain = {key: row[key] for key in ("id", "name", "family", "status", "summary", "red_flag", "predicts", "source")}
    return PatternCard(
        **plain,
        questions=tuple(json.loads(row["questions"])),
        advice=json.loads(row["advice"]),
        scripts=json.loads(row["scripts"]),
        lookalikes=tuple((what, tell) for what, tell in json.loads(row["lookalikes"])),
        phrases=tuple(phrases),
        tags=tuple(json.loads(row["tags"])),
    )


def _story(row: Row) -> StoryCard:
    fields: dict[str, Any] = {key: row[key] for key in StoryCard.__dataclass_fields__}
    lists = {key: tuple(json.loads(row[key])) for key in ("tags", "months", "sentences", "options")}
    return StoryCard(**fields | lists)


def _sample(row: Row) -> Sample:
    return Sample(row["text"], row["label"], row["kind"], row["family"], row["pattern"], row["stage"], row["tier"])


def _script(row: Row) -> Script:
    return Script(row["id"], row["version"], row["text"], row["opener"], row["status"])


def _dissuasion(row: Row, scripts: Mapping[tuple[str, str], Script]) -> DissuasionCard:
    return DissuasionCard(row["family"], scripts, tuple(json.loads(row["checklist"])), tuple(json.loads(row["aftercare"])))


def _english(row: Row) -> EnglishCard:
    plain = {key: row[key] for key in ("family", "name", "about", "ask", "red_flag")}
    return EnglishCard(**plain, **{key: json.loads(row[key]) for key in ("advice", "patterns", "stories", "reasons")})


def _neighbour(row: Row) -> NeighbourCard:
    fields: dict[str, Any] = {key: row[key] for key in NeighbourCard.__dataclass_fields__}
    lists = {key: tuple(json.loads(row[key])) for key in ("also", "again", "unclear")}
    moves = {kind: MoveCard(**{**move, "heard": tuple(move["heard"])}) for kind, move in json.loads(row["moves"]).items()}
    calls = tuple((at, line) for at, line in json.loads(row["calls"]))
    return NeighbourCard(**fields | lists | {"moves": moves, "calls": calls, "ends": json.loads(row["ends"])})


def _array(data: bytes) -> Any:
    array = np.load(io.BytesIO(data), allow_pickle=False)
    array.setflags(write=False)
    return array
