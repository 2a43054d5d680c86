"""library.db → what the running bot needs of the library (bot.library.cards), in memory, read-only. Nothing here knows of YAML."""

import io
import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import sqlite_utils

from bot.library.cards import (
    DissuasionCard,
    EnglishCard,
    FamilyCard,
    Library,
    MoveCard,
    NeighbourCard,
    PatternCard,
    PhraseCard,
    Sample,
    Script,
    StoryCard,
    TemplateCard,
)

SCHEMA = 10  # of library.db; raised with every change to tables.py and to the arrays that fitting.py makes
Row = Mapping[str, Any]


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
