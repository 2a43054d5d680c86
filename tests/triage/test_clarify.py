"""The one question asked back: which it is, what its answers change, and that none of them makes things worse than the words do."""

import pytest

from bot.library.read import Library
from bot.triage.clarify import FACTS, MOST
from bot.triage.demands import JOINTS
from bot.triage.finding import Verdict
from bot.triage.verdict import Triage
from tests.conftest import HALF_TOLD

LEVELS = ("clear", "unsure", "scam")


@pytest.fixture(scope="module")
def unsure(triage: Triage, library: Library) -> list[tuple[str, Verdict]]:
    """What the library's own examples and some half-told stories leave open."""
    texts = [*HALF_TOLD, *(sample.text for sample in library.samples if sample.kind in ("example", "counterexample"))]
    judged = [(text, triage.judge(text)) for text in texts]
    return [(text, verdict) for text, verdict in judged if verdict.level == "unsure"]


def test_most_of_what_stays_open_is_asked_about(unsure: list[tuple[str, Verdict]]) -> None:
    assert len(unsure) >= 10
    assert sum(verdict.asks_back is not None for _, verdict in unsure) >= 0.8 * len(unsure)


def test_what_is_asked_tells_two_patterns_apart_and_was_not_told_already(unsure: list[tuple[str, Verdict]], library: Library) -> None:
    for text, verdict in unsure:
        if verdict.asks_back:
            first, second = verdict.asks_back.between
            assert first == verdict.candidates[0]
            assert second in library.patterns
            assert first != second
            assert not FACTS[verdict.asks_back.fact].told_in(text)


def test_only_what_is_unsure_is_asked_about(triage: Triage) -> None:
    assert triage.judge("自称公安局的说我涉嫌洗钱,让我把钱转到安全账户").asks_back is None
    assert triage.judge("明天早上八点小区停水,请提前接好水").asks_back is None


def test_a_yes_to_a_demand_mostly_settles_it_and_one_to_a_story_never_does(unsure: list[tuple[str, Verdict]], triage: Triage) -> None:
    settled = []
    for text, verdict in unsure:
        if verdict.asks_back is None:
            continue
        again = triage.judge(text, {verdict.asks_back.fact: "yes"})
        assert LEVELS.index(again.level) >= LEVELS.index("unsure")
        if FACTS[verdict.asks_back.fact].settles:
            settled.append(again.level == "scam")
        else:
            assert again.level == "unsure"
    assert settled
    assert sum(settled) >= 0.75 * len(settled)


def test_a_no_never_makes_it_worse(unsure: list[tuple[str, Verdict]], triage: Triage) -> None:
    for text, verdict in unsure:
        if verdict.asks_back:
            again = triage.judge(text, {verdict.asks_back.fact: "no"})
            assert again.level in ("clear", "unsure")
            assert again.score <= verdict.score


def test_a_no_does_not_talk_away_what_the_words_are_certain_of(triage: Triage) -> None:
    text = "我把验证码告诉客服了,怎么办"
    assert triage.judge(text).level != "clear"
    assert triage.judge(text, dict.fromkeys(list(FACTS)[:MOST], "no")).level != "clear"


def test_not_knowing_changes_nothing_but_the_next_question(unsure: list[tuple[str, Verdict]], triage: Triage) -> None:
    for text, verdict in unsure:
        if verdict.asks_back:
            again = triage.judge(text, {verdict.asks_back.fact: "unknown"})
            assert (again.level, again.score, again.pattern) == (verdict.level, verdict.score, verdict.pattern)
            assert again.asks_back is None or again.asks_back.fact != verdict.asks_back.fact


def test_nobody_is_asked_for_ever(unsure: list[tuple[str, Verdict]], triage: Triage) -> None:
    for text, verdict in unsure[:20]:
        told: dict[str, str] = {}
        while verdict.asks_back:
            told[verdict.asks_back.fact] = "unknown"
            verdict = triage.judge(text, told)
        assert len(told) <= MOST


def test_the_facts_speak_of_joints_there_are_and_every_yes_is_heard() -> None:
    known = {joint.name for joint in JOINTS}
    for fact in FACTS.values():
        assert set(fact.joints) <= known
        assert fact.told_in(fact.yes), fact.id


def test_answers_to_facts_nobody_knows_are_ignored(triage: Triage) -> None:
    text = HALF_TOLD[0]
    assert triage.judge(text, {"bitcoin": "yes"}) == triage.judge(text)
