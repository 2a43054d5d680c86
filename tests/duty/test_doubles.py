"""重复 told in full: the reporters of a double, the number they were told, and their way back when a leader says that it is none."""

from bot import clock
from bot.desk import alerts, board, consequences, rechecks, reports, steps
from bot.stop.filling import Filling
from bot.stop.transfers import Fact
from bot.store import followups
from bot.store.stop_payments import add
from tests.conftest import LEADER, OFFICER, RESIDENT, Phones, until
from tests.duty.conftest import SQLITE, Station

pytestmark = SQLITE
PAID_CARD = Filling(facts={"amount": Fact("30000")})
OTHER = "网上认识的人让我买虚拟币,我已经转了三万给他,现在提不出来"


async def merged(station: Station, *, reporter: int = 7002) -> tuple[int, int]:
    """Two alerts, the second signed and called a double of the first."""
    first = (await station.report()).number
    second = (await station.report(OTHER, origin="report:2", reporter=reporter, reporter_name="刘叔", group=None)).number
    assert first != second
    await alerts.acknowledge(station.office, second, OFFICER)
    await steps.record(station.office, second, OFFICER, "end", "duplicate", 0, str(first))
    return first, second


async def told(station: Station, who: int, words: str) -> list[str]:
    phones = station.office.community
    assert isinstance(phones, Phones)
    return [text for text in phones.told(who) if words in text]


async def refuse(station: Station, number: int) -> None:
    async with station.office.store.begin() as session:
        mark = consequences.ending(await alerts.find(session, number))
    await rechecks.refuse(station.office, number, LEADER, mark, "是两件事")


async def test_a_double_still_says_who_reported_it_and_what(station: Station) -> None:
    _, second = await merged(station)
    assert (await board.show(station.office, second, LEADER)).told.reporter == "刘叔（私聊）"
    assert (await board.details(station.office, second, LEADER)).words == (OTHER,)
    assert "🙋 举报人：刘叔（私聊）" in (await station.read(LEADER, "🔍 请复查", button="复查通过")).text


async def test_a_double_that_is_none_has_its_reporters_its_stop_payment_card_and_its_calls_again(station: Station) -> None:
    first = (await station.report()).number
    receipt = await station.report(OTHER, origin="report:2", reporter=7002, reporter_name="刘叔")
    second = receipt.number
    async with station.office.store.begin() as session:
        await add(session, receipt.report, station.office.cipher.seal(PAID_CARD.dump()), clock.now())
    await alerts.acknowledge(station.office, second, OFFICER)
    for seq, (step, outcome) in enumerate((("visit", "found"), ("verify", "match"), ("meet", "persuaded"))):
        await steps.record(station.office, second, OFFICER, step, outcome, seq)
    await steps.record(station.office, second, OFFICER, "end", "duplicate", 3, str(first))
    assert (await board.show(station.office, first, LEADER)).told.reports == 2
    await refuse(station, second)
    back, kept = await board.show(station.office, second, OFFICER), await board.show(station.office, first, OFFICER)
    assert ("30,000 元" in back.told.stop_payment, kept.told.stop_payment) == (True, "")
    assert (back.state, back.told.reporter, back.ended.duplicate_of, back.told.reports) == (
        "signed",
        "刘叔（来自“镇西新苑业主群”）",
        None,
        1,
    )
    assert (kept.told.reporter, kept.told.reports) == ("王阿姨（来自“镇西新苑业主群”）", 1)
    assert (await board.details(station.office, second, OFFICER)).words == (OTHER,)
    assert (await station.alert(first))[2].count("parted") == 1
    async with station.office.store.begin() as session:
        assert {row.state for row in await followups.of(session, second)} == {"planned"}
    await alerts.dismiss(station.office, second, OFFICER)
    await until(lambda: told(station, 7002, f"（预警 {second} 号）民警已经核实"))


async def test_reporters_of_a_double_hear_the_number_they_were_told(station: Station) -> None:
    first, second = await merged(station)
    await alerts.acknowledge(station.office, first, OFFICER)
    await until(lambda: told(station, RESIDENT, f"（预警 {first} 号）民警已签收"))
    assert len(await until(lambda: told(station, 7002, f"（预警 {second} 号）民警已签收"))) == 1
    assert await told(station, 7002, f"预警 {first} 号") == []


async def test_one_resident_behind_both_is_one_resident_and_hears_of_the_end_once(station: Station) -> None:
    first, second = await merged(station, reporter=RESIDENT)
    assert (await board.show(station.office, first, LEADER)).told.reports == 1
    await alerts.acknowledge(station.office, first, OFFICER)
    await alerts.dismiss(station.office, first, OFFICER)
    await until(lambda: told(station, RESIDENT, f"（预警 {first}、{second} 号）民警已经核实"))
    await until(lambda: told(station, RESIDENT, "民警已签收"))
    assert len(await told(station, RESIDENT, "已经核实")) == 1


async def test_the_same_resident_again_is_no_second_resident(station: Station) -> None:
    await station.report(subject="-1:7")
    again = await station.report(origin="report:2", subject="-1:7")
    assert (again.number, again.count) == (1, 1)
    assert (await station.report(origin="report:3", subject="-1:7", reporter=7002)).count == 2
    standing = await reports.standing(station.office, again.report, RESIDENT)
    assert standing.number == 1
