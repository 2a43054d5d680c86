"""The trial tells misses from false alarms, and the held-out trial never judges a text that its library has seen."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.library import compile, trial
from bot.library.assemble import Filed, samples
from bot.library.cards import Sample
from bot.library.commands import app
from bot.library.read import read
from bot.library.shelf import open_shelf
from bot.library.trial import Judged
from bot.triage.finding import Verdict


def judged(kind: str, level: str, family: str | None = None, pattern: str | None = None) -> Judged:
    sample = Sample("话", "scam" if kind == "example" else "benign", kind, "brushing", "brushing-one")
    return Judged(Filed(sample, Path("content/x.yaml"), 1), Verdict(level, 0.5, family, pattern))


def test_an_example_is_missed_only_when_it_seems_clear() -> None:
    assert judged("example", "clear").missed
    assert not judged("example", "unsure", "police").missed
    assert not judged("genuine", "clear").missed


def test_a_false_alarm_is_something_legitimate_called_a_scam() -> None:
    assert judged("genuine", "scam", "police").alarmed
    assert not judged("genuine", "unsure", "police").alarmed
    assert not judged("example", "scam", "brushing").alarmed


def test_the_table_counts_levels_and_families() -> None:
    texts = [judged("example", "scam", "brushing"), judged("example", "unsure", "police"), judged("example", "clear")]
    [brushing, talk] = trial.confusion([*texts, judged("talk", "clear")])
    assert (brushing.key, brushing.total, brushing.placed) == ("brushing", 3, 1)
    assert brushing.levels == Counter(scam=1, unsure=1, clear=1)
    assert brushing.taken_for == Counter(police=1)
    assert (talk.key, talk.total) == ("talk", 1)


def test_patterns_taken_for_each_other_are_counted() -> None:
    texts = [judged("example", "scam", "police", "safe-account")] * 2 + [judged("example", "scam", "brushing", "brushing-one")]
    assert trial.overlaps(texts) == [(("brushing-one", "safe-account"), 2)]


def test_every_text_is_held_out_once_and_never_fitted_on_in_its_fold(content: Path) -> None:
    texts = samples(open_shelf(content))
    folds = list(trial.split(texts, 3))
    assert all(not set(train) & set(held) and len(train) + len(held) == len(texts) for train, held in folds)
    assert sorted(place for _, held in folds for place in held) == list(range(len(texts)))


def test_every_file_is_in_part_fitted_on_in_every_fold(content: Path) -> None:
    texts = samples(open_shelf(content))
    for train, _ in trial.split(texts, 3):
        assert {texts[place].path for place in train} == {one.path for one in texts}


def test_held_out_texts_are_judged_once_each_and_in_their_order(content: Path, tmp_path: Path) -> None:
    texts = samples(open_shelf(content))
    steps: list[None] = []
    library = read(compile.ensure(content, tmp_path / "library.db"))
    found = trial.judge_held_out(library, texts, lambda: steps.append(None), folds=2)
    assert [one.filed for one in found] == texts
    assert len(steps) == len(texts)


@pytest.mark.parametrize("option", [[], ["--held-out"]])
def test_the_command_prints_a_table_by_family(content: Path, tmp_path: Path, option: list[str]) -> None:
    result = CliRunner().invoke(app, ["test", "--content", str(content), "--data", str(tmp_path), *option], env={"COLUMNS": "120"})
    assert "类型police" in result.output
    assert "漏判的例子：" in result.output
    assert "例子 108 段：看出 " in result.output
    assert ("留出试判" in result.output) == bool(option)


def test_the_command_stops_at_broken_content(content: Path, tmp_path: Path, edit: Callable[[str, str, str], None]) -> None:
    edit("talk/greetings.yaml", "kind: talk", "kind: chat")
    result = CliRunner().invoke(app, ["test", "--content", str(content), "--data", str(tmp_path)])
    assert result.exit_code == 1
    assert "greetings.yaml:5  kind  只能是 talk、question、news 之一" in result.output
