"""The library itself: every pattern against its own examples, its counterexamples, all genuine notices and ordinary talk."""

from pathlib import Path

import pytest

from bot.library import lint
from bot.library.assemble import samples
from bot.library.cards import Library
from bot.library.schema import Pattern
from bot.library.shelf import Shelf, open_shelf
from bot.library.trial import Judged

CONTENT = Path(__file__).parents[2] / "content"
PATTERNS = sorted(pattern.id for entry, pattern in open_shelf(CONTENT).of(Pattern) if entry.speaks)


def named(judged: list[Judged]) -> list[str]:
    return [f"{one.filed.path}:{one.filed.line} {one.verdict.level} {one.verdict.pattern}" for one in judged]


def test_the_content_has_no_errors(shelf: Shelf) -> None:
    assert [str(problem) for problem in lint.check(shelf) if problem.severity == "error"] == []


def test_each_family_has_a_pattern(library: Library) -> None:
    assert {pattern.family for pattern in library.patterns.values()} == set(library.families)
    assert len(library.families) == 18


def test_there_are_enough_patterns_stories_and_notices(library: Library) -> None:
    assert len(library.patterns) >= 24
    assert len(library.stories) >= 12
    assert sum(sample.kind == "genuine" for sample in library.samples) >= 40


@pytest.mark.parametrize("pattern", PATTERNS)
def test_every_example_is_noticed(judged: list[Judged], pattern: str) -> None:
    examples = [one for one in judged if one.filed.sample.pattern == pattern and one.filed.sample.kind == "example"]
    assert len(examples) >= 6
    assert named([one for one in examples if one.verdict.level == "clear"]) == []


@pytest.mark.parametrize("pattern", PATTERNS)
def test_most_examples_are_placed_in_their_family(judged: list[Judged], pattern: str) -> None:
    examples = [one for one in judged if one.filed.sample.pattern == pattern and one.filed.sample.kind == "example"]
    assert sum(one.placed for one in examples) >= 0.8 * len(examples), named([one for one in examples if not one.placed])


@pytest.mark.parametrize("pattern", PATTERNS)
def test_no_counterexample_is_called_a_scam(judged: list[Judged], pattern: str) -> None:
    assert named([one for one in judged if one.filed.sample.pattern == pattern and one.alarmed]) == []


@pytest.mark.parametrize("kind", ["genuine", "talk", "question", "news"])
def test_nothing_legitimate_is_called_a_scam(judged: list[Judged], kind: str) -> None:
    texts = [one for one in judged if one.filed.sample.kind == kind]
    assert texts
    assert named([one for one in texts if one.alarmed]) == []


def test_reasons_quote_the_text_itself(judged: list[Judged]) -> None:
    for one in judged:
        assert all(reason.quote in one.filed.sample.text for reason in one.verdict.reasons), f"{one.filed.path}:{one.filed.line}"


def test_examples_come_in_every_voice_and_stage(shelf: Shelf) -> None:
    filed = [one for one in samples(shelf) if one.sample.kind == "example"]
    assert {one.voice for one in filed} >= {"victim", "family", "scammer", "chat"}
    assert {one.sample.stage for one in filed} == {"contacted", "engaged", "remote", "paid", "after"}


def test_every_family_has_a_neighbour_to_be_persuaded(library: Library) -> None:
    assert [code for code in library.families if library.neighbour(code) is None] == []
