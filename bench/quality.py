"""How right triage is: levels, families, disguises — on strangers' texts where there are any, and on the library's own held-back texts.

How far things have gone is measured on the examples of whole patterns that were kept back. Strangers' texts are `dev.jsonl` in the folder
`../shared/eval` beside the repository, or in the one named by SHOUWANG_EVAL; they are never part of the product, and every source stands
apart. Two simple judges run beside triage on the same rows: 500 keywords, and a logistic regression on characters fitted on the library's
texts.
"""

import json
import os
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import track
from rich.table import Table

from bench.disguises import DISGUISES
from bot.library import trial
from bot.library.assemble import samples
from bot.library.cards import Library
from bot.library.shelf import open_shelf
from bot.settings import HOUSE
from bot.triage import semantics
from bot.triage.finding import Verdict
from bot.triage.vectors import Memory
from bot.triage.verdict import Triage

EVAL = Path(os.environ.get("SHOUWANG_EVAL", HOUSE.parent / "shared" / "eval")) / "dev.jsonl"
KEYWORDS = 500
DISGUISED = 300
Judge = Callable[[str], tuple[str, str | None]]


@dataclass
class Tally:
    """What one judge said of the rows of one slice."""

    levels: Counter[tuple[str, str]] = field(default_factory=Counter)
    named: int = 0
    right: int = 0

    def add(self, label: str, level: str, family: tuple[str | None, str | None]) -> None:
        """One row: its label, the level given, and the families (true, said)."""
        self.levels[label, level] += 1
        if label == "scam" and level == "scam" and family[0]:
            self.named += 1
            self.right += family[0] == family[1]

    def share(self, label: str, level: str) -> str:
        """The share of a label's rows that were given a level."""
        total = sum(count for (of, _), count in self.levels.items() if of == label)
        return f"{self.levels[label, level] / total:.1%}" if total else ""

    def figures(self) -> str:
        """Precision, recall over answered rows, abstention and false alarms of all rows."""
        total = max(sum(self.levels.values()), 1)
        hit, false = self.levels["scam", "scam"], self.levels["benign", "scam"]
        benign = sum(count for (label, _), count in self.levels.items() if label == "benign")
        unsure = self.levels["scam", "unsure"] + self.levels["benign", "unsure"]
        family = self.right / max(self.named, 1)
        return (
            f"precision {hit / max(hit + false, 1):.3f} · recall of answered {hit / max(hit + self.levels['scam', 'clear'], 1):.3f} · "
            f"unsure {unsure / total:.1%} · false alarms {1000 * false / max(benign, 1):.1f} in 1000 · family {family:.2f}"
        )


def rows() -> list[dict[str, Any]]:
    """Strangers' labelled rows; advertising (spam_other) is neither right nor wrong and left out."""
    if not EVAL.exists():
        return []
    with EVAL.open(encoding="utf8") as lines:
        return [row for row in map(json.loads, lines) if row["label"] != "spam_other"]


def keywords(library: Library) -> Judge:
    """The naive check: any of 500 plain words of the library's phrases, those that most of its examples hold."""
    words = {say: pattern.family for pattern in library.patterns.values() for card in pattern.phrases for say in card.say if "…" not in say}
    scams = "\n\n".join(sample.text for sample in library.samples if sample.label == "scam")
    chosen = dict(sorted(words.items(), key=lambda item: (-scams.count(item[0]), item[0]))[:KEYWORDS])

    def judge(text: str) -> tuple[str, str | None]:
        family = next((family for word, family in chosen.items() if word in text), None)
        return ("scam" if family else "clear"), family

    return judge


def regression(library: Library) -> Judge:
    """Characters one to three long, weighed by rarity, and a logistic regression: what anybody would try first."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    known = library.samples
    gate = make_pipeline(TfidfVectorizer(analyzer="char", ngram_range=(1, 3), sublinear_tf=True), LogisticRegression(C=20, max_iter=1000))
    gate.fit([sample.text for sample in known], [sample.label == "scam" for sample in known])
    scams = [sample for sample in known if sample.label == "scam"]
    kind = make_pipeline(TfidfVectorizer(analyzer="char", ngram_range=(1, 3), sublinear_tf=True), LogisticRegression(C=20, max_iter=1000))
    kind.fit([sample.text for sample in scams], [sample.family for sample in scams])

    def judge(text: str) -> tuple[str, str | None]:
        flagged = bool(gate.predict([text])[0])
        return ("scam" if flagged else "clear"), (str(kind.predict([text])[0]) if flagged else None)

    return judge


def strangers(judges: dict[str, Judge], labelled: Sequence[dict[str, Any]]) -> tuple[Table, dict[str, Tally], Counter[tuple[str, str]]]:
    """Per source and label what each judge says; the tallies over all rows; and how triage, the first judge, confuses families."""
    slices: dict[tuple[str, str], dict[str, Tally]] = defaultdict(lambda: defaultdict(Tally))
    whole: dict[str, Tally] = defaultdict(Tally)
    confused: Counter[tuple[str, str]] = Counter()
    first = next(iter(judges))
    for row in track(labelled, "strangers", transient=True):
        for name, judge in judges.items():
            level, family = judge(row["text"])
            for tally in (slices[row["slice"], row["label"]][name], whole[name]):
                tally.add(row["label"], level, (row["family"], family))
            if name == first and level == "scam" and row["family"] and row["family"] != family:
                confused[row["family"], family or "none"] += 1
    table = Table("source / label", "n", *(f"{name} {what}" for name in judges for what in ("scam", "unsure")), title="strangers' texts")
    for (source, label), tallies in sorted(slices.items()):
        shares = [tallies[name].share(label, level) for name in judges for level in ("scam", "unsure")]
        table.add_row(f"{source} / {label}", str(sum(tallies[first].levels.values())), *shares)
    return table, whole, confused


def disguised(judge: Judge, texts: Iterable[str]) -> Table:
    """Of the texts called a scam when plain: the share still called so, and still not thought harmless, in each disguise."""
    plain = [text for text in texts if judge(text)[0] == "scam"]
    table = Table("disguise", "still a scam", "not clear", title=f"{len(plain)} texts that were called a scam when plain")
    for name, disguise in DISGUISES.items():
        levels = Counter(judge(disguise(text, random.Random(number)))[0] for number, text in enumerate(plain))
        table.add_row(name, f"{levels['scam'] / max(len(plain), 1):.1%}", f"{1 - levels['clear'] / max(len(plain), 1):.1%}")
    return table


def held_back(library: Library, content: Path) -> Tally:
    """The library's own texts, each judged by a library that has not seen it."""
    tally = Tally()
    texts = samples(open_shelf(content))
    for one in trial.judge_held_out(library, texts, lambda: None):
        tally.add(one.filed.sample.label, one.verdict.level, (one.filed.sample.family, one.verdict.family))
    return tally


@dataclass
class Standing:
    """How far things had gone in examples, (stage, tier) by the editors and by triage."""

    pairs: Counter[tuple[tuple[str, str], tuple[str, str]]] = field(default_factory=Counter)

    def figures(self) -> str:
        """Stage right; urgent found, and rightly so; of mere contacts those called urgent."""
        total = max(self.pairs.total(), 1)
        stage = sum(count for (true, said), count in self.pairs.items() if true[0] == said[0])
        urgent, called, both = (self._count(*tiers) for tiers in (("urgent", None), (None, "urgent"), ("urgent", "urgent")))
        needless = self._count("low", "urgent") / max(self._count("low", None), 1)
        return (
            f"stage right {stage / total:.3f} · urgent found {both / max(urgent, 1):.3f} at a precision of {both / max(called, 1):.3f} · "
            f"mere contacts called urgent {needless:.3f}"
        )

    def _count(self, true: str | None, said: str | None) -> int:
        return sum(count for (a, b), count in self.pairs.items() if true in (None, a[1]) and said in (None, b[1]))


def standings(library: Library) -> Standing:
    """Stage and tier of the library's examples, each judged by a library that has not seen its pattern."""
    standing, memory = Standing(), Memory()
    parts = {pattern: place % trial.FOLDS for place, pattern in enumerate(sorted(library.patterns))}
    for fold in track(range(trial.FOLDS), "patterns kept back", transient=True):
        seen = tuple(sample for sample in library.samples if parts.get(sample.pattern or "") != fold)
        triage = Triage(replace(library, samples=seen, arrays=semantics.fit(seen, memory)))
        for sample in library.samples:
            if sample.stage and sample.tier and parts.get(sample.pattern or "") == fold:
                said = triage.doubt(sample.text, Verdict("clear", 0.0))
                standing.pairs[(sample.stage, sample.tier), (said.stage or "", said.tier or "")] += 1
    return standing


def measure(console: Console, library: Library, triage: Triage) -> None:
    """Measure and print."""

    def ours(text: str) -> tuple[str, str | None]:
        verdict = triage.judge(text)
        return verdict.level, verdict.family

    console.print(f"the library's texts, each held back in turn: {held_back(library, HOUSE / 'content').figures()}")
    console.print(f"how far things have gone, patterns kept back: {standings(library).figures()}")
    labelled = rows()
    if labelled:
        judges = {"triage": ours, "500 keywords": keywords(library), "characters": regression(library)}
        table, whole, confused = strangers(judges, labelled)
        console.print(table)
        for name, tally in whole.items():
            console.print(f"{name}: {tally.figures()}")
        console.print("taken for another family:", ", ".join(f"{a}→{b} {n}" for (a, b), n in confused.most_common(12)))
    else:
        console.print(f"no labelled texts at {EVAL}: strangers not measured")
    scams = [row["text"] for row in labelled if row["label"] == "scam"] or [s.text for s in library.samples if s.label == "scam"]
    console.print(disguised(ours, random.Random(0).sample(scams, min(DISGUISED, len(scams)))))
