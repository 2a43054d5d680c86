"""What officers see of a stop-payment card: one masked line on the card, all of it by a press, and nobody else anything."""

from bot.stop import stop_payment
from bot.stop.stop_talk import Said
from tests.conftest import GRID, OFFICER, RESIDENT
from tests.duty.conftest import BOT, OUTSIDER, SQLITE, Station

pytestmark = SQLITE
CARD = "6222021234567890128"


async def told(station: Station, words: str = f"建行{CARD} 转了三万 屏幕还在共享") -> None:
    """A resident reports, and answers the first question."""
    receipt = await station.report()
    assert await stop_payment.begin(station.office, receipt.report, RESIDENT) is not None
    assert await stop_payment.answer(station.office, Said(RESIDENT, 100, words)) is not None


async def test_the_card_shows_one_masked_line_as_soon_as_something_is_told(station: Station) -> None:
    await told(station)
    card = await station.becomes(await station.card(OFFICER), "止付卡")
    assert "🧾 止付卡：建设银行 尾号0128 · 30,000 元 · 屏幕仍在共享" in card.text
    assert CARD not in card.text
    assert "止付信息" in card.buttons


async def test_a_press_brings_everything_as_a_protected_message_with_copy_buttons(station: Station) -> None:
    await told(station)
    card = await station.becomes(await station.card(OFFICER), "止付卡")
    await station.press(OFFICER, card, "止付信息")
    page = await station.read(OFFICER, "报告人自填")
    assert f"5. 收款账号：{CARD}" in page.text
    assert "3. 金额：30,000 元" in page.text
    assert "报告人：王阿姨" in page.text
    assert page.buttons == ["复制收款账号", "复制关键信息"]
    keyboard = page.json["keyboard"]["inline_keyboard"]
    assert keyboard[0][0]["copy_text"] == {"text": CARD}
    sent = [request["params"] for request in await station.desk.requests(BOT, "sendMessage") if CARD in request["params"]["text"]]
    assert [params["protect_content"] for params in sent] == [True]


async def test_a_grid_worker_and_another_station_get_nothing_in_full(station: Station) -> None:
    await told(station)
    await station.becomes(await station.card(OFFICER), "止付卡")
    for stranger in (GRID, OUTSIDER):
        answer = await station.press(stranger, await station.write(stranger, "/help"), data="a1:stop:1")
        assert answer["show_alert"]
    assert [params for params in await station.desk.requests(BOT, "sendMessage") if CARD in str(params)] == []


async def test_while_nothing_is_told_a_forged_press_is_told_so(station: Station) -> None:
    await station.report()
    card = await station.card(OFFICER)
    assert "止付信息" not in card.buttons
    assert "还没有人填写" in (await station.press(OFFICER, card, data="a1:stop:1"))["text"]
