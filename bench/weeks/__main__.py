"""`python -m bench.weeks`: 200 groups, 52 weeks, kills at every point; exit code 1 when anything was wrong."""

import argparse
import asyncio
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.timetable import in_one_thread
from bench.weeks.figures import Figures, Size
from bench.weeks.run import measure


def printed(figures: Figures, took: float) -> Table:
    """The year as a table."""
    table = Table("what", "figure", title=f"a simulated year of the case of the week, {took:.0f} s")
    for name, count in sorted(figures.counts.items()):
        table.add_row(name, f"{count:,}")
    for name, count in figures.deaths.most_common():
        table.add_row(f"killed {name}", f"{count:,}")
    for name, count in figures.excuses.most_common():
        table.add_row(f"ended: {name}", f"{count:,}")
    table.add_row("found by the audit after outages", ", ".join(f"{kind} {count}" for kind, count in figures.found.items()))
    table.add_row("wrong", f"{len(figures.wrong):,}")
    return table


def main() -> None:
    """Run it."""
    knobs = argparse.ArgumentParser(description=__doc__)
    knobs.add_argument("--groups", type=int, default=200)
    knobs.add_argument("--weeks", type=int, default=52)
    knobs.add_argument("--seed", type=int, default=1)
    knobs.add_argument("--database", default="", help="an empty PostgreSQL database; a SQLite file in a temporary folder unless given")
    given = knobs.parse_args()
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        url = given.database or f"sqlite:///{folder}/weeks.db"
        in_one_thread()
        figures = asyncio.run(measure(url, Path(folder), Size(given.groups, given.weeks, seed=given.seed)))
    Console().print(printed(figures, time.perf_counter() - began))
    for line in figures.wrong[:60]:
        print("wrong:", line)
    raise SystemExit(1 if figures.wrong else 0)


if __name__ == "__main__":
    main()
