"""「请志愿者帮忙」 as it is pressed on real cards, and a grid worker who is asked in the duty bot."""

from bot import clock
from bot.helping import volunteering
from bot.store import groups, people
from tests.conftest import GRID, NEIGHBOURS, OFFICER, Phones, until
from tests.duty.conftest import BOT, SQLITE, Station

pytestmark = SQLITE
LI = 7101


async def enlist(station: Station) -> Phones:
    """李叔 of the neighbours' group agreed to help; what the community bot says."""
    office = station.office
    async with office.store.begin() as session:
        group = await groups.by_chat(session, NEIGHBOURS)
        assert group is not None
        await people.seen(session, LI, clock.now(), group_id=group.id)
    await volunteering.join(office, LI, "李叔", "guard", group.id)
    assert isinstance(office.community, Phones)
    return office.community


async def test_the_officer_adds_a_place_hears_who_goes_and_stops(station: Station) -> None:
    phones = await enlist(station)
    number = (await station.report()).number
    card = await station.card(OFFICER)
    await station.press(OFFICER, card, "签收")
    await station.press(OFFICER, await station.becomes(card, "➡️ 先打当事人电话"), "更多")
    menu = await station.desk.wait_message(station.phone(OFFICER), button="请志愿者帮忙")
    await station.press(OFFICER, menu, "请志愿者帮忙")
    where = await station.read(OFFICER, "请志愿者去看一看")
    assert where.buttons == ["现在就请", "先不请"]
    await station.people[OFFICER].say(station.phone(OFFICER), "3 号楼门口", reply_to=where)
    begun = await station.read(OFFICER, "正在从近到远请志愿者")
    await until(lambda: phones.pleas)
    assert (phones.pleas[0][0], "镇西新苑，3 号楼门口" in phones.pleas[0][1]) == (LI, True)
    assert (await station.press(OFFICER, where, "现在就请"))["text"] == "已经在请志愿者了"
    await station.people[GRID].start(BOT)
    hello = await station.read(GRID)
    assert (await station.press(GRID, hello, data=f"h1:stop:{number}"))["text"].startswith("这个按钮只供")
    await station.press(OFFICER, begun, "不用了")
    await station.becomes(begun, "已经停了")
    await until(lambda: any(sent.chat == LI and "已经不需要了" in text for sent, text in phones.edits))
    assert "help_stopped" in (await station.alert(number))[2]


async def test_a_grid_worker_answers_in_the_duty_bot_and_gets_the_card(station: Station) -> None:
    number = (await station.report()).number
    card = await station.card(OFFICER)
    await station.press(OFFICER, card, "签收")
    await station.press(OFFICER, card, data=f"h1:ask:{number}")
    where = await station.read(OFFICER, "请志愿者去看一看")
    await station.press(OFFICER, where, "现在就请")
    await station.becomes(where, "正在从近到远请志愿者")
    plea = await station.read(GRID, "想请您帮个忙")
    assert plea.buttons == ["我去", "去不了"]
    await station.press(GRID, plea, "我去")
    await station.becomes(plea, "谢谢您答应去")
    await station.read(OFFICER, "👣 李丽 已答应去")
    await station.becomes(card, "👣 上门：李丽")
    assert "上门寻找" in (await station.read(GRID, "👣 上门：李丽")).buttons
