"""Wordings that are too wide: harmless people use the very words too, where nobody warns of them or denies them.

An editor's tool beside `trial.py`: a verdict weighs many things and may come out right in spite of such a wording; this counts the wordings
alone, as triage finds them in the library's own texts.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.library.assemble import Filed, pattern_card, samples
from bot.library.cards import PhraseCard
from bot.library.document import Location, where
from bot.library.problem import Problem
from bot.library.schema import Pattern
from bot.library.shelf import Shelf
from bot.triage.context import Context
from bot.triage.normalise import normalise
from bot.triage.wording import WEIGHTS, Phrasebook

TOO_MANY: Mapping[str, int] = {"strong": 1, "medium": 3}
"""By weight: as many harmless texts with a wording make it too wide; a weak one only supports others."""


@dataclass(frozen=True, slots=True)
class Wide:
    """A wording that is too wide: where it stands, its weight, the harmless texts that hold it, and in how many examples it is found."""

    path: Path
    line: int
    where: str
    say: str
    weight: str
    harmless: tuple[Filed, ...]
    scams: int


def wide(shelf: Shelf, count_scams: bool = True) -> list[Wide]:
    """Wordings found in too many harmless texts, the most frequent first; without counting examples it takes half the time.

    A pattern's own counterexamples are no evidence, they are meant to come near; nor is news, which repeats what fraudsters say.
    """
    said = _said(shelf)
    harmless: dict[tuple[str, int], list[Filed]] = {}
    scams: dict[tuple[str, int], int] = {}
    book = _book(shelf, said)
    for filed in samples(shelf):
        scam = filed.sample.label == "scam"
        if filed.sample.kind == "news" or (scam and not count_scams):
            continue
        for key in _found(book, filed.sample.text, in_full=not scam):
            if scam:
                scams[key] = scams.get(key, 0) + 1
            elif filed.path.as_posix() != key[0]:
                harmless.setdefault(key, []).append(filed)
    found = [
        Wide(Path(path), line, where(at), say, weight, tuple(harmless[path, place]), scams.get((path, place), 0))
        for path, sayings in said.items()
        for place, (line, at, say, weight) in enumerate(sayings)
        if len(harmless.get((path, place), ())) >= TOO_MANY[weight]
    ]
    return sorted(found, key=lambda one: (one.weight != "strong", -len(one.harmless), one.path, one.line, one.where))


def problems(shelf: Shelf) -> Iterator[Problem]:
    """A reminder for every wording that is too wide, with one of the harmless texts."""
    for one in wide(shelf, count_scams=False):
        example = f"{one.harmless[0].path.as_posix()}:{one.harmless[0].line}"
        lower = "medium" if one.weight == "strong" else "weak"
        reason = f"说法“{one.say}”太宽：{len(one.harmless)} 段正常的话里也有，例如 {example}；请写得更具体，或者改成 {lower}"
        yield Problem(one.path, one.line, one.where, reason, "warning")


Saying = tuple[int, Location, str, str]


def _said(shelf: Shelf) -> dict[str, list[Saying]]:
    """Per file, its wordings that count: line, location, words, weight."""
    return {
        entry.document.path.as_posix(): [
            (entry.document.line(at), at, say, phrase.weight)
            for index, phrase in enumerate(pattern.phrases)
            if phrase.weight in TOO_MANY
            for number, say in enumerate(phrase.say)
            for at in [("phrases", index, "say", number)]
        ]
        for entry, pattern in shelf.of(Pattern)
        if entry.speaks
    }


def _book(shelf: Shelf, said: Mapping[str, Sequence[Saying]]) -> Phrasebook:
    """A phrasebook in which a find names the file and the place of the wording in its list: every wording is a phrase of its own."""
    cards = []
    for entry, pattern in shelf.of(Pattern):
        path = entry.document.path.as_posix()
        phrases = tuple(PhraseCard((say,), "", weight) for _, _, say, weight in said.get(path, ()))
        cards.append(replace(pattern_card(pattern), id=path, phrases=phrases))
    return Phrasebook(cards)


def _found(book: Phrasebook, text: str, in_full: bool) -> set[tuple[str, int]]:
    """The wordings of a text; `in_full` leaves out those that are denied or inside a warning."""
    normal = normalise(text)
    hits = book.hits(normal, Context(normal))
    return {(hit.wording.pattern, hit.wording.card) for hit in hits if not in_full or hit.counts == WEIGHTS[hit.wording.weight]}
