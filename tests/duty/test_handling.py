"""What becomes of an update that cannot be handled, and what the log may know of it."""

import json
import logging

import pytest

from tests.conftest import OFFICER
from tests.duty.conftest import BOT, OPERATOR, SQLITE, TOKEN, Station

pytestmark = SQLITE

CHEN = {"id": OFFICER, "is_bot": False, "first_name": "陈警官"}
PRIVATE = {"id": OFFICER, "type": "private"}


async def test_an_update_that_cannot_be_read_goes_back_to_the_inbox(station: Station) -> None:
    broken = {"update_id": 5, "message": {"message_id": "?", "from": CHEN, "chat": PRIVATE, "date": "yesterday", "text": "/start"}}
    with pytest.raises(TypeError):
        await station.bot.handle(json.dumps(broken))


@pytest.mark.parametrize("kind", ["message", "callback_query"])
async def test_of_what_is_set_aside_the_person_and_the_operators_learn_with_one_code(station: Station, kind: str) -> None:
    payload = json.dumps({"update_id": 77, kind: {"from": CHEN}})
    await station.bot.gave_up(77, payload, "TypeError")
    await station.bot.gave_up(77, json.dumps({"update_id": 77, "my_chat_member": {"from": CHEN}}), "TypeError")
    assert "（编号 D77）" in (await station.read(OFFICER, "抱歉，刚才这一步没有办成")).text
    assert "（编号 D77）" in (await station.read(OPERATOR, "有一条消息处理失败")).text
    assert len(await station.desk.messages(station.phone(OFFICER))) == 1
    assert len(await station.desk.messages(station.phone(OPERATOR))) == 1


async def test_what_goes_wrong_reaches_the_inbox_and_a_person_s_own_mistake_does_not(station: Station) -> None:
    def said(text: str, number: int) -> str:
        marks = [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}]
        message = {"message_id": number, "date": 1, "from": CHEN, "chat": PRIVATE, "text": text, "entities": marks}
        return json.dumps({"update_id": number, "message": message})

    await station.desk.fault("sendMessage", status=502)
    with pytest.raises(Exception, match="NetworkError"):
        await station.bot.handle(said("/whoami", 101))
    await station.bot.handle(said("/whoami", 101))
    await station.bot.handle(said("/start nonsense", 102))
    await station.desk.do("block", person=OFFICER, bot=BOT)
    await station.bot.handle(said("/whoami", 103))
    await station.bot.handle(said("/start nonsense", 104))
    assert len(await station.desk.messages(station.phone(OFFICER), contains="您的身份")) == 1
    assert len(await station.desk.messages(station.phone(OFFICER), contains="这个邀请码没有对上")) == 1


async def test_nobody_s_words_and_no_token_reach_the_log(station: Station, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "telegram"), caplog.at_level(logging.INFO, "handlers"), caplog.at_level(logging.INFO, "bot"):
        await station.report("我把钱转给了诸葛小明")
        await station.press(OFFICER, await station.card(OFFICER), "详情")
        await station.desk.fault("sendMessage", status=500)
        await station.write(OFFICER, "诸葛小明又来电话了")
    ours = [record.getMessage() for record in caplog.records if not record.name.startswith("httpx")]
    assert not any("诸葛小明" in line or TOKEN in line for line in ours)
