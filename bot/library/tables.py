"""The tables of library.db, made to be opened by hand: lists and mappings are JSON, every row names the file it comes from.

Written by `compile.py` with sqlite-utils, read back by `read.py`; a change here raises `read.SCHEMA`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

import sqlite_utils

from bot.library.assemble import Filed, samples
from bot.library.cards import Library
from bot.library.dating import Dated
from bot.library.dissuasion import Dissuasion, spoken
from bot.library.english import English
from bot.library.neighbour import Neighbour
from bot.library.read import SCHEMA
from bot.library.schema import Genuine, Kept, Pattern, Story, Template
from bot.library.search import Found
from bot.library.shelf import Shelf

Row = dict[str, Any]

_LIFE = "status author reviewer created modified file"
# Table → columns, the first of which is the key; `family` and `pattern` point at their tables.
_COLUMNS = {
    "meta": "key value",
    "families": "code position name ask about",
    "patterns": f"id family name aliases summary stages red_flag predicts questions advice scripts lookalikes tags source {_LIFE}",
    "phrases": "number pattern say why weight",
    "stories": f"id family pattern title form tags months sentences red_flag basis question options answer explanation {_LIFE}",
    "dissuasions": "family checklist aftercare author reviewer modified file",
    "scripts": "id family refusal speaker version text opener status",
    "neighbours": f"id family also pattern name about scene opening trust turns moves calls again unclear ends {_LIFE}",
    "samples": "number text label kind family pattern stage tier voice file line",
    "genuine": f"id name tell check {_LIFE}",
    "templates": f"id name text {_LIFE}",
    "english": "family name about ask red_flag advice patterns stories reasons modified file",
    "dated": "file body modified built scripts version",
    "arrays": "name data",
}
_TYPES = {"position": int, "number": int, "answer": int, "line": int, "version": int, "trust": int, "turns": int, "data": bytes}
_POINTS_AT = {"family": ("families", "code"), "pattern": ("patterns", "id")}


def write(database: sqlite_utils.Database, shelf: Shelf, library: Library, dated: Mapping[str, Dated]) -> None:
    """Create and fill all tables but `arrays` and `search`, in one transaction."""
    with database.atomic():
        _create(database)
        database.table("meta").insert_all([{"key": "schema", "value": str(SCHEMA)}, {"key": "version", "value": library.version}])
        families = ({"position": index, **asdict(family)} for index, family in enumerate(library.families.values()))
        database.table("families").insert_all(families)
        database.table("patterns").insert_all(_patterns(shelf, library))
        database.table("phrases").insert_all({"number": number, **phrase} for number, phrase in enumerate(_phrases(library), start=1))
        database.table("stories").insert_all(_stories(shelf, library))
        database.table("dissuasions").insert_all(_dissuasions(shelf, library))
        database.table("scripts").insert_all(_scripts(library))
        database.table("neighbours").insert_all(_neighbours(shelf, library))
        database.table("samples").insert_all({"number": index, **_sample(filed)} for index, filed in enumerate(samples(shelf), start=1))
        database.table("genuine").insert_all(_genuine(shelf))
        database.table("templates").insert_all(_templates(shelf))
        database.table("english").insert_all(_english(shelf, library))
        database.table("dated").insert_all({"file": file, **asdict(record)} for file, record in dated.items())


def searchable(shelf: Shelf) -> Iterator[Found]:
    """What an editor looks for: patterns by their own words, phrases, stories, and every sample."""
    for entry, pattern in shelf.of(Pattern):
        own = " ".join((pattern.name, *pattern.aliases, pattern.summary, pattern.red_flag))
        yield Found("pattern", _at(entry.document.path, 1), own)
        for index, phrase in enumerate(pattern.phrases):
            yield Found("phrase", _at(entry.document.path, entry.document.line(("phrases", index))), " ".join((*phrase.say, phrase.why)))
    for entry, story in shelf.of(Story):
        yield Found("story", _at(entry.document.path, 1), " ".join((story.title, *story.sentences, story.red_flag)))
    for entry, dissuasion in shelf.of(Dissuasion):
        for said_to, said in spoken(dissuasion).items():
            yield Found("script", _at(entry.document.path, entry.document.line(("scripts", *said_to, "say"))), said.say)
    for entry, neighbour in shelf.of(Neighbour):
        for kind, move in neighbour.moves.items():
            yield Found("neighbour", _at(entry.document.path, entry.document.line(("moves", kind))), f"{move.say} {move.reply}")
    for filed in samples(shelf):
        yield Found(filed.sample.kind, _at(filed.path, filed.line), filed.sample.text)


def _create(database: sqlite_utils.Database) -> None:
    for name, columns in _COLUMNS.items():
        types = {column: _TYPES.get(column, str) for column in columns.split()}
        foreign = [(column, *_POINTS_AT[column]) for column in types if column in _POINTS_AT]
        database.table(name).create(types, pk=next(iter(types)), foreign_keys=foreign)


def _patterns(shelf: Shelf, library: Library) -> Iterator[Row]:
    for entry, pattern in shelf.of(Pattern):
        if card := library.patterns.get(pattern.id):
            row = {key: value for key, value in asdict(card).items() if key != "phrases"}
            yield {**row, "aliases": pattern.aliases, "stages": pattern.stages, **_life(pattern), "file": entry.document.path.as_posix()}


def _phrases(library: Library) -> Iterator[Row]:
    for card in library.patterns.values():
        for phrase in card.phrases:
            yield {"pattern": card.id, "say": list(phrase.say), "why": phrase.why, "weight": phrase.weight}


def _stories(shelf: Shelf, library: Library) -> Iterator[Row]:
    for entry, story in shelf.of(Story):
        if card := library.stories.get(story.id):
            yield {**asdict(card), **_life(story), "file": entry.document.path.as_posix()}


def _genuine(shelf: Shelf) -> Iterator[Row]:
    for entry, genuine in shelf.of(Genuine):
        if entry.speaks:
            own = {"id": genuine.id, "name": genuine.name, "tell": genuine.tell, "check": genuine.check}
            yield {**own, **_life(genuine), "file": entry.document.path.as_posix()}


def _templates(shelf: Shelf) -> Iterator[Row]:
    for entry, one in shelf.of(Template):
        if entry.speaks:
            yield {"id": one.id, "name": one.name, "text": one.text, **_life(one), "file": entry.document.path.as_posix()}


def _dissuasions(shelf: Shelf, library: Library) -> Iterator[Row]:
    for entry, dissuasion in shelf.of(Dissuasion):
        card = library.dissuasions[dissuasion.family]
        own = {"family": card.family, "checklist": card.checklist, "aftercare": card.aftercare}
        signed = {"author": dissuasion.author, "reviewer": dissuasion.reviewer, "modified": dissuasion.modified.isoformat()}
        yield {**own, **signed, "file": entry.document.path.as_posix()}


def _scripts(library: Library) -> Iterator[Row]:
    for card in library.dissuasions.values():
        for (refusal, speaker), script in card.scripts.items():
            yield {"family": card.family, "refusal": refusal, "speaker": speaker, **asdict(script)}


def _neighbours(shelf: Shelf, library: Library) -> Iterator[Row]:
    for entry, neighbour in shelf.of(Neighbour):
        if card := library.neighbours.get(neighbour.id):
            yield {**asdict(card), **_life(neighbour), "file": entry.document.path.as_posix()}


def _english(shelf: Shelf, library: Library) -> Iterator[Row]:
    for entry, english in shelf.of(English):
        row = asdict(library.english[english.family])
        yield {**row, "modified": english.modified.isoformat(), "file": entry.document.path.as_posix()}


def _sample(filed: Filed) -> Row:
    return {**asdict(filed.sample), "voice": filed.voice, "file": filed.path.as_posix(), "line": filed.line}


def _life(kept: Kept) -> Row:
    return {
        "status": kept.status.value,
        "author": kept.author,
        "reviewer": kept.reviewer,
        "created": kept.created.isoformat(),
        "modified": kept.modified.isoformat(),
    }


def _at(path: Any, line: int) -> str:
    return f"{path.as_posix()}:{line}"
