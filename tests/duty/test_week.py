"""`/week` on people's phones: looked at, changed, left out, given back, taken back; and what somebody may only look at."""

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from bot import clock
from bot.deployment import Deployment
from bot.publicity.bulletins import ask_for_due
from bot.publicity.editions import Editions
from bot.publicity.pump import Pump
from bot.setup import apply
from bot.store.models import Bulletin, EditionChoice, Group
from sandbox.client import Message
from tests.bot.test_bulletins import slot_at
from tests.conftest import DISTRICT_FILE, GRID, LEADER, OFFICER, STRANGER, Phones, until
from tests.duty.conftest import PATIENT, SQLITE, Station

pytestmark = SQLITE


@pytest.fixture
async def week(station: Station, phones: Phones) -> Station:
    """The station; its two groups get their case in two hours. What groups read is counted, not sent."""
    await due(station, timedelta(hours=2))
    station.office.community = phones
    return station


async def due(station: Station, after: timedelta) -> None:
    """Move the common slot."""
    file = {**DISTRICT_FILE, "escalation": PATIENT, "bulletin": {"at": slot_at(clock.now() + after)}}
    await apply(station.office.store, Deployment.model_validate(file))
    async with station.office.store.begin() as session:
        await session.execute(sa.update(Group).values(created_at=clock.now() - timedelta(days=9), slot_since=None, slot_before=None))


async def turned(station: Station, who: int, page: Message, button: str, contains: str) -> Message:
    """Press a button and wait for what its message becomes."""
    await station.press(who, page, button)
    return await station.becomes(page, contains)


async def opened(station: Station, who: int = OFFICER) -> Message:
    """The page of the second week that is to come."""
    page = await station.write(who, "/week", "📅 每周一案")
    return await turned(station, who, page, page.buttons[1], "2 个群")


async def choices(station: Station) -> list[tuple[str | None, int | None, str, str | None]]:
    async with station.office.store.begin() as session:
        rows = await session.scalars(sa.select(EditionChoice).order_by(EditionChoice.id))
        return [(row.area, row.group_id, row.act, row.story) for row in rows]


async def one_group(station: Station, who: int = OFFICER) -> Message:
    """The page of one group in that week."""
    page = await turned(station, who, await opened(station, who), "👥 按群看、单独改", "点一个单独看")
    return await turned(station, who, page, "镇西新苑业主群", "👥 镇西新苑业主群")


async def test_the_weeks_are_shown_with_their_stories_and_why(week: Station) -> None:
    page = await week.write(OFFICER, "/week", "📅 每周一案")
    assert "新东派出所，共 2 个群" in page.text
    assert page.text.count("那一周：2 个群") == 4
    seen = await turned(week, OFFICER, page, page.buttons[0], "1. 《")
    assert "1 个群" in seen.text
    assert {"👥 按群看、单独改", "🔁 整周换成同一个", "🚫 这周都不发"} <= set(seen.buttons)
    assert "↩️ 恢复自动安排" not in seen.buttons


async def test_a_story_is_looked_at_as_groups_will_see_it(week: Station) -> None:
    page = await one_group(week)
    await week.press(OFFICER, page, "👀 看看样子")
    card = await week.read(OFFICER, "🚩 认准这一条", after=page)
    assert card.json["media"] == "photo"
    assert "✅" in (await week.read(OFFICER, "小测验：", after=page)).text


async def test_a_group_gets_another_story_none_and_its_own_again(week: Station) -> None:
    page = await one_group(week)
    await turned(week, OFFICER, page, "🔁 换一个", "可以换成这些")
    chosen = (await week.now(page)).buttons[2]
    page = await turned(week, OFFICER, page, chosen, "为什么：陈警官选定")
    assert chosen.partition(" ")[2] in page.text
    assert [(row[0], row[2]) for row in await choices(week)] == [(None, "story")]
    page = await turned(week, OFFICER, page, "🚫 这周不发", "📭 这一周不发案例")
    assert [row[2] for row in await choices(week)] == ["skip"]
    page = await turned(week, OFFICER, page, "↩️ 恢复自动安排", "📰 《")
    assert await choices(week) == []
    assert "↩️ 恢复自动安排" not in page.buttons


async def test_a_whole_week_is_left_out_after_a_second_press_and_again_is_nothing(week: Station) -> None:
    page = await opened(week, LEADER)
    sure = await turned(week, LEADER, page, "🚫 这周都不发", "2 个还没发的群都不发吗")
    assert await choices(week) == []
    page = await turned(week, LEADER, sure, "确定", "不发 · 2 个群 · 周所长定的：这周不发")
    assert await choices(week) == [("lyg-hz-xd", None, "skip", None)]
    again = await week.press(LEADER, page, data=sure.data["确定"])
    assert again["text"] == "已经是这样了"
    await turned(week, LEADER, page, "↩️ 恢复自动安排", "1. 《")
    assert await choices(week) == []


async def test_the_list_of_stories_has_pages(week: Station) -> None:
    page = await turned(week, LEADER, await opened(week, LEADER), "🔁 整周换成同一个", "可以换成这些")
    first = page.text
    await week.press(LEADER, page, "▶")

    async def turned_over() -> bool:
        return (await week.now(page)).text != first

    await until(turned_over)
    assert {"◀", "▶"} <= set((await week.now(page)).buttons)


async def test_what_is_out_is_taken_back_and_the_editor_hears_of_it(week: Station, phones: Phones) -> None:
    await due(week, -timedelta(hours=1))
    await ask_for_due(week.office)
    await Pump(week.office, [Editions(week.office)]).drain()
    assert len(phones.quizzes) == 2
    page = await week.write(LEADER, "/week", "已开始发 2 个")
    page = await turned(week, LEADER, page, page.buttons[0], "已发 1 个")
    page = await turned(week, LEADER, page, "👥 按群看、单独改", "点一个单独看")
    page = await turned(week, LEADER, page, "镇西新苑业主群", "已发 1 个")
    page = await turned(week, LEADER, page, "🗑 撤回", "确定撤回")
    page = await turned(week, LEADER, page, "确定", "还在删 1 个")
    assert "🗑 撤回" not in page.buttons
    await Pump(week.office, [Editions(week.office)]).drain()
    assert len(phones.unsaid) == 2
    assert (await week.read(LEADER, "↩️ 撤回 1 个群", after=page)).text.endswith("已删掉 1 个")
    assert "已撤回 1 个" in (await turned(week, LEADER, page, "🔄 刷新", "已撤回")).text


async def test_a_grid_worker_looks_and_has_nothing_to_change_with(week: Station) -> None:
    page = await week.write(GRID, "/week", "镇西新苑，共 2 个群")
    assert "请告诉民警或值班领导" in page.text
    page = await one_group(week, GRID)
    assert page.buttons == ["👀 看看样子", "⬅️ 返回"]
    shown = shown_week(page)
    for act in ("skip", "undo", "list", "recall", "take"):
        answer = await week.press(GRID, page, data=f"e1:{act}:{shown[2:4]}{shown[6:]}:1::0")
        assert "不在您可以改的范围里" in answer["text"] or "没有这个案例" in answer["text"]
    assert await choices(week) == []


async def test_a_stranger_gets_nothing_and_an_old_card_still_works(week: Station) -> None:
    await week.people[STRANGER].start("shouwang_duty_bot")
    await week.write(STRANGER, "/week", "每周一案的排期，供登记过的民警")
    page = await one_group(week)
    async with week.office.store.begin() as session:
        group = (await session.scalars(sa.select(Group).where(Group.title == "镇西新苑业主群"))).one()
        data: dict[str, Any] = {"group_id": group.id, "week": shown_week(page), "slot": clock.now(), "story": "x", "state": "sent"}
        session.add(Bulletin(**data, changed_at=clock.now()))
    assert "已经开始发了" in (await week.press(OFFICER, page, "🚫 这周不发"))["text"]
    assert (await week.becomes(page, "已发 1 个")).buttons == ["👀 看看样子", "🗑 撤回", "⬅️ 返回"]


def shown_week(page: Message) -> str:
    """The week a page is about, as its buttons carry it."""
    week = next(iter(page.data.values())).split(":")[2]
    return f"20{week[:2]}-W{week[2:]}"
