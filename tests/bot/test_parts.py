"""Who has a part in an alert when it, or who holds it, goes elsewhere: another station, an absence, a departure, another post."""

from dataclasses import replace
from typing import Any

import pytest

from bot.deployment import Deployment
from bot.desk import alerts, board, handing, reports, steps
from bot.desk.cards import AlertCard
from bot.desk.reports import Receipt, Reported
from bot.duty import shifts
from bot.errors import UserError
from bot.office import Office
from bot.setup import apply
from handlers.duty.card_buttons import buttons_of
from tests.conftest import DISTRICT, DISTRICT_FILE, GRID, LEADER, NEIGHBOUR, NEIGHBOURS, OFFICER, RESIDENT, Phones, until

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
SECOND, OUTSIDER = 5006, 5009
LOW = "有人加我微信说可以做兼职,还没聊"
PAID = "我刚刚按客服说的共享屏幕,已经转了三万过去,怎么办"
FILE: dict[str, Any] = {
    **DISTRICT_FILE,
    "staff": [*DISTRICT_FILE["staff"], {"telegram": SECOND, "name": "王警官", "role": "officer", "area": "lyg-hz-xd"}],
    "escalation": [{"page": ["officer", "leader"], "level": "station", "wait": "600s"}],
}


async def deployed(office: Office, **changes: Any) -> Office:
    await apply(office.store, Deployment.model_validate({**FILE, **changes}))
    return office


def without(telegram: int) -> list[Any]:
    return [entry for entry in FILE["staff"] if entry["telegram"] != telegram]


async def told(office: Office, text: str = PAID, reporter: int = RESIDENT, **more: Any) -> Receipt:
    reported = Reported(f"report:{reporter}:{text[:8]}", reporter, "居民", text, subject="-1:1", group=NEIGHBOURS)
    return await reports.report(office, replace(reported, **more))


def pressable(card: AlertCard) -> list[str]:
    keyboard = buttons_of(card)
    return [button.text for row in (keyboard.inline_keyboard if keyboard else ()) for button in row]


async def refused(act: Any) -> str:
    with pytest.raises(UserError) as wrong:
        await act
    return wrong.value.key


async def test_a_station_that_handed_an_alert_over_reads_and_signs_it_no_more(office: Office, phones: Phones) -> None:
    number = (await told(await deployed(office))).number
    await until(lambda: {OFFICER, SECOND, LEADER} <= set(phones.paged()))
    await alerts.acknowledge(office, number, OFFICER)
    await steps.record(office, number, OFFICER, "end", "station", 0, "lyg-hz-np")
    await until(lambda: OUTSIDER in phones.paged())
    for who in (OFFICER, SECOND, LEADER):
        assert await refused(board.details(office, number, who)) == "not-your-area"
        assert await refused(alerts.acknowledge(office, number, who)) == "not-your-area"
    await until(lambda: {OFFICER, SECOND, LEADER} <= {sent.chat for sent, card in phones.redraws if card.viewer.elsewhere})
    assert (await alerts.acknowledge(office, number, OUTSIDER)).changed
    assert (await board.show(office, number, DISTRICT)).viewer.may_sign


async def test_an_officer_of_another_station_who_is_grid_worker_here_goes_and_does_not_sign(office: Office, phones: Phones) -> None:
    here = {"telegram": OUTSIDER, "name": "外所民警", "role": "grid_worker", "area": "lyg-hz-xd-01"}
    number = (await told(await deployed(office, staff=[*FILE["staff"], here]), LOW)).number
    await until(lambda: OUTSIDER in phones.paged())
    assert await refused(alerts.acknowledge(office, number, OUTSIDER)) == "not-your-area"
    assert not (await board.show(office, number, OUTSIDER)).viewer.may_sign
    assert (await steps.go_along(office, number, OUTSIDER)).changed


async def test_who_is_officer_and_grid_worker_of_one_community_signs(office: Office, phones: Phones) -> None:
    both = {"telegram": GRID, "name": "李丽", "role": "officer", "area": "lyg-hz-xd-01"}
    number = (await told(await deployed(office, staff=[*FILE["staff"], both]), LOW)).number
    await until(lambda: GRID in phones.paged())
    assert (await board.show(office, number, GRID)).viewer.may_sign
    assert (await alerts.acknowledge(office, number, GRID)).key == "signed-by-you"


async def test_who_stands_in_for_the_holder_takes_the_steps_until_they_are_back(office: Office, phones: Phones) -> None:
    number = (await told(await deployed(office))).number
    await alerts.acknowledge(office, number, OFFICER)
    assert await refused(steps.offer(office, number, SECOND, "phone")) == "step-not-yours"
    shift = await shifts.ask_absence(office, OFFICER, SECOND, "2h")
    await shifts.answer(office, shift.id, SECOND, True)
    own = (await board.show(office, number, SECOND)).viewer
    assert (own.holds, own.steps, own.code is not None) == (False, ("phone", "visit", "analysis"), True)
    assert (await steps.record(office, number, SECOND, "phone", "busy", 0)).changed
    assert (await board.show(office, number, OFFICER)).viewer.holds
    await shifts.back(office, OFFICER)
    assert await refused(steps.offer(office, number, SECOND, "phone")) == "step-not-yours"


async def test_worse_news_of_an_alert_whose_holder_has_left_reaches_the_leaders_and_is_no_report_lost(
    office: Office, phones: Phones
) -> None:
    number = (await told(await deployed(office), LOW)).number
    await alerts.acknowledge(office, number, OFFICER)
    await apply(office.store, Deployment.model_validate({**FILE, "staff": without(OFFICER)}))
    again = await told(office, PAID, NEIGHBOUR)
    assert (again.number, again.tier, again.count) == (number, "urgent", 2)
    await until(lambda: [silent for chat, _, silent in phones.pages if chat == LEADER] == [False])


async def test_a_colleague_to_whom_it_is_handed_has_not_signed_where_two_have_to(office: Office, phones: Phones) -> None:
    two = [{"page": ["officer", "leader"], "level": "station", "wait": "600s", "need": 2}]
    number = (await told(await deployed(office, escalation=two))).number
    await until(lambda: {OFFICER, SECOND, LEADER} <= set(phones.paged()))
    await alerts.acknowledge(office, number, OFFICER)
    await handing.hand_over(office, number, OFFICER, SECOND)
    card = await board.show(office, number, SECOND)
    assert (card.viewer.holds, card.viewer.signed, card.course.missing, card.course.signer) == (True, False, 1, "陈警官")
    assert (await board.show(office, number, OFFICER)).viewer.asked_why
    assert "签收" in pressable(card)
    assert (await alerts.acknowledge(office, number, SECOND)).key == "co-signed"
    card = await board.show(office, number, SECOND)
    assert (card.viewer.signed, card.course.missing, card.course.signer) == (True, 0, "陈警官")
    assert not (await alerts.acknowledge(office, number, SECOND)).changed
    assert "签收" not in pressable(card)


@pytest.mark.parametrize(("worse", "leader", "sound"), [(PAID, True, True), ("客服让我加微信,我已经加了,他让我下载软件", False, False)])
async def test_when_a_signed_alert_becomes_grave_the_leader_sees_it_at_once_and_what_is_not_stays_silent(
    office: Office, phones: Phones, worse: str, leader: bool, sound: bool
) -> None:
    number = (await told(await deployed(office), LOW)).number
    await until(lambda: {OFFICER, SECOND, GRID} <= set(phones.paged()))
    await alerts.acknowledge(office, number, OFFICER)
    before = len(phones.pages)
    assert (await told(office, worse, NEIGHBOUR)).tier in (("urgent",) if leader else ("medium",))
    await until(lambda: OFFICER in phones.paged()[before:] and (not leader or LEADER in phones.paged()[before:]))
    assert {not silent for _, _, silent in phones.pages[before:]} == {sound}
    assert (LEADER in phones.paged()) is leader


async def test_a_report_from_a_group_of_a_removed_area_goes_to_the_area_above_and_is_marked(office: Office, phones: Phones) -> None:
    await deployed(office)
    kept = [entry for entry in FILE["areas"] if entry["code"] != "lyg-hz-xd-01"]
    staff = [entry for entry in FILE["staff"] if entry["area"] != "lyg-hz-xd-01"]
    await deployed(office, areas=kept, staff=staff, groups=[])
    card = await board.show(office, (await told(office)).number, OFFICER)
    assert (card.told.area, card.told.area_known) == ("海州区 新东派出所", False)
    await until(lambda: {OFFICER, LEADER} <= set(phones.paged()))
