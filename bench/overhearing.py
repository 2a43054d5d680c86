"""What watch (旁听) would say unasked: how much of the scams it finds, and how often it would disturb a group in vain, by score.

Strangers' texts as in bench.quality, each judged once as if somebody had said it in a listening group. Everyday talk and genuine notices
are what a group is full of, so one word in vain among a thousand is already much.

    python -m bench.overhearing
"""

from collections import defaultdict

from rich.console import Console
from rich.progress import track
from rich.table import Table

from bench.quality import EVAL, rows
from bench.verdict import compiled
from bot.asking import overhearing
from bot.triage.finding import Verdict
from bot.triage.verdict import Triage

BARS = (0.9, 0.95, overhearing.CERTAIN, 0.99)


def main() -> None:
    """Judge, and print a line for each source and label."""
    console, labelled, triage = Console(width=140), rows(), Triage(compiled())
    if not labelled:
        console.print(f"no labelled texts at {EVAL}: nothing measured")
        return
    said: defaultdict[tuple[str, str], list[Verdict | None]] = defaultdict(list)
    for row in track(labelled, "rows", transient=True):
        worth = overhearing.worth_hearing(row["text"])
        said[row["slice"], row["label"]].append(triage.judge(row["text"]) if worth else None)
    table = Table("source", "label", "rows", *(f"score ≥ {bar}" for bar in BARS), title="would speak up unasked")
    for (source, label), verdicts in sorted(said.items()):
        counts = [sum(verdict is not None and overhearing.certain(verdict, bar) for verdict in verdicts) for bar in BARS]
        table.add_row(source, label, f"{len(verdicts):,}", *(f"{count} ({count / len(verdicts):.2%})" for count in counts))
    console.print(table)


if __name__ == "__main__":
    main()
