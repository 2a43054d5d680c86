"""What must not stand in a library text: other people's data, telephone numbers to call, links to follow, words that blame.

Looked for by `rules.py`, line by line. Only text in, sentences out.
"""

import datetime
import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from publicsuffixlist import PublicSuffixList

OWN_NUMBERS = frozenset({"110", "96110"})

_MOBILE = re.compile(r"(?<![\d*])(?:\+?86[- ]?)?(1[3-9]\d(?:[- ]?\d{4}){2})(?![\d*])")
_CARD = re.compile(r"(?<![\d*])\d(?:[- ]?\d){12,18}(?![\d*])")
_IDENTITY = re.compile(r"(?<![\dA-Za-z*])\d{17}[\dXx](?![\dA-Za-z*])")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_INVENTED = re.compile(r"(\d)\1{4}")
_ADDRESS_OF_SOURCE = re.compile(r"""\burl:\s*["']?https?://[^\s"',}]+""")

# Emergency and service numbers, 95/96 and 400/800 lines, platform senders, land lines and mobiles; an amount of money is none of them.
_NUMBER = re.compile(
    r"(?<![\d.¥,])(?:1(?:10|14|19|20|22)|1[0-2]\d{3}|9[56]\d{3,6}|106\d{4,}|[48]00[- ]?\d{3}[- ]?\d{4}"
    r"|0\d{2,3}[- ]?\d{7,8}|(?:\+86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2})(?![\d.,]*\d)"
    r"(?!\s*(?:元|块|万|多|余|起|人|名|件|次|美元|点|积分|步|%|年|天|页|条))"
)
_HOST = re.compile(r"(?<![a-z0-9@.-])(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(?![a-z0-9-])", re.IGNORECASE)
_NAME = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]", re.IGNORECASE)
_LINK = re.compile(r"https?://\S+|www\.\S+", re.IGNORECASE)
_BLAME = re.compile(
    r"贪小便宜|贪便宜|贪图便宜|贪心|贪婪|贪念|愚蠢|[太真]傻|[太真]笨|这么[傻笨蠢]|活该|自作自受|咎由自取|没脑子|缺心眼|老糊涂|无知|脑残|智商"
)
_COMFORT = re.compile(r"(?:不是|并不|不等于|不代表|和|与|不怪|别说|别骂)[^,。;!?,;!?]{0,8}$")


def personal_data(line: str) -> Iterator[str]:
    """Reasons why a line of a file may show somebody's data: a full valid bank card, identity number or mobile."""
    text = _ADDRESS_OF_SOURCE.sub("url:", unicodedata.normalize("NFKC", line))
    for found in _IDENTITY.finditer(text):
        if _is_identity(found.group()):
            yield f"像是完整的真实身份证号 {found.group()[:6]}…，请用 * 遮住一部分"
    for found in _CARD.finditer(text):
        if _is_card(_digits(found.group())) and not _is_identity(found.group()):
            yield f"像是完整的真实银行卡号 {found.group()[:6]}…，请用 * 遮住一部分"
    for found in _MOBILE.finditer(text):
        if not _INVENTED.search(_digits(found.group(1))):
            yield f"像是完整的真实手机号 {found.group(1)[:3]}…，请写成 138****5678 这样"


def numbers(text: str) -> Iterator[str]:
    """Telephone numbers other than 110 and 96110."""
    for found in _NUMBER.finditer(unicodedata.normalize("NFKC", text)):
        if found.group() not in OWN_NUMBERS:
            yield found.group()


def links(text: str) -> Iterator[str]:
    """Web addresses, with or without http."""
    plain = unicodedata.normalize("NFKC", text)
    yield from (found.group() for found in _LINK.finditer(plain))
    for found in _HOST.finditer(_LINK.sub(" ", plain)):
        if _suffixes().publicsuffix(found.group().lower()) is not None:
            yield found.group()


def blame(text: str) -> Iterator[str]:
    """Words that put the fault on the deceived; `这不是您贪心` comforts and is none."""
    for found in _BLAME.finditer(text):
        if not _COMFORT.search(text[: found.start()]):
            yield found.group()


def is_public(host: str) -> bool:
    """Whether a host's name ends as names on the internet do."""
    try:
        plain = host.encode("idna").decode("ascii")
    except UnicodeError:
        return False
    return bool(_NAME.fullmatch(plain)) and _suffixes().publicsuffix(plain) not in (None, plain)


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList(accept_unknown=False)


def _digits(text: str) -> str:
    return text.replace(" ", "").replace("-", "")


def _is_card(digits: str) -> bool:
    """Luhn's check over 13–19 digits that begin as payment cards do."""
    if digits[0] not in "3456" or not 13 <= len(digits) <= 19:
        return False
    doubled = (int(digit) * (1 + index % 2) for index, digit in enumerate(reversed(digits)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def _is_identity(text: str) -> bool:
    """GB 11643: a birthday that exists and the check character of seventeen weighted digits."""
    if len(text) != 18 or not text[:17].isdigit():
        return False
    try:
        datetime.date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        return False
    return "10X98765432"[sum(int(digit) * weight for digit, weight in zip(text[:17], _WEIGHTS, strict=True)) % 11] == text[17].upper()
