"""Follow-ups as they are pressed: the reminder, its four answers, and the list."""

from datetime import timedelta

import pytest

from bot import clock
from bot.desk import alerts, followups, steps
from tests.conftest import GRID, OFFICER
from tests.duty.conftest import OUTSIDER, SQLITE, Station

pytestmark = SQLITE


async def reminded(station: Station) -> int:
    """An alert that is closed and whose first follow-up is due; returns its number."""
    number = (await station.report()).number
    await alerts.acknowledge(station.office, number, OFFICER)
    for seq, (step, outcome) in enumerate((("visit", "found"), ("verify", "match"), ("meet", "persuaded"), ("feedback", "dissuaded"))):
        await steps.record(station.office, number, OFFICER, step, outcome, seq)
    await followups.ask_for_due(station.office, clock.now() + timedelta(days=1, minutes=1))
    return number


async def test_the_reminder_asks_for_one_of_four_outcomes_and_shows_the_one_given(station: Station) -> None:
    number = await reminded(station)
    reminder = await station.read(OFFICER, f"预警 {number} 号（第 1 次，共 6 次）")
    assert reminder.buttons == ["未再接触", "仍在联系", "再次转账", "联系不上"]
    assert (await station.press(OFFICER, reminder, "未再接触"))["text"] == "已记录"
    assert (await station.becomes(reminder, "✅ 陈警官：未再接触")).buttons == []
    assert "followed_up" in (await station.alert(number))[2]


async def test_the_list_opens_what_waits(station: Station) -> None:
    assert (await station.write(OFFICER, "/followups")).text == "现在没有等着回访的。"
    await reminded(station)
    await station.read(OFFICER, "（第 1 次，共 6 次）")
    listed = await station.write(OFFICER, "/followups", "等着回访的")
    assert listed.buttons == ["打开 1 号第 1 次"]
    await station.press(OFFICER, listed, "打开 1 号第 1 次")
    opened = await station.read(OFFICER, "（第 1 次，共 6 次）", after=listed)
    assert "马上会收到通知" in (await station.press(OFFICER, opened, "再次转账"))["text"]
    assert (await station.alert(1))[0] == "open"


@pytest.mark.parametrize("data", ["u1:1:burn", "u1:999:safe", "u1:x:safe"])
async def test_what_no_reminder_offers_is_refused_in_words(station: Station, data: str) -> None:
    await reminded(station)
    reminder = await station.read(OFFICER, "（第 1 次，共 6 次）")
    assert "不在名单里" in (await station.press(OFFICER, reminder, data=data))["text"]


async def test_others_can_neither_open_nor_answer_it(station: Station) -> None:
    await reminded(station)
    for who, says in ((OUTSIDER, "预警 1 号不在您的辖区"), (GRID, "这个按钮只供本辖区的民警和值班领导使用")):
        await station.people[who].start("shouwang_duty_bot")
        hello = await station.read(who)
        assert (await station.press(who, hello, data="u1:1:safe"))["text"] == says
    assert (await station.write(GRID, "/followups")).text.startswith("这份清单供民警")
    assert (await station.write(OUTSIDER, "/followups")).text == "现在没有等着回访的。"
