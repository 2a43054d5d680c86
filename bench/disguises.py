"""Eight ways in which a scam hides its words, for measuring what triage still recognises; the same text always gets the same disguise."""

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from opencc import OpenCC

Disguise = Callable[[str, random.Random], str]

_HAN = re.compile("[\u4e00-\u9fff]")
_LOOKALIKES = (
    ("微信", "V❤"), ("刷单", "涮单"), ("佣金", "佣荆"), ("转账", "转帐"), ("账户", "帐户"), ("返利", "反利"), ("贷款", "代款"),
    ("银行", "银彳亍"), ("验证码", "验证吗"), ("客服", "客伏"), ("投资", "投姿"), ("兼职", "简职"), ("安全", "按全"), ("钱", "銭"),
    ("充值", "冲值"), ("保证金", "保正金"), ("公安", "工安"), ("加我", "咖我"), ("群", "裙"), ("QQ", "扣扣"), ("下载", "吓载"),
    ("赚", "砖"), ("链接", "琏接"), ("屏幕", "苹幕"), ("治", "氵台"),
)  # fmt: skip
_LETTERS = {"微信": "vx", "验证码": "yzm", "银行卡": "yhk", "刷单": "sd", "支付宝": "zfb", "加我": "+我", "身份证": "sfz", "电话": "dh"}
_SMILES = "🌸✨💰🔥🎁🍀⭐💎🌈👍"


def _each(text: str, chance: random.Random, share: float, change: Callable[[str], str]) -> str:
    """The text with a share of its Han characters changed."""
    return "".join(change(char) if _HAN.match(char) and chance.random() < share else char for char in text)


def _swapped(text: str, pairs: Iterable[tuple[str, str]]) -> str:
    for plain, other in pairs:
        text = text.replace(plain, other)
    return text


def traditional(text: str, chance: random.Random) -> str:
    """安全賬戶"""
    return _to_traditional().convert(text)


def dotted(text: str, chance: random.Random) -> str:
    """刷·单"""
    return _each(text, chance, 0.3, lambda char: f"{char}{chance.choice('·.*-_|')}")


def spaced(text: str, chance: random.Random) -> str:
    """安 全 账 户"""
    return re.sub("(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])", " ", text)


def by_sound(text: str, chance: random.Random) -> str:
    """安全帐湖: one character in seven by another of the same sound."""
    return _each(text, chance, 0.15, lambda char: chance.choice(_sounding_like(char)))


def smiling(text: str, chance: random.Random) -> str:
    """刷💰单"""
    return _each(text, chance, 0.25, lambda char: f"{char}{chance.choice(_SMILES)}")


def lookalike(text: str, chance: random.Random) -> str:
    """涮单、佣荆、V❤"""
    return _swapped(text, _LOOKALIKES)


def initials(text: str, chance: random.Random) -> str:
    """vx、yzm"""
    return _swapped(text, _LETTERS.items())


def broken(text: str, chance: random.Random) -> str:
    """As bad reading of a picture leaves it: no punctuation, lines of twelve, invisible characters, full-width digits."""
    bare = re.sub("[，。！？、；：“”,.!?;:]", "", text).translate({48 + digit: 0xFF10 + digit for digit in range(10)})
    lines = (bare[start : start + 12] for start in range(0, len(bare), 12))
    return "\n".join("\u200b".join(line) if chance.random() < 0.3 else line for line in lines)


DISGUISES: Mapping[str, Disguise] = {
    "traditional": traditional, "dots": dotted, "spaces": spaced, "same sound": by_sound,
    "emoji": smiling, "look-alikes": lookalike, "initials": initials, "broken lines": broken,
}  # fmt: skip


@cache
def _to_traditional() -> OpenCC:
    return OpenCC("s2t")


@cache
def _sounds() -> tuple[dict[str, str], dict[str, list[str]]]:
    """The sound of each common character (GB 2312, first level), and the characters of each sound."""
    from pypinyin import lazy_pinyin

    common = [bytes((high, low)).decode("gb2312", "ignore") for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF)]
    sound = {char: lazy_pinyin(char)[0] for char in common if char}
    alike: dict[str, list[str]] = defaultdict(list)
    for char, spoken in sound.items():
        alike[spoken].append(char)
    return sound, alike


def _sounding_like(char: str) -> list[str]:
    sound, alike = _sounds()
    return [other for other in alike.get(sound.get(char, ""), []) if other != char] or [char]
