"""Sums of money to the cent."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.stop import sums
from bot.stop.transfers import amount_told


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("30,000.50元", "30000.5"),
        ("3.5w", "35000"),
        ("三万五", "35000"),
        ("1万2千5", "12500"),
        ("1万2500", "12500"),
        ("三万零五百", "30500"),
        ("叁万元整", "30000"),
        ("十五万", "150000"),
        ("一百二十块", "120"),
        ("转了两千三", "2300"),
        ("付了20万5千3百元", "205300"),
        ("¥49,999.50", "49999.5"),
        ("5000U", "5000 USDT"),
        ("$300", "300 美元"),
        ("给了8888", "8888"),
        ("余额5.20元,转账3000元", "3000"),
    ],
)
def test_a_sum_is_found_in_words(words: str, value: str) -> None:
    assert sums.find(words)[0] == value


@pytest.mark.parametrize("words", ["10分钟前", "几千块", "一共三笔", "21:03", "6222021234567890128", "尾号1234", "二〇二六年", "0元", ""])
def test_what_is_no_sum_is_none(words: str) -> None:
    assert sums.find(words) == []


@pytest.mark.parametrize(("words", "value"), [("30000", "30000"), ("大概八百吧", "800"), ("三百五", "350"), ("1,200", "1200")])
def test_to_the_question_how_much_a_bare_number_answers(words: str, value: str) -> None:
    assert sums.read(words) == value


@settings(deadline=None)
@given(st.decimals(min_value=Decimal("0.01"), max_value=Decimal("99999999"), places=2))
def test_any_amount_of_yuan_is_read_to_the_cent_and_told_again(amount: Decimal) -> None:
    [value] = sums.find(f"转账{amount:,}元")
    assert Decimal(value) == amount
    assert Decimal(amount_told(value).removesuffix(" 元").replace(",", "")) == amount
