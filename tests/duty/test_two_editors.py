"""Two editors have the same week open on two phones: nobody's choice is lost unseen, and each sees what stands at the end."""

import asyncio
from datetime import timedelta

import sqlalchemy as sa

from bot import clock
from bot.publicity.bulletins import ask_for_due
from bot.publicity.editions import Editions
from bot.publicity.pump import Pump
from bot.store.models import Act, EditionChoice, Group
from sandbox.client import Message
from tests.bot.test_editing import this_week
from tests.conftest import LEADER, OFFICER, Phones
from tests.duty.conftest import SQLITE, Station
from tests.duty.test_week import choices, due, one_group, opened, turned, week

pytestmark = SQLITE
__all__ = ["week"]
GROUP = "镇西新苑业主群"
OVERTAKEN = "别的编辑改过这里"


async def at_once(station: Station, *presses: tuple[int, Message, str]) -> list[str]:
    """Several press at one moment; what stood under each press."""
    pressed = await asyncio.gather(*(station.people[who].press(page, button) for who, page, button in presses))
    return [str((await station.answer(one)).get("text") or "") for one in pressed]


async def listed(station: Station, who: int, page: Message) -> tuple[Message, str]:
    """The list of stories in the place of that page, and one of them."""
    page = await turned(station, who, page, "🔁 换一个", "可以换成这些")
    return page, page.buttons[2]


async def decisions(station: Station) -> int:
    """How many changes are in the log."""
    async with station.office.store.begin() as session:
        return len((await session.scalars(sa.select(Act).where(Act.act == "edition_choice"))).all())


async def test_of_replace_and_skip_at_one_moment_one_counts_and_both_see_which(week: Station) -> None:
    ours, story = await listed(week, OFFICER, await one_group(week, OFFICER))
    theirs = await one_group(week, LEADER)
    said = await at_once(week, (OFFICER, ours, story), (LEADER, theirs, "🚫 这周不发"))
    assert sorted(OVERTAKEN in words for words in said) == [False, True]
    stands = "为什么：陈警官选定" if OVERTAKEN in said[1] else "为什么：周所长定的：这周不发"
    one, other = await week.becomes(ours, stands), await week.becomes(theirs, stands)
    assert one.text == other.text
    assert (len(await choices(week)), await decisions(week)) == (1, 1)


async def test_who_presses_on_an_outdated_page_sees_what_stands_and_whose_choice_is_changed_hears_of_it(week: Station) -> None:
    ours, theirs = await one_group(week, OFFICER), await one_group(week, LEADER)
    await turned(week, LEADER, theirs, "🚫 这周不发", "周所长定的：这周不发")
    ours, story = await listed(week, OFFICER, ours)
    assert OVERTAKEN in (await week.press(OFFICER, ours, story))["text"]
    ours = await week.becomes(ours, "周所长定的：这周不发")
    assert [row[2] for row in await choices(week)] == ["skip"]
    ours, story = await listed(week, OFFICER, ours)
    await turned(week, OFFICER, ours, story, "为什么：陈警官选定")
    told = await week.read(LEADER, "📅 陈警官 改了", after=theirs)
    assert f"“{GROUP}”" in told.text
    assert f"换成《{story.partition('《')[2]}" in told.text
    assert [row[2] for row in await choices(week)] == ["story"]


async def test_a_whole_week_is_not_left_out_over_a_choice_that_was_not_seen(week: Station) -> None:
    sure = await turned(week, LEADER, await opened(week, LEADER), "🚫 这周都不发", "2 个还没发的群都不发吗")
    ours, story = await listed(week, OFFICER, await one_group(week, OFFICER))
    await turned(week, OFFICER, ours, story, "为什么：陈警官选定")
    assert OVERTAKEN in (await week.press(LEADER, sure, "确定"))["text"]
    page = await week.becomes(sure, "陈警官选定")
    sure = await turned(week, LEADER, page, "🚫 这周都不发", "都不发吗")
    await turned(week, LEADER, sure, "确定", "不发 · 2 个群")
    told = await week.read(OFFICER, "📅 周所长 改了“新东派出所”", after=ours)
    assert "这周不发。您之前给这里定的不再算数" in told.text
    assert await choices(week) == [("lyg-hz-xd", None, "skip", None)]


async def test_what_was_decided_meanwhile_is_not_given_back_unseen(week: Station) -> None:
    ours = await turned(week, OFFICER, await one_group(week, OFFICER), "🚫 这周不发", "陈警官定的：这周不发")
    theirs, story = await listed(week, LEADER, await one_group(week, LEADER))
    await turned(week, LEADER, theirs, story, "为什么：周所长选定")
    await week.read(OFFICER, "📅 周所长 改了", after=ours)
    assert OVERTAKEN in (await week.press(OFFICER, ours, "↩️ 恢复自动安排"))["text"]
    await week.becomes(ours, "为什么：周所长选定")
    assert [row[2] for row in await choices(week)] == ["story"]


async def test_the_same_wish_twice_is_no_quarrel_nor_are_one_s_own_older_pages(week: Station) -> None:
    old, theirs = await one_group(week, OFFICER), await one_group(week, LEADER)
    ours = await turned(week, OFFICER, await one_group(week, OFFICER), "🚫 这周不发", "陈警官定的：这周不发")
    assert (await week.press(LEADER, theirs, "🚫 这周不发"))["text"] == "已经是这样了"
    await week.becomes(theirs, "陈警官定的：这周不发")
    await turned(week, OFFICER, old, "🔁 换一个", "可以换成这些")
    await turned(week, OFFICER, old, (await week.now(old)).buttons[2], "为什么：陈警官选定")
    before_there_was_more = (await week.now(ours)).data["↩️ 恢复自动安排"].rpartition(":")[0]
    await week.press(LEADER, theirs, data=before_there_was_more)
    assert await choices(week) == []


async def about_to_take_back(station: Station, *editors: int) -> list[Message]:
    """What 陈警官 chose for one group is out; each of these is asked whether it shall really go."""
    await due(station, -timedelta(hours=1))
    async with station.office.store.begin() as session:
        [group] = await session.scalars(sa.select(Group).where(Group.title == GROUP))
        chosen = {"group_id": group.id, "act": "story", "story": min(station.office.library.stories)}
        session.add(EditionChoice(**chosen, week=await this_week(station.office), by=OFFICER, name="陈警官", at=clock.now()))
    await ask_for_due(station.office)
    await Pump(station.office, [Editions(station.office)]).drain()
    return [await _asked(station, who) for who in editors]


async def _asked(station: Station, who: int) -> Message:
    page = await station.write(who, "/week", "已开始发 2 个")
    page = await turned(station, who, page, page.buttons[0], "已发 1 个")
    page = await turned(station, who, page, "👥 按群看、单独改", "点一个单独看")
    page = await turned(station, who, page, GROUP, "已发 1 个")
    return await turned(station, who, page, "🗑 撤回", "确定撤回")


async def test_two_who_take_back_at_one_moment_both_hear_how_it_went(week: Station, phones: Phones) -> None:
    pages = await about_to_take_back(week, LEADER, OFFICER)
    said = await at_once(week, (LEADER, pages[0], "确定"), (OFFICER, pages[1], "确定"))
    assert sorted(said) == sorted(["正在撤回，撤完告诉您", "已经是这样了"])
    await Pump(week.office, [Editions(week.office)]).drain()
    assert len(phones.unsaid) == 2
    for who, page in zip((LEADER, OFFICER), pages, strict=True):
        assert (await week.read(who, "已删掉 1 个", after=page)).text.startswith("↩️ 撤回 1 个群")
        assert "已撤回 1 个" in (await turned(week, who, page, "🔄 刷新", "已撤回")).text


async def test_who_had_chosen_what_another_takes_back_hears_of_it(week: Station) -> None:
    [page] = await about_to_take_back(week, LEADER)
    await turned(week, LEADER, page, "确定", "还在删 1 个")
    assert "里面有您定的" in (await week.read(OFFICER, "📅 周所长 撤回了")).text
