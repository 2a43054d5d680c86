"""A year in small (`make year` is the whole of it): nothing is missed, and nothing that grows is read whole to find a few rows."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bench.year.figures import Figures, Size
from bench.year.run import measure
from bot import clock, housekeeping, threads
from bot.desk import alerts, reports, steps
from bot.office import Office
from bot.store import traces, workers
from bot.store.engine import Store
from tests.bot.test_chain import PAID, reported
from tests.bot.test_followups import met
from tests.conftest import LEADER, OFFICER, Phones, until

SMALL = Size(count=60, days=40, stations=5, tick=6)
GROWING = {
    *(
        "alerts",
        "alert_log",
        "reports",
        "signatures",
        "steps",
        "pages",
        "cards",
        "clues",
        "followups",
        "acts",
        "inbox",
        "bulletins",
        "tells",
    ),
    *("help_requests", "pleas", "stop_payments", "visitors", "scripts_shown", "questions", "workflow_status", "operation_outputs"),
}
ONCE = "reports.reporter_name !="
"""Names from before names were sealed: looked for at each round of housekeeping, on purpose in all reports."""


@contextmanager
def overheard() -> Iterator[dict[str, Any]]:
    """Every statement that reaches a database, with the values of one time."""
    heard: dict[str, Any] = {}

    def hear(_: object, __: object, statement: str, values: Any, *more: object) -> None:
        heard[statement] = values[0] if isinstance(values, list) else values

    sa.event.listen(Engine, "before_cursor_execute", hear)
    try:
        yield heard
    finally:
        sa.event.remove(Engine, "before_cursor_execute", hear)


def read_whole(path: Path, heard: dict[str, Any]) -> list[str]:
    """Statements that want some rows of what grows, and for which SQLite reads all of it; an index of a few rows may be read whole."""
    found = []
    with sqlite3.connect(path) as connection:
        for statement, values in heard.items():
            if " where " not in statement.lower() or not statement.lower().lstrip().startswith(("select", "update", "delete", "with")):
                continue
            for *_, step in connection.execute(f"explain query plan {statement}", values):
                words = step.split()
                if words[0] == "SCAN" and words[1] in GROWING and "INDEX" not in words and ONCE not in statement:
                    found.append(f"{step}: {' '.join(statement.split())}")
    connection.close()
    return found


def nothing_missed(figures: Figures) -> None:
    assert figures.missed == []
    assert figures.counts["calls asked"] > 30
    assert figures.counts["calls told to leaders"] > 0
    assert figures.counts["relapses"] > 0
    assert figures.counts["outages"] > 1
    assert figures.counts["reminders doubled"] == 0


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_a_small_year_misses_nothing_and_reads_nothing_whole(database: str, tmp_path: Path) -> None:
    with overheard() as heard:
        nothing_missed(await measure(database, tmp_path, SMALL, whole=True))
    assert read_whole(tmp_path / "shouwang.db", heard) == []


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
async def test_a_small_year_misses_nothing_on_the_other_database(database: str, tmp_path: Path) -> None:
    nothing_missed(await measure(database, tmp_path, SMALL))


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_what_is_known_of_a_person_is_found_without_reading_every_history(store: Store, tmp_path: Path) -> None:
    with overheard() as heard:
        async with store.begin() as session:
            await traces.deeds_of(session, OFFICER)
            await traces.acts_about(session, OFFICER)
            await traces.forget_lines(session, OFFICER)
    assert len(heard) >= 4
    assert read_whole(tmp_path / "shouwang.db", heard) == []


async def remembered(office: Office) -> set[str]:
    """The workflows that the engine remembers."""
    async with office.store.begin() as session:
        schema = await workers.schema_of(session)
        return set(await session.scalars(sa.text(f"select workflow_uuid from {schema}workflow_status")))


async def test_what_ended_well_is_forgotten_after_sixty_days_and_alerts_go_on(
    quiet: Office, phones: Phones, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = await met(quiet)
    alive = (await reports.report(quiet, reported(PAID, origin="alive"))).number
    await until(lambda: LEADER in phones.paged())
    await alerts.acknowledge(quiet, alive, OFFICER)
    await until(lambda: quiet_now(quiet))
    later = clock.now() + timedelta(days=61)
    monkeypatch.setattr(clock, "now", lambda: later)
    gone = (await housekeeping.clean(quiet))["办完的流程"]
    left = await remembered(quiet)
    assert gone > 5
    assert threads.ladder(ended, 1) not in left
    assert threads.ladder(alive, 1) not in left
    assert any(thread.startswith("recheck-") for thread in left)
    await steps.record(quiet, alive, OFFICER, "visit", "found", 0)
    assert (await alerts.dismiss(quiet, alive, OFFICER)).changed
    await housekeeping.clean(quiet)  # the engine's own clock was not set forward: what ends now is old at once
    assert {thread for thread in left if thread.startswith("recheck-")} <= await remembered(quiet)


async def quiet_now(office: Office) -> bool:
    """Nothing runs; what is put off may wait."""
    async with office.store.begin() as session:
        schema = await workers.schema_of(session)
        query = f"select count(*) from {schema}workflow_status where status in ('ENQUEUED', 'PENDING')"
        return (await session.execute(sa.text(query))).scalar_one() == 0
