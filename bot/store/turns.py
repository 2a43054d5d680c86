"""Writers of one SQLite file queue at a file lock, which the kernel hands on at once, and in turn.

Under every connection to SQLite, ours and the workflow engine's. SQLite itself lets whoever finds the file busy look again after 1, 2, 5 …
and then every 100 ms, and whoever looks first comes first: with a dozen writers, some waited for seconds while the file was idle. What
stands between a report and the officer's phone does not queue behind everything else: all others pass a gate before, one at a time. Locks
die with their process. Who does not queue here (another program) is still kept out by SQLite. docs/decisions/0011.
"""

import asyncio
import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.file_lock import FileLock

_WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")
"""What begins a transaction in the driver (isolation_level IMMEDIATE); whatever else writes is a migration, which runs alone."""


class TurnConnection(sqlite3.Connection):
    """A connection that waits for its turn before it begins a transaction, and passes it on when that has ended."""

    patient = True

    def __init__(self, database: Any, *args: Any, **more: Any) -> None:
        super().__init__(database, *args, **more)
        path = Path(str(database))
        self._turn, self._gate = (FileLock(path.with_name(f".{path.name}.{name}")) for name in ("turn", "gate"))

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
        if _runs_a_loop():
            return
        if self.patient:
            self._gate.take()
        self._turn.take()
        if self.patient:
            self._gate.give()

    def pass_on(self) -> None:
        """The next one, unless a transaction is still open; harmless without a turn."""
        if not self.in_transaction:
            self._turn.give()

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
        """Close, and leave the queue."""
        super().close()
        self._turn.close()
        self._gate.close()


class FirstConnection(TurnConnection):
    """One that does not wait at the gate."""

    patient = False


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
