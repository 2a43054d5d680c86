"""What bots see and may do in chats: privacy, topics, anonymous administrators, strangers, files, faults, floods."""

import asyncio

import pytest

from sandbox.client import DeskRefused


async def _texts(raw) -> list[str]:
    return [item["message"].get("text", "·") for item in await raw.updates() if "message" in item]


async def test_in_a_group_a_private_bot_hears_only_what_is_meant_for_it(desk, raw) -> None:
    wang, li = await desk.person("王阿姨"), await desk.person("李叔")
    group = await desk.group("业主群", members=[wang, li], bots=["shouwang_bot", "shouwang_duty_bot"])
    await wang.say(group, "今天停水吗")
    await wang.say(group, "@shouwang_bot 这是诈骗吗")
    await wang.say(group, "@shouwang_bot这是诈骗吗")  # no mention for Telegram: a Chinese character is a letter
    await wang.say(group, "/ask@shouwang_bot 冒充客服")
    await wang.say(group, "/ask@shouwang_duty_bot 冒充客服")
    await raw("sendMessage", chat_id=group.id, text="守望在此")
    (own,) = await desk.messages(group, contains="守望在此")
    await li.say(group, "谢谢", reply_to=own)
    await li.say(group, "/status")
    assert await _texts(raw) == ["·", "·", "@shouwang_bot 这是诈骗吗", "/ask@shouwang_bot 冒充客服", "谢谢", "/status"]


async def test_a_bot_that_runs_the_group_hears_everything_but_other_bots(desk, raw) -> None:
    wang = await desk.person("王阿姨")
    group = await desk.group("业主群", members=[wang], bot_admins=["shouwang_bot"], bots=["shouwang_duty_bot"])
    await wang.say(group, "今天停水吗")
    await raw("sendMessage", token="4002:AAF-duty", chat_id=group.id, text="我是另一个机器人")
    assert await _texts(raw) == ["·", "今天停水吗"]


async def test_an_anonymous_administrator_is_the_group_when_writing_and_a_person_when_pressing(desk, raw) -> None:
    boss = await desk.person("楼长")
    group = await desk.group("业主群", admins=[boss], bot_admins=["shouwang_bot"])
    await boss.say(group, "停电通知", anonymous=True)
    message = next(item["message"] for item in await raw.updates() if item.get("message", {}).get("text"))
    assert (message["from"]["id"], message["sender_chat"]["id"]) == (1087968824, group.id)
    await raw("sendMessage", chat_id=group.id, text="好", reply_markup={"inline_keyboard": [[{"text": "知道了", "callback_data": "ok"}]]})
    await boss.press((await desk.messages(group, contains="好"))[0], "知道了")
    assert (await raw.updates())[-1]["callback_query"]["from"]["id"] == boss.id


async def test_in_a_topic_every_message_answers_the_one_that_opened_it(desk, raw) -> None:
    wang = await desk.person("王阿姨")
    group = await desk.group("业主群", members=[wang], bot_admins=["shouwang_bot"])
    topic = await desk.topic(group, "防诈", wang)
    await wang.say(group, "在吗", topic=topic)
    message = (await raw.updates())[-1]["message"]
    assert (message["message_thread_id"], message["reply_to_message"]["forum_topic_created"]["name"]) == (topic, "防诈")
    assert (await raw("sendMessage", chat_id=group.id, text="在", message_thread_id=99))["description"].endswith("message thread not found")


async def test_forged_and_stale_presses_arrive_as_they_would(desk, raw) -> None:
    wang = await desk.person("王阿姨")
    await wang.start("shouwang_bot")
    row = [{"text": "报告民警", "callback_data": "v1:report:1"}, {"text": "私聊", "url": "https://t.me/shouwang_bot?start=r1"}]
    await raw("sendMessage", chat_id=wang.id, text="卡片", reply_markup={"inline_keyboard": [row]})
    (card,) = await desk.messages(f"{wang.id}/shouwang_bot", contains="卡片")
    assert card.links == {"私聊": "https://t.me/shouwang_bot?start=r1"}
    await wang.press(card, data="v9:forged")
    await raw("deleteMessage", chat_id=wang.id, message_id=card.id)
    await wang.press(card, data=card.data["报告民警"])
    forged, stale = (item["callback_query"] for item in (await raw.updates())[-2:])
    assert (forged["data"], forged["message"]["text"]) == ("v9:forged", "卡片")
    assert (stale["message"]["date"], "text" in stale["message"]) == (0, False)
    with pytest.raises(DeskRefused, match="no message"):
        await wang.press(card, "报告民警")


async def test_edits_reach_the_bot_and_an_edit_that_changes_nothing_is_refused(desk, raw) -> None:
    wang = await desk.person("王阿姨")
    await wang.start("shouwang_bot")
    said = await wang.say(f"{wang.id}/shouwang_bot", "对方要我转帐")
    await desk.edit(wang, said, "对方要我转账")
    assert (await raw.updates())[-1]["edited_message"]["text"] == "对方要我转账"
    number = (await raw("sendMessage", chat_id=wang.id, text="先别转账"))["result"]["message_id"]
    same = await raw("editMessageText", chat_id=wang.id, message_id=number, text="先别转账")
    assert same["description"].startswith("Bad Request: message is not modified")
    others = await raw("editMessageText", chat_id=wang.id, message_id=said.id, text="改")
    assert others["description"].endswith("message can't be edited")
    gone = await raw("editMessageText", chat_id=wang.id, message_id=999, text="改")
    assert gone["description"].endswith("message to edit not found")


async def test_a_file_id_belongs_to_one_bot(desk, raw, picture) -> None:
    wang = await desk.person("王阿姨")
    await wang.start("shouwang_duty_bot")
    await wang.say(f"{wang.id}/shouwang_bot", "看看", photo=picture)
    small, full = (await raw.updates())[-1]["message"]["photo"]
    assert (full["width"], full["height"], max(small["width"], small["height"])) == (600, 400, 90)
    borrowed = await raw("sendPhoto", token="4002:AAF-duty", chat_id=wang.id, photo=full["file_id"])
    assert borrowed["description"].endswith("wrong file identifier/HTTP URL specified")
    assert (await raw("getFile", file_id=full["file_id"]))["result"]["file_size"] == len(picture)


async def test_more_than_20_mb_cannot_be_fetched(desk, raw) -> None:
    wang = await desk.person("王阿姨")
    await desk.say(wang, f"{wang.id}/shouwang_bot", document=b"\0" * (20 * 2**20 + 1), file_name="long.mp4")
    file_id = (await raw.updates())[-1]["message"]["document"]["file_id"]
    assert (await raw("getFile", file_id=file_id))["description"] == "Bad Request: file is too big"


async def test_a_block_is_told_and_start_lifts_it(desk, raw) -> None:
    wang = await desk.person("王阿姨")
    await wang.start("shouwang_bot")
    await desk.do("block", person=wang.id, bot="shouwang_bot")
    with pytest.raises(DeskRefused, match="has blocked"):
        await wang.say(f"{wang.id}/shouwang_bot", "在吗")
    await wang.start("shouwang_bot", "back")
    changes = [item["my_chat_member"]["new_chat_member"]["status"] for item in await raw.updates() if "my_chat_member" in item]
    assert changes == ["kicked", "member"]


async def test_a_moved_group_keeps_its_people_and_says_where_it_went(desk, raw) -> None:
    wang = await desk.person("王阿姨")
    group = await desk.group("小群", type="group", members=[wang], bots=["shouwang_bot"])
    await desk.do("migrate", chat=group.key, to=-1001000000009)
    services = [item["message"] for item in await raw.updates() if "message" in item][-2:]
    assert (services[0]["migrate_to_chat_id"], services[1]["migrate_from_chat_id"]) == (-1001000000009, group.id)
    moved = await raw("sendMessage", chat_id=group.id, text="在吗")
    assert moved["parameters"] == {"migrate_to_chat_id": -1001000000009}
    assert (await raw("sendMessage", chat_id=-1001000000009, text="在吗"))["ok"]


async def test_a_quiz_is_answered_once_and_counts(desk, raw) -> None:
    wang, li = await desk.person("王阿姨"), await desk.person("李叔")
    group = await desk.group("业主群", members=[wang, li], bots=["shouwang_bot"])
    options = [{"text": "转账"}, {"text": "挂断"}]
    quiz = {"question": "怎么办?", "options": options, "type": "quiz", "correct_option_ids": [1], "is_anonymous": False}
    await raw("sendPoll", chat_id=group.id, **quiz)
    (poll,) = await desk.messages(group, contains="怎么办")
    await desk.vote(wang, poll, 1)
    voted = await desk.vote(li, poll, 0)
    with pytest.raises(DeskRefused, match="answered already"):
        await desk.vote(li, poll, 1)
    assert [option["voter_count"] for option in voted.poll["options"]] == [1, 1]
    answers = [item["poll_answer"] for item in await raw.updates() if "poll_answer" in item]
    assert [(answer["user"]["id"], answer["option_ids"]) for answer in answers] == [(wang.id, [1]), (li.id, [0])]


async def test_flood_limits_are_telegrams_when_switched_on(desk, raw) -> None:
    wang = await desk.person("王阿姨")
    group = await desk.group("业主群", members=[wang], bots=["shouwang_bot"])
    await desk.do("flood", on=True)
    answers = [await raw("sendMessage", chat_id=group.id, text=str(number)) for number in range(21)]
    assert [answer["ok"] for answer in answers] == [True] * 20 + [False]
    assert 1 <= answers[-1]["parameters"]["retry_after"] <= 61
    await desk.do("clock", ahead=61)
    assert (await raw("sendMessage", chat_id=group.id, text="又可以了"))["ok"]
    await wang.start("shouwang_bot")
    assert (await raw("sendMessage", chat_id=wang.id, text="一"))["ok"]
    await desk.do("clock", ahead=-30)  # however slow the machine, to the desk no second has passed
    assert not (await raw("sendMessage", chat_id=wang.id, text="二"))["ok"]


async def test_faults_come_for_one_method_and_chat_as_often_as_told(desk, raw) -> None:
    wang = await desk.person("王阿姨")
    group = await desk.group("业主群", members=[wang], bots=["shouwang_bot"])
    await wang.start("shouwang_bot")
    await desk.fault("sendMessage", chat=group, status=503, count=2, skip=1)
    codes = [(await raw("sendMessage", chat_id=group.id, text="x")).get("error_code") for _ in range(4)]
    assert codes == [None, 503, 503, None]
    await desk.fault("sendMessage", delay=0.2, chat=group)
    begun = asyncio.get_running_loop().time()
    assert (await raw("sendMessage", chat_id=wang.id, text="x"))["ok"]
    assert (await raw("sendMessage", chat_id=group.id, text="x"))["ok"]
    assert asyncio.get_running_loop().time() - begun >= 0.2
    await desk.fault("getMe", status=401)
    assert [(await raw("getMe")).get("error_code") for _ in range(2)] == [401, None]


async def test_what_people_cannot_do_is_refused_in_words(desk, raw) -> None:
    wang, li = await desk.person("王阿姨"), await desk.person("李叔")
    group = await desk.group("业主群", members=[wang])
    for refused, why in (
        (li.say(group, "在吗"), "is not in"),
        (wang.say(group, "  "), "empty message"),
        (wang.say(group, "在吗", anonymous=True), "does not run"),
        (wang.say(group, "在吗", topic=7), "no topic"),
        (wang.say("-1", "在吗"), "no chat"),
        (wang.start("nobody_bot"), "no bot"),
        (wang.start("shouwang_bot", "有空格 的"), "start payload"),
    ):
        with pytest.raises(DeskRefused, match=why):
            await refused


async def test_forwards_and_albums_look_as_telegram_sends_them(desk, raw, picture) -> None:
    wang = await desk.person("王阿姨")
    private = f"{wang.id}/shouwang_bot"
    await wang.say(private, "中奖了", forward={"name": "陌生人"})
    await wang.say(private, "看公告", forward={"channel": "福利通知"})
    await wang.say(private, "两张截图", photo=[picture, picture])
    hidden, channel, first, second = (item["message"] for item in await raw.updates())
    assert hidden["forward_origin"]["sender_user_name"] == "陌生人"
    assert channel["forward_origin"]["chat"]["title"] == "福利通知"
    assert (first["media_group_id"], first["caption"], "caption" in second) == (second["media_group_id"], "两张截图", False)


async def test_what_must_be_asked_for_comes_only_to_a_bot_that_asked_and_runs_the_group(desk, raw) -> None:
    wang, li = await desk.person("王阿姨"), await desk.person("李叔")
    group = await desk.group("业主群", members=[wang], bot_admins=["shouwang_bot"])
    said = await wang.say(group, "大家好")
    await desk.do("react", person=wang.id, chat=group.key, message=said.id, emoji="👍")
    await raw.updates(allowed_updates=["chat_member", "message_reaction"])
    offset = (await raw.updates())[-1]["update_id"] + 1
    await desk.do("react", person=wang.id, chat=group.key, message=said.id, emoji="👍")
    await desk.do("place", chat=group.key, who=str(li.id), status="member", by=wang.id)
    reaction, change = await raw.updates(offset)
    assert reaction["message_reaction"]["new_reaction"] == [{"type": "emoji", "emoji": "👍"}]
    member = change["chat_member"]["new_chat_member"]
    assert (member["user"]["first_name"], member["status"]) == ("李叔", "member")


async def test_the_same_press_can_arrive_twice(desk, raw) -> None:
    wang = await desk.person("王阿姨")
    await wang.start("shouwang_bot")
    row = [{"text": "报告民警", "callback_data": "v1:report:1"}]
    await raw("sendMessage", chat_id=wang.id, text="卡片", reply_markup={"inline_keyboard": [row]})
    press = await wang.press((await desk.messages(f"{wang.id}/shouwang_bot", contains="卡片"))[0], "报告民警")
    await desk.do("press_again", query=press.id)
    first, second = (item for item in await raw.updates() if "callback_query" in item)
    assert (first["callback_query"], first["update_id"] + 1) == (second["callback_query"], second["update_id"])


async def test_a_menu_is_the_one_of_the_most_particular_scope(desk, raw, served) -> None:
    from sandbox.methods.accounts import commands_for

    ask, help_, bind = ({"command": name, "description": name} for name in ("ask", "help", "bind"))
    await raw("setMyCommands", commands=[help_])
    await raw("setMyCommands", commands=[ask, help_], scope={"type": "all_group_chats"}, language_code="zh")
    await raw("setMyCommands", commands=[bind], scope={"type": "chat_administrators", "chat_id": -5})
    bot = served.world.bots[4001]
    assert [item["command"] for item in commands_for(bot, 9, 9, group=False)] == ["help"]
    assert [item["command"] for item in commands_for(bot, -5, 9, group=True)] == ["ask", "help"]
    assert [item["command"] for item in commands_for(bot, -5, 9, group=True, admin=True)] == ["bind"]
