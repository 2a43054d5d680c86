"""Words of people → what may leave the house: numbers, accounts, links, labelled names and addresses replaced by what they are.

Only the second opinion's question goes this way. What is not replaced stays letter for letter, so that a quotation from it is a quotation
of the asker. Stricter than `privacy.mask`, which keeps ends of numbers for people who must recognise them; names that nothing announces
cannot be told from other words and stay.
"""

import re
from collections.abc import Iterable
from functools import partial

from bot.privacy import mask
from bot.triage.finding import Indicator

HEAD, TAIL = 400, 180
"""Of a long text its beginning and end are kept: the story begins here, the demand stands there."""

_KINDS = {
    "link": "〔链接〕",
    "phone": "〔电话〕",
    "card": "〔卡号〕",
    "idcard": "〔证件号〕",
    "usdt": "〔钱包〕",
    "eth": "〔钱包〕",
    "btc": "〔钱包〕",
    "wechat": "〔账号〕",
    "qq": "〔账号〕",
    "meeting": "〔会议号〕",
}
_SERVICE = re.compile(r"110|119|120|122|1[02]\d{3}|9[56]\d{3}")
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦"
    "白江阎薛尹段雷黎史龙贺陶顾毛郝龚邵万钱严覃武莫孔汤"
)
_HAN = "[一-鿿]"
_FIGURE = "[\\d①-⑨⓪零〇一二三四五六七八九幺]"
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?i)[a-z][a-z0-9+.-]{1,10}://[^\s，。；！？、”》）]+"), "〔链接〕"),
    (re.compile(r"(?a)[\w.+-]{1,64}[@＠][\w-]{1,63}(?:\.[\w-]{1,63})+"), "〔账号〕"),
    (re.compile(r"(?ai)(?<![a-z0-9-])(?:[a-z0-9-]{1,63}[.。．]){1,6}[a-z]{2,24}(?::\d+)?(?:/[^\s，。；！？、”》）]*)?"), "〔链接〕"),
    (re.compile(rf"(?i)[@＠](?:[a-z0-9_.-]{{2,}}|{_HAN}{{1,4}})"), "〔账号〕"),
    (
        re.compile(r"(?i)((?:微信|威信|薇信|徽信|扣扣|q\s?q|v\s?x|wx|[加➕]\s?v|账号|帐号|\bid)号?\s?[:：是为]?\s?)[a-z][a-z0-9_.-]{3,}"),
        r"\1〔账号〕",
    ),
    (re.compile(rf"((?:户名|姓名|收款人|持卡人|开户人|联系人)(?:是|为|叫)?\s?[:：]?\s?)(?!是|为){_HAN}{{2,4}}"), r"\1〔姓名〕"),
    (re.compile(rf"((?:我叫|我是|名叫|叫做)\s?)[{_SURNAMES}]{_HAN}{{1,2}}"), r"\1〔姓名〕"),
    (re.compile(rf"[{_SURNAMES}]{_HAN}{{1,2}}(?=警官|民警|先生|女士|律师|法官|检察官)"), "〔姓名〕"),
    (
        re.compile(
            rf"{_HAN}{{2,8}}(?:路|街|巷|弄|道|小区|花园|新村|新苑|苑|村)\s?\d+\s?(?:号|弄|栋|幢|单元|室)(?:\s?\d+\s?(?:号楼|栋|幢|单元|楼|层|室|号))*"
        ),
        "〔地址〕",
    ),
    (re.compile(r"(?:\d+\s?(?:号楼|栋|幢|单元|楼|层)[\s-]?)+\d+\s?(?:室|号|房)?|\d+\s?(?:栋|幢|号楼)\s?\d+\s?单元"), "〔地址〕"),
    (re.compile(r"(?i)((?:验证码|校验码|密码|口令|邀请码)\D{0,6})[a-z0-9]{3,8}(?![a-z0-9])"), r"\1〔数字〕"),
    (re.compile(rf"{_FIGURE}(?:[ .·,，_—-]?{_FIGURE}){{6,}}"), "〔数字〕"),
    (re.compile(rf"{_FIGURE}(?:[ .·]?{_FIGURE}){{5,}}"), "〔数字〕"),
    (re.compile(r"(?<!\d)\d{5,}"), "〔数字〕"),
    (re.compile(r"(?a)(?<![\w.-])(?=[\w.-]*[A-Za-z])[A-Za-z0-9](?=[\w.-]{4})[\w.-]*?[0-9_][\w.-]*"), "〔账号〕"),
)


def redact(text: str, indicators: Iterable[Indicator]) -> str:
    """At most about six hundred characters without anybody's numbers, accounts or links."""
    for found in sorted(indicators, key=lambda found: -len(found.value)):
        if found.kind in _KINDS and found.value and not _SERVICE.fullmatch(found.value):
            text = text.replace(found.value, _KINDS[found.kind])
    for rule, instead in _RULES:
        text = rule.sub(partial(_hidden, instead), text)
    text = mask(text)
    return text if len(text) <= HEAD + TAIL else f"{text[:HEAD]}……{text[-TAIL:]}"


def _hidden(instead: str, hit: re.Match[str]) -> str:
    """What is shown in place of a hit: itself when it tells nothing of anybody."""
    return hit[0] if _stays(hit[0]) else hit.expand(instead)


def _stays(words: str) -> bool:
    """Service numbers, and figures of up to four digits with a unit's letter (5G, 3.5w), tell nothing of anybody."""
    short = re.fullmatch(r"[\d.]{1,6}[A-Za-z]{0,2}", words) and sum(c.isdigit() for c in words) < 5
    return bool(_SERVICE.fullmatch(words) or short)
