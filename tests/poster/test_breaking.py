"""Chinese and English text into lines."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.publicity.poster.breaking import TURNED, broken, couplets
from bot.publicity.poster.units import BODY, SHOUT

CLOSING, OPENING = "，。、；：？！”’）》」』", "“‘（《「『"


def measure(text: str) -> float:
    """Every sign one wide, Latin letters and digits half."""
    return sum(0.5 if sign.isascii() else 1.0 for sign in text)


def test_nothing_that_closes_begins_a_line_and_nothing_that_opens_ends_one() -> None:
    text = "对方说“安全账户”里的钱（五十万元）最稳当，您别急；先打一个电话。"
    for room in range(6, 20):
        lines = broken(text, room, measure)
        assert "".join(lines) == text
        assert not [line for line in lines if line[0] in CLOSING or line[-1] in OPENING]


def test_numbers_and_latin_words_stay_whole() -> None:
    for room in range(6, 16):
        lines = broken("先打96110问一问，ETC只在app.gov.cn办，一共1,280.50元", room, measure)
        for whole in ("96110", "ETC", "app.gov.cn"):
            assert [line for line in lines if whole in line], (room, lines)


def test_a_short_shout_breaks_where_the_breath_does() -> None:
    assert broken("说不清干什么、要收护照的高薪，别上飞机。", 14, measure, SHOUT) == ["说不清干什么、", "要收护照的高薪，别上飞机。"]
    assert broken("付款是在平台里吗？付完又让您操作什么？", 16, measure, SHOUT) == ["付款是在平台里吗？", "付完又让您操作什么？"]


@pytest.mark.parametrize(
    ("text", "word"), [("短信链接里要卡号和验证码的退税，别填。", "退税"), ("短信鏈接裏要卡號和驗證碼的退税，別填。", "驗證碼")]
)
def test_common_words_are_not_torn(text: str, word: str) -> None:
    for room in range(12, 19):
        assert any(word in line for line in broken(text, room, measure))


def test_the_last_of_several_lines_is_not_a_lonely_sign() -> None:
    for count in range(11, 60):
        lines = broken(
            "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜金生丽水玉出昆冈剑号巨阙珠称夜光"[:count],
            10,
            measure,
        )
        assert len(lines[-1]) >= 3 or count < 3


def test_a_word_wider_than_the_room_stands_alone() -> None:
    assert broken("看 abcdefghijklmnopqrstuvwxyz 呀", 5, measure)[1] == "abcdefghijklmnopqrstuvwxyz"
    assert broken("", 5, measure) == []


def test_a_verse_is_set_in_couplets_and_in_single_lines_where_they_do_not_fit() -> None:
    stanza = "短信夸口秒批款，不看征信不抵押；额度闪闪在眼前，差着一步不到家。"
    assert couplets(stanza, 16, measure) == ["短信夸口秒批款，不看征信不抵押；", "额度闪闪在眼前，差着一步不到家。"]
    assert couplets(stanza, 10, measure) == ["短信夸口秒批款，", "不看征信不抵押；", "额度闪闪在眼前，", "差着一步不到家。"]


@settings(deadline=None)
@given(st.text(alphabet="守望反诈银行的了a1.，。“”（）！ ", max_size=80), st.integers(min_value=4, max_value=20))
def test_no_text_is_lost_or_wider_than_its_room(text: str, room: int) -> None:
    lines = broken(text, room, measure, BODY)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    for line in lines:
        assert measure(line) <= room or len(set(line) & set("守望反诈银行的了")) <= 2


def test_english_is_broken_at_its_spaces_and_the_space_takes_no_room() -> None:
    text = "Winnings that stay inside belong to nobody outside."
    assert broken(text, 9, measure) == ["Winnings that stay", "inside belong", "to nobody outside."]


def test_no_english_line_ends_with_a_word_that_leans_on_the_next() -> None:
    text = "Yesterday Aunt Zhou paid 20 per cent to the “safe account” in a city that nobody of the family knows."
    for room in range(12, 24):
        lines = broken(text, room, measure)
        assert " ".join(lines) == text
        assert not [line for line in lines if re.search(r"\b(?:a|the|to|of|per|20)$", line)], (room, lines)


def test_the_last_english_line_is_no_lonely_word_or_two() -> None:
    assert broken("The police have no safe account; secrecy means that it is fake.", 15, measure, SHOUT)[-1] == "that it is fake."
    assert broken("No tax refund in messages", 10, measure, SHOUT) == ["No tax refund", "in messages"]


def test_what_shouts_in_english_breaks_where_the_breath_does() -> None:
    assert broken("Put the phone down, call Mum and Dad", 12, measure, SHOUT) == ["Put the phone down,", "call Mum and Dad"]


def test_an_english_verse_has_a_clause_a_line_and_sets_in_what_does_not_fit() -> None:
    stanza = "A small gain, 1.5 per cent; to take it out a tax, and then another. “Pay once more!” At last it stopped."
    assert couplets(stanza, 14, measure) == [
        "A small gain, 1.5 per cent;",
        "to take it out a tax,",
        f"{TURNED}and then another.",
        "“Pay once more!”",
        "At last it stopped.",
    ]


@settings(deadline=None)
@given(st.text(alphabet="aeT1.,;“”'! ", max_size=80), st.integers(min_value=4, max_value=20))
def test_no_english_is_lost_or_wider_than_its_room(text: str, room: int) -> None:
    lines = broken(text, room, measure, SHOUT)
    assert " ".join(lines).split() == text.split()
    assert not [line for line in lines if measure(line) > room and " " in line]
