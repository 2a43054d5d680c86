"""A deployment becomes rows: every difference is said once, what is gone is retired, what chat decided stays."""

from typing import Any

import sqlalchemy as sa

from bot.deployment import Deployment
from bot.office import Office
from bot.people import enrolment, membership
from bot.privacy import Cipher
from bot.setup import apply
from bot.store import areas, deployments, groups, staff
from bot.store.engine import Store
from bot.store.models import Act
from tests.conftest import DISTRICT_FILE, FACTORY, GRID, LEADER, NEIGHBOURS, OFFICER

STATION, COMMUNITY = "lyg-hz-xd", "lyg-hz-xd-01"


def file(**changes: Any) -> Deployment:
    return Deployment.model_validate({**DISTRICT_FILE, **changes})


def without(part: str, key: str, *values: object) -> Deployment:
    """The sample file without some entries."""
    return file(**{part: [entry for entry in DISTRICT_FILE[part] if entry[key] not in values]})


def altered(part: str, key: str, value: object, **changes: Any) -> Deployment:
    """The sample file with one entry changed."""
    return file(**{part: [{**entry, **changes} if entry[key] == value else entry for entry in DISTRICT_FILE[part]]})


async def said(store: Store, deployment: Deployment) -> list[str]:
    return [f"{change.sign} {change.what}" for change in await apply(store, deployment)]


async def roles(store: Store, telegram: int) -> list[tuple[str, str]]:
    async with store.begin() as session:
        return [(row.role, row.area) for row in await staff.of(session, telegram)]


async def served(store: Store) -> list[int]:
    async with store.begin() as session:
        return [group.chat for group in await groups.served(session)]


async def test_the_first_time_everything_is_new_and_said(store: Store) -> None:
    lines = await said(store, file())
    assert len(lines) == sum(len(DISTRICT_FILE[part]) for part in ("areas", "staff", "groups")) + 1
    assert all(line.startswith("+ ") for line in lines)
    assert lines[0] == "+ 辖区 连云港市（lyg）"
    assert "+ 人员 陈警官（officer @ lyg-hz-xd）" in lines
    assert f"+ 群 镇西新苑业主群（{NEIGHBOURS}）" in lines
    assert lines[-1] == "+ 升级顺序、时限、回访和每周一案的安排"


async def test_the_second_time_nothing_changes_and_nothing_is_written(store: Store) -> None:
    await apply(store, file())
    assert await said(store, file()) == []
    async with store.begin() as session:
        assert len((await session.scalars(sa.select(Act).where(Act.act == "setup"))).all()) == 1


async def test_areas_may_stand_in_any_order(store: Store) -> None:
    await apply(store, file(areas=DISTRICT_FILE["areas"][::-1], default_area=STATION))
    assert await said(store, file(default_area=STATION)) == []
    async with store.begin() as session:
        assert [area.code for area in await areas.path(session, COMMUNITY)] == [COMMUNITY, STATION, "lyg-hz", "lyg"]


async def test_a_person_left_out_is_retired_and_comes_back_when_named_again(store: Store) -> None:
    await apply(store, file())
    assert await said(store, without("staff", "telegram", GRID)) == [f"- 人员 李丽（grid_worker @ {COMMUNITY}）停用"]
    assert await roles(store, GRID) == []
    assert await said(store, without("staff", "telegram", GRID)) == []
    assert await said(store, file()) == [f"~ 人员 李丽（grid_worker @ {COMMUNITY}）：恢复"]
    assert await roles(store, GRID) == [("grid_worker", COMMUNITY)]


async def test_a_group_left_out_is_retired_and_comes_back_when_named_again(store: Store) -> None:
    await apply(store, file())
    assert await said(store, without("groups", "chat", FACTORY)) == [f"- 群 鸿达电子厂工友群（{FACTORY}）停用"]
    assert await served(store) == [NEIGHBOURS]
    assert await said(store, file()) == [f"~ 群 鸿达电子厂工友群（{FACTORY}）：恢复"]
    assert await served(store) == [NEIGHBOURS, FACTORY]


async def test_an_area_left_out_is_retired_and_comes_back_when_named_again(store: Store) -> None:
    await apply(store, file())
    smaller = without("areas", "code", "lyg-hz-np").model_copy(update={"staff": without("staff", "telegram", 5009).staff})
    assert await said(store, smaller) == ["- 辖区 宁平派出所（lyg-hz-np）停用", "- 人员 外所民警（officer @ lyg-hz-np）停用"]
    async with store.begin() as session:
        assert await areas.get(session, "lyg-hz-np") is None
    assert await said(store, file()) == ["~ 辖区 宁平派出所（lyg-hz-np）：恢复", "~ 人员 外所民警（officer @ lyg-hz-np）：恢复"]


async def test_what_differs_is_changed_and_named(store: Store) -> None:
    await apply(store, file())
    assert await said(store, altered("staff", "telegram", OFFICER, name="陈建国")) == ["~ 人员 陈建国（officer @ lyg-hz-xd）：名称"]
    renamed = altered("groups", "chat", FACTORY, title="鸿达厂工友群", kind="school", tags=["students"], bulletin="none")
    assert f"~ 群 鸿达厂工友群（{FACTORY}）：名称、类型、标签、每周一案" in await said(store, renamed)
    async with store.begin() as session:
        row = await groups.by_chat(session, FACTORY)
    assert row is not None
    assert (row.kind, row.tags, row.bulletin_at) == ("school", ["students"], "none")


async def test_a_person_who_moves_to_another_station_loses_the_old_one(store: Store) -> None:
    await apply(store, file())
    await said(store, altered("staff", "telegram", OFFICER, area="lyg-hz-np"))
    assert await roles(store, OFFICER) == [("officer", "lyg-hz-np")]


async def test_a_changed_plan_is_named_part_by_part(store: Store) -> None:
    await apply(store, file())
    changed = file(
        escalation=[{"page": ["leader"], "level": "city", "wait": "9m"}],
        bulletin={"at": "fri 19:30"},
        followups={"low": ["10d"]},
        step_deadlines={"urgent": "5m"},
        default_area="lyg-hz",
    )
    assert await said(store, changed) == ["~ 默认辖区", "~ 升级顺序", "~ 环节时限", "~ 回访安排", "~ 每周一案"]
    async with store.begin() as session:
        plan = await deployments.plan(session)
    assert plan is not None
    assert (plan["bulletin"]["at"], plan["escalation"][0]["wait"], plan["default_area"]) == ("fri 19:30", 540, "lyg-hz")


async def test_people_who_came_with_a_code_stay(store: Store) -> None:
    await apply(store, file())
    cipher = Cipher("test")
    code = (await enrolment.invite(store, cipher, "officer", STATION, 1)).code
    await enrolment.enrol(store, cipher, 5050, "新警官", code)
    assert await said(store, file()) == []
    assert await said(store, without("staff", "telegram", GRID)) == [f"- 人员 李丽（grid_worker @ {COMMUNITY}）停用"]
    assert await roles(store, 5050) == [("officer", STATION)]


async def test_somebody_whom_the_file_dropped_and_a_code_brought_back_stays(store: Store) -> None:
    await apply(store, file())
    await apply(store, without("staff", "telegram", GRID))
    cipher = Cipher("test")
    code = (await enrolment.invite(store, cipher, "grid_worker", COMMUNITY, 1)).code
    await enrolment.enrol(store, cipher, GRID, "李丽", code)
    assert await said(store, without("staff", "telegram", GRID)) == []
    assert await roles(store, GRID) == [("grid_worker", COMMUNITY)]


async def test_groups_bound_in_chat_stay(desk: Office) -> None:
    await apply(desk.store, file())
    await membership.bind(desk, -1002, "新群", GRID, COMMUNITY)
    assert await said(desk.store, file()) == []
    assert -1002 in await served(desk.store)


async def test_a_group_that_the_file_dropped_and_somebody_bound_again_stays(desk: Office) -> None:
    await apply(desk.store, file())
    await apply(desk.store, without("groups", "chat", FACTORY))
    await membership.bind(desk, FACTORY, "鸿达电子厂工友群", GRID, COMMUNITY)
    assert await said(desk.store, without("groups", "chat", FACTORY)) == []
    assert await served(desk.store) == [NEIGHBOURS, FACTORY]


async def test_a_group_that_moved_is_still_the_one_the_file_means(desk: Office) -> None:
    await apply(desk.store, file())
    await membership.migrated(desk, FACTORY, -1009)
    assert await said(desk.store, file()) == []
    assert await served(desk.store) == [NEIGHBOURS, -1009]
    assert await said(desk.store, without("groups", "chat", FACTORY)) == ["- 群 鸿达电子厂工友群（-1009）停用"]


async def test_the_file_may_name_a_moved_group_by_its_new_number(desk: Office) -> None:
    await apply(desk.store, file())
    await membership.migrated(desk, FACTORY, -1009)
    assert await said(desk.store, altered("groups", "chat", FACTORY, chat=-1009)) == []


async def test_a_second_role_is_reachable_where_the_first_was(store: Store) -> None:
    await apply(store, file())
    await enrolment.start(store, OFFICER)
    second = {"telegram": OFFICER, "name": "陈警官", "role": "leader", "area": STATION}
    await apply(store, file(staff=[*DISTRICT_FILE["staff"], second]))
    async with store.begin() as session:
        assert [row.chat_open for row in await staff.of(session, OFFICER)] == [True, True]
        assert [row.chat_open for row in await staff.of(session, LEADER)] == [False]


async def test_alerts_of_a_retired_area_keep_their_way_up_the_tree(store: Store) -> None:
    await apply(store, file())
    await apply(store, without("areas", "code", "lyg-hz-np").model_copy(update={"staff": without("staff", "telegram", 5009).staff}))
    async with store.begin() as session:
        assert [area.code for area in await areas.path(session, "lyg-hz-np")] == ["lyg-hz-np", "lyg-hz", "lyg"]


async def test_every_application_is_remembered_with_what_it_changed(store: Store) -> None:
    await apply(store, file(), by=9001)
    await apply(store, without("staff", "telegram", GRID))
    async with store.begin() as session:
        first, second = (await session.scalars(sa.select(Act).where(Act.act == "setup").order_by(Act.id))).all()
    assert (first.actor, len(first.detail["changes"])) == (9001, 14)
    assert (second.actor, second.detail["changes"]) == (None, [f"- 人员 李丽（grid_worker @ {COMMUNITY}）停用"])
