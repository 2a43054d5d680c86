"""Follow-ups over 28 days: planned at the first meeting, asked for once each, missed ones to the leader, relapse begins anew."""

from datetime import datetime, timedelta

import sqlalchemy as sa

from bot import clock
from bot.desk import alerts, followups, reports, steps
from bot.desk.reports import Reported
from bot.messenger import Undelivered
from bot.office import Office
from bot.store import followups as rows
from bot.store.models import Alert, FollowUp
from tests.conftest import CITY, DISTRICT, LEADER, NEIGHBOURS, OFFICER, RESIDENT, Phones, until

PAID = "我刚刚按客服说的共享屏幕,已经转了三万过去,怎么办"
DAY = timedelta(days=1)


async def met(office: Office, origin: str = "report:1", *, closed: bool = True) -> int:
    """An alert whose person was met, and which is closed."""
    receipt = await reports.report(office, Reported(origin, RESIDENT, "王阿姨", PAID, group=NEIGHBOURS))
    await alerts.acknowledge(office, receipt.number, OFFICER)
    way = [("visit", "found"), ("verify", "match"), ("meet", "persuaded")] + [("feedback", "dissuaded")] * closed
    for seq, (step, outcome) in enumerate(way):
        await steps.record(office, receipt.number, OFFICER, step, outcome, seq)
    return receipt.number


async def planned(office: Office, number: int) -> list[FollowUp]:
    async with office.store.begin() as session:
        return list(await rows.of(session, number))


async def state_of(office: Office, number: int) -> tuple[str, str, int]:
    async with office.store.begin() as session:
        alert = await session.get(Alert, number)
        assert alert is not None
        return alert.state, alert.tier, alert.round


async def test_the_calls_of_a_tier_are_planned_once_when_the_person_is_met(office: Office, phones: Phones) -> None:
    number = await met(office)
    days = [round((row.due_at - clock.now()) / DAY) for row in await planned(office, number)]
    assert days == [1, 3, 7, 14, 21, 28]


async def test_each_is_asked_of_the_holder_once_however_often_one_looks(office: Office, phones: Phones) -> None:
    number = await met(office)
    later = clock.now() + DAY + timedelta(minutes=1)
    assert [await followups.ask_for_due(office, later) for _ in range(3)] == [1, 0, 0]
    await until(lambda: phones.reminders)
    (chat, card), *more = phones.reminders
    assert (chat, card.number, card.nth, card.of, more) == (OFFICER, number, 1, 6, [])


async def test_one_without_an_answer_for_a_day_goes_to_the_leader(office: Office, phones: Phones) -> None:
    number = await met(office)
    later = clock.now() + DAY + timedelta(minutes=1)
    await followups.ask_for_due(office, later)
    await until(lambda: phones.reminders)
    assert await followups.ask_for_due(office, later + DAY + timedelta(minutes=1)) == 1
    await until(lambda: [chat for chat, card in phones.reminders if card.state == "missed"] == [LEADER])
    card = await followups.record(office, (await planned(office, number))[0].id, LEADER, "safe")
    assert (card.state, card.by) == ("done", "周所长")


async def test_who_paid_again_is_an_urgent_alert_of_a_new_round(office: Office, phones: Phones) -> None:
    number = await met(office)
    await followups.ask_for_due(office, clock.now() + DAY * 2)
    first = (await planned(office, number))[0].id
    before = len(phones.pages)
    await followups.record(office, first, OFFICER, "paid")
    await followups.record(office, first, OFFICER, "paid")
    assert await state_of(office, number) == ("open", "urgent", 2)
    assert {row.state for row in await planned(office, number)} == {"done", "dropped"}
    await until(lambda: len(phones.pages) > before)
    await alerts.acknowledge(office, number, OFFICER)
    await steps.record(office, number, OFFICER, "phone", "persuaded", 4)
    assert len([row for row in await planned(office, number) if row.round == 2]) == 6


async def test_still_in_touch_raises_the_tier_of_an_alert_that_is_still_alive(office: Office, phones: Phones) -> None:
    number = await met(office, closed=False)
    async with office.store.begin() as session:
        await session.execute(sa.update(Alert).values(tier="medium"))
    await followups.ask_for_due(office, clock.now() + DAY * 2)
    await followups.record(office, (await planned(office, number))[0].id, OFFICER, "still")
    assert await state_of(office, number) == ("met", "high", 1)


async def test_who_cannot_be_reached_is_called_again_tomorrow_and_after_twice_the_leader_hears_of_it(
    office: Office, phones: Phones
) -> None:
    number = await met(office)
    await followups.ask_for_due(office, clock.now() + DAY * 2)
    await followups.record(office, (await planned(office, number))[0].id, OFFICER, "unreached")
    extra = (await planned(office, number))[-1]
    assert (extra.nth, round((extra.due_at - clock.now()) / DAY)) == (7, 1)
    await followups.ask_for_due(office, extra.due_at)
    await followups.record(office, extra.id, OFFICER, "unreached")
    await until(lambda: any("连续两次联系不上" in text for text in phones.told(LEADER)))


async def test_the_list_shows_of_each_alert_the_newest_call_and_none_that_a_later_one_has_overtaken(office: Office) -> None:
    number = await met(office)
    first, second, third = (row.id for row in (await planned(office, number))[:3])
    later = clock.now()
    for ended in (2, 4, 8):
        later = clock.now() + DAY * ended
        await followups.ask_for_due(office, later)
    await followups.ask_for_due(office, later + DAY * 2)
    assert [row.state for row in await planned(office, number)][:3] == ["missed", "missed", "missed"]
    assert [card.id for card in await followups.waiting(office, OFFICER)] == [third]
    await followups.record(office, third, LEADER, "safe")
    assert await followups.waiting(office, LEADER) == []
    for call in (first, second):  # its own card still takes an answer
        assert (await followups.record(office, call, LEADER, "safe")).state == "done"


async def test_who_was_met_and_denies_is_called_again_though_it_ended_in_vain(office: Office, phones: Phones) -> None:
    receipt = await reports.report(office, Reported("report:1", RESIDENT, "王阿姨", PAID, group=NEIGHBOURS))
    await alerts.acknowledge(office, receipt.number, OFFICER)
    for seq, (step, outcome) in enumerate((("visit", "found"), ("verify", "match"), ("meet", "denies"))):
        await steps.record(office, receipt.number, OFFICER, step, outcome, seq)
    await steps.record(office, receipt.number, LEADER, "feedback", "refused", 3)
    assert [row.state for row in await planned(office, receipt.number)] == ["planned"] * 6


async def test_another_station_that_meets_them_again_calls_from_then_on_and_nobody_is_called_twice(office: Office, phones: Phones) -> None:
    number = await met(office, closed=False)
    await steps.record(office, number, OFFICER, "end", "station", 3, "lyg-hz-np")
    assert {row.state for row in await planned(office, number)} == {"planned"}
    await alerts.acknowledge(office, number, 5009)
    await steps.record(office, number, 5009, "phone", "persuaded", 4)
    assert [(row.round, row.state) for row in await planned(office, number)] == [(1, "dropped")] * 6 + [(2, "planned")] * 6


async def test_operators_hear_of_a_call_that_nobody_can_be_reminded_of(office: Office, phones: Phones) -> None:
    number = await met(office)
    for who in (OFFICER, LEADER, DISTRICT, CITY):
        phones.refuse[who] = [Undelivered("blocked")]
    await followups.ask_for_due(office, clock.now() + DAY + timedelta(minutes=1))
    await until(lambda: any(f"预警 {number} 号第 1 次回访" in text for text in phones.told(9001)))


async def test_a_false_alarm_needs_no_more_calls(office: Office, phones: Phones) -> None:
    number = await met(office, closed=False)
    await alerts.dismiss(office, number, OFFICER)
    assert {row.state for row in await planned(office, number)} == {"dropped"}


async def test_over_a_year_with_outages_none_is_missed_and_none_is_asked_twice(office: Office, phones: Phones) -> None:
    """Alerts all through a simulated year; the calendar sleeps through whole days and wakes up."""
    number = await met(office)
    start = clock.now()
    async with office.store.begin() as session:
        await rows.drop(session, number)
        for day in range(40):
            dues = [start + DAY * (day * 9 + wait) for wait in (1, 3, 7, 14, 21, 28)]
            session.add_all(FollowUp(alert_id=number, round=10 + day, nth=nth, due_at=due) for nth, due in enumerate(dues, 1))
    asked = 0
    now: datetime = start
    while now < start + DAY * 400:
        now += DAY * (9 if now.day == 1 else 2)  # an outage of nine days each month
        while count := await followups.ask_for_due(office, now):
            asked += count
    async with office.store.begin() as session:
        states = dict((await session.execute(sa.select(FollowUp.state, sa.func.count()).group_by(FollowUp.state))).all())
    assert states == {"dropped": 6, "missed": 240}
    assert asked == 480  # each was asked of its officer once, and once of the leader
