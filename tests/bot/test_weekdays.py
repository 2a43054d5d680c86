"""A group's administrators change its weekday in the middle of a week: every week still has its case, and none has two."""

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa

from bot.deployment import Deployment
from bot.office import Office
from bot.people import manners
from bot.publicity.bulletins import ask_for_due
from bot.publicity.editions import Editions
from bot.publicity.forecast import plan_ahead
from bot.publicity.pump import Pump
from bot.setup import apply
from bot.store.models import Bulletin, Group
from tests.bot.conftest import Time
from tests.bot.test_bulletins import SHELF
from tests.conftest import DISTRICT_FILE, NEIGHBOURS, Phones

ADMIN = 7003


def at(text: str) -> datetime:
    """A moment of the week from Monday, 23 November 2026, in Shanghai."""
    return datetime.fromisoformat(f"2026-{text}:00+08:00")


@pytest.fixture
async def fridays(newsroom: Office, time: Time) -> Office:
    """One group, whose case comes on Fridays at nine."""
    entry = {**DISTRICT_FILE["groups"][0], "bulletin": "fri 09:00"}
    await apply(newsroom.store, Deployment.model_validate({**DISTRICT_FILE, "groups": [entry]}))
    async with newsroom.store.begin() as session:
        await session.execute(sa.update(Group).values(created_at=time.now - timedelta(days=400)))
    return newsroom


async def lived(desk: Office, time: Time, until: datetime) -> list[tuple[str, str]]:
    """Quarters of days go by; each edition that went out, by its week and its day."""
    while time.now < until:
        time.now += timedelta(hours=6)
        await ask_for_due(desk)
        await Pump(desk, [Editions(desk)]).drain()
    async with desk.store.begin() as session:
        rows = await session.scalars(sa.select(Bulletin).where(Bulletin.state == "sent").order_by(Bulletin.changed_at))
        return [(row.week, f"{row.changed_at + timedelta(hours=8):%a}") for row in rows]


async def choose(desk: Office, *slots: str) -> None:
    for slot in slots:
        await manners.set_slot(desk, NEIGHBOURS, ADMIN, slot)


@pytest.mark.parametrize(
    ("moment", "slots", "came"),
    [
        ("11-26T12:00", ["mon-0900"], [("2026-W48", "Fri"), ("2026-W49", "Mon")]),
        ("11-26T12:00", ["thu-0900"], [("2026-W48", "Fri"), ("2026-W49", "Thu")]),
        ("11-26T12:00", ["mon-0900", "mon-1500"], [("2026-W48", "Fri"), ("2026-W49", "Mon")]),
        ("11-26T12:00", ["mon-0900", "sun-0900"], [("2026-W48", "Sun"), ("2026-W49", "Sun")]),
        ("11-26T12:00", ["mon-0900", "fri-0900"], [("2026-W48", "Fri"), ("2026-W49", "Fri")]),
        ("11-26T12:00", ["common"], [("2026-W48", "Fri"), ("2026-W49", "Mon")]),
        ("11-24T12:00", ["wed-0900"], [("2026-W48", "Wed"), ("2026-W49", "Wed")]),
        ("11-27T12:00", ["sun-0900"], [("2026-W48", "Fri"), ("2026-W49", "Sun")]),
        ("11-27T12:00", ["mon-0900"], [("2026-W48", "Fri"), ("2026-W49", "Mon")]),
        ("11-26T12:00", ["mon-0900", "none"], []),
    ],
)
async def test_each_week_has_its_case_once(
    fridays: Office, phones: Phones, time: Time, moment: str, slots: list[str], came: list[tuple[str, str]]
) -> None:
    time.now = at("11-23T12:00")
    await lived(fridays, time, at(moment))
    await choose(fridays, *slots)
    assert await lived(fridays, time, at("12-06T18:00")) == came
    assert len(phones.told(NEIGHBOURS)) == len(phones.quizzes) == len(came)


async def filed(desk: Office, *slots: str | None, common: str = "mon 09:00") -> None:
    """The deployment file says so, once and again."""
    for slot in slots:
        entry = {**DISTRICT_FILE["groups"][0], **({"bulletin": slot} if slot else {})}
        bulletin = {**DISTRICT_FILE.get("bulletin", {}), "at": common}
        await apply(desk.store, Deployment.model_validate({**DISTRICT_FILE, "groups": [entry], "bulletin": bulletin}))


@pytest.mark.parametrize(
    ("moment", "slots", "common", "came"),
    [
        ("11-26T12:00", ["mon 09:00"], "mon 09:00", [("2026-W48", "Fri"), ("2026-W49", "Mon")]),
        ("11-26T12:00", ["mon 09:00", "tue 09:00"], "mon 09:00", [("2026-W48", "Fri"), ("2026-W49", "Tue")]),
        ("11-26T12:00", ["mon 09:00", "fri 09:00"], "mon 09:00", [("2026-W48", "Fri"), ("2026-W49", "Fri")]),
        ("11-26T12:00", [None], "tue 09:00", [("2026-W48", "Fri"), ("2026-W49", "Tue")]),
        ("11-26T12:00", ["mon 09:00", "sun 09:00"], "mon 09:00", [("2026-W48", "Sun"), ("2026-W49", "Sun")]),
        ("11-27T12:00", ["sun 09:00"], "mon 09:00", [("2026-W48", "Fri"), ("2026-W49", "Sun")]),
        ("11-24T12:00", ["mon 09:00"], "mon 09:00", [("2026-W48", "Fri"), ("2026-W49", "Mon")]),
        ("11-26T12:00", ["none", "mon 09:00"], "mon 09:00", [("2026-W48", "Fri"), ("2026-W49", "Mon")]),
    ],
)
async def test_a_weekday_that_the_file_changes_costs_no_week_either(
    fridays: Office, phones: Phones, time: Time, moment: str, slots: list[str | None], common: str, came: list[tuple[str, str]]
) -> None:
    time.now = at("11-23T12:00")
    await lived(fridays, time, at(moment))
    await filed(fridays, *slots, common=common)
    assert await lived(fridays, time, at("12-06T18:00")) == came
    assert len(phones.told(NEIGHBOURS)) == len(phones.quizzes) == len(came)


@pytest.mark.parametrize(("late", "came"), [(9, ["Thu", "Thu"]), (11, ["Fri", "Thu"])])
async def test_a_slot_that_has_just_passed_when_the_file_names_it_was_meant(
    fridays: Office, time: Time, late: int, came: list[str]
) -> None:
    time.now = at("11-26T12:00") + timedelta(minutes=late)
    await filed(fridays, "thu 12:00")
    assert [day for _, day in await lived(fridays, time, at("12-06T18:00"))] == came


@pytest.mark.parametrize("took", ["day", "week"])
async def test_a_common_weekday_changed_while_nobody_serves_is_caught_up_for_two_days(fridays: Office, time: Time, took: str) -> None:
    time.now = at("11-23T12:00")
    await filed(fridays, None, common="fri 09:00")
    await lived(fridays, time, at("11-26T12:00"))
    await filed(fridays, None, common="mon 09:00")
    time.now = at("11-28T00:00" if took == "day" else "11-30T06:00")
    weeks = [week for week, _ in await lived(fridays, time, at("12-06T18:00"))]
    assert weeks == (["2026-W48", "2026-W49"] if took == "day" else ["2026-W49"])


async def test_what_still_comes_on_the_day_before_is_in_the_plan(fridays: Office, time: Time) -> None:
    time.now = at("11-26T12:00")
    await choose(fridays, "mon-0900")
    lines = await plan_ahead(fridays.store, SHELF, 2)
    assert [line.due.week for line in lines] == ["2026-W48", "2026-W49", "2026-W50"]
    assert [line.state for line in lines] == ["planned", "", ""]
    assert lines[0].due.at == at("11-27T09:00")
