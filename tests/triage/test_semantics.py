"""Meaning: fitted the same every time, and of use without sentence vectors."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from bot.library.cards import Library, Sample
from bot.triage import lexical
from bot.triage.context import Context
from bot.triage.joints import joints
from bot.triage.normalise import normalise
from bot.triage.semantics import Meaning, Semantics, fit
from bot.triage.stage import assess

SAMPLES = tuple(
    Sample(text, label, "example" if label == "scam" else "talk", family, family and f"{family}-one")
    for label, family, texts in (
        ("scam", "police", ["转到安全账户", "涉嫌洗钱配合调查", "通缉令发给我了", "保证金证明清白", "公安说要保密", "检察官让我转账"]),
        ("scam", "brushing", ["点赞返佣金", "刷单垫付", "做任务返利", "连单才能提现", "关注店铺给钱", "卡单补一单"]),
        (
            "benign",
            None,
            ["晚上吃什么", "快递到了", "明天开会", "猫丢了", "孩子发烧", "打球去吗", "物业收垃圾费", "转你饭钱", "股市跌了", "生日快乐"],
        ),
    )
    for text in texts
)


def meaning(semantics: Semantics, text: str) -> Meaning:
    normal = normalise(text)
    return semantics.weigh(normal, joints(normal, Context(normal)), assess(normal))


@pytest.fixture(scope="module")
def arrays() -> Mapping[str, Any]:
    return fit(SAMPLES)


def test_the_same_samples_give_the_same_arrays(arrays: Mapping[str, Any]) -> None:
    again = fit(SAMPLES)
    assert arrays.keys() == again.keys()
    assert all(np.array_equal(arrays[name], again[name]) for name in arrays)


def test_arrays_can_be_saved_without_pickling(arrays: Mapping[str, Any]) -> None:
    assert all(array.dtype != object for array in arrays.values())
    assert arrays["vectors"].dtype == np.float16


@pytest.mark.parametrize("blind", [False, True])
def test_tricks_are_told_from_talk_with_and_without_vectors(arrays: Mapping[str, Any], blind: bool) -> None:
    kept = {name: array for name, array in arrays.items() if not (blind and name == "vectors")}
    semantics = Semantics(SAMPLES, kept)
    trick, talk = meaning(semantics, "检察官让我把钱转到安全账户"), meaning(semantics, "明天打球吗")
    assert trick.scam > talk.scam
    assert max(trick.families, key=trick.families.__getitem__) == "police"
    assert sum(trick.families.values()) == pytest.approx(1, abs=1e-4)
    assert max(trick.patterns, key=trick.patterns.__getitem__) == "police-one"


def test_a_library_without_arrays_has_no_opinion() -> None:
    said = meaning(Semantics(SAMPLES, {}), "检察官让我转账")
    assert (said.scam, said.families) == (0.0, {})


def test_too_few_samples_are_no_error() -> None:
    few = SAMPLES[:2]
    assert meaning(Semantics(few, fit(few)), "转到安全账户").scam == 0.0
    assert meaning(Semantics((), fit(())), "转到安全账户").scam == 0.0


def test_likeness_is_greatest_to_the_text_itself() -> None:
    texts = [sample.text for sample in SAMPLES]
    _, index = lexical.load(lexical.learn(texts), len(texts))
    assert [int(np.argmax(index.scores(lexical.terms(text)[0]))) for text in texts] == list(range(len(texts)))
    assert not index.scores("xyz").any()


def test_the_real_library_is_large_enough_to_be_calibrated(library: Library) -> None:
    assert len(library.arrays["vectors"]) == len(library.samples)
    assert library.arrays["scale"][0] > 0.1
