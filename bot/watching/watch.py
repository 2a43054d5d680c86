"""The watch: the audit each minute in a process of its own, with its own connection, that ends with the process that started it.

One watch at a time looks, whoever holds the lock; another stands by. While all is well it asks for the outer heartbeat's address, so that
somebody outside notices when nothing here can.
"""

import asyncio
import contextlib
import logging
import os
import signal
import sys
import threading
import time
import urllib.request

from bot import clock
from bot.settings import Settings
from bot.store import heartbeats
from bot.store.engine import Lock, Store
from bot.watching.audit import examine
from bot.watching.finding import Finding

log = logging.getLogger(__name__)

BEAT = 10.0
STAND_BY = 10.0
AGAIN = 5.0


class Watch:
    """What one watch remembers: when it last told operators of what."""

    def __init__(self, settings: Settings, store: Store) -> None:
        self._settings = settings
        self._store = store
        self._told: dict[tuple[str, str], float] = {}

    async def run(self) -> None:
        """Look for ever; a look that fails is logged and comes again."""
        lock = Lock(self._store, "audit")
        try:
            while True:
                try:
                    if not await lock.alive() and not await lock.take():
                        await asyncio.sleep(STAND_BY)
                        continue
                    await asyncio.sleep(self._settings.audit_seconds)
                    await self.once()
                except Exception as fault:
                    log.error("audit: %s", type(fault).__name__)
                    await asyncio.sleep(STAND_BY)
        finally:
            await lock.release()

    async def once(self) -> list[Finding]:
        """One look: mend, tell, and beat while all is well; returns what was found."""
        found = await examine(self._store)
        if found:
            await self._act(found)
        if self._settings.heartbeat_url and all(finding.minor for finding in found):
            await asyncio.to_thread(ask_for, self._settings.heartbeat_url)
        return found

    async def _act(self, found: list[Finding]) -> None:
        from bot.watching.mending import Mender

        mender = Mender(self._store)
        silent = {finding.about for finding in found if finding.kind == "silent"}
        try:
            for finding in found:
                mended = await mender.mend(finding)
                if self._is_news(finding):
                    log.error("audit: %s%s", finding.text, "（已自动修复）" if mended else "")
                    if not mended:
                        await mender.tell(finding, self._settings.operators, silent)
        finally:
            mender.close()

    def _is_news(self, finding: Finding) -> bool:
        """Not told within its quiet time."""
        key, now = (finding.kind, finding.about), clock.now().timestamp()
        if now - self._told.get(key, float("-inf")) < finding.quiet:
            return False
        self._told[key] = now
        return True


def ask_for(address: str) -> None:
    """One GET; that it failed is for whoever waits for it to notice."""
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            answer.read(1)
    except OSError as fault:
        log.warning("outer heartbeat: %s", type(fault).__name__)


async def watch(settings: Settings) -> None:
    """The watch on its own connection, until it is ended."""
    store = Store(settings.database, settings.data_dir)
    try:
        await Watch(settings, store).run()
    finally:
        await store.close()


async def beat(store: Store, roles: tuple[str, ...], worker: str) -> None:
    """This process says every ten seconds that it is alive, until cancelled."""
    while True:
        try:
            async with store.begin() as session:
                for role in roles:
                    await heartbeats.beat(session, role, worker[:128], clock.now())
        except Exception as fault:
            log.warning("heartbeat: %s", type(fault).__name__)
        await asyncio.sleep(BEAT)


async def guarded() -> None:
    """Keep a watch beside this process until cancelled; one that ends is started again, and it ends when it has lost us."""
    while True:
        child = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot.watching.watch", str(os.getpid()), stdin=asyncio.subprocess.DEVNULL
        )
        try:
            await child.wait()
        finally:
            if child.returncode is None:
                child.kill()
                await child.wait()
        log.warning("the watch ended (%s), another begins", child.returncode)
        await asyncio.sleep(AGAIN)


def _end_with(parent: int) -> None:
    """When whoever started us is no more, however they ended, somebody else is our parent."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(0)


def main() -> None:
    """The watch as a child process: light, polite, and gone with its parent."""
    from bot.logs import set_up

    settings = Settings()
    set_up(settings.log_level, settings.log_format)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent
    with contextlib.suppress(OSError):
        os.nice(5)
    threading.Thread(target=_end_with, args=(int(sys.argv[1]),), daemon=True).start()
    asyncio.run(watch(settings))


if __name__ == "__main__":
    main()
