"""What a notice may say: words within Telegram's caption, links of the official list alone, no number but 110 and 96110. Pure.

Between what somebody wrote for a notice and its draft (bot.publicity.notices). What is refused is named, with what to write instead.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator

from bot.errors import UserError
from bot.library import leaks
from bot.library.traditional import simplified
from bot.triage.indicators import find
from bot.triage.normalise import normalise
from bot.triage.official import OFFICIAL_DOMAINS, PLATFORM_SHORT, is_official

MOST = 900
"""UTF-16 units: what Telegram takes under a picture, less our first line."""
LEAST = 4
OWN = frozenset({"110", "96110"})
ANYBODYS = frozenset(
    {
        *("t.me", "github.com", "csdn.net", "weibo.com", "weibo.cn", "bilibili.com", "zhihu.com", "xiaohongshu.com", "douyin.com"),
        *("iesdouyin.com", "kuaishou.com", "baidu.com", "xianyu.com", "goofish.com", "58.com", "1688.com", "taobao.com", "tmall.com"),
        *("pinduoduo.com", "yangkeduo.com", "docs.qq.com", "feishu.cn", "dingtalk.com", "zoom.us"),
    }
)
"""Real addresses at which anybody may put up a page, a shop, a meeting or a group: no authority speaks there."""
PRIVATE = ("card", "idcard", "usdt", "eth", "btc", "paycode")
_COUNTED = r"(?!\s*(?:元|块|万|人|名|户|件|次|点|年|月|日|天|室|楼|栋|单元|号楼|窗口))"
_CALLED = re.compile(rf"(?:电话|热线|拨打|致电|手机号?|联系|号码|打给|来电)[^\d\n]{{0,6}}(\d[\d -]{{1,16}}\d)(?![ -]?\d){_COUNTED}")
_LONG = re.compile(rf"(?<![\d.¥])\d(?:[ ·.。—_-]?\d){{6,}}(?![ ·.。—_-]?\d){_COUNTED}")
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d[^\d\n]{0,2}\d{4}[^\d\n]{0,2}\d{4}(?!\d)")
_DATE = re.compile(
    r"(?<!\d)20\d\d([-/.]?)(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])(?!\d)|(?<!\d)\d{1,2}\.\d{1,2}\s*[-—]\s*\d{1,2}\.\d{1,2}(?!\d)"
)
_DIGITS = str.maketrans("零〇一二三四五六七八九幺壹贰叁肆伍陆柒捌玖", "001234567891123456789")
_HOST = re.compile(r"(?:https?://)?(?:[^/?#@\s]*@)?([a-z0-9.-]+)")


def check(words: str) -> None:
    """Raises UserError notice-short, notice-long, notice-link, notice-number or notice-private."""
    size = len(words.encode("utf-16-le")) // 2
    if sum(c.isalnum() for c in words) < LEAST:
        raise UserError("notice-short")
    if size > MOST:
        raise UserError("notice-long", size=size, most=MOST)
    found = find(normalise(words))
    if any(clue.indicator.kind in PRIVATE for clue in found):
        raise UserError("notice-private")
    links = [*leaks.links(words), *(clue.indicator.value for clue in found if clue.indicator.kind == "link")]
    if strange := next((link for link in links if not is_ours(link)), None):
        raise UserError("notice-link", link=strange)
    phones = (clue.indicator.value for clue in found if clue.indicator.kind == "phone")
    if number := next((one for one in (*_numbers(words), *phones) if _figures(one) not in OWN), None):
        raise UserError("notice-number", number=number.strip())


def is_ours(link: str) -> bool:
    """Whether a link leads to an address of the official list."""
    plain = unicodedata.normalize("NFKC", link).lower().replace("[.]", ".").replace("(.)", ".").replace("点", ".")
    at = _HOST.match(plain)
    host = at[1].rstrip(".") if at else ""
    known = _belongs(host, OFFICIAL_DOMAINS) or is_official(host, None)
    return known and host not in PLATFORM_SHORT and not _belongs(host, ANYBODYS)


def _belongs(host: str, names: Collection[str]) -> bool:
    return any(host == name or host.endswith(f".{name}") for name in names)


def _numbers(words: str) -> Iterator[str]:
    """Numbers that look like a telephone's, also in Chinese numerals, and whatever stands where one is expected."""
    yield from leaks.numbers(words)
    plain = _DATE.sub("#", simplified(unicodedata.normalize("NFKC", words)).translate(_DIGITS))
    yield from (found[1] for found in _CALLED.finditer(plain))
    yield from (found[0] for pattern in (_MOBILE, _LONG) for found in pattern.finditer(plain))


def _figures(number: str) -> str:
    return re.sub(r"\D", "", unicodedata.normalize("NFKC", number))
