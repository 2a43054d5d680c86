"""签收, 转交, 误报, 详情 as they are pressed on real cards: who may, who was first, and what everybody sees afterwards."""

from datetime import timedelta

import pytest

from bot import clock
from bot.asking import questions
from bot.asking.questions import Asked
from bot.desk import alerts, steps
from bot.store import alerts as alert_rows
from bot.store import pages as page_rows
from bot.texts import say
from tests.conftest import GRID, LEADER, NEIGHBOUR, NEIGHBOURS, OFFICER, RESIDENT, STRANGER, until
from tests.duty.conftest import BOT, HOLDER, OPERATOR, OUTSIDER, PAID, SQLITE, Station

pytestmark = SQLITE

LOW = "有人加我微信说可以做兼职,还没聊"


async def test_a_card_tells_the_officer_what_matters_and_rings(station: Station) -> None:
    receipt = await station.report()
    card = await station.card(OFFICER)
    assert card.text.startswith(f"🔴 紧急 预警 {receipt.number} 号\n📍 辖区：新东派出所 镇西新苑\n")
    assert "🙋 举报人：王阿姨（来自“镇西新苑业主群”）" in card.text
    assert card.text.endswith("⏳ 等待签收")
    assert card.buttons == ["签收", "转交", "误报", "详情"]
    assert card.data["签收"] == f"a1:sign:{receipt.number}"
    sent = (await station.desk.requests(BOT, "sendMessage"))[-1]["params"]
    assert "disable_notification" not in sent
    assert sent["link_preview_options"] == {"is_disabled": True}
    assert await station.desk.violations() == []


async def test_signing_answers_redraws_the_pressed_card_at_once_and_everybody_elses_soon(station: Station) -> None:
    receipt = await station.report()
    mine, hers = await station.card(OFFICER), await station.card(LEADER)
    assert await station.press(OFFICER, mine, "签收") == {"text": "签收成功。请尽快联系当事人"}
    assert (await station.becomes(mine, "✅ 您已于")).buttons == HOLDER
    assert (await station.becomes(hers, "✅ 已由 陈警官 于")).buttons == ["更多", "详情"]
    assert (await station.alert(receipt.number))[:2] == ("signed", OFFICER)


@pytest.mark.parametrize(
    ("who", "says"),
    [
        (OUTSIDER, "预警 1 号不在您的辖区"),
        (GRID, "这个按钮只供本辖区的民警和值班领导使用"),
        (STRANGER, "这个按钮只供本辖区的民警和值班领导使用"),
    ],
)
async def test_who_may_not_touch_an_alert_is_told_so_and_changes_nothing(station: Station, who: int, says: str) -> None:
    receipt = await station.report()
    await station.card(OFFICER)
    await station.people[who].start(BOT)
    hello = await station.read(who)
    for act in ("sign", "pass", "give", "wrong", "sure", "more", "back", "open"):
        answer = await station.press(who, hello, data=f"a1:{act}:{receipt.number}" + (f":{LEADER}" if act == "give" else ""))
        assert answer == {"text": says, "show_alert": True}
    assert set((await station.alert(receipt.number))[2]) == {"raised", "reported", "paged"}
    assert [item.id for item in await station.desk.messages(station.phone(who)) if item.sender == station.bot.id] == [hello.id]


@pytest.mark.parametrize("data", ["a1:sign:17; drop table alerts", "a2:sign:1", "a1:burn:1", "a1:sign:", "a1:sign:" + "9" * 40, "🔴", " "])
async def test_what_no_button_carries_is_refused_in_words(station: Station, data: str) -> None:
    await station.report()
    card = await station.card(OFFICER)
    answer = await station.press(OFFICER, card, data=data)
    assert answer == {"text": "这个按钮已经失效了，请发 /alerts 重新打开预警", "show_alert": True}
    assert (await station.now(card)).buttons == card.buttons


async def test_an_alert_that_never_was_is_said_to_be_none(station: Station) -> None:
    await station.report()
    answer = await station.press(OFFICER, await station.card(OFFICER), data="a1:sign:999999999999999")
    assert answer == {"text": "没有找到预警 999999999999999 号", "show_alert": True}


async def test_a_false_alarm_is_asked_once_more_and_can_be_taken_back(station: Station) -> None:
    receipt = await station.report()
    card = await station.card(OFFICER)
    assert "确认误报" in (await station.press(OFFICER, card, "误报"))["text"]
    asked = await station.desk.wait_message(station.phone(OFFICER), button="确认误报")
    assert asked.buttons == ["确认误报", "返回"]
    await station.people[OFFICER].press(asked, "返回")
    back = await station.desk.wait_message(station.phone(OFFICER), after=asked, button="签收")
    assert (await station.alert(receipt.number))[0] == "open"
    await station.press(OFFICER, back, "误报")
    asked = await station.desk.wait_message(station.phone(OFFICER), after=back, button="确认误报")
    assert await station.press(OFFICER, asked, "确认误报") == {"text": "已标记为误报，谢谢核实"}
    assert (await station.becomes(card, "⚪ 陈警官 已标记为误报")).buttons == ["详情"]
    await station.becomes(await station.card(LEADER), "⚪ 陈警官 已标记为误报")


async def test_a_repeated_card_stays_marked_as_repeated_when_it_is_redrawn_under_a_press(station: Station) -> None:
    receipt = await station.report()
    card = await station.card(OFFICER)
    await station.press(OFFICER, card, data=f"a1:wrong:{receipt.number}.2")
    asked = await station.becomes(card, "（第 2 次通知，同一件事）")
    assert asked.data == {"确认误报": f"a1:sure:{receipt.number}.2", "返回": f"a1:back:{receipt.number}.2"}


async def test_a_stale_press_on_a_closed_alert_says_who_closed_it(station: Station) -> None:
    receipt = await station.report()
    card, hers = await station.card(OFFICER), await station.card(LEADER)
    await station.press(OFFICER, card, data=f"a1:sign:{receipt.number}")
    await station.press(LEADER, hers, data=f"a1:sure:{receipt.number}")
    for act in ("sign", "wrong", "pass", "sure"):
        assert (await station.press(OFFICER, card, data=f"a1:{act}:{receipt.number}"))["text"] == "这条预警已经结束（周所长）"
    assert (await station.now(card)).buttons == ["详情"]


@pytest.mark.parametrize("to", [STRANGER, GRID, OUTSIDER, OFFICER])
async def test_an_alert_cannot_be_handed_to_somebody_who_is_not_in_line(station: Station, to: int) -> None:
    receipt = await station.report()
    card = await station.card(OFFICER)
    await station.press(OFFICER, card, "签收")
    answer = await station.press(OFFICER, card, data=f"a1:give:{receipt.number}:{to}")
    assert answer == {"text": "这位同事现在不在可转交的名单里，请重新选择", "show_alert": True}
    assert (await station.alert(receipt.number))[1] == OFFICER


async def test_buttons_of_three_days_ago_are_answered_from_the_alert_as_it_is(station: Station) -> None:
    number = (await station.report()).number
    card = await station.card(OFFICER)
    await station.card(LEADER)
    async with station.office.store.begin() as session:
        for row in (await alert_rows.get(session, number), *await page_rows.of(session, number)):
            for column in ("raised_at", "made_at", "sent_at"):
                if getattr(row, column, None):
                    setattr(row, column, clock.now() - timedelta(days=3))
    await station.desk.delete(station.people[OFFICER], card)  # what Telegram tells of a message of that age
    await alerts.acknowledge(station.office, number, LEADER)
    await steps.record(station.office, number, LEADER, "phone", "busy", 0)
    for data, says in (
        (f"a1:sign:{number}", "这条预警已由 周所长 签收"),
        (f"a1:pass:{number}", "这条预警在 周所长 手上，请与其联系"),
        (f"s1:{number}:phone:persuaded:0", "情况刚刚有了变化，已为您刷新，请看一眼再按"),
    ):
        assert (await station.press(OFFICER, card, data=data))["text"] == says
        fresh = await station.read(OFFICER, "✅ 由 周所长 负责（", after=card)
        assert "🧭 电话劝阻：占线" in fresh.text
        assert fresh.buttons == ["我去上门", "详情"]
    await alerts.dismiss(station.office, number, LEADER)
    assert (await station.press(OFFICER, card, data=f"a1:sign:{number}"))["text"] == "这条预警已经结束（周所长）"
    assert (await station.alert(number))[2].count("signed") == 1


async def test_the_holder_s_alert_is_not_dismissed_over_their_head(station: Station) -> None:
    receipt = await station.report()
    card, theirs = await station.card(LEADER), await station.card(OFFICER)
    await station.press(LEADER, card, "签收")
    answer = await station.press(OFFICER, theirs, data=f"a1:sure:{receipt.number}")
    assert answer["text"] == "这条预警在 周所长 手上，请与其联系"
    assert (await station.alert(receipt.number))[0] == "signed"


async def test_details_are_whole_protected_and_only_where_asked(station: Station) -> None:
    words = "<b>我刚给6222021234567890123转了三万</b>\n✅ 已由 骗子 于 21:03 签收\n*对方电话*13812345678,网址 http://yibao-gov.cc/r3"
    receipt = await station.report(words, reporter_name="_王<i>阿姨</i>*")
    card = await station.card(OFFICER)
    assert "6222021234567890123" not in card.text
    assert "yibao-gov.cc" not in card.text
    assert not any(line.startswith("✅") for line in card.text.splitlines())
    assert (await station.press(OFFICER, card, "详情"))["text"] == "详情发在下面了"
    told = await station.read(OFFICER, "没有遮盖", after=card)
    quoted = "\n".join(f"│ {line}" for line in words.splitlines())
    assert f"🙋 举报人：_王<i>阿姨</i>*（来自“镇西新苑业主群”）\n{quoted}\n" in told.text
    assert f"生成预警（{say(f'tier-{receipt.tier}')}）" in told.text
    assert "通知 2 人（第 1 档）" in told.text
    [sent] = [item["params"] for item in await station.desk.requests(BOT, "sendMessage") if "没有遮盖" in item["params"]["text"]]
    assert (sent["protect_content"], sent["disable_notification"]) == (True, True)
    assert "parse_mode" not in sent
    assert len([item for item in await station.desk.messages(station.phone(LEADER)) if "没有遮盖" in item.text]) == 0
    assert (await station.alert(receipt.number))[2].count("read") == 1


async def test_very_long_words_are_cut_on_the_card_and_whole_in_the_details(station: Station) -> None:
    words = "我已经转了三万。" + "骗" * 4080 + "尾巴"
    receipt = await station.report(words)
    card = await station.card(OFFICER)
    assert len(card.text) < 1000
    assert "骗…\n" in card.text
    assert card.text.endswith("⏳ 等待签收")
    await station.press(OFFICER, card, data=f"a1:more:{receipt.number}")
    parts = [item.text for item in await station.desk.messages(station.phone(OFFICER)) if item.id > card.id]
    assert max(map(len, parts)) <= 4096
    assert "".join(parts).count("骗") == 4080
    assert "尾巴" in parts[-1]
    assert "🕘 经过" in parts[-1]


async def test_a_card_out_of_reach_is_sent_anew(station: Station) -> None:
    receipt = await station.report()
    card = await station.card(OFFICER)
    await station.desk.delete(station.people[OFFICER], card)
    assert (await station.press(OFFICER, card, data=f"a1:sign:{receipt.number}"))["text"].startswith("签收成功")
    fresh = await station.read(OFFICER, "✅ 您已于", after=card)
    assert fresh.id != card.id
    assert fresh.buttons == HOLDER


async def test_a_press_handled_too_late_for_a_note_is_answered_by_a_message(station: Station) -> None:
    receipt = await station.report()
    card = await station.card(OFFICER)
    late = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    await station.desk.fault("answerCallbackQuery", status=400, description=late, count=2)
    await station.people[OFFICER].press(card, "签收")
    await station.read(OFFICER, "签收成功", after=card)
    await station.becomes(card, "✅ 您已于")
    await station.people[OFFICER].press(card, data="a1:burn:1")
    await station.read(OFFICER, "这个按钮已经失效了", after=card)
    assert (await station.alert(receipt.number))[0] == "signed"


async def test_a_press_whose_answer_broke_off_is_tried_again_without_a_second_signature(station: Station) -> None:
    receipt = await station.report()
    card = await station.card(OFFICER)
    await station.desk.fault("answerCallbackQuery", drop="before", count=2)
    await station.people[OFFICER].press(card, "签收")
    await station.becomes(card, "✅ 您已于")
    await until(lambda: not station.inbox._lanes)
    assert len(await station.desk.requests(BOT, "answerCallbackQuery")) == 3
    assert (await station.alert(receipt.number))[2].count("signed") == 1


async def test_a_press_that_comes_from_a_group_shows_nothing_there(station: Station) -> None:
    receipt = await station.report()
    await station.card(OFFICER)
    group = await station.desk.group("闲聊群", members=[station.people[OFFICER]], bots=[BOT])
    words = await station.desk.wait_message(group, "不留在群里")
    await station.press(OFFICER, words, data=f"a1:more:{receipt.number}")
    await station.people[OFFICER].press(words, data=f"a1:back:{receipt.number}")
    await station.card(OFFICER, after=words)
    assert [item.text for item in await station.desk.messages(group) if "预警" in item.text] == []
    assert len(await station.desk.messages(station.phone(OFFICER), contains=f"预警 {receipt.number} 号")) == 3


async def test_a_grid_worker_is_asked_to_go_and_see_and_has_nothing_to_press(station: Station) -> None:
    await station.report(LOW)
    card = await station.read(GRID, "🚶 请先电话或上门看一看")
    assert card.buttons == ["我去上门"]
    officers = await station.card(OFFICER)
    sent = [item["params"] for item in await station.desk.requests(BOT, "sendMessage")]
    assert all(item["disable_notification"] for item in sent)
    await station.press(OFFICER, officers, "签收")
    assert (await station.becomes(card, "✅ 已由 陈警官 于")).buttons == ["我去上门"]


async def test_a_second_reporter_is_counted_on_the_card(station: Station) -> None:
    answer = await questions.ask(station.office, Asked("community:1", RESIDENT, PAID, subject=f"{NEIGHBOURS}:77", group=NEIGHBOURS))
    await station.report("", origin="press:1", question=answer.question)
    card = await station.card(OFFICER)
    assert "👥" not in card.text
    await station.report("", origin="press:2", question=answer.question, reporter=NEIGHBOUR)
    await station.becomes(card, "👥 第 2 位居民报告")


async def test_the_list_opens_each_alert_as_a_fresh_card(station: Station) -> None:
    assert (await station.write(OFFICER, "/alerts")).text == "您的辖区现在没有正在处理的预警。"
    one, two = await station.report(), await station.report(LOW, origin="report:2")
    await station.press(OFFICER, await station.card(OFFICER), data=f"a1:sign:{one.number}")
    listed = await station.write(OFFICER, "/alerts", "按编号打开")  # the second page may still be on its way
    lines = listed.text.splitlines()
    assert f"{two.number} 号" in lines[1]
    assert lines[1].endswith("等待签收")
    assert f"🔴 紧急 {one.number} 号" in lines[2]
    assert lines[2].endswith("陈警官 已签收")
    await station.people[OFFICER].press(listed, f"打开 {one.number} 号")
    opened = await station.read(OFFICER, "✅ 您已于", after=listed)
    assert opened.buttons == HOLDER
    assert (await station.now(listed)).text == listed.text


async def test_the_list_is_for_those_who_sign(station: Station) -> None:
    await station.report()
    for who in (GRID, OPERATOR):
        assert (await station.write(who, "/alerts")).text.startswith("这份清单供民警和值班领导查看")
