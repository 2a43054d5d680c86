"""The review of what has ended, on real cards: who is asked, who may, what an acceptance and a refusal lead to."""

from bot import clock
from bot.desk import alerts, consequences, rechecks, steps
from bot.store import alerts as alert_rows
from bot.store import staff
from bot.store.engine import Store
from tests.conftest import CITY, DISTRICT, LEADER, OFFICER, until
from tests.duty.conftest import OPERATOR, SQLITE, Station

pytestmark = SQLITE


async def ended(station: Station, by: int = OFFICER) -> int:
    """An alert that was signed and marked as a false alarm."""
    number = (await station.report()).number
    await station.card(OFFICER)
    await station.card(LEADER)
    await alerts.acknowledge(station.office, number, by)
    await alerts.dismiss(station.office, number, by)
    return number


async def ending(station: Station, number: int) -> str:
    async with station.office.store.begin() as session:
        return consequences.ending(await alerts.find(session, number))


async def remind(station: Station, number: int, turn: int) -> None:
    """The day is over."""
    async with station.office.store.begin() as session:
        mark = consequences.ending(await alerts.find(session, number))
        await station.office.engine.enqueue(session, "alerts", "recheck", f"sooner-{turn}", number, mark, turn)


async def test_an_ended_alert_goes_to_the_leader_who_had_no_hand_in_it_and_is_accepted(station: Station) -> None:
    number = await ended(station)
    card = await station.read(LEADER, "🔍 请复查", button="复查通过")
    assert card.buttons == ["复查通过", "退回重办", "详情"]
    assert "🔍 等待值班领导复查" in (await station.becomes(await station.card(OFFICER), "🔍 等待")).text
    assert (await station.press(LEADER, card, "复查通过"))["text"] == "已复查，谢谢"
    assert (await station.becomes(card, "🔍 周所长 已复查")).buttons == ["详情"]
    await station.becomes(await station.card(OFFICER), "🔍 周所长 已复查")
    again = await rechecks.accept(station.office, number, DISTRICT, await ending(station, number))
    assert (again.key, again.name) == ("recheck-already", "周所长")
    assert (await station.alert(number))[2].count("recheck_passed") == 1


async def test_who_handled_it_cannot_review_it_and_the_next_level_is_asked(station: Station) -> None:
    number = await ended(station, LEADER)
    card = await station.read(DISTRICT, "🔍 请复查", button="复查通过")
    mine = await station.card(LEADER)
    data = f"k1:pass:{number}:{await ending(station, number)}"
    assert (await station.press(LEADER, mine, data=data))["text"].startswith("这条预警您参与过处置")
    assert (await station.press(OFFICER, await station.card(OFFICER), data=data))["text"] == "复查由值班领导来做"
    assert (await station.press(DISTRICT, card, data="k1:pass:1:12"))["text"].startswith("这条预警刚刚有了变化")
    assert (await station.press(DISTRICT, card, "复查通过"))["text"] == "已复查，谢谢"


async def test_a_refusal_needs_a_reason_and_brings_the_alert_back_to_who_held_it(station: Station) -> None:
    number = await ended(station)
    card = await station.read(LEADER, "🔍 请复查", button="退回重办")
    await station.press(LEADER, card, "退回重办")
    asked = await station.read(LEADER, "请回复这条消息", button="先不退回")
    assert (await station.alert(number))[0] == "false_alarm"
    said = await station.people[LEADER].say(station.phone(LEADER), "当事人还在接电话，\n请上门核实", reply_to=asked)
    await station.read(LEADER, f"预警 {number} 号已退回", after=said)
    back = await station.read(OFFICER, "↩️ 周所长 复查后退回：当事人还在接电话， 请上门核实")
    assert "电话劝阻" in back.buttons
    state, holder, acts = await station.alert(number)
    assert (state, holder, acts.count("recheck_refused")) == ("signed", OFFICER, 1)
    async with station.office.store.begin() as session:
        alert = await alerts.find(session, number)
        assert (alert.review, alert.closed_by, alert.due_at is not None) == ("refused", None, True)
    await steps.record(station.office, number, OFFICER, "phone", "persuaded", 0)
    await alerts.dismiss(station.office, number, OFFICER)
    await station.read(LEADER, "🔍 请复查", button="复查通过", after=asked)


async def test_not_sent_back_after_all(station: Station) -> None:
    await ended(station)
    card = await station.read(LEADER, "🔍 请复查", button="退回重办")
    await station.press(LEADER, card, "退回重办")
    asked = await station.read(LEADER, "请回复这条消息", button="先不退回")
    assert (await station.press(LEADER, asked, "先不退回"))["text"] == "好的，没有退回"
    await station.becomes(asked, "好的，没有退回")
    said = await station.people[LEADER].say(station.phone(LEADER), "想一想", reply_to=asked)
    await station.read(LEADER, "我在。有预警", after=said)
    assert (await station.alert(1))[0] == "false_alarm"


async def test_when_the_holder_has_left_a_refusal_starts_the_ladder_anew(station: Station) -> None:
    number = await ended(station)
    await station.read(LEADER, "🔍 请复查", button="退回重办")
    await retire(station.office.store, OFFICER)
    await rechecks.refuse(station.office, number, LEADER, await ending(station, number), "没有上门")
    state, holder, _ = await station.alert(number)
    assert (state, holder) == ("open", None)
    await station.read(LEADER, "⏳ 等待签收", button="签收")


async def retire(store: Store, telegram: int) -> None:
    async with store.begin() as session:
        for row in await staff.of(session, telegram):
            row.retired_at = clock.now()


async def rung(station: Station, times: int) -> bool:
    """Whether so many requests for a review came with sound."""
    sent = [item["params"] for item in await station.desk.requests("shouwang_duty_bot", "sendMessage")]
    return [bool(item.get("disable_notification")) for item in sent if "🔍 请复查" in item["text"]].count(False) == times


async def test_a_review_that_waits_a_day_is_asked_again_one_level_higher_with_sound(station: Station) -> None:
    number = await ended(station)
    await station.read(LEADER, "🔍 请复查", button="复查通过")
    assert await station.desk.messages(station.phone(DISTRICT), contains="🔍 请复查") == []
    await remind(station, number, 1)
    await station.read(DISTRICT, "🔍 请复查", button="复查通过")
    await until(lambda: rung(station, 2))
    assert await station.desk.messages(station.phone(CITY), contains="🔍 请复查") == []


async def test_when_every_leader_had_a_hand_in_it_operators_are_told(station: Station) -> None:
    number = (await station.report()).number
    await alerts.acknowledge(station.office, number, OFFICER)
    for leader in (LEADER, DISTRICT, CITY):
        await steps.go_along(station.office, number, leader)
    await alerts.dismiss(station.office, number, OFFICER)
    assert "没有一位没参与过处置的值班领导" in (await station.read(OPERATOR, f"预警 {number} 号已经结束")).text


async def test_the_list_names_what_a_leader_may_review_and_opens_it(station: Station) -> None:
    assert (await station.write(LEADER, "/rechecks")).text == "现在没有等您复查的预警。"
    assert (await station.write(OFFICER, "/rechecks")).text == "复查由值班领导来做"
    number = await ended(station)
    await station.read(LEADER, "🔍 请复查", button="复查通过")
    listed = await station.write(LEADER, "/rechecks", "等您复查")
    assert listed.text.splitlines()[1].endswith("待复查")
    await station.people[LEADER].press(listed, f"打开 {number} 号")
    opened = await station.read(LEADER, "🔍 请复查", after=listed)
    assert opened.buttons == ["复查通过", "退回重办", "详情"]


async def test_calling_it_no_malice_gives_the_right_to_report_back(station: Station) -> None:
    number = (await station.report()).number
    await alerts.dismiss(station.office, number, OFFICER, "malicious")
    await rechecks.refuse(station.office, number, LEADER, await ending(station, number), "不是恶意")
    assert (await station.report(origin="report:2")).number
    async with station.office.store.begin() as session:
        assert (await alert_rows.get(session, number)).state == "signed"
