"""Which files say something new under an old date, or new scripts under an old version.

`modified` tells an editor how fresh a file is and the outcomes of scripts are counted by `version`, so a change must move them. The library
built before keeps, for each file, what it said when both were last right; `content lint` and `compile.py` compare with it. A build does not
forget a file that was overlooked: it keeps the older record until the file is mended.
"""

import datetime
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.library.dissuasion import Dissuasion
from bot.library.document import Document
from bot.library.problem import Problem, Severity
from bot.library.read import open_library, stored_version
from bot.library.schema import Signed
from bot.library.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Dated:
    """A file when it was right: a hash of what it says but for `modified`, that date, and the day on which it was built.

    Of a file of scripts also a hash of the scripts and their version; of others nothing and 0.
    """

    body: str
    modified: datetime.date
    built: datetime.date
    scripts: str
    version: int

    def undated(self, now: "Dated") -> bool:
        """Whether what a file says now is new while its date is not."""
        return now.body != self.body and not self._moved(now)

    def unversioned(self, now: "Dated") -> bool:
        """Whether its scripts are new while their version is not."""
        same_day = now.modified == self.modified and self._moved(now)
        return now.scripts != self.scripts and now.version <= self.version and not same_day

    def _moved(self, now: "Dated") -> bool:
        """Whether the date is another; on the day of the build one date may cover several changes."""
        return now.modified != self.modified or now.modified >= self.built


def recorded(library: Path) -> dict[str, Dated]:
    """The record of every file by its name, as the library built before keeps it; empty when there is none that can be read."""
    if stored_version(library) is None:
        return {}
    with open_library(library) as database:
        return {row["file"]: _record(row) for row in database["dated"].rows}


def records(shelf: Shelf, before: Mapping[str, Dated], today: datetime.date) -> dict[str, Dated]:
    """What a library built today keeps. A new or renamed file begins anew, a removed one is forgotten."""
    kept = {}
    for document, now in _told(shelf, today):
        old = before.get(document.path.as_posix())
        kept[document.path.as_posix()] = old if old and (old.undated(now) or old.unversioned(now)) else now
    return kept


def overlooked(shelf: Shelf, before: Mapping[str, Dated], severity: Severity = "error") -> Iterator[Problem]:
    """Every file that changed since it was built and still carries the date, or whose scripts carry the version, that it had."""
    for document, now in _told(shelf, datetime.date.max):
        old = before.get(document.path.as_posix())
        if old and old.undated(now):
            reason = f"内容改过了，日期还是 {now.modified}，请改成这次修改的日期"
            yield Problem(document.path, document.line(("modified",)), "modified", reason, severity)
        if old and old.unversioned(now):
            reason = f"话术改过了，版本还是 {now.version}，请改成 {old.version + 1}：哪一版管用是按版本数的"
            yield Problem(document.path, document.line(("version",)), "version", reason, severity)


def _told(shelf: Shelf, today: datetime.date) -> Iterator[tuple[Document, Dated]]:
    for entry, signed in shelf.of(Signed):
        said = {key: value for key, value in entry.document.data.items() if key != "modified"}
        scripts, version = (_hash(said["scripts"]), signed.version) if isinstance(signed, Dissuasion) else ("", 0)
        yield entry.document, Dated(_hash(said), signed.modified, today, scripts, version)


def _record(row: Mapping[str, Any]) -> Dated:
    day = datetime.date.fromisoformat
    return Dated(row["body"], day(row["modified"]), day(row["built"]), row["scripts"], row["version"])


def _hash(said: Any) -> str:
    """Of what is said, not of how it is written: comments, quotes and the order of keys are no change."""
    return hashlib.sha256(json.dumps(said, sort_keys=True, default=str, ensure_ascii=False).encode()).hexdigest()[:32]
