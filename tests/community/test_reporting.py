"""/report, in groups and in private: one act, an alert, a receipt without details — and the reporter hears who signed."""

from typing import Any

import pytest

from bot.desk import alerts as service
from bot.store import alerts
from bot.store.models import Alert
from sandbox.client import Private
from tests.community.conftest import BOT, PAID, SAFE_ACCOUNT, Street
from tests.conftest import OFFICER, Phones, until


async def alert(street: Street, number: int = 1) -> Alert | None:
    async with street.office.store.begin() as session:
        return await alerts.get(session, number)


async def words(street: Street, number: int = 1) -> list[str]:
    """What each reporter of an alert passed on."""
    async with street.office.store.begin() as session:
        return [street.office.cipher.open(row.words) for row in await alerts.reports_of(session, number)]


async def test_report_as_a_reply_passes_on_the_message_replied_to(street: Street) -> None:
    rumour = await street.liu.say(street.group, SAFE_ACCOUNT)
    said = await street.wang.say(street.group, "/report", reply_to=rumour)
    receipt = await street.answer(street.group, said)
    assert receipt.text.startswith("已转给辖区民警（预警 1 号）")
    assert receipt.json["reply_to"] == said.id
    assert receipt.links == {"私下补充": f"https://t.me/{BOT}?start=r1"}
    assert await words(street) == [SAFE_ACCOUNT]


async def test_own_words_beside_a_reply_come_along_and_decide_the_tier(street: Street) -> None:
    rumour = await street.liu.say(street.group, SAFE_ACCOUNT)
    said = await street.wang.say(street.group, "/report 我刚刚已经转了三万", reply_to=rumour)
    assert (await street.answer(street.group, said)).text.startswith("🆘")
    assert await words(street) == [f"{SAFE_ACCOUNT}\n我刚刚已经转了三万"]
    row = await alert(street)
    assert row is not None
    assert row.tier == "urgent"


async def test_report_with_a_text_needs_no_reply(street: Street) -> None:
    said = await street.wang.say(street.group, f"/report@{BOT} {SAFE_ACCOUNT}")
    assert "预警 1 号" in (await street.answer(street.group, said)).text
    assert await words(street) == [SAFE_ACCOUNT]


async def test_the_receipt_stays_in_the_topic(street: Street) -> None:
    topic = await street.desk.topic(street.group, "防骗提醒", street.wang)
    said = await street.wang.say(street.group, f"/report {SAFE_ACCOUNT}", topic=topic)
    assert (await street.answer(street.group, said)).topic == topic


async def test_two_neighbours_who_report_one_message_make_one_alert(street: Street) -> None:
    rumour = await street.desk.say(street.liu, street.group, SAFE_ACCOUNT)
    for person in (street.wang, street.liu):
        await person.say(street.group, "/report", reply_to=rumour)
        await street.settled()
    row = await alert(street)
    assert row is not None
    assert row.reports == 2
    assert await alert(street, 2) is None


@pytest.mark.parametrize("words", [SAFE_ACCOUNT, PAID])
async def test_who_joins_in_hears_it_in_private_and_the_group_keeps_one_receipt(street: Street, words: str) -> None:
    await street.liu.start(BOT)
    await street.settled()
    rumour = await street.wang.say(street.group, words)
    first = await street.answer(street.group, await street.wang.say(street.group, "/report", reply_to=rumour))
    home = Private(street.liu, BOT)
    before = await street.desk.mark()
    said = await street.liu.say(street.group, "/report", reply_to=rumour)
    assert await street.heard(street.group, said) == []
    [told] = await street.desk.messages(home, after=before)
    assert told.text.startswith("这件事已经有人报告过，您的报告也记在一起了（预警 1 号）")
    assert first.links != {}


async def test_who_joins_in_without_a_private_chat_gets_one_short_line_without_a_door(street: Street) -> None:
    rumour = await street.wang.say(street.group, PAID)
    await street.wang.say(street.group, "/report", reply_to=rumour)
    await street.settled()
    line = await street.answer(street.group, await street.liu.say(street.group, "/report", reply_to=rumour))
    assert line.text == "这件事已经转给民警了（预警 1 号），正在处理。"
    assert line.links == {}


async def test_who_joins_in_and_tells_of_their_own_loss_is_warned_though_the_group_was(street: Street) -> None:
    rumour = await street.wang.say(street.group, PAID)
    await street.wang.say(street.group, "/report", reply_to=rumour)
    await street.settled()
    said = await street.liu.say(street.group, "/report 我刚刚也转了两万过去", reply_to=rumour)
    assert (await street.answer(street.group, said)).text.startswith("🆘")


async def test_worse_news_about_the_same_message_raises_the_tier(street: Street) -> None:
    rumour = await street.liu.say(street.group, SAFE_ACCOUNT)
    await street.liu.say(street.group, "/report", reply_to=rumour)
    await street.settled()
    said = await street.wang.say(street.group, "/report 我已经转了三万", reply_to=rumour)
    assert (await street.answer(street.group, said)).text.startswith("🆘")
    row = await alert(street)
    assert row is not None
    assert (row.tier, row.reports) == ("urgent", 2)


async def test_a_report_in_answer_to_an_answer_is_about_the_question(street: Street) -> None:
    rumour = await street.liu.say(street.group, SAFE_ACCOUNT)
    asked = await street.wang.say(street.group, "/ask", reply_to=rumour)
    answer = await street.answer(street.group, asked)
    await street.note(street.liu, answer, "报告民警")
    said = await street.wang.say(street.group, "/report", reply_to=answer)
    assert (await street.answer(street.group, said)).text.startswith("这件事已经转给民警了（预警 1 号）")
    assert await words(street) == [SAFE_ACCOUNT, SAFE_ACCOUNT]


async def test_a_private_report_is_told_in_private(street: Street) -> None:
    said = await street.wang.say(street.home, f"/report {SAFE_ACCOUNT}")
    receipt = await street.answer(street.home, said)
    assert receipt.text.startswith("已转给辖区民警（预警 1 号）")
    assert receipt.links == {}


async def test_a_private_emergency_brings_the_card_at_the_same_moment(street: Street) -> None:
    said = await street.wang.say(street.home, f"/report {PAID}")
    receipt, card, _ = await street.heard(street.home, said)
    assert "预警 1 号" in receipt.text
    assert card.text.startswith("🆘 先做这四件事")


async def test_who_has_not_paid_yet_is_told_not_to_and_not_that_the_money_is_gone(street: Street) -> None:
    said = await street.wang.say(street.home, "/report 自称公安局的说我涉嫌洗钱,要我把钱转到安全账户")
    _, card, _ = await street.heard(street.home, said)
    row = await alert(street)
    assert row is not None
    assert row.tier == "high"
    assert card.text.startswith("⚠️ 钱还没转")
    assert "刚刚被骗" not in card.text


async def test_a_picture_can_be_reported_without_a_word(street: Street, picture: bytes) -> None:
    shown = await street.liu.say(street.group, "", photo=picture)
    said = await street.wang.say(street.group, "/report", reply_to=shown)
    assert "预警 1 号" in (await street.answer(street.group, said)).text
    assert await words(street) == ["（图片，原件请向举报人要）"]


async def test_a_picture_whose_caption_is_the_command_is_reported(street: Street, picture: bytes) -> None:
    said = await street.wang.say(street.home, "/report 他让我扫这个码", photo=picture)
    assert "预警 1 号" in (await street.answer(street.home, said)).text
    assert await words(street) == ["他让我扫这个码\n（图片，原件请向举报人要）"]


@pytest.mark.parametrize("chat", ["group", "home"])
async def test_an_empty_report_is_told_how(street: Street, chat: str) -> None:
    place = getattr(street, chat)
    said = await street.wang.say(place, "/report")
    assert (await street.answer(place, said)).text.startswith("请把可疑的内容写在 /report 后面")
    assert await alert(street) is None


@pytest.mark.parametrize(
    ("shown", "passed_on"),
    [
        ({"contact": {"first_name": "王", "last_name": "专员", "phone_number": "13900001111"}}, "名片：王 专员，电话 13900001111"),
        ({"location": {"latitude": 34.6, "longitude": 119.2}}, "（一条没有文字的消息，原件请向举报人要）"),
    ],
    ids=["contact", "place"],
)
async def test_a_message_without_words_can_be_reported_by_replying_to_it(street: Street, shown: dict[str, Any], passed_on: str) -> None:
    chat = {"id": street.group.id, "type": "supergroup", "title": "镇西新苑业主群"}
    replied = {"message_id": 900, "date": 1, "chat": chat, "from": {"id": street.liu.id, "is_bot": False, "first_name": "刘"}, **shown}
    writer = {"id": street.wang.id, "is_bot": False, "first_name": "王阿姨"}
    message = {"message_id": 901, "date": 1, "chat": chat, "from": writer, "text": "/report", "reply_to_message": replied}
    await street.give({"message": message})
    assert await words(street) == [passed_on]


async def test_who_reports_what_is_signed_already_hears_that_it_is(street: Street, phones: Phones) -> None:
    await street.liu.start(BOT)
    rumour = await street.wang.say(street.group, SAFE_ACCOUNT)
    await street.wang.say(street.group, "/report", reply_to=rumour)
    await street.settled()
    await service.acknowledge(street.office, 1, OFFICER)
    before = await street.desk.mark()
    await street.liu.say(street.group, "/report", reply_to=rumour)
    told = await street.desk.wait_message(Private(street.liu, BOT), "预警 1 号", after=before)
    assert told.text.startswith("这件事民警已签收（预警 1 号），您的报告也记在一起了")


async def test_an_anonymous_administrator_is_asked_to_press_or_to_write_privately(street: Street) -> None:
    await street.desk.do("place", chat=street.group.key, who=str(street.liu.id), status="administrator")
    said = await street.liu.say(street.group, f"/report {SAFE_ACCOUNT}", anonymous=True)
    assert "匿名" in (await street.answer(street.group, said)).text
    assert await alert(street) is None


async def test_an_anonymous_administrator_reports_by_pressing(street: Street) -> None:
    await street.desk.do("place", chat=street.group.key, who=str(street.liu.id), status="administrator", anonymous=True)
    answer = await street.ask_in_group()
    await street.note(street.liu, answer, "报告民警")
    await street.settled()
    async with street.office.store.begin() as session:
        [report] = await alerts.reports_of(session, 1)
    assert (report.reporter, report.name(street.office.cipher.open)) == (street.liu.id, "刘大爷")


async def test_names_with_markup_arrive_as_they_are(street: Street) -> None:
    odd = await street.desk.person("<b>王</b> *阿姨* _[x](tg://user?id=1)", 7009)
    place = Private(odd, BOT)
    said = await odd.say(place, f"/report {SAFE_ACCOUNT}")
    assert "预警 1 号" in (await street.answer(place, said)).text
    async with street.office.store.begin() as session:
        [report] = await alerts.reports_of(session, 1)
    assert report.name(street.office.cipher.open) == "<b>王</b> *阿姨* _[x](tg://user?id=1)"


async def test_too_many_reports_are_refused_kindly_with_the_emergency_number(street: Street) -> None:
    for number in range(10):
        await street.wang.say(street.home, f"/report 第{number}件事,{SAFE_ACCOUNT}")
    await street.settled()
    said = await street.wang.say(street.home, f"/report 又一件事,{SAFE_ACCOUNT}")
    assert (await street.answer(street.home, said)).text.startswith("一小时内最多报告 10 次")
    assert await alert(street, 11) is None


async def test_a_duplicate_update_is_one_report_and_one_receipt(street: Street) -> None:
    said = await street.wang.say(street.group, f"/report {SAFE_ACCOUNT}")
    await street.settled()
    last = (await street.desk.do("history", bot=BOT))[-1]
    await street.desk.do("repeat", bot=BOT, update_id=last["update_id"])
    assert len(await street.heard(street.group, said)) == 1
    assert len(await words(street)) == 1


async def test_a_signature_reaches_the_reporter_and_the_receipt_in_the_group(street: Street, phones: Phones) -> None:
    await street.ask("你好")
    said = await street.wang.say(street.group, f"/report {SAFE_ACCOUNT}")
    receipt = await street.answer(street.group, said)
    await until(lambda: OFFICER in phones.paged())
    await service.acknowledge(street.office, 1, OFFICER)
    told = await street.desk.wait_message(street.home, "民警已签收")
    assert "预警 1 号" in told.text
    marked = await street.desk.wait_message(street.group, "民警已签收")
    assert marked.id == receipt.id
    assert marked.links == receipt.links == {"私下补充": f"https://t.me/{BOT}?start=r1"}
    await service.dismiss(street.office, 1, OFFICER)
    assert (await street.desk.wait_message(street.group, "已由民警核实")).links == {}


async def test_who_joined_in_and_was_told_in_private_hears_of_the_signature_once(street: Street, phones: Phones) -> None:
    rumour = await street.liu.say(street.group, SAFE_ACCOUNT)
    await street.ask("你好")
    await street.liu.say(street.group, "/report", reply_to=rumour)
    await street.settled()
    await street.wang.say(street.group, "/report", reply_to=rumour)
    joined = await street.desk.wait_message(street.home, "已经有人报告过", button="补充转账信息")
    await until(lambda: OFFICER in phones.paged())
    await service.acknowledge(street.office, 1, OFFICER)
    told = await street.desk.wait_message(street.home, "您报告的事情（预警 1 号）民警已签收")
    await street.desk.wait_message(street.group, "民警已签收")
    await street.settled()
    [seen] = [item for item in await street.desk.messages(street.home) if item.id == joined.id]
    assert (seen.text, seen.buttons) == (joined.text, joined.buttons)
    assert told.id > joined.id
