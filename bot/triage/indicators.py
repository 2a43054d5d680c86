"""Plain text → what can be looked up or blocked in it: links, phones, cards, wallets, accounts, meeting codes, software, money.

Second room of triage. A clue weighs risk only (it never convicts by itself) and says why in one sentence; its value is spelled as the
asker spelled it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from ipaddress import ip_address

from publicsuffixlist import PublicSuffixList

from bot.triage.amounts import AMOUNT
from bot.triage.finding import Indicator
from bot.triage.normalise import Normal
from bot.triage.official import CHEAP_ENDINGS, OFFICIAL_NUMBERS, PLATFORM_SHORT, SHORTENERS, imitated, is_official

Found = tuple[str, int, int, float, str]
"""kind, start, end in `Normal.text`, risk -1..1 (below zero: calming), why (empty when there is nothing to say)."""


@dataclass(frozen=True, slots=True)
class Clue:
    """An indicator with its place in `Normal.text`, its risk (−1 calming … 1 alarming) and the sentence that explains it."""

    indicator: Indicator
    start: int
    end: int
    risk: float
    why: str


_DOT = r"(?:\.|\[\.\]|\(\.\)|点(?=com|cn|net|top|vip|cc|xyz))"
_LINK = re.compile(
    rf"(?<![a-z0-9@._-])(?P<scheme>https?://|www\.)?(?P<host>(?:[a-z0-9](?:[a-z0-9-]{{0,61}}[a-z0-9])?{_DOT}){{1,6}}(?:[a-z]{{2,24}}|(?<=\.)\d{{1,3}}))(?![a-z0-9@])"
    r"(?P<port>:\d{2,5})?(?P<path>/[a-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]*)?"
)
_BARE_ENDINGS = CHEAP_ENDINGS | frozenset(
    [
        "com",
        "cn",
        "net",
        "org",
        "info",
        "io",
        "me",
        "co",
        "app",
        "la",
        "im",
        "pro",
        "ltd",
        "biz",
        "link",
        "tv",
        "us",
        "hk",
        "tw",
        "gov",
        "edu",
    ]
)
_WALLETS = (
    ("usdt", re.compile(r"(?<![A-Za-z0-9])T[1-9A-HJ-NP-Za-km-z]{33}(?![A-Za-z0-9])")),
    ("eth", re.compile(r"(?<![A-Za-z0-9])0[xX][0-9a-fA-F]{40}(?![0-9a-fA-F])")),
    ("btc", re.compile(r"(?<![A-Za-z0-9])(?:bc1[a-z0-9]{25,59}|[13][1-9A-HJ-NP-Za-km-z]{25,34})(?![A-Za-z0-9])")),
)
_IDCARD = re.compile(r"(?<![\da-z])\d{17}[\dx](?![\da-z])")
_CARD = re.compile(r"(?<![\da-z])(?:62\d{2}|4\d{3}|5[1-5]\d{2}|9\d{3}|3[57]\d{2})(?:[ -]?\d{4}){2,3}(?:[ -]?\d{1,4})?(?![\da-z])")
_PHONE = re.compile(
    r"(?<![\da-z.])(?P<intl>(?:\+|00)[1-9]\d{0,2}[ -]?\d[\d -]{4,14}\d)(?![\d.])"
    r"|(?<![\da-z.:/-])(?P<mobile>1[3-9]\d(?:[ -]?\d{4}){2})(?![\d.])"
    r"|(?<![\da-z])(?P<masked>1[3-9]\d\*{2,6}\d{2,4})(?!\d)"
    r"|(?<![\da-z.-])(?P<service>[48]00[ -]?\d{3}[ -]?\d{4}|[48]00[ -]?\d{4}[ -]?\d{3})(?!\d)"
    r"|(?<![\da-z.-])(?P<land>0\d{2,3}[ -]\d{7,8}|0(?:10|2\d)\d{8}|0[3-9]\d{2}\d{7,8})(?![\d.])"
    r"|(?<![\d.a-z:/¥￥$-])(?P<short>95\d{3,8}|96\d{3,6}|1[012]\d{3}|1[12]\d)(?!\d|[.:]\d|[ -]?\d|元|块|月|年|分|点|个|号楼|人|%|斤|米)"
)
_PAYMENT = re.compile(
    r"wxp://[\w-]+|weixin://wxpay/\S+|alipays?://\S+|https://(?:qr\.alipay\.com|payapp\.weixin\.qq\.com|qr\.95516\.com)/[^\s,，。]+"
)
_WECHAT = re.compile(
    r"(?:微信|企业微信|微信号|v信)(?:号|id|号码|帐号|账号)?(?:[:：=是为 ]|\(|（){0,4}(?P<id>[a-z][a-z0-9_-]{4,19})(?![a-z0-9])"
)
_WECHAT_PHONE = re.compile(r"微信(?:号|同号)?[:：= ]{0,3}(?P<id>1[3-9]\d{9}|\d{5,11})(?!\d)")
_QQ = re.compile(r"qq(?:号码|号|群号|群|企鹅)?(?:[:：=是为 ]|\(|（){0,4}(?P<id>[1-9]\d{4,10})(?!\d)")
_MEETING = re.compile(
    r"(?:会议号|会议id|会议码|会议室号|入会码|会议)(?:码)?(?:[:：=是为 ]|\(|（){0,4}(?P<id>\d{3}[ -]?\d{3,4}[ -]?\d{3,4})(?!\d)"
)
_FAKE_APPS = (
    "银联会议|中银会议|抖音会议|微保会议|航讯通|航信通|航空会议|银行会议|云服务(?:app|软件|会议)|nfo-x|nfo|国家反诈app会议|银保监会议"
)
_REMOTE_APPS = "向日葵|todesk|teamviewer|anydesk|rustdesk|连连控|屏幕共享|共享屏幕|远程控制|远程协助|远程操控|远程操作|共享桌面|投屏"
_APP = re.compile(
    rf"(?P<fake>{_FAKE_APPS})|(?P<remote>{_REMOTE_APPS})|(?:下载|安装|装|下)(?:一个|个|了|了一个)?(?:名为|叫做|叫|名叫)?[“\"「《‘'](?P<named>[^”\"」》’'\n]{{1,14}})[”\"」》’']"
)


def find(normal: Normal) -> tuple[Clue, ...]:
    """All clues of a text, in order of appearance; of overlapping ones the more specific."""
    taken: list[tuple[int, int]] = []
    clues: list[Clue] = []
    for finder in _FINDERS:
        for kind, start, end, risk, why in finder(normal):
            if any(start < e and s < end for s, e in taken):
                continue
            value = normal.quote(start, end)
            if value:
                taken.append((start, end))
                clues.append(Clue(Indicator(kind, value), start, end, risk, why))
    return tuple(sorted(clues, key=lambda c: c.start))


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList(accept_unknown=False)


def _payments(normal: Normal) -> Iterator[Found]:
    yield from (("paycode", m.start(), m.end(), 0.2, "") for m in _PAYMENT.finditer(normal.text))


def _links(normal: Normal) -> Iterator[Found]:
    for m in _LINK.finditer(normal.text):
        host = re.sub(r"\[\.\]|\(\.\)|点", ".", m.group("host"))
        path = (m.group("path") or "").rstrip(".,;:!?)'")
        end = m.end() - len(m.group("path") or "") + len(path)
        known = bool(m.group("scheme") or path)
        if host.replace(".", "").isdigit():
            if _is_ip(host) and known:
                yield "link", m.start(), end, 0.8, "网址是一串数字，没有正规名字，正规机构不会这样发"
            continue
        if not _suffixes().publicsuffix(host) or (not known and host.rsplit(".", 1)[1] not in _BARE_ENDINGS) or host.endswith(".apk"):
            continue
        risk, why = _judge_link(host, path)
        yield "link", m.start(), end, risk, why


def _is_ip(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _judge_link(host: str, path: str) -> tuple[float, str]:
    registered = _suffixes().privatesuffix(host)
    if path.endswith(".apk"):
        return 0.9, "链接直接下载安装包，正规软件都在应用商店里"
    if host in PLATFORM_SHORT:
        return 0.0, ""
    if host in SHORTENERS or registered in SHORTENERS:
        return 0.25, "短链接看不出要去哪里，先别点"
    if is_official(host, registered):
        return -0.3, ""
    if imitated(host, registered):
        return 0.9, "网址模仿正规机构，却不是它的官方网站"
    if host.rsplit(".", 1)[-1] in CHEAP_ENDINGS:
        return 0.45, "这个网址不是正规机构的官网，别点开填信息"
    return 0.15, ""


def _wallets(normal: Normal) -> Iterator[Found]:
    # Addresses are told apart by upper and lower case, so they are looked for in the original.
    for kind, pattern in _WALLETS:
        for m in pattern.finditer(normal.original):
            span = normal.located(m.start(), m.end())
            if span:
                yield kind, span.start, span.end, 0.8, "要您往虚拟币地址打钱，转出去就追不回来"


def _idcards(normal: Normal) -> Iterator[Found]:
    for m in _IDCARD.finditer(normal.text):
        if _id_checks(m.group()):
            yield "idcard", m.start(), m.end(), 0.0, ""


def _id_checks(number: str) -> bool:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    if not ("19" <= number[6:8] <= "20" and "01" <= number[10:12] <= "12" and "01" <= number[12:14] <= "31"):
        return False
    return "10x98765432"[sum(int(d) * w for d, w in zip(number, weights, strict=False)) % 11] == number[17]


def _cards(normal: Normal) -> Iterator[Found]:
    for m in _CARD.finditer(normal.text):
        digits = re.sub(r"\D", "", m.group())
        if 15 <= len(digits) <= 19 and luhn(digits):
            yield "card", m.start(), m.end(), 0.1, ""


def luhn(digits: str) -> bool:
    """True when the last digit of a card number fits the others."""
    doubled = [int(d) * (2 if i % 2 else 1) for i, d in enumerate(reversed(digits))]
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def _phones(normal: Normal) -> Iterator[Found]:
    for m in _PHONE.finditer(normal.text):
        kind = m.lastgroup or ""
        digits = re.sub(r"[^\d+*]", "", m.group())
        if kind == "short" and digits not in OFFICIAL_NUMBERS and not digits.startswith(("95", "96")):
            continue
        risk, why = _judge_phone(kind, digits)
        yield "phone", m.start(), m.end(), risk, why


def _judge_phone(kind: str, digits: str) -> tuple[float, str]:
    if kind == "intl":
        bare = digits.removeprefix("+").removeprefix("00")
        if bare.startswith("86"):
            return 0.0, ""
        return 0.55, "这是境外号码，国内机关、银行、客服不会用它联系您"
    if digits in OFFICIAL_NUMBERS:
        return -0.2, ""
    if kind == "service":
        return 0.1, ""
    if kind == "mobile" and digits.startswith(("170", "171", "162", "165", "167")):
        return 0.15, ""
    return (0.1, "") if kind == "short" and len(digits) >= 8 else (0.0, "")


def _qqs(normal: Normal) -> Iterator[Found]:
    yield from (("qq", m.start("id"), m.end("id"), 0.2, "") for m in _QQ.finditer(normal.text))


def _wechats(normal: Normal) -> Iterator[Found]:
    for pattern in (_WECHAT, _WECHAT_PHONE):
        yield from (("wechat", m.start("id"), m.end("id"), 0.2, "") for m in pattern.finditer(normal.text))


def _meetings(normal: Normal) -> Iterator[Found]:
    yield from (("meeting", m.start("id"), m.end("id"), 0.3, "") for m in _MEETING.finditer(normal.text))


def _apps(normal: Normal) -> Iterator[Found]:
    for m in _APP.finditer(normal.text):
        kind = m.lastgroup or ""
        if kind == "fake":
            yield "app", m.start(), m.end(), 0.9, "这个软件应用商店里没有，是骗子用来看您屏幕、操作您手机的"
        else:
            yield "app", m.start(kind), m.end(kind), 0.35 if kind == "remote" else 0.1, ""


def _amounts(normal: Normal) -> Iterator[Found]:
    yield from (("amount", m.start(), m.end(), 0.0, "") for m in AMOUNT.finditer(normal.text))


_FINDERS: tuple[Callable[[Normal], Iterator[Found]], ...] = (
    _payments, _links, _wallets, _idcards, _cards, _meetings, _qqs, _wechats, _phones, _apps, _amounts,
)  # fmt: skip
