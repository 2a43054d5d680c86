"""The buttons under an answer: what each does, for whom, and that nobody gains anything by forging one."""

from typing import Any

import pytest

from bot.store import alerts, questions
from bot.store.models import Alert, Question
from sandbox.client import Group, Message, Private
from tests.community.conftest import BOT, Street

GONE = "这个按钮已经用不了了"


async def alert(street: Street, number: int) -> Alert | None:
    async with street.office.store.begin() as session:
        return await alerts.get(session, number)


async def question(street: Street, answer: Message) -> Question:
    number = int(next(iter(answer.data.values())).split(":")[-1])
    async with street.office.store.begin() as session:
        row = await questions.get(session, number)
    assert row is not None
    return row


async def test_in_danger_turns_the_answer_into_the_emergency_card_with_one_button(street: Street) -> None:
    answer = await street.ask()
    note = await street.note(street.wang, answer, "我已转账/正在通话")
    assert note["text"].startswith("🆘 停止转账")
    assert note["show_alert"] is True
    shown = await street.now(answer)
    assert shown.text.startswith("🆘 先做这四件事")
    assert shown.buttons == ["报告民警"]


async def test_in_danger_in_a_group_stays_short_and_pages_nobody(street: Street) -> None:
    answer = await street.ask_in_group()
    await street.note(street.wang, answer, "我已转账/正在通话")
    shown = await street.now(answer)
    assert shown.text.startswith("🆘")
    assert len(shown.text) <= 400
    assert await alert(street, 1) is None


async def test_the_danger_of_another_member_is_told_to_them_alone_and_can_be_reported_from_there(street: Street) -> None:
    place = Private(street.liu, BOT)
    greeting = await street.liu.say(place, "你好")
    answer = await street.ask_in_group()
    for _ in range(2):
        note = await street.note(street.liu, answer, "我已转账/正在通话")
        assert note["show_alert"] is True
        assert "报告民警" in note["text"]
    assert (await street.now(answer)).text == answer.text
    assert (await question(street, answer)).tier != "urgent"
    card = (await street.heard(place, greeting))[-1]
    assert card.text.startswith("🆘 先做这四件事")
    await street.note(street.liu, card, "报告民警")
    await street.settled()
    row = await alert(street, 1)
    assert row is not None
    assert (row.tier, row.area) == ("urgent", "lyg-hz-xd-01")


async def test_the_danger_of_somebody_the_bot_may_not_write_to_is_reported_from_the_group(street: Street) -> None:
    answer = await street.ask_in_group()
    await street.note(street.liu, answer, "我已转账/正在通话")
    assert (await street.note(street.liu, answer, "报告民警"))["text"].startswith("🆘")
    row = await alert(street, 1)
    assert row is not None
    assert row.tier == "urgent"
    assert (await street.answer(street.group, answer)).text.startswith("🆘 已转给辖区民警")


async def test_the_danger_of_another_can_be_reported_by_nobody_else(street: Street) -> None:
    answer = await street.ask_in_group()
    await street.note(street.liu, answer, "我已转账/正在通话")
    await street.settled()
    private = await street.ask("今晚一起跳广场舞吗")
    note = await street.note(street.wang, private, data="q1:report:2")
    assert note["text"].startswith(GONE)


async def test_in_danger_twice_is_harmless(street: Street) -> None:
    answer = await street.ask()
    data = answer.data["我已转账/正在通话"]
    for _ in range(2):
        await street.note(street.wang, answer, data=data)
    await street.settled()
    assert (await question(street, answer)).tier == "urgent"


async def test_why_in_private_explains_in_place(street: Street) -> None:
    answer = await street.ask()
    for _ in range(2):
        await street.wang.press(answer, "为什么")
        assert "不是一回事" in (await street.now(answer)).text
    assert await street.heard(street.home, answer) == []
    assert len(await street.sent("answerCallbackQuery")) == 2


async def test_why_in_a_group_goes_to_whoever_asked_for_it(street: Street) -> None:
    await street.ask("你好")
    answer = await street.ask_in_group()
    note = await street.note(street.wang, answer, "为什么")
    assert note["text"] == "理由已经私下发给您了"
    assert await street.heard(street.group, answer) == []
    assert (await street.desk.messages(street.home))[-1].text.startswith("🔴")


async def test_why_is_a_note_for_somebody_the_bot_may_not_write_to(street: Street) -> None:
    answer = await street.ask_in_group()
    note = await street.note(street.liu, answer, "为什么")
    assert note["show_alert"] is True
    assert note["text"].startswith("🔴")
    assert len(note["text"]) <= 200


@pytest.mark.parametrize(("button", "thanks", "kept"), [("有用", "谢谢，能帮上忙就好。", "useful"), ("不对", "谢谢指出来", "wrong")])
async def test_a_rating_is_kept_and_thanked_for(street: Street, button: str, thanks: str, kept: str) -> None:
    answer = await street.ask()
    assert (await street.note(street.wang, answer, button))["text"].startswith(thanks)
    assert (await question(street, answer)).feedback == kept


async def test_a_report_in_a_group_says_only_that_it_was_passed_on(street: Street) -> None:
    answer = await street.ask_in_group()
    note = await street.note(street.liu, answer, "报告民警")
    assert note["text"] == "已转给辖区民警（预警 1 号）"
    receipt = await street.answer(street.group, answer)
    assert receipt.text.startswith("已转给辖区民警（预警 1 号）")
    assert "安全账户" not in receipt.text
    assert receipt.json["reply_to"] == answer.id
    assert receipt.links == {"私下补充": f"https://t.me/{BOT}?start=r1"}
    row = await alert(street, 1)
    assert row is not None
    assert row.area == "lyg-hz-xd-01"


async def test_an_urgent_report_warns_the_group_and_the_one_who_pressed(street: Street) -> None:
    answer = await street.ask_in_group(f"@{BOT} 我刚刚按客服说的共享屏幕,已经转了三万过去,怎么办")
    note = await street.note(street.wang, answer, "报告民警")
    assert note["show_alert"] is True
    assert note["text"].startswith("🆘")
    assert (await street.answer(street.group, answer)).text.startswith("🆘 已转给辖区民警")


async def test_pressing_report_again_says_so_and_posts_nothing(street: Street) -> None:
    answer = await street.ask_in_group()
    await street.note(street.liu, answer, "报告民警")
    receipt = await street.answer(street.group, answer)
    note = await street.note(street.liu, answer, "报告民警")
    assert note["text"].startswith("这件事您已经报告过了（预警 1 号）")
    assert await street.heard(street.group, receipt) == []


async def test_danger_after_a_report_is_told_to_the_police_by_pressing_report_again(street: Street) -> None:
    answer = await street.ask_in_group()
    await street.note(street.wang, answer, "报告民警")
    await street.note(street.wang, answer, "我已转账/正在通话")
    note = await street.note(street.wang, await street.now(answer), "报告民警")
    assert note["text"].startswith("🆘")
    row = await alert(street, 1)
    assert row is not None
    assert (row.tier, row.reports) == ("urgent", 1)


async def test_a_second_neighbour_joins_the_alert_and_the_group_keeps_one_receipt(street: Street) -> None:
    answer = await street.ask_in_group()
    await street.note(street.liu, answer, "报告民警")
    first = await street.answer(street.group, answer)
    for thanks in ("已转给辖区民警（预警 1 号）", "这件事您已经报告过了（预警 1 号）"):
        assert (await street.note(street.wang, answer, "报告民警"))["text"].startswith(thanks)
    assert await street.heard(street.group, first) == []
    row = await alert(street, 1)
    assert row is not None
    assert row.reports == 2


async def test_a_private_report_of_an_emergency_brings_the_card_at_the_same_moment(street: Street) -> None:
    answer = await street.ask("我刚刚按客服说的共享屏幕,已经转了三万过去,怎么办")
    await street.note(street.wang, answer, "报告民警")
    receipt, card, _ = await street.heard(street.home, answer)
    assert receipt.text.startswith("已转给辖区民警（预警 1 号）")
    assert card.text.startswith("🆘 先做这四件事")


async def test_a_private_report_of_something_small_is_one_line(street: Street) -> None:
    answer = await street.ask()
    await street.note(street.wang, answer, "报告民警")
    receipt = await street.answer(street.home, answer)
    assert "这段时间请不要转账" in receipt.text
    await street.note(street.wang, answer, "报告民警")
    assert (await street.answer(street.home, receipt)).text.startswith("您已经报告过")


async def test_a_group_that_takes_no_message_is_gone_round(street: Street) -> None:
    await street.ask("你好")
    answer = await street.ask_in_group()
    await street.desk.fault(
        "sendMessage", chat=street.group, status=400, description="Bad Request: not enough rights to send text messages"
    )
    await street.note(street.wang, answer, "报告民警")
    assert await street.heard(street.group, answer) == []
    assert "预警 1 号" in (await street.desk.messages(street.home))[-1].text


async def test_a_receipt_that_broke_off_is_given_on_the_retry_as_if_for_the_first_time(street: Street) -> None:
    answer = await street.ask_in_group()
    await street.desk.fault("sendMessage", chat=street.group, status=502)
    await street.note(street.wang, answer, "报告民警")
    assert (await street.answer(street.group, answer)).text.startswith("已转给辖区民警（预警 1 号）。请先不要转账")


FORGED = [
    "",
    "q1",
    "q1:why",
    "q1:why:x",
    "q1:why:0",
    "q1:why:-1",
    "q1:sign:1",
    "q2:why:1",
    "q1:report:99999999999999999999",
    "a1:sign:1",
    "😀",
]


async def test_forged_callback_data_gets_a_friendly_note_and_nothing_else(street: Street) -> None:
    answer = await street.ask()
    query: dict[str, Any] = {"id": "77", "chat_instance": "1", "from": {"id": street.wang.id, "is_bot": False, "first_name": "王"}}
    query["message"] = {"message_id": answer.id, "date": 1, "chat": {"id": street.wang.id, "type": "private", "first_name": "王"}}
    for data in FORGED:
        await street.give({"callback_query": query | ({"data": data} if data else {})})
    notes = await street.sent("answerCallbackQuery")
    assert [note["text"].startswith(GONE) for note in notes] == [True] * len(FORGED)
    assert await street.heard(street.home, answer) == []
    assert await alert(street, 1) is None


async def test_a_question_of_another_chat_cannot_be_reached(street: Street, factory: Group) -> None:
    private = await street.ask()
    number = private.data["报告民警"].split(":")[2]
    shown = await street.answer(factory, await street.liu.say(factory, f"@{BOT} 客服让我开屏幕共享,把验证码念给他"))
    for act in ("danger", "report", "why", "useful", "wrong"):
        note = await street.note(street.liu, shown, data=f"q1:{act}:{number}")
        assert note["text"].startswith(GONE)
    assert await street.heard(factory, shown) == []
    row = await question(street, private)
    assert (row.tier, row.feedback) == ("low", None)
    assert await alert(street, 1) is None


async def test_a_button_of_a_question_that_never_was_is_answered(street: Street) -> None:
    answer = await street.ask()
    assert (await street.note(street.wang, answer, data="q1:why:4711"))["text"].startswith(GONE)


async def test_a_press_under_a_deleted_answer_still_works(street: Street) -> None:
    answer = await street.ask()
    data = answer.data["我已转账/正在通话"]
    await street.desk.delete(street.wang, answer)
    await street.note(street.wang, answer, data=data)
    await street.settled()
    assert (await street.desk.messages(street.home))[-1].text.startswith("🆘 先做这四件事")


async def test_a_press_that_telegram_has_forgotten_is_done_all_the_same(street: Street) -> None:
    answer = await street.ask()
    await street.desk.fault("answerCallbackQuery", status=400, description="Bad Request: query is too old and response timeout expired")
    await street.wang.press(answer, "报告民警")
    await street.settled()
    assert await alert(street, 1) is not None
    assert len(await street.sent("answerCallbackQuery")) == 1


async def test_buttons_fit_into_sixty_four_bytes(street: Street) -> None:
    answer = await street.ask()
    assert all(len(data.encode()) <= 64 for data in answer.data.values())
    assert answer.data["报告民警"] == "q1:report:1"


async def test_a_stranger_cannot_press_somebody_elses_private_answer(street: Street) -> None:
    answer = await street.ask()
    other = await street.answer(
        Private(street.liu, BOT), await street.liu.say(Private(street.liu, BOT), "客服让我开屏幕共享,把验证码念给他")
    )
    note = await street.note(street.liu, other, data=answer.data["为什么"])
    assert note["text"].startswith(GONE)


async def test_an_open_question_is_asked_back_with_three_buttons_and_a_yes_judges_it_again(street: Street, half_told: str) -> None:
    answer = await street.ask(half_told)
    assert answer.buttons[:3] == ["是", "不是", "不清楚"]
    assert "❓ 只问一句：" in answer.text
    assert (await street.note(street.wang, answer, "是"))["text"] == "收到，我重新看了一遍"
    shown = await street.now(answer)
    assert shown.text.startswith("🔴 高度疑似诈骗")
    assert "是" not in shown.buttons
    await street.note(street.wang, answer, data=answer.data["不是"])
    assert (await street.now(answer)).text == shown.text


async def test_in_a_group_only_the_asker_answers_what_was_asked_back(street: Street, half_told: str) -> None:
    answer = await street.ask_in_group(f"@{BOT} {half_told}")
    assert len(answer.text) <= 400
    note = await street.note(street.liu, answer, "是")
    assert note["show_alert"] is True
    assert note["text"].startswith("这一句要请提问的人自己来答")
    await street.note(street.wang, answer, "不清楚")
    shown = await street.now(answer)
    assert shown.text.startswith("🟡")
    assert len(shown.text) <= 400
    assert list(((await question(street, shown)).told or {}).values()) == ["unknown"]


@pytest.mark.parametrize("data", ["f1:yes:screen:4711", "f1:maybe:screen:1", "f1:yes:SCREEN:1", "f1:yes:screen:1:2", "f1:yes:screen:-1"])
async def test_a_forged_answer_to_a_question_is_refused(street: Street, half_told: str, data: str) -> None:
    answer = await street.ask(half_told)
    assert (await street.note(street.wang, answer, data=data))["text"].startswith(GONE)
    assert (await question(street, answer)).told is None
