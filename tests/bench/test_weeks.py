"""A few weeks of the bench of the case of the week, on both databases: kills, outages, changes of mind, and nothing wrong."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bench.weeks.figures import Size
from bench.weeks.run import measure
from bot import clock

SMALL = Size(groups=16, weeks=9, stories=12, tick=12, life=60, outages=3, long_outages=2, seed=3)


async def test_some_weeks_with_kills_and_outages_are_as_the_ledger_says(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 22, 13, tzinfo=UTC))  # the year begins in the next hour
    figures = await measure(database, tmp_path, SMALL)
    assert figures.wrong == []
    assert figures.counts["editions sent"] > 60
    assert {"before the commit", "after the commit", "before the send", "after the send"} <= figures.deaths.keys()
    assert figures.counts["editors: story"] > 0
