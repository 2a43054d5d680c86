"""content/ → library.db: the one step that turns what editors write into what the running bot reads.

Checked first, written to a file beside, put in place in one move: a broken content folder or a crash leaves the old library as it was.
"""

import hashlib
import io
import logging
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import sqlite_utils

from bot.errors import OperatorError
from bot.file_lock import FileLock
from bot.library import dating, lint, search, tables
from bot.library.assemble import assemble
from bot.library.cards import Library
from bot.library.dating import Dated
from bot.library.problem import ContentError, Problem
from bot.library.read import SCHEMA, read, read_arrays, stored_version
from bot.library.shelf import Shelf, files, open_shelf
from bot.triage import semantics
from bot.triage.vectors import Memory

__all__ = ["BuildReport", "ContentError", "build", "content_hash", "ensure", "opened"]

log = logging.getLogger(__name__)
_SAID = 3
"""Exit code of a child that says in plain words what an operator can mend."""


@dataclass(frozen=True)
class BuildReport:
    """What a build made: `counts` by noun (families, patterns, stories, samples, scripts, neighbours), seconds, and warnings."""

    target: Path
    version: str
    counts: Mapping[str, int]
    seconds: float
    warnings: tuple[Problem, ...]


def content_hash(content: Path) -> str:
    """What a library built now would be called: all files it is made of, the schema of library.db, and the code that fits."""
    digest = hashlib.sha256(f"{SCHEMA}\n".encode())
    fitting = [(path.name, path) for path in sorted(Path(semantics.__file__).parent.glob("*.py"))]
    written = [(str(place), content / place) for place in files(content) if place.suffix == ".yaml"]
    for name, path in (*fitting, *written):
        body = path.read_bytes()
        digest.update(f"{name}\n{len(body)}\n".encode() + body)
    return digest.hexdigest()[:32]


def build(content: Path, target: Path) -> BuildReport:
    """Check, fit and write the library; ContentError with every problem when content is broken, and then nothing is written."""
    with _alone(target):
        return _build(content, target)


def ensure(content: Path, target: Path) -> Path:
    """The library of this content, built only when absent or out of date; two processes starting at once build it once.

    Broken content keeps the bot on the library it had, loudly; ContentError only when there is none. A process of its own builds, so
    that a running bot does not carry what fitting needs in memory.
    """
    version = content_hash(content)
    if stored_version(target) == version:
        return target
    with _alone(target) as lock:
        if stored_version(target) == version:
            return target
        log.info("building the library, which takes about half a minute")
        try:
            shelf = open_shelf(content)
            _sound(shelf)
            if late := [str(problem.path) for problem in dating.overlooked(shelf, dating.recorded(target))]:
                log.warning("%d files changed without a new date or version, see `shouwang content lint`: %s", len(late), ", ".join(late))
            _build_apart(content, target, lock)
        except ContentError as error:
            if stored_version(target) is None:
                raise
            log.error("content has %d errors: staying with the library built before; see `shouwang content lint`", len(error.problems))
    return target


def opened(content: Path, target: Path) -> Library:
    """The library of this content, read; built first when the content has changed."""
    return read(ensure(content, target))


def _build_apart(content: Path, target: Path, lock: FileLock) -> None:
    """Build in a child, which holds on to the lock until it ends, even when this process is killed."""
    command = [sys.executable, "-m", "bot.library.compile", str(content), str(target)]
    paths = os.pathsep.join(path for path in sys.path if path)
    child = subprocess.run(
        command, pass_fds=[lock.fileno()], stdin=subprocess.DEVNULL, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": paths}
    )
    if child.returncode == _SAID:
        raise OperatorError(child.stderr.strip())
    if child.returncode:
        raise RuntimeError(f"the library could not be built (exit code {child.returncode}): {child.stderr[-2000:]}")


def main() -> int:
    """`python -m bot.library.compile CONTENT TARGET`, for a caller that holds the lock. Exit code."""
    try:
        _build(Path(sys.argv[1]), Path(sys.argv[2]))
    except OperatorError as error:
        sys.stderr.write(str(error))
        return _SAID
    return 0


def _sound(shelf: Shelf) -> list[Problem]:
    """The warnings of a shelf; ContentError when it has errors."""
    problems = lint.check(shelf)
    if errors := [problem for problem in problems if problem.severity == "error"]:
        raise ContentError(errors)
    return problems


def _build(content: Path, target: Path) -> BuildReport:
    started = time.monotonic()
    version = content_hash(content)  # before reading: an edit in between makes the next start build again
    shelf = open_shelf(content)
    before = dating.recorded(target)
    problems = [*_sound(shelf), *dating.overlooked(shelf, before, "warning")]
    library = assemble(shelf, version)
    library = replace(library, arrays=semantics.fit(library.samples, _memory(target)))
    try:
        with _in_one_move(target) as path:
            _write(path, shelf, library, dating.records(shelf, before, lint.here()))
    except (OSError, sqlite3.OperationalError) as error:
        raise OperatorError(f"套路库写不进 {target}：{error}。请检查目录权限和磁盘空间。") from error
    made = {"families": library.families, "patterns": library.patterns, "stories": library.stories, "samples": library.samples}
    counts = {noun: len(things) for noun, things in made.items()}
    counts["scripts"] = sum(len(card.scripts) for card in library.dissuasions.values())
    counts["neighbours"] = len(library.neighbours)
    return BuildReport(target, version, counts, time.monotonic() - started, tuple(sorted(problems)))


def _memory(target: Path) -> Memory:
    """Vectors of the texts of the library built before: an editor's change of one file encodes that file's new texts only."""
    if stored_version(target) is None:
        return Memory()
    before = read_arrays(target)
    return Memory(before.get("vector_keys"), before.get("vectors"))


def _write(path: Path, shelf: Shelf, library: Library, dated: Mapping[str, Dated]) -> None:
    database = sqlite_utils.Database(path)
    try:
        tables.write(database, shelf, library, dated)
        rows = ({"name": name, "data": _packed(array)} for name, array in sorted(library.arrays.items()))
        database.table("arrays").insert_all(rows)
        search.index(database, tables.searchable(shelf))
        database.vacuum()
    finally:
        database.close()


def _packed(array: Any) -> bytes:
    buffer = io.BytesIO()
    np.save(buffer, array, allow_pickle=False)
    return buffer.getvalue()


@contextmanager
def _in_one_move(target: Path) -> Iterator[Path]:
    """A new file beside the target that becomes the target when the block ends well; what a killed build left is overwritten."""
    path = target.with_name(f".{target.name}.new")
    path.unlink(missing_ok=True)
    try:
        yield path
        with path.open("rb") as written:
            os.fsync(written.fileno())
        path.replace(target)
    finally:
        path.unlink(missing_ok=True)


@contextmanager
def _alone(target: Path) -> Iterator[FileLock]:
    """One process at a time per target."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(target.with_name(f".{target.name}.lock"))
    except OSError as error:
        raise OperatorError(f"数据目录 {target.parent} 不能写：{error.strerror}") from error
    with closing(lock):
        lock.take()
        yield lock


if __name__ == "__main__":
    sys.exit(main())
