"""What keeps two processes from being one another: locks that end with their holder, and a worker's name that is taken again.

And what a clean stop leaves to the next start.
"""

import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from dbos._dbos import _get_dbos_instance

from bot import clock, durable_stop, threads
from bot.deployment import Deployment
from bot.desk import reports
from bot.desk.paging import page_call
from bot.durable import Engine, effect, workflow
from bot.errors import OperatorError
from bot.library.cards import Library
from bot.office import Office, leave, occupy
from bot.setup import apply
from bot.store import alerts, pages
from bot.store.engine import Lock, Store
from bot.triage.verdict import Triage
from tests.bot.test_audit import table
from tests.bot.test_chain import PAID, reported
from tests.conftest import DISTRICT_FILE, Phones, until

OURS = "locktype = 'advisory' and classid = 21335 and database = (select oid from pg_database where datname = current_database())"


async def holders(store: Store) -> set[int]:
    """Which server processes hold one of our locks. PostgreSQL only."""
    async with store.begin() as session:
        return {row[0] for row in await session.execute(sa.text(f"select pid from pg_locks where {OURS}"))}


async def cut_off(store: Store) -> None:
    """Every connection that holds one of our locks dies, as in a restart of the server. PostgreSQL only."""
    async with store.begin() as session:
        await session.execute(sa.text(f"select pg_terminate_backend(pid) from pg_locks where {OURS}"))


async def is_free(store: Store, name: str) -> bool:
    lock = Lock(store, name)
    taken = await lock.take()
    await lock.release()
    return taken


async def until_free(store: Store, name: str) -> None:
    """A server may need a moment to see that a connection is closed."""
    async with asyncio.timeout(30):
        while not await is_free(store, name):
            await asyncio.sleep(0.05)


async def test_a_lock_has_one_holder_at_a_time(store: Store) -> None:
    first = Lock(store, "a")
    assert await first.take()
    assert await first.alive()
    assert not await is_free(store, "a")
    assert await is_free(store, "b")
    await first.release()
    assert not await first.alive()
    await until_free(store, "a")


async def test_letting_go_of_what_was_never_taken_is_nothing(store: Store) -> None:
    await Lock(store, "a").release()
    assert not await Lock(store, "a").alive()


async def test_whoever_waits_for_a_lock_gets_it_or_says_who_is_in_the_way(store: Store) -> None:
    first = Lock(store, "a")
    assert await first.take()
    with pytest.raises(OperatorError, match="另一个守望进程可能卡住了"):
        async with Lock(store, "a").held(wait=0.2):
            raise AssertionError("two holders")

    async def let_go() -> None:
        await asyncio.sleep(0.2)
        await first.release()

    going = asyncio.create_task(let_go())
    async with Lock(store, "a").held(wait=30):
        assert not await is_free(store, "a")
    await going
    await until_free(store, "a")


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
async def test_a_lock_whose_connection_died_is_nobody_s(store: Store) -> None:
    lock = Lock(store, "a")
    assert await lock.take()
    await cut_off(store)
    assert not await lock.alive()
    await until_free(store, "a")
    async with lock.held(wait=30):
        assert not await is_free(store, "a")


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
async def test_a_worker_that_lost_its_name_with_the_connection_takes_it_again(desk: Office) -> None:
    engine = Engine(desk.store, ("community",), "test")
    await engine.start()
    before = await holders(desk.store)
    assert len(before) == 1
    await cut_off(desk.store)
    async with asyncio.timeout(30):
        while not (now := await holders(desk.store)) or now & before:
            await asyncio.sleep(0.1)
    assert not await is_free(desk.store, "worker-test")
    await engine.stop()
    await until_free(desk.store, "worker-test")


async def test_two_workers_never_share_a_name(desk: Office) -> None:
    other = Lock(desk.store, "worker-test")
    assert await other.take()
    engine = Engine(desk.store, ("community",), "test")
    await engine.start()
    assert not await is_free(desk.store, "worker-test-2")
    await engine.stop()
    await other.release()
    await until_free(desk.store, "worker-test-2")


async def test_the_first_call_of_an_alert_overtakes_whatever_else_waits_to_be_sent(quiet: Office, phones: Phones) -> None:
    number = (await reports.report(quiet, reported(PAID))).number
    async with quiet.store.begin() as session:
        alert = await alerts.get(session, number)
        assert alert is not None
        for page in await pages.of(session, number):
            await pages.reached(session, page.id, clock.now())
        await page_call(quiet, session, alert, "1.0", alert.ladder[0])
        calls = {f"page-{page.id}": page.call for page in await pages.of(session, number)}
        query = sa.text(f"select workflow_uuid, priority from {table(quiet)}")
        turns = dict((await session.execute(query)).all())
    assert {call: {turns[thread] for thread, one in calls.items() if one == call} for call in ("0.0", "1.0")} == {"0.0": {0}, "1.0": {1}}
    assert turns[threads.ladder(number, 1)] == 1


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_however_many_ladders_wait_one_look_is_enough_for_all(quiet: Office, phones: Phones) -> None:
    asked: list[str] = []

    def hear(_: object, __: object, sql: str, *more: object) -> None:
        if "FROM main.notifications" in sql or "FROM notifications" in sql:
            asked.append(sql)

    for place in range(12):
        await reports.report(quiet, reported(PAID, 7000 + place))
    await until(lambda: len({card.number for _, card, _ in phones.pages}) == 12)
    await until(lambda: len(list(_get_dbos_instance()._sys_db.notifications_map.snapshot())) == 12)
    await asyncio.sleep(1)  # whoever begins to wait looks once for itself
    began = time.monotonic()
    sa.event.listen(sa.engine.Engine, "before_cursor_execute", hear)
    await asyncio.sleep(1.05)
    sa.event.remove(sa.engine.Engine, "before_cursor_execute", hear)
    assert 1 <= len(asked) <= (time.monotonic() - began) / 0.1 + 1


async def test_processes_that_start_at_the_same_moment_do_not_take_each_other_s_trial_of_the_folder_away(tmp_path: Path) -> None:
    stores = [Store(f"sqlite+aiosqlite:///{tmp_path / 'shouwang.db'}", tmp_path) for _ in range(4)]
    with ThreadPoolExecutor(len(stores)) as starting:
        for trial in [starting.submit(store._check_writable) for store in stores * 200]:
            trial.result()
    for store in stores:
        await store.close()


async def test_what_was_taken_from_a_queue_in_the_moment_of_the_stop_waits_for_the_next_start(
    desk: Office, library: Library, triage: Triage, phones: Phones, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = replace(desk, library=library, triage=triage, engine=Engine(desk.store, ("community", "duty"), "test"))
    await apply(office.store, Deployment.model_validate(DISTRICT_FILE))
    occupy(office)
    await office.engine.start()
    taken, stopped, inner = threading.Event(), threading.Event(), _get_dbos_instance()
    look_up = inner._sys_db.get_workflow_statuses

    def slowly(ids: list[str]) -> object:
        found = look_up(ids)
        if any(thread.startswith("page-") for thread in ids):
            taken.set()
            assert stopped.wait(60)
        return found

    monkeypatch.setattr(inner._sys_db, "get_workflow_statuses", slowly)
    await reports.report(office, reported(PAID))
    await until(taken.is_set)
    stopping = asyncio.create_task(office.engine.stop())
    await until(lambda: asyncio.get_running_loop() in durable_stop._stopping)
    await asyncio.sleep(0.3)
    stopped.set()
    await stopping
    leave()
    async with office.store.begin() as session:
        rows = await session.execute(sa.text(f"select status from {table(office)} where workflow_uuid like 'page-%'"))
    assert (phones.pages, {row[0] for row in rows} <= {"ENQUEUED", "PENDING"}) == ([], True)


said: list[str] = []
held: dict[str, asyncio.Event] = {}


@effect("say_slowly")
async def say_slowly(name: str) -> None:
    """A message: on its way for as long as it is held."""
    if name == "on its way":
        held["reached"].set()
        await held["sent"].wait()
    said.append(name)


@workflow("say_held")
async def say_held(name: str) -> str:
    """A story with a message in it, before which the second one waits."""
    if name == "about to begin":
        held["thinking"].set()
        await held["decided"].wait()
    await say_slowly(name)
    return name


async def test_a_stop_finishes_the_message_on_its_way_and_leaves_the_next_one_to_the_next_start(desk: Office) -> None:
    said.clear()
    held.update({name: asyncio.Event() for name in ("reached", "sent", "thinking", "decided")})
    names = ("on its way", "about to begin")
    engine = Engine(desk.store, ("community", "duty"), "test")
    await engine.start()
    async with desk.store.begin() as session:
        for name in names:
            await engine.enqueue(session, "pages", "say_held", name, name)
    await held["reached"].wait()
    await held["thinking"].wait()
    stopping = asyncio.create_task(engine.stop(patience=30))
    await until(lambda: asyncio.get_running_loop() in durable_stop._stopping)
    held["decided"].set()
    for _ in range(10):
        await asyncio.sleep(0.02)
    held["sent"].set()
    await stopping
    async with desk.store.begin() as session:
        rows = await session.execute(sa.text(f"select workflow_uuid, status from {table(desk)}"))
    assert (said, dict(rows.all())) == (["on its way"], dict(zip(names, ("SUCCESS", "PENDING"), strict=True)))


@pytest.mark.parametrize("moment", [0.0, 0.01, 0.03, 0.1])
async def test_a_stop_in_the_very_moment_of_the_start_ends_well(desk: Office, moment: float) -> None:
    engine = Engine(desk.store, ("community", "duty"), "test")
    await engine.start()
    await asyncio.sleep(moment)
    async with asyncio.timeout(20):
        await engine.stop()
    assert [thread.name for thread in threading.enumerate() if thread.name.startswith("queue-worker-")] == []


def test_a_thread_that_is_only_just_beginning_is_waited_for() -> None:
    done: list[str] = []
    thread = threading.Thread(target=lambda: done.append("done"))
    timer = threading.Timer(0.1, thread.start)
    timer.start()
    durable_stop.see_off([thread], 20)
    timer.join()
    assert done == ["done"]
