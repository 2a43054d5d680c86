"""The gist of what an asker tells: the same few letters whoever paid how much, and nothing of what others said."""

import pytest

from bot.triage.gist import LONGEST, gist
from bot.triage.lexical import terms, vocabulary
from bot.triage.normalise import normalise


def letters(text: str) -> str:
    return gist(normalise(text))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("我妈转了三万", "奶奶充了5000块"),
        ("他让我交押金", "客服叫我付押金"),
        ("没转", "不敢汇"),
        ("昨天卡里的钱没了", "刚才卡里的钱不见了"),
    ],
)
def test_the_same_story_has_the_same_letters(one: str, other: str) -> None:
    assert letters(one) == letters(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("我转了三万", "我没转三万"), ("他让我转三万", "我转了三万"), ("要不要转三万", "我转了三万"), ("上个月转的", "今天转的")],
)
def test_stories_that_differ_in_what_matters_differ_in_letters(one: str, other: str) -> None:
    assert letters(one) != letters(other)


def test_only_what_the_asker_tells_of_themselves_counts() -> None:
    assert letters("【平台客服】尊敬的会员,请先充值5000元解冻") == "ZZ"
    assert "M" not in letters("客服：请先转两万\n我：我问问家里人")


def test_terms_of_three_letters_are_told_from_those_of_two() -> None:
    codes, _ = terms("ZKP", LONGEST)
    assert len(codes) == len({*"ZKP"}) + 2 + 1
    known = vocabulary(["ZKP了MZ", "ZKP了Z"], LONGEST)
    places, weights = known.weigh("KP了")
    assert len(places) == 6
    assert float((weights**2).sum()) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("text", ["1" * 5000, "一二三" * 1500, "1," * 2000, "不" * 4000])
def test_long_nonsense_is_read_at_once(text: str) -> None:
    assert letters(text).startswith("Z")
