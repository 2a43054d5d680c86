"""The one question asked back: which it is, what its answers change, and that none of them makes things worse than the words do."""

import pytest

from bot.library.cards import Library
from bot.triage.clarify import FACTS, MOST
from bot.triage.finding import Verdict
from bot.triage.joints import JOINTS
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


def test_a_yes_to_a_demand_mostly_settles_it_at_the_latest_with_a_second_and_one_to_a_story_never_does(
    unsure: list[tuple[str, Verdict]], triage: Triage
) -> None:
    settled = []
    for text, verdict in unsure:
        if verdict.asks_back is None:
            continue
        told = {verdict.asks_back.fact: "yes"}
        again = triage.judge(text, told)
        assert LEVELS.index(again.level) >= LEVELS.index("unsure")
        if FACTS[verdict.asks_back.fact].settles == "never":
            assert again.level == "unsure"
            continue
        if again.asks_back:
            again = triage.judge(text, told | {again.asks_back.fact: "yes"})
        settled.append(again.level == "scam")
    assert settled
    assert sum(settled) >= 0.75 * len(settled)


HONEST_DEPOSITS = (
    "老婆,房租三千二我已经转给房东了",
    "物业说要我们先垫付材料费,后面从维修资金里报",
    "楼下理发店叫我充值一千打六折,你说划算不",
    "装修师傅让我先打两万买材料,我们签了合同的",
    "物业群里说水表要换,每户交120的材料费,师傅上门收,这个正常吗",
    "班主任在群里说要交校服费,家委会代收",
    "驾校报名费3200,可以分两次交,要不要一次交清",
    "婚庆公司说定金付一千,尾款婚礼当天结",
    "4S店销售说订金五千不要可以退",
    "旅行社报团要先交五百定金,门店就在小区门口",
    "网上买的沙发,师傅说上楼要另外加一百搬运费",
    "我在医院挂号,号贩子说加一百能帮我挂上",
    "同学聚会每人交三百,班长收,多退少补",
    "健身房教练介绍年卡,说先交钱打八折",
    "朋友找我借五千块应急,我们认识二十年了",
    "楼上王姐做团购,水果先付钱,明天到货",
)


@pytest.mark.parametrize("text", HONEST_DEPOSITS)
def test_who_pays_first_to_somebody_they_know_has_met_no_swindler(triage: Triage, text: str) -> None:
    again = triage.judge(text, {"pay": "yes"})
    assert again.level != "scam"
    assert triage.judge(text, {"pay": "yes", "came": "no"}).level != "scam"
    if again.asks_back:
        assert again.asks_back.fact == "came"


def test_somebody_nobody_knows_who_wants_money_first_needs_no_second_answer(triage: Triage) -> None:
    text = "小区门口有人讲养生课，送鸡蛋，后来让我买磁疗床，能信吗"
    assert triage.judge(text).level == "unsure"
    assert triage.judge(text, {"pay": "yes"}).level == "scam"


def test_a_stranger_who_wants_money_first_is_called_what_he_is(triage: Triage) -> None:
    text = "楼下来了个搞养老基地的,说年底给分钱"
    before = triage.judge(text)
    assert before.level == "unsure"
    assert triage.judge(text, {"pay": "yes"}).level == "unsure"
    assert triage.judge(text, {"pay": "yes", "came": "yes"}).level == "scam"


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
