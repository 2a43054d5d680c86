"""A person's rights: to be forgotten, wholly once nothing alive needs them; to see everything; and how long each thing is kept."""

import json
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from bot import clock, housekeeping
from bot.asking import questions
from bot.asking.questions import Asked
from bot.desk import alerts, board, reports
from bot.desk.reports import Reported
from bot.errors import OperatorError, UserError
from bot.office import Office
from bot.people import rights
from bot.store import acts as act_rows
from bot.store import alerts as alert_rows
from bot.store import chain, clues, people
from bot.store.models import Act, Alert, AlertLog, Card, Farewell, InboxItem, Page, Person, Question, Report, Review, Volunteer
from tests.conftest import LEADER, NEIGHBOUR, NEIGHBOURS, OFFICER, RESIDENT, Phones, until

SAFE_ACCOUNT = "自称公安局的说我涉嫌洗钱,让我把钱转到安全账户,还不让告诉家里人"
UNKNOWN = "有人送我三箱苹果,让我先把门牌号拍照发过去登记一下再说别的"


async def ask(office: Office, text: str = SAFE_ACCOUNT, who: int = RESIDENT, origin: str = "community:1") -> int:
    return (await questions.ask(office, Asked(origin, who, text, subject=f"{who}:1"))).question


async def report(office: Office, who: int = RESIDENT, **more: Any) -> int:
    given = {"text": SAFE_ACCOUNT, "subject": "-1:5", "group": NEIGHBOURS, **more}
    return (await reports.report(office, Reported(f"report:{who}:{given['subject']}", who, "王阿姨", **given))).number


async def every(office: Office, model: type[Any]) -> list[Any]:
    async with office.store.begin() as session:
        return list((await session.scalars(sa.select(model))).all())


async def end(office: Office, number: int, **columns: Any) -> None:
    """The alert was dismissed some time ago."""
    await alerts.dismiss(office, number, OFFICER)
    async with office.store.begin() as session:
        ended = {"closed_at": clock.now() - timedelta(hours=1), **columns}
        await session.execute(sa.update(Alert).where(Alert.id == number).values(**ended))


async def test_who_asks_is_forgotten_with_questions_place_and_ended_reports(office: Office) -> None:
    await ask(office)
    await ask(office, UNKNOWN, origin="community:2")
    await questions.rate(office, 1, RESIDENT, useful=False)
    await end(office, await report(office, question=1))
    async with office.store.begin() as session:
        session.add(InboxItem(bot="community", update_id=1, lane=f"{RESIDENT}", state="dead", payload=b"x", received_at=clock.now()))
    assert (await rights.forget(office, RESIDENT)).alive == ()
    assert await every(office, Person) == []
    for row in await every(office, Question):
        assert (row.asker, row.words, row.finding, row.subject, row.feedback, row.review_id) == (0, None, {}, None, None, None)
    assert {(row.state, row.words) for row in await every(office, Review)} <= {("withdrawn", None)}
    [kept] = await every(office, Report)
    assert (kept.reporter, kept.name(office.cipher.open), office.cipher.open(kept.words), kept.question_id) == (0, "", "", None)
    assert str(RESIDENT) not in kept.origin
    [item] = await every(office, InboxItem)
    assert (item.lane, item.payload) == ("", None)
    assert (await board.details(office, 1, OFFICER)).places == ("（已按本人要求或期限删除）",)
    assert (await rights.forget(office, RESIDENT)).alive == ()


async def test_an_alert_alive_keeps_its_reporter_until_it_has_ended_and_they_have_heard(office: Office, phones: Phones) -> None:
    number = await report(office)
    await report(office, NEIGHBOUR)
    assert (await rights.forget(office, RESIDENT)).alive == (number,)
    await alerts.acknowledge(office, number, OFFICER)
    await until(lambda: any("民警已签收" in text for text in phones.told(RESIDENT)))
    await alerts.dismiss(office, number, OFFICER)
    await until(lambda: len(phones.told(RESIDENT)) == 2)
    assert await rights.settle(office) == 0
    async with office.store.begin() as session:
        await session.execute(sa.update(Alert).values(closed_at=clock.now() - timedelta(hours=1)))
    assert await rights.settle(office) == 1
    assert await every(office, Farewell) == []
    assert sorted(row.reporter for row in await every(office, Report)) == [0, NEIGHBOUR]
    assert RESIDENT not in [row.telegram for row in await every(office, Person)]
    assert [await rights.settle(office), *[row.fault for row in [await walk(office)]]] == [0, None]


async def walk(office: Office) -> chain.Walk:
    async with office.store.begin() as session:
        return await chain.walk(session, "alert_log")


async def test_the_log_forgets_who_it_was_and_its_chains_still_hold(office: Office) -> None:
    number = await report(office)
    await rights.block(office.store, RESIDENT, True)
    await rights.block(office.store, RESIDENT, False)
    await alerts.acknowledge(office, number, OFFICER)
    found = await rights.export(office.store, office.cipher, RESIDENT)
    assert [row["act"] for row in found["done_about_them"]] == ["block", "unblock"]
    await rights.forget(office, RESIDENT)
    for row in [*await every(office, AlertLog), *await every(office, Act)]:
        assert RESIDENT not in (row.actor, getattr(row, "person", None))
    assert {row.actor for row in await every(office, AlertLog) if row.act == "signed"} == {OFFICER}
    async with office.store.begin() as session:
        assert [(await chain.walk(session, name)).fault for name in chain.CHAINS] == [None, None]


async def test_who_tried_an_invitation_in_vain_is_known_for_a_day(office: Office) -> None:
    async with office.store.begin() as session:
        for days in (0, 2):
            await act_rows.write(session, clock.now() - timedelta(days=days), 6666, "wrong_code", {})
    await housekeeping.clean(office)
    assert {row.id: row.actor for row in await every(office, Act) if row.act == "wrong_code"} == {2: 6666, 3: None}
    async with office.store.begin() as session:
        assert (await chain.walk(session, "acts")).fault is None


async def test_others_keep_theirs_when_somebody_is_forgotten(office: Office) -> None:
    await ask(office)
    await ask(office, who=NEIGHBOUR, origin="community:2")
    await rights.forget(office, RESIDENT)
    mine, theirs = sorted(await every(office, Question), key=lambda row: row.id)
    assert (mine.words, theirs.asker) == (None, NEIGHBOUR)
    assert office.cipher.open(theirs.words) == SAFE_ACCOUNT


async def test_who_may_not_report_cannot_get_it_back_by_being_forgotten(office: Office) -> None:
    number = await report(office)
    await alerts.dismiss(office, number, OFFICER, "malicious")
    await rights.forget(office, RESIDENT)
    with pytest.raises(UserError, match="blocked-reporter"):
        await report(office, subject="-1:6")
    await report(office, NEIGHBOUR, subject="-1:7")
    with pytest.raises(UserError, match="blocked-reporter"):
        await report(office, subject="-1:7")


async def test_an_operator_gives_the_right_back_and_both_are_on_record(office: Office) -> None:
    with pytest.raises(OperatorError):
        await rights.block(office.store, RESIDENT, True)
    await ask(office)
    assert [await rights.block(office.store, RESIDENT, blocked) for blocked in (True, True, False, False)] == [True, False, True, False]
    await report(office)
    acts = [(row.act, row.person) for row in await every(office, Act) if row.act.endswith("block")]
    assert acts == [("block", RESIDENT), ("unblock", RESIDENT)]


async def test_an_export_is_everything_in_the_clear_and_is_on_record(office: Office) -> None:
    await report(office, question=await ask(office))
    found = json.loads(json.dumps(await rights.export(office.store, office.cipher, RESIDENT)))
    assert [row["words"] for row in found["questions"]] == [SAFE_ACCOUNT]
    assert [(row["name"], row["words"], row["alert_ended"]) for row in found["reports"]] == [("王阿姨", SAFE_ACCOUNT, False)]
    assert {row["act"] for row in found["history"]} == {"raised", "reported"}
    assert [row.act for row in await every(office, Act)][-1] == "export"
    nobody = await rights.export(office.store, office.cipher, 999)
    assert (nobody["questions"], nobody["reports"], nobody["last_seen"]) == ([], [], None)


async def test_the_clock_takes_words_names_notes_and_pages_when_their_time_is_over(office: Office, phones: Phones) -> None:
    number = await report(office)
    await until(lambda: OFFICER in phones.paged())
    await alerts.acknowledge(office, number, OFFICER)
    async with office.store.begin() as session:
        await alert_rows.note(session, number, clock.now(), OFFICER, "noted", words=office.cipher.seal("住三单元"), name="陈警官")
    long_ago = clock.now() - timedelta(days=181)
    await end(office, number, review="accepted", reviewed_by=LEADER, reviewed_at=long_ago, closed_at=long_ago - timedelta(hours=1))
    fresh = await report(office, NEIGHBOUR, subject="-1:8")
    gone = await housekeeping.clean(office)
    assert gone["预警"] == 1
    first, second = sorted(await every(office, Alert), key=lambda row: row.id)
    assert (office.cipher.open(first.words), first.expired_at is not None, second.id) == ("", True, fresh)
    assert office.cipher.open(second.words) == SAFE_ACCOUNT
    assert [row.reporter for row in sorted(await every(office, Report), key=lambda row: row.id)] == [0, NEIGHBOUR]
    assert [row.words for row in await every(office, AlertLog) if row.words] == []
    assert {row.alert_id: row.actor for row in await every(office, AlertLog) if row.act == "raised"} == {number: None, fresh: NEIGHBOUR}
    assert (await walk(office)).fault is None
    async with office.store.begin() as session:
        await session.execute(sa.update(Alert).where(Alert.id == number).values(closed_at=long_ago))
    await housekeeping.clean(office)
    assert {row.alert_id for model in (Page, Card) for row in await every(office, model)} <= {fresh}
    assert (await housekeeping.clean(office))["预警"] == 0


async def test_what_nobody_reviewed_goes_after_twice_the_time(office: Office) -> None:
    number = await report(office)
    await end(office, number)
    for days, count in ((359, 0), (361, 1)):
        async with office.store.begin() as session:
            await session.execute(sa.update(Alert).where(Alert.id == number).values(closed_at=clock.now() - timedelta(days=days)))
        assert (await housekeeping.clean(office))["预警"] == count


async def test_strangers_are_forgotten_after_a_year_but_who_may_not_report_is_not(office: Office) -> None:
    for who, days in ((RESIDENT, 366), (NEIGHBOUR, 364), (999, 366)):
        async with office.store.begin() as session:
            await people.seen(session, who, clock.now() - timedelta(days=days))
    await rights.block(office.store, 999, True)
    assert (await housekeeping.clean(office))["很久没来的人"] == 1
    assert {row.telegram for row in await every(office, Person)} == {NEIGHBOUR, 999}


async def test_names_from_before_are_read_and_then_sealed(office: Office) -> None:
    number = await report(office)
    async with office.store.begin() as session:
        await session.execute(sa.update(Report).values(reporter_name="王阿姨", reporter_sealed=None))
    assert "王阿姨" in (await board.show(office, number, OFFICER)).told.reporter
    assert (await housekeeping.clean(office))["旧的姓名加密"] == 1
    [row] = await every(office, Report)
    assert (row.reporter_name, row.name(office.cipher.open)) == ("", "王阿姨")
    assert "王阿姨" in (await board.show(office, number, OFFICER)).told.reporter


async def test_two_who_were_forgotten_are_not_taken_for_one(office: Office) -> None:
    for who in (RESIDENT, NEIGHBOUR):
        await end(office, await report(office, who, subject=f"-1:{who}"))
        await rights.forget(office, who)
    async with office.store.begin() as session:
        first = await alert_rows.get(session, 1)
        assert first is not None
        assert await clues.earlier(session, first) == []


async def test_who_agreed_to_help_is_forgotten_too(office: Office) -> None:
    async with office.store.begin() as session:
        name = office.cipher.seal("王阿姨")
        session.add(Volunteer(telegram=RESIDENT, name=name, kind="guard", group_id=1, consented_at=clock.now()))
    assert (await rights.export(office.store, office.cipher, RESIDENT))["volunteer"][0]["name"] == "王阿姨"
    await rights.forget(office, RESIDENT)
    assert await every(office, Volunteer) == []


async def test_a_forgotten_person_begins_anew(office: Office) -> None:
    await ask(office)
    await rights.forget(office, RESIDENT)
    assert await ask(office) == 2
    async with office.store.begin() as session:
        assert await people.get(session, RESIDENT) is not None
