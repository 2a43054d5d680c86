"""The rota at work: whom the first call reaches, who stands in, what the next on duty is told, and what becomes of alerts of who left."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from bot import clock
from bot.deployment import Deployment
from bot.desk import alerts, board, consequences, followups, handing, parts, reports, steps
from bot.duty import shifts
from bot.duty.departures import look_for_departures
from bot.duty.handover import look_for_changes
from bot.errors import UserError
from bot.helping import pleas
from bot.messenger import Undelivered
from bot.office import Office
from bot.setup import apply
from bot.store import pages
from bot.store import shifts as shift_rows
from tests.bot.test_chain import PAID, acts, reported
from tests.conftest import CITY, DISTRICT, DISTRICT_FILE, GRID, LEADER, OFFICER, Phones, until

SECOND, THIRD, STATION = 5006, 5007, "lyg-hz-xd"
LOW = "有人加我微信说可以做兼职,还没聊"
SQLITE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
DUTY = {"area": STATION, "handover": "09:00", "order": [OFFICER], "from": "2026-11-01"}
MORE = [
    {"telegram": SECOND, "name": "王警官", "role": "officer", "area": STATION},
    {"telegram": THIRD, "name": "孙警官", "role": "officer", "area": "lyg-hz-xd-01"},
]


def file(**changes: Any) -> Deployment:
    """The sample district with two more officers and the first of them on duty every day."""
    rungs = [{"page": ["officer", "leader"], "level": "station", "wait": "60s"}, {"page": ["leader"], "level": "district", "wait": "60s"}]
    whole = {**DISTRICT_FILE, "staff": [*DISTRICT_FILE["staff"], *MORE], "duty": [DUTY], "escalation": rungs, **changes}
    return Deployment.model_validate(whole)


def without(telegram: int, **changes: Any) -> Deployment:
    """The same with one person gone."""
    return file(staff=[entry for entry in [*DISTRICT_FILE["staff"], *MORE] if entry["telegram"] != telegram], **changes)


async def away(office: Office, out: int, instead: int, choice: str = "3d") -> int:
    """Somebody goes away and a colleague agrees."""
    shift = await shifts.ask_absence(office, out, instead, choice)
    await shifts.answer(office, shift.id, instead, True)
    return shift.id


async def first_call(office: Office, phones: Phones, text: str = PAID, **more: Any) -> tuple[set[int], list[str]]:
    """Whom the first call of a report reaches, and the alert's history."""
    number = (await reports.report(office, reported(text, **more))).number
    await until(lambda: any(card.number == number for _, card, _ in phones.pages))
    async with office.store.begin() as session:
        called = {page.telegram for page in await pages.of(session, number, "0.0")}
    await alerts.acknowledge(office, number, LEADER)
    return called, await acts(office, number)


async def test_the_first_call_goes_to_who_is_on_duty_and_the_leader_and_the_next_to_everybody(office: Office, phones: Phones) -> None:
    twice = [{"page": ["officer", "leader"], "level": "station", "wait": "60s", "repeat": 2}]
    await apply(office.store, file(escalation=twice))
    receipt = await reports.report(office, reported(PAID))

    async def heard_the_first() -> bool:
        async with office.store.begin() as session:
            return {page.state for page in await pages.of(session, receipt.number, "0.0")} == {"sent"}

    await until(heard_the_first)  # whoever is still to hear a call is not called once more
    await alerts.lift(office, receipt.number, LEADER)
    await until(lambda: {OFFICER, LEADER, SECOND, THIRD} <= set(phones.paged()))
    await alerts.acknowledge(office, receipt.number, LEADER)
    async with office.store.begin() as session:
        rows = [(page.call, page.telegram) for page in await pages.of(session, receipt.number)]
    assert {who for call, who in rows if call == "0.0"} == {OFFICER, LEADER}
    assert {who for call, who in rows if call == "0.1"} == {OFFICER, LEADER, SECOND, THIRD}
    history = (await board.details(office, receipt.number, LEADER)).history
    assert any(what == "按排班先通知当班：陈警官" for _, what, _ in history)


@SQLITE
async def test_a_mild_report_first_reaches_who_is_on_duty_and_the_grid_worker(office: Office, phones: Phones) -> None:
    await apply(office.store, file())
    assert (await first_call(office, phones, LOW))[0] == {OFFICER, GRID}


@SQLITE
async def test_a_leader_on_duty_is_the_one_who_is_called(office: Office, phones: Phones) -> None:
    await apply(office.store, file(duty=[{**DUTY, "order": [LEADER]}]))
    assert (await first_call(office, phones, LOW))[0] == {LEADER, GRID}


@SQLITE
@pytest.mark.parametrize("duty", [[], [{**DUTY, "from": "2099-01-01"}]])
async def test_without_a_rota_or_before_its_first_day_all_officers_are_called(office: Office, phones: Phones, duty: list[Any]) -> None:
    await apply(office.store, file(duty=duty))
    called, told = await first_call(office, phones)
    assert called == {OFFICER, SECOND, THIRD, LEADER}
    assert "on_duty" not in told


async def test_who_is_away_is_not_paged_and_who_agreed_to_stand_in_is(office: Office, phones: Phones) -> None:
    await apply(office.store, file())
    shift = await shifts.ask_absence(office, OFFICER, SECOND, "3d")
    await until(lambda: phones.asked)
    assert phones.asked[0][0] == SECOND
    assert "陈警官 要离开一阵" in phones.asked[0][1]
    assert (await first_call(office, phones))[0] == {OFFICER, LEADER}
    await shifts.answer(office, shift.id, SECOND, True)
    await until(lambda: any("王警官 同意代班" in text for text in phones.told(OFFICER)))
    called, told = await first_call(office, phones, origin="second")
    assert called == {SECOND, LEADER}
    assert "stood_in" in told
    assert await shifts.back(office, OFFICER)
    await until(lambda: any("替 陈警官 的代班到此结束" in text for text in phones.told(SECOND)))
    assert (await first_call(office, phones, origin="third"))[0] == {OFFICER, LEADER}


@SQLITE
async def test_a_colleague_who_says_no_or_cannot_be_asked_changes_nothing(office: Office, phones: Phones) -> None:
    await apply(office.store, file())
    phones.refuse[THIRD] = [Undelivered("blocked")]
    shift = await shifts.ask_absence(office, OFFICER, SECOND, "2h")
    await shifts.answer(office, shift.id, SECOND, False)
    await until(lambda: any("王警官 这次不方便" in text for text in phones.told(OFFICER)))
    await shifts.ask_absence(office, OFFICER, THIRD, "2h")
    await until(lambda: any("孙警官 现在联系不上" in text for text in phones.told(OFFICER)))
    assert (await first_call(office, phones))[0] == {OFFICER, LEADER}


@SQLITE
async def test_when_all_are_away_all_are_paged_and_the_history_says_so(office: Office, phones: Phones) -> None:
    await apply(office.store, file(duty=[{**DUTY, "order": [[OFFICER, SECOND]]}]))
    one = await shifts.ask_absence(office, OFFICER, SECOND, "3d")
    two = await shifts.ask_absence(office, SECOND, OFFICER, "3d")
    await shifts.answer(office, one.id, SECOND, True)
    await shifts.answer(office, two.id, OFFICER, True)
    called, told = await first_call(office, phones, LOW)
    assert called == {OFFICER, SECOND, GRID}
    assert "all_away" in told


@SQLITE
async def test_who_stood_in_and_has_left_is_not_waited_for(office: Office, phones: Phones) -> None:
    await apply(office.store, file())
    await away(office, OFFICER, SECOND)
    await apply(office.store, without(SECOND))
    assert (await first_call(office, phones))[0] == {OFFICER, LEADER}


@SQLITE
async def test_a_turn_that_is_given_away_is_the_others_and_a_second_answer_changes_nothing(office: Office, phones: Phones) -> None:
    await apply(office.store, file())
    choice = await shifts.for_swap(office, OFFICER)
    assert [name for _, name in choice.people] == ["周所长", "王警官", "孙警官"]
    shift = await shifts.ask_swap(office, OFFICER, SECOND, choice.starts)
    assert (await shifts.answer(office, shift.id, SECOND, True)).key == "duty-you-agreed"
    assert (await shifts.answer(office, shift.id, SECOND, False)).key == "duty-you-agreed"
    week = (await shifts.view(office, SECOND)).stations[0].week
    assert [spell.names for spell in week[:3]] == [("陈警官",), ("王警官",), ("陈警官",)]
    assert (week[1].starts, week[1].ends) == (choice.starts, choice.ends)
    assert (await shifts.for_swap(office, OFFICER)).starts == choice.ends
    with pytest.raises(UserError, match="duty-turn-changed"):
        await shifts.ask_swap(office, OFFICER, THIRD, choice.starts)


@SQLITE
async def test_only_who_was_asked_may_answer_and_only_while_it_is_asked(office: Office, phones: Phones) -> None:
    await apply(office.store, file())
    first = await shifts.ask_absence(office, OFFICER, SECOND, "2h")
    with pytest.raises(UserError, match="duty-ask-gone"):
        await shifts.answer(office, first.id, THIRD, True)
    second = await shifts.ask_absence(office, OFFICER, THIRD, "2h")
    with pytest.raises(UserError, match="duty-ask-gone"):
        await shifts.answer(office, first.id, SECOND, True)
    async with office.store.begin() as session:
        row = await shift_rows.get(session, second.id)
        assert row is not None
        row.ends_at = clock.now() - timedelta(seconds=1)
    with pytest.raises(UserError, match="duty-ask-late"):
        await shifts.answer(office, second.id, THIRD, True)


@SQLITE
async def test_who_is_away_is_not_asked_to_stand_in(office: Office, phones: Phones) -> None:
    await apply(office.store, file())
    await away(office, SECOND, THIRD)
    with pytest.raises(UserError, match="duty-colleague-away"):
        await shifts.ask_absence(office, OFFICER, SECOND, "2h")


async def test_at_the_change_of_shift_the_next_gets_notes_and_alerts_once(office: Office, phones: Phones) -> None:
    await apply(office.store, file(duty=[{**DUTY, "order": [THIRD]}]))
    await look_for_changes(office)
    receipt = await reports.report(office, reported(PAID))
    await until(lambda: THIRD in phones.paged())
    await alerts.acknowledge(office, receipt.number, THIRD)
    assert (await shifts.leave_note(office, THIRD, "李大爷还在找，儿子电话已打")).holding == 1
    await away(office, THIRD, SECOND)
    await until(lambda: any("您手上还有 1 条" in text for text in phones.told(THIRD)))
    assert await look_for_changes(office) == await look_for_changes(office)
    await until(lambda: any("李大爷还在找" in text for text in phones.told(SECOND)))
    hello = [text for text in phones.told(SECOND) if "起由您当班" in text]
    assert len(hello) == 1
    assert f"🔴 紧急 {receipt.number} 号 · 孙警官 已签收" in hello[0]
    assert len([text for text in phones.told(SECOND) if "孙警官 的交班说明" in text]) == 1
    assert not any("交班说明" in text for text in phones.told(THIRD))


@SQLITE
async def test_a_note_that_comes_after_the_change_goes_to_who_is_on_duty(office: Office, phones: Phones) -> None:
    await apply(office.store, file())
    assert (await shifts.leave_note(office, SECOND, "忘了说，钥匙在抽屉")).key == "duty-noted-now"
    await until(lambda: any("王警官 的交班说明：忘了说" in text for text in phones.told(OFFICER)))
    with pytest.raises(UserError, match="duty-no-rota"):
        await shifts.leave_note(office, DISTRICT, "上面没有排班")


@SQLITE
async def test_the_newest_absence_takes_the_place_of_an_earlier_one(office: Office, phones: Phones) -> None:
    await apply(office.store, file())
    await away(office, OFFICER, SECOND)
    await away(office, OFFICER, THIRD, "2h")
    await until(lambda: any("替 陈警官 的代班到此结束" in text for text in phones.told(SECOND)))
    view = await shifts.view(office, OFFICER)
    assert view.away is not None
    assert (view.away[0], view.stations[0].now) == ("孙警官", ("孙警官",))


@SQLITE
async def test_words_of_notes_go_after_the_time_of_retention(office: Office, phones: Phones) -> None:
    await apply(office.store, file())
    await shifts.leave_note(office, OFFICER, "李大爷还在找")
    async with office.store.begin() as session:
        assert await shift_rows.expire(session, clock.now() - timedelta(days=1)) == 0
        assert await shift_rows.expire(session, clock.now() + timedelta(days=1)) == 1
        assert await shift_rows.notes_at(session, STATION, clock.now()) == []


@SQLITE
async def test_somebody_on_duty_who_cannot_be_reached_is_told_to_operators_and_notes_wait(office: Office, phones: Phones) -> None:
    await apply(office.store, file())
    await shifts.leave_note(office, OFFICER, "李大爷还在找")
    shift = await shifts.ask_absence(office, OFFICER, SECOND, "3d")
    async with office.store.begin() as session:
        row = await shift_rows.get(session, shift.id)
        assert row is not None
        await shift_rows.answer(session, row, "agreed", clock.now())
    phones.refuse[SECOND] = [Undelivered("blocked")]  # not before: who cannot be asked cannot agree
    await look_for_changes(office)
    await until(lambda: any("王警官 从" in text and "联系不上" in text for text in phones.told(9001)))
    await away(office, OFFICER, THIRD)
    await look_for_changes(office)
    await until(lambda: any("李大爷还在找" in text for text in phones.told(THIRD)))


async def signed(office: Office, phones: Phones, by: int) -> int:
    number = (await reports.report(office, reported(PAID))).number
    await until(lambda: {OFFICER, LEADER} <= set(phones.paged()))
    await alerts.acknowledge(office, number, by)
    return number


async def after_departure(office: Office, number: int, act: str) -> list[str]:
    """Look twice, and wait for what comes of it."""
    newest = await look_for_departures(office, -1)
    assert await look_for_departures(office, newest) == newest
    told: list[str] = []
    for _ in range(300):
        told = await acts(office, number)
        if act in told:
            return told
        await asyncio.sleep(0.05)
    raise AssertionError(f"{act} never came: {told}")


async def test_an_alert_whose_holder_left_goes_back_to_the_ladder(office: Office, phones: Phones) -> None:
    await apply(office.store, file())
    number = await signed(office, phones, OFFICER)
    await apply(office.store, without(OFFICER, duty=[{**DUTY, "order": [SECOND]}]))
    told = await after_departure(office, number, "holder_left")
    assert told.count("holder_left") == 1
    await until(lambda: SECOND in phones.paged())
    assert (await board.show(office, number, SECOND)).state == "open"
    await alerts.acknowledge(office, number, SECOND)


@SQLITE
async def test_an_alert_under_way_goes_to_the_leader_with_what_was_done(office: Office, phones: Phones) -> None:
    await apply(office.store, file())
    number = await signed(office, phones, OFFICER)
    await steps.record(office, number, OFFICER, "phone", "busy", 0)
    before = len(phones.pages)
    await apply(office.store, without(OFFICER, duty=[]))
    await after_departure(office, number, "holder_replaced")
    await until(lambda: LEADER in phones.paged()[before:])
    card = await board.show(office, number, LEADER)
    assert (card.state, card.viewer.holds, card.course.last) == ("seeking", True, ("phone", "busy"))
    assert card.course.due_at is not None


def heard(phones: Phones, who: int) -> list[bool]:
    """Of the pages that somebody got: which were silent."""
    return [silent for chat, _, silent in phones.pages if chat == who]


@SQLITE
async def test_nothing_rings_for_who_is_away_whatever_way_it_comes(office: Office, phones: Phones) -> None:
    await apply(office.store, file())
    number = await signed(office, phones, OFFICER)
    await away(office, OFFICER, SECOND)
    before = {who: len(heard(phones, who)) for who in (OFFICER, SECOND)}
    async with office.store.begin() as session:
        alert = await alerts.find(session, number)
        await consequences.page_again(office, session, alert, "still-9", await parts.authority(session, alert, OFFICER))
    await until(lambda: all(len(heard(phones, who)) > before[who] for who in before))
    assert (heard(phones, OFFICER)[-1], heard(phones, SECOND)[-1]) == (True, False)
    await handing.hand_over(office, number, OFFICER, LEADER)
    await handing.hand_over(office, number, LEADER, OFFICER)
    await until(lambda: all(len(heard(phones, who)) >= before[who] + 2 for who in before))
    assert (heard(phones, OFFICER)[-1], heard(phones, SECOND)[-1]) == (True, False)


@SQLITE
async def test_calls_to_people_who_were_met_come_to_who_stands_in(office: Office, phones: Phones) -> None:
    await apply(office.store, file())
    number = await signed(office, phones, OFFICER)
    await away(office, OFFICER, SECOND)
    for seq, (step, outcome) in enumerate((("visit", "found"), ("verify", "match"), ("meet", "persuaded"))):
        await steps.record(office, number, OFFICER, step, outcome, seq)
    await followups.ask_for_due(office, clock.now() + timedelta(days=2))
    await until(lambda: phones.reminders)
    assert [chat for chat, _ in phones.reminders] == [SECOND]
    assert (await followups.show(office, phones.reminders[0][1].id, SECOND)).number == number


@SQLITE
async def test_who_is_away_stands_last_and_marked_among_those_an_alert_can_be_given_to(office: Office, phones: Phones) -> None:
    await apply(office.store, file())
    number = await signed(office, phones, OFFICER)
    await away(office, SECOND, THIRD)
    found = await handing.colleagues(office, number, OFFICER)
    assert [(one.telegram, one.away) for one in found if one.telegram in (SECOND, THIRD)] == [(THIRD, False), (SECOND, True)]
    assert found[-1].telegram == SECOND


@SQLITE
async def test_a_grid_worker_who_is_away_is_not_asked_to_go_and_look(office: Office, phones: Phones) -> None:
    both = {"telegram": THIRD, "name": "孙警官", "role": "grid_worker", "area": "lyg-hz-xd-01"}
    await apply(office.store, file(staff=[*DISTRICT_FILE["staff"], *MORE, both]))
    number = await signed(office, phones, OFFICER)
    for gone, expected in ((False, {GRID, THIRD}), (True, {GRID})):
        if gone:
            await away(office, THIRD, SECOND)
        async with office.store.begin() as session:
            assert {one.telegram for one in await pleas.near(session, await alerts.find(session, number))} == expected


@SQLITE
async def test_an_alert_of_a_removed_area_goes_to_the_area_above(office: Office, phones: Phones) -> None:
    await apply(office.store, file())
    number = (await reports.report(office, reported(PAID))).number
    await until(lambda: phones.pages)
    gone = ("lyg-hz-xd", "lyg-hz-xd-01")
    smaller = {
        part: [entry for entry in DISTRICT_FILE[part] if entry.get("code", entry.get("area")) not in gone] for part in ("areas", "staff")
    }
    await apply(office.store, Deployment.model_validate({**DISTRICT_FILE, **smaller, "groups": []}))
    assert "area_gone" in await after_departure(office, number, "area_gone")
    await until(lambda: DISTRICT in phones.paged(), 20)
    card = await board.show(office, number, DISTRICT)
    assert "海州区" in card.told.area
    await alerts.acknowledge(office, number, DISTRICT)


@SQLITE
async def test_a_station_with_nobody_is_passed_over_at_once(office: Office, phones: Phones) -> None:
    above = [entry for entry in DISTRICT_FILE["staff"] if entry["telegram"] in (DISTRICT, CITY)]
    await apply(office.store, file(staff=above, duty=[]))
    receipt = await reports.report(office, reported(PAID))
    await until(lambda: DISTRICT in phones.paged())
    await alerts.acknowledge(office, receipt.number, DISTRICT)


@SQLITE
async def test_who_still_serves_keeps_what_they_hold(office: Office, phones: Phones) -> None:
    await apply(office.store, file())
    number = await signed(office, phones, OFFICER)
    await apply(office.store, without(SECOND))
    await look_for_departures(office, -1)
    assert (await board.show(office, number, OFFICER)).viewer.holds


@SQLITE
async def test_a_leader_above_sees_the_stations_below_and_others_see_nothing(office: Office, phones: Phones) -> None:
    await apply(office.store, file())
    assert [(station.area, station.now) for station in (await shifts.view(office, CITY)).stations] == [("新东派出所", ("陈警官",))]
    with pytest.raises(UserError, match="duty-rota-others"):
        await shifts.view(office, GRID)
    with pytest.raises(UserError, match="duty-nobody-to-ask"):
        await shifts.for_absence(office, CITY, "2h")
