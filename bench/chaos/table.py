"""The outcome of a run as a table, and the sentences behind its figures."""

from rich.console import Console
from rich.table import Table

from bench.chaos.run import Outcome

SHOWN = 12


def show(outcome: Outcome, out: Console) -> None:
    """Print it."""
    found, options = outcome.judgement, outcome.options
    how = "calm" if options.calm else f"{outcome.kills} kill -9"
    table = Table("what", "figure", title=f"chaos · {options.database} · {options.workers} duty · seed {options.seed} · {how}")
    table.add_row("acts of reporting / alerts standing", f"{found.acts} / {found.alerts}")
    table.add_row("within", f"{options.minutes:g} min; calm after {_seconds(outcome.calm_after)}")
    if outcome.troubles:
        table.add_row("troubles", ", ".join(f"{count} {kind}" for kind, count in sorted(outcome.troubles.items())))
    table.add_row("lost", f"{len(found.lost)}")
    table.add_row("pages", f"{found.pages}")
    table.add_row("doubled under the same number", f"{len(found.doubled)} ({1000 * len(found.doubled) / max(found.pages, 1):.2f} in 1,000)")
    table.add_row("doubled under another number", f"{len(found.another)}")
    table.add_row("out of ladder", f"{len(found.ladder)}")
    table.add_row("receipts missing / doubled", f"{len(found.receipts_missing)} / {len(found.receipts_doubled)}")
    table.add_row("“somebody signed” missing / doubled", f"{len(found.closures_missing)} / {len(found.closures_doubled)}")
    waits = " / ".join(f"{found.quantile(share):.2f}" for share in (0.5, 0.95, 0.99))
    table.add_row("report → first page, p50 / p95 / p99", f"{waits} s")
    if options.groups:
        table.add_row(f"case of the week to {options.groups} groups", ", ".join(f"{n} {state}" for state, n in outcome.editions.items()))
    table.add_row("requests against the contract", f"{outcome.violations}")
    table.add_row("processes that ended by themselves", f"{len(outcome.ends)}; not cleanly at the end: {len(outcome.unclean)}")
    out.print(table)
    _sentences(outcome, out)


def _seconds(calm: float | None) -> str:
    return "never" if calm is None else f"{calm:.0f} s"


def _sentences(outcome: Outcome, out: Console) -> None:
    found = outcome.judgement
    for name in ("lost", "another", "ladder", "receipts_missing", "receipts_doubled", "closures_missing", "closures_doubled", "doubled"):
        for sentence in getattr(found, name)[:SHOWN]:
            out.print(f"  {name}: {sentence}", highlight=False, markup=False, soft_wrap=True)
    for sentence in (*outcome.ends[:SHOWN], *outcome.unclean):
        out.print(f"  process: {sentence}", highlight=False, markup=False, soft_wrap=True)
