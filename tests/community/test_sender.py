"""The voice of the bot: what Telegram or the line refuses becomes undelivered, try later or uncertain, and nothing else."""

import asyncio
import base64
import time
from pathlib import Path

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from bot.messenger import Link, Media, Place, Post, Quiz, Sent, TryLater, Uncertain, Undelivered
from bot.people import membership
from handlers.community.calls import fit
from handlers.community.sender import Sender
from tests.community.conftest import BOT, TOKEN, Street
from tests.conftest import NEIGHBOURS, RESIDENT

PIXEL = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
HOME, GROUP = Place(RESIDENT), Place(NEIGHBOURS)


@pytest.fixture
async def sender(street: Street) -> Sender:
    """The sender of a bot to which 王阿姨 has spoken."""
    await street.ask("你好")
    return street.bot.sender


async def test_a_text_arrives_plain_with_its_link(street: Street, sender: Sender) -> None:
    sent = await sender.say(HOME, "<b>您好</b> *a* http://example.org", link=Link("私下补充", "r7"))
    [message] = await street.desk.messages(street.home, contains="您好</b>")
    assert message.id == sent.message
    assert message.text == "<b>您好</b> *a* http://example.org"
    assert message.links == {"私下补充": f"https://t.me/{BOT}?start=r7"}


async def test_a_text_that_is_too_long_is_cut_at_a_line(street: Street, sender: Sender) -> None:
    sent = await sender.say(HOME, "\n".join(["一行话" * 20] * 100))
    message = next(m for m in await street.desk.messages(street.home) if m.id == sent.message)
    assert message.text.endswith("一行话…")
    assert len(message.text) <= 4096


@pytest.mark.parametrize(
    ("text", "most", "kept"), [("短", 5, "短"), ("一二三四五六", 4, "一二三…"), ("一二三\n四五六", 5, "一二三…"), ("😀😀😀", 4, "😀…")]
)
def test_cutting_counts_as_telegram_does(text: str, most: int, kept: str) -> None:
    assert fit(text, most) == kept


async def test_a_person_who_never_opened_the_chat_or_blocked_it_is_undelivered_blocked(street: Street, sender: Sender) -> None:
    with pytest.raises(Undelivered, match="blocked"):
        await sender.say(Place(street.liu.id), "您好")
    await street.desk.do("block", person=RESIDENT, bot=BOT)
    with pytest.raises(Undelivered, match="blocked"):
        await sender.say(HOME, "您好")


async def test_a_group_that_removed_the_bot_is_gone(street: Street, sender: Sender) -> None:
    await street.desk.do("place", chat=street.group.key, who=BOT, status="kicked")
    with pytest.raises(Undelivered, match="gone"):
        await sender.say(GROUP, "您好")
    with pytest.raises(Undelivered, match="gone"):
        await sender.say(Place(-100777), "您好")


async def test_a_request_telegram_does_not_like_is_refused(street: Street, sender: Sender) -> None:
    await street.desk.fault("sendMessage", status=400, description="Bad Request: MESSAGE_ODD")
    with pytest.raises(Undelivered, match="refused"):
        await sender.say(GROUP, "您好")


async def test_a_group_that_moved_unnoticed_is_followed(street: Street, sender: Sender) -> None:
    street.bot.addressed = lambda update: False  # the service message is lost
    await street.desk.do("migrate", chat=street.group.key, to=-1009900000001)
    sent = await sender.say(GROUP, "您好")
    assert sent.chat == -1009900000001
    assert await membership.standing(street.office, -1009900000001) == "镇西新苑"


async def test_a_short_flood_wait_is_waited_out_and_holds_up_nobody_else(street: Street, sender: Sender) -> None:
    await street.desk.fault("sendMessage", chat=street.group, status=429, retry_after=5)
    began = time.monotonic()
    waiting = asyncio.create_task(sender.say(GROUP, "等一等"))
    await street.desk.wait_trouble()
    await sender.say(HOME, "不用等")
    assert not waiting.done()
    await waiting
    assert time.monotonic() - began >= 5


async def test_a_long_flood_wait_is_for_later(street: Street, sender: Sender) -> None:
    await street.desk.fault("sendMessage", status=429, retry_after=31)
    with pytest.raises(TryLater):
        await sender.say(GROUP, "您好")


async def test_a_line_that_cannot_be_opened_sent_nothing(street: Street) -> None:
    bot = Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base("http://127.0.0.1:9")))
    with pytest.raises(TryLater):
        await Sender(street.office, bot, BOT).say(HOME, "您好")
    await bot.session.close()


@pytest.mark.parametrize("fault", [{"drop": "before"}, {"drop": "after"}, {"status": 502}, {"status": 500}])
async def test_a_line_that_breaks_and_a_server_that_stumbles_leave_it_uncertain(street: Street, sender: Sender, fault: dict) -> None:
    await street.desk.fault("sendMessage", **fault)
    with pytest.raises(Uncertain):
        await sender.say(HOME, "您好")


async def test_a_token_that_stopped_working_is_for_later(street: Street, sender: Sender) -> None:
    await street.desk.fault("sendMessage", status=401)
    with pytest.raises(TryLater):
        await sender.say(HOME, "您好")


async def test_editing_to_the_same_or_editing_what_is_gone_is_no_error(street: Street, sender: Sender) -> None:
    sent = await sender.say(HOME, "您好")
    await sender.edit(sent, "您好")
    await sender.edit(Sent(RESIDENT, 4711), "您好")
    await sender.edit(sent, "您好呀")
    [message] = await street.desk.messages(street.home, contains="您好呀")
    assert message.id == sent.message


async def test_editing_what_cannot_be_edited_is_refused(street: Street, sender: Sender) -> None:
    await street.desk.fault("editMessageText", status=400, description="Bad Request: message can't be edited")
    with pytest.raises(Undelivered, match="refused"):
        await sender.edit(Sent(RESIDENT, 1), "您好")


async def test_a_quiz_can_be_answered(street: Street, sender: Sender) -> None:
    sent = await sender.quiz(GROUP, Quiz("他该怎么办？", ("先垫钱", "问问家人"), 1, "先垫钱的都是诈骗。"))
    [message] = [m for m in await street.desk.messages(street.group) if m.poll]
    assert (message.id, message.poll["id"]) == (sent.message, sent.poll)
    assert message.poll["correct_option_ids"] == [1]
    await street.desk.vote(street.liu, message, 1)


async def test_a_quiet_message_makes_no_sound_and_stays_in_its_topic(street: Street, sender: Sender) -> None:
    topic = await street.desk.topic(street.group, "防骗提醒", street.wang)
    sent = await sender.say(Place(NEIGHBOURS, topic), "您好", silent=True)
    message = next(m for m in await street.desk.messages(street.group) if m.id == sent.message)
    assert (message.topic, message.json["silent"]) == (topic, True)


async def file_of(street: Street, content: bytes) -> str:
    """A file that 王阿姨 sent, by the name the bot may fetch it."""
    said = await street.wang.say(street.home, "", document=content, file_name="通知.txt")
    await street.heard(street.home, said)
    update = await street.desk.wait_update(BOT, "message")
    return str(update["document"]["file_id"])


async def test_a_file_is_fetched_whole_and_one_that_is_gone_is_undelivered(street: Street, sender: Sender) -> None:
    assert await sender.fetch(await file_of(street, b"abc" * 100_000)) == b"abc" * 100_000
    with pytest.raises(Undelivered, match="refused"):
        await sender.fetch("AgAC4001-nothing")


async def test_a_file_that_cannot_be_had_now_is_for_later(street: Street, sender: Sender) -> None:
    name = await file_of(street, b"abc")
    for fault in ({"status": 502}, {"drop": "before"}, {"status": 429, "retry_after": 31}):
        await street.desk.fault("getFile", **fault)
        with pytest.raises(TryLater):
            await sender.fetch(name)


async def test_a_server_of_ones_own_names_a_place_on_this_machine(street: Street, sender: Sender, tmp_path: Path) -> None:
    kept = tmp_path / "kept.bin"
    kept.write_bytes(b"abc")
    assert sender._from_disk(kept) == b"abc"
    with pytest.raises(Undelivered):
        sender._from_disk(tmp_path / "nothing.bin")


async def test_a_group_in_which_we_may_not_write_is_muted(street: Street, sender: Sender) -> None:
    await street.desk.fault("sendMessage", status=400, description="Bad Request: not enough rights to send text messages to the chat")
    with pytest.raises(Undelivered, match="muted"):
        await sender.say(GROUP, "您好")


async def test_a_group_that_takes_words_and_no_pictures_is_told_apart(street: Street, sender: Sender) -> None:
    for method, media in (("sendPhoto", Media("photo", b"\x89PNG")), ("sendVideo", Media("video", b"film"))):
        words = f"Bad Request: not enough rights to send {media.kind}s to the chat"
        await street.desk.fault(method, status=400, description=words)
        with pytest.raises(Undelivered, match="unpictured"):
            async with sender.in_turn(NEIGHBOURS):
                await sender.post(GROUP, Post("您好", media))


async def test_a_message_of_a_broadcast_is_tried_once_and_a_flood_holds_its_chat_alone(street: Street, sender: Sender) -> None:
    await street.desk.fault("sendMessage", chat=street.group, status=429, retry_after=29)
    assert sender.ready_in(NEIGHBOURS) < 1.1  # it has introduced itself there
    with pytest.raises(TryLater) as busy:
        async with sender.in_turn(NEIGHBOURS):
            await sender.post(GROUP, Post("群发"))
    assert busy.value.after == 29
    assert 9 < sender.ready_in(NEIGHBOURS) <= 29
    assert sender.ready_in(RESIDENT) < 1.1
    async with asyncio.timeout(20):
        await sender.say(GROUP, "回答不用等")


async def test_a_message_of_a_broadcast_follows_nobody_by_itself(street: Street, sender: Sender) -> None:
    street.bot.addressed = lambda update: False  # the service message is lost
    await street.desk.do("migrate", chat=street.group.key, to=-1009900000001)
    with pytest.raises(Undelivered, match="moved") as news:
        await sender.post(GROUP, Post("群发"))
    assert news.value.moved_to == -1009900000001


async def test_a_message_of_a_broadcast_goes_to_its_topic_or_says_that_there_is_none(street: Street, sender: Sender) -> None:
    topic = await street.desk.topic(street.group, "通知", street.wang)
    sent = await sender.post(Place(NEIGHBOURS, topic), Post("群发"))
    [message] = await street.desk.messages(street.group, contains="群发")
    assert (message.id, message.topic) == (sent.message, topic)
    with pytest.raises(Undelivered, match="topic"):
        await sender.post(Place(NEIGHBOURS, 4711), Post("群发"))


async def test_a_picture_is_uploaded_once_and_sent_again_by_its_name(street: Street, sender: Sender) -> None:
    first = await sender.post(GROUP, Post("看图", Media("photo", PIXEL)))
    assert first.file
    again = await sender.post(HOME, Post("看图", Media("photo", file=first.file)))
    assert again.file == first.file
    captions = [message.text for message in await street.desk.messages(street.group, contains="看图")]
    assert captions == ["看图"]


async def test_a_message_that_was_sent_can_be_taken_back_and_twice_is_no_error(street: Street, sender: Sender) -> None:
    sent = await sender.post(GROUP, Post("收回"))
    await sender.unsay(sent)
    assert await street.desk.messages(street.group, contains="收回") == []
    await sender.unsay(sent)
