"""What a card says at the turns of the way: analysis beside it, other hands, another round — so that nobody has to guess what happened."""

from bot import clock
from bot.deployment import Deployment
from bot.desk import alerts, board, followups, handing, scripts, steps
from bot.duty.departures import look_for_departures
from bot.setup import apply
from bot.store import alerts as lines
from bot.store import followups as calls
from tests.conftest import DISTRICT_FILE, GRID, LEADER, OFFICER, RESIDENT, Phones, until
from tests.duty.conftest import OUTSIDER, PATIENT, SQLITE, Station
from tests.duty.test_steps import offered

pytestmark = SQLITE
LOW = "有人加我微信说可以做兼职,还没聊"


async def on_the_way(station: Station, *taken: tuple[str, str]) -> int:
    """An alert that the officer holds, with these steps taken."""
    number = (await station.report()).number
    for who in (OFFICER, LEADER):
        await station.card(who)
    await alerts.acknowledge(station.office, number, OFFICER)
    for seq, (step, outcome) in enumerate(taken):
        await steps.record(station.office, number, OFFICER, step, outcome, seq)
    return number


def heard(station: Station, words: str) -> int:
    phones = station.office.community
    assert isinstance(phones, Phones)
    return sum(words in text for text in phones.told(RESIDENT))


async def test_analysis_beside_the_visit_leaves_the_next_act_and_the_script_where_they_were(station: Station) -> None:
    number = await on_the_way(station, ("visit", "shut"), ("analysis", "nothing"))
    card = await station.read(OFFICER, "🔎 研判：没有新线索")
    assert "🧭 上门寻找：不开门\n🔎 研判：没有新线索\n➡️ 不开门多半是骗子教的" in card.text
    assert (await scripts.offer(station.office, number, OFFICER)).refusal == "door"


async def test_the_reporter_hears_that_somebody_was_reached_when_it_is_the_right_person(station: Station) -> None:
    number = await on_the_way(station, ("visit", "found"), ("verify", "mismatch"), ("visit", "found"))
    async with station.office.store.begin() as session:
        assert (await alerts.find(session, number)).contacted_at is None
    await steps.record(station.office, number, OFFICER, "verify", "match", 3)
    await until(lambda: heard(station, "已经联系上当事人"))
    assert heard(station, "已经联系上当事人") == 1


async def test_who_is_given_an_alert_reads_from_whom_and_not_that_they_signed(station: Station) -> None:
    number = await on_the_way(station)
    await handing.hand_over(station.office, number, OFFICER, LEADER)
    given = await station.read(LEADER, "（第 2 次通知，同一件事）")
    assert "✅ 陈警官 签收后已交给您，请尽快联系当事人" in given.text
    await station.becomes(await station.card(OFFICER), "✅ 由 周所长 负责（")
    await steps.record(station.office, number, LEADER, "phone", "busy", 0)
    assert "✅ 由 周所长 负责（" in (await station.becomes(given, "🧭 电话劝阻：占线")).text


async def test_who_hands_an_alert_over_may_say_why_by_a_press_and_its_new_holder_reads_it(station: Station) -> None:
    number = await on_the_way(station)
    card = await station.card(OFFICER)
    await station.press(OFFICER, card, data=f"a1:give:{number}:{LEADER}")
    asked = await station.becomes(card, "✅ 由 周所长 负责（")
    assert asked.buttons == ["正在处警，脱不开身", "当事人在对方的辖区", "对方离得近、更熟悉", "换班交接", "我去上门", "详情"]
    given = await station.read(LEADER, "签收后已交给您")
    assert "转交原因" not in given.text
    refused = await station.press(LEADER, given, data=f"a1:why:{number}:0")
    assert refused["text"].startswith("转交的原因由转交的人在一小时内说一次")
    assert await station.press(OFFICER, asked, "正在处警，脱不开身") == {"text": "已告诉对方"}
    assert (await station.press(OFFICER, asked, data=f"a1:why:{number}:3"))["text"].startswith("转交的原因")
    assert (await station.now(asked)).buttons == ["我去上门", "详情"]
    await station.becomes(given, "签收后已交给您，请尽快联系当事人\n💬 转交原因：正在处警，脱不开身")
    assert "陈警官 转交的原因：正在处警，脱不开身" in [what for _, what, _ in (await board.details(station.office, number, LEADER)).history]
    assert (await station.press(OFFICER, asked, data=f"a1:why:{number}:9"))["show_alert"]
    async with station.office.store.begin() as session:
        await lines.note(session, number, clock.now(), None, "holder_replaced", name="周所长", to="区值班")
    assert (await board.show(station.office, number, LEADER)).course.handed_why is None


async def test_who_left_reads_nothing_any_more_and_who_takes_over_reads_from_whom(station: Station) -> None:
    number = await on_the_way(station, ("phone", "denies"))
    old = await station.card(OFFICER)
    ended = (await station.report(LOW, origin="report:2")).number
    other = await station.read(OFFICER, f"预警 {ended} 号")
    await alerts.dismiss(station.office, ended, LEADER)
    await station.becomes(other, "⚪ 周所长 已标记为误报")
    staying = [entry for entry in DISTRICT_FILE["staff"] if entry["telegram"] != OFFICER]
    await apply(station.office.store, Deployment.model_validate({**DISTRICT_FILE, "escalation": PATIENT, "staff": staying}))
    await look_for_departures(station.office, -1)
    taken = await station.read(LEADER, "✅ 陈警官 签收后已交给您，请尽快联系当事人\n🧭 电话劝阻：否认被骗")
    gone = await station.becomes(old, f"预警 {number} 号：您已经不在值勤名单里")
    assert "原话" not in gone.text
    assert gone.buttons == []
    await station.becomes(other, f"预警 {ended} 号：您已经不在值勤名单里")
    await steps.record(station.office, number, LEADER, "phone", "persuaded", 1)
    await station.becomes(taken, "✅ 由 周所长 负责（")


async def test_a_relapse_says_so_to_who_saw_it_end(station: Station) -> None:
    number = await on_the_way(station, ("visit", "found"), ("verify", "match"), ("meet", "persuaded"), ("feedback", "dissuaded"))
    async with station.office.store.begin() as session:
        [first, *_] = await calls.of(session, number)
        await calls.step(session, first.id, ["planned"], "asked", asked_at=clock.now())
    await followups.record(station.office, first.id, OFFICER, "paid")
    again = await station.read(OFFICER, "⏳ 等待签收\n🔁 回访发现反复：再次转账。请重新联系，尽快见面", button="签收")
    await station.press(OFFICER, again, "签收")
    assert "🔁 回访发现反复" in (await station.becomes(again, "✅ 您已于")).text


async def test_another_station_reads_who_handed_it_over(station: Station) -> None:
    number = await on_the_way(station)
    await steps.record(station.office, number, OFFICER, "end", "station", 0, "lyg-hz-np")
    assert "⏳ 等待签收\n↪️ 陈警官 移交过来的，请接手" in (await station.card(OUTSIDER)).text


async def test_before_anybody_signs_everybody_sees_who_has_gone_already(station: Station) -> None:
    number = (await station.report(LOW)).number
    hers, card = await station.read(GRID, "🚶"), await station.card(OFFICER)
    await station.press(GRID, hers, "我去上门")
    assert (await station.becomes(hers, "👣 上门：李丽")).text.endswith("民警已同时收到。\n👣 上门：李丽")
    assert (await station.becomes(card, "👣 上门：李丽")).text.endswith("⏳ 等待签收\n👣 上门：李丽")
    await alerts.acknowledge(station.office, number, OFFICER)


async def test_the_list_says_how_far_each_alert_has_come(station: Station) -> None:
    number = await on_the_way(station, ("visit", "shut"))
    assert (await station.write(OFFICER, "/alerts", "按编号打开")).text.endswith("陈警官 · 上门寻找：不开门")
    assert (await board.show(station.office, number, OFFICER)).course.last == ("visit", "shut")


async def test_what_an_alert_may_double_is_named_by_its_trick(station: Station) -> None:
    first = (await station.report("自称公安局的说我涉嫌洗钱,要我把钱转到安全账户")).number
    number = (await station.report(LOW, origin="report:2")).number
    card = await station.read(OFFICER, f"预警 {number} 号")
    await alerts.acknowledge(station.office, number, OFFICER)
    note = (await station.press(OFFICER, card, data=f"s1:{number}:end:duplicate:0"))["text"]
    assert note == "请选择和哪一条是同一件事"
    asked = await until(lambda: offered(station, card, f"{first} 号 · "))
    assert "安全账户" in asked
