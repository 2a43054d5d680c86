"""Which files say something new under an old date: `modified` tells an editor how fresh a file is, so a change must move it.

The library built before keeps, for each file, what it said when its date was last right; `content lint` and `compile.py` compare with it.
A build does not forget a file that was overlooked: it keeps the older record until the date is mended.
"""

import datetime
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.library.document import Document
from bot.library.problem import Problem, Severity
from bot.library.read import open_library, stored_version
from bot.library.schema import Signed
from bot.library.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Dated:
    """A file when its date was right: a hash of what it says but for `modified`, that date, and the day on which it was built."""

    body: str
    modified: datetime.date
    built: datetime.date

    def overlooks(self, body: str, modified: datetime.date) -> bool:
        """Whether what a file says now is new while its date is not; on the day of the build one date may cover several changes."""
        return body != self.body and modified == self.modified and modified < self.built


def recorded(library: Path) -> dict[str, Dated]:
    """The record of every file by its name, as the library built before keeps it; empty when there is none that can be read."""
    if stored_version(library) is None:
        return {}
    day = datetime.date.fromisoformat
    with open_library(library) as database:
        return {row["file"]: Dated(row["body"], day(row["modified"]), day(row["built"])) for row in database["dated"].rows}


def records(shelf: Shelf, before: Mapping[str, Dated], today: datetime.date) -> dict[str, Dated]:
    """What a library built today keeps. A new or renamed file begins anew, a removed one is forgotten."""
    kept = {}
    for document, body, modified in _told(shelf):
        old = before.get(document.path.as_posix())
        kept[document.path.as_posix()] = old if old and old.overlooks(body, modified) else Dated(body, modified, today)
    return kept


def overlooked(shelf: Shelf, before: Mapping[str, Dated], severity: Severity = "error") -> Iterator[Problem]:
    """Every file that changed since it was built and still carries the date it had."""
    for document, body, modified in _told(shelf):
        old = before.get(document.path.as_posix())
        if old and old.overlooks(body, modified):
            reason = f"内容改过了，日期还是 {modified}，请改成这次修改的日期"
            yield Problem(document.path, document.line(("modified",)), "modified", reason, severity)


def _told(shelf: Shelf) -> Iterator[tuple[Document, str, datetime.date]]:
    for entry, signed in shelf.of(Signed):
        yield entry.document, _hash(entry.document.data), signed.modified


def _hash(data: Mapping[str, Any]) -> str:
    """Of what is said, not of how it is written: comments, quotes and the order of keys are no change."""
    said = {key: value for key, value in data.items() if key != "modified"}
    return hashlib.sha256(json.dumps(said, sort_keys=True, default=str, ensure_ascii=False).encode()).hexdigest()[:32]
