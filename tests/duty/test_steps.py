"""The seven steps as they are pressed on real cards: the whole way, its branches, notes, and who may do what."""

import re

import pytest
import sqlalchemy as sa

from bot.desk import reports
from bot.errors import UserError
from bot.store.deployments import plan
from bot.store.models import Deployment
from sandbox.client import Message
from tests.conftest import CITY, DISTRICT, GRID, LEADER, OFFICER, RESIDENT, Phones, until
from tests.duty.conftest import BOT, OUTSIDER, SQLITE, Station

pytestmark = SQLITE

SHORT = {"urgent": 1.5, "high": 1.5, "medium": 1.5, "low": 1.5}
LOW = "有人加我微信说可以做兼职,还没聊"


async def take(station: Station, who: int, number: int, step: str, outcome: str) -> str:
    """Press a step and then its outcome on somebody's newest card; returns what the outcome was answered with."""
    card = await station.card(who)
    await station.press(who, card, step)
    asked = await station.desk.wait_message(station.phone(who), button=outcome)
    return str((await station.press(who, asked, outcome))["text"])


async def test_the_whole_way_from_the_signature_to_the_feedback(station: Station) -> None:
    number = (await station.report()).number
    card = await station.card(OFFICER)
    await station.press(OFFICER, card, "签收")
    await station.becomes(card, "➡️ 先打当事人电话")
    for step, outcome, then in (
        ("电话劝阻", "占线", "➡️ 占线多半是骗子还在通话"),
        ("上门寻找", "不开门", "➡️ 不开门多半是骗子教的"),
        ("上门寻找", "找到本人", "🧭 上门寻找：找到本人"),
        ("核实身份", "身份相符", "➡️ 按现场清单一步步做"),
        ("展开研判", "有新线索", "🔎 研判：有新线索"),
        ("见面宣防", "仍然否认", "➡️ 换一个人来说"),
        ("见面宣防", "已劝住", "➡️ 做完善后清单"),
    ):
        assert await take(station, OFFICER, number, step, outcome) == "已记录"
        await station.becomes(card, then)
    assert await take(station, OFFICER, number, "平台反馈", "劝阻成功") == "已记录"
    assert (await station.becomes(card, "🏁 陈警官 已反馈：劝阻成功")).buttons == ["详情"]
    state, _, acts = await station.alert(number)
    assert (state, acts.count("step")) == ("closed", 8)
    phones = station.office.community
    assert isinstance(phones, Phones)
    heard = await until(lambda: (told := phones.told(RESIDENT)) and len(told) >= 3 and told)
    assert sum("已签收" in text for text in heard) == sum("联系上当事人" in text for text in heard) == 1
    assert sum("处理结束" in text for text in heard) == 1


async def test_of_two_outcomes_pressed_on_old_buttons_only_the_first_counts(station: Station) -> None:
    number = (await station.report()).number
    card = await station.card(OFFICER)
    await station.press(OFFICER, card, "签收")
    assert (await station.press(OFFICER, card, data=f"s1:{number}:phone:busy:0"))["text"] == "已记录"
    assert (await station.press(OFFICER, card, data=f"s1:{number}:phone:busy:0"))["text"] == "已记录"
    assert (await station.press(OFFICER, card, data=f"s1:{number}:visit:found:0"))["text"].startswith("情况刚刚有了变化")
    assert (await station.alert(number))[2].count("step") == 1


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ("s1:1:meet:persuaded:0", "现在还不到这一步，请看卡片上的下一步"),
        ("s1:1:feedback:unfound:0", "现在还不到这一步，请看卡片上的下一步"),
        ("s1:1:end:transferred:0", "这一步由负责的民警或值班领导来记录"),
        ("s1:1:dance:well:0", "没有这个环节，请发 /alerts 重新打开预警"),
        ("s1:1:end:duplicate:0:999", "选的这一项刚刚有了变化，请重新选择"),
        ("s1:x:phone", "这个按钮已经失效了，请发 /alerts 重新打开预警"),
    ],
)
async def test_a_step_out_of_order_is_refused_in_words(station: Station, data: str, says: str) -> None:
    await station.report()
    card = await station.card(OFFICER)
    await station.press(OFFICER, card, "签收")
    assert (await station.press(OFFICER, card, data=data))["text"] == says
    assert (await station.alert(1))[0] == "signed"


async def test_only_who_has_a_part_in_it_may_take_steps(station: Station) -> None:
    number = (await station.report()).number
    card = await station.card(OFFICER)
    await station.press(OFFICER, card, "签收")
    await station.people[OUTSIDER].start(BOT)
    hello = await station.read(OUTSIDER)
    assert (await station.press(OUTSIDER, hello, data=f"s1:{number}:phone:busy:0"))["text"] == "预警 1 号不在您的辖区"
    await station.people[GRID].start(BOT)
    hello = await station.read(GRID)
    assert (await station.press(GRID, hello, data=f"s1:{number}:visit:found:0"))["text"].startswith("这个按钮只供")
    assert (await station.alert(number))[0] == "signed"


async def test_a_grid_worker_who_was_asked_to_go_goes_along_and_says_what_was_found(station: Station) -> None:
    number = (await station.report(LOW)).number
    card, hers = await station.card(OFFICER), await station.read(GRID, "预警")
    assert hers.buttons == ["我去上门"]
    assert "两人以上同行" in (await station.press(GRID, hers, "我去上门"))["text"]
    await station.press(OFFICER, card, "签收")
    await station.becomes(card, "👣 上门：李丽")
    going = await station.becomes(hers, "已由 陈警官")
    assert going.buttons == ["上门寻找", "话术"]
    assert (await station.press(GRID, going, data=f"s1:{number}:visit:found:0"))["text"] == "已记录"
    assert (await station.press(GRID, going, data=f"s1:{number}:verify:match:1"))["text"] == "这一步由负责的民警或值班领导来记录"


async def test_a_reply_to_a_card_is_a_note_that_only_the_details_show(station: Station) -> None:
    number = (await station.report()).number
    card = await station.card(OFFICER)
    await station.press(OFFICER, card, "签收")
    long = "住在三单元,家里只有老伴。" * 200
    said = await station.people[OFFICER].say(station.phone(OFFICER), long[:4096], reply_to=card)
    await station.read(OFFICER, f"备注已记在预警 {number} 号下面", after=said)
    await station.press(OFFICER, await station.now(card), "详情")
    assert "陈警官 备注：\n│ 住在三单元" in (await station.read(OFFICER, "备注：", after=said)).text
    assert "三单元" not in (await station.now(card)).text


async def offered(station: Station, card: Message, start: str) -> str:
    """The button of a card that begins so; empty while there is none."""
    return next((button for button in (await station.now(card)).buttons if button.startswith(start)), "")


async def test_a_double_is_merged_and_its_reporters_stand_behind_the_other(station: Station) -> None:
    first = (await station.report()).number
    second = (await station.report(origin="report:2", reporter=7002, reporter_name="刘叔")).number
    assert first != second
    await station.read(OFFICER, f"预警 {second} 号")
    card = await station.read(OFFICER, f"预警 {second} 号")
    await station.press(OFFICER, card, "签收")
    signed = await station.becomes(card, "✅ 您已于")
    await station.press(OFFICER, signed, "更多")
    more = await station.desk.wait_message(station.phone(OFFICER), button="重复")
    await station.press(OFFICER, more, "重复")
    choice = await until(lambda: offered(station, card, f"{first} 号"))
    await station.press(OFFICER, card, choice)
    await station.becomes(card, f"🔁 与预警 {first} 号是同一件事")
    assert (await station.alert(second))[0] == "duplicate"
    await station.becomes(await station.read(OFFICER, f"预警 {first} 号\n"), "👥 第 2 位居民报告")


async def test_handed_to_another_station_its_officers_are_paged_anew(station: Station) -> None:
    number = (await station.report()).number
    card = await station.card(OFFICER)
    await station.press(OFFICER, card, "签收")
    signed = await station.becomes(card, "✅ 您已于")
    await station.press(OFFICER, signed, "更多")
    more = await station.desk.wait_message(station.phone(OFFICER), button="移交派出所")
    await station.press(OFFICER, more, "移交派出所")
    asked = await station.desk.wait_message(station.phone(OFFICER), button="宁平派出所")
    await station.press(OFFICER, asked, "宁平派出所")
    theirs = await station.card(OUTSIDER)
    assert "宁平派出所" in theirs.text
    assert theirs.buttons == ["签收", "转交", "误报", "详情"]
    await station.press(OUTSIDER, theirs, "签收")
    await station.becomes(theirs, "✅ 您已于")
    assert (await station.alert(number))[:2] == ("signed", OUTSIDER)


async def test_malicious_is_asked_once_more_and_takes_the_right_to_report(station: Station) -> None:
    number = (await station.report()).number
    card = await station.card(OFFICER)
    await station.press(OFFICER, card, "签收")
    assert "再按一次" in (await station.press(OFFICER, card, data=f"a1:bad:{number}"))["text"]
    asked = await station.desk.wait_message(station.phone(OFFICER), button="确认恶意")
    assert "已停用" in (await station.press(OFFICER, asked, "确认恶意"))["text"]
    await station.becomes(card, "⛔ 陈警官 已标记为恶意报警")
    with pytest.raises(UserError, match="blocked-reporter"):
        await reports.report(station.office, reports.Reported("report:9", RESIDENT, "王阿姨", "又来一条", group=None))


async def test_a_signed_alert_that_stands_still_comes_back_to_its_holder_and_the_leader(station: Station) -> None:
    async with station.office.store.begin() as session:
        await session.execute(sa.update(Deployment).values(plan={**(await plan(session)), "step_deadlines": SHORT}))
    number = (await station.report()).number
    card = await station.card(OFFICER)
    await station.press(OFFICER, card, "签收")
    again = await station.read(OFFICER, "（第 2 次通知，同一件事）", after=card)
    assert "前要有进展" in again.text
    still = re.search("⏰ 已经 ([0-9]+) 次到时间没有进展", again.text)
    assert still is not None
    assert 1 <= int(still[1]) <= (await station.alert(number))[2].count("stood_still")
    await station.read(LEADER, "（第 2 次通知，同一件事）")


async def test_lifting_goes_past_who_lifts_and_pressing_twice_calls_once(station: Station) -> None:
    number = (await station.report()).number
    card = await station.card(LEADER)
    await station.press(LEADER, card, "签收")
    for _ in range(2):
        assert (await station.press(LEADER, card, data=f"a1:lift:{number}"))["text"].startswith("已升级")
    theirs = await station.card(DISTRICT)
    assert "✅ 已由 周所长" in theirs.text
    assert (await station.alert(number))[2].count("lifted") == 1
    mine = await station.press(DISTRICT, theirs, data=f"a1:lift:{number}")
    assert mine["text"].startswith("已升级")
    city = await station.card(CITY)
    assert (await station.press(CITY, city, data=f"a1:lift:{number}"))["text"].startswith("已升级")


async def test_a_leader_who_stands_still_is_brought_before_the_next(station: Station) -> None:
    async with station.office.store.begin() as session:
        await session.execute(sa.update(Deployment).values(plan={**(await plan(session)), "step_deadlines": SHORT}))
    await station.report()
    card = await station.card(LEADER)
    await station.press(LEADER, card, "签收")
    assert "⏰ 已经" in (await station.card(DISTRICT)).text


async def test_lifting_brings_the_next_rung_at_once(station: Station) -> None:
    number = (await station.report()).number
    card = await station.card(OFFICER)
    await station.press(OFFICER, card, data=f"a1:lift:{number}")
    assert "lifted" in (await station.alert(number))[2]
    await station.card(DISTRICT)
