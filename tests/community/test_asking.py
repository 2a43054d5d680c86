"""这是诈骗吗?, in private and in groups: who is answered, about what, how long, and where the answer hangs."""

import asyncio
import json
from collections.abc import Mapping
from typing import Any

import pytest

from bot.asking import questions as service
from bot.store import questions
from bot.store.models import Question
from bot.triage.opinion import Opinion
from handlers.community.matter import is_only_a_question
from sandbox.client import Message
from tests.community.conftest import BOT, PAID, PARCEL, SAFE_ACCOUNT, Street

FIVE = ["我已转账/正在通话", "报告民警", "为什么", "有用", "不对"]
SUSPICIOUS = ("🔴", "🟡")


async def kept(street: Street, about: Message) -> Question | None:
    """The question that was asked about a message, as it was kept."""
    chat = about.chat.split("/")[0]
    async with street.office.store.begin() as session:
        return await questions.newest_about(session, f"{chat}:{about.id}")


# in private


async def test_a_private_text_is_answered_in_full_with_five_buttons(street: Street) -> None:
    answer = await street.ask()
    assert answer.text.startswith("🔴 高度疑似诈骗")
    assert "依据：" in answer.text
    assert answer.buttons == FIVE


async def test_a_genuine_notice_gets_no_danger_button_and_is_never_called_safe(street: Street) -> None:
    answer = await street.ask(PARCEL)
    assert "不等于安全" in answer.text
    assert answer.buttons == ["报告民警", "有用", "不对"]


async def test_money_gone_puts_the_emergency_card_first(street: Street) -> None:
    answer = await street.ask(PAID)
    assert answer.text.startswith("🆘 先做这四件事")


async def test_a_forwarded_message_is_judged(street: Street) -> None:
    answer = await street.ask(SAFE_ACCOUNT, forward={"name": "远房表哥"})
    assert answer.text.startswith("🔴")


async def test_a_reply_to_an_answer_is_about_what_was_asked_then(street: Street) -> None:
    answer = await street.ask(SAFE_ACCOUNT)
    said = await street.wang.say(street.home, "我已经转了三万", reply_to=answer)
    assert (await street.answer(street.home, said)).text.startswith("🆘")


async def test_an_edit_with_new_words_is_answered_anew_and_one_without_is_not(street: Street) -> None:
    said = await street.wang.say(street.home, "今晚一起跳广场舞吗")
    await street.settled()
    await street.desk.edit(street.wang, said, SAFE_ACCOUNT)
    assert (await street.heard(street.home, said))[1].text.startswith("🔴")
    await street.desk.edit(street.wang, said, SAFE_ACCOUNT)
    assert len(await street.heard(street.home, said)) == 2


async def test_an_edit_is_read_as_if_it_had_just_been_written(street: Street) -> None:
    said = await street.wang.say(street.home, "救名")
    await street.settled()
    before = len(await street.heard(street.home, said))
    await street.desk.edit(street.wang, said, "救命")
    assert (await street.heard(street.home, said))[-1].text.startswith("您别慌，我在")
    await street.desk.edit(street.wang, said, "谢谢你啊")
    assert len(await street.heard(street.home, said)) == before + 1


async def test_an_edited_report_is_not_a_second_report(street: Street) -> None:
    said = await street.wang.say(street.home, f"/report {SAFE_ACCOUNT}")
    await street.settled()
    told = len(await street.heard(street.home, said))
    assert told >= 1
    await street.desk.edit(street.wang, said, f"/report {SAFE_ACCOUNT} 补充")
    assert len(await street.heard(street.home, said)) == told


@pytest.mark.parametrize("text", ["/ask", "这是诈骗吗？", "😀😀😀", "！！！"])
async def test_a_question_that_points_at_nothing_gets_a_friendly_line(street: Street, text: str) -> None:
    answer = await street.ask(text)
    assert answer.text.startswith("请把可疑的原话发给我")
    assert answer.buttons == []


@pytest.mark.parametrize("text", ["/watch", "/unknown", f"/unknown@{BOT}"])
async def test_a_command_that_is_not_there_yet_is_no_question(street: Street, text: str) -> None:
    for place in (street.home, street.group) if "@" in text else (street.home,):
        said = await street.wang.say(place, text)
        assert (await street.answer(place, said)).text == "还没有这个命令，请看 /help"
        assert await kept(street, said) is None


async def test_what_was_forwarded_commands_nothing(street: Street) -> None:
    answer = await street.ask(f"/report {SAFE_ACCOUNT}", forward={"name": "远房表哥"})
    assert answer.text.startswith("🔴")


@pytest.mark.parametrize(("text", "reply"), [("谢谢您！", "不客气"), ("你好", "您好，我是守望"), ("好的，谢谢🙏", "不客气")])
async def test_courtesy_is_returned(street: Street, text: str, reply: str) -> None:
    assert (await street.ask(text)).text.startswith(reply)


async def test_four_thousand_characters_are_judged(street: Street) -> None:
    assert (await street.ask((SAFE_ACCOUNT + "。") * 110)).text.startswith("🔴")


@pytest.mark.parametrize(
    "text", ["رسالة من البنك: حول المال الآن", "<b>您好</b> *明天* `开会` [点我](tg://user?id=1)", "\u202eمرحبا\u202c 开会"]
)
async def test_markup_and_right_to_left_text_are_only_text(street: Street, text: str) -> None:
    answer = await street.ask(text)
    assert "不等于安全" in answer.text
    assert all("parse_mode" not in call for call in await street.sent())


async def test_link_previews_are_off_everywhere(street: Street) -> None:
    await street.ask()
    assert all(call["link_preview_options"]["is_disabled"] for call in await street.sent())


async def test_addresses_behind_words_are_judged_too(street: Street) -> None:
    text = "您的包裹无法投递，点此处更新地址"
    mark = {"type": "text_link", "offset": 8, "length": 3, "url": "http://ems-track.top/pay"}
    message = {"message_id": 500, "date": 1, "chat": {"id": street.wang.id, "type": "private", "first_name": "王"}, "text": text}
    await street.ask("你好")
    await street.give({"message": message | {"from": {"id": street.wang.id, "is_bot": False, "first_name": "王"}, "entities": [mark]}})
    async with street.office.store.begin() as session:
        row = await questions.newest_about(session, f"{street.wang.id}:500")
    assert row is not None
    assert row.words is not None
    assert street.office.cipher.open(row.words) == f"{text}\nhttp://ems-track.top/pay"


# in a group


async def test_ordinary_talk_in_a_group_is_neither_answered_nor_kept(street: Street) -> None:
    said = await street.wang.say(street.group, SAFE_ACCOUNT)
    assert await street.heard(street.group, said) == []
    assert await kept(street, said) is None


async def test_a_mention_is_answered_in_short_as_a_reply(street: Street) -> None:
    said = await street.wang.say(street.group, f"@{BOT} {SAFE_ACCOUNT}")
    answer = await street.answer(street.group, said)
    assert answer.text.startswith("🔴")
    assert len(answer.text) <= 400
    assert answer.json["reply_to"] == said.id
    assert answer.buttons == FIVE


async def test_the_mention_and_the_name_are_not_part_of_the_question(street: Street) -> None:
    said = await street.wang.say(street.group, f"@{BOT} 守望，{SAFE_ACCOUNT}")
    await street.settled()
    row = await kept(street, said)
    assert row is not None
    assert row.words is not None
    assert street.office.cipher.open(row.words) == SAFE_ACCOUNT


@pytest.mark.parametrize("text", ["/ask", f"@{BOT}", f"@{BOT} 这是诈骗吗？", f"/ask@{BOT} 大家帮忙看看这个靠不靠谱是不是真的"])
async def test_a_bare_question_as_a_reply_judges_the_message_replied_to(street: Street, text: str) -> None:
    rumour = await street.liu.say(street.group, SAFE_ACCOUNT)
    asked = await street.wang.say(street.group, text, reply_to=rumour)
    answer = await street.answer(street.group, asked)
    assert answer.text.startswith("🔴")
    assert answer.json["reply_to"] == asked.id
    assert await kept(street, rumour) is not None


@pytest.mark.parametrize(
    "author", [{"id": 777000, "is_bot": False, "first_name": "Telegram"}, {"id": 8, "is_bot": True, "first_name": "别的机器人"}]
)
async def test_what_a_channel_or_another_bot_wrote_can_be_asked_about(street: Street, author: dict) -> None:
    chat = {"id": street.group.id, "type": "supergroup", "title": "群"}
    rumour = {"message_id": 800, "date": 1, "chat": chat, "from": author, "text": SAFE_ACCOUNT}
    wang = {"id": street.wang.id, "is_bot": False, "first_name": "王阿姨"}
    before = await street.wang.say(street.group, "大家早")
    await street.give({"message": rumour | {"text": f"@{BOT} {SAFE_ACCOUNT}"}})
    assert await street.heard(street.group, before) == []
    await street.give({"message": {"message_id": 801, "date": 1, "chat": chat, "from": wang, "text": "/ask", "reply_to_message": rumour}})
    assert (await street.answer(street.group, before)).text.startswith("🔴")


async def test_own_words_beside_a_reply_tell_how_far_things_are(street: Street) -> None:
    rumour = await street.liu.say(street.group, SAFE_ACCOUNT)
    asked = await street.wang.say(street.group, f"@{BOT} 我已经转了三万", reply_to=rumour)
    assert (await street.answer(street.group, asked)).text.startswith("🆘")


async def test_ask_with_a_text_judges_the_text(street: Street) -> None:
    assert (await street.ask_in_group(f"/ask {SAFE_ACCOUNT}")).text.startswith("🔴")


async def test_a_reply_to_the_bot_is_answered(street: Street) -> None:
    answer = await street.ask_in_group()
    said = await street.liu.say(street.group, "客服让我把验证码念给他听,还要开屏幕共享", reply_to=answer)
    assert (await street.answer(street.group, said)).text.startswith(SUSPICIOUS)


async def test_ask_without_anything_says_how(street: Street) -> None:
    answer = await street.ask_in_group("/ask")
    assert answer.text == f"想让我看哪一条？回复那条消息发 /ask，或者把原话写在 @{BOT} 后面。"


async def test_the_answer_stays_in_the_topic(street: Street) -> None:
    topic = await street.desk.topic(street.group, "防骗提醒", street.wang)
    said = await street.wang.say(street.group, f"@{BOT} {SAFE_ACCOUNT}", topic=topic)
    assert (await street.answer(street.group, said)).topic == topic


async def test_an_anonymous_administrator_may_ask(street: Street) -> None:
    await street.desk.do("place", chat=street.group.key, who=str(street.liu.id), status="administrator")
    said = await street.liu.say(street.group, f"/ask {SAFE_ACCOUNT}", anonymous=True)
    assert (await street.answer(street.group, said)).text.startswith("🔴")


async def test_a_message_deleted_meanwhile_is_answered_all_the_same(street: Street) -> None:
    await street.desk.fault("sendMessage", status=429, retry_after=5)
    said = await street.wang.say(street.group, f"@{BOT} {SAFE_ACCOUNT}")
    await street.desk.delete(street.wang, said)
    answer = await street.answer(street.group, said)
    assert answer.text.startswith("🔴")
    assert answer.json["reply_to"] is None


async def test_an_edit_that_calls_the_bot_is_answered(street: Street) -> None:
    said = await street.wang.say(street.group, SAFE_ACCOUNT)
    await street.desk.edit(street.wang, said, f"@{BOT} {SAFE_ACCOUNT}")
    assert (await street.answer(street.group, said)).text.startswith("🔴")


async def test_two_people_may_ask_about_the_same_message(street: Street) -> None:
    rumour = await street.liu.say(street.group, SAFE_ACCOUNT)
    for person in (street.wang, street.liu):
        asked = await person.say(street.group, "/ask", reply_to=rumour)
        assert (await street.answer(street.group, asked)).text.startswith("🔴")


# as a guest


async def test_in_a_chat_it_never_joined_the_bot_answers_once_with_a_private_door(street: Street) -> None:
    family = await street.desk.group("一家人", members=[street.wang, street.liu])
    said = await street.wang.say(family, f"@{BOT} {SAFE_ACCOUNT}")
    answer = await street.answer(family, said)
    assert answer.text.startswith("🔴")
    assert len(answer.text) <= 400
    assert answer.links == {"私聊问我": f"https://t.me/{BOT}?start=guest"}
    assert answer.data == {}


async def test_a_guest_called_with_nothing_says_how(street: Street) -> None:
    family = await street.desk.group("一家人", members=[street.wang])
    said = await street.wang.say(family, f"@{BOT} 这是诈骗吗")
    assert (await street.answer(family, said)).text.startswith("想让我看哪一条")


# what is only a question


@pytest.mark.parametrize(
    "words",
    [
        "这是诈骗吗？",
        "是不是骗子",
        "大家帮忙看看，这个靠谱吗",
        "真的假的",
        "请问这条短信是真的还是假的呀",
        "能信吗",
        "有没有问题",
        "",
        "😀",
        "骗人的吧",
    ],
)
def test_these_words_only_ask(words: str) -> None:
    assert is_only_a_question(words)


@pytest.mark.parametrize("words", ["我已经转了", "他要验证码", "我妈也收到了", "刷单是诈骗吗", "点了", "还在通话", "免费领鸡蛋是真的吗"])
def test_these_words_tell_something(words: str) -> None:
    assert not is_only_a_question(words)


@pytest.mark.parametrize("words", ["救命", "怎么报警", "110", "我好害怕啊"])
async def test_who_is_frightened_is_told_what_to_do_and_not_that_nothing_was_found(street: Street, words: str) -> None:
    answer = await street.ask(words)
    assert answer.text.startswith("您别慌，我在")
    assert answer.buttons == []


async def test_what_now_after_a_question_goes_on_with_it(street: Street) -> None:
    await street.ask()
    assert (await street.ask("怎么办")).text.startswith("🔴")


@pytest.mark.parametrize(("words", "answer"), [("谢谢你啊", "不客气"), ("好的谢谢您了", "不客气"), ("在不", "您好"), ("你是谁", "您好")])
async def test_courtesies_are_returned(street: Street, words: str, answer: str) -> None:
    assert (await street.ask(words)).text.startswith(answer)


@pytest.mark.parametrize("words", ["13800000000", "https://bit.ly/3xYz"])
async def test_a_number_or_a_link_alone_is_said_to_tell_nothing(street: Street, words: str) -> None:
    answer = await street.ask(words)
    assert answer.text.startswith("🟢")
    assert "看不出真假" in answer.text


@pytest.mark.parametrize("words", ["www.icbc-bank.top/login", "刷单"])
async def test_a_link_that_imitates_a_bank_and_the_name_of_a_trick_are_doubted(street: Street, words: str) -> None:
    assert (await street.ask(words)).text.startswith("🟡")


async def test_a_picture_nobody_could_read_gets_no_verdict_from_the_words_before_it(street: Street) -> None:
    before = await street.ask(PARCEL)
    assert before.text.startswith("🟢")
    said = await street.wang.say(street.home, photo=b"no picture at all")
    assert (await street.answer(street.home, said)).text.startswith("有一张图片我打不开")


class Slow:
    """A model server that answers when it is let, and doubts what it sees."""

    configured = ready = True

    def __init__(self) -> None:
        self.asked, self.answers = asyncio.Event(), asyncio.Event()

    async def complete(self, model: str, system: str, user: str, *, schema: Mapping[str, Any], seconds: float) -> str | None:
        self.asked.set()
        await self.answers.wait()
        doubt = {"doubt": True, "pattern": None, "quote": "明天八点", "why_id": None, "note": "对方催着定时间"}
        return json.dumps(doubt, ensure_ascii=False)


HARMLESS = "邻居说明天八点在门口等我一起去买菜"


@pytest.fixture
def slow(street: Street) -> Slow:
    server = Slow()
    street.office.opinion = Opinion(street.office.triage, street.office.library, server, "m", seconds=60)
    return server


async def test_a_slow_model_server_holds_up_no_chat_and_its_doubt_corrects_the_answer(street: Street, slow: Slow) -> None:
    first = await street.ask(HARMLESS)
    assert first.text.startswith("🟢")
    await slow.asked.wait()
    assert (await street.ask(PAID)).text.startswith("🆘")
    slow.answers.set()
    doubted = await street.desk.wait_message(street.home, "AI 生成", after=first, timeout=20)
    assert (doubted.id, doubted.text[:1]) == (first.id, "🟡")
    assert doubted.buttons[-2:] == ["有用", "不对"]


async def test_a_doubt_that_comes_after_the_asker_went_on_changes_nothing(street: Street, slow: Slow) -> None:
    answer = await street.ask(HARMLESS)
    await slow.asked.wait()
    number = int(answer.data["有用"].rpartition(":")[2])
    await service.in_danger(street.office, number, short=False)
    slow.answers.set()
    assert await service.reconsider(street.office, number, short=False) is None
