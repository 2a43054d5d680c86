"""The real bots as processes against the desk: set up, start, kill, restart — for the demo, the tour and the journeys of the tests."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from sandbox.sample import COMMUNITY_TOKEN, DUTY_TOKEN

READY = "守望已就绪"
OPERATOR = 5005


class BotFailed(RuntimeError):
    """A bot process ended when it should not have, or never became ready; carries the end of its log."""


class Bots:
    """Processes of `shouwang run` on one data directory, one per role that was started. Logs go to `<folder>/<role>.log`."""

    def __init__(self, api: str, folder: Path, environment: Mapping[str, str] | None = None) -> None:
        self.folder = folder
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._marks: dict[str, int] = {}
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("SHOUWANG_", "OPENAI_"))},
            "SHOUWANG_TELEGRAM_API": api,
            "SHOUWANG_COMMUNITY_TOKEN": COMMUNITY_TOKEN,
            "SHOUWANG_DUTY_TOKEN": DUTY_TOKEN,
            "SHOUWANG_DATA_DIR": str(folder),
            "SHOUWANG_OPERATORS": str(OPERATOR),
            "SHOUWANG_OWNER": "镇西新苑社区反诈志愿服务队",
            "SHOUWANG_POLL_SECONDS": "10",
            **(environment or {}),
        }

    def shouwang(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run one command of the product to its end."""
        command = [sys.executable, "-m", "bot", *words]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False, timeout=300)

    def setup(self, deployment: str) -> str:
        """Apply a deployment file; returns what the command printed, raises BotFailed when it refused."""
        self.folder.mkdir(parents=True, exist_ok=True)
        file = self.folder / "deployment.yaml"
        file.write_text(deployment, encoding="utf-8")
        done = self.shouwang("setup", str(file))
        if done.returncode:
            raise BotFailed(done.stderr)
        return done.stdout

    def start(self, role: str = "all", wait: float = 240) -> None:
        """Start a role and wait until it says that it is ready; the first start also compiles the library."""
        log = self.log(role)
        self._marks[role] = log.stat().st_size if log.exists() else 0
        with log.open("ab") as sink:
            command = [sys.executable, "-m", "bot", "run", "--role", role]
            self._running[role] = subprocess.Popen(command, env=self.environment, stdout=sink, stderr=sink)
        deadline = time.monotonic() + wait
        while READY not in self.said(role):
            if self._running[role].poll() is not None or time.monotonic() > deadline:
                raise BotFailed(f"{role}: {self.said(role)[-2000:]}")
            time.sleep(0.05)

    def log(self, role: str) -> Path:
        """Where a role's log lies."""
        return self.folder / f"{role}.log"

    def said(self, role: str) -> str:
        """What a role has logged since its newest start."""
        log = self.log(role)
        return log.read_bytes()[self._marks.get(role, 0) :].decode(errors="replace") if log.exists() else ""

    def alive(self) -> bool:
        """Whether every started role still runs."""
        return all(process.poll() is None for process in self._running.values())

    def processes(self) -> dict[str, int]:
        """Process ids by role."""
        return {role: process.pid for role, process in self._running.items()}

    def kill(self, *roles: str) -> None:
        """`kill -9`, as a power cut does."""
        for role in roles or tuple(self._running):
            process = self._running.pop(role)
            process.kill()
            process.wait()

    def stop(self, *roles: str, patience: float = 30) -> int:
        """SIGTERM; returns the worst exit code."""
        worst = 0
        processes = [self._running.pop(role) for role in roles or tuple(self._running)]
        for process in processes:
            process.send_signal(signal.SIGTERM)
        for process in processes:
            try:
                worst = max(worst, abs(process.wait(patience)))
            except subprocess.TimeoutExpired:
                process.kill()
                worst = max(worst, abs(process.wait()))
        return worst
