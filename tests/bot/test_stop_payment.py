"""The stop-payment card on both databases: two answers at once, what is kept at each answer, and for whom."""

import asyncio

import pytest

from bot.desk import board, reports
from bot.desk.reports import Reported
from bot.errors import UserError
from bot.office import Office
from bot.stop import stop_payment
from bot.stop.stop_talk import Press, Said
from bot.store import alerts
from tests.conftest import LEADER, NEIGHBOURS, OFFICER, RESIDENT

CARD = "6222021234567890128"
WORDS = "网上认识的女朋友叫我跟她一起炒币,我正准备转钱进去"


async def begun(office: Office) -> int:
    """A report by the resident, with its first question; the report's id."""
    receipt = await reports.report(office, Reported("report:1", RESIDENT, "王阿姨", WORDS, group=NEIGHBOURS))
    prompt = await stop_payment.begin(office, receipt.report, RESIDENT)
    assert prompt is not None
    assert prompt.asks == "account"
    await stop_payment.shown(office, receipt.report, 50)
    return receipt.report


async def test_an_answer_and_a_press_at_once_are_both_kept(office: Office) -> None:
    report = await begun(office)
    said, pressed = Said(RESIDENT, 101, f"建行{CARD} 转了三万"), Press(report, "pick", "account", "")
    both = await asyncio.gather(
        stop_payment.answer(office, said),
        stop_payment.press(office, pressed, RESIDENT),
        stop_payment.answer(office, Said(RESIDENT, 102, "对方电话13812345678")),
        return_exceptions=True,
    )
    for fault in both:
        assert not isinstance(fault, BaseException)
    page = await stop_payment.page(office, 1, OFFICER)
    assert CARD in page.text
    assert "13812345678" in page.text


async def test_begun_twice_it_asks_once_and_the_door_asks_again(office: Office) -> None:
    report = await begun(office)
    assert await stop_payment.begin(office, report, RESIDENT) is None
    again = await stop_payment.begin(office, report, RESIDENT, again=True)
    assert again is not None
    assert again.asks == "account"
    await stop_payment.press(office, Press(report, "stop", "account"), RESIDENT)
    assert await stop_payment.begin(office, report, RESIDENT, again=True) is None


async def test_money_that_moved_makes_the_alert_urgent_and_the_card_shows_it_masked(office: Office) -> None:
    await begun(office)
    prompt = await stop_payment.answer(office, Said(RESIDENT, 101, f"建行{CARD} 转了三万"))
    assert prompt is not None
    assert prompt.worse
    card = await board.show(office, 1, OFFICER)
    assert card.tier == "urgent"
    assert card.told.stop_payment == "建设银行 尾号0128 · 30,000 元"


async def test_money_that_moved_long_ago_is_high_and_not_urgent(office: Office) -> None:
    receipt = await reports.report(office, Reported("report:1", RESIDENT, "王阿姨", "有个陌生号码打来说是快递客服,我没理他,挂了"))
    assert receipt.tier == "low"
    assert await stop_payment.begin(office, receipt.report, RESIDENT) is None
    prompt = await stop_payment.press(office, Press(receipt.report, "open"), RESIDENT)
    assert prompt.asks == "account"
    for _ in range(3):
        prompt = await stop_payment.press(office, Press(receipt.report, "skip", prompt.asks or ""), RESIDENT)
    await stop_payment.press(office, Press(receipt.report, "pick", "time", "earlier"), RESIDENT)
    assert (await board.show(office, 1, OFFICER)).tier == "high"


async def test_only_the_reporter_fills_it_and_only_who_may_act_reads_it(office: Office) -> None:
    report = await begun(office)
    with pytest.raises(UserError, match="not-your-report"):
        await stop_payment.begin(office, report, RESIDENT + 1)
    with pytest.raises(UserError, match="not-your-report"):
        await stop_payment.press(office, Press(report, "skip", "account"), RESIDENT + 1)
    assert await stop_payment.answer(office, Said(RESIDENT + 1, 101, CARD)) is None
    await stop_payment.answer(office, Said(RESIDENT, 101, CARD))
    assert (await stop_payment.page(office, 1, LEADER)).account == CARD
    for stranger in (5009, RESIDENT):
        with pytest.raises(UserError, match="not-"):
            await stop_payment.page(office, 1, stranger)
    async with office.store.begin() as session:
        assert [line.act for line in await alerts.history(session, 1)].count("read") == 1
