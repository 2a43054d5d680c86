"""What a group is told unasked in one day has a bound: what exceeds it waits for the morning, or is listed with the reason."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from bot import clock
from bot.deployment import Deployment
from bot.messenger import Post, TryLater, Undelivered
from bot.office import Office
from bot.publicity import broadcasts, budget
from bot.publicity.broadcasts import Audience, Progress
from bot.publicity.deliveries import Deliveries
from bot.publicity.editions import Editions
from bot.publicity.parcels import Mail
from bot.publicity.pump import Pump
from bot.setup import apply
from bot.store import groups
from bot.store.models import Bulletin, Delivery, Group
from tests.bot.conftest import NOON, Time, database_away
from tests.bot.test_bulletins import SHELF
from tests.conftest import DISTRICT_FILE, FACTORY, NEIGHBOURS, Phones

MORNING = datetime(2026, 11, 24, 0, tzinfo=UTC)
EVERYBODY = Audience()


@pytest.fixture
async def district(desk: Office, time: Time) -> Office:
    """The sample district, where a group is told three things a day."""
    await apply(desk.store, Deployment.model_validate({**DISTRICT_FILE, "messages_per_day": 3}))
    desk.library = SHELF
    return desk


async def pumped(desk: Office) -> None:
    """Everything goes that may go now; a turn that only put things off is followed by one that sees what is left."""
    mails: list[Mail] = [Deliveries(desk), Editions(desk)]
    pump = Pump(desk, mails)
    for _ in range(2):
        await pump.drain()


async def notice(desk: Office, words: str, *, urgent: bool = False) -> int:
    """A notice to everybody goes as far as it can."""
    made = await broadcasts.create(desk, EVERYBODY, Post(words), urgent=urgent)
    await pumped(desk)
    return made


async def spent(desk: Office) -> list[tuple[str | None, int]]:
    async with desk.store.begin() as session:
        return [(row.sent_on, row.sent_count) for row in await groups.served(session)]


async def edition(desk: Office, chat: int, slot: datetime = NOON) -> int:
    """A group has its case of the week before it."""
    async with desk.store.begin() as session:
        group = await groups.by_chat(session, chat)
        assert group is not None
        row = Bulletin(group_id=group.id, week="2026-W48", slot=slot, story="s00", state="planned", changed_at=slot)
        session.add(row)
        await session.flush()
        return row.id


async def stands(desk: Office, row: int) -> tuple[str, str | None]:
    async with desk.store.begin() as session:
        found = await session.get(Bulletin, row)
        assert found is not None
        return found.state, found.fault


async def report(desk: Office, number: int) -> Progress:
    return await broadcasts.progress(desk, number)


async def test_what_is_more_than_a_day_may_bring_goes_out_the_next_morning(district: Office, phones: Phones, time: Time) -> None:
    for words in "一二三":
        await notice(district, words)
    fourth = await notice(district, "四")
    standing = await report(district, fourth)
    assert (standing.state, standing.sent, standing.remaining, standing.put_off) == ("going", 0, 2, 2)
    assert await spent(district) == [("2026-11-23", 3)] * 2
    time.now = MORNING - timedelta(seconds=1)
    await pumped(district)
    assert phones.told(NEIGHBOURS) == ["一", "二", "三"]
    time.now = MORNING
    await pumped(district)
    assert phones.told(NEIGHBOURS) == phones.told(FACTORY) == ["一", "二", "三", "四"]
    assert (await report(district, fourth)).state == "done"
    assert await spent(district) == [("2026-11-24", 1)] * 2


async def test_what_would_be_too_late_in_the_morning_is_listed_with_the_reason(district: Office, phones: Phones) -> None:
    for words in "一二三":
        await notice(district, words)
    late = await broadcasts.create(district, EVERYBODY, Post("四"), until=NOON + timedelta(hours=2))
    await pumped(district)
    standing = await report(district, late)
    assert (standing.state, standing.sent, standing.skipped) == ("done", 0, {"full": 2})
    assert [one.reason for one in await broadcasts.missed(district, late)] == ["full", "full"]
    assert len(phones.texts) == 6


async def test_only_what_is_urgent_may_exceed_and_it_counts_all_the_same(district: Office, phones: Phones) -> None:
    for words in "一二三":
        await notice(district, words)
    await notice(district, "马上", urgent=True)
    assert phones.told(NEIGHBOURS)[-1] == "马上"
    assert await spent(district) == [("2026-11-23", 4)] * 2


async def test_what_did_not_go_out_is_not_counted(district: Office, phones: Phones) -> None:
    phones.refuse = {NEIGHBOURS: [TryLater("429", 0.0), Undelivered("muted")], FACTORY: [Undelivered("muted")]}
    await notice(district, "一")
    async with district.store.begin() as session:
        await session.execute(sa.update(Delivery).values(due_at=clock.now()))
    await pumped(district)
    assert await spent(district) == [("2026-11-23", 0)] * 2


async def test_the_case_of_the_week_takes_the_place_of_its_quiz_with_it(district: Office, phones: Phones, time: Time) -> None:
    await edition(district, NEIGHBOURS)
    await pumped(district)
    assert (len(phones.told(NEIGHBOURS)), len(phones.quizzes)) == (1, 1)
    assert (await spent(district))[0] == ("2026-11-23", 2)
    for words in "一二":
        await notice(district, words)
    assert phones.told(NEIGHBOURS)[1:] == ["一"]
    assert phones.told(FACTORY) == ["一", "二"]


async def test_a_case_without_room_for_its_quiz_waits_with_it(district: Office, phones: Phones, time: Time) -> None:
    for words in "一二":
        await notice(district, words)
    row = await edition(district, NEIGHBOURS)
    await pumped(district)
    assert await stands(district, row) == ("planned", "full")
    assert phones.quizzes == []
    await notice(district, "三")
    time.now = MORNING
    await pumped(district)
    assert await stands(district, row) == ("sent", None)
    assert len(phones.quizzes) == 1


async def test_a_card_that_was_refused_leaves_room_for_what_comes_after(district: Office, phones: Phones) -> None:
    phones.refuse_quizzes = Undelivered("refused")
    await edition(district, NEIGHBOURS)
    await pumped(district)
    assert (await spent(district))[0] == ("2026-11-23", 1)
    phones.refuse = {FACTORY: [Undelivered("muted")]}
    await edition(district, FACTORY)
    await pumped(district)
    assert (await spent(district))[1] == ("2026-11-23", 0)


async def test_a_database_that_is_away_while_a_card_is_settled_holds_nothing_up(district: Office, phones: Phones) -> None:
    row = await edition(district, NEIGHBOURS)
    pump = Pump(district, [Editions(district)])
    with database_away(district.store, "card_message=", 1), pytest.raises(sa.exc.OperationalError):
        await pump.drain()
    await pump.drain()
    assert await stands(district, row) == ("sent", None)
    assert (len(phones.told(NEIGHBOURS)), len(phones.quizzes)) == (1, 1)
    assert (await spent(district))[0] == ("2026-11-23", 2)


async def test_whoever_speaks_by_itself_asks_in_its_own_transaction(district: Office) -> None:
    """So that what is rolled back was not counted, and two who speak at once do not both take the last place."""
    async with district.store.begin() as session:
        group = await groups.by_chat(session, NEIGHBOURS)
        assert group is not None
        today = await budget.today(session)
        assert [await today.spend(session, group.id) for _ in range(4)] == [True, True, True, False]
        await session.rollback()
    assert (await spent(district))[0] == (None, 0)


async def test_without_a_word_in_the_file_it_is_six_and_the_day_is_the_deployment_s(desk: Office, time: Time) -> None:
    async with desk.store.begin() as session:
        assert await budget.today(session) == budget.Allowance("2026-11-23", 6, MORNING)
    await apply(desk.store, Deployment.model_validate({**DISTRICT_FILE, "bulletin": {"timezone": "Asia/Urumqi"}}))
    time.now = datetime(2026, 11, 23, 17, tzinfo=UTC)
    async with desk.store.begin() as session:
        assert await budget.today(session) == budget.Allowance("2026-11-23", 6, datetime(2026, 11, 24, 2, tzinfo=UTC))


async def test_a_group_that_moves_keeps_its_count(district: Office) -> None:
    await notice(district, "一")
    async with district.store.begin() as session:
        await groups.move(session, NEIGHBOURS, -1009, clock.now())
    async with district.store.begin() as session:
        moved = (await session.scalars(sa.select(Group).where(Group.chat == -1009))).one()
    assert moved.sent_count == 1
