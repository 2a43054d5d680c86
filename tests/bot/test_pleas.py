"""Asking around for a volunteer: who is asked and in which order, what they are told, what happens when time passes, and what is left."""

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest
import sqlalchemy as sa

from bot import clock
from bot.deployment import Deployment
from bot.desk import alerts, board, reports, steps
from bot.desk.reports import Reported
from bot.errors import UserError
from bot.helping import pleas, volunteering
from bot.messenger import Undelivered
from bot.office import Office
from bot.people import rights
from bot.setup import apply
from bot.store import groups, people, volunteers
from bot.store.models import HelpRequest, Plea, Visitor, Volunteer
from tests.conftest import DISTRICT_FILE, FACTORY, GRID, LEADER, NEIGHBOUR, NEIGHBOURS, OFFICER, RESIDENT, Phones, until

SQLITE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
PAID = "我刚刚按客服说的共享屏幕,已经转了三万给6222021234567890123,怎么办"
LI, ZHAO, SUN = 7101, 7102, 7103


async def enlist(office: Office, telegram: int, name: str, chat: int = NEIGHBOURS) -> None:
    """Somebody who was seen in a group agrees to help."""
    await seen(office, telegram, chat)
    await volunteering.join(office, telegram, name, "guard", 0)


async def seen(office: Office, telegram: int, chat: int) -> None:
    async with office.store.begin() as session:
        group = await groups.by_chat(session, chat)
        assert group is not None
        await people.seen(session, telegram, clock.now(), group_id=group.id)


async def held(office: Office, *, wait: str = "600s", keep: str = "24h") -> int:
    """An alert that the officer has signed for; the ladder stands still."""
    slow = [{"page": ["officer"], "level": "station", "wait": "600s"}]
    waits = {"wait": wait, "keep": keep}
    await apply(office.store, Deployment.model_validate({**DISTRICT_FILE, "escalation": slow, "volunteers": waits}))
    receipt = await reports.report(office, Reported("plea", RESIDENT, "王阿姨", PAID, group=NEIGHBOURS))
    await alerts.acknowledge(office, receipt.number, OFFICER)
    return receipt.number


async def begin(office: Office, place: str = "", **waits: str) -> int:
    """The officer asks around."""
    number = await held(office, **waits)
    await pleas.request(office, number, OFFICER, place)
    return number


async def answer(office: Office, phones: Phones, who: int, *, goes: bool) -> str:
    """Somebody answers the latest plea on their phone."""
    plea = next(plea for chat, _, plea in reversed(phones.pleas) if chat == who)
    return (await pleas.answer(office, plea, who, 1, goes=goes)).text


def asked(phones: Phones) -> list[int]:
    return [chat for chat, _, _ in phones.pleas]


async def rows(office: Office, model: type[Any]) -> Sequence[Any]:
    async with office.store.begin() as session:
        return (await session.scalars(sa.select(model).order_by(model.id))).all()


@SQLITE
async def test_the_nearest_who_agreed_are_asked_one_after_another_and_nobody_else(office: Office, phones: Phones) -> None:
    await enlist(office, SUN, "孙师傅", FACTORY)
    await enlist(office, LI, "李叔")
    await seen(office, NEIGHBOUR, NEIGHBOURS)
    await enlist(office, RESIDENT, "王阿姨")
    number = await begin(office)
    for expected in ([LI], [LI, SUN], [LI, SUN, GRID]):
        await until(lambda expected=expected: asked(phones) == expected)
        await answer(office, phones, expected[-1], goes=False)
    await until(lambda: any("都问过了" in text for text in phones.told(OFFICER)))
    assert {NEIGHBOUR, RESIDENT}.isdisjoint(asked(phones))
    assert (await pleas.look(office, number, OFFICER)).state == "nobody"


@SQLITE
async def test_who_has_agreed_is_not_asked_any_more_to_say_no(office: Office, phones: Phones) -> None:
    await enlist(office, LI, "李叔")
    await begin(office)
    await until(lambda: LI in asked(phones))
    assert "请按一下「去不了」" in phones.pleas[0][1]
    told = await answer(office, phones, LI, goes=True)
    assert "谢谢您答应去" in told
    assert "请按一下「去不了」" not in told


@SQLITE
async def test_what_they_are_told_names_a_place_and_nothing_of_the_report(office: Office, phones: Phones) -> None:
    await enlist(office, LI, "李叔")
    await begin(office, "3 号楼门口\n联系 13812345678 或 http://kan.cn")
    await until(lambda: phones.pleas)
    text = phones.pleas[0][1]
    assert "镇西新苑，3 号楼门口 联系 138****5678" in text
    assert "新东派出所" in text
    assert not any(secret in text for secret in ("6222", "三万", "共享", "王阿姨", "13812345678", "http", "kan.cn"))


@SQLITE
async def test_who_says_nothing_gives_way_to_the_next_and_may_still_come_late(office: Office, phones: Phones) -> None:
    await enlist(office, LI, "李叔")
    await enlist(office, ZHAO, "赵姐")
    number = await begin(office, wait="1s")
    await until(lambda: asked(phones)[:2] == [LI, ZHAO])
    assert "谢谢您答应去" in await answer(office, phones, LI, goes=True)
    await until(lambda: "👣 李叔 已答应去（预警 1 号）。" in phones.told(OFFICER))
    assert (await board.show(office, number, OFFICER)).course.visitors == ("李叔",)
    assert "已经有人去了" in await answer(office, phones, ZHAO, goes=True)


@SQLITE
async def test_who_cannot_be_reached_gives_way_at_once(office: Office, phones: Phones) -> None:
    await enlist(office, LI, "李叔")
    await enlist(office, ZHAO, "赵姐")
    phones.refuse = {LI: [Undelivered("blocked")]}
    number = await begin(office)
    await until(lambda: asked(phones) == [ZHAO])
    history = (await board.details(office, number, OFFICER)).history
    assert "有一位反诈卫士联系不上，改问下一位" in [words for _, words, _ in history]


async def test_of_two_who_say_yes_at_once_one_goes_and_the_other_is_thanked(office: Office, phones: Phones) -> None:
    await enlist(office, LI, "李叔")
    await enlist(office, ZHAO, "赵姐")
    number = await begin(office, wait="1s")
    await until(lambda: {LI, ZHAO} <= set(asked(phones)))
    said = await asyncio.gather(answer(office, phones, LI, goes=True), answer(office, phones, ZHAO, goes=True))
    assert sorted(("谢谢您答应去" in text, "已经有人去了" in text) for text in said) == [(False, True), (True, False)]
    assert len((await board.show(office, number, OFFICER)).course.visitors) == 1
    again = await asyncio.gather(answer(office, phones, LI, goes=True), answer(office, phones, ZHAO, goes=True))
    assert sorted(again) == sorted(said)


@SQLITE
async def test_who_cannot_go_after_all_is_off_the_visit_and_the_next_is_asked(office: Office, phones: Phones) -> None:
    await enlist(office, LI, "李叔")
    await enlist(office, ZHAO, "赵姐")
    number = await begin(office)
    await until(lambda: asked(phones) == [LI])
    await answer(office, phones, LI, goes=True)
    await answer(office, phones, LI, goes=False)
    await until(lambda: asked(phones) == [LI, ZHAO])
    await until(lambda: any(text.startswith("李叔 去不了了") for text in phones.told(OFFICER)))
    assert (await board.show(office, number, OFFICER)).course.visitors == ()


async def test_when_the_person_is_found_everybody_is_thanked_and_what_was_disclosed_is_gone(office: Office, phones: Phones) -> None:
    await enlist(office, LI, "李叔")
    await enlist(office, ZHAO, "赵姐")
    number = await begin(office, "3 号楼", wait="1s")
    await until(lambda: {LI, ZHAO} <= set(asked(phones)))
    await answer(office, phones, LI, goes=True)
    await until(lambda: any("已经有人去了" in text for sent, text in phones.edits if sent.chat == ZHAO))
    await steps.record(office, number, OFFICER, "visit", "found", 0)
    await until(lambda: any("这件事已经有了结果" in text for sent, text in phones.edits if sent.chat == LI))

    async def forgotten() -> bool:
        return all(plea.telegram == 0 and plea.message is None for plea in await rows(office, Plea))

    await until(forgotten)
    [request] = await rows(office, HelpRequest)
    assert (request.state, request.words) == ("over", None)
    with pytest.raises(UserError, match="help-gone"):
        await answer(office, phones, LI, goes=False)
    with pytest.raises(UserError, match="help-not-now"):
        await pleas.request(office, number, OFFICER)


@SQLITE
async def test_what_was_disclosed_expires_though_nothing_happened(office: Office, phones: Phones) -> None:
    await enlist(office, LI, "李叔")
    await begin(office, "3 号楼", keep="12s")
    await until(lambda: asked(phones) == [LI])
    await until(lambda: any("这次已经不需要了" in text for sent, text in phones.edits if sent.chat == LI))
    [request] = await rows(office, HelpRequest)
    assert request.words is None


@SQLITE
async def test_the_officer_may_stop_and_only_one_request_runs(office: Office, phones: Phones) -> None:
    await enlist(office, LI, "李叔")
    number = await begin(office)
    await until(lambda: asked(phones) == [LI])
    with pytest.raises(UserError, match="help-running"):
        await pleas.request(office, number, LEADER)
    with pytest.raises(UserError):
        await pleas.request(office, number, GRID)
    assert (await pleas.stop(office, number, OFFICER)).changed
    assert not (await pleas.stop(office, number, OFFICER)).changed
    await until(lambda: any("这次已经不需要了" in text for sent, text in phones.edits if sent.chat == LI))
    await pleas.request(office, number, OFFICER)
    await until(lambda: asked(phones) == [LI, LI])


@SQLITE
async def test_a_grid_worker_is_asked_through_the_duty_bot_and_gets_the_card(office: Office, phones: Phones) -> None:
    number = await begin(office)
    await until(lambda: asked(phones) == [GRID])
    await answer(office, phones, GRID, goes=True)
    await until(lambda: GRID in phones.paged())
    card = next(card for chat, card, _ in phones.pages if chat == GRID)
    assert (card.number, card.viewer.going, card.viewer.steps) == (number, True, ("visit",))


@SQLITE
async def test_without_anybody_near_the_officer_hears_so_at_once(office: Office, phones: Phones) -> None:
    number = await held(office)
    nobody = {**DISTRICT_FILE, "staff": [entry for entry in DISTRICT_FILE["staff"] if entry["role"] != "grid_worker"]}
    await apply(office.store, Deployment.model_validate(nobody))
    with pytest.raises(UserError, match="help-nobody-near"):
        await pleas.request(office, number, OFFICER)


@SQLITE
async def test_who_leaves_is_forgotten_what_they_were_told_is_taken_back_and_the_next_is_asked(office: Office, phones: Phones) -> None:
    await enlist(office, LI, "李叔")
    await enlist(office, ZHAO, "赵姐")
    await begin(office)
    await until(lambda: asked(phones) == [LI])
    await until(lambda: _has_message(office))
    assert await volunteering.leave(office, LI)
    await until(lambda: any("这次已经不需要了" in text for sent, text in phones.edits if sent.chat == LI))
    await until(lambda: asked(phones) == [LI, ZHAO])
    assert [row.telegram for row in await rows(office, Volunteer)] == [ZHAO]
    assert not await volunteering.leave(office, LI)


async def _has_message(office: Office) -> bool:
    return bool((await rows(office, Plea))[0].message)


async def test_forgetting_somebody_leaves_no_trace_of_who_it_was(office: Office, phones: Phones) -> None:
    await enlist(office, LI, "李叔")
    number = await begin(office)
    await until(lambda: asked(phones) == [LI])
    await answer(office, phones, LI, goes=True)
    await until(lambda: "👣 李叔 已答应去（预警 1 号）。" in phones.told(OFFICER))
    [before] = await rows(office, Visitor)
    assert before.name == "志愿者"
    await steps.record(office, number, OFFICER, "visit", "found", 0)
    await until(lambda: any("这件事已经有了结果" in text for sent, text in phones.edits if sent.chat == LI))
    assert (await rights.export(office.store, office.cipher, LI))["volunteer"][0]["name"] == "李叔"
    await rights.forget(office, LI)
    assert await rows(office, Volunteer) == []
    [visitor] = await rows(office, Visitor)
    assert visitor.telegram < 0
    assert (await board.show(office, number, OFFICER)).course.visitors == ("志愿者",)
    assert "李叔" not in str((await board.details(office, number, OFFICER)).history)
    await until(lambda: _unnamed(office))


async def _unnamed(office: Office) -> bool:
    return [plea.telegram for plea in await rows(office, Plea)] == [0]


@SQLITE
async def test_nobody_joins_for_a_group_they_were_never_seen_in(office: Office) -> None:
    await seen(office, LI, NEIGHBOURS)
    async with office.store.begin() as session:
        factory = await groups.by_chat(session, FACTORY)
    assert factory is not None
    for who, group in ((LI, factory.id), (ZHAO, 0)):
        with pytest.raises(UserError, match="volunteer-no-group"):
            await volunteering.join(office, who, "谁", "guard", group)
    assert await rows(office, Volunteer) == []


@SQLITE
async def test_a_volunteer_follows_a_group_that_moved(office: Office) -> None:
    await enlist(office, LI, "李叔")
    async with office.store.begin() as session:
        newer = await groups.add(session, chat=-100777, title="镇西新苑业主群", created_at=clock.now(), area="lyg-hz-xd-01")
        await volunteers.add(session, telegram=LI, name=office.cipher.seal("李叔"), kind="guard", group_id=newer.id, at=clock.now())
    async with office.store.begin() as session:
        await groups.move(session, NEIGHBOURS, -100777, clock.now())
    assert (await volunteering.view(office, LI)).groups == ("镇西新苑业主群",)
