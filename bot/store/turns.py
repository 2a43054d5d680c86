"""Writers of one SQLite file write in turn: within a process first come, first served, by rank; between processes by a file lock.

Under every connection to SQLite, ours and the workflow engine's. SQLite itself lets whoever finds the file busy look again after 1, 2, 5 …
and then every 100 ms, and whoever looks first comes first: with a dozen writers, some waited for seconds while the file was idle. What
stands between a report and the officer's phone goes before the rest, what goes to many after it. The file lock dies with its process. Who
does not queue here (another program) is still kept out by SQLite. docs/decisions/0011.
"""

import asyncio
import contextlib
import itertools
import sqlite3
import threading
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from weakref import WeakValueDictionary

from bot.file_lock import FileLock

_WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")
"""What begins a transaction in the driver (isolation_level IMMEDIATE); whatever else writes is a migration, which runs alone."""
FAIR = 4
"""Every so many turns whoever has waited longest goes, whatever the rank: nobody waits for ever."""


class Turns:
    """The writers of one file in this process; each takes a turn and gives it on."""

    def __init__(self, path: Path) -> None:
        self._file = FileLock(path)
        weakref.finalize(self, self._file.close)
        self._mutex = threading.Lock()
        self._waiting: list[tuple[int, int, threading.Lock]] = []
        self._numbers = itertools.count()
        self._given = 0
        self._busy = False

    def take(self, rank: int) -> None:
        """Returns once it is this thread's turn; blocks it until then. The lowest rank comes first."""
        mine = threading.Lock()
        with self._mutex:
            if self._busy:
                mine.acquire()
                self._waiting.append((rank, next(self._numbers), mine))
            self._busy = True
        with mine:  # let go by whoever gives the turn to us
            try:
                self._file.take()
            except BaseException:
                self.give()
                raise

    def give(self) -> None:
        """The next one; only by whoever has the turn."""
        self._file.give()
        with self._mutex:
            self._busy = bool(self._waiting)
            if self._busy:
                self._given += 1
                by_age = self._given % FAIR == 0
                following = min(self._waiting, key=lambda one: one[1] if by_age else one[:2])
                self._waiting.remove(following)
                following[2].release()

    @property
    def length(self) -> int:
        """How many wait."""
        return len(self._waiting)


_files: WeakValueDictionary[Path, Turns] = WeakValueDictionary()
_opening = threading.Lock()


def turns_of(database: Path) -> Turns:
    """The one queue of this process for a database."""
    with _opening:
        path = database.resolve()
        return _files.get(path) or _files.setdefault(path, Turns(path.with_name(f".{path.name}.turn")))


class TurnConnection(sqlite3.Connection):
    """A connection that waits for its turn before it begins a transaction, and passes it on when that has ended."""

    rank = 1

    def __init__(self, database: Any, *args: Any, **more: Any) -> None:
        super().__init__(database, *args, **more)
        self._turns = turns_of(Path(str(database)))
        self._mine = False

    def cursor(self, factory: Any = None) -> Any:
        """A cursor that queues."""
        return super().cursor(factory or TurnCursor)

    def execute(self, sql: str, *args: Any) -> Any:
        """The driver's shortcut, with a cursor that queues."""
        return self.cursor().execute(sql, *args)

    def executemany(self, sql: str, *args: Any) -> Any:
        """The same for many."""
        return self.cursor().executemany(sql, *args)

    def await_turn(self) -> None:
        """Returns once nobody else who queues is writing; blocks the thread until then.

        Not in a thread that runs an event loop: whose turn it is may wait for that very loop. SQLite lets it look again and again instead.
        """
        if _runs_a_loop() or self._mine:
            return
        self._turns.take(self.rank)
        self._mine = True

    def pass_on(self) -> None:
        """The next one, unless a transaction is still open; harmless without a turn."""
        if self._mine and not self.in_transaction:
            self._give()

    def _give(self) -> None:
        if self._mine:
            self._mine = False
            self._turns.give()

    def commit(self) -> None:
        """Commit, and pass the turn on."""
        try:
            super().commit()
        finally:
            self.pass_on()

    def rollback(self) -> None:
        """Roll back, and pass the turn on."""
        try:
            super().rollback()
        finally:
            self.pass_on()

    def close(self) -> None:
        """Undo what was not committed, close, and leave the queue.

        A connection is closed in the middle when its task is cancelled. SQLite would keep the transaction, and with it everybody from
        writing, until the last cursor that knows the connection has been collected.
        """
        try:
            with contextlib.suppress(sqlite3.Error):  # closed already, or it goes with the file
                super().rollback()
            super().close()
        finally:
            self._give()


class FirstConnection(TurnConnection):
    """One whose transactions go before those that wait."""

    rank = 0


class LastConnection(TurnConnection):
    """One whose transactions let all others pass."""

    rank = 2


class TurnCursor(sqlite3.Cursor):
    """A cursor whose first write waits for the connection's turn."""

    def execute(self, sql: str, *args: Any) -> Any:
        """As of a plain cursor."""
        with _turn(self.connection, sql):
            return super().execute(sql, *args)

    def executemany(self, sql: str, *args: Any) -> Any:
        """As of a plain cursor."""
        with _turn(self.connection, sql):
            return super().executemany(sql, *args)


@contextlib.contextmanager
def _turn(connection: Any, sql: str) -> Iterator[None]:
    """Wait for the turn when this statement begins a transaction; given back at once when it began none after all."""
    if connection.in_transaction or not sql.lstrip()[:7].upper().startswith(_WRITES):
        yield
        return
    connection.await_turn()
    try:
        yield
    finally:
        connection.pass_on()


def _runs_a_loop() -> bool:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True
