"""研判: the same number in another alert is found, in other areas only counted, and nothing of it can be read in the store."""

import sqlalchemy as sa

from bot.store.models import Clue
from tests.conftest import OFFICER
from tests.duty.conftest import SQLITE, Station

pytestmark = SQLITE

CALL = "有个自称银行客服的,电话是00852-31567890,让我把钱转到安全账户,还让我加微信号 anquan_8866"


async def test_the_same_number_in_two_alerts_is_seen_by_who_analyses_one(station: Station) -> None:
    first = (await station.report(CALL)).number
    second = (await station.report(f"{CALL}。我没理他", origin="report:2", reporter=7002, reporter_name="刘叔")).number
    card = await station.read(OFFICER, f"预警 {second} 号")
    await station.press(OFFICER, card, "签收")
    signed = await station.becomes(card, "✅ 您已于")
    await station.press(OFFICER, signed, "展开研判")
    told = (await station.read(OFFICER, f"🔎 预警 {second} 号的研判参考")).text
    assert f"同一个电话还出现在：{first} 号" in told
    assert f"同一个微信号还出现在：{first} 号" in told
    async with station.office.store.begin() as session:
        marks = (await session.scalars(sa.select(Clue.mark))).all()
    assert marks
    assert not any("31567890" in mark or "anquan" in mark for mark in marks)


async def test_without_anything_seen_it_says_what_to_ask(station: Station) -> None:
    number = (await station.report()).number
    card = await station.card(OFFICER)
    await station.press(OFFICER, card, "签收")
    await station.press(OFFICER, card, data=f"s1:{number}:analysis")
    assert "没有查到重复的线索" in (await station.read(OFFICER, "研判参考")).text
    assert "analysed" in (await station.alert(number))[2]
