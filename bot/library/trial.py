"""The library tried on its own texts: does triage say scam to every example and never to what is legitimate?

Behind `shouwang content test`. The examples are also what triage is fitted on, so the plain trial says whether the library is consistent,
not how good it is on strangers' words; the held-out trial judges each text with a library that has not seen it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.library.assemble import Filed
from bot.library.cards import Library
from bot.triage import semantics
from bot.triage.finding import Verdict
from bot.triage.vectors import Memory
from bot.triage.verdict import Triage

FOLDS = 5
Step = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Judged:
    """A text of the library and what triage said of it."""

    filed: Filed
    verdict: Verdict

    @property
    def missed(self) -> bool:
        """An example that was taken for harmless."""
        return self.filed.sample.label == "scam" and self.verdict.level == "clear"

    @property
    def alarmed(self) -> bool:
        """Something legitimate that was called a scam; to be unsure of it is not wrong."""
        return self.filed.sample.label == "benign" and self.verdict.level == "scam"

    @property
    def placed(self) -> bool:
        """An example that was recognised in its own family."""
        return self.filed.sample.label == "scam" and not self.missed and self.verdict.family == self.filed.sample.family


@dataclass(frozen=True, slots=True)
class Row:
    """Levels given to the texts of a family or a kind; `placed` counts right families, `taken_for` the wrong ones."""

    key: str
    total: int
    levels: Counter[str]
    placed: int
    taken_for: Counter[str]


def judge(library: Library, texts: Sequence[Filed], step: Step) -> list[Judged]:
    """Every text by the library as it is built; `step` is called after each, for a progress bar."""
    return _judge(Triage(library), texts, step)


def judge_held_out(library: Library, texts: Sequence[Filed], step: Step, folds: int = FOLDS) -> list[Judged]:
    """Every text by a library that was refitted without the text's fold, in the order given."""
    found: dict[int, Judged] = {}
    memory = Memory()
    for train, held in split(texts, folds):
        seen = tuple(texts[place].sample for place in train)
        triage = Triage(replace(library, samples=seen, arrays=semantics.fit(seen, memory)))
        found |= dict(zip(held, _judge(triage, [texts[place] for place in held], step), strict=True))
    return [found[place] for place in range(len(texts))]


def split(texts: Sequence[Filed], folds: int) -> Iterator[tuple[list[int], list[int]]]:
    """Places to fit on and places to judge, per fold: the n-th text of a kind in a file is held out in fold n modulo `folds`."""
    met: Counter[tuple[Path, str]] = Counter()
    parts = []
    for filed in texts:
        place = (filed.path, filed.sample.kind)
        parts.append(met[place] % folds)
        met[place] += 1
    for fold in range(folds):
        train = [place for place, part in enumerate(parts) if part != fold]
        yield train, [place for place, part in enumerate(parts) if part == fold]


def confusion(judged: Iterable[Judged]) -> list[Row]:
    """One row per family of the examples and one per kind of legitimate text, in the order in which they come."""
    groups: dict[str, list[Judged]] = {}
    for one in judged:
        sample = one.filed.sample
        groups.setdefault(sample.family or "" if sample.label == "scam" else sample.kind, []).append(one)
    return [_row(key, group) for key, group in groups.items()]


def overlaps(judged: Iterable[Judged]) -> list[tuple[tuple[str, str], int]]:
    """Pairs of patterns of which the first one's examples were taken for the second, the most frequent first."""
    pairs: Counter[tuple[str, str]] = Counter()
    for one in judged:
        own, said = one.filed.sample.pattern, one.verdict.pattern
        if one.filed.sample.label == "scam" and own and said and said != own:
            pairs[own, said] += 1
    return pairs.most_common()


def _row(key: str, group: Sequence[Judged]) -> Row:
    wrong = [one.verdict.family for one in group if one.filed.sample.label == "scam" and not one.missed and not one.placed]
    return Row(
        key=key,
        total=len(group),
        levels=Counter(one.verdict.level for one in group),
        placed=sum(one.placed for one in group),
        taken_for=Counter(family or "" for family in wrong),
    )


def _judge(triage: Triage, texts: Iterable[Filed], step: Step) -> list[Judged]:
    found = []
    for filed in texts:
        found.append(Judged(filed, triage.judge(filed.sample.text)))
        step()
    return found
