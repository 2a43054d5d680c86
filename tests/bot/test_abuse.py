"""Many reports of one thing, the same words from many chats, and grave ones that are never counted away."""

import asyncio
import time
from typing import Any

import pytest
import sqlalchemy as sa

from bot.deployment import Deployment
from bot.desk import alerts, board, reports
from bot.desk.reports import Receipt, Reported
from bot.office import Office
from bot.setup import apply
from bot.store.models import Alert, Page, Report
from tests.conftest import DISTRICT_FILE, FACTORY, LEADER, NEIGHBOUR, NEIGHBOURS, OFFICER, RESIDENT, Phones, until

PATIENT = [{"page": ["officer", "leader"], "level": "station", "wait": "600s"}]
CHAIN = "亲们转发一下，免费领鸡蛋的活动又来了，加老师微信进群就能领三十个，先到先得只限本小区老人"
OWN = "我刚刚按客服说的共享屏幕，已经转了三万过去，对方说还要再转两万才能解冻，怎么办"
ELSEWHERE = -1001000000009
FAR = {"chat": ELSEWHERE, "title": "宁平居民群", "area": "lyg-hz-np", "kind": "neighbourhood", "tags": []}
MANY = 400


@pytest.fixture
async def calm(office: Office) -> Office:
    """Nobody is paged a second time while one looks."""
    groups = [*DISTRICT_FILE["groups"], FAR]
    await apply(office.store, Deployment.model_validate({**DISTRICT_FILE, "escalation": PATIENT, "groups": groups}))
    return office


async def told(office: Office, text: str, who: int, group: int | None = NEIGHBOURS, **more: Any) -> Receipt:
    return await reports.report(office, Reported(f"report:{who}:{text[:12]}:{group}", who, "居民", text, group=group, **more))


async def count(office: Office, model: type[Any]) -> int:
    async with office.store.begin() as session:
        return int((await session.execute(sa.select(sa.func.count()).select_from(model))).scalar_one())


async def test_the_same_words_from_different_chats_are_one_alert_with_a_count(calm: Office, phones: Phones) -> None:
    first = await told(calm, CHAIN, RESIDENT)
    second = await told(calm, f"这是不是骗子？{CHAIN}", NEIGHBOUR, FACTORY)
    third = await told(calm, CHAIN, 7003, None)
    assert first.tier in ("low", "medium")
    assert [receipt.number for receipt in (first, second, third)] == [1, 1, 1]
    assert (third.count, await count(calm, Alert)) == (3, 1)
    assert (await board.show(calm, 1, OFFICER)).told.reports == 3


async def test_another_station_has_its_own_alert_of_the_same_words(calm: Office) -> None:
    await told(calm, CHAIN, RESIDENT)
    assert (await told(calm, CHAIN, NEIGHBOUR, ELSEWHERE)).number == 2
    assert (await board.show(calm, 2, 5009)).told.same_as is None


async def test_a_grave_one_is_an_alert_of_its_own_that_names_the_other(calm: Office, phones: Phones) -> None:
    await told(calm, OWN, RESIDENT)
    assert (await told(calm, OWN, NEIGHBOUR)).number == 2
    card = await board.show(calm, 2, OFFICER)
    assert (card.told.same_as, card.tier, (await board.show(calm, 1, OFFICER)).told.same_as) == (1, "urgent", None)
    await until(lambda: {card.number for chat, card, _ in phones.pages if chat == OFFICER} == {1, 2})


async def test_words_whose_alert_has_ended_page_again(calm: Office) -> None:
    await told(calm, CHAIN, RESIDENT)
    await alerts.dismiss(calm, 1, OFFICER)
    assert (await told(calm, CHAIN, NEIGHBOUR)).number == 2
    assert (await board.show(calm, 2, OFFICER)).told.same_as == 1


async def test_few_words_are_the_same_by_chance(calm: Office) -> None:
    short = "有人加我微信说可以做兼职"
    assert [(await told(calm, short, who)).number for who in (RESIDENT, NEIGHBOUR)] == [1, 2]


async def test_hundreds_of_reports_of_one_message_are_one_alert_one_page_each_and_few_redraws(calm: Office, phones: Phones) -> None:
    if not calm.store.sqlite:
        pytest.skip("one database is enough for a measurement")
    began = time.monotonic()
    for start in range(10_000, 10_000 + MANY, 100):
        await asyncio.gather(*(told(calm, CHAIN, who, subject="-1:5") for who in range(start, start + 100)))
    took = time.monotonic() - began
    async with calm.store.begin() as session:
        [alert] = (await session.scalars(sa.select(Alert))).all()
    assert (alert.reports, await count(calm, Report)) == (MANY, MANY)
    pages = await count(calm, Page)
    await until(lambda: len(phones.pages) >= pages)
    people = set(phones.paged())
    await until(lambda: any(card.told.reports == MANY for _, card in phones.redraws), 60)
    assert (pages, len(phones.pages)) == (len(people), len(people))
    assert len(phones.redraws) <= len(people) * (took / reports.TOGETHER + 2 + len(people))
    assert LEADER not in people
