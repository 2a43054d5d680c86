"""A sum of money as people write it — 30,000.50, 3.5w, 三万五, 1万2千5, 叁万元整 — to the cent, with its currency.

Pure. `bot.triage.amounts` only needs to know roughly how much is at stake; a stop-payment request needs the sum itself.
"""

import re
from decimal import Decimal, InvalidOperation

_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟萬貳參陸兩圆", "一二三四五六七八九十百千万二三六两元")
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_UNITS = {"十": 10, "百": 100, "千": 1000, "k": 1000, "万": 10_000, "w": 10_000, "亿": 100_000_000}
_HAN = "零〇一二两三四五六七八九"
_CURRENCIES = (("USDT", r"usdt|u币|泰达币|(?<=\d)u(?![a-z])"), ("美元", "美元|美金|刀"), ("港币", "港币|港元"), ("欧元", "欧元"))
_SIGNS = {"$": "美元"}
_MONEY = r"元钱|元|块钱|块|yuan|rmb|cny|人民币|" + "|".join(words for _, words in _CURRENCIES)
_BODY = rf"(?:\d[\d,]*(?:\.\d+)?|[{_HAN}十百千])(?:[\d,]|\s?[{_HAN}十百千万亿]|\s?[kw](?![a-z]))*"
_SUM = re.compile(
    rf"(?<![\d.a-z*几数-])(?:(?P<sign>[¥￥$]\s?)|(?P<moved>(?<=[转充付打投借汇存垫给款走])(?:了|过去)?\s?)|)(?P<body>{_BODY})"
    rf"\s?(?:多|余|来)?\s?(?P<money>{_MONEY})?(?!\s?(?:分钟|小时|点|号|月|日|天|年|次|个|笔|人|岁|楼|折|%|:\d))"
)
_BARE = re.compile(rf"(?:大概|大约|约|一共|总共|共|差不多|是|有)*(?P<body>{_BODY})(?:左右|整|吧|多|来|的样子)*[。.]?")
MOST = Decimal(10) ** 10


def find(text: str) -> list[str]:
    """The sums a text names, as they are kept (`30000`, `49999.5`, `5000 USDT`), in order: what carries a unit or follows a transfer."""
    hits = (hit for hit in _SUM.finditer(_plain(text)) if _is_money(hit))
    return [value for hit in hits if (value := _value(hit["body"], hit["money"] or _SIGNS.get((hit["sign"] or "").strip(), "")))]


def read(text: str) -> str | None:
    """The sum that answers how much: also a bare number; None when there is none above zero and below ten thousand million."""
    found = find(text)
    if found:
        return found[0]
    bare = _BARE.fullmatch(_plain(text).strip())
    return _value(bare["body"]) if bare else None


def _plain(text: str) -> str:
    return text.lower().translate(_FORMAL).replace("，", ",")


def _is_money(hit: re.Match[str]) -> bool:
    body = hit["body"]
    if hit.string[: hit.start()].rstrip(":： ").endswith(("余额", "结余")):
        return False
    if hit["sign"] or hit["money"]:
        return any(char.isdigit() or char in _DIGITS or char in _UNITS for char in body)
    if re.search(r"[万亿]|\d\s?[千百kw]", body):
        return True
    return hit["moved"] is not None and (len(re.sub(r"\D", "", body)) in range(3, 9) or bool(re.search("[百千]", body)))


def _value(body: str, money: str = "") -> str | None:
    """A sum as it is kept, or None when it cannot be one."""
    number = _number(body.replace(",", "").replace(" ", ""))
    if number is None or not 0 < number < MOST:
        return None
    told = f"{number.quantize(Decimal('0.01')):f}".rstrip("0").rstrip(".")
    unit = next((name for name, words in _CURRENCIES if re.fullmatch(words.replace(r"(?<=\d)", ""), money)), "")
    return f"{told} {unit}".strip()


def _number(body: str) -> Decimal | None:
    """A number of any spelling: digits, numerals, or digits with numerals for units; 三万五 and 3万5 are 35 000."""
    spelled = "".join(str(_DIGITS[char]) if char in _DIGITS else char for char in body)
    total = section = Decimal(0)
    last = Decimal(1)
    for digits, unit in re.findall(r"(\d+(?:\.\d+)?|)([十百千万亿kw]|$)", spelled):
        if not digits and not unit:
            continue
        try:
            number = Decimal(digits) if digits else Decimal(0 if section or unit in "万亿" else 1)
        except InvalidOperation:
            return None
        size = Decimal(_UNITS.get(unit, 1))
        if unit in ("万", "w", "亿"):
            total, section = (total + section + number) * size if unit == "亿" else total + (section + number) * size, Decimal(0)
        elif unit:
            section += (number or 1) * size
        elif last >= 100 and len(digits) == 1:  # the digit left over counts a tenth of the unit before it
            section += number * last / 10
        else:
            section += number
        last = size if unit else last
    return total + section or None
