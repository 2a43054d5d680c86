"""What a bot may ask: everything the published Bot API knows, and nothing else."""

import asyncio

import aiogram.methods
import httpx
import pytest

from sandbox.client import Desk
from sandbox.methods import METHODS, answers_true
from sandbox.run import Served
from sandbox.spec import contract
from tests.sandbox.conftest import TOKEN

BUTTON = {"text": "签收", "callback_data": "v1"}


def _keyboard(*row: dict) -> dict:
    return {"inline_keyboard": [list(row)]}


@pytest.mark.parametrize(
    ("method", "params", "why"),
    [
        ("sendMessage", {"text": "a", "colour": "red"}, 'no parameter "colour"'),
        ("sendMessage", {}, '"text" is required'),
        ("sendMessage", {"text": 7}, '"text" must be a string'),
        ("sendMessage", {"text": "   "}, "message text is empty"),
        ("sendMessage", {"text": "长" * 4097}, "message is too long"),
        ("sendMessage", {"text": "a", "parse_mode": "HTML"}, "plain text only"),
        ("sendMessage", {"text": "a", "disable_notification": "perhaps"}, "must be a boolean"),
        ("sendMessage", {"text": "a", "reply_parameters": {"message": 1}}, 'no field "message"'),
        ("sendMessage", {"text": "a", "reply_markup": _keyboard({"text": "签收", "callback_data": "签" * 22})}, "BUTTON_DATA_INVALID"),
        ("sendMessage", {"text": "a", "reply_markup": _keyboard({"text": "签收"})}, "exactly one action"),
        ("sendMessage", {"text": "a", "reply_markup": _keyboard({"text": " ", "callback_data": "x"})}, "button text is empty"),
        ("sendMessage", {"text": "a", "reply_markup": _keyboard(*[BUTTON] * 9)}, "REPLY_MARKUP_TOO_LONG"),
        ("sendPhoto", {"photo": "x", "caption": "长" * 1025}, "caption is too long"),
        ("sendPoll", {"question": "问" * 301, "options": [{"text": "是"}]}, "question is too long"),
        ("sendPoll", {"question": "?", "options": []}, "1 to 12 options"),
        ("sendPoll", {"question": "?", "options": [{"text": "是" * 101}]}, "option is too long"),
        ("sendPoll", {"question": "?", "options": [{"text": "是"}], "type": "quiz"}, "no correct option"),
        ("sendPoll", {"question": "?", "options": [{"text": "是"}], "type": "quiz", "correct_option_ids": [1]}, "wrong correct option"),
        ("sendPoll", {"question": "?", "options": [{"text": "是"}], "open_period": 1}, "open period"),
        ("deleteMessages", {"message_ids": []}, "1 to 100"),
        ("setMyCommands", {"commands": [{"command": "Ask!", "description": "问"}]}, "BOT_COMMAND_INVALID"),
        ("setMyCommands", {"commands": [{"command": "ask", "description": ""}]}, "DESCRIPTION_INVALID"),
        ("answerCallbackQuery", {"callback_query_id": "1", "text": "字" * 201}, "too long"),
    ],
)
async def test_a_request_outside_the_contract_is_refused_and_remembered(desk, raw, method, params, why) -> None:
    if "chat_id" in contract()["methods"][method]["params"]:
        params = {"chat_id": 1} | params
    answer = await raw(method, **params)
    assert (answer["error_code"], why in answer["description"]) == (400, True), answer
    assert [item["method"] for item in await desk.violations()] == [method]


async def test_a_method_that_does_not_exist_is_404_and_a_token_nobody_has_401(desk, raw, served) -> None:
    assert (await raw("sendTelegram"))["error_code"] == 404
    assert (await raw("getMe", token="4001:wrong"))["description"] == "Unauthorized"
    assert httpx.get(f"{served.url}/botnonsense/getMe", timeout=60).status_code == 404
    assert (await raw("SENDMESSAGE", chat_id=1, text="a"))["description"] == "Bad Request: chat not found"


async def test_lengths_are_counted_as_telegram_counts_them(desk, raw) -> None:
    wang = await desk.person("王阿姨")
    await wang.start("shouwang_bot")
    row = [{"text": "签收", "callback_data": "签" * 21}]
    sent = await raw("sendMessage", chat_id=str(wang.id), text=f"  {'长' * 4096}\n", reply_markup={"inline_keyboard": [row]})
    assert len(sent["result"]["text"]) == 4096
    assert await desk.violations() == []


async def test_query_string_and_form_mean_the_same_as_json(desk, served) -> None:
    wang = await desk.person("王阿姨")
    await wang.start("shouwang_bot")
    address = f"{served.url}/bot4001:AAF-community/sendMessage"
    keyboard = '{"inline_keyboard":[[{"text":"好","callback_data":"1"}]]}'
    fields = {"chat_id": str(wang.id), "text": "好", "disable_notification": "true", "reply_markup": keyboard}
    async with httpx.AsyncClient(timeout=60, trust_env=False) as http:
        answers = [await http.get(address, params=fields), await http.post(address, data=fields)]
        answers.append(await http.post(address, data=fields, files={"unused": b"x"}))
    assert [answer.json()["result"]["reply_markup"]["inline_keyboard"][0][0]["text"] for answer in answers] == ["好"] * 3
    assert all(message.json["silent"] for message in await desk.messages(f"{wang.id}/shouwang_bot", contains="好"))


def test_only_methods_that_return_true_are_answered_with_true() -> None:
    returning = {found.__api_method__: found.__returning__ for found in vars(aiogram.methods).values() if hasattr(found, "__api_method__")}
    assert [name for name in contract()["methods"] if answers_true(name) and name not in METHODS and returning[name] is not bool] == []


async def test_a_method_the_desk_does_not_play_says_so(desk, raw) -> None:
    answer = await raw("sendDice", chat_id=1)
    assert (answer["error_code"], answer["description"]) == (501, "Not Implemented: this desk does not play sendDice")


async def test_a_bot_that_dies_in_the_middle_of_a_word_has_said_nothing(desk: Desk, served: Served) -> None:
    host, port = served.url.removeprefix("http://").split(":")
    _, line = await asyncio.open_connection(host, int(port))
    line.write(
        f"POST /bot{TOKEN}/sendMessage HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{{".encode()
    )
    await line.drain()
    line.close()
    [broken] = await desk.requests("shouwang_bot", "sendMessage", wait=10)
    assert (broken["status"], broken["result"]) == (0, "broken off")
    assert await desk.violations() == []


async def test_a_request_that_hung_while_the_desk_was_cleared_is_not_seen_on_the_new_one(desk: Desk, served: Served) -> None:
    struck = await desk.struck()
    await desk.fault("sendMessage", delay=5)
    async with httpx.AsyncClient(timeout=60, trust_env=False) as bot:
        hanging = asyncio.create_task(bot.post(f"{served.url}/bot{TOKEN}/sendMessage", json={"chat_id": 1, "text": "a"}))
        await desk.wait_trouble(struck)
        await desk.do("empty")
        assert (await hanging).status_code == 503
    assert await desk.requests() == []
