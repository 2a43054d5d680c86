"""Plain words out of evasive ones, and the way back to what was really written."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.triage.normalise import LONGEST, LONGEST_CORE, normalise

ODD = "刷·单贷@款加.微❤🔥﻿​‮٣❶①Ｖ賬戶轉帳 \t\r\n。,：“”\ud800\x00aé"


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("刷·单", "刷单"),
        ("涮单返利", "刷单返利"),
        ("贷@款秒批", "贷款秒批"),
        ("刷 单 日 结", "刷单日结"),
        ("🔥刷🔥单🔥", "刷单"),
        ("佣荆日结", "佣金日结"),
        ("加V❤:abc123", "加微信:abc123"),
        ("加薇聊", "加微信聊"),
        ("看我威信", "看我微信"),
        ("扣扣12345", "qq12345"),
        ("转帐到安全帳戶", "转账到安全账户"),
        ("請問對方叫我匯款", "请问对方叫我汇款"),
        ("ＡＢＣ１２３", "abc123"),
        ("返❶❺%", "返15%"),
        ("佢叫我俾錢", "他叫我给钱"),
        ("我係咪俾人呃", "我是咪给人呃"),
    ],
)
def test_evasive_spellings_become_plain(written: str, plain: str) -> None:
    assert normalise(written).text == plain


@pytest.mark.parametrize(
    "ordinary", ["他很有威信", "买菠菜", "穿裙子", "关系好", "加微波炉", "作文范例", "克服困难", "https://wx.qq.com/a"]
)
def test_ordinary_words_are_left_alone(ordinary: str) -> None:
    assert normalise(ordinary).text == ordinary


def test_a_quotation_has_the_spelling_of_the_asker() -> None:
    normal = normalise("他說🔥把錢·轉到安全帳戶,快點")
    start = normal.text.index("安全账户")
    assert normal.quote(start, start + 4) == "安全帳戶"
    start = normal.text.index("钱转到")
    assert normal.quote(start, start + 3) == "錢·轉到"


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.one_of(st.sampled_from(ODD), st.characters()), max_size=60), st.data())
def test_every_quotation_stands_in_the_original(text: str, data: st.DataObject) -> None:
    normal = normalise(text)
    assert len(normal.text) == len(normal.starts) == len(normal.ends)
    if normal.text:
        start = data.draw(st.integers(0, len(normal.text) - 1))
        end = data.draw(st.integers(start + 1, len(normal.text)))
        quote = normal.quote(start, end)
        assert quote in text
        assert "\n" not in quote
        quote.encode()


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80))
def test_any_text_has_a_core_clauses_and_turns(text: str) -> None:
    normal = normalise(text)
    assert len(normal.core) <= LONGEST_CORE
    assert all(0 <= span.start < span.end <= len(normal.text) for span in normal.clauses)
    assert all(turn.start <= turn.end for turn in normal.turns)


def test_no_more_is_read_than_telegram_sends() -> None:
    assert len(normalise("转" * 10_000).text) == LONGEST


@pytest.mark.parametrize(
    ("asked", "core"),
    [
        ("请问这是诈骗吗?有人让我刷单", "有人让我刷单"),
        ("有人让我刷单,这是不是骗子", "有人让我刷单"),
        ("帮我看看这个:中奖了让交税", "这个:中奖了让交税"),
        ("对方让我转账,靠谱吗", "对方让我转账"),
    ],
)
def test_the_wrapping_of_a_question_is_not_part_of_it(asked: str, core: str) -> None:
    assert normalise(asked).core == core


def test_a_quoted_chat_is_read_line_by_line() -> None:
    normal = normalise("客服小王 10:32：您好\n我：你是谁\n10:35 客服小王：打开屏幕共享")
    assert [turn.who for turn in normal.turns] == ["客服小王", "我", "客服小王"]
    assert [turn.by_asker for turn in normal.turns] == [False, True, False]
    assert normal.core == "您好 你是谁 打开屏幕共享"


def test_one_colon_does_not_make_a_chat() -> None:
    assert normalise("他说:把钱转过来").turns == ()


def test_a_time_that_stuck_to_a_name_makes_no_speaker() -> None:
    assert normalise("接待员09:15 亲，红包统一发放\n我09:18 为啥要绑卡").turns == ()
    assert [turn.who for turn in normalise("接待员 09:15：亲\n我 09:18：在\n客服1:50元").turns] == ["接待员", "我", "客服1"]
