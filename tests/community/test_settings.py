"""`/settings` and `/remove` in real groups: for administrators alone, one card edited in place, and the bot goes when it is asked to."""

import pytest
import sqlalchemy as sa

from bot.people import manners
from bot.store import groups
from bot.store.models import Act
from bot.store.models import Group as Row
from sandbox.client import Group, Message, Person, Private
from tests.community.conftest import BOT, SAFE_ACCOUNT, Street
from tests.conftest import NEIGHBOURS

HEAD = 7003
WORDS = "大家好，我们是镇西新苑反诈小组，请多关照。"


@pytest.fixture
async def head(street: Street) -> Person:
    """赵楼长, who runs the group."""
    person = await street.desk.person("赵楼长", HEAD)
    await street.desk.do("place", chat=street.group.key, who=str(HEAD), status="administrator")
    await street.settled()
    return person


async def row(street: Street, chat: int = NEIGHBOURS) -> Row:
    async with street.office.store.begin() as session:
        found = await groups.by_chat(session, chat)
    assert found is not None
    return found


async def opened(street: Street, head: Person, **more: bool) -> Message:
    return await street.answer(street.group, await head.say(street.group, f"/settings@{BOT}", **more))


async def turned(street: Street, who: Person, card: Message, button: str) -> Message:
    """Press a button of the card; the card as it is then."""
    await street.note(who, card, button)
    return await street.now(card)


async def test_the_card_is_one_message_that_is_edited_and_shows_what_was_chosen(street: Street, head: Person) -> None:
    card = await opened(street, head)
    assert card.json["silent"] is True
    assert card.text.startswith("⚙️ 本群的设置，只有群管理员能改。\n辖区：镇西新苑\n")
    assert "每周一案：周一 09:00（统一的时间）\n群里的人：老年人\n进群的介绍：统一的\n" in card.text
    assert "一天最多发 6 条" in card.text
    assert "旁听：关着" in card.text
    for button in ("📰 每周一案", "周五", "19:00"):
        card = await turned(street, head, card, button)
    assert {"✅ 周五", "✅ 19:00"} < set(card.buttons)
    assert "现在是：周五 19:00。" in card.text
    for button in ("← 返回", "👥 群里的人", "家长", "✅ 老年人", "← 返回"):
        card = await turned(street, head, card, button)
    assert "每周一案：周五 19:00\n群里的人：家长\n" in card.text
    assert (await row(street)).bulletin_at == "fri 19:00"
    for button in ("📰 每周一案", "不发每周一案", "← 返回"):
        card = await turned(street, head, card, button)
    assert "每周一案：不发" in card.text


async def test_a_press_may_come_twice_or_late_and_a_stale_card_shows_how_it_is(street: Street, head: Person) -> None:
    old = await turned(street, head, await opened(street, head), "📰 每周一案")
    new = await turned(street, head, await opened(street, head), "📰 每周一案")
    pressed = await head.press(new, "不发每周一案")
    await street.desk.wait_answer(pressed)
    await street.desk.do("press_again", query=pressed.id)
    await street.settled()
    assert (await row(street)).bulletin_at == "none"
    stale = await turned(street, head, old, "← 返回")
    assert "每周一案：不发" in stale.text
    await street.note(head, stale, data="s1:slot:common")
    assert (await row(street)).bulletin_at is None
    async with street.office.store.begin() as session:
        assert await session.scalar(sa.select(sa.func.count()).where(Act.act == "settings")) == 2


@pytest.mark.parametrize("data", ["s1:slot:fri-9999", "s1:slot:", "s1:trait:00000000-on", "s1:language:tlh", "s1:remove:no"])
async def test_what_no_button_offers_changes_nothing(street: Street, head: Person, data: str) -> None:
    card = await opened(street, head)
    before = vars(await row(street))
    assert (await street.note(head, card, data=data))["text"].startswith("这个按钮已经用不了了")
    after = vars(await row(street))
    assert {name: after[name] for name in before if not name.startswith("_")} == {
        name: value for name, value in before.items() if not name.startswith("_")
    }


async def test_others_are_refused_quietly(street: Street, head: Person) -> None:
    card = await opened(street, head)
    await street.wang.start(BOT)
    await street.settled()
    said = await street.wang.say(street.group, f"/settings@{BOT}")
    assert await street.heard(street.group, said) == []
    assert (await street.desk.messages(street.home))[-1].text.startswith("本群的设置由群管理员来改")
    refusal = await street.answer(street.group, await street.liu.say(street.group, f"/remove@{BOT}"))
    assert (refusal.json["silent"], refusal.text[:8]) == (True, "本群的设置由群管")
    note = await street.note(street.wang, card, "📰 每周一案")
    assert (note["show_alert"], note["text"][:8]) == (True, "本群的设置由群管")
    assert (await street.now(card)).text == card.text


async def test_who_is_no_administrator_any_more_changes_nothing(street: Street, head: Person) -> None:
    card = await turned(street, head, await opened(street, head), "📰 每周一案")
    await street.desk.do("place", chat=street.group.key, who=str(HEAD), status="member")
    assert (await street.note(head, card, "不发每周一案"))["text"].startswith("本群的设置由群管理员来改")
    assert (await row(street)).bulletin_at is None


async def test_an_administrator_who_is_anonymous_is_one(street: Street, head: Person) -> None:
    card = await opened(street, head, anonymous=True)
    assert (await turned(street, head, card, "📰 每周一案")).text.startswith("📰 每周一案什么时候发")


async def test_an_administrator_of_one_group_is_nobody_in_another(street: Street, head: Person, factory: Group) -> None:
    await street.desk.do("place", chat=factory.key, who=str(HEAD), status="member")
    hello = await street.answer(factory, await street.wang.say(factory, f"/help@{BOT}"))
    for data in ("s1:slot:none", "s1:remove:yes"):
        assert (await street.note(head, hello, data=data))["text"].startswith("本群的设置由群管理员来改")
    assert (await row(street, factory.id)).bulletin_at is None


async def test_an_introduction_is_written_as_a_reply_and_said_on_joining(street: Street, head: Person) -> None:
    card = await turned(street, head, await opened(street, head), "👋 进群的介绍")
    await street.note(head, card, "✏️ 换成本群自己的话")
    await street.settled()
    [asked] = await street.desk.messages(street.group, contains="✍️ 请回复这条消息")
    refused = await head.say(street.group, "有事请打 13912345678", reply_to=asked)
    assert (await street.answer(street.group, refused)).text.startswith("里面有号码（13912345678）")
    said = await head.say(street.group, WORDS, reply_to=asked)
    assert await street.heard(street.group, said) == []
    kept = await street.now(asked)
    assert (kept.text, kept.buttons) == (f"✅ 记下了。我进群时先这样说：\n\n{WORDS}", [])
    async with street.office.store.begin() as session:
        await session.execute(sa.update(Row).values(introduced_at=None))
    for status in ("kicked", "member"):
        await street.desk.do("place", chat=street.group.key, who=BOT, status=status)
    await street.settled()
    [welcome] = await street.desk.messages(street.group, contains=f"{WORDS}\n我是守望")
    assert (welcome.json["silent"], "服务镇西新苑" in welcome.text) == (True, True)
    card = await turned(street, head, await opened(street, head), "👋 进群的介绍")
    card = await turned(street, head, card, "用统一的介绍")
    assert card.text.startswith("👋 现在用的是统一的介绍")


async def test_a_reply_of_somebody_else_is_no_introduction(street: Street, head: Person) -> None:
    await street.note(head, await turned(street, head, await opened(street, head), "👋 进群的介绍"), "✏️ 换成本群自己的话")
    await street.settled()
    [asked] = await street.desk.messages(street.group, contains="✍️ 请回复这条消息")
    said = await street.liu.say(street.group, WORDS, reply_to=asked)
    assert (await street.answer(street.group, said)).text.startswith("本群的设置由群管理员来改")
    assert (await manners.look(street.office, NEIGHBOURS)).own is False
    await street.note(head, asked, "不改了")
    assert (await street.now(asked)).text == "好的，介绍不改了。"


async def test_added_again_within_a_day_it_says_nothing(street: Street) -> None:
    for status in ("kicked", "member", "left", "member"):
        await street.desk.do("place", chat=street.group.key, who=BOT, status=status)
    await street.settled()
    assert len(await street.desk.messages(street.group, contains="大家好，我是守望")) == 1


async def test_listening_is_announced_to_everybody_before_it_begins_and_needs_ears(street: Street, head: Person) -> None:
    card = await opened(street, head)
    assert "旁听：关着" in card.text
    card = await turned(street, head, card, "👂 旁听")
    assert (await street.note(head, card, "打开旁听"))["text"].startswith("请先把我设为群管理员")
    assert await street.desk.messages(street.group, contains="群管理员打开了“旁听”") == []
    await street.desk.do("place", chat=street.group.key, who=BOT, status="administrator")
    for _ in range(2):
        await street.note(head, card, data="s1:watch:on")
    assert len(await street.desk.messages(street.group, contains="群管理员打开了“旁听”")) == 1
    assert (await row(street)).watch is True
    await street.note(head, await street.now(card), "关上旁听")
    assert (await row(street)).watch is False


async def test_removed_the_bot_says_good_bye_once_and_leaves(street: Street, head: Person) -> None:
    await street.ask_in_group()
    card = await street.answer(street.group, await head.say(street.group, f"/remove@{BOT}"))
    assert card.buttons == ["离开，并删掉本群的数据", "← 返回"]
    await street.note(head, card, "离开，并删掉本群的数据")
    assert (await street.now(card)).text.startswith("👋 好的，我这就离开。")
    gone = await row(street)
    assert (gone.title, gone.area, gone.removed_at is None, gone.left_at is None) == ("", None, False, False)
    assert len(await street.sent("leaveChat")) == 1
    await street.desk.do("place", chat=street.group.key, who=BOT, status="member")
    await street.settled()
    assert (await row(street)).removed_at is None


async def test_killed_before_it_left_it_still_goes(street: Street, head: Person) -> None:
    card = await street.answer(street.group, await head.say(street.group, f"/remove@{BOT}"))
    await street.desk.fault("leaveChat", bot=BOT, status=429, retry_after=40, count=1)
    await street.note(head, card, "离开，并删掉本群的数据")
    await street.desk.wait_message(street.group, "👋 好的，我这就离开。")
    await street.settled()
    assert len(await street.sent("leaveChat")) == 2


async def test_in_private_it_is_the_person_s_own_language_and_nothing_else(street: Street) -> None:
    card = await street.ask("/settings")
    assert card.text.startswith("🌐 您想让我用哪种语言")
    assert "✅ 简体中文" in card.buttons
    await street.note(street.wang, card, "✅ 简体中文")
    assert (await street.note(street.wang, card, data="s1:slot:none"))["text"].startswith("这个按钮已经用不了了")
    assert (await street.ask("/remove")).text.startswith("请在要离开的群里发 /remove")


async def test_the_menus_name_both_where_they_work(street: Street) -> None:
    scopes = {call["scope"]["type"]: [one["command"] for one in call["commands"]] for call in await street.sent("setMyCommands")}
    assert {"settings", "remove"} < set(scopes["all_chat_administrators"])
    assert {"settings", "remove"} & set(scopes["all_group_chats"]) == set()
    assert "settings" in scopes["all_private_chats"]


async def test_a_question_beside_a_card_is_still_a_question(street: Street, head: Person) -> None:
    card = await opened(street, head)
    said = await street.wang.say(street.group, SAFE_ACCOUNT, reply_to=card)
    assert (await street.answer(street.group, said)).text.startswith("🔴")
    assert isinstance(street.home, Private)
