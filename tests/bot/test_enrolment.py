"""How people come on duty: a code works once, for one person, for a while, and nobody can read it out of the database."""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from bot import clock
from bot.deployment import Deployment
from bot.errors import OperatorError, UserError
from bot.people import enrolment
from bot.people.enrolment import Role
from bot.privacy import Cipher
from bot.setup import apply
from bot.store import staff
from bot.store.engine import Store
from bot.store.models import Act, Base
from tests.conftest import DISTRICT_FILE, OFFICER, STRANGER

STATION = "lyg-hz-xd"
CIPHER = Cipher("test")
NEWCOMER = 5050


@pytest.fixture(autouse=True)
async def district(store: Store) -> None:
    """The sample district stands."""
    await apply(store, Deployment.model_validate(DISTRICT_FILE))


async def code_for(store: Store, role: str = "officer", area: str = STATION, hours: int = 72) -> str:
    return (await enrolment.invite(store, CIPHER, role, area, hours)).code


async def chat_open(store: Store, telegram: int) -> list[bool]:
    async with store.begin() as session:
        return [row.chat_open for row in await staff.of(session, telegram)]


async def rows(store: Store) -> list[Any]:
    """Every value of every row."""
    async with store.begin() as session:
        return [value for table in Base.metadata.sorted_tables for row in await session.execute(sa.select(table)) for value in row]


async def test_an_invitation_says_for_what_and_until_when(store: Store) -> None:
    made = await enrolment.invite(store, CIPHER, "leader", STATION, 24)
    assert (made.role, made.area) == ("leader", "新东派出所")
    assert timedelta(hours=23, minutes=59) < made.expires_at - clock.now() <= timedelta(hours=24)
    assert len(f"https://t.me/shouwang_duty_bot?start={made.code}".partition("start=")[2]) <= 64


@pytest.mark.parametrize(
    ("role", "area", "reason"), [("sheriff", STATION, "没有 sheriff 这种身份"), ("officer", "lyg-xx", "没有代码为 lyg-xx 的辖区")]
)
async def test_nobody_is_invited_to_what_is_not_there(store: Store, role: str, area: str, reason: str) -> None:
    with pytest.raises(OperatorError, match=reason):
        await enrolment.invite(store, CIPHER, role, area, 72)


async def test_a_code_gives_its_role_and_opens_the_chat(store: Store) -> None:
    role = await enrolment.enrol(store, CIPHER, NEWCOMER, "新警官", await code_for(store))
    assert role == Role("officer", "新警官", "连云港市 海州区 新东派出所")
    assert await enrolment.whoami(store, NEWCOMER) == [role]
    assert await chat_open(store, NEWCOMER) == [True]


async def test_a_code_works_once(store: Store) -> None:
    code = await code_for(store)
    await enrolment.enrol(store, CIPHER, NEWCOMER, "新警官", code)
    with pytest.raises(UserError, match="code-used"):
        await enrolment.enrol(store, CIPHER, STRANGER, "别人", code)
    assert await enrolment.whoami(store, STRANGER) == []


async def test_the_same_person_may_press_the_same_link_again(store: Store) -> None:
    code = await code_for(store)
    first = await enrolment.enrol(store, CIPHER, NEWCOMER, "新警官", code)
    assert await enrolment.enrol(store, CIPHER, NEWCOMER, "新警官", code) == first
    async with store.begin() as session:
        assert len((await session.scalars(sa.select(Act).where(Act.act == "enrol"))).all()) == 1


async def test_an_old_link_does_not_bring_back_somebody_who_was_retired(store: Store) -> None:
    code = await code_for(store)
    await enrolment.enrol(store, CIPHER, NEWCOMER, "新警官", code)
    async with store.begin() as session:
        [row] = await staff.of(session, NEWCOMER)
        row.retired_at = clock.now()
    with pytest.raises(UserError, match="code-used"):
        await enrolment.enrol(store, CIPHER, NEWCOMER, "新警官", code)
    assert await enrolment.whoami(store, NEWCOMER) == []


async def test_a_code_expires(store: Store) -> None:
    code = await code_for(store, hours=0)
    with pytest.raises(UserError, match="code-expired"):
        await enrolment.enrol(store, CIPHER, NEWCOMER, "新警官", code)
    assert await enrolment.whoami(store, NEWCOMER) == []


@pytest.mark.parametrize("code", ["", "guess", "r17", "x" * 4096, "'; drop table staff; --"])
async def test_an_unknown_code_gives_nothing(store: Store, code: str) -> None:
    await code_for(store)
    with pytest.raises(UserError, match="code-unknown"):
        await enrolment.enrol(store, CIPHER, NEWCOMER, "新警官", code)
    assert await enrolment.whoami(store, NEWCOMER) == []


async def test_a_code_of_another_key_is_unknown(store: Store) -> None:
    code = await code_for(store)
    with pytest.raises(UserError, match="code-unknown"):
        await enrolment.enrol(store, Cipher("another"), NEWCOMER, "新警官", code)


async def test_of_two_people_racing_for_one_code_exactly_one_gets_it(store: Store) -> None:
    for round_ in range(5):
        code, racers = await code_for(store), [7100 + 10 * round_ + k for k in range(4)]
        outcomes = await asyncio.gather(
            *(enrolment.enrol(store, CIPHER, racer, f"{racer}", code) for racer in racers), return_exceptions=True
        )
        winners = [outcome for outcome in outcomes if isinstance(outcome, Role)]
        losers = [outcome.key for outcome in outcomes if isinstance(outcome, UserError)]
        assert (len(winners), losers) == (1, ["code-used"] * 3)
        assert len([role for racer in racers for role in await enrolment.whoami(store, racer)]) == 1


async def test_only_a_hash_of_the_code_is_kept(store: Store, tmp_path: Path) -> None:
    code = await code_for(store)
    assert not any(code in str(value) for value in await rows(store))
    await enrolment.enrol(store, CIPHER, NEWCOMER, "新警官", code)
    assert not any(code in str(value) for value in await rows(store))
    await store.close()
    assert not any(code.encode() in file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())


async def test_somebody_whom_the_file_names_needs_only_start(store: Store) -> None:
    assert await chat_open(store, OFFICER) == [False]
    assert await enrolment.start(store, OFFICER) == [Role("officer", "陈警官", "连云港市 海州区 新东派出所")]
    assert await chat_open(store, OFFICER) == [True]


async def test_a_stranger_who_presses_start_is_nobody(store: Store) -> None:
    with pytest.raises(UserError, match="not-enrolled"):
        await enrolment.start(store, STRANGER)
    assert await enrolment.whoami(store, STRANGER) == []


async def test_a_second_code_gives_a_second_role(store: Store) -> None:
    await enrolment.enrol(store, CIPHER, NEWCOMER, "新警官", await code_for(store))
    await enrolment.enrol(store, CIPHER, NEWCOMER, "新警官", await code_for(store, "leader", "lyg-hz"))
    assert [(role.role, role.area) for role in await enrolment.whoami(store, NEWCOMER)] == [
        ("officer", "连云港市 海州区 新东派出所"),
        ("leader", "连云港市 海州区"),
    ]


async def test_a_name_of_any_length_fits(store: Store) -> None:
    role = await enrolment.enrol(store, CIPHER, NEWCOMER, "很长的名字" * 100, await code_for(store))
    assert role.name == ("很长的名字" * 12)


async def test_invitations_and_enrolments_are_remembered(store: Store) -> None:
    await enrolment.enrol(store, CIPHER, NEWCOMER, "新警官", await code_for(store))
    async with store.begin() as session:
        acts = [(act.act, act.actor) for act in await session.scalars(sa.select(Act).order_by(Act.id)) if act.act != "setup"]
    assert acts == [("invite", None), ("enrol", NEWCOMER)]
