"""The audit of what follows an alert: each thing that can break off is broken off, seen, mended without anything coming twice, or told."""

from datetime import datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from bot import clock, threads
from bot.asking import rulings
from bot.asking.questions import Asked, ask, rate
from bot.deployment import Deployment
from bot.desk import alerts, followups, reports
from bot.desk.reports import Reported
from bot.helping import pleas
from bot.office import Office
from bot.setup import apply
from bot.stop import stop_payment
from bot.store.models import Act, FollowUp, HandoverNote, HelpRequest, Page, Plea, StopPayment, Tell
from bot.watching.mending import Mender
from tests.bot.test_audit import do, found, kill, mended, table
from tests.bot.test_chain import PAID, reported
from tests.bot.test_followups import met
from tests.bot.test_pleas import LI, SUN, asked, begin, enlist
from tests.conftest import DISTRICT_FILE, LEADER, OFFICER, RESIDENT, Phones, until

MINUTES = timedelta(minutes=5)
DAY = timedelta(days=1)
ORDINARY = "明天早上八点小区停水,请提前接好水,别忘了告诉老人"


def ago(span: timedelta) -> datetime:
    return clock.now() - span


async def change(office: Office, model: type[Any], **columns: Any) -> None:
    """All rows of a kind become so, behind everybody's back."""
    async with office.store.begin() as session:
        await session.execute(sa.update(model).values(**columns))


async def first(office: Office, model: type[Any]) -> Any:
    async with office.store.begin() as session:
        return (await session.scalars(sa.select(model).order_by(*model.__table__.primary_key).limit(1))).one()


async def one_call(office: Office, **columns: Any) -> int:
    """Of an alert whose person was met, only the first call is left, and it is like this."""
    number = await met(office, closed=False)
    async with office.store.begin() as session:
        await session.execute(sa.delete(FollowUp).where(FollowUp.nth > 1))
    await change(office, FollowUp, **columns)
    return number


async def test_a_call_that_nobody_asked_for_in_time_is_asked_for_once(quiet: Office, phones: Phones) -> None:
    number = await one_call(quiet, due_at=ago(MINUTES))
    assert (await found(quiet))["call-late"].text == f"预警 {number} 号第 1 次回访到了时间，却没有交给任何人"
    assert await mended(quiet) == ["call-late"]
    await until(lambda: phones.reminders)
    assert await followups.ask_for_due(quiet) == 0
    assert [chat for chat, _ in phones.reminders] == [OFFICER]


async def test_a_call_that_nobody_answered_and_nobody_missed_goes_to_the_leader_once(quiet: Office, phones: Phones) -> None:
    await one_call(quiet, state="asked", asked_at=ago(2 * DAY), due_at=ago(2 * DAY))
    assert await mended(quiet) == ["call-late"]
    await until(lambda: phones.reminders)
    assert await followups.ask_for_due(quiet) == 0
    assert [(chat, card.state) for chat, card in phones.reminders] == [(LEADER, "missed")]


async def test_two_who_find_the_same_call_late_ask_for_it_once_and_miss_it_never(quiet: Office, phones: Phones) -> None:
    await one_call(quiet, due_at=ago(MINUTES))
    late = (await found(quiet))["call-late"]
    for _ in range(2):
        mender = Mender(quiet.store)
        await mender.mend(late)
        mender.close()
    await until(lambda: phones.reminders)
    assert (await first(quiet, FollowUp)).state == "asked"


@pytest.mark.parametrize(("state", "kind", "caller"), [("asked", "call-gone", OFFICER), ("missed", "call-untold", LEADER)])
async def test_a_call_that_is_in_nobodys_hands_is_put_into_them_once(
    quiet: Office, phones: Phones, state: str, kind: str, caller: int
) -> None:
    await one_call(quiet, state=state, asked_at=ago(MINUTES), due_at=ago(MINUTES))
    assert await mended(quiet) == [kind]
    await until(lambda: phones.reminders)
    assert await found(quiet) == {}
    assert [chat for chat, _ in phones.reminders] == [caller]


async def test_calls_that_are_in_hand_are_left_alone(quiet: Office, phones: Phones) -> None:
    await one_call(quiet, due_at=ago(MINUTES))
    await followups.ask_for_due(quiet)
    await until(lambda: phones.reminders)
    assert await found(quiet) == {}


async def second_missing(office: Office, phones: Phones) -> int:
    """An alert for which two have to sign, and one has."""
    rungs = [{"page": ["officer", "leader"], "level": "station", "wait": "600s", "need": 2}]
    await apply(office.store, Deployment.model_validate({**DISTRICT_FILE, "escalation": rungs}))
    number = (await reports.report(office, reported(PAID))).number
    await until(lambda: {OFFICER, LEADER} <= set(phones.paged()))
    await until(lambda: begun(office, threads.ladder(number, 1)))
    await alerts.acknowledge(office, number, OFFICER)
    return number


async def begun(office: Office, thread: str) -> bool:
    """The engine remembers a step of it."""
    steps = "operation_outputs" if office.store.sqlite else "dbos.operation_outputs"
    async with office.store.begin() as session:
        query = sa.text(f"select count(*) from {steps} where workflow_uuid = :id")
        return bool((await session.execute(query, {"id": thread})).scalar_one())


async def test_the_ladder_of_a_missing_second_signature_goes_on_and_pages_nobody_twice(quiet: Office, phones: Phones) -> None:
    number = await second_missing(quiet, phones)
    assert await found(quiet) == {}
    await kill(quiet, threads.ladder(number, 1))
    assert (await found(quiet))["second-gone"].text == f"预警 {number} 号还缺 1 人签收，可是升级流程断了"
    assert await mended(quiet) == ["second-gone"]
    await alerts.acknowledge(quiet, number, LEADER)
    await until(lambda: ended(quiet, threads.again(threads.ladder(number, 1), 1)))
    assert await found(quiet) == {}
    assert sorted(phones.paged()) == [OFFICER, LEADER]


async def ended(office: Office, thread: str) -> bool:
    async with office.store.begin() as session:
        query = sa.text(f"select count(*) from {table(office)} where workflow_uuid = :id and status = 'SUCCESS'")
        return bool((await session.execute(query, {"id": thread})).scalar_one())


async def test_a_second_signature_for_which_nobody_is_paged_any_more_is_told(quiet: Office, phones: Phones) -> None:
    number = await second_missing(quiet, phones)
    await do(quiet, "update alerts set raised_at = (select min(seen_at) from people)")
    await change(quiet, Page, made_at=ago(DAY))
    async with quiet.store.begin() as session:
        (await alerts.find(session, number)).raised_at = ago(DAY)
    late = (await found(quiet))["second-late"]
    assert late.mend is None
    await alerts.acknowledge(quiet, number, LEADER)


async def helped(office: Office, phones: Phones) -> int:
    """An alert for which the first of two volunteers has been asked."""
    await enlist(office, LI, "李叔")
    await enlist(office, SUN, "孙师傅")
    number = await begin(office)
    await do(office, "update groups set bulletin_at = 'none'")
    await until(lambda: asked(phones) == [LI])
    await until(lambda: ended(office, threads.plea(1)))
    return number


async def test_an_asking_around_that_broke_off_goes_on_with_the_next(quiet: Office, phones: Phones) -> None:
    number = await helped(quiet, phones)
    assert await found(quiet) == {}
    await kill(quiet, threads.helper(number, 1, 1))
    assert await mended(quiet) == ["help-gone"]
    await until(lambda: asked(phones) == [LI, SUN])
    assert await found(quiet) == {}


async def test_an_asking_around_without_an_end_has_one_again(quiet: Office, phones: Phones) -> None:
    await helped(quiet, phones)
    await kill(quiet, threads.help_expires(1))
    assert await mended(quiet) == ["help-unending"]
    assert asked(phones) == [LI]


async def test_what_comes_to_nothing_again_and_again_is_for_people_in_the_end(quiet: Office, phones: Phones) -> None:
    await helped(quiet, phones)
    mender = Mender(quiet.store)
    for one in threads.tries(threads.help_expires(1)):
        await quiet.engine.client.cancel_workflow_async(one)
        assert await mender.mend((await found(quiet))["help-unending"]) is (one != threads.tries(threads.help_expires(1))[-1])
    mender.close()


async def test_help_that_is_needed_no_more_ends(quiet: Office, phones: Phones) -> None:
    await helped(quiet, phones)
    await do(quiet, "update alerts set state = 'found'")
    assert await mended(quiet) == ["help-needless"]
    await until(lambda: phones.edits)
    assert (await first(quiet, HelpRequest)).state == "over"


async def test_a_volunteer_whom_the_question_never_reached_is_asked(quiet: Office, phones: Phones) -> None:
    await helped(quiet, phones)
    await until(lambda: ended(quiet, threads.plea(1)))
    await kill(quiet, threads.plea(1))
    await change(quiet, Plea, message=None, asked_at=ago(MINUTES))
    phones.pleas.clear()
    assert await mended(quiet) == ["plea-gone"]
    await until(lambda: asked(phones) == [LI])
    assert await found(quiet) == {}


async def test_a_place_that_stayed_on_somebodys_phone_is_taken_off(quiet: Office, phones: Phones) -> None:
    number = await helped(quiet, phones)
    await pleas.stop(quiet, number, OFFICER)
    await until(lambda: phones.edits)
    await until(lambda: ended(quiet, threads.settled(1, "over")))
    assert await found(quiet) == {}
    await change(quiet, Plea, message=50, telegram=LI)
    await change(quiet, HelpRequest, ended_at=ago(MINUTES))
    assert await mended(quiet) == ["plea-untaken"]
    await until(lambda: len(phones.edits) == 2)
    await until(lambda: taken_off(quiet))


async def taken_off(office: Office) -> bool:
    return (await first(office, Plea)).message is None


async def test_a_question_that_never_reached_the_reporter_is_named(quiet: Office, phones: Phones) -> None:
    receipt = await reports.report(quiet, Reported("report:1", RESIDENT, "王阿姨", PAID))
    await stop_payment.begin(quiet, receipt.report, RESIDENT)
    assert await found(quiet) == {}
    await change(quiet, StopPayment, changed_at=ago(MINUTES))
    unasked = (await found(quiet))["question-unasked"]
    assert (unasked.mend, unasked.minor) == (None, True)
    await stop_payment.shown(quiet, receipt.report, 50)
    assert await found(quiet) == {}
    await alerts.acknowledge(quiet, receipt.number, OFFICER)


async def answered(office: Office, phones: Phones) -> int:
    """A review that an officer has answered, five minutes ago, and of which the asker was told."""
    receipt = await ask(office, Asked("community:1", RESIDENT, ORDINARY))
    await rate(office, receipt.question, RESIDENT, useful=False)
    card = await rulings.top(office, OFFICER)
    assert card is not None
    await rulings.rule(office, card.number, OFFICER, scam=True)
    await until(lambda: phones.told(RESIDENT))
    await until(lambda: ended(office, threads.answer(1)))
    await change(office, Act, at=ago(MINUTES))
    return card.number


async def test_an_answer_that_nobody_carries_to_the_askers_reaches_each_once(quiet: Office, phones: Phones) -> None:
    number = await answered(quiet, phones)
    await until(lambda: ended(quiet, threads.askers(number)))
    assert await found(quiet) == {}
    await kill(quiet, threads.askers(number))
    assert await mended(quiet) == ["answers-gone"]
    await until(lambda: ended(quiet, threads.again(threads.askers(number), 1)))
    assert len(phones.told(RESIDENT)) == 1


async def test_an_answer_to_one_asker_that_broke_off_reaches_them(quiet: Office, phones: Phones) -> None:
    await answered(quiet, phones)
    await kill(quiet, threads.answer(1))
    await change(quiet, Tell, state="due", changed_at=ago(MINUTES))
    phones.texts.clear()
    assert await mended(quiet) == ["answer-gone"]
    await until(lambda: ended(quiet, threads.again(threads.answer(1), 1)))
    assert await found(quiet) == {}
    assert len(phones.told(RESIDENT)) == 1


async def test_an_answer_that_has_been_on_its_way_for_hours_is_told(quiet: Office, phones: Phones) -> None:
    await answered(quiet, phones)
    await change(quiet, Tell, state="due", changed_at=ago(DAY))
    await do(quiet, f"update {table(quiet)} set status = 'PENDING' where workflow_uuid = '{threads.answer(1)}'")
    assert (await found(quiet))["answer-late"].minor
    await do(quiet, f"update {table(quiet)} set status = 'SUCCESS' where workflow_uuid = '{threads.answer(1)}'")


async def test_a_note_that_nobody_was_given_at_the_change_of_shift_is_told(quiet: Office) -> None:
    async with quiet.store.begin() as session:
        words = quiet.cipher.seal("李阿姨那边下午再去一次")
        session.add(HandoverNote(area="lyg-hz-xd", by=OFFICER, name="陈警官", words=words, written_at=ago(2 * DAY)))
    waiting = (await found(quiet))["note-waiting"]
    assert waiting.text == "陈警官写的交班说明（新东派出所）过了换班还没有人收到"
    duty = {"area": "lyg-hz-xd", "handover": "09:00", "order": [OFFICER, LEADER], "from": "2026-11-01"}
    await apply(quiet.store, Deployment.model_validate({**DISTRICT_FILE, "duty": [duty]}))
    assert "note-waiting" in await found(quiet)
    await change(quiet, HandoverNote, written_at=clock.now())
    assert "note-waiting" not in await found(quiet)
