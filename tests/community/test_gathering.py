"""Several messages, one question: what belongs together, how long is listened for, and that a plain text never waits."""

import json
from datetime import timedelta
from typing import Any

import pytest

from bot.inbox import Bundle
from bot.store import alerts, questions
from handlers.community.gathering import MOST, Quiet, bundle
from sandbox.client import Message
from tests.community.conftest import PARCEL, SAFE_ACCOUNT, Street
from tests.conftest import until

QUIET = Quiet(forward=4, album=3, picture=2, words=1)
FORWARD = {"forward_origin": {"type": "hidden_user", "date": 1, "sender_user_name": "远房表哥"}}
PHOTO: dict[str, Any] = {"photo": []}


def said(text: str = "", *, date: int = 100, group: bool = False, **more: Any) -> str:
    """A raw message."""
    chat = {"id": -100, "type": "supergroup"} if group else {"id": 7, "type": "private"}
    words = {"caption": text} if more.keys() & {"photo", "document"} else {"text": text} if text else {}
    return json.dumps({"update_id": 1, "message": {"message_id": 1, "date": date, "chat": chat, **words, **more}})


def album(text: str = "", **more: Any) -> str:
    return said(text, media_group_id="13", **PHOTO, **more)


STORY = "他说" + "我涉嫌洗钱要配合调查" * 10


@pytest.mark.parametrize(
    ("waiting", "expected"),
    [
        ([said("对方要验证码")], Bundle()),
        ([said("对方要验证码"), said("还要我共享屏幕")], Bundle()),
        ([said("这是诈骗吗")], Bundle((0,), 1)),
        ([said("对方要验证码", **FORWARD)], Bundle((0,), 4)),
        ([said(**PHOTO)], Bundle((0,), 2)),
        ([album(), album()], Bundle((0, 1), 3)),
        ([said("这个能信吗"), said("对方要验证码", **FORWARD), said("我已经转了")], Bundle((0, 1, 2), 1)),
        ([said("我妈收到的"), said(**PHOTO)], Bundle((0, 1), 2)),
        ([said(STORY), said("对方要验证码", **FORWARD)], Bundle()),
        ([said("一", **FORWARD), said("二", date=106, **FORWARD)], Bundle((0,), 0)),
        ([said("一", **FORWARD), said("/report 二")], Bundle((0,), 0)),
        ([said("/report 一"), said("二", **FORWARD)], Bundle()),
        ([said("一", **FORWARD), said("二", reply_to_message={})], Bundle((0,), 0)),
        ([album("/ask"), album()], Bundle((0, 1), 3)),
        ([album("/report"), album()], Bundle()),
        ([album(group=True), said("@bot 别的事", group=True), album(group=True)], Bundle((0, 2), 3)),
        ([said(**PHOTO, group=True), said(**PHOTO, group=True)], Bundle()),
        ([said("一", **FORWARD)] * (MOST + 2), Bundle(tuple(range(MOST)), 0)),
        ([json.dumps({"update_id": 1, "callback_query": {"id": "1"}}), said(**PHOTO)], Bundle()),
        ([json.dumps({"update_id": 1, "message": "?"})], Bundle()),
        ([json.dumps({"update_id": 1, "message": {"chat": {}, "text": 5}})], Bundle()),
    ],
)
def test_what_belongs_together(waiting: list[str], expected: Bundle) -> None:
    assert bundle(waiting, QUIET) == expected


async def words(street: Street, about: Message) -> str:
    async with street.office.store.begin() as session:
        row = await questions.newest_about(session, f"{street.wang.id}:{about.id}")
    assert row is not None
    assert row.words is not None
    return street.office.cipher.open(row.words)


async def test_a_forwarded_series_and_the_words_behind_it_are_answered_once_below_the_last(street: Street) -> None:
    street.bot._quiet = Quiet(forward=20)  # the words at the end end it, however long the parts take
    pieces = ("我是公安局的，您涉嫌洗钱", "请把钱转到安全账户", "不要告诉家里人")
    forwards = [await street.wang.say(street.home, piece, forward={"name": "远房表哥"}) for piece in pieces]
    last = await street.wang.say(street.home, "我妈已经转了三万")
    answer = await street.answer(street.home, forwards[0])
    assert answer.text.startswith("🆘")
    assert answer.json["reply_to"] == last.id
    assert await words(street, forwards[0]) == "\n".join([*pieces, "我妈已经转了三万"])


async def test_a_bare_question_waits_for_what_it_points_at(street: Street) -> None:
    street.bot._quiet = Quiet(words=20)
    asked = await street.wang.say(street.home, "这是诈骗吗？")
    await street.wang.say(street.home, SAFE_ACCOUNT, forward={"name": "远房表哥"})
    assert (await street.answer(street.home, asked)).text.startswith("🔴")


async def test_a_plain_text_is_answered_while_a_forward_would_still_be_waited_with(street: Street) -> None:
    street.bot._quiet = Quiet(forward=5)
    await street.ask("你好")
    said = await street.wang.say(street.home, SAFE_ACCOUNT)
    await street.desk.wait_message(street.home, "🔴", after=said)
    forwarded = await street.wang.say(street.home, PARCEL, forward={"name": "物业"})
    assert await street.desk.messages(street.home, contains="🟢", after=forwarded) == []
    assert (await street.answer(street.home, forwarded)).text.startswith("🟢")


async def test_a_kill_while_we_listen_loses_no_part_and_answers_once(street: Street) -> None:
    street.bot._quiet = Quiet(forward=30)
    first = await street.wang.say(street.home, SAFE_ACCOUNT, forward={"name": "远房表哥"})
    await street.wang.say(street.home, "不要告诉家里人", forward={"name": "远房表哥"})
    await until(lambda: taken(street))
    await street.inbox.close(patience=0)
    street.bot._quiet = Quiet()
    assert await street.desk.messages(street.home, contains="🔴") == []
    street.inbox._closing = False
    street.inbox._closed.clear()
    await street.inbox.pick_up()
    assert (await street.answer(street.home, first)).text.startswith("🔴")
    assert await words(street, first) == f"{SAFE_ACCOUNT}\n不要告诉家里人"


async def taken(street: Street) -> bool:
    """Whether the bot has confirmed all updates; they are kept, and listened behind."""
    return not await street.desk.do("updates", bot=street.bot.username)


# one after the other


async def test_a_follow_up_within_two_minutes_is_judged_with_the_question(street: Street) -> None:
    await street.ask(SAFE_ACCOUNT)
    answer = await street.ask("我已经转了两万")
    assert answer.text.startswith("🆘")
    assert "安全账户" in answer.text
    assert (await street.ask(PARCEL)).text.startswith("🟢")
    assert (await street.ask("谢谢您！")).text.startswith("不客气")


async def test_a_report_of_a_follow_up_joins_the_alert_of_the_question(street: Street) -> None:
    answer = await street.ask(SAFE_ACCOUNT)
    await street.note(street.wang, answer, "报告民警")
    await street.settled()
    worse = await street.ask("我已经转了两万")
    assert (await street.note(street.wang, worse, "报告民警"))["text"].startswith("🆘")
    await street.settled()
    async with street.office.store.begin() as session:
        row = await alerts.get(session, 1)
        assert await alerts.get(session, 2) is None
    assert row is not None
    assert row.tier == "urgent"


async def test_words_typed_before_a_forward_count_for_it(street: Street, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.desk.following.RIGHT_BEFORE", timedelta(minutes=2))
    await street.ask("我妈收到这个，她已经转了三万")
    assert (await street.ask(SAFE_ACCOUNT, forward={"name": "远房表哥"})).text.startswith("🆘")
