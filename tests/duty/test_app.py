"""Which raw updates this bot takes, and how it opens: wrong tokens, outages, and what may fail without harm."""

import logging
from types import SimpleNamespace
from typing import cast

import pytest

from bot.errors import OperatorError
from bot.office import Office
from bot.settings import Settings
from handlers.duty.app import DutyBot, addressed
from sandbox.client import Desk
from sandbox.run import Served
from tests.conftest import OFFICER
from tests.duty.conftest import BOT, TOKEN

CHEN = {"id": OFFICER, "is_bot": False, "first_name": "陈警官"}
PRIVATE = {"id": OFFICER, "type": "private"}
GROUP = {"id": -1001, "type": "supergroup", "title": "群"}


@pytest.mark.parametrize(
    ("update", "ours"),
    [
        ({"message": {"message_id": 1, "from": CHEN, "chat": PRIVATE, "text": "/start"}}, True),
        ({"callback_query": {"id": "1", "from": CHEN, "data": "x"}}, True),
        ({"my_chat_member": {"chat": GROUP, "from": CHEN}}, True),
        ({"message": {"message_id": 1, "from": CHEN, "chat": GROUP, "text": f"@{BOT} 在吗"}}, False),
        ({"message": {"message_id": 1, "from": {"id": 7, "is_bot": True, "first_name": "别的机器人"}, "chat": PRIVATE}}, False),
        ({"edited_message": {"message_id": 1, "from": CHEN, "chat": PRIVATE, "text": "改"}}, True),
        ({"edited_message": {"message_id": 1, "from": CHEN, "chat": GROUP, "text": "改"}}, False),
        ({"channel_post": {"message_id": 1, "chat": {"id": -1002, "type": "channel"}}}, False),
        ({"message": {}}, False),
        ({"message": None}, False),
        ({"message": {"chat": "private", "from": 5}}, False),
        ({"callback_query": "?"}, False),
        ({"something_new": {"chat": PRIVATE}}, False),
        ({}, False),
    ],
)
def test_only_private_words_presses_and_its_own_membership_are_for_this_bot(update: dict[str, object], ours: bool) -> None:
    assert addressed({"update_id": 1, **update}) is ours


def bot_with(token: str, api: str = "http://127.0.0.1:9") -> DutyBot:
    """A duty bot of which nothing but its settings is asked."""
    settings = Settings(duty_token=token, telegram_api=api, _env_file=None)
    return DutyBot(cast(Office, SimpleNamespace(settings=settings)))


@pytest.mark.parametrize("token", ["", "机器人", "1002 desk-duty-bot", "1002:abc def", "1002:abc\n"])
def test_a_token_that_cannot_be_one_is_named_before_anything_is_asked(token: str) -> None:
    with pytest.raises(OperatorError, match="SHOUWANG_DUTY_TOKEN 不像机器人令牌"):
        bot_with(token)


async def test_a_wrong_token_is_named_and_never_printed(served: Served, desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(OperatorError, match="请检查 SHOUWANG_DUTY_TOKEN 是否抄全") as refused:
        await bot_with("1002:wrong", served.url).open()
    assert refused.value.__cause__ is None
    assert "1002:wrong" not in str(refused.value)
    assert not any("1002:wrong" in record.getMessage() for record in caplog.records if record.levelno > logging.INFO)


async def test_a_short_outage_at_the_start_is_waited_out(served: Served, desk: Desk) -> None:
    await desk.fault("getMe", status=502, count=1)
    bot = bot_with(TOKEN, served.url)
    await bot.open()
    assert (bot.id, bot.username) == (1002, BOT)
    await bot.close()


async def test_a_long_outage_at_the_start_is_said_in_plain_words(served: Served, desk: Desk) -> None:
    await desk.fault("getMe", drop="before", count=9)
    with pytest.raises(OperatorError, match="联系不上 Telegram"):
        await bot_with(TOKEN, served.url).open()


async def test_menu_and_description_may_fail_without_stopping_the_start(served: Served, desk: Desk) -> None:
    for method in ("setMyCommands", "setMyDescription", "setMyShortDescription"):
        await desk.fault(method, status=429, retry_after=60)
    bot = bot_with(TOKEN, served.url)
    await bot.open()
    assert bot.username == BOT
    await bot.close()
