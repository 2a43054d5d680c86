"""Report → page → 签收, without Telegram: rows, ladder and what leaves the house."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot import clock, threads
from bot.asking import questions
from bot.asking.questions import Asked
from bot.deployment import Deployment
from bot.desk import alerts, board, consequences, handing, reports
from bot.desk.reports import Reported
from bot.errors import UserError
from bot.messenger import Uncertain, Undelivered
from bot.office import Office
from bot.setup import apply
from bot.store import alerts as alert_rows
from bot.store import pages, workers
from tests.conftest import CITY, DISTRICT, DISTRICT_FILE, GRID, LEADER, NEIGHBOUR, NEIGHBOURS, OFFICER, RESIDENT, STRANGER, Phones, until

SAFE_ACCOUNT = "自称公安局的说我涉嫌洗钱,让我把钱转到安全账户,还不让告诉家里人"
PAID = "我刚刚按客服说的共享屏幕,已经转了三万过去,怎么办"


def reported(text: str = SAFE_ACCOUNT, reporter: int = RESIDENT, **more: object) -> Reported:
    return replace(Reported(f"report:{reporter}:{text[:20]}", reporter, "王阿姨", text, group=NEIGHBOURS), **more)


async def acts(office: Office, number: int) -> list[str]:
    async with office.store.begin() as session:
        return [line.act for line in await alert_rows.history(session, number)]


async def called(office: Office, number: int) -> list[str]:
    """The calls of the ladder, one a page."""
    async with office.store.begin() as session:
        return [page.call for page in await pages.of(session, number) if "." in page.call]


async def ladder_over(office: Office, number: int) -> bool:
    async with office.store.begin() as session:
        return not await workers.under_way(session, [threads.ladder(number, 1)])


async def test_an_urgent_report_pages_officer_and_leader_with_sound_at_once(quiet: Office, phones: Phones) -> None:
    receipt = await reports.report(quiet, reported(PAID))
    await until(lambda: len(phones.pages) >= 2)
    assert receipt.tier == "urgent"
    assert set(phones.paged()[:2]) == {OFFICER, LEADER}
    assert not any(silent for _, _, silent in phones.pages[:2])
    await alerts.acknowledge(quiet, receipt.number, OFFICER)


async def test_a_low_report_pages_the_officer_silently_and_asks_the_grid_worker_to_look(quiet: Office, phones: Phones) -> None:
    receipt = await reports.report(quiet, reported("有人加我微信说可以做兼职,还没聊"))
    await until(lambda: {OFFICER, GRID} <= set(phones.paged()))
    assert receipt.tier in ("low", "medium")
    await alerts.acknowledge(quiet, receipt.number, OFFICER)
    assert all(silent for _, _, silent in phones.pages[:2])
    assert LEADER not in phones.paged()[:2]
    assert not next(card for chat, card, _ in phones.pages if chat == GRID).viewer.may_sign


async def test_without_a_signature_the_ladder_climbs_to_the_city_and_operators_are_told(office: Office, phones: Phones) -> None:
    receipt = await reports.report(office, reported(PAID))
    await until(lambda: phones.told(9001) and {OFFICER, DISTRICT, CITY} <= set(phones.paged()))
    paged = phones.paged()
    assert paged.index(OFFICER) < paged.index(DISTRICT) < paged.index(CITY)
    assert f"{receipt.number} 号" in phones.told(9001)[0]
    await until(lambda: phones.paged().count(OFFICER) >= 3)
    await alerts.acknowledge(office, receipt.number, LEADER)
    assert [card.viewer.call for chat, card, _ in phones.pages if chat == OFFICER][:3] == [1, 2, 3]


async def test_the_first_signature_wins_and_everybody_sees_it(office: Office, phones: Phones) -> None:
    receipt = await reports.report(office, reported(PAID))
    await until(lambda: len(phones.pages) >= 2)
    outcomes = await asyncio.gather(alerts.acknowledge(office, receipt.number, OFFICER), alerts.acknowledge(office, receipt.number, LEADER))
    assert sorted(outcome.changed for outcome in outcomes) == [False, True]
    winner = (await board.show(office, receipt.number, OFFICER)).course.signed_by
    await until(lambda: {sent.chat for sent, card in phones.redraws if card.course.signed_by == winner} >= {OFFICER, LEADER})
    await until(lambda: any("已签收" in text for text in phones.told(RESIDENT)))
    assert (await acts(office, receipt.number)).count("signed") == 1


async def test_after_the_signature_nobody_is_paged_any_more(office: Office, phones: Phones) -> None:
    receipt = await reports.report(office, reported(PAID))
    await until(lambda: phones.pages)
    await alerts.acknowledge(office, receipt.number, OFFICER)
    await until(lambda: ladder_over(office, receipt.number))
    before = await called(office, receipt.number)
    await asyncio.sleep(2.5)
    assert await called(office, receipt.number) == before


async def test_pressing_report_twice_is_one_alert(office: Office, phones: Phones) -> None:
    first = await reports.report(office, reported(PAID))
    second = await reports.report(office, reported(PAID))
    assert (first.number, first.new, second.number, second.new) == (second.number, True, first.number, False)
    await alerts.acknowledge(office, first.number, OFFICER)


async def test_two_neighbours_reporting_one_message_are_one_alert_with_a_count(office: Office, phones: Phones) -> None:
    answer = await questions.ask(office, Asked("community:1", RESIDENT, SAFE_ACCOUNT, subject=f"{NEIGHBOURS}:77", group=NEIGHBOURS))
    one = await reports.report(office, reported("", question=answer.question, origin="press:1"))
    two = await reports.report(office, reported("", NEIGHBOUR, question=answer.question, origin="press:2"))
    assert (one.number, two.count) == (two.number, 2)
    await until(
        lambda: any(card.told.reports == 2 for _, card in phones.redraws) or any(card.told.reports == 2 for _, card, _ in phones.pages)
    )
    await alerts.acknowledge(office, one.number, OFFICER)
    await until(lambda: phones.told(NEIGHBOUR) and phones.told(RESIDENT))


async def test_saying_that_money_moved_raises_the_tier_and_pages_again_with_sound(office: Office, phones: Phones) -> None:
    answer = await questions.ask(office, Asked("community:2", RESIDENT, "有人加我微信说可以做刷单兼职", subject="7001:5"))
    receipt = await reports.report(office, reported("", question=answer.question, origin="press:3", group=None))
    await until(lambda: OFFICER in phones.paged())
    await questions.in_danger(office, answer.question, short=False)
    await until(lambda: any(chat == LEADER and not silent for chat, _, silent in phones.pages))
    again = await reports.report(office, reported("", question=answer.question, origin="press:3", group=None))
    assert (again.new, again.tier) == (False, "urgent")
    await alerts.acknowledge(office, receipt.number, OFFICER)


async def test_an_unreachable_officer_does_not_hold_up_the_ladder(office: Office, phones: Phones) -> None:
    phones.refuse = {OFFICER: [Undelivered("blocked")], LEADER: [Undelivered("blocked")]}
    receipt = await reports.report(office, reported(PAID))
    await until(lambda: DISTRICT in phones.paged())
    assert "unreachable" in await acts(office, receipt.number)
    await alerts.acknowledge(office, receipt.number, DISTRICT)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_a_clock_set_back_an_hour_makes_no_rung_wait_longer(office: Office, phones: Phones, monkeypatch: pytest.MonkeyPatch) -> None:
    rungs = [{"page": ["officer"], "level": "station", "wait": "6s"}, {"page": ["leader"], "level": "district", "wait": "60s"}]
    await apply(office.store, Deployment.model_validate({**DISTRICT_FILE, "escalation": rungs}))
    receipt = await reports.report(office, reported(PAID))
    await until(lambda: OFFICER in phones.paged())
    monkeypatch.setattr(clock, "now", lambda: datetime.now(UTC) - timedelta(hours=1))
    async with office.store.begin() as session:
        alert = await alerts.find(session, receipt.number)
        await office.engine.wake(session, consequences.workflow_id(alert), {"kind": "unreachable"}, "set-back")
    await until(lambda: DISTRICT in phones.paged())
    await alerts.acknowledge(office, receipt.number, DISTRICT)
    card = await board.show(office, receipt.number, DISTRICT)
    assert card.course.due_at is not None
    assert card.course.due_at > clock.now()
    await alerts.dismiss(office, receipt.number, DISTRICT)
    assert [act for act in await acts(office, receipt.number) if act != "recheck_asked"][-1] == "false_alarm"


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_who_lifts_an_alert_with_nobody_above_is_told_to_call(office: Office, phones: Phones) -> None:
    few = [entry for entry in DISTRICT_FILE["staff"] if entry["telegram"] in (OFFICER, LEADER)]
    await apply(office.store, Deployment.model_validate({**DISTRICT_FILE, "staff": few}))
    receipt = await reports.report(office, reported(PAID))
    await alerts.acknowledge(office, receipt.number, LEADER)
    with pytest.raises(UserError, match="lifted-nobody"):
        await alerts.lift(office, receipt.number, LEADER)
    assert "lifted" not in await acts(office, receipt.number)


async def test_a_page_whose_fate_is_unknown_is_sent_again(office: Office, phones: Phones) -> None:
    phones.refuse = {OFFICER: [Uncertain(), Uncertain()]}
    receipt = await reports.report(office, reported(PAID))
    await asyncio.sleep(0.3)
    phones.refuse = {}
    await until(lambda: OFFICER in phones.paged())
    await alerts.acknowledge(office, receipt.number, OFFICER)


@pytest.mark.parametrize("who", [STRANGER, GRID, 5009])
async def test_who_has_no_business_with_an_alert_cannot_sign_read_or_dismiss_it(office: Office, phones: Phones, who: int) -> None:
    receipt = await reports.report(office, reported(PAID))
    for act in (alerts.acknowledge, alerts.dismiss, board.details):
        with pytest.raises(UserError):
            await act(office, receipt.number, who)
    assert "signed" not in await acts(office, receipt.number)
    await alerts.acknowledge(office, receipt.number, OFFICER)


async def test_a_false_alarm_ends_the_ladder_and_the_reporter_hears_of_it(office: Office, phones: Phones) -> None:
    receipt = await reports.report(office, reported(PAID))
    await until(lambda: phones.pages)
    await alerts.dismiss(office, receipt.number, OFFICER)
    assert (await board.show(office, receipt.number, OFFICER)).state == "false_alarm"
    await until(lambda: phones.told(RESIDENT))
    await until(lambda: ladder_over(office, receipt.number))
    before = await called(office, receipt.number)
    await asyncio.sleep(1.5)
    assert await called(office, receipt.number) == before


async def test_handing_over_pages_the_colleague_and_only_the_holder_may(office: Office, phones: Phones) -> None:
    receipt = await reports.report(office, reported(PAID))
    await until(lambda: phones.pages)
    with pytest.raises(UserError):
        await handing.hand_over(office, receipt.number, OFFICER, LEADER)
    await alerts.acknowledge(office, receipt.number, OFFICER)
    before = phones.paged().count(LEADER)
    outcome = await handing.hand_over(office, receipt.number, OFFICER, LEADER)
    assert outcome.name == "周所长"
    await until(lambda: phones.paged().count(LEADER) > before)
    assert (await board.details(office, receipt.number, LEADER)).card.viewer.holds


async def test_the_card_is_masked_and_the_details_are_whole(office: Office, phones: Phones) -> None:
    words = "我刚给6222021234567890123转了三万,对方电话13812345678,网址 http://yibao-gov.cc/r3"
    receipt = await reports.report(office, reported(words))
    await until(lambda: phones.pages)
    card = phones.pages[0][1]
    assert "6222021234567890123" not in card.told.words
    assert "13812345678" not in card.told.words
    assert "yibao-gov.cc" not in card.told.words
    assert (await board.details(office, receipt.number, OFFICER)).words == (words,)
    await alerts.acknowledge(office, receipt.number, OFFICER)


async def test_a_private_report_from_nowhere_goes_to_the_first_station_and_says_so(office: Office, phones: Phones) -> None:
    receipt = await reports.report(office, reported(PAID, group=None))
    await until(lambda: phones.pages)
    assert not phones.pages[0][1].told.area_known
    await alerts.acknowledge(office, receipt.number, OFFICER)


async def test_too_many_reports_in_an_hour_are_refused_in_words(office: Office, phones: Phones) -> None:
    for k in range(office.settings.reports_per_hour):
        receipt = await reports.report(office, reported(f"{k} 号骗子给我打电话", origin=f"r{k}"))
        await alerts.acknowledge(office, receipt.number, OFFICER)
    with pytest.raises(UserError, match="too-many-reports"):
        await reports.report(office, reported("还有一个", origin="last"))


async def test_a_report_is_as_urgent_as_its_words_even_when_the_verdict_on_them_is_clear(office: Office, phones: Phones) -> None:
    receipt = await reports.report(office, reported("我妈刚给骗子转了5万", origin="clear"))
    assert receipt.tier == "urgent"
    await until(lambda: {OFFICER, LEADER} <= set(phones.paged()))
    await alerts.acknowledge(office, receipt.number, OFFICER)


async def test_a_private_report_goes_where_its_reporter_was_last_seen_and_the_card_calls_that_a_guess(
    office: Office, phones: Phones
) -> None:
    await questions.ask(office, Asked("community:9", RESIDENT, "这是真的吗，有人加我微信", subject="x:1", group=NEIGHBOURS))
    receipt = await reports.report(office, reported(PAID, group=None))
    await until(lambda: phones.pages)
    card = phones.pages[0][1]
    assert ("镇西新苑" in card.told.area, card.told.area_known) == (True, False)
    await alerts.acknowledge(office, receipt.number, OFFICER)
