"""The rota: exactly one line-up at any moment, holidays and stand-ins included; absences as people say them."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.deployment import Deployment
from bot.duty.rota import HERE, Change, Line, StandIn, latest_change, on_duty, spells, spoken, turn_at, turns, until
from tests.conftest import DISTRICT_FILE

A, B, C, D = 1, 2, 3, 4


def at(text: str) -> datetime:
    """A local time in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=HERE).astimezone(UTC)


def line(*order: tuple[int, ...], length: timedelta = timedelta(days=1), **holidays: int) -> Line:
    found = {date.fromisoformat(day[1:].replace("_", "-")): (person,) for day, person in holidays.items()}
    return Line("station", time(9), order, length, datetime(2026, 11, 23, 9), found)


def test_a_rota_goes_round_at_the_hour_of_the_hand_over() -> None:
    rota = line((A,), (B, C))
    days = ("2026-11-23 08:59", "2026-11-23 09:00", "2026-11-24 08:59", "2026-11-24 09:00")
    assert [on_duty(rota, (), at(moment)) for moment in days] == [(), (A,), (A,), (B, C)]
    assert on_duty(rota, (), at("2026-11-25 09:00")) == (A,)


def test_a_holiday_takes_one_day_out_of_a_long_turn() -> None:
    rota = line((A,), (B,), length=timedelta(days=7), d2026_11_25=D)
    found = [(turn.people, turn.starts, turn.ends) for turn in turns(rota, at("2026-11-23 10:00"), at("2026-11-30 10:00"))]
    assert found == [
        ((A,), at("2026-11-23 09:00"), at("2026-11-25 09:00")),
        ((D,), at("2026-11-25 09:00"), at("2026-11-26 09:00")),
        ((A,), at("2026-11-26 09:00"), at("2026-11-30 09:00")),
        ((B,), at("2026-11-30 09:00"), at("2026-12-07 09:00")),
    ]


def test_before_its_first_day_a_rota_names_nobody() -> None:
    assert turn_at(line((A,)), at("2026-11-01 09:00")) is None
    assert [turn.people for turn in spells(line((A,)), (), at("2026-11-22 09:00"), at("2026-11-24 09:00"))] == [(), (A,)]


calmly = settings(deadline=None)
people = st.integers(1, 6)
moments = st.datetimes(datetime(2026, 11, 24), datetime(2027, 6, 1)).map(lambda moment: moment.replace(tzinfo=UTC))
lines = st.builds(
    lambda order, hours, days, hour: Line(
        "station",
        time(hour),
        tuple(order),
        timedelta(hours=hours),
        datetime(2026, 11, 23, hour),
        {date(2026, 11, 23) + timedelta(days=day): (person,) for day, person in days.items()},
    ),
    st.lists(st.lists(people, min_size=1, max_size=3, unique=True).map(tuple), min_size=1, max_size=4),
    st.integers(1, 24 * 9),
    st.dictionaries(st.integers(0, 200), people, max_size=8),
    st.integers(0, 23),
)
agreements = st.lists(
    st.builds(
        lambda out, instead, starts, hours, reason: StandIn(out, instead, starts, starts + timedelta(hours=hours), reason),
        people,
        st.integers(10, 14),
        moments,
        st.integers(1, 24 * 60),
        st.sampled_from(("swap", "away")),
    ),
    max_size=6,
)


@calmly
@given(lines, moments)
def test_at_any_moment_there_is_exactly_one_turn(rota: Line, moment: datetime) -> None:
    turn = turn_at(rota, moment)
    assert turn is not None
    assert turn.starts <= moment < turn.ends
    assert turn.people
    inside = turn_at(rota, turn.ends - timedelta(microseconds=1))
    after = turn_at(rota, turn.ends)
    assert turn_at(rota, turn.starts) == turn == inside
    assert after is not None
    assert after.starts == turn.ends


@calmly
@given(lines, agreements, moments)
def test_who_stands_in_wins_and_nobody_leaves_the_line_up_empty(rota: Line, agreed: list[StandIn], moment: datetime) -> None:
    found = on_duty(rota, agreed, moment)
    assert found
    assert not {one.out for one in agreed if one.holds(moment)} & set(found)


@calmly
@given(lines, agreements, moments)
def test_spells_fill_a_week_without_gaps_and_each_differs_from_the_one_before(rota: Line, agreed: list[StandIn], moment: datetime) -> None:
    end = moment + timedelta(days=7)
    week = spells(rota, agreed, moment, end)
    assert [week[0].starts, *[spell.ends for spell in week]] == [*[spell.starts for spell in week], end]
    assert all(one.people != other.people for one, other in pairwise(week))
    assert all(on_duty(rota, agreed, spell.starts) == spell.people for spell in week)


def test_a_turn_given_away_and_back_is_ones_own_again() -> None:
    day = (at("2026-11-23 09:00"), at("2026-11-24 09:00"))
    assert on_duty(line((A,)), (StandIn(A, B, *day), StandIn(B, A, *day)), day[0]) == (A,)
    assert on_duty(line((A,)), (StandIn(A, B, *day, "away"), StandIn(A, C, *day)), day[0]) == (C,)


def test_the_newest_change_tells_who_went_and_who_came() -> None:
    rota, within = line((A,), (B,)), timedelta(hours=12)
    assert latest_change(rota, (), at("2026-11-24 09:00"), within) == Change(at("2026-11-24 09:00"), (A,), (B,))
    assert latest_change(rota, (), at("2026-11-24 08:59"), within) is None
    assert latest_change(rota, (), at("2026-11-23 09:01"), within) == Change(at("2026-11-23 09:00"), (), (A,))
    away = StandIn(B, C, at("2026-11-24 14:00"), at("2026-11-24 16:00"), "away")
    assert latest_change(rota, [away], at("2026-11-24 15:00"), within) == Change(at("2026-11-24 14:00"), (B,), (C,))
    assert latest_change(rota, [away], at("2026-11-24 16:30"), within) == Change(at("2026-11-24 16:00"), (C,), (B,))


@pytest.mark.parametrize(
    ("choice", "now", "ends"),
    [
        ("2h", "2026-11-23 23:30", "2026-11-24 01:30"),
        ("tonight", "2026-11-23 23:30", "2026-11-24 00:00"),
        ("morning", "2026-11-23 23:30", "2026-11-24 08:00"),
        ("morning", "2026-11-24 03:00", "2026-11-24 08:00"),
        ("3d", "2026-12-30 09:00", "2027-01-02 09:00"),
    ],
)
def test_an_absence_ends_when_people_mean_it_to(choice: str, now: str, ends: str) -> None:
    assert until(choice, at(now)) == at(ends)
    assert until("forever", at(now)) is None


def test_a_time_is_said_with_its_weekday() -> None:
    assert spoken(at("2026-11-23 09:00")) == "11月23日 周一 09:00"


def test_what_the_store_keeps_reads_back_as_the_rota_of_the_file() -> None:
    duty = {
        "area": "lyg-hz-xd", "handover": "08:30", "order": [5001, [5001, 5002]], "shift": "12h", "from": "2026-11-23",
        "holidays": [{"date": "2027-01-01", "on": 5002}],
    }  # fmt: skip
    [kept] = Deployment.model_validate({**DISTRICT_FILE, "duty": [duty]}).plan()["duty"]
    assert Line.read(kept) == Line(
        "lyg-hz-xd",
        time(8, 30),
        ((5001,), (5001, 5002)),
        timedelta(hours=12),
        datetime(2026, 11, 23, 8, 30),
        {date(2027, 1, 1): (5002,)},
    )
