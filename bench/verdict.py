"""How fast triage is: verdicts a second, latency, memory, and what a larger library costs; then how right it is (quality.py)."""

import itertools
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import psutil
from rich.console import Console
from rich.table import Table

from bench import quality
from bot.library.cards import Library, Sample
from bot.library.compile import opened
from bot.settings import HOUSE
from bot.triage import lexical
from bot.triage.verdict import Triage

TIMED = 600
SIZES = (100, 1_000, 10_000)
PER_PATTERN = 4
COMPILED = Path(tempfile.gettempdir()) / "shouwang-bench" / "library.db"


def compiled() -> Library:
    """The repository's content as the bot reads it."""
    return opened(HOUSE / "content", COMPILED)


def speed(judge: Callable[[str], object], texts: Sequence[str], title: str) -> Table:
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


def growth(library: Library, sizes: Sequence[int]) -> Table:
    """Processor time per text on libraries of ever more patterns: the library's own, copied with other characters in their texts."""
    table = Table("patterns", "texts", "ms per text", "against the first", title="what a larger library costs")
    first = 0.0
    for size in sizes:
        triage = Triage(multiplied(library, size))
        texts = [sample.text for sample in random.Random(1).sample(list(library.samples), 100)]
        triage.judge(texts[0])
        used = time.process_time()
        for text in texts:
            triage.judge(text)
        cost = (time.process_time() - used) * 1000 / len(texts)
        first = first or cost
        table.add_row(str(size), str(size * PER_PATTERN), f"{cost:.1f}", f"{cost / first:.1f}×")
    return table


def multiplied(library: Library, size: int) -> Library:
    """A library of that many patterns, PER_PATTERN texts each. Copies differ in every fifth character and have vectors of their own."""
    chance = random.Random(0)
    letters = sorted({char for sample in library.samples for char in sample.text if "一" <= char <= "龥"})

    def other(text: str) -> str:
        return "".join(chance.choice(letters) if chance.random() < 0.2 and "一" <= char <= "龥" else char for char in text)

    scams: dict[str, list[Sample]] = {}
    for sample in library.samples:
        if sample.label == "scam" and sample.pattern:
            scams.setdefault(sample.pattern, []).append(sample)
    patterns, texts = {}, []
    for number, card in enumerate(itertools.islice(itertools.cycle(library.patterns.values()), size)):
        phrases = tuple(replace(phrase, say=tuple(map(other, phrase.say))) for phrase in card.phrases)
        copy = replace(card, id=f"{card.id}-{number}", phrases=phrases if number >= len(library.patterns) else card.phrases)
        patterns[copy.id] = copy
        texts += [replace(s, text=other(s.text), pattern=copy.id) for s in itertools.islice(itertools.cycle(scams[card.id]), PER_PATTERN)]
    vectors = np.random.default_rng(0).standard_normal((len(texts), 512), dtype=np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    arrays = {**library.arrays, **lexical.learn([text.text for text in texts]), "vectors": vectors.astype(np.float16)}
    arrays |= {name: library.arrays[name] for name in ("terms", "rarity")}
    return replace(library, patterns=patterns, samples=tuple(texts), arrays=arrays)


def main() -> None:
    """Measure and print."""
    console = Console(width=160)
    library = compiled()
    began = time.perf_counter()
    triage = Triage(library)
    triage.judge("热身")
    seconds = time.perf_counter() - began
    console.print(f"triage ready in {seconds:.1f} s: {len(library.patterns)} patterns, {len(library.samples)} texts")
    texts = [row["text"] for row in quality.rows()] or [sample.text for sample in library.samples]
    timed = random.Random(0).sample(texts, min(TIMED, len(texts)))
    console.print(speed(triage.judge, timed, f"speed on {len(timed)} texts, one thread"))
    console.print(f"memory {psutil.Process().memory_info().rss / 1e6:.0f} MB")
    console.print(growth(library, SIZES))
    quality.measure(console, library, triage)


if __name__ == "__main__":
    main()
