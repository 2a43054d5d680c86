"""「联系家人」 as it is pressed on real cards: a relative asked by the bot, a number shown and taken back, an order with its reason."""

from bot.helping import kin
from tests.conftest import GRID, OFFICER, RESIDENT, Phones, until
from tests.duty.conftest import SQLITE, Station

pytestmark = SQLITE
DAUGHTER, PHONE = 7100, "13912345678"


async def signed(station: Station) -> int:
    """The officer holds what 王阿姨 reported, and asks for her family."""
    number = (await station.report()).number
    card = await station.card(OFFICER)
    await station.press(OFFICER, card, "签收")
    await station.press(OFFICER, await station.becomes(card, "➡️ 先打当事人电话"), "更多")
    menu = await station.desk.wait_message(station.phone(OFFICER), button="联系家人")
    assert "请志愿者帮忙" in menu.buttons
    await station.press(OFFICER, menu, "联系家人")
    return number


async def test_a_relative_is_asked_and_the_officer_hears(station: Station) -> None:
    invitation = await kin.opened(station.office, await kin.invite(station.office, RESIDENT, "王阿姨"), DAUGHTER)
    await kin.agree(station.office, invitation.id, DAUGHTER, "小敏", yes=True)
    number = await signed(station)
    shown = await station.read(OFFICER, "王阿姨的小敏（由我来请他打电话，有危险就联系）")
    assert "预警前三天内才留的，请先核实是不是家人" in shown.text
    assert (await station.press(OFFICER, shown, "请小敏打电话"))["text"] == "正在请小敏打电话，有回音告诉您"
    phones = station.office.community
    assert isinstance(phones, Phones)
    await until(lambda: [chat for chat, _, _ in phones.summons] == [DAUGHTER])
    assert "kin_asked" in (await station.alert(number))[2]


async def test_a_number_goes_to_who_asked_protected_and_is_taken_back_when_the_alert_ends(station: Station) -> None:
    await kin.ask_number(station.office, RESIDENT, "王阿姨")
    await kin.note_number(station.office, RESIDENT, f"女儿小敏 {PHONE}")
    number = await signed(station)
    shown = await station.read(OFFICER, "王阿姨的女儿小敏（留了电话")
    assert PHONE not in shown.text
    await station.press(OFFICER, shown, "看女儿小敏的电话")
    told = await station.read(OFFICER, f"女儿小敏的电话：{PHONE}")
    assert (await station.desk.requests(method="sendMessage"))[-1]["params"]["protect_content"] is True
    assert (await station.press(OFFICER, shown, "看女儿小敏的电话"))["text"] == "电话发给过您了，请看上面"
    await station.press(OFFICER, shown, data=f"a1:sure:{number}")
    assert PHONE not in (await station.becomes(told, "👪 家人电话已收回。")).text


async def test_who_wants_to_be_asked_first_is_or_an_order_says_why(station: Station) -> None:
    await kin.ask_number(station.office, RESIDENT, "王阿姨")
    one = await kin.note_number(station.office, RESIDENT, f"女儿小敏 {PHONE}")
    await kin.set_terms(station.office, one.id, RESIDENT, ask_first=True)
    number = await signed(station)
    shown = await station.read(OFFICER, "每次先问我")
    assert (await station.press(OFFICER, shown, "看女儿小敏的电话"))["text"].startswith("当事人希望先问他本人")
    why = await station.read(OFFICER, "回复这条消息写明理由")
    assert why.buttons == ["先问本人", "先不联系"]
    await station.press(OFFICER, why, "先问本人")
    await station.becomes(why, "正在问本人，有回音告诉您")
    phones = station.office.community
    assert isinstance(phones, Phones)
    await until(lambda: [chat for chat, _, _ in phones.leaves] == [RESIDENT])
    await station.press(OFFICER, shown, data=f"j1:call:{number}.{one.id}")
    await station.press(GRID, await station.write(GRID, "/help"), data=f"j1:ask:{number}.0")
    assert not [item for item in await station.desk.messages(station.phone(OFFICER)) if PHONE in item.text]


async def test_an_order_is_a_reply_with_a_reason(station: Station) -> None:
    await kin.ask_number(station.office, RESIDENT, "王阿姨")
    one = await kin.note_number(station.office, RESIDENT, f"女儿小敏 {PHONE}")
    await kin.set_terms(station.office, one.id, RESIDENT, ask_first=True)
    number = await signed(station)
    await station.press(OFFICER, await station.read(OFFICER, "每次先问我"), "看女儿小敏的电话")
    why = await station.read(OFFICER, "回复这条消息写明理由")
    short = await station.people[OFFICER].say(station.phone(OFFICER), "急", reply_to=why)
    await station.read(OFFICER, "请写明理由", after=short)
    await station.people[OFFICER].say(station.phone(OFFICER), "屏幕正被人控制，来不及问本人", reply_to=why)
    await station.read(OFFICER, f"女儿小敏的电话：{PHONE}")
    assert "kin_ordered" in (await station.alert(number))[2]
