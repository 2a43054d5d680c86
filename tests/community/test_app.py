"""The bot as a whole: opening, menus, updates of every kind, retries, and giving up with an apology."""

import json
import logging
import re
from dataclasses import replace
from typing import Any

import pytest
from pydantic import SecretStr, ValidationError

from bot.errors import OperatorError
from bot.messenger import Place, TryLater, Uncertain
from bot.office import Office
from bot.store import inbox, questions
from handlers.community.addressed import COMMANDS as NAMES
from handlers.community.app import CommunityBot
from handlers.community.commands import ADMINISTRATORS, COMMANDS, GROUP, PRIVATE
from sandbox.client import Desk
from tests.community.conftest import BOT, SAFE_ACCOUNT, TOKEN, Street
from tests.conftest import Phones, until

CHINESE = re.compile("[㐀-鿿]")


def with_settings(office: Office, **changed: object) -> Office:
    return replace(office, settings=office.settings.model_copy(update=changed))


@pytest.mark.parametrize("token", ["4001:wrong", "not a token", "4001"])
async def test_a_wrong_token_is_said_in_plain_words(office: Office, desk: Desk, token: str) -> None:
    with pytest.raises(OperatorError, match="社区机器人的令牌不被接受"):
        await CommunityBot(with_settings(office, community_token=SecretStr(token))).open()


async def test_an_unreachable_telegram_is_said_in_plain_words(office: Office) -> None:
    bot = CommunityBot(with_settings(office, telegram_api="http://127.0.0.1:9"))
    with pytest.raises(OperatorError, match="联系不上 Telegram"):
        await bot.open()


async def test_a_start_survives_a_stumble_and_the_failure_of_everything_cosmetic(office: Office, desk: Desk) -> None:
    await desk.fault("getMe", status=502)
    await desk.fault("setMyCommands", status=429, retry_after=3600, count=3)
    await desk.fault("setMyDescription", drop="before")
    bot = CommunityBot(office)
    await bot.open()
    assert (bot.id, bot.username) == (4001, BOT)
    await bot.close()


async def test_a_closed_bot_never_opens_a_line_again(street: Street) -> None:
    bot = CommunityBot(street.office)
    await bot.open()
    sender, before = bot.sender, len(await street.sent("sendMessage"))
    await bot.close()
    with pytest.raises(TryLater):
        await sender.say(Place(street.wang.id), "您好")
    with pytest.raises(TryLater):
        await sender.fetch("anything")
    assert len(await street.sent("sendMessage")) == before


@pytest.mark.parametrize(("app", "english"), [("", False), ("en", True)])
async def test_menus_differ_by_scope_and_are_in_chinese_but_in_english_where_the_app_is(street: Street, app: str, english: bool) -> None:
    menus = {menu["scope"]: menu["commands"] for menu in await street.desk.do("commands", bot=BOT) if menu["language"] == app}
    names = {json.loads(scope)["type"]: tuple(item["command"] for item in commands) for scope, commands in menus.items()}
    assert names == {"all_private_chats": PRIVATE, "all_group_chats": GROUP, "all_chat_administrators": ADMINISTRATORS}
    assert {CHINESE.search(item["description"]) is None for commands in menus.values() for item in commands} == {english}
    for method, words in (("setMyDescription", "description"), ("setMyShortDescription", "short_description")):
        told = [call[words] for call in await street.sent(method) if call.get("language_code", "") == app]
        assert [CHINESE.search(one) is None for one in told] == [english]


def test_every_command_at_the_door_has_somebody_who_answers_and_a_place_in_a_menu() -> None:
    assert set(COMMANDS) == NAMES == {*PRIVATE, *ADMINISTRATORS}


async def test_updates_of_other_kinds_leave_no_trace(street: Street) -> None:
    before = len(await street.desk.requests(BOT))
    for update in (
        {"poll": {"id": "1"}},
        {"some_future_kind": {"a": 1}},
        {"channel_post": {"message_id": 1}},
        {"message_reaction": {"user": {}}},
        {"message": {"message_id": 1, "date": 1, "chat": {"id": -5, "type": "channel"}}},
    ):
        await street.give(update)
    await street.bot.handle(json.dumps({"update_id": 1, "some_future_kind": {}}))
    assert [request for request in (await street.desk.requests(BOT))[before:] if request["method"] != "getUpdates"] == []
    async with street.office.store.begin() as session:
        assert await inbox.waiting(session, "community") == []
        assert await inbox.count(session, "community", "dead") == 0


async def test_an_update_that_comes_twice_is_answered_once(street: Street) -> None:
    said = await street.wang.say(street.home, SAFE_ACCOUNT)
    await street.settled()
    last = (await street.desk.do("history", bot=BOT))[-1]
    await street.desk.do("repeat", bot=BOT, update_id=last["update_id"])
    assert len(await street.heard(street.home, said)) == 1


async def test_an_answer_that_broke_off_is_given_on_the_retry_and_asked_once(street: Street) -> None:
    await street.desk.fault("sendMessage", status=502, count=2)
    said = await street.wang.say(street.home, SAFE_ACCOUNT)
    assert (await street.answer(street.home, said)).text.startswith("🔴")
    async with street.office.store.begin() as session:
        assert await questions.get(session, 1) is not None
        assert await questions.get(session, 2) is None


async def test_what_goes_wrong_is_raised_to_the_inbox(street: Street) -> None:
    await street.ask("你好")
    payload = json.dumps(await private_update(street))
    await street.desk.fault("sendMessage", status=502)
    with pytest.raises(Uncertain):
        await street.bot.handle(payload)
    await street.desk.fault("sendMessage", status=429, retry_after=600)
    with pytest.raises(TryLater):
        await street.bot.handle(payload)


async def test_somebody_who_blocked_the_bot_is_left_in_peace(street: Street) -> None:
    await street.ask("你好")
    payload = json.dumps(await private_update(street))
    await street.desk.do("block", person=street.wang.id, bot=BOT)
    calls = len(await street.sent())
    await street.bot.handle(payload)
    assert len(await street.sent()) == calls + 1


async def private_update(street: Street, text: str = SAFE_ACCOUNT) -> dict[str, Any]:
    person = {"id": street.wang.id, "is_bot": False, "first_name": "王阿姨"}
    chat = {"id": street.wang.id, "type": "private", "first_name": "王阿姨"}
    return {"update_id": 900, "message": {"message_id": 900, "date": 1, "chat": chat, "from": person, "text": text}}


async def test_giving_up_brings_an_apology_with_the_code_and_tells_operators(street: Street, phones: Phones) -> None:
    await street.ask("你好")
    await street.bot.gave_up(900, json.dumps(await private_update(street)), "ValueError")
    [apology] = await street.desk.messages(street.home, contains="抱歉")
    assert "编号 C900" in apology.text
    await until(lambda: phones.told(9001))
    assert "编号 C900" in phones.told(9001)[0]
    assert "安全账户" not in phones.told(9001)[0]


async def test_giving_up_on_a_press_apologises_in_private(street: Street) -> None:
    await street.ask("你好")
    answer = await street.ask_in_group()
    press = await street.wang.press(answer, data="q1:why:1")
    await street.settled()
    update = (await street.desk.do("history", bot=BOT))[-1]
    await street.bot.gave_up(update["update_id"], json.dumps(update), "ValueError")
    assert await street.desk.messages(street.home, contains="抱歉")
    assert "抱歉" in (await street.desk.wait_answer(press))["text"]


async def test_giving_up_on_somebody_who_cannot_be_told_still_tells_operators(street: Street, phones: Phones) -> None:
    await street.bot.gave_up(900, json.dumps(await private_update(street)), "ValueError")
    await until(lambda: phones.told(9001))


@pytest.mark.parametrize("update", [{"update_id": 1, "my_chat_member": {"chat": {"id": -1}}}, {"update_id": 1, "poll": {}}])
async def test_giving_up_on_what_nobody_said_tells_operators_alone(street: Street, phones: Phones, update: dict[str, Any]) -> None:
    before = len(await street.sent())
    await street.bot.gave_up(1, json.dumps(update), "ValueError")
    await until(lambda: phones.told(9001))
    assert len(await street.sent()) == before


async def test_logs_hold_neither_words_nor_token(street: Street, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    await street.desk.fault("sendMessage", status=502)
    await street.ask(SAFE_ACCOUNT)
    broken = await private_update(street)
    broken["message"]["date"] = "昨天"
    with pytest.raises(ValidationError):
        await street.bot.handle(json.dumps(broken))
    ours = "\n".join(record.getMessage() for record in caplog.records if record.name.split(".")[0] in ("bot", "handlers", "aiogram"))
    assert "failed" in ours
    assert "安全账户" not in ours
    assert TOKEN not in ours
