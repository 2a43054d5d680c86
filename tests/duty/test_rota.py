"""`/duty` on people's phones: who is on duty, 换班 and 请假 with a colleague's 同意, 我回来了, 交班."""

from typing import Any

import pytest

from bot.deployment import Deployment
from bot.duty import shifts
from bot.duty.handover import look_for_changes
from bot.setup import apply
from sandbox.client import Message
from tests.conftest import DISTRICT, DISTRICT_FILE, GRID, LEADER, OFFICER
from tests.duty.conftest import PATIENT, SQLITE, Station

pytestmark = SQLITE

DUTY = {"area": "lyg-hz-xd", "order": [OFFICER], "from": "2026-11-01"}


@pytest.fixture
async def rota(station: Station) -> Station:
    """The station with an officer who is on duty every day."""
    await apply(station.office.store, file())
    return station


def file(**changes: Any) -> Deployment:
    return Deployment.model_validate({**DISTRICT_FILE, "escalation": PATIENT, "duty": [DUTY], **changes})


async def becomes(rota: Station, who: int, message: Message, button: str, contains: str) -> Message:
    """Press a button and wait for what the message becomes."""
    await rota.press(who, message, button)
    return await rota.becomes(message, contains)


async def test_the_rota_is_shown_and_said_in_the_status(rota: Station) -> None:
    shown = await rota.write(LEADER, "/duty", "📅 值班安排")
    assert "新东派出所 当班：陈警官" in shown.text
    assert shown.buttons == ["请假/勿扰", "交班"]
    assert (await rota.write(OFFICER, "/duty", "📅")).buttons == ["换班", "请假/勿扰", "交班"]
    above = await rota.write(DISTRICT, "/duty", "📅")
    assert "新东派出所 当班：陈警官" in above.text
    assert above.buttons == ["请假/勿扰"]
    assert "新东派出所 当班：陈警官" in (await rota.write(OFFICER, "/status", "机器人正常")).text
    assert (await rota.write(GRID, "/duty", "值班安排")).text == "值班安排供民警和值班领导查看。"
    assert await rota.desk.violations() == []


async def test_without_a_rota_it_says_who_is_called(station: Station) -> None:
    shown = await station.write(OFFICER, "/duty", "📅")
    assert "新东派出所 还没有排班：预警会同时通知所有民警" in shown.text
    assert shown.buttons == ["请假/勿扰"]


async def test_a_colleague_takes_a_turn(rota: Station) -> None:
    shown = await rota.write(OFFICER, "/duty", "📅")
    choice = await becomes(rota, OFFICER, shown, "换班", "您的下一班")
    assert choice.buttons == ["周所长", "返回"]
    await becomes(rota, OFFICER, choice, "周所长", "⏳ 已经去问 周所长 了")
    asked = await rota.read(LEADER, "陈警官 想请您替一班：新东派出所", button="同意")
    agreed = await becomes(rota, LEADER, asked, "同意", "🤝 说好了")
    assert agreed.buttons == []
    await rota.read(OFFICER, "🤝 周所长 同意了")
    week = await rota.write(OFFICER, "/duty", "📅")
    assert "起：周所长" in week.text
    assert await rota.desk.violations() == []


async def test_a_turn_nobody_takes_stays_ones_own(rota: Station) -> None:
    shown = await rota.write(OFFICER, "/duty", "📅")
    choice = await becomes(rota, OFFICER, shown, "换班", "您的下一班")
    await rota.press(OFFICER, choice, "周所长")
    asked = await rota.read(LEADER, "陈警官 想请您替一班", button="不行")
    await becomes(rota, LEADER, asked, "不行", "好的，没有答应 陈警官")
    await rota.read(OFFICER, "周所长 这次不方便")
    assert "周所长" not in (await rota.write(OFFICER, "/duty", "📅")).text


async def test_an_absence_begins_with_the_yes_and_ends_when_one_is_back(rota: Station) -> None:
    shown = await rota.write(OFFICER, "/duty", "📅")
    how_long = await becomes(rota, OFFICER, shown, "请假/勿扰", "要离开多久")
    assert how_long.buttons == ["2 小时", "到今晚 24 点", "到明早 8 点", "3 天", "返回"]
    whom = await becomes(rota, OFFICER, how_long, "3 天", "想请谁代班")
    await becomes(rota, OFFICER, whom, "周所长", "⏳ 已经去问 周所长 了")
    asked = await rota.read(LEADER, "陈警官 要离开一阵", button="同意")
    await becomes(rota, LEADER, asked, "同意", "🤝 说好了")
    await rota.read(OFFICER, "周所长 同意代班")
    assert "🤝 您替 陈警官 代班到" in (await rota.write(LEADER, "/duty", "📅")).text
    away = await rota.write(OFFICER, "/duty", "🌙 您暂离到")
    assert "新东派出所 当班：周所长" in away.text
    home = await becomes(rota, OFFICER, away, "我回来了", "新东派出所 当班：陈警官")
    assert "我回来了" not in home.buttons
    await rota.read(LEADER, "替 陈警官 的代班到此结束")
    assert await rota.desk.violations() == []


async def test_who_is_away_is_marked_among_those_an_alert_can_be_given_to(rota: Station) -> None:
    shift = await shifts.ask_absence(rota.office, OFFICER, LEADER, "3d")
    await shifts.answer(rota.office, shift.id, LEADER, True)
    await rota.report()
    card = await rota.card(LEADER)
    await rota.press(LEADER, card, "签收")
    await rota.press(LEADER, await rota.becomes(card, "✅ 您已于"), "转交")
    asked = await rota.desk.wait_message(rota.phone(LEADER), button="🌙 陈警官（暂离）")
    assert asked.buttons[-2:] == ["🌙 陈警官（暂离）", "返回"]


async def test_a_note_is_a_reply_and_reaches_the_next_on_duty_with_what_is_in_hands(rota: Station) -> None:
    number = (await rota.report()).number
    await rota.press(OFFICER, await rota.card(OFFICER), "签收")
    shown = await rota.write(OFFICER, "/duty", "📅")
    prompt = await becomes(rota, OFFICER, shown, "交班", "✍️ 请回复这条消息")
    said = await rota.people[OFFICER].say(rota.phone(OFFICER), "李大爷还在找", reply_to=prompt)
    noted = await rota.read(OFFICER, "📝 记下了，交班的时候会发给下一班", after=said)
    assert "您手上还有 1 条预警没有结束" in noted.text
    await rota.press(OFFICER, await rota.write(OFFICER, "/duty", "📅"), data=f"d1:away:2h:{LEADER}")
    await rota.press(LEADER, await rota.read(LEADER, "要离开一阵", button="同意"), "同意")
    await look_for_changes(rota.office)
    hello = await rota.read(LEADER, "起由您当班")
    assert f"🔴 紧急 {number} 号 · 陈警官 已签收" in hello.text
    await rota.read(LEADER, "📝 陈警官 的交班说明：李大爷还在找")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ("d1:yes:999", "这个请求已经撤回了，您不用管"),
        ("d1:take:1:5002", "排班刚刚有了变化，请发 /duty 重新选择"),
        ("d1:take:999999999999999:5002", "排班刚刚有了变化，请发 /duty 重新选择"),
        ("d1:away:2h:6666", "这位同事这段时间也不在，请换一位"),
        ("d1:away:always:5002", "这个按钮已经失效了，请发 /duty 重新打开值班安排"),
        ("d1:dance", "这个按钮已经失效了，请发 /duty 重新打开值班安排"),
        ("d1:", "这个按钮已经失效了，请发 /duty 重新打开值班安排"),
        ("d1:home", "您没有请假，预警一直照常通知您"),
    ],
)
async def test_old_and_forged_buttons_are_answered_in_words(rota: Station, data: str, says: str) -> None:
    shown = await rota.write(OFFICER, "/duty", "📅")
    assert (await rota.press(OFFICER, shown, data=data))["text"] == says


async def test_a_stranger_cannot_press_the_rota(rota: Station) -> None:
    shown = await rota.write(OFFICER, "/duty", "📅")
    assert (await rota.press(GRID, shown, data="d1:swap"))["text"] == "值班安排供民警和值班领导查看。"
