"""「请居民劝劝邻居」 as officers press it: once an alert, told when nobody can be reached, and nothing of what the resident says."""

from bot.messenger import Undelivered
from bot.people import rights
from bot.persuading import neighbours
from tests.conftest import LEADER, OFFICER, RESIDENT, Phones, until
from tests.duty.conftest import SQLITE, Station

pytestmark = SQLITE
INVITE = "请居民劝劝邻居"


async def test_the_holder_has_the_reporter_invited_once(station: Station) -> None:
    phones = station.office.community
    assert isinstance(phones, Phones)
    number = (await station.report()).number
    card = await station.card(OFFICER)
    await station.press(OFFICER, card, "签收")
    await station.press(OFFICER, await station.becomes(card, "➡️ 先打当事人电话"), "更多")
    await station.desk.wait_message(station.phone(OFFICER), button=INVITE)
    await station.press(OFFICER, card, data=f"w1:{number}")
    assert f"预警 {number} 号" in (await station.read(OFFICER, "已经请报告的居民去劝劝邻居了")).text
    await until(lambda: phones.invitations)
    [(chat, text, play)] = phones.invitations
    assert chat == RESIDENT
    assert "新东派出所的民警想请您帮个小忙" in text
    await station.press(OFFICER, card, data=f"w1:{number}")
    await station.read(OFFICER, "已经请过一次了")
    await neighbours.go_on(station.office, play, RESIDENT)
    await neighbours.press(station.office, play, RESIDENT, "listen", 0)
    await station.press(OFFICER, card, data=f"a1:more:{number}")
    history = (await station.read(OFFICER, "陈警官 请居民劝劝邻居")).text
    assert "慢慢讲" not in history


async def test_an_officer_hears_when_the_resident_cannot_be_reached_or_is_forgotten(station: Station) -> None:
    phones = station.office.community
    assert isinstance(phones, Phones)
    phones.refuse[RESIDENT] = [Undelivered("blocked")]
    number = (await station.report()).number
    card = await station.card(OFFICER)
    await station.press(OFFICER, card, "签收")
    await station.becomes(card, "➡️ 先打当事人电话")
    await station.press(OFFICER, card, data=f"w1:{number}")
    await station.read(OFFICER, f"请不到报告的居民（预警 {number} 号）")
    assert phones.invitations == []
    exported = await rights.export(station.office.store, station.office.cipher, RESIDENT)
    assert [one["state"] for one in exported["neighbours"]] == ["declined"]


async def test_who_neither_holds_nor_leads_cannot_invite(station: Station) -> None:
    number = (await station.report()).number
    card = await station.card(OFFICER)
    await station.press(LEADER, await station.card(LEADER), "签收")
    assert (await station.press(OFFICER, card, data=f"w1:{number}"))["text"] != ""
    assert isinstance(station.office.community, Phones)
    assert station.office.community.invitations == []
