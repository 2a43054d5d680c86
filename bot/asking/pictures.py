"""Pictures on their way to the one process that reads them: the loop never waits, and a bad picture costs a child, not the bot.

Way of a picture: handler → `PictureReader.read` → `bot.asking.reading` (a child process) → `bot.triage.pictures` → `Reading` → asked like
typed words. The child starts with the first picture and goes when no picture came for a while: a bot without pictures pays nothing.
"""

import asyncio
import contextlib
import logging
import os
import sys
from asyncio.subprocess import PIPE, Process

from bot.asking.reading import LENGTH, from_json, packed
from bot.settings import HOUSE
from bot.triage.pictures import LARGEST, Reading

log = logging.getLogger(__name__)

START_SECONDS = 60.0
"""Loading the models takes one second; on a machine that is busy otherwise it may take many."""
READ_SECONDS = 30.0
"""A screenshot takes less than one; past this the child hangs, or the machine is beyond help, and the child is killed."""
IDLE_SECONDS = 600.0
WAITING = 32
"""Pictures that may wait at once, at most 640 MB; the next is told to come later."""
_SECRETS = ("SHOUWANG_", "OPENAI_")
_LEAN = {"MALLOC_ARENA_MAX": "2", "MALLOC_TRIM_THRESHOLD_": "131072", "OMP_NUM_THREADS": "2"}


class PictureReader:
    """Reads one picture after the other in a process of its own; belongs to the event loop that first uses it."""

    def __init__(self, *, read_seconds: float = READ_SECONDS, idle_seconds: float = IDLE_SECONDS, waiting: int = WAITING) -> None:
        self._read_seconds, self._idle_seconds, self._most = read_seconds, idle_seconds, waiting
        self._turn = asyncio.Lock()
        self._waiting = 0
        self._child: Process | None = None
        self._rest: asyncio.TimerHandle | None = None
        self._resting: asyncio.Task[None] | None = None
        self._closed = False

    @property
    def pid(self) -> int | None:
        """The child's process id while there is one."""
        return self._child.pid if self._child is not None and self._child.returncode is None else None

    async def read(self, data: bytes) -> Reading:
        """What a picture says; never raises for any bytes. A child that dies is replaced and asked once more."""
        if len(data) > LARGEST:
            return Reading(trouble="too_big")
        if self._waiting >= self._most:
            return Reading(trouble="too_slow")
        self._waiting += 1
        try:
            async with self._turn:
                return await self._read(data)
        finally:
            self._waiting -= 1

    async def close(self) -> None:
        """Let the child go; what is being read becomes unreadable."""
        self._closed = True
        if self._rest is not None:
            self._rest.cancel()
        await self._let_go()
        if self._resting is not None:
            await self._resting

    async def _read(self, data: bytes) -> Reading:
        for _ in range(2):
            if self._closed:
                break
            try:
                child = await self._ready()
                async with asyncio.timeout(self._read_seconds):
                    reading, tired = await _exchange(child, data)
            except TimeoutError:
                await self._let_go()
                log.warning("a picture took too long to read")
                return Reading(trouble="too_slow")
            except (OSError, EOFError, ValueError, KeyError, TypeError) as fault:
                await self._let_go()
                log.warning("the process that reads pictures ended: %s", type(fault).__name__)
                continue
            except BaseException:  # cancelled: its answer must not meet the next question
                await self._let_go()
                raise
            if tired:
                await self._let_go()
            self._rest_later()
            return reading
        return Reading(trouble="unreadable")

    async def _ready(self) -> Process:
        """The child, started when there is none. It gets no secrets: it opens files from strangers."""
        if self._child is not None and self._child.returncode is None:
            return self._child
        kept = {name: value for name, value in os.environ.items() if not name.startswith(_SECRETS)}
        path = os.pathsep.join(filter(None, [str(HOUSE), kept.get("PYTHONPATH")]))
        self._child = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot.asking.reading", stdin=PIPE, stdout=PIPE, env={**kept, **_LEAN, "PYTHONPATH": path}
        )
        if self._closed:  # closed while the child was being started
            raise EOFError
        async with asyncio.timeout(START_SECONDS):
            await _receive(self._child)
        return self._child

    async def _let_go(self) -> None:
        """End the child and see it gone."""
        child, self._child = self._child, None
        if child is None:
            return
        with contextlib.suppress(ProcessLookupError):
            child.kill()
        await child.wait()

    def _rest_later(self) -> None:
        """Give the child's memory back when no picture comes for a while."""
        if self._rest is not None:
            self._rest.cancel()
        self._rest = asyncio.get_running_loop().call_later(self._idle_seconds, self._rest_now)

    def _rest_now(self) -> None:
        self._resting = asyncio.create_task(self._sleep())

    async def _sleep(self) -> None:
        if self._waiting == 0:
            await self._let_go()


async def _exchange(child: Process, data: bytes) -> tuple[Reading, bool]:
    """One picture in, one reading out."""
    assert child.stdin is not None
    child.stdin.write(packed(data))
    await child.stdin.drain()
    return from_json(await _receive(child))


async def _receive(child: Process) -> bytes:
    """The child's next message; raises EOFError when the child is gone."""
    assert child.stdout is not None
    (size,) = LENGTH.unpack(await child.stdout.readexactly(LENGTH.size))
    return await child.stdout.readexactly(size)
