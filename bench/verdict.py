"""How good and how fast the verdict is, beside a plain keyword list over the same library in the same run.

Quality is measured on labelled rows outside the product where they lie beside it (`../shared/eval/dev.jsonl`), each source apart and never
pooled: rows that others wrote, on which nothing was fitted. Speed is measured on the library's own texts.
"""

import json
import resource
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bot.library.read import Library
from bot.opening import open_library
from bot.settings import Settings
from bot.triage.verdict import Triage

ROWS = Path(__file__).parents[2] / "shared" / "eval" / "dev.jsonl"
Judge = Callable[[str], str]


def keywords(library: Library) -> Judge:
    """The naive way: any strong wording of any pattern, as it stands, means a scam."""
    words = {word for card in library.patterns.values() for phrase in card.phrases if phrase.weight == "strong" for word in phrase.say}
    plain = [word for word in words if "…" not in word]
    return lambda text: "scam" if any(word in text for word in plain) else "clear"


def rows() -> Iterator[dict[str, Any]]:
    """Labelled rows, without advertising, which is neither."""
    with ROWS.open(encoding="utf-8") as lines:
        yield from (row for row in map(json.loads, lines) if row["label"] != "spam_other")


def quality(triage: Triage, naive: Judge) -> Table:
    """Per source: scams found, doubted and missed, and harmless rows called a scam or doubted."""
    counts: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows():
        place = counts[(row["slice"], row["label"])]
        level = triage.judge(row["text"]).level
        place["n"] += 1
        place[level] += 1
        place["naive"] += naive(row["text"]) == "scam"
    table = Table("source", "label", "rows", "scam", "unsure", "keyword list: scam", title="verdict, each source apart")
    for (source, label), place in sorted(counts.items()):
        shares = [f"{place[key] / place['n']:.3f}" for key in ("scam", "unsure", "naive")]
        table.add_row(source, label, str(place["n"]), *shares)
    return table


def speed(triage: Triage, library: Library, naive: Judge) -> Table:
    """Verdicts a second and the slow tail, beside the keyword list."""
    texts = [sample.text for sample in library.samples[::3]]
    table = Table("way", "texts", "verdicts/s", "p50 ms", "p95 ms", title="speed, one thread")
    for name, judge in (("triage", lambda text: triage.judge(text).level), ("keyword list", naive)):
        times = []
        for text in texts:
            began = time.perf_counter()
            judge(text)
            times.append(time.perf_counter() - began)
        times.sort()
        p50, p95 = (times[int(len(times) * share)] * 1000 for share in (0.5, 0.95))
        table.add_row(name, str(len(times)), f"{len(times) / sum(times):.0f}", f"{p50:.2f}", f"{p95:.2f}")
    return table


def main() -> None:
    """Run it and print the tables."""
    console, settings = Console(), Settings()
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    began = time.perf_counter()
    library = open_library(settings)
    triage = Triage(library)
    triage.judge("热身：对方让我把钱转到安全账户")
    console.print(f"ready after {time.perf_counter() - began:.1f} s (longer when the library had to be compiled)")
    naive = keywords(library)
    console.print(speed(triage, library, naive))
    console.print(f"memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB at most")
    if ROWS.exists():
        console.print(quality(triage, naive))
    else:
        console.print("no labelled rows beside the product: quality is not measured")


if __name__ == "__main__":
    main()
