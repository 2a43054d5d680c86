"""The bot among groups: it introduces itself once and quietly, follows a group that moves, and is bound by those who may."""

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest

from bot.people import manners, membership
from bot.store import groups
from bot.store.models import Group as Row
from sandbox.client import Group, Person
from tests.community.conftest import BOT, SAFE_ACCOUNT, Street
from tests.conftest import GRID, NEIGHBOURS, until

NEW_HOME = -1009900000001


async def row(street: Street, chat: int) -> Row | None:
    async with street.office.store.begin() as session:
        return await groups.by_chat(session, chat)


async def said_in(street: Street, group: Group) -> list[str]:
    await street.settled()
    return [message.text for message in await street.desk.messages(group) if message.sender == street.bot.id]


@pytest.fixture
async def li(street: Street) -> Person:
    """李丽, the grid worker of 镇西新苑."""
    return await street.desk.person("李丽", GRID)


@pytest.fixture
async def new_group(street: Street, li: Person) -> Group:
    """A group nobody has bound yet."""
    group = await street.desk.group("三号楼邻里群", members=[street.wang, li], bots=[BOT])
    await street.settled()
    return group


async def test_added_to_a_known_group_the_bot_says_once_and_quietly_who_it_is(street: Street) -> None:
    [welcome] = await street.desk.messages(street.group, contains="大家好，我是守望")
    assert "新东社区反诈服务站" in welcome.text
    assert "镇西新苑" in welcome.text
    assert welcome.json["silent"] is True


async def test_added_to_an_unknown_group_it_asks_who_binds_it(street: Street, new_group: Group) -> None:
    [text] = await said_in(street, new_group)
    assert "/bind" in text
    group = await row(street, new_group.id)
    assert group is not None
    assert group.area is None


async def test_new_neighbours_and_promotions_are_not_remarked_upon(street: Street) -> None:
    before = await said_in(street, street.group)
    newcomer = await street.desk.person("新邻居")
    await street.desk.do("place", chat=street.group.key, who=str(newcomer.id), status="member")
    await street.desk.do("place", chat=street.group.key, who=BOT, status="administrator")
    await street.desk.do("place", chat=street.group.key, who=BOT, status="member")
    assert await said_in(street, street.group) == before


async def test_removed_from_a_group_it_is_marked_and_added_again_it_is_served(street: Street) -> None:
    await street.desk.do("place", chat=street.group.key, who=BOT, status="kicked")
    await street.settled()
    group = await row(street, NEIGHBOURS)
    assert group is not None
    assert group.left_at is not None
    await street.desk.do("place", chat=street.group.key, who=BOT, status="member")
    await street.settled()
    group = await row(street, NEIGHBOURS)
    assert group is not None
    assert group.left_at is None


async def test_a_member_restricted_but_present_is_inside(street: Street) -> None:
    user = {"id": street.bot.id, "is_bot": True, "first_name": "守望"}
    silenced = {"user": user, "status": "restricted", "is_member": True, "until_date": 0} | dict.fromkeys(
        ["can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos", "can_send_video_notes",
         "can_send_voice_notes", "can_send_polls", "can_send_other_messages", "can_add_web_page_previews", "can_change_info",
         "can_invite_users", "can_pin_messages", "can_manage_topics", "can_react_to_messages", "can_edit_tag"], False
    )  # fmt: skip
    change: dict[str, Any] = {"chat": {"id": NEIGHBOURS, "type": "supergroup", "title": "群"}, "date": 1, "from": user}
    await street.give({"my_chat_member": change | {"old_chat_member": {"user": user, "status": "member"}, "new_chat_member": silenced}})
    group = await row(street, NEIGHBOURS)
    assert group is not None
    assert group.left_at is None


async def test_a_group_that_moves_keeps_its_area(street: Street) -> None:
    await street.desk.do("migrate", chat=street.group.key, to=NEW_HOME)
    await street.settled()
    assert await row(street, NEIGHBOURS) is None
    assert await membership.standing(street.office, NEW_HOME) == "镇西新苑"
    moved = Group(NEW_HOME, street.group.title)
    said = await street.wang.say(moved, f"@{BOT} {SAFE_ACCOUNT}")
    assert (await street.answer(moved, said)).text.startswith("🔴")


async def test_a_group_that_moves_is_no_new_one_whichever_is_heard_first(street: Street, monkeypatch: pytest.MonkeyPatch) -> None:
    await manners.set_watch(street.office, NEIGHBOURS, None, True)
    user = {"id": street.bot.id, "is_bot": True, "first_name": "守望"}
    change: dict[str, Any] = {"chat": {"id": NEW_HOME, "type": "supergroup", "title": "群"}, "date": 1, "from": user}
    places = {name: {"user": user, "status": status} for name, status in (("old_chat_member", "left"), ("new_chat_member", "member"))}
    joined = {"my_chat_member": change | places}
    moved = asyncio.Event()
    monkeypatch.setattr("handlers.community.membership.asyncio", SimpleNamespace(sleep=lambda seconds: moved.wait()))
    arriving = asyncio.create_task(street.give(joined))
    await until(lambda: row(street, NEW_HOME))

    async def followed() -> bool:
        return await row(street, NEIGHBOURS) is None

    await street.desk.do("migrate", chat=street.group.key, to=NEW_HOME)
    await until(followed)
    moved.set()
    await arriving
    await street.settled()
    await street.give(joined)
    assert [call for call in await street.sent() if call["chat_id"] == NEW_HOME] == []
    group = await row(street, NEW_HOME)
    assert group is not None
    assert (group.area, group.watch) == ("lyg-hz-xd-01", True)


async def test_a_grid_worker_binds_a_group_and_its_reports_then_belong_there(street: Street, new_group: Group, li: Person) -> None:
    said = await li.say(new_group, "/bind lyg-hz-xd-01")
    assert (await street.answer(new_group, said)).text == "绑定好了，本群属于：镇西新苑。有人报告时，会通知这里的民警。"
    assert await membership.standing(street.office, new_group.id) == "镇西新苑"


@pytest.mark.parametrize(
    ("words", "reply"),
    [
        ("/bind", "请在 /bind 后面写上辖区代码"),
        ("/bind lyg-hz-np", "宁平派出所不在您负责的范围里"),
        ("/bind 不存在", "没有找到这个辖区代码"),
        (f"/bind {'x' * 4000}", "没有找到这个辖区代码"),
    ],
)
async def test_a_binding_that_cannot_be_is_explained(street: Street, new_group: Group, li: Person, words: str, reply: str) -> None:
    said = await li.say(new_group, words)
    assert (await street.answer(new_group, said)).text.startswith(reply)
    assert await membership.standing(street.office, new_group.id) is None


async def test_a_resident_cannot_bind(street: Street, new_group: Group) -> None:
    said = await street.wang.say(new_group, "/bind lyg-hz-xd-01")
    assert (await street.answer(new_group, said)).text.startswith("绑定辖区要由网格员、民警或运维来做")
    assert await membership.standing(street.office, new_group.id) is None


async def test_an_anonymous_administrator_is_asked_to_show_who_they_are(street: Street, new_group: Group, li: Person) -> None:
    await street.desk.do("place", chat=new_group.key, who=str(li.id), status="administrator")
    said = await li.say(new_group, "/bind lyg-hz-xd-01", anonymous=True)
    assert "匿名" in (await street.answer(new_group, said)).text


async def test_bind_in_private_points_to_the_group(street: Street) -> None:
    assert (await street.ask("/bind lyg-hz-xd-01")).text.startswith("请在要绑定的群里")
