"""`/notice` on people's phones: written, for whom, looked at, approved, sent through the pump, reported, taken back, repeated."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from pydantic import SecretStr

from bot import clock
from bot.publicity import budget
from bot.publicity.deliveries import Deliveries
from bot.publicity.pump import Pump
from bot.store import broadcasts, groups
from handlers.community.app import CommunityBot
from sandbox.client import Group, Message
from sandbox.render import file_id
from sandbox.run import Served
from tests.conftest import FACTORY, GRID, LEADER, NEIGHBOURS, OFFICER, RESIDENT, STRANGER, pumped
from tests.duty.conftest import SQLITE, Station

pytestmark = SQLITE

COMMUNITY = "4001:AAF-community"
SPEAKER = "shouwang_bot"
WORDS = "提醒各位邻居：本周有人上门冒充物业收取暖费，请当面到居委会核实，不要扫码付款。"
Town = tuple[Station, dict[int, Group], Callable[[], Awaitable[None]]]


@pytest.fixture
async def town(station: Station, closing: list[Any]) -> Town:
    """The station with the two groups of its community, the community bot's voice, and what makes the pump send all it can."""
    await station.desk.bot(COMMUNITY, SPEAKER, "守望", guest=False)
    resident = await station.desk.person("王阿姨", id=RESIDENT)
    station.people[RESIDENT] = resident
    here = {
        chat: await station.desk.group(title, chat=chat, members=[resident], bots=[SPEAKER])
        for chat, title in ((NEIGHBOURS, "镇西新苑业主群"), (FACTORY, "鸿达电子厂工友群"))
    }
    office = station.office
    office.settings = office.settings.model_copy(update={"community_token": SecretStr(COMMUNITY)})
    bot = CommunityBot(office)
    closing.append(bot.close)
    await bot.open()
    office.community = bot.sender

    async def drain() -> None:
        await pumped(office)

    return station, here, drain


async def turned(station: Station, who: int, page: Message, button: str, contains: str) -> Message:
    """Press a button and wait for what its message becomes."""
    await station.press(who, page, button)
    return await station.becomes(page, contains)


async def looked_at(station: Station, who: int, page: Message, contains: str = "上面这样") -> Message:
    """看看样子: the page below the preview."""
    await station.press(who, page, "👀 看看样子")
    return await station.read(who, contains, after=page)


async def written(station: Station, who: int = GRID, words: str = WORDS) -> Message:
    """A notice with its words, at the page for whom it is."""
    await station.write(who, "/notice", "✍️ 写一份")
    return await station.write(who, words, "👥 发给哪些群")


async def test_a_notice_is_written_looked_at_sent_and_reported(town: Town) -> None:
    station, here, drain = town
    page = await written(station)
    assert "新东派出所 镇西新苑 · 各类群 · 不分人群：共 2 个群" in page.text
    await station.press(GRID, page, "👀 看看样子")
    seen = await station.read(GRID, "📢 镇西新苑反诈通知", after=page)
    assert (seen.text, seen.buttons) == (f"📢 镇西新苑反诈通知\n\n{WORDS}", ["已读并转告家人"])
    ready = await station.read(GRID, "时间：马上", after=page)
    await turned(station, GRID, ready, "🚀 现在发出", "通知 1 号，正在发")
    await drain()
    for group in here.values():
        [out] = await station.desk.messages(group, contains="反诈通知")
        assert (out.text, out.buttons) == (seen.text, seen.buttons)
    report = await station.becomes(ready, "✅ 通知 1 号，发完了")
    assert "送到 2 个群" in report.text
    assert report.buttons == ["📆 下周再发", "🔄 看最新情况", "↩️ 撤回"]
    assert await station.desk.violations() == []


async def test_a_second_press_sends_nothing_twice(town: Town) -> None:
    station, here, drain = town
    ready = await looked_at(station, GRID, await written(station))
    data = ready.data["🚀 现在发出"]
    await station.press(GRID, ready, data=data)
    await station.press(GRID, ready, data=data)
    await drain()
    assert len(await station.desk.messages(here[NEIGHBOURS], contains="反诈通知")) == 1


async def test_a_picture_goes_up_anew_by_the_other_bot(town: Town, picture: bytes) -> None:
    station, here, drain = town
    await station.write(GRID, "/notice", "✍️ 写一份")
    said = await station.people[GRID].say(station.phone(GRID), photo=picture)
    asked = await station.read(GRID, "🖼 收到了", after=said)
    page = await station.write(GRID, WORDS, "👥 发给哪些群")
    assert asked.text.endswith("是什么事。")
    await station.press(GRID, page, "👀 看看样子")
    assert (await station.read(GRID, WORDS, after=page)).json["media"] == "photo"
    ready = await station.read(GRID, "上面这样", after=page)
    await station.press(GRID, ready, "🚀 现在发出")
    await drain()
    for group in here.values():
        [out] = await station.desk.messages(group, contains="反诈通知")
        assert out.json["media"] == "photo"
        assert out.buttons == ["已读并转告家人"]
    assert await station.desk.violations() == []


async def test_a_group_that_takes_no_pictures_gets_the_words_of_the_notice(town: Town, picture: bytes) -> None:
    station, here, drain = town
    await station.write(GRID, "/notice", "✍️ 写一份")
    await station.people[GRID].say(station.phone(GRID), WORDS, photo=picture)
    ready = await looked_at(station, GRID, await station.read(GRID, "👥 发给哪些群"))
    why = "Bad Request: not enough rights to send photos to the chat"
    await station.desk.fault("sendPhoto", bot=SPEAKER, chat=NEIGHBOURS, status=400, description=why, count=9)
    await station.press(GRID, ready, "🚀 现在发出")
    await drain()
    media = {chat: [out.json["media"] for out in await station.desk.messages(here[chat], contains=WORDS)] for chat in here}
    assert media == {NEIGHBOURS: [""], FACTORY: ["photo"]}
    done = await station.becomes(ready, "发完了")
    assert "送到 2 个群" in done.text
    assert "其中 1 个群不收图片或视频，只发了文字：镇西新苑业主群" in done.text
    await station.press(GRID, await turned(station, GRID, done, "↩️ 撤回", "撤回会删掉群里 48 小时以内"), "确定")
    await drain()
    assert [await station.desk.messages(here[chat], contains=WORDS) for chat in here] == [[], []]


async def test_of_an_album_the_first_picture_is_taken_and_that_is_said_once(town: Town, picture: bytes) -> None:
    station, _, _ = town
    await station.write(GRID, "/notice", "✍️ 写一份")
    said = await station.people[GRID].say(station.phone(GRID), WORDS, photo=[picture] * 4)
    await station.read(GRID, "👥 发给哪些群", after=said)
    await station.read(GRID, "一份通知只放一张图片", after=said)
    await station.write(GRID, "/whoami", "李丽")
    told = [message for message in await station.desk.messages(station.phone(GRID), after=said) if message.sender == station.bot.id]
    assert len(told) == 3


async def test_who_changes_the_message_with_the_words_changes_the_draft_and_nothing_that_was_sent(town: Town) -> None:
    station, _, _ = town
    await station.write(GRID, "/notice", "✍️ 写一份")
    said = await station.people[GRID].say(station.phone(GRID), "提醒各位林居：物业不上门收费。")
    page = await station.read(GRID, "👥 发给哪些群", after=said)
    changed = await station.people[GRID].desk.edit(station.people[GRID], said, "提醒各位邻居：物业不上门收费。")
    await station.read(GRID, "📢 镇西新苑反诈通知\n\n提醒各位邻居", after=changed)
    ready = await station.read(GRID, "上面这样", after=page)
    await turned(station, GRID, ready, "🚀 现在发出", "通知 1 号")
    again = await station.people[GRID].desk.edit(station.people[GRID], said, "提醒各位好邻居：物业不上门收费。")
    await station.read(GRID, "群里看到的不会跟着变", after=again)


async def test_an_audience_is_chosen_by_kind_and_tag_with_a_count(town: Town) -> None:
    station, here, drain = town
    page = await written(station)
    page = await turned(station, GRID, page, "业主群", "业主群 · 不分人群：共 1 个群")
    assert "✅ 业主群" in page.buttons
    tags = await turned(station, GRID, page, "🏷 人群", "🏷 发给有哪些人的群")
    assert tags.buttons == ["老年人", "工厂员工", "返回"]
    tags = await turned(station, GRID, tags, "工厂员工", "工厂员工：共 0 个群")
    page = await turned(station, GRID, tags, "返回", "👥 发给哪些群")
    ready = await looked_at(station, GRID, page)
    assert (await station.press(GRID, ready, "🚀 现在发出"))["text"] == "没有符合条件的群，请换一个范围。"
    page = await turned(station, GRID, ready, "👥 改范围", "👥 发给哪些群")
    page = await turned(station, GRID, page, "✅ 业主群", "各类群 · 工厂员工：共 1 个群")
    await station.press(GRID, await looked_at(station, GRID, page), "🚀 现在发出")
    await drain()
    assert await station.desk.messages(here[NEIGHBOURS], contains="反诈通知") == []
    assert len(await station.desk.messages(here[FACTORY], contains="反诈通知")) == 1


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("详情请看 www.wuye-shoufei.top", "通知里有链接（www.wuye-shoufei.top）"),
        ("有疑问请打物业电话 13912345678", "通知里有号码（13912345678）"),
        ("好", "通知太短了"),
        ("请转告家人。" * 200, "太长了"),
    ],
)
async def test_what_may_not_be_said_is_refused_kindly(town: Town, words: str, says: str) -> None:
    station, _, _ = town
    await station.write(GRID, "/notice", "✍️ 写一份")
    await station.write(GRID, words, says)
    await station.write(GRID, "有事打 110 或 96110，政策看 www.gov.cn。", "👥 发给哪些群")


async def test_a_link_that_words_hide_is_pointed_out(town: Town) -> None:
    station, _, _ = town
    await station.write(GRID, "/notice", "✍️ 写一份")
    message = {
        "message_id": 901, "date": 1_795_000_000, "text": "请大家点这里登记", "chat": {"id": GRID, "type": "private", "first_name": "李丽"},
        "from": {"id": GRID, "is_bot": False, "first_name": "李丽"},
        "entities": [{"type": "text_link", "offset": 3, "length": 3, "url": "https://wuye-shoufei.top/"}],
    }  # fmt: skip
    await station.desk.do("inject", bot="shouwang_duty_bot", update={"message": message})
    await station.read(GRID, "有几个字后面藏着链接（https://wuye-shoufei.top/）")


async def test_words_of_a_swindler_are_pointed_out_and_not_forbidden(town: Town) -> None:
    station, _, _ = town
    page = await written(station, words="我是公安局的，您涉嫌洗钱，请马上把钱转到安全账户，不要告诉家人。")
    assert "很像骗子的说法" in page.text


async def test_beyond_one_community_a_second_person_has_to_agree(town: Town) -> None:
    station, here, drain = town
    page = await written(station, OFFICER)
    assert "⬇️ 镇西新苑" in page.buttons
    ready = await looked_at(station, OFFICER, page)
    assert "要另一位民警或值班领导同意" in ready.text
    waiting = await turned(station, OFFICER, ready, "🤝 请同事同意后发出", "⏳ 已经请同事看了")
    await station.read(LEADER, "📢 新东派出所反诈通知")
    asked = await station.read(LEADER, "🤝 陈警官 写了上面这份通知")
    assert (await station.press(OFFICER, waiting, data=asked.data["同意发出"]))["text"].startswith("自己写的通知")
    assert (await station.press(GRID, await written(station), data=asked.data["同意发出"]))["text"].startswith("这份通知不在您的辖区")
    await drain()
    assert await station.desk.messages(here[NEIGHBOURS], contains="反诈通知") == []
    await turned(station, LEADER, asked, "同意发出", "✅ 周所长 已经同意")
    await station.read(OFFICER, "✅ 周所长 同意了您的通知")
    await drain()
    assert len(await station.desk.messages(here[NEIGHBOURS], contains="反诈通知")) == 1
    await station.becomes(ready, "发完了")
    assert await station.desk.violations() == []


async def full(station: Station) -> None:
    """Both groups were told enough today."""
    async with station.office.store.begin() as session:
        day = (await budget.today(session)).day
        for group in await groups.served(session):
            group.sent_on, group.sent_count = day, budget.A_DAY


async def test_an_urgent_notice_goes_out_today_when_somebody_else_agrees(town: Town) -> None:
    station, here, drain = town
    await full(station)
    ready = await looked_at(station, GRID, await written(station))
    ready = await turned(station, GRID, ready, "🔴 紧急", "群里今天的消息再多也马上发")
    assert {"✅ 🔴 紧急", "🤝 请同事同意后发出"} < set(ready.buttons)
    await turned(station, GRID, ready, "🤝 请同事同意后发出", "⏳ 已经请同事看了")
    asked = await station.read(LEADER, "🤝 李丽 写了上面这份通知")
    assert "标了“紧急”" in asked.text
    await turned(station, LEADER, asked, "同意发出", "✅ 周所长 已经同意")
    await drain()
    [out] = await station.desk.messages(here[NEIGHBOURS], contains="反诈通知")
    assert out.text.startswith("🔴 紧急 · 镇西新苑反诈通知")
    assert await station.desk.violations() == []


async def test_what_groups_have_no_room_for_today_is_told_in_the_report(town: Town) -> None:
    station, here, _ = town
    await full(station)
    ready = await looked_at(station, GRID, await written(station))
    await station.press(GRID, ready, "🚀 现在发出")
    async with station.office.store.begin() as session:  # whatever the hour, tomorrow is not too late
        await broadcasts.move(session, 1, ["going"], "going", until=clock.now() + timedelta(days=3))
    await Pump(station.office, [Deliveries(station.office)]).drain()
    report = await station.becomes(ready, "其中 2 个群今天收到的消息已经够多，明天早上接着发")
    assert "送到 0 个群 · 还剩 2 个" in report.text
    assert await station.desk.messages(here[NEIGHBOURS], contains="反诈通知") == []


async def test_what_is_refused_comes_back_with_the_reason(town: Town) -> None:
    station, _, _ = town
    ready = await looked_at(station, OFFICER, await written(station, OFFICER))
    await station.press(OFFICER, ready, "🤝 请同事同意后发出")
    asked = await station.read(LEADER, "🤝 陈警官 写了上面这份通知")
    await station.press(LEADER, asked, "请对方修改")
    why = await station.read(LEADER, "✍️ 请回复这条消息")
    await station.people[LEADER].say(station.phone(LEADER), "请写明是哪个物业", reply_to=why)
    await station.read(LEADER, "↩️ 周所长 已经请写的人修改")
    await station.read(OFFICER, "↩️ 周所长 看了您的通知，请您改一改：请写明是哪个物业")
    draft = await station.read(OFFICER, "↩️ 周所长 请您改一改：请写明是哪个物业", button="🤝 请同事同意后发出")
    await station.press(OFFICER, draft, "🤝 请同事同意后发出")
    assert "不用再看了" in (await turned(station, LEADER, asked, "同意发出", "这份通知已经有了变化")).text


async def test_a_notice_waits_for_its_time_and_can_be_stopped(town: Town) -> None:
    station, here, drain = town
    ready = await looked_at(station, GRID, await written(station))
    when = await turned(station, GRID, ready, "⏰ 改时间", "⏰ 什么时候发")
    await station.write(GRID, "去年 9点", "没看懂这个时间")
    later = await station.write(GRID, "后天 9:30", "时间：")
    assert "周" in later.text
    assert "09:30" in later.text
    planned = await turned(station, GRID, later, "🗓 按时发出", "🗓 通知 1 号，定在")
    await drain()
    stopped = await turned(station, GRID, planned, "⏹ 停止发送", "⏹ 通知 1 号，已经停下")
    assert "没有发 2 个" in stopped.text
    await drain()
    assert await station.desk.messages(here[NEIGHBOURS], contains="反诈通知") == []
    assert when.buttons[-1] == "返回"


async def about_to_take_back(town: Town) -> tuple[Message, Message]:
    """The card of a notice that is out, and the question whether it is to be taken back."""
    station, _, drain = town
    ready = await looked_at(station, GRID, await written(station))
    await station.press(GRID, ready, "🚀 现在发出")
    await drain()
    report = await station.becomes(ready, "发完了")
    return ready, await turned(station, GRID, report, "↩️ 撤回", "撤回会删掉群里 48 小时以内")


async def test_what_is_out_is_taken_back_after_a_question(town: Town) -> None:
    station, here, drain = town
    ready, sure = await about_to_take_back(town)
    await station.press(GRID, sure, "确定")
    await drain()
    gone = await station.becomes(ready, "撤回结束")
    assert "已撤回 2 个" in gone.text
    assert await station.desk.messages(here[NEIGHBOURS], contains="反诈通知") == []


async def test_where_it_cannot_be_taken_back_is_named(town: Town) -> None:
    station, here, drain = town
    ready, sure = await about_to_take_back(town)
    why = "Bad Request: message can't be deleted"
    await station.desk.fault("deleteMessage", bot=SPEAKER, chat=FACTORY, status=400, description=why)
    await station.press(GRID, sure, "确定")
    await drain()
    told = await station.becomes(ready, "撤回结束")
    assert "还留着 1 个群 · 已撤回 1 个\n· 鸿达电子厂工友群：还在群里" in told.text
    assert await station.desk.messages(here[NEIGHBOURS], contains="反诈通知") == []


async def test_a_group_that_was_not_reached_is_named_and_tried_again(town: Town) -> None:
    station, here, drain = town
    ready = await looked_at(station, GRID, await written(station))
    await station.press(GRID, ready, "🚀 现在发出")
    await station.desk.fault(
        "sendMessage", bot=SPEAKER, chat=FACTORY, status=400, description="Bad Request: not enough rights to send", count=1
    )
    await drain()
    report = await station.becomes(ready, "· 鸿达电子厂工友群：")
    assert "没送到 1 个" in report.text
    await station.press(GRID, report, "没送到的再发一次")
    await drain()
    await station.becomes(ready, "送到 2 个群")
    assert len(await station.desk.messages(here[FACTORY], contains="反诈通知")) == 1


async def test_next_week_again_is_a_draft_with_the_same_words(town: Town) -> None:
    station, _, drain = town
    ready = await looked_at(station, GRID, await written(station))
    await station.press(GRID, ready, "🚀 现在发出")
    await drain()
    report = await station.becomes(ready, "发完了")
    await station.press(GRID, report, "📆 下周再发")
    again = await station.read(GRID, "时间：", after=report, button="🗓 按时发出")
    await turned(station, GRID, again, "🗓 按时发出", "🗓 通知 2 号，定在")


async def test_only_people_on_duty_write_notices_and_other_words_are_answered_as_ever(town: Town) -> None:
    station, _, _ = town
    await station.people[STRANGER].start("shouwang_duty_bot")
    assert (await station.write(STRANGER, "/notice", "发通知供登记过的")).buttons == []
    page = await written(station)
    await turned(station, GRID, page, "不发了", "好的，这份通知不发了")
    other = await station.write(GRID, "你好")
    assert "✍️" not in other.text


async def test_a_group_that_comes_while_one_looks_is_counted_and_too_many_need_a_second_person(town: Town) -> None:
    station, _, _ = town
    async with station.office.store.begin() as session:
        for number in range(20):
            await groups.add(session, chat=-1002000000000 - number, title=f"{number}群", created_at=clock.now(), area="lyg-hz-xd-01")
    page = await written(station)
    assert "共 22 个群" in page.text
    ready = await looked_at(station, GRID, page)
    await turned(station, GRID, ready, "🤝 请同事同意后发出", "⏳ 已经请同事看了")
    await station.read(OFFICER, "🤝 李丽 写了上面这份通知")
    async with station.office.store.begin() as session:
        assert await broadcasts.get(session, 1) is None


async def test_a_sample_of_the_library_is_taken_and_sent(town: Town) -> None:
    station, here, drain = town
    page = await station.write(GRID, "/notice", "✍️ 写一份")
    samples = await turned(station, GRID, page, "📝 用样稿", "📝 挑一份样稿")
    assert "上门收费要核实" in samples.buttons
    page = await turned(station, GRID, samples, "上门收费要核实", "👥 发给哪些群")
    await station.press(GRID, await looked_at(station, GRID, page), "🚀 现在发出")
    await drain()
    [out] = await station.desk.messages(here[NEIGHBOURS], contains="反诈通知")
    assert "没核实之前，不扫码、不转账" in out.text


async def film(station: Station, served: Served, seconds: int) -> None:
    """李丽 sends a short video with words; the desk has no camera, so the update is given to the bot as Telegram gives it."""
    kept = served.world.add_file(b"a film of so many seconds", "video", "film.mp4", "video/mp4")
    message = {
        "message_id": 900 + seconds, "date": 1_795_000_000, "caption": WORDS,
        "chat": {"id": GRID, "type": "private", "first_name": "李丽"}, "from": {"id": GRID, "is_bot": False, "first_name": "李丽"},
        "video": {
            "file_id": file_id(station.bot.id, kept), "file_unique_id": kept.unique, "width": 320, "height": 240, "duration": seconds,
            "file_size": len(kept.content),
        },
    }  # fmt: skip
    await station.desk.do("inject", bot="shouwang_duty_bot", update={"message": message})


async def test_a_short_film_is_sent_and_a_long_one_is_not(town: Town, served: Served) -> None:
    station, here, drain = town
    await station.write(GRID, "/notice", "✍️ 写一份")
    await film(station, served, 90)
    await station.read(GRID, "视频太长了，请剪到 60 秒以内")
    await film(station, served, 20)
    page = await station.read(GRID, "👥 发给哪些群")
    await station.press(GRID, await looked_at(station, GRID, page), "🚀 现在发出")
    await drain()
    for group in here.values():
        [out] = await station.desk.messages(group, contains="反诈通知")
        assert (out.json["media"], out.buttons) == ("video", ["已读并转告家人"])


async def test_what_a_crash_left_unknown_is_named_and_sent_again_only_when_somebody_looked(town: Town) -> None:
    station, here, drain = town
    ready = await looked_at(station, GRID, await written(station))
    await station.press(GRID, ready, "🚀 现在发出")
    async with station.office.store.begin() as session:
        rows = await broadcasts.due(session, 1, "waiting", clock.now(), 9)
        await broadcasts.step(session, rows[-1].id, ["waiting"], "sending", clock.now())  # and here the power went
    await drain()
    report = await station.becomes(ready, "· 鸿达电子厂工友群：发的时候机器断了")
    assert "不确定 1 个" in report.text
    await drain()
    assert await station.desk.messages(here[FACTORY], contains="反诈通知") == []
    sure = await turned(station, GRID, report, "不确定的再发一次", "请先到群里看一眼")
    await station.press(GRID, sure, "确定")
    await drain()
    await station.becomes(ready, "送到 2 个群")
    assert len(await station.desk.messages(here[FACTORY], contains="反诈通知")) == 1
