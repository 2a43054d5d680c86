"""The audit, against a real store and engine: each thing that can break is broken, seen, mended or told."""

import asyncio
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import psutil
import pytest
import sqlalchemy as sa

from bot import clock, threads
from bot.deployment import Deployment
from bot.desk import alerts, reports
from bot.messenger import Post
from bot.office import Office
from bot.publicity import broadcasts
from bot.publicity.broadcasts import Audience
from bot.publicity.bulletins import ask_for_due
from bot.setup import apply
from bot.store import alerts as alert_rows
from bot.store import heartbeats, pages
from bot.watching import audit
from bot.watching.finding import Finding
from bot.watching.mending import Mender
from bot.watching.watch import Watch
from tests.bot.test_chain import PAID, acts, reported
from tests.conftest import DISTRICT_FILE, LEADER, OFFICER, Phones, until


async def do(office: Office, statement: str, **values: Any) -> None:
    async with office.store.begin() as session:
        await session.execute(sa.text(statement), values)


def table(office: Office) -> str:
    return "workflow_status" if office.store.sqlite else "dbos.workflow_status"


LONG_AGO = "update groups set created_at = :at, slot_since = null, slot_before = null"
"""Groups that were always there, with the slot they have."""
APART = 0.3
"""Seconds between the two looks: here nothing but what is broken moves."""


async def found(office: Office) -> dict[str, Finding]:
    return {finding.kind: finding for finding in await audit.examine(office.store, APART)}


async def mended(office: Office) -> list[str]:
    """What was mended in one look; nothing of it stays wrong."""
    mender = Mender(office.store)
    try:
        kinds = [finding.kind for finding in await audit.examine(office.store, APART) if await mender.mend(finding)]
    finally:
        mender.close()

    async def put_right() -> bool:
        return not set(kinds) & set(await found(office))

    await until(put_right)
    return kinds


async def paged(office: Office, phones: Phones) -> int:
    number = (await reports.report(office, reported(PAID))).number
    await until(lambda: {OFFICER, LEADER} <= set(phones.paged()))

    async def noted() -> bool:
        async with office.store.begin() as session:
            return not await pages.unsent(session, number)

    await until(noted)
    return number


async def kill(office: Office, thread: str) -> None:
    """The workflow is gone without a word."""
    await office.engine.client.cancel_workflow_async(thread)
    await do(office, f"delete from {table(office)} where workflow_uuid = :id", id=thread)


async def test_when_all_goes_on_nothing_is_found(quiet: Office, phones: Phones) -> None:
    await alerts.acknowledge(quiet, await paged(quiet, phones), OFFICER)
    await reports.report(quiet, reported(PAID, origin="second"))
    assert await found(quiet) == {}


async def test_a_ladder_that_is_gone_begins_anew_and_ends_with_the_signature(quiet: Office, phones: Phones) -> None:
    number = await paged(quiet, phones)
    await kill(quiet, threads.ladder(number, 1))
    before = len(phones.pages)
    assert (await found(quiet))["ladder-gone"].text == f"预警 {number} 号没有人签收，可是升级流程断了"
    assert await mended(quiet) == ["ladder-gone"]
    await until(lambda: len(phones.pages) >= before + 2)
    assert "ladder_again" in await acts(quiet, number)
    await alerts.acknowledge(quiet, number, OFFICER)
    assert await found(quiet) == {}


async def test_an_alert_whose_ladder_is_gone_can_be_signed_all_the_same(quiet: Office, phones: Phones) -> None:
    number = await paged(quiet, phones)
    await kill(quiet, threads.ladder(number, 1))
    assert (await alerts.acknowledge(quiet, number, OFFICER)).changed
    assert await found(quiet) == {}


async def test_a_ladder_that_is_there_and_silent_is_told(quiet: Office, phones: Phones) -> None:
    number = await paged(quiet, phones)
    long_ago = clock.now() - timedelta(hours=1)
    async with quiet.store.begin() as session:
        (await alerts.find(session, number)).raised_at = long_ago
        await session.execute(sa.text("update pages set made_at = :at"), {"at": long_ago if not quiet.store.sqlite else str(long_ago)[:26]})
    late = (await found(quiet))["ladder-late"]
    assert late.mend is None
    await alerts.acknowledge(quiet, number, OFFICER)


async def test_after_the_clock_was_set_back_an_hour_the_ladder_begins_anew_and_a_deadline_is_as_near_as_before(
    quiet: Office, phones: Phones
) -> None:
    number, ahead = await paged(quiet, phones), timedelta(hours=1)
    async with quiet.store.begin() as session:  # what was written while the clock was an hour ahead
        (await alerts.find(session, number)).raised_at += ahead
        for page in await pages.of(session, number):
            page.made_at += ahead
    before = len(phones.pages)
    assert (await found(quiet))["ladder-ahead"].text == f"时钟往回拨过，预警 {number} 号的升级流程还在等一个没到的时间"
    assert await mended(quiet) == ["ladder-ahead"]
    await until(lambda: len(phones.pages) >= before + 2)
    await alerts.acknowledge(quiet, number, OFFICER)
    async with quiet.store.begin() as session:
        alert = await alerts.find(session, number)
        assert alert.due_at is not None
        alert.due_at += ahead
    assert await mended(quiet) == ["deadline-ahead"]
    async with quiet.store.begin() as session:
        due = (await alerts.find(session, number)).due_at
    assert due is not None
    assert timedelta(minutes=8) < due - clock.now() < timedelta(minutes=11)
    assert await found(quiet) == {}


async def test_a_deadline_that_is_missing_and_an_alarm_that_is_gone_are_set_again(quiet: Office, phones: Phones) -> None:
    number = await paged(quiet, phones)
    await alerts.acknowledge(quiet, number, OFFICER)
    async with quiet.store.begin() as session:
        thread = threads.standing(number, (await alerts.find(session, number)).due_at or clock.now())
    await kill(quiet, thread)
    assert await mended(quiet) == ["alarm-gone"]
    await do(quiet, "update alerts set due_at = null")
    assert await mended(quiet) == ["deadline-none"]
    async with quiet.store.begin() as session:
        due = (await alerts.find(session, number)).due_at
    assert due is not None
    assert timedelta(minutes=8) < due - clock.now() < timedelta(minutes=11)


async def test_an_alarm_that_should_have_rung_rings_once_it_is_mended(quiet: Office, phones: Phones) -> None:
    number = await paged(quiet, phones)
    await alerts.acknowledge(quiet, number, OFFICER)
    async with quiet.store.begin() as session:
        (await alerts.find(session, number)).due_at = clock.now() - timedelta(minutes=2)
    assert "alarm-gone" in await mended(quiet)

    async def rung() -> bool:
        return "stood_still" in await acts(quiet, number)

    async with asyncio.timeout(15):
        while not await rung():
            await asyncio.sleep(0.05)


async def test_a_page_that_is_gone_is_sent_and_one_that_is_settled_is_left_alone(quiet: Office, phones: Phones) -> None:
    number = await paged(quiet, phones)
    long_ago = clock.now() - timedelta(minutes=5)
    async with quiet.store.begin() as session:
        await pages.add(session, alert_id=number, call="0.9", telegram=OFFICER, role="officer", silent=False, made_at=long_ago)
    before = phones.paged().count(OFFICER)
    assert await mended(quiet) == ["page-gone"]
    await until(lambda: phones.paged().count(OFFICER) > before)
    await alerts.acknowledge(quiet, number, OFFICER)
    async with quiet.store.begin() as session:  # it was on its way to the leader when the officer signed
        late = await pages.add(session, alert_id=number, call="0.9", telegram=LEADER, role="leader", silent=False, made_at=long_ago)
        await quiet.engine.enqueue(session, "pages", "page", threads.page(late.id), late.id)

    async def state() -> str | None:
        async with quiet.store.begin() as session:
            row = await pages.get(session, late.id)
            return row and row.state

    async with asyncio.timeout(15):
        while await state() == "due":
            await asyncio.sleep(0.05)
    assert await state() == "settled"
    assert phones.paged().count(LEADER) == 1
    await kill(quiet, threads.page(late.id))  # as after weeks, when the engine forgets what has ended
    await do(quiet, "update alerts set state = 'open' where id = :id", id=number)
    assert "page-gone" not in await found(quiet)


async def test_a_review_that_nobody_was_asked_for_is_asked_for(quiet: Office, phones: Phones) -> None:
    number = await paged(quiet, phones)
    await alerts.dismiss(quiet, number, OFFICER)
    await until(lambda: any(card.viewer.may_review for _, card, _ in phones.pages))
    await do(quiet, f"delete from {table(quiet)} where name = 'recheck'")
    assert await mended(quiet) == ["review-gone"]


async def test_of_a_review_that_was_asked_for_only_the_reminder_that_is_gone_is_set_again(quiet: Office, phones: Phones) -> None:
    number = await paged(quiet, phones)
    await alerts.dismiss(quiet, number, OFFICER)
    await until(lambda: any(card.viewer.may_review for _, card, _ in phones.pages))
    await until(lambda: rechecks(quiet, "SUCCESS"))
    before = phones.paged().count(LEADER)
    await quiet.engine.client.cancel_workflow_async((await rechecks(quiet, "DELAYED"))[0])
    assert await mended(quiet) == ["review-gone"]
    assert [thread.endswith("-1-again1") for thread in await rechecks(quiet, "DELAYED")] == [True]
    assert phones.paged().count(LEADER) == before


async def rechecks(office: Office, state: str) -> list[str]:
    """The askings for reviews that are in this state of the engine."""
    async with office.store.begin() as session:
        query = f"select workflow_uuid from {table(office)} where name = 'recheck' and status = :state"
        return [row[0] for row in await session.execute(sa.text(query), {"state": state})]


async def test_messages_that_wait_and_messages_set_aside_are_named_and_told(quiet: Office, phones: Phones) -> None:
    insert = (
        "insert into inbox (bot, update_id, lane, state, tries, received_at, fault) values (:bot, :id, 'x', :state, 5, :at, 'KeyError')"
    )
    at: Any = clock.now() - timedelta(minutes=3)
    at = at if not quiet.store.sqlite else str(at)[:26]
    await do(quiet, insert, bot="duty", id=7, state="new", at=at)
    await do(quiet, insert, bot="community", id=8, state="dead", at=at)
    seen = await found(quiet)
    assert seen["inbox-stuck"].text == "值勤机器人有 1 条消息超过一分钟没有处理"
    assert seen["inbox-set-aside"].minor
    assert "编号 8" in seen["inbox-set-aside"].text
    await Watch(quiet.settings, quiet.store).once()
    await until(lambda: "值勤机器人有 1 条消息超过一分钟没有处理" in phones.told(9001))


async def test_an_edition_that_nobody_planned_is_planned(office: Office) -> None:
    at = (clock.now() + timedelta(hours=6)).strftime("%a %H:%M").lower()  # two hours ago in Shanghai
    bulletin = {"at": at, "timezone": "Asia/Shanghai"}
    await apply(office.store, Deployment.model_validate({**DISTRICT_FILE, "bulletin": bulletin}))
    await do(office, LONG_AGO, at=_stored(office, clock.now() - timedelta(days=9)))
    assert sorted(await mended(office)) == ["edition-missing", "edition-missing"]


async def test_a_broadcast_that_stands_still_is_told_and_one_that_moves_is_not(quiet: Office) -> None:
    await apply(quiet.store, Deployment.model_validate(DISTRICT_FILE))
    await broadcasts.create(quiet, Audience(), Post("通知"))
    assert "broadcast-stuck" not in await found(quiet)
    at = _stored(quiet, clock.now() - timedelta(minutes=6))
    await do(quiet, "update broadcasts set at = :at", at=at)
    await do(quiet, "update deliveries set due_at = :at, changed_at = :at", at=at)
    assert (await found(quiet))["broadcast-stuck"].text == "1 号群发停住了，还剩 2 个群"
    await do(quiet, "update deliveries set changed_at = :at where id = 1", at=_stored(quiet, clock.now()))
    assert "broadcast-stuck" not in await found(quiet)


async def test_messages_of_which_nobody_can_know_are_shown(quiet: Office) -> None:
    await apply(quiet.store, Deployment.model_validate(DISTRICT_FILE))
    await broadcasts.create(quiet, Audience(), Post("通知"))
    await do(quiet, "update deliveries set state = 'unknown' where id = 1")
    doubt = (await found(quiet))["broadcast-doubt"]
    assert doubt.minor
    assert "有 1 个群" in doubt.text


async def test_editions_are_on_their_way_while_others_get_theirs_and_the_failed_are_told_together(office: Office) -> None:
    at = (clock.now() + timedelta(hours=6)).strftime("%a %H:%M").lower()  # two hours ago in Shanghai
    await apply(office.store, Deployment.model_validate({**DISTRICT_FILE, "bulletin": {"at": at, "timezone": "Asia/Shanghai"}}))
    await do(office, LONG_AGO, at=_stored(office, clock.now() - timedelta(days=9)))
    assert len(await ask_for_due(office)) == 2
    await do(office, "update bulletins set changed_at = :at", at=_stored(office, clock.now() - timedelta(minutes=20)))
    assert "edition-stuck" in await found(office)
    await do(office, "update bulletins set changed_at = :at where id = 1", at=_stored(office, clock.now()))
    assert "edition-stuck" not in await found(office)
    await do(office, "update bulletins set state = 'failed'")
    failed = (await found(office))["edition-failed"]
    assert failed.minor
    assert "有 2 个群没有发出" in failed.text


def _stored(office: Office, at: Any) -> Any:
    return str(at)[:26] if office.store.sqlite else at


async def test_a_silent_role_is_told_by_the_other_bot_and_not_again(quiet: Office, phones: Phones) -> None:
    async with quiet.store.begin() as session:
        await heartbeats.beat(session, "duty", "a", clock.now() - timedelta(minutes=3))
        await heartbeats.beat(session, "duty", "b", clock.now() - timedelta(minutes=2))
        await heartbeats.beat(session, "community", "a", clock.now())
    watch = Watch(quiet.settings, quiet.store)
    assert [finding.kind for finding in await watch.once()] == ["silent"]
    await until(lambda: any("值勤机器人从" in text for text in phones.told(9001)))
    assert len(await watch.once()) == 1
    async with quiet.store.begin() as session:
        await heartbeats.beat(session, "duty", "b", clock.now())
    assert await watch.once() == []
    assert sum("值勤机器人从" in text for text in phones.told(9001)) == 1


@contextmanager
def listener() -> Iterator[tuple[str, list[str]]]:
    """Somebody outside who waits for a heartbeat."""
    heard: list[str] = []

    class Ear(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            heard.append(self.path)
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Ear)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/beat", heard
    server.shutdown()
    thread.join()
    server.server_close()


async def test_the_outer_heartbeat_beats_while_all_is_well_and_stops_when_it_is_not(quiet: Office) -> None:
    with listener() as (address, heard):
        watch = Watch(quiet.settings.model_copy(update={"heartbeat_url": address}), quiet.store)
        await watch.once()
        assert heard == ["/beat"]
        async with quiet.store.begin() as session:
            await heartbeats.beat(session, "community", "a", clock.now() - timedelta(minutes=3))
        await watch.once()
        assert heard == ["/beat"]


async def test_an_address_that_does_not_answer_stops_nothing(quiet: Office) -> None:
    watch = Watch(quiet.settings.model_copy(update={"heartbeat_url": "http://127.0.0.1:9/beat"}), quiet.store)
    assert await watch.once() == []


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_the_watch_is_light_and_ends_with_whoever_started_it(quiet: Office, database: str) -> None:
    environment = {**os.environ, "SHOUWANG_DATABASE_URL": database, "SHOUWANG_DATA_DIR": str(quiet.settings.data_dir)}
    command = "[sys.executable, '-m', 'bot.watching.watch', str(os.getpid())]"
    start = f"import subprocess, sys, os; print(subprocess.Popen({command}).pid, flush=True); input()"
    environment["SHOUWANG_AUDIT_SECONDS"] = "1"
    parent = subprocess.Popen([sys.executable, "-c", start], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, text=True)
    assert parent.stdout is not None
    child = psutil.Process(int(await asyncio.to_thread(parent.stdout.readline)))
    await asyncio.sleep(5)
    assert child.memory_info().rss < 100_000_000
    parent.kill()
    await asyncio.to_thread(parent.wait)
    await until(lambda: not child.is_running() or child.status() == psutil.STATUS_ZOMBIE)
    for pipe in (parent.stdin, parent.stdout):
        if pipe is not None:
            pipe.close()


async def test_what_was_noted_by_the_audit_is_sealed_like_everything(quiet: Office, phones: Phones) -> None:
    number = await paged(quiet, phones)
    await kill(quiet, threads.ladder(number, 1))
    await mended(quiet)
    async with quiet.store.begin() as session:
        lines = await alert_rows.history(session, number)
    assert all(line.seal for line in lines)
    await alerts.acknowledge(quiet, number, OFFICER)
