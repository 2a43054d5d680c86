"""How fast and how right triage is: verdicts a second, latency, memory — and quality beside a naive keyword check.

Quality needs labelled texts that are not part of the product: `dev.jsonl` in the folder `../shared/eval` beside the repository, or in
the one named by SHOUWANG_EVAL. Without it only speed is measured, on the library's own texts. The keyword check says scam when a strong
phrase of the library occurs literally; it is judged on the same rows in the same run.
"""

import json
import multiprocessing
import os
import random
import re
import statistics
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import psutil
from rich.console import Console
from rich.table import Table

from bot.library.compile import ensure
from bot.library.read import Library, read
from bot.settings import HOUSE
from bot.triage.verdict import Triage

EVAL = Path(os.environ.get("SHOUWANG_EVAL", HOUSE.parent / "shared" / "eval")) / "dev.jsonl"
TIMED = 600
Judge = Callable[[str], tuple[str, str | None]]


def compiled() -> Library:
    """The repository's content as the bot reads it, built by a child process so that its memory is not counted."""
    target = Path(tempfile.gettempdir()) / "shouwang-bench" / "library.db"
    child = multiprocessing.get_context("spawn").Process(target=ensure, args=(HOUSE / "content", target))
    child.start()
    child.join()
    if child.exitcode:
        raise SystemExit(f"the library could not be built (exit code {child.exitcode})")
    return read(target)


def rows() -> list[dict[str, Any]]:
    """Labelled rows; advertising (spam_other) is neither right nor wrong and left out."""
    if not EVAL.exists():
        return []
    with EVAL.open(encoding="utf8") as lines:
        return [row for row in map(json.loads, lines) if row["label"] != "spam_other"]


def keywords(library: Library) -> Judge:
    """The naive check: a strong phrase, letter by letter, with any twelve characters for `…`."""
    strong = [
        (re.compile(".{0,12}".join(map(re.escape, say.split("…")))), pattern.family)
        for pattern in library.patterns.values()
        for card in pattern.phrases
        if card.weight == "strong"
        for say in card.say
    ]

    def judge(text: str) -> tuple[str, str | None]:
        family = next((family for wording, family in strong if wording.search(text)), None)
        return ("scam" if family else "clear"), family

    return judge


def speed(judge: Judge, texts: Sequence[str], title: str) -> Table:
    """Wall and processor time per text, after one warm-up."""
    judge(texts[0])
    wall, cpu = [], []
    for text in texts:
        began, used = time.perf_counter(), time.process_time()
        judge(text)
        wall.append((time.perf_counter() - began) * 1000)
        cpu.append((time.process_time() - used) * 1000)
    table = Table("what", "wall", "processor", title=title)
    table.add_row("verdicts/s", f"{1000 / statistics.mean(wall):.0f}", f"{1000 / statistics.mean(cpu):.0f}")
    for share in (0.5, 0.95, 0.99):
        table.add_row(f"p{share * 100:.0f}", *(f"{sorted(times)[int(share * (len(times) - 1))]:.1f} ms" for times in (wall, cpu)))
    return table


def quality(judges: dict[str, Judge], labelled: Iterable[dict[str, Any]]) -> Table:
    """Per slice and label: share called a scam and share left unsure, for each judge."""
    found: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for row in labelled:
        for name, judge in judges.items():
            level, family = judge(row["text"])
            for key in (f"{row['slice']} / {row['label']}", f"all / {row['label']}"):
                found[key][name].update([level, "n"])
                if row["family"] and level == "scam":
                    found[key][name].update(["placed"] * (family == row["family"]) + ["known"])
    table = Table("slice / label", "n", *(f"{name} {what}" for name in judges for what in ("scam", "unsure", "family")), title="quality")
    for key in sorted(found):
        counts = found[key]
        n = max(next(iter(counts.values()))["n"], 1)
        cells = [
            cell
            for name in judges
            for cell in (
                f"{counts[name]['scam'] / n:.1%}",
                f"{counts[name]['unsure'] / n:.1%}",
                f"{counts[name]['placed'] / counts[name]['known']:.0%}" if counts[name]["known"] else "",
            )
        ]
        table.add_row(key, str(n), *cells)
    return table


def precision(judge: Judge, labelled: Iterable[dict[str, Any]]) -> str:
    """Precision, recall and abstention over all rows, in words."""
    counts = Counter((row["label"], judge(row["text"])[0]) for row in labelled)
    alarms = counts["scam", "scam"] + counts["benign", "scam"]
    scams = sum(number for (label, _), number in counts.items() if label == "scam")
    total = max(sum(counts.values()), 1)
    unsure = counts["scam", "unsure"] + counts["benign", "unsure"]
    right = counts["scam", "scam"]
    return f"precision {right / max(alarms, 1):.1%}, recall {right / max(scams, 1):.1%}, unsure {unsure / total:.1%}"


def main() -> None:
    """Measure and print."""
    console = Console(width=160)
    library = compiled()
    began = time.perf_counter()
    triage = Triage(library)
    seconds = time.perf_counter() - began
    console.print(f"triage ready in {seconds:.1f} s: {len(library.patterns)} patterns, {len(library.samples)} texts")

    def ours(text: str) -> tuple[str, str | None]:
        verdict = triage.judge(text)
        return verdict.level, verdict.family

    labelled = rows()
    texts = [row["text"] for row in labelled] or [sample.text for sample in library.samples]
    timed = random.Random(0).sample(texts, min(TIMED, len(texts)))
    console.print(speed(ours, timed, f"speed on {len(timed)} texts, one thread"))
    console.print(f"memory {psutil.Process().memory_info().rss / 1e6:.0f} MB")
    if not labelled:
        console.print(f"no labelled texts at {EVAL}: quality not measured")
        return
    naive = keywords(library)
    console.print(quality({"triage": ours, "keywords": naive}, labelled))
    console.print(f"triage: {precision(ours, labelled)}\nkeywords: {precision(naive, labelled)}")


if __name__ == "__main__":
    main()
