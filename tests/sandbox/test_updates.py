"""How updates reach a bot: acknowledged by offset, kept until then, one poller at a time, forgotten when too old."""

import asyncio

import pytest

from tests.conftest import until


async def test_an_update_comes_again_until_it_is_confirmed(desk, raw) -> None:
    wang = await desk.person("王阿姨")
    await wang.start("shouwang_bot")
    first = await raw.updates()
    assert await raw.updates() == first
    assert first[0]["message"]["text"] == "/start"
    assert await raw.updates(first[0]["update_id"] + 1) == []
    assert await raw.updates() == []


async def test_a_confirmed_update_can_be_delivered_again_under_its_number(desk, raw) -> None:
    wang = await desk.person("王阿姨")
    await wang.start("shouwang_bot")
    (update,) = await raw.updates()
    assert await raw.updates(update["update_id"] + 1) == []
    await desk.do("repeat", bot="shouwang_bot", update_id=update["update_id"])
    assert await raw.updates(update["update_id"] + 1) == [update]
    assert await raw.updates(update["update_id"] + 1) == []


async def test_a_poll_waits_for_news(desk, raw, served) -> None:
    wang = await desk.person("王阿姨")
    waiting = asyncio.create_task(raw.updates(timeout=50))
    await until(served.world.bots[4001].updates.listening)
    await wang.start("shouwang_bot")
    assert len(await asyncio.wait_for(waiting, 30)) == 1


async def test_the_second_poller_ends_the_first_with_409(desk, raw, served) -> None:
    first = asyncio.create_task(raw("getUpdates", timeout=50))
    await until(served.world.bots[4001].updates.listening)
    second = asyncio.create_task(raw("getUpdates", timeout=1))
    ended = await asyncio.wait_for(first, 30)
    assert (ended["error_code"], ended["description"][:19]) == (409, "Conflict: terminate")
    assert (await second)["ok"]


async def test_a_webhook_and_polling_exclude_each_other(desk, raw) -> None:
    await raw("setWebhook", url="https://bot.invalid/hook")
    assert (await raw("getUpdates"))["error_code"] == 409
    assert (await raw("getWebhookInfo"))["result"]["url"] == "https://bot.invalid/hook"
    await raw("deleteWebhook", drop_pending_updates=True)
    assert await raw.updates() == []


async def test_limit_and_negative_offset_cut_the_batch(desk, raw) -> None:
    wang = await desk.person("王阿姨")
    for number in range(4):
        await wang.say(f"{wang.id}/shouwang_bot", f"第{number}条")
    assert [item["message"]["text"] for item in await raw.updates(limit=2)] == ["第0条", "第1条"]
    assert [item["message"]["text"] for item in await raw.updates(-1)] == ["第3条"]
    assert len(await raw.updates()) == 1


async def test_bots_have_queues_of_their_own(desk, raw) -> None:
    wang = await desk.person("王阿姨")
    await wang.start("shouwang_duty_bot")
    assert await raw.updates() == []
    assert len(await raw.updates(token="4002:AAF-duty")) == 1


async def test_a_press_lives_150_seconds_and_a_message_a_day(desk, raw) -> None:
    wang = await desk.person("王阿姨")
    await wang.start("shouwang_bot")
    button = {"inline_keyboard": [[{"text": "为什么", "callback_data": "v1:why"}]]}
    await raw("sendMessage", chat_id=wang.id, text="高度疑似诈骗", reply_markup=button)
    (card,) = await desk.messages(f"{wang.id}/shouwang_bot", contains="高度")
    press = await wang.press(card, "为什么")
    assert len(await raw.updates()) == 2
    await desk.do("clock", ahead=151)
    assert [list(item)[1] for item in await raw.updates()] == ["message"]
    late = await raw("answerCallbackQuery", callback_query_id=press.id)
    assert "query is too old" in late["description"]
    await desk.do("clock", ahead=86_400)
    assert await raw.updates() == []


async def test_kinds_that_were_not_asked_for_do_not_come_and_the_wish_is_kept(desk, raw) -> None:
    wang = await desk.person("王阿姨")
    await raw.updates(allowed_updates=["callback_query"])
    await wang.start("shouwang_bot")
    assert await raw.updates() == []
    await raw.updates(allowed_updates=[])
    await wang.start("shouwang_bot")
    assert len(await raw.updates()) == 1


@pytest.mark.parametrize(
    "update", [{"story_told": {"x": 1}}, {"message": {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "orbit"}}}]
)
async def test_anything_can_be_put_into_the_queue(desk, raw, update) -> None:
    await raw.updates(allowed_updates=["callback_query"])
    number = (await desk.do("inject", bot="shouwang_bot", update=update))["update_id"]
    assert await raw.updates() == [{"update_id": number} | update]
