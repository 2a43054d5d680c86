"""The weekly slot: which week it belongs to and when it falls, across borders of week, year and summer time."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.publicity.schedule import Due, WeeklySlot, latest, parse_slot, upcoming

SHANGHAI = "Asia/Shanghai"
MONDAY_NINE = parse_slot("mon 09:00")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("mon 09:00", WeeklySlot(0, 9, 0)),
        ("SUN 23:59:59", WeeklySlot(6, 23, 59, 59)),
        ("  fri   7:05 ", WeeklySlot(4, 7, 5)),
    ],
)
def test_a_slot_is_a_weekday_and_a_time(text: str, slot: WeeklySlot) -> None:
    assert parse_slot(text) == slot


@pytest.mark.parametrize(
    "text", ["", "monday 09:00", "mon 24:00", "mon 09:60", "mon 09:00:60", "mon 9", "周一 09:00", "mon 09:00 Asia/Shanghai"]
)
def test_anything_else_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match="mon 09:00 这样"):
        parse_slot(text)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-11-23T09:00:00+08:00", Due("2026-W48", at("2026-11-23T09:00+08:00"))),
        ("2026-11-23T08:59:59+08:00", Due("2026-W47", at("2026-11-16T09:00+08:00"))),
        ("2026-11-29T23:59:59+08:00", Due("2026-W48", at("2026-11-23T09:00+08:00"))),
        ("2026-11-22T23:59:59+00:00", Due("2026-W47", at("2026-11-16T09:00+08:00"))),  # Monday in Shanghai, before nine
        ("2026-11-23T01:00:00+00:00", Due("2026-W48", at("2026-11-23T09:00+08:00"))),
    ],
)
def test_the_latest_slot_is_the_newest_that_is_not_in_the_future(now: str, due: Due) -> None:
    assert latest(MONDAY_NINE, SHANGHAI, at(now)) == due


@pytest.mark.parametrize(
    ("slot", "now", "week"),
    [
        ("fri 09:00", "2027-01-01T10:00+08:00", "2026-W53"),  # New Year's Day still belongs to week 53 of the old year
        ("mon 09:00", "2027-01-03T10:00+08:00", "2026-W53"),
        ("mon 09:00", "2027-01-04T10:00+08:00", "2027-W01"),
        ("tue 09:00", "2024-12-31T10:00+08:00", "2025-W01"),  # the last day of a year may belong to the next one's first week
        ("sun 09:00", "2025-12-29T10:00+08:00", "2025-W52"),
    ],
)
def test_weeks_are_iso_weeks_also_around_new_year(slot: str, now: str, week: str) -> None:
    assert latest(parse_slot(slot), SHANGHAI, at(now)).week == week


def test_the_coming_slots_are_a_week_apart_and_each_has_its_own_week() -> None:
    dues = upcoming(MONDAY_NINE, SHANGHAI, at("2026-12-21T09:00+08:00"), 4)
    assert [due.week for due in dues] == ["2026-W53", "2027-W01", "2027-W02", "2027-W03"]
    assert [due.at for due in dues] == [at("2026-12-28T09:00+08:00") + timedelta(weeks=k) for k in range(4)]


@pytest.mark.parametrize(
    "now", ["2026-11-23T08:59:59+08:00", "2026-11-23T09:00:00+08:00", "2026-11-22T18:00:00+00:00", "2026-11-29T23:00:00+08:00"]
)
def test_the_next_slot_is_a_week_after_the_latest(now: str) -> None:
    before, after = latest(MONDAY_NINE, SHANGHAI, at(now)), upcoming(MONDAY_NINE, SHANGHAI, at(now), 1)[0]
    assert before.at <= at(now) < after.at
    assert after.at - before.at == timedelta(weeks=1)


def test_nine_o_clock_stays_nine_o_clock_through_summer_time() -> None:
    dues = upcoming(parse_slot("sun 09:00"), "Europe/Berlin", at("2026-03-20T00:00+00:00"), 3)
    assert [due.at for due in dues] == [at("2026-03-22T08:00+00:00"), at("2026-03-29T07:00+00:00"), at("2026-04-05T07:00+00:00")]


@pytest.mark.parametrize("slot", ["sun 02:30", "sun 03:00"])
@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25"])
def test_an_hour_that_does_not_exist_or_comes_twice_is_still_one_slot(slot: str, day: str) -> None:
    noon = at(f"{day}T12:00+00:00")
    due = latest(parse_slot(slot), "Europe/Berlin", noon)
    assert due.at.date().isoformat() == day
    assert due.week == f"2026-W{noon.isocalendar().week}"
    hours = [latest(parse_slot(slot), "Europe/Berlin", at(f"{day}T00:00+00:00") + timedelta(minutes=10 * k)).week for k in range(72)]
    assert sorted(hours) == hours
    assert len(set(hours)) == 2


def test_two_zones_have_the_same_slot_at_different_moments() -> None:
    now = at("2026-11-23T12:00+00:00")
    assert latest(MONDAY_NINE, "Asia/Urumqi", now).at - latest(MONDAY_NINE, SHANGHAI, now).at == timedelta(hours=2)
