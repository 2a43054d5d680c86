"""content/ as it lies on disk: every file parsed, checked against its shape, and put with its kind.

Between `document.py` (one file) and `lint.py`/`compile.py` (all of them). A file that breaks stays on the shelf as a document, so that
rules over several files do not report its absence as well.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TypeVar

from pydantic import ValidationError

from bot.library import document, reasons
from bot.library.dissuasion import Dissuasion
from bot.library.document import Document
from bot.library.english import English
from bot.library.neighbour import Neighbour
from bot.library.problem import Problem
from bot.library.schema import Genuine, Kept, Pattern, Signed, Status, Story, Strict, Talk, Taxonomy, Template

SHELVES: dict[str, type[Signed]] = {
    "patterns": Pattern,
    "stories": Story,
    "genuine": Genuine,
    "talk": Talk,
    "scripts": Dissuasion,
    "neighbours": Neighbour,
    "notices": Template,
    "english": English,
}
ELSEWHERE = "texts"  # what the bots say: another format, checked by its own reader
SPEAKING = (Status.stable, Status.experimental)
_NOT_YAML = "不是 .yaml 文件，不会被读到；如果是内容，请把扩展名改成 .yaml"
_LOST = (
    "放在这里不会被读到：套路放 patterns/类型代码/，案例放 stories/，正规通知放 genuine/，日常聊天放 talk/，"
    "话术放 scripts/，通知样稿放 notices/，劝劝邻居放 neighbours/，英文放 english/"
)

M = TypeVar("M", bound=Strict)


@dataclass(frozen=True)
class Entry:
    """A file on the shelf: `place` relative to content/, its kind, and its model, or None when the shape is wrong."""

    place: PurePosixPath
    kind: type[Strict]
    document: Document
    model: Strict | None

    @property
    def speaks(self) -> bool:
        """Whether residents hear of it: drafts and deprecated files are kept, not used; a broken file gets the benefit of the doubt."""
        return not isinstance(self.model, Kept) or self.model.status in SPEAKING


@dataclass(frozen=True)
class Shelf:
    """Every file that is content, in the order of paths, and what is wrong with single files."""

    name: str
    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def of(self, kind: type[M]) -> Iterator[tuple[Entry, M]]:
        """The well-formed files of one kind."""
        for entry in self.entries:
            if isinstance(entry.model, kind):
                yield entry, entry.model

    def places(self, kind: type[Strict]) -> list[PurePosixPath]:
        """Where the files of a kind lie, well-formed or not."""
        return [entry.place for entry in self.entries if entry.kind is kind]


def files(content: Path) -> list[PurePosixPath]:
    """Paths relative to content/ of everything the library could be made of, sorted; hidden and backup files are not content."""
    found = []
    for folder, inner, names in os.walk(content):
        place = Path(folder).relative_to(content)
        inner[:] = sorted(name for name in inner if not name.startswith(".") and (place / name).as_posix() != ELSEWHERE)
        found += [PurePosixPath((place / name).as_posix()) for name in names if not name.startswith((".", "~")) and not name.endswith("~")]
    return sorted(found)


def open_shelf(content: Path) -> Shelf:
    """Read and shape-check all of content/; a missing folder is a problem like any other."""
    shelf = Shelf(content.resolve().name)
    if not content.is_dir():
        shelf.problems.append(Problem(Path(shelf.name), 1, "", f"找不到内容目录 {content}"))
        return shelf
    for place in files(content):
        _shelve(shelf, content, place)
    return shelf


def _shelve(shelf: Shelf, content: Path, place: PurePosixPath) -> None:
    shown = Path(shelf.name, place)
    if place.suffix != ".yaml":
        if place.suffix == ".yml" or (place.parts[0] in SHELVES and place.name != "README.md"):
            shelf.problems.append(Problem(shown, 1, "", _NOT_YAML))
        return
    kind = _kind(place)
    if kind is None:
        shelf.problems.append(Problem(shown, 1, "", _LOST))
        return
    parsed, problems = document.parse(content / place, shown)
    shelf.problems.extend(problems)
    if parsed is not None:
        model, objections = _shape(kind, parsed)
        shelf.problems.extend(objections)
        shelf.entries.append(Entry(place, kind, parsed, model))


def _kind(place: PurePosixPath) -> type[Strict] | None:
    if place.as_posix() == "taxonomy.yaml":
        return Taxonomy
    depth = 3 if place.parts[0] == "patterns" else 2
    return SHELVES.get(place.parts[0]) if len(place.parts) == depth else None


def _shape(kind: type[Strict], parsed: Document) -> tuple[Strict | None, list[Problem]]:
    try:
        return kind.model_validate(parsed.data), []
    except ValidationError as error:
        objections = error.errors(include_url=False)
        return None, [parsed.problem(one["loc"], reasons.say(one, parsed.raw.get(one["loc"]))) for one in objections]
