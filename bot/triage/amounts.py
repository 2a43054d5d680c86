"""Sums of money as people write them (5000元, 1.2万, 3千5, 一万二, 八百块): found for the indicators and the stage."""

import re

_DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_UNIT = {"十": 10, "百": 100, "千": 1000, "k": 1000, "万": 10_000, "w": 10_000, "亿": 100_000_000}
_HAN = "零〇一二两三四五六七八九十百千万"
_MONEY = "元钱|元|块钱|块|圆|rmb|人民币|美元|美金|港币|刀|usdt|欧元"
AMOUNT = re.compile(
    rf"(?:[¥￥$] ?\d[\d,]*(?:\.\d+)?(?:[万千百亿wk]\d?)?"
    rf"|(?<![\d.a-z])\d[\d,]*(?:\.\d+)? ?(?:余|多|来)?(?:[万千百亿wk](?:\d(?!\d)|[多余来])?)(?: ?(?:{_MONEY}))?(?![a-z])"
    rf"|(?<![\d.a-z])\d[\d,]*(?:\.\d+)? ?(?:多|来)? ?(?:{_MONEY})"
    r"|(?:(?<=[转充交付打投借汇存垫赔])|(?<=[转充交付打投借汇存垫赔]了))\d{3,7}(?![\d:：.年月号点%个次人条])"
    rf"|(?:[{_HAN}]{{1,9}}|几[十百千万]+|[十百千]几万)(?:多|来)?(?:{_MONEY})"
    rf"|(?<![第{_HAN}])[一二两三四五六七八九十百千]{{1,5}}万[一二三四五六七八九]?(?:千|多)?(?![一-鿿]?[分一]))"
)
_ARABIC = re.compile(r"(\d+(?:\.\d+)?)([万千百亿wk]?)(\d?)")


def yuan(amount: str) -> int | None:
    """The sum in whole units of its currency; None for 几千块 and what cannot be read."""
    text = amount.replace(",", "").replace(" ", "").lower()
    if m := _ARABIC.search(text):
        value = float(m.group(1)) * _UNIT.get(m.group(2), 1)
        return int(value + int(m.group(3) or 0) * _UNIT.get(m.group(2), 1) / 10)
    return _han("".join(c for c in text if c in _HAN)) if "几" not in text else None


def _han(text: str) -> int | None:
    if not text:
        return None
    total = section = digit = 0
    last = 1
    for c in text:
        if c in _DIGIT:
            digit = _DIGIT[c]
            last = 10 if c in "零〇" else last
        elif c == "万":
            total, section, digit, last = (total + section + digit) * 10_000, 0, 0, 10_000
        else:
            section += (digit or 1) * _UNIT[c]
            digit, last = 0, _UNIT[c]
    # 一万二 is 12 000, 三百五 is 350: a digit left over counts a tenth of the unit before it.
    return total + section + digit * (last // 10 if last >= 100 else 1)
