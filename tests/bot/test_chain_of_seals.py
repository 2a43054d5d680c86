"""A log that cannot be changed unnoticed, on both databases: what was changed, taken out, put in or cut off is found."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from bot import clock
from bot.store import acts, alerts, chain, traces
from bot.store.engine import MIGRATIONS, Store
from bot.store.models import Act
from tests.conftest import Bare

ALERT = {"area": "a", "area_known": True, "tier": "low", "words": b"w", "ladder": []}


async def begun(store: Store) -> int:
    """An alert to write about."""
    async with store.begin() as session:
        await session.execute(sa.text("insert into areas (code, name, level) values ('a', '某区', 'station')"))
        return (await alerts.add(session, **ALERT, raised_at=clock.now())).id


async def write(store: Store, number: int, lines: int = 4) -> None:
    for k in range(lines):
        async with store.begin() as session:
            words = f"第 {k} 条".encode() if k % 2 else None
            await alerts.note(session, number, clock.now(), 5001, "step", words=words, name="陈警官", step="phone", k=k)


async def walked(store: Store, name: str = "alert_log", known: tuple[int, str] | None = None) -> chain.Walk:
    async with store.begin() as session:
        return await chain.walk(session, name, known)


async def tamper(store: Store, statement: str) -> None:
    async with store.begin() as session:
        await session.execute(sa.text(statement))


async def test_lines_hold_and_several_in_one_transaction_do_too(store: Store) -> None:
    number = await begun(store)
    await write(store, number)
    async with store.begin() as session:
        await alerts.note(session, number, clock.now(), None, "paged", count=2)
        await acts.write(session, clock.now(), None, "setup", {"changes": ["+ 某区"], "nested": {"b": [1, 2], "a": None}})
        await alerts.note(session, number, clock.now(), None, "paged", count=3)
    found = await walked(store)
    assert (found.lines, found.fault) == (6, None)
    assert len(found.seal) == 64
    assert (await walked(store, "acts")).lines == 1


async def test_what_was_rolled_back_leaves_no_gap(store: Store) -> None:
    number = await begun(store)

    async def fail() -> None:
        async with store.begin() as session:
            await alerts.note(session, number, clock.now(), None, "paged", count=2)
            raise LookupError

    with pytest.raises(LookupError):
        await fail()
    await write(store, number, 2)
    assert (await walked(store)).fault is None
    assert (await walked(store)).lines == 2


@pytest.mark.parametrize("lines", [0, 4])
async def test_lines_written_while_somebody_walks_are_no_fault(store: Store, monkeypatch: pytest.MonkeyPatch, lines: int) -> None:
    number, head, looked = await begun(store), chain.head, 0
    await write(store, number, lines)

    async def late(*about: Any) -> tuple[int, str]:
        nonlocal looked
        looked += 1
        if looked <= 2:
            await write(store, number, 1)
        return await head(*about)

    async with store.begin() as session:
        monkeypatch.setattr(chain, "head", late)
        found = await chain.walk(session, "alert_log")
    assert (found.lines, found.fault, looked) == (lines + 2, None, 3)


CHANGES = {
    "update alert_log set actor = 6666 where nth = 2": ("changed", 2),
    "update alert_log set actor = null, salt = null where nth = 2": ("changed", 2),
    "update alert_log set salt = 'x' where nth = 2": ("changed", 2),
    "update alert_log set actor_digest = null, actor = null where nth = 2": ("changed", 2),
    "update alert_log set act = 'joined' where nth = 3": ("changed", 3),
    'update alert_log set detail = \'{"name": "别人"}\' where nth = 1': ("changed", 1),
    "update alert_log set words = null, digest = null where nth = 2": ("changed", 2),
    "update alert_log set seal = 'x' where nth = 4": ("changed", 4),
    "delete from alert_log where nth = 2": ("missing", 2),
    "delete from alert_log where nth = 4": ("short", 4),
    "delete from alert_log": ("short", 1),
    "delete from chains": ("headless", 4),
    "update chains set length = 3 where name = 'alert_log'": ("headless", 4),
}


@pytest.mark.parametrize("statement", CHANGES)
async def test_a_change_is_found_at_its_first_line(store: Store, statement: str) -> None:
    await write(store, await begun(store))
    await tamper(store, statement)
    found = await walked(store)
    assert (found.fault, found.place) == CHANGES[statement]


async def test_a_note_that_was_changed_is_found_and_one_that_was_forgotten_is_none(store: Store) -> None:
    await write(store, await begun(store))
    await tamper(store, "update alert_log set words = null where nth = 2")
    assert (await walked(store)).fault is None
    async with store.begin() as session:
        await session.execute(sa.text("update alert_log set words = :other where nth = 4"), {"other": b"other"})
    assert ((await walked(store)).fault, (await walked(store)).place) == ("changed", 4)


async def test_only_a_resident_can_be_forgotten_and_nobody_put_in_their_place(store: Store) -> None:
    number = await begun(store)
    async with store.begin() as session:
        await alerts.note(session, number, clock.now(), 7001, "raised", tier="low")
        await alerts.note(session, number, clock.now(), 5001, "signed", name="陈警官", role="officer")
    await tamper(store, "update alert_log set actor = null, salt = null where nth = 1")
    assert (await walked(store)).fault is None
    await tamper(store, "update alert_log set actor = 7002, salt = 'x' where nth = 1")
    assert ((await walked(store)).fault, (await walked(store)).place) == ("changed", 1)


async def test_a_line_that_was_put_in_is_found(store: Store) -> None:
    number = await begun(store)
    await write(store, number)
    columns = "alert_id, at, act, detail"
    await tamper(store, f"insert into alert_log ({columns}) select alert_id, at, 'forged', detail from alert_log where nth = 1")
    assert (await walked(store)).fault == "added"
    await tamper(store, "update alert_log set nth = 5, seal = 'x' where nth is null")
    assert ((await walked(store)).fault, (await walked(store)).place) == ("changed", 5)


async def test_when_the_head_was_taken_away_work_goes_on_and_the_gap_stays(store: Store) -> None:
    number = await begun(store)
    await write(store, number)
    await tamper(store, "delete from chains")
    await write(store, number, 2)
    assert ((await walked(store)).fault, (await walked(store)).place) == ("changed", 5)


async def test_a_seal_noted_elsewhere_tells_a_chain_that_was_written_anew(store: Store) -> None:
    number = await begun(store)
    await write(store, number)
    known = (await walked(store)).lines, (await walked(store)).seal[:16]
    await write(store, number, 1)
    assert (await walked(store, known=known)).fault is None
    assert (await walked(store, known=(4, "0" * 16))).fault == "unknown"
    assert (await walked(store, known=(9, "0" * 16))).fault == "short"


async def test_many_writers_at_once_make_one_chain(store: Store, tmp_path: Path) -> None:
    number = await begun(store)
    other = Store(store.url.render_as_string(hide_password=False), tmp_path)
    await asyncio.gather(*(write(one, number, 5) for one in (store, other) * 4))
    await other.close()
    found = await walked(store)
    assert (found.lines, found.fault) == (40, None)


async def upgraded(store: Store, revision: str) -> None:
    """Bring an empty database to an older revision."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))

    def to(connection: sa.Connection) -> None:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)

    async with store.engine.begin() as connection:
        await connection.run_sync(to)


def before(word: str) -> str:
    """The revision before the one whose name has a word."""
    return f"{int(next(path.name[:4] for path in sorted(MIGRATIONS.glob('versions/0*.py')) if word in path.name)) - 1:04d}"


async def test_lines_from_before_the_chain_are_sealed_when_the_database_is_brought_up_to_date(tmp_path: Path) -> None:
    store = Store(f"sqlite+aiosqlite:///{tmp_path / 'old.db'}", tmp_path)
    await upgraded(store, before("chained"))
    await tamper(store, "insert into acts (at, act, detail) values ('2026-11-20 08:00:00.000000', 'setup', '{\"b\": 1, \"a\": \"甲\"}')")
    await tamper(store, "insert into acts (at, act, detail) values ('2026-11-20 08:00:01.500000', 'invite', '{}')")
    await store.migrate()
    async with store.begin() as session:
        await acts.write(session, clock.now(), None, "setup", {})
    found = await walked(store, "acts")
    assert (found.lines, found.fault) == (3, None)
    await store.close()


OLD = """insert into acts (at, actor, act, detail) values ('2026-11-20 08:00:0{0}.000000', {1}, '{2}', '{3}')"""


@pytest.fixture(params=["sqlite", "postgresql"])
async def old(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    """An empty database of each kind, before any migration."""
    url = f"sqlite:///{tmp_path / 'old.db'}"
    if request.param == "postgresql":
        url = request.getfixturevalue("new_postgres")(f"old_{uuid4().hex}")
    store = Store(Bare(database_url=url).database, tmp_path)
    yield store
    await store.close()


@pytest.mark.parametrize("spoilt", [0, 2], ids=["whole", "spoilt"])
async def test_seals_from_when_they_knew_numbers_are_made_anew_but_for_what_did_not_hold(old: Store, spoilt: int) -> None:
    store = old
    await upgraded(store, before("chained"))
    for second, actor, act, detail in ((1, "null", "export", '{"person": 7001}'), (2, 5001, "enrol", "{}"), (3, 6666, "wrong_code", "{}")):
        await tamper(store, OLD.format(second, actor, act, detail))
    await upgraded(store, before("people_in_the_log"))
    await tamper(store, f"update acts set actor = 5002 where nth = {spoilt}")
    await store.migrate()
    async with store.begin() as session:
        first = await session.get(Act, 1)
        assert first is not None
        assert (first.person, first.detail) == (7001, {})
        await traces.forget_lines(session, 7001)
        await acts.write(session, clock.now(), 5001, "invite", {})
    found = await walked(store, "acts")
    assert (found.fault, found.place) == (("changed", spoilt) if spoilt else (None, 0))
