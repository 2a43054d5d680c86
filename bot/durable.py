"""The workflow engine: timers and queues that survive a kill, on the same database as the rows.

Rows are true, workflows are timers. A workflow is started in the transaction that writes its row (`Engine.enqueue`), under an id made
from the datum, so that a second start is nothing. Each role listens to its own queues. A worker that dies lets its lock go; any living
worker that can take the lock puts the dead one's unfinished work back on its queue.
"""

import asyncio
import functools
import importlib
import logging
from collections.abc import Callable, Coroutine
from typing import Any, ParamSpec, TypeVar

from dbos import DBOS, DBOSClient, DBOSConfig, DBOSPortableJSONSerializer
from sqlalchemy.ext.asyncio import AsyncSession

from bot import durable_sqlite, durable_stop, threads
from bot.store import workers
from bot.store.engine import Lock, Store
from bot.texts import LANGUAGE, speaking

log = logging.getLogger(__name__)

NAME = "shouwang"
VERSION = "1"
QUEUES: dict[str, tuple[str, ...]] = {"duty": ("alerts", "pages", "cards"), "community": ("tells", "bulletins")}
SAYING = {"community": "tells", "duty": "pages"}
"""The queue from which each bot writes to one person."""
STORIES = (
    "bot.desk.escalation",
    "bot.desk.redraw",
    "bot.desk.standing",
    "bot.duty.handover",
    "bot.duty.departures",
    "bot.desk.followups",
    "bot.desk.rechecks",
    "bot.desk.lookback",
    "bot.watching.alarm",
    "bot.desk.closure",
    "bot.helping.pleading",
    "bot.helping.kin_calling",
    "bot.persuading.inviting",
    "bot.publicity.bulletins",
    "bot.asking.corrections",
    "bot.publicity.notice_mail",
    "bot.publicity.recalling",
    "bot.publicity.overruling",
)  # importing them makes their workflows known
POLL = {"alerts": 0.1, "pages": 0.1, "cards": 0.2, "tells": 0.2, "bulletins": 0.5}
AT_ONCE = {"alerts": 2000, "pages": 20, "cards": 10, "tells": 10, "bulletins": 3}
"""How many stories of a queue one process has in hand: ladders mostly wait; a card that waits is redrawn once for all its changes."""

P = ParamSpec("P")
R = TypeVar("R")
Coro = Callable[P, Coroutine[Any, Any, R]]


def _speaking(work: Coro[P, R]) -> Coro[P, R]:
    """A step begins in the first language, and what it turns to ends with it."""

    @functools.wraps(work)
    async def spoken(*args: P.args, **kwargs: P.kwargs) -> R:
        with speaking(LANGUAGE):
            return await work(*args, **kwargs)

    return spoken


def workflow(name: str) -> Callable[[Coro[P, R]], Coro[P, R]]:
    """A durable story: it goes on where it was after any kill, for as many restarts as it takes."""
    return lambda story: DBOS.workflow(name=name, max_recovery_attempts=None)(durable_stop.refused(story))


def record(name: str) -> Callable[[Coro[P, R]], Coro[P, R]]:
    """A step that only reads and writes our rows; tried each second for as long as the database is away."""
    return lambda act: DBOS.step(name=name, retries_allowed=True, max_attempts=100_000, interval_seconds=1.0, backoff_rate=1.0)(
        _speaking(act)
    )


def effect(name: str) -> Callable[[Coro[P, R]], Coro[P, R]]:
    """A step that reaches a person; tried eight times within two minutes, then its error reaches the workflow."""
    return lambda act: DBOS.step(name=name, retries_allowed=True, max_attempts=8, interval_seconds=0.5, backoff_rate=2.0)(
        durable_stop.refused(durable_stop.in_hand(_speaking(act)))
    )


class Engine:
    """One process's part in the workflow engine; `roles` says which queues it serves, `worker` names it among processes."""

    def __init__(self, store: Store, roles: tuple[str, ...], worker: str) -> None:
        self._store = store
        self._roles = roles
        self._worker = worker
        self._lock: Lock | None = None
        self._client: DBOSClient | None = None
        self._reaper: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Take this worker's name, launch, listen to the queues of its roles, watch for dead workers."""
        durable_sqlite.teach()
        durable_stop.begin_again()
        for stories in STORIES:
            importlib.import_module(stories)
        await self._take_name()
        await asyncio.to_thread(DBOS.migrate, self._store.plain_url)
        self._client = self._connect()
        for queue in POLL:  # known before launch, which looks for queues at once and then only every second
            await self._client.register_queue_async(queue, polling_interval_sec=POLL[queue], worker_concurrency=AT_ONCE[queue])
        DBOS(config=self._config())
        DBOS.listen_queues([queue for role in self._roles for queue in QUEUES[role]])
        DBOS.launch()  # in the loop, so that workflows run in it beside the bots
        self._reaper = asyncio.create_task(self._reap(), name="reaper")

    async def _take_name(self) -> None:
        """The first free name of worker, worker-2, worker-3 …: two processes never share one."""
        base, number = self._worker, 1
        while True:
            lock = Lock(self._store, f"worker-{self._worker}")
            if await lock.take():
                self._lock = lock
                return
            number += 1
            self._worker = f"{base}-{number}"

    def _config(self) -> DBOSConfig:
        return DBOSConfig(
            name=NAME,
            system_database_url=self._store.plain_url,
            application_version=VERSION,
            executor_id=self._worker,
            log_level="WARNING",
            serializer=DBOSPortableJSONSerializer(),
            max_executor_threads=32,
            sys_db_pool_size=3 if self._store.sqlite else 10,
            notification_listener_polling_interval_sec=0.1,
            db_engine_kwargs=self._store.engine_args,
        )

    def _connect(self) -> DBOSClient:
        return DBOSClient(
            system_database_url=self._store.plain_url,
            serializer=DBOSPortableJSONSerializer(),
            application_name=NAME,
            system_database_pool_size=2,
        )

    @property
    def worker(self) -> str:
        """This process's name among the workers."""
        return self._worker

    def lend(self) -> None:
        """Only to start workflows that others run: no name, no queues. Close with `give_back`."""
        durable_sqlite.teach()
        self._client = self._connect()

    def give_back(self) -> None:
        """The end of `lend`."""
        if self._client is not None:
            self._client.destroy()
            self._client = None

    async def stop(self, patience: float = 10) -> None:
        """Begin nothing new, finish messages in hand, leave waiting stories to the next start, let the name go.

        Call it last: afterwards this loop has no threads.
        """
        if self._reaper is not None:
            self._reaper.cancel()
            await asyncio.gather(self._reaper, return_exceptions=True)
        logging.getLogger("dbos").setLevel(logging.ERROR)  # it warns of every story that is put away, which is what a stop does
        try:
            await durable_stop.finish(patience)
        finally:
            if self._client is not None:
                self._client.destroy()
            await durable_stop.close(patience)
            if self._lock is not None:
                await self._lock.release()

    @property
    def client(self) -> DBOSClient:
        """The engine's client; raises RuntimeError before `start`."""
        if self._client is None:
            raise RuntimeError("the workflow engine is not started")
        return self._client

    async def enqueue(
        self, session: AsyncSession, queue: str, workflow: str, workflow_id: str, *args: Any, after: float = 0.0, first: bool = False
    ) -> None:
        """Start a workflow when the caller's transaction commits, and only then, `after` seconds; the same id again is nothing.

        first: it overtakes whatever waits in its queue and is not.
        """
        options: Any = {"queue_name": queue, "workflow_name": workflow, "workflow_id": workflow_id, "app_version": VERSION}
        if not first:
            options["priority"] = 1
        if after > 0:
            options["delay_seconds"] = after
        connection = await session.connection()
        await connection.run_sync(lambda sync: self.client.enqueue_in_transaction(sync, options, *args))

    async def wake(self, session: AsyncSession, workflow_id: str, news: dict[str, Any], key: str) -> None:
        """Send a waiting workflow, or what the audit began in its place, its news when the caller's transaction commits.

        The same key again is nothing, and so is news for one that has ended or is gone: the row is true, and the audit looks after it.
        """
        connection = await session.connection()
        for one in await workers.under_way(session, threads.tries(workflow_id)):
            await connection.run_sync(self.client.send_in_transaction, one, news, "news", key)

    async def _reap(self) -> None:
        """Every second: whose lock can be taken is dead; its unfinished work goes back to the queues."""
        while True:
            await asyncio.sleep(1)
            try:
                await self._reap_once()
            except Exception as fault:
                log.warning("reaper: %s", type(fault).__name__)

    async def _reap_once(self) -> None:
        if self._lock is not None and not await self._lock.alive():
            await self._lock.take()  # a database that went away let our name go: until it is ours again, others think us dead
        async with self._store.begin() as session:
            owners = await workers.with_pending_work(session)
        for owner in owners:
            if owner == self._worker:
                continue
            lock = Lock(self._store, f"worker-{owner}")
            if await lock.take():
                try:
                    await asyncio.to_thread(DBOS._recover_pending_workflows, [owner])
                finally:
                    await lock.release()
