"""The stop-payment card over real HTTP: asked privately after the page is out, one question a message, kept at each answer."""

import json
import logging
from datetime import timedelta

import pytest

from bot import clock
from bot.desk import board
from bot.errors import UserError
from bot.stop import stop_payment
from bot.stop.filling import Filling
from bot.store import alerts, stop_payments
from bot.store.models import StopPayment
from handlers.community.app import CommunityBot
from sandbox.client import Message, Private
from tests.community.conftest import BOT, PAID, PARCEL, SAFE_ACCOUNT, Street, drawn
from tests.conftest import OFFICER, Phones, until
from tests.triage.drawing import needs_font

CARD, WRONG = "6222021234567890128", "6222021234567890123"
HEAD = "🆘 先打 110，再打银行客服"
ASKED = "网上认识的女朋友叫我跟她一起炒币,我正准备转钱进去"
CONTACT = "有个陌生号码打来说是快递客服,我没理他,挂了"


async def row(street: Street, report: int = 1) -> StopPayment | None:
    async with street.office.store.begin() as session:
        return await stop_payments.get(session, report)


async def known(street: Street, report: int = 1) -> dict[str, str]:
    """Facts of a report's card as they are kept."""
    found = await row(street, report)
    assert found is not None
    return {key: fact.value for key, fact in Filling.load(street.office.cipher.open(found.content)).facts.items()}


async def asked(street: Street, report: int = 1) -> str | None:
    found = await row(street, report)
    assert found is not None
    return found.asks


async def tier(street: Street, number: int = 1) -> str:
    async with street.office.store.begin() as session:
        alert = await alerts.get(session, number)
    assert alert is not None
    return alert.tier


async def begun(street: Street, words: str = ASKED) -> Message:
    """王阿姨 reports privately; the first question."""
    said = await street.wang.say(street.home, f"/report {words}")
    return (await street.heard(street.home, said))[-1]


async def tell(street: Street, words: str) -> Message:
    """王阿姨 writes privately; the last thing the bot says to it."""
    said = await street.wang.say(street.home, words)
    return (await street.heard(street.home, said))[-1]


async def tap(street: Street, message: Message, button: str) -> Message:
    """She presses a button; the message as it stands afterwards."""
    await street.note(street.wang, message, button)
    return await street.now(message)


async def test_after_a_private_report_the_first_question_follows_the_receipt(street: Street, phones: Phones) -> None:
    said = await street.wang.say(street.home, f"/report {PAID}")
    receipt, card, question = await street.heard(street.home, said)
    assert receipt.text.startswith("已转给辖区民警（预警 1 号）")
    assert card.text.startswith("🆘 先做这四件事")
    assert question.text.startswith(HEAD)
    assert "（1/10）" in question.text
    assert question.buttons == ["跳过", "先到这里"]
    await until(lambda: OFFICER in phones.paged())


async def test_after_a_pressed_report_too(street: Street) -> None:
    answer = await street.ask(PAID)
    await street.note(street.wang, answer, "报告民警")
    assert "（1/10）" in (await street.heard(street.home, answer))[-1].text


async def test_in_a_group_nothing_is_asked_until_the_private_door_is_opened(street: Street) -> None:
    said = await street.wang.say(street.group, f"/report {ASKED}")
    receipt = await street.answer(street.group, said)
    assert await row(street) is None
    entered = await street.desk.follow(street.wang, receipt.links["私下补充"])
    standing, question = await street.heard(street.home, entered)
    assert standing.text.startswith("预警 1 号：已经通知民警")
    assert question.text.startswith(HEAD)


async def test_who_reports_a_mere_contact_is_asked_nothing_until_they_press(street: Street) -> None:
    said = await street.wang.say(street.home, f"/report {CONTACT}")
    receipt = await street.answer(street.home, said)
    assert await tier(street) == "low"
    assert receipt.buttons == ["补充转账信息"]
    await street.note(street.wang, receipt, "补充转账信息")
    assert "（1/10）" in (await street.heard(street.home, receipt))[-1].text


async def test_one_answer_may_hold_several_facts_and_only_the_rest_is_asked(street: Street) -> None:
    await begun(street)
    reply = await tell(street, f"建行{CARD} 转了三万 刚刚")
    assert "尾号0128" in reply.text
    assert "30,000 元" in reply.text
    assert CARD not in reply.text
    assert "用什么转的" in reply.text
    assert await known(street) | {"time": ""} == {
        "account": CARD,
        "bank": "建设银行",
        "amount": "30000",
        "time": "",
        "paid": "yes",
    }


async def test_the_whole_talk_by_buttons_and_words(street: Street) -> None:
    await begun(street)
    for words in (CARD, "建设银行", "三万五"):
        question = await tell(street, words)
    question = await tap(street, question, "刚刚")
    question = await tap(street, question, "手机银行/网银")
    for _ in range(3):
        question = await tap(street, question, "跳过")
    question = await tap(street, question, "已经关了")
    last = await tell(street, "13812345678")
    assert "都记好了" in last.text
    assert last.buttons == ["补充转账信息"]
    found = await known(street)
    assert (found["amount"], found["channel"], found["screen"], found["callback"]) == ("35000", "mobile", "off", "13812345678")
    assert await asked(street) is None


async def test_back_shows_what_is_held_masked_and_a_new_answer_replaces_it(street: Street) -> None:
    await begun(street)
    question = await tell(street, CARD)
    question = await tap(street, question, "上一题")
    assert "已经记下：尾号0128" in question.text
    reply = await tell(street, "尾号4321")
    assert (await known(street))["account"] == "尾号4321"
    assert "（2/10）" in reply.text


async def test_ending_keeps_what_was_told_and_the_button_goes_on(street: Street) -> None:
    await begun(street)
    question = await tell(street, CARD)
    ended = await tap(street, question, "先到这里")
    assert "写下的已经给民警" in ended.text
    answer = await tell(street, PARCEL)
    assert "没有发现已知套路" in answer.text
    await street.note(street.wang, ended, "补充转账信息")
    assert "（2/10）" in (await street.now(ended)).text
    assert await known(street) == {"account": CARD}


async def test_a_card_number_that_does_not_add_up_is_asked_once_more_and_then_believed(street: Street) -> None:
    await begun(street)
    doubt = await tell(street, WRONG)
    assert "好像有一位不对" in doubt.text
    assert "尾号0123" in doubt.text
    assert await known(street) == {}
    reply = await tell(street, "6222 0212 3456 7890 123")
    assert "（2/10）" in reply.text
    assert await known(street) == {"account": WRONG}


async def test_a_press_is_as_good_as_saying_it_twice(street: Street) -> None:
    await begun(street)
    await tap(street, await tell(street, WRONG), "没有错")
    assert await known(street) == {"account": WRONG}


async def test_what_is_not_understood_is_asked_again(street: Street) -> None:
    await begun(street)
    reply = await tell(street, "张三")
    assert "没看懂" in reply.text
    assert "（1/10）" in reply.text


async def test_a_question_of_its_own_is_answered_and_the_card_waits(street: Street) -> None:
    await begun(street)
    answer = await tell(street, f"{SAFE_ACCOUNT},这个又是不是诈骗?")
    assert answer.text.startswith(("🔴", "🟡"))
    assert await asked(street) == "account"
    assert "（2/10）" in (await tell(street, CARD)).text


async def test_another_trick_with_a_sum_in_it_is_judged_and_what_it_tells_is_noted(street: Street) -> None:
    await begun(street)
    answer = await tell(street, "自称公安局的说我涉嫌洗钱，让我把钱转到安全账户，我已经转了三万")
    assert "🆘" in answer.text
    assert "报告民警" in answer.buttons
    assert (await known(street))["amount"].startswith("30000")


async def test_commands_greetings_and_forwards_in_between_are_what_they_are(street: Street) -> None:
    await begun(street)
    assert (await tell(street, "/help")).text.startswith("这样用我")
    assert (await tell(street, f"/ask {SAFE_ACCOUNT}")).text.startswith(("🔴", "🟡"))
    assert (await tell(street, "谢谢")).text.startswith("不客气")
    forwarded = await street.wang.say(street.home, f"转账到{CARD}", forward={"name": "客服"})
    assert HEAD not in (await street.heard(street.home, forwarded))[-1].text
    assert await asked(street) == "account"
    assert await known(street) == {}


async def test_not_paid_yet_drops_what_only_a_payment_has(street: Street) -> None:
    await begun(street)
    await tell(street, CARD)
    question = await tell(street, "建行")
    question = await tap(street, question, "还没转")
    assert "什么电话" in question.text
    assert await tier(street) != "urgent"


async def test_an_answer_that_tells_of_money_makes_the_alert_urgent_and_warns(street: Street, phones: Phones) -> None:
    await begun(street)
    before = await tier(street)
    said = await street.wang.say(street.home, f"转了三万到{CARD}")
    card, question = await street.heard(street.home, said)
    assert before != "urgent"
    assert await tier(street) == "urgent"
    assert card.text.startswith("🆘 先做这四件事")
    assert "30,000 元" in question.text
    await until(
        lambda: any(card.tier == "urgent" for card in (*(card for _, card in phones.redraws), *(card for _, card, _ in phones.pages)))
    )


async def test_a_screen_that_is_still_shared_is_told_to_be_shut_at_once(street: Street) -> None:
    question = await begun(street)
    for _ in range(8):
        question = await tap(street, question, "跳过")
    note = await street.note(street.wang, question, "还开着")
    assert note["text"].startswith("🆘 现在就关掉屏幕共享")
    assert note["show_alert"]
    assert await tier(street) == "urgent"


async def test_history_tells_what_was_added_and_never_what_it_is(street: Street) -> None:
    await begun(street)
    await tell(street, f"建行{CARD} 转了三万")
    history = (await board.details(street.office, 1, OFFICER)).history
    [added] = [what for _, what, _ in history if what.startswith("报告人补充了")]
    assert added == "报告人补充了：收款账号、收款银行或平台、金额、是否已转账"


async def test_the_page_is_for_those_who_may_act_on_the_alert(street: Street) -> None:
    await begun(street)
    with pytest.raises(UserError, match="stop-nothing"):
        await stop_payment.page(street.office, 1, OFFICER)
    await tell(street, f"建行{CARD} 转了三万")
    page = await stop_payment.page(street.office, 1, OFFICER)
    assert f"5. 收款账号：{CARD}" in page.text
    assert "3. 金额：30,000 元" in page.text
    assert page.account == CARD
    assert page.brief == f"30,000 元，建设银行，{CARD}"
    for stranger in (5009, street.wang.id):
        with pytest.raises(UserError, match="not-"):
            await stop_payment.page(street.office, 1, stranger)


async def later(street: Street) -> None:
    """Five days pass."""
    async with street.office.store.begin() as session:
        found = await stop_payments.get(session, 1)
        assert found is not None
        found.changed_at = clock.now() - timedelta(days=5)


async def test_a_restart_and_days_change_nothing(street: Street) -> None:
    await begun(street)
    last = await tell(street, CARD)
    await later(street)
    update = (await street.desk.do("history", bot=BOT))[-1]
    update["update_id"] += 1000
    update["message"] |= {"message_id": 5000, "text": "建设银行"}
    fresh = CommunityBot(street.office)
    await fresh.open()
    await fresh.handle(json.dumps(update))
    await fresh.close()
    assert "（3/10）" in (await street.heard(street.home, last))[-1].text


async def test_after_days_only_plain_answers_are_taken_for_answers(street: Street) -> None:
    await begun(street)
    await later(street)
    assert HEAD not in (await tell(street, "今天的菜真新鲜")).text
    assert "尾号0128" in (await tell(street, CARD)).text


async def test_of_two_reports_the_newest_asks_and_the_older_is_found_by_a_button(street: Street) -> None:
    first = await begun(street)
    second = await begun(street, f"又一件事，{ASKED}")
    await tell(street, CARD)
    assert await known(street, 2) == {"account": CARD}
    assert (await asked(street, 1), await asked(street, 2)) == (None, "bank")
    ended = await tell(street, "先到这里")
    assert "继续填预警 1 号" in ended.buttons
    await street.note(street.wang, ended, "继续填预警 1 号")
    assert await asked(street, 1) == "account"
    await tell(street, "尾号1111")
    assert await known(street, 1) == {"account": "尾号1111"}
    assert first.id < second.id


async def test_a_button_of_a_card_that_waits_makes_it_stand_again(street: Street) -> None:
    first = await begun(street)
    await begun(street, f"又一件事，{ASKED}")
    await street.note(street.wang, first, "跳过")
    assert (await asked(street, 1), await asked(street, 2)) == ("bank", None)


async def test_a_press_on_a_question_that_is_over_does_nothing(street: Street) -> None:
    first = await begun(street)
    await tell(street, CARD)
    assert "已经过去" in (await street.note(street.wang, first, "跳过"))["text"]
    assert await asked(street) == "bank"
    assert await known(street) == {"account": CARD}


async def test_a_forged_press_and_somebody_elses_do_nothing(street: Street) -> None:
    question = await begun(street)
    own = await street.liu.say(Private(street.liu, BOT), f"/report {CONTACT}")
    receipt = await street.answer(Private(street.liu, BOT), own)
    for data in ("t1:skip:1:account:", "t1:open:1::", "t1:open:4711::"):
        assert "只有报告人自己" in (await street.note(street.liu, receipt, data=data))["text"]
    for data in ("t1:pick:1:account:unpaid", "t1:yes:1:account:", "t1:keep:1:account:"):
        await street.note(street.wang, question, data=data)
    assert await known(street) == {}
    assert await asked(street) == "account"


async def test_a_duplicate_update_is_one_answer_with_the_same_reply(street: Street) -> None:
    await begun(street)
    said = await street.wang.say(street.home, CARD)
    [reply] = await street.heard(street.home, said)
    before = await without_the_ladder(street)
    update = (await street.desk.do("history", bot=BOT))[-1]
    await street.bot.handle(json.dumps(update))  # a kill between commit and reply: the same update once more
    assert (await street.heard(street.home, reply))[-1].text == reply.text
    assert await without_the_ladder(street) == before


async def without_the_ladder(street: Street) -> int:
    """Lines of the history but those of the ladder, which goes on by itself each second."""
    async with street.office.store.begin() as session:
        return sum(line.act not in ("paged", "nobody") for line in await alerts.history(session, 1))


async def test_an_edited_answer_corrects_what_it_told(street: Street) -> None:
    await begun(street)
    said = await street.wang.say(street.home, "尾号1234")
    await street.settled()
    await street.desk.edit(street.wang, said, CARD)
    await street.settled()
    assert await known(street) == {"account": CARD}
    assert await asked(street) == "bank"


async def test_a_sticker_is_asked_again(street: Street) -> None:
    await begun(street)
    assert "没看懂" in (await tell(street, "👍")).text


async def test_who_blocked_the_bot_loses_nothing(street: Street) -> None:
    question = await begun(street)
    await street.desk.fault("sendMessage", status=403, description="Forbidden: bot was blocked by the user")
    said = await street.wang.say(street.home, CARD)
    assert await street.heard(street.home, said) == []
    assert await known(street) == {"account": CARD}
    entered = await street.wang.start(BOT, "r1")
    assert "（2/10）" in (await street.heard(street.home, entered))[-1].text
    assert question.id < entered.id


async def test_a_long_story_in_the_middle_is_no_answer(street: Street) -> None:
    await begun(street)
    await tell(street, (f"{SAFE_ACCOUNT}。" * 200)[:4096])
    assert await known(street) == {}


RECEIPT = ("转账成功", "¥30,000.00", f"收款账号 {CARD}", "收款银行 建设银行", "转账时间 2026-11-20 21:03")


@needs_font
async def test_a_screenshot_of_the_transfer_is_proposed_and_kept_after_a_press(street: Street) -> None:
    await begun(street)
    said = await street.wang.say(street.home, "", photo=drawn(*RECEIPT))
    proposal = await street.answer(street.home, said)
    assert "图上看到：尾号0128" in proposal.text
    assert "30,000 元" in proposal.text
    assert "21:03" in proposal.text
    assert proposal.buttons == ["对", "不对"]
    assert await known(street) == {}
    await street.note(street.wang, proposal, "对")
    found = await known(street)
    assert (found["account"], found["amount"], found["bank"]) == (CARD, "30000", "建设银行")


@needs_font
async def test_a_proposal_that_is_wrong_is_dropped(street: Street) -> None:
    await begun(street)
    said = await street.wang.say(street.home, "", photo=drawn(*RECEIPT))
    question = await tap(street, await street.answer(street.home, said), "不对")
    assert "（1/10）" in question.text
    assert await known(street) == {}


@needs_font
async def test_a_screenshot_of_a_chat_is_a_question_and_the_card_waits(street: Street) -> None:
    await begun(street)
    said = await street.wang.say(street.home, "", photo=drawn("公安局说我涉嫌洗钱", "让我把钱转到安全账户"))
    assert (await street.heard(street.home, said))[-1].text.startswith(("🔴", "🟡"))
    assert await asked(street) == "account"


async def test_nothing_typed_is_on_disk_or_in_the_log_in_clear(street: Street, caplog: pytest.LogCaptureFixture) -> None:
    canaries = (CARD, WRONG, "13812345678", "lisi_888", "yibao-gov")
    with caplog.at_level(logging.DEBUG):
        await begun(street)
        for words in (WRONG, f"建行{CARD}", "三万", "刚刚", "微信转的", "13812345678", "微信 lisi_888", "http://yibao-gov.cc/r3"):
            await tell(street, words)
    assert len(await known(street)) > 6
    kept = b"".join(path.read_bytes() for path in street.office.settings.data_dir.iterdir() if path.is_file())
    for canary in canaries:
        assert canary not in caplog.text
        assert canary.encode() not in kept
