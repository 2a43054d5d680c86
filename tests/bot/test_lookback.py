"""The weekly list: what it holds, whom it reaches, once a week."""

from datetime import UTC, datetime, timedelta

from bot import clock
from bot.desk import alerts, lookback, reports
from bot.office import Office
from bot.store import alerts as alert_rows
from bot.store import deployments
from tests.bot.test_chain import reported
from tests.conftest import DISTRICT, LEADER, OFFICER, Phones, until

MONDAY = datetime(2026, 11, 16, 1, tzinfo=UTC)
"""Nine o'clock in Shanghai."""


def test_the_newest_monday_at_nine_local_time() -> None:
    assert lookback.slot_before(MONDAY + timedelta(seconds=1), "Asia/Shanghai").at == MONDAY
    assert lookback.slot_before(MONDAY - timedelta(seconds=1), "Asia/Shanghai").at == MONDAY - timedelta(days=7)


async def test_the_list_holds_what_went_badly_in_that_week_and_nothing_else(office: Office) -> None:
    receipt = await reports.report(office, reported())
    await alerts.acknowledge(office, receipt.number, OFFICER)
    async with office.store.begin() as session:
        alert = await alerts.find(session, receipt.number)
        for hours, act in ((-10, "stood_still"), (-34, "stood_still"), (-34, "joined"), (-8, "nobody"), (-200, "recheck_refused")):
            await alert_rows.note(session, alert.id, MONDAY + timedelta(hours=hours), None, act, name="陈警官", count=1)
        alert.outcome, alert.closed_at = "loss", MONDAY - timedelta(hours=20)
        alert.raised_at = MONDAY - timedelta(hours=30)
        await session.flush()
        seen = await lookback.happened(session, MONDAY)
        week = await lookback.of_week(session, seen)
        assert (week.name, week.raised) == ("2026-W46", 1)
        assert [(entry.number, entry.area) for entry in week.entries] == [(alert.id, "镇西新苑")]
        assert week.entries[0].why[0] == "到时间没有进展 2 次"
        assert len(week.entries[0].why) == 2
        assert (await lookback.of_week(session, seen, ["lyg-hz-np"])).entries == ()


async def test_each_leader_gets_the_list_of_their_areas_once(office: Office, phones: Phones) -> None:
    receipt = await reports.report(office, reported())
    await alerts.acknowledge(office, receipt.number, OFFICER)
    until_when = clock.now() + timedelta(hours=10)
    async with office.store.begin() as session:
        for _ in range(2):
            await office.engine.enqueue(session, "alerts", "lookback", "lookback-w", "w", until_when.isoformat())
    await until(lambda: any("倒查清单" in text for text in phones.told(LEADER)))
    await until(lambda: any("倒查清单" in text for text in phones.told(DISTRICT)))
    assert "新增预警 1 条\n没有需要倒查的预警。\n日志封印 alert_log:" in next(text for text in phones.told(LEADER) if "倒查" in text)
    assert not any("倒查" in text for text in phones.told(OFFICER))


async def test_a_monday_long_past_is_not_made_up_for_and_before_the_first_deployment_there_is_none(office: Office) -> None:
    asked = await lookback.ask_for_week(office)
    async with office.store.begin() as session:
        plan = await deployments.plan(session)
    due = lookback.slot_before(clock.now(), (plan or {})["bulletin"]["timezone"])
    assert asked == (f"lookback-{due.week}" if clock.now() - due.at <= lookback.FRESH else None)
