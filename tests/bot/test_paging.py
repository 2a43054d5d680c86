"""Who is called for one call of the ladder, and who is not called once more before the last call is out."""

import pytest
import sqlalchemy as sa

from bot import clock, threads
from bot.deployment import Deployment
from bot.desk.escalation import tell_nobody_signed
from bot.desk.paging import first_call, page_call
from bot.office import Office
from bot.setup import apply
from bot.store import alerts, pages
from tests.bot.test_audit import table
from tests.conftest import DISTRICT_FILE


@pytest.fixture
async def waiting(still: Office) -> Office:
    """An office on the sample district from which nothing goes out."""
    await apply(still.store, Deployment.model_validate(DISTRICT_FILE))
    return still


async def raised(office: Office) -> int:
    """An alert whose first call waits to be sent."""
    async with office.store.begin() as session:
        rung = {"page": ["officer", "leader"], "level": "station", "wait": 600.0}
        words = office.cipher.seal("话")
        at = clock.now()
        alert = await alerts.add(session, area="lyg-hz-xd-01", area_known=True, tier="high", words=words, ladder=[rung], raised_at=at)
        await first_call(office, session, alert)
        return alert.id


async def called(office: Office, number: int, call: str, *, tier: str = "") -> list[tuple[str, bool]]:
    """Who stands on the first rung is called; returns every page of the alert: which call, and whether without sound."""
    async with office.store.begin() as session:
        alert = await alerts.get(session, number)
        assert alert is not None
        alert.tier = tier or alert.tier
        assert await page_call(office, session, alert, call, alert.ladder[0]) > 0
        return [(page.call, page.silent) for page in await pages.of(session, number)]


async def test_whoever_is_still_to_hear_a_call_is_not_called_once_more(waiting: Office) -> None:
    number = await raised(waiting)
    first = await called(waiting, number, "0.0")
    assert {call for call, _ in first} == {"0.0"}
    assert await called(waiting, number, "1.0") == first
    async with waiting.store.begin() as session:
        lines = [line.detail["call"] for line in await alerts.history(session, number) if line.act == "paged"]
        assert lines == ["0.0"]
        [one, *_] = await pages.of(session, number)
        await pages.reached(session, one.id, clock.now())
    assert await called(waiting, number, "2.0") == [*first, ("2.0", False)]


async def test_a_call_that_will_never_go_out_is_no_reason_not_to_call(waiting: Office) -> None:
    number = await raised(waiting)
    async with waiting.store.begin() as session:
        made = await pages.of(session, number)
        ended = sa.text(f"update {table(waiting)} set status = 'ERROR' where workflow_uuid in :ids")
        named = ended.bindparams(sa.bindparam("ids", expanding=True))
        await session.execute(named, {"ids": [threads.page(page.id) for page in made]})
    assert [call for call, _ in await called(waiting, number, "1.0")] == ["0.0"] * len(made) + ["1.0"] * len(made)


async def test_a_call_without_sound_that_waits_does_not_stand_in_for_a_loud_one(waiting: Office) -> None:
    number = await raised(waiting)
    async with waiting.store.begin() as session:
        for page in await pages.of(session, number):
            page.silent = True
    assert ("1.0", False) in await called(waiting, number, "1.0")
    number = await raised(waiting)
    first = await called(waiting, number, "0.0")
    assert await called(waiting, number, "1.0", tier="medium") == first


async def told(office: Office, number: int) -> list[str]:
    """What operators are told of an alert, in the order of turns."""
    async with office.store.begin() as session:
        query = f"select workflow_uuid from {table(office)} where name = 'tell_operator' order by workflow_uuid"
        return [thread for thread in (await session.execute(sa.text(query))).scalars() if thread.startswith(f"nobody-{number}-")]


async def test_operators_who_are_still_to_hear_that_nobody_signed_are_not_told_again(waiting: Office) -> None:
    number, [operator] = await raised(waiting), waiting.settings.operators
    for turn in range(3):
        await tell_nobody_signed(number, turn)
    assert await told(waiting, number) == [f"nobody-{number}-0-{operator}"]
    async with waiting.store.begin() as session:
        await session.execute(sa.text(f"update {table(waiting)} set status = 'SUCCESS' where name = 'tell_operator'"))
    await tell_nobody_signed(number, 3)
    assert await told(waiting, number) == [f"nobody-{number}-0-{operator}", f"nobody-{number}-3-{operator}"]


async def test_operators_hear_in_another_round_too_that_nobody_signed(waiting: Office) -> None:
    number, [operator] = await raised(waiting), waiting.settings.operators
    await tell_nobody_signed(number, 0)
    async with waiting.store.begin() as session:
        alert = await alerts.get(session, number)
        assert alert is not None
        alert.round = 2
    await tell_nobody_signed(number, 0)
    assert await told(waiting, number) == [f"nobody-{number}-0-{operator}", f"nobody-{number}-r2-0-{operator}"]
