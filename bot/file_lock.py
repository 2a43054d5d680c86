"""A lock on a file, between processes and between threads; the system takes it back from whoever dies.

Under the turns of SQLite's writers, the named locks of bot.store.engine, and the compiler of the library.
"""

import fcntl
import os
from pathlib import Path


class FileLock:
    """One open file, and with it at most one holder; raises OSError where it cannot be made."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)

    def take(self) -> None:
        """Returns once it is ours; blocks the thread until then. Taking what one holds is nothing."""
        fcntl.flock(self._file, fcntl.LOCK_EX)

    def take_now(self) -> bool:
        """Whether it is ours, without waiting."""
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def give(self) -> None:
        """Let it go; harmless when it was never taken."""
        fcntl.flock(self._file, fcntl.LOCK_UN)

    def fileno(self) -> int:
        """The file, for a child that is to hold on to the lock as long as we or it live."""
        return self._file

    def close(self) -> None:
        """Let it go for good; harmless when it is done again."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1
