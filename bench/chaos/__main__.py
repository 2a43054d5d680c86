"""`python -m bench.chaos`, which is `make chaos`: play a run, print what came of it, exit 1 when a goal was missed."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console

from bench.chaos.plan import SHORT, Options
from bench.chaos.run import play
from bench.chaos.table import show

out = Console()


def main(
    reports: Annotated[int, typer.Option(min=1, help="matters that are reported")] = 600,
    minutes: Annotated[float, typer.Option(min=0.1, help="within which they are")] = 4.0,
    database: Annotated[Literal["sqlite", "postgresql"], typer.Option(help="sqlite or postgresql")] = "sqlite",
    workers: Annotated[int, typer.Option(min=1, help="duty workers; more than one needs postgresql")] = 1,
    seed: Annotated[int, typer.Option(help="the same seed, the same plan")] = 1,
    groups: Annotated[int, typer.Option(min=0, help="groups that get the case of the week meanwhile")] = 0,
    kills: Annotated[int | None, typer.Option(min=1, help="kill -9 so often; three a minute unless said")] = None,
    calm: Annotated[bool, typer.Option("--calm", help="break nothing: how many pages double by themselves, and how fast it is")] = False,
    clocks: Annotated[bool, typer.Option(help="let the clock jump an hour ahead, and an hour back")] = True,
    strict: Annotated[bool, typer.Option("--strict", help="with --calm: fail when p99 to the first page is above 2 s")] = False,
    short: Annotated[bool, typer.Option("--short", help="the form of the tests: 150 reports, six kills, within a minute")] = False,
    keep: Annotated[Path | None, typer.Option(help="a folder in which the data directory with its logs is kept")] = None,
    library: Annotated[Path | None, typer.Option(help="a compiled library.db to copy, so that none is compiled")] = None,
) -> None:
    """Report, sign, kill, restart, count."""
    if workers > 1 and database == "sqlite":
        raise typer.BadParameter("several duty workers need --database postgresql")
    options = Options(reports, minutes, database, workers, seed, groups, calm, kills, clocks)
    if short:
        options = replace(SHORT, database=database, workers=workers, seed=seed, calm=calm)
    outcome = play(options, library, keep, lambda words: out.print(f"[dim]{words}[/]"))
    show(outcome, out)
    missed = outcome.judgement.failures(calm=calm, strict=strict)
    if outcome.calm_after is None:
        missed.append("no calm at the end")
    if outcome.violations:
        missed.append("requests against the contract of the Bot API")
    out.print(f"[bold red]✗ {', '.join(missed)}[/]" if missed else "[bold green]✓ all goals met[/]")
    raise typer.Exit(1 if missed else 0)


if __name__ == "__main__":
    typer.run(main)
