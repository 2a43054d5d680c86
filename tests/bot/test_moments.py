"""When something happened, as people say it."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.stop import moments

NOW = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)
"""22:00 in Shanghai."""


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("刚刚", "2026-11-22T22:00"),
        ("十分钟前", "2026-11-22T21:50"),
        ("半小时前", "2026-11-22T21:30"),
        ("一个半小时前", "2026-11-22T20:30"),
        ("今天", "2026-11-22"),
        ("昨天", "2026-11-21"),
        ("三天前", "2026-11-19"),
        ("昨晚九点半", "2026-11-21T21:30"),
        ("晚上9点03分", "2026-11-22T21:03"),
        ("下午三点一刻", "2026-11-22T15:15"),
        ("凌晨12点10分", "2026-11-22T00:10"),
        ("21:03", "2026-11-22T21:03"),
        ("23:30", "2026-11-21T23:30"),
        ("9点", "2026-11-22T21:00"),
        ("上午9点", "2026-11-22T09:00"),
        ("11月22日 21:03", "2026-11-22T21:03"),
        ("2026-11-20 08:15:33", "2026-11-20T08:15"),
        ("11/22 20:10", "2026-11-22T20:10"),
        ("12月3日", "2025-12-03"),
        ("上个月", "earlier"),
        ("更早", "earlier"),
    ],
)
def test_times_are_read_as_past_and_as_finely_as_they_were_told(words: str, value: str) -> None:
    found = moments.read(words, NOW)
    assert found is not None
    assert found.value == value
    assert moments.of(value) == found


@pytest.mark.parametrize("words", ["明天9点", "三万", "转了5.5万", "¥1.20", "2月30日", "6222021234567890128", "0518-85123456", "4-5万", ""])
def test_what_is_no_past_moment_is_none(words: str) -> None:
    assert moments.read(words, NOW) is None


@settings(deadline=None)
@given(
    st.datetimes(min_value=datetime(2024, 1, 1), max_value=datetime(2030, 1, 1)),
    st.text(alphabet="0123456789点半分时月日:昨今天前晚上刚十二 -", max_size=14),
)
def test_no_words_lead_into_the_future(now: datetime, words: str) -> None:
    found = moments.read(words, now.replace(tzinfo=UTC))
    if found is not None and found.at is not None:
        assert found.at <= now.replace(tzinfo=UTC) + timedelta(minutes=5)
        assert moments.told(found, now.replace(tzinfo=UTC))
