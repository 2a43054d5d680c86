"""`make year`: a simulated year of 50,000 alerts, and whether anything was missed.

Everything that happens goes through the product's own acts on a real database: reports, signatures, steps, endings, reviews, follow-ups
and their answers, by chance with a seed; outages of hours in which nobody looks, crashes in the middle of the work, repairs by the audit.
The clock is pushed. Beside it a ledger is kept that knows nothing of the product's rows: which calls are due when. In the end they agree.
"""

import argparse
import asyncio
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.timetable import in_one_thread
from bench.year.figures import Figures, Size
from bench.year.run import measure


def printed(figures: Figures, took: float) -> Table:
    """The year as a table."""
    table = Table("what", "figure", title=f"a simulated year, {took / 60:.0f} minutes")
    for name, count in figures.counts.items():
        table.add_row(name, f"{count:,}")
    table.add_row("found by the audit after outages", ", ".join(f"{kind} {count:,}" for kind, count in figures.found.items()))
    table.add_row("repaired before the calendar was back", ", ".join(f"{kind} {count:,}" for kind, count in figures.mended.items()))
    first, last = figures.months[0], figures.months[-1]
    second = figures.months[1] if len(figures.months) > 1 else first
    for name in last:
        table.add_row(f"{name}, first month → last", f"{second.get(name, 0):,.1f} → {last[name]:,.1f}")
    table.add_row("missed", f"{len(figures.missed):,}")
    return table


def main() -> None:
    """Run it; exit code 1 when anything was missed."""
    knobs = argparse.ArgumentParser(description=__doc__)
    knobs.add_argument("--alerts", type=int, default=50_000)
    knobs.add_argument("--days", type=int, default=365)
    knobs.add_argument("--seed", type=int, default=1)
    knobs.add_argument("--whole", action="store_true", help="cards and words to people are written too, not only counted as sent")
    knobs.add_argument("--minutes", type=float, default=float("inf"), help="end the year after so many minutes, at whatever day it is")
    knobs.add_argument("--database", default="", help="an empty PostgreSQL database; a SQLite file in a temporary folder unless given")
    given = knobs.parse_args()
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        url = given.database or f"sqlite:///{folder}/year.db"
        size = Size(given.alerts, given.days, minutes=given.minutes)
        in_one_thread()
        figures = asyncio.run(measure(url, Path(folder), size, seed=given.seed, whole=given.whole))
    Console().print(printed(figures, time.perf_counter() - began))
    for line in figures.missed[:40]:
        print("missed:", line)
    raise SystemExit(1 if figures.missed else 0)


if __name__ == "__main__":
    main()
