"""Groups as they come and go, and who may say where a group belongs."""

import asyncio
from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot import clock
from bot.deployment import Deployment
from bot.errors import UserError
from bot.office import Office
from bot.people import membership
from bot.people.membership import Welcome
from bot.setup import apply
from bot.store import areas, bulletins, groups, people
from bot.store.models import Act, Group
from tests.conftest import CITY, DISTRICT, DISTRICT_FILE, GRID, LEADER, NEIGHBOURS, OFFICER, RESIDENT, STRANGER

STATION, COMMUNITY, OTHER_STATION = "lyg-hz-xd", "lyg-hz-xd-01", "lyg-hz-np"
NEW, MOVED = -1002, -1003
OPERATOR = 9001


@pytest.fixture(autouse=True)
async def district(desk: Office) -> None:
    """The sample district stands."""
    await apply(desk.store, Deployment.model_validate(DISTRICT_FILE))


async def group(desk: Office, chat: int) -> Group | None:
    async with desk.store.begin() as session:
        return await groups.by_chat(session, chat)


async def served(desk: Office) -> list[int]:
    async with desk.store.begin() as session:
        return [row.chat for row in await groups.served(session)]


async def test_a_group_of_the_deployment_file_is_welcomed_by_its_area(desk: Office) -> None:
    assert await membership.joined(desk, NEIGHBOURS, "镇西新苑业主群") == Welcome("group-welcome", "镇西新苑")


async def test_an_unknown_group_is_asked_who_binds_it_and_is_not_served_until_then(desk: Office) -> None:
    assert await membership.joined(desk, NEW, "新群") == Welcome("group-who-binds")
    assert NEW not in await served(desk)
    await membership.bind(desk, NEW, "新群", GRID, COMMUNITY)
    assert NEW in await served(desk)
    assert await membership.joined(desk, NEW, "新群") == Welcome("group-welcome", "镇西新苑")


async def test_a_group_that_removed_the_bot_is_not_served_until_it_adds_it_again(desk: Office) -> None:
    await membership.joined(desk, NEIGHBOURS, "镇西新苑业主群")
    await membership.left(desk, NEIGHBOURS)
    assert NEIGHBOURS not in await served(desk)
    await membership.joined(desk, NEIGHBOURS, "镇西新苑业主群")
    assert NEIGHBOURS in await served(desk)


async def test_leaving_a_group_that_nobody_knew_is_nothing(desk: Office) -> None:
    await membership.left(desk, NEW)
    assert await group(desk, NEW) is None


async def test_a_group_the_file_dropped_is_asked_again_where_it_belongs(desk: Office) -> None:
    await apply(desk.store, Deployment.model_validate({**DISTRICT_FILE, "groups": []}))
    assert await membership.joined(desk, NEIGHBOURS, "镇西新苑业主群") == Welcome("group-who-binds")
    assert await membership.standing(desk, NEIGHBOURS) is None


@pytest.mark.parametrize(
    ("who", "code"),
    [
        (GRID, COMMUNITY),
        (OFFICER, COMMUNITY),
        (OFFICER, STATION),
        (LEADER, COMMUNITY),
        (DISTRICT, OTHER_STATION),
        (CITY, COMMUNITY),
        (OPERATOR, OTHER_STATION),
        (OFFICER, f"  {STATION} "),
    ],
)
async def test_staff_bind_a_group_to_an_area_at_or_below_their_own(desk: Office, who: int, code: str) -> None:
    name = await membership.bind(desk, NEW, "新群", who, code)
    assert name == await membership.standing(desk, NEW)
    row = await group(desk, NEW)
    assert row is not None
    assert (row.area, row.source, row.title) == (code.strip(), "chat", "新群")


@pytest.mark.parametrize(
    ("who", "code", "key"),
    [
        (GRID, STATION, "bind-other-area"),
        (GRID, OTHER_STATION, "bind-other-area"),
        (OFFICER, OTHER_STATION, "bind-other-area"),
        (OFFICER, "lyg-hz", "bind-other-area"),
        (DISTRICT, "lyg", "bind-other-area"),
        (STRANGER, COMMUNITY, "bind-not-allowed"),
        (STRANGER, "lyg-xx", "bind-not-allowed"),
        (GRID, "lyg-xx", "bind-no-area"),
        (OPERATOR, "", "bind-no-area"),
        (OPERATOR, "x" * 4096, "bind-no-area"),
    ],
)
async def test_nobody_binds_a_group_beyond_their_own_area(desk: Office, who: int, code: str, key: str) -> None:
    with pytest.raises(UserError) as refused:
        await membership.bind(desk, NEW, "新群", who, code)
    assert refused.value.key == key
    assert await group(desk, NEW) is None


async def test_nobody_takes_a_bound_group_away_into_an_area_that_is_not_theirs(desk: Office) -> None:
    with pytest.raises(UserError, match="bind-other-area"):
        await membership.bind(desk, NEIGHBOURS, "镇西新苑业主群", 5009, COMMUNITY)
    assert await membership.standing(desk, NEIGHBOURS) == "镇西新苑"


async def test_somebody_who_was_retired_binds_nothing(desk: Office) -> None:
    await apply(desk.store, Deployment.model_validate({**DISTRICT_FILE, "staff": []}))
    with pytest.raises(UserError, match="bind-not-allowed"):
        await membership.bind(desk, NEW, "新群", GRID, COMMUNITY)


async def test_nothing_is_bound_to_a_retired_area(desk: Office) -> None:
    async with desk.store.begin() as session:
        (await areas.all_by_code(session))[COMMUNITY].retired_at = clock.now()
    with pytest.raises(UserError, match="bind-no-area"):
        await membership.bind(desk, NEW, "新群", OFFICER, COMMUNITY)


async def test_every_binding_is_remembered_with_who_did_it(desk: Office) -> None:
    await membership.bind(desk, NEW, "新群", GRID, COMMUNITY)
    async with desk.store.begin() as session:
        [act] = await session.scalars(sa.select(Act).where(Act.act == "bind"))
    assert (act.actor, act.detail) == (GRID, {"chat": NEW, "area": COMMUNITY})


async def test_a_group_that_became_a_supergroup_keeps_its_area_and_its_history(desk: Office) -> None:
    async with desk.store.begin() as session:
        before = await groups.by_chat(session, NEIGHBOURS)
        assert before is not None
        edition = {"group_id": before.id, "week": "2026-W48", "slot": clock.now(), "story": "s", "state": "sent", "changed_at": clock.now()}
        await bulletins.put(session, [edition])
    assert await membership.migrated(desk, NEIGHBOURS, MOVED)
    assert await group(desk, NEIGHBOURS) is None
    after = await group(desk, MOVED)
    assert after is not None
    assert (after.id, after.area, after.title) == (before.id, COMMUNITY, "镇西新苑业主群")
    async with desk.store.begin() as session:
        assert await bulletins.told(session, after.id, clock.now() - timedelta(weeks=26)) == ["s"]


async def test_hearing_of_a_move_twice_is_nothing(desk: Office) -> None:
    assert await membership.migrated(desk, NEIGHBOURS, MOVED)
    assert not await membership.migrated(desk, NEIGHBOURS, MOVED)
    assert await membership.standing(desk, MOVED) == "镇西新苑"


async def test_hearing_of_a_move_from_both_chats_at_once_is_one_move(desk: Office) -> None:
    await membership.joined(desk, MOVED, "镇西新苑业主群")
    await asyncio.gather(*(membership.migrated(desk, NEIGHBOURS, MOVED) for _ in range(3)))
    assert await membership.standing(desk, MOVED) == "镇西新苑"
    assert (await served(desk)).count(MOVED) == 1


async def test_a_move_of_an_unknown_group_is_nothing(desk: Office) -> None:
    assert not await membership.migrated(desk, NEW, MOVED)
    assert await group(desk, MOVED) is None


async def test_what_the_new_chat_already_was_is_merged_into_the_old_group(desk: Office) -> None:
    await membership.joined(desk, MOVED, "镇西新苑业主群")
    newer = await group(desk, MOVED)
    assert newer is not None
    async with desk.store.begin() as session:
        await people.seen(session, RESIDENT, clock.now(), group_id=newer.id)
    assert await membership.migrated(desk, NEIGHBOURS, MOVED)
    after = await group(desk, MOVED)
    assert after is not None
    assert after.area == COMMUNITY
    async with desk.store.begin() as session:
        person = await people.get(session, RESIDENT)
        gone = await groups.get(session, newer.id)
    assert person is not None
    assert person.last_group == after.id
    assert gone is not None
    assert gone.retired_at is not None


async def test_a_group_that_was_bound_only_after_it_moved_stays_bound(desk: Office) -> None:
    await membership.joined(desk, NEW, "新群")
    await membership.bind(desk, MOVED, "新群", GRID, COMMUNITY)
    assert await membership.migrated(desk, NEW, MOVED)
    assert await membership.standing(desk, MOVED) == "镇西新苑"
    assert MOVED in await served(desk)


async def test_the_old_chat_saying_goodbye_does_not_end_the_service(desk: Office) -> None:
    await membership.left(desk, NEIGHBOURS)
    await membership.joined(desk, MOVED, "镇西新苑业主群")
    await membership.migrated(desk, NEIGHBOURS, MOVED)
    assert MOVED in await served(desk)
