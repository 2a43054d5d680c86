"""What of a text may not be broken: single signs of Chinese, whole words of Latin letters, each with what it costs to end a line there.

Between `breaking`, which chooses among the ends, and the lists in `words`. A text without a Chinese sign in it is broken at its spaces.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from bot.library.traditional import traditional
from bot.publicity.poster.words import LEANING, WORDS

_CLOSING = "，。、；：？！”’）》」』】…—％%·,.;:?!)"
_OPENING = "“‘（《「『【("
_SIGN = re.compile(
    rf"[{re.escape(_OPENING)}]*(?:[0-9A-Za-z]+(?:[.:@/+-][0-9A-Za-z]+)*|\S)(?:的(?!确)|了(?!解)|[们吗吧呢])?[{re.escape(_CLOSING)}]*\s*"
)
_WHOLE = re.compile(r"“[^”]{1,10}”|「[^」]{1,10}」|《[^》]{1,10}》|[一二三四五六七八九十百千万萬两兩几幾]{2,}[元块塊天年个個]?")
_BREATH = "，。、；：？！,;:?!”」"
_CHINESE = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")
_QUOTED = re.compile(r"“[^”]{1,24}”|‘[^’]{1,24}’(?![a-z])")
_PAUSE = re.compile(r"(?:[,;:.?!—)]|[.,?!;:]?[”’])$")
_TORN = 0.1
"""What it costs to end a line within something whole; a line left half empty costs 0.25."""
_LEFT = 0.2
"""What it costs to end one with an English word that leans on the next."""

Measure = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Rag:
    """How lines end: what it costs to end one within a clause."""

    within: float


BODY = Rag(0.01)
SHOUT = Rag(0.3)


@dataclass(frozen=True, slots=True)
class Unit:
    """What may not be broken, how wide it is, and the blank after it, which does not count at a line's end.

    `cost`: of ending a line after it.
    """

    text: str
    wide: float
    blank: float
    cost: float


def chinese(text: str) -> bool:
    """Whether there is any Chinese in it."""
    return _CHINESE.search(text) is not None


def units(text: str, measure: Measure, rag: Rag) -> list[Unit]:
    """A text in pieces that stay whole."""
    return list(_signs(text, measure, rag) if chinese(text) else _words(text, measure, rag))


def _signs(text: str, measure: Measure, rag: Rag) -> Iterator[Unit]:
    inside = _inside(text, _WHOLE, _listed())
    for found in _SIGN.finditer(text):
        sign = found.group().rstrip()
        cost = (0.0 if sign[-1] in _BREATH else rag.within) + (_TORN if found.end() in inside else 0.0)
        yield Unit(found.group(), measure(sign), measure(found.group()) - measure(sign), cost)


def _words(text: str, measure: Measure, rag: Rag) -> Iterator[Unit]:
    """A word that leans on the next one (`a`, `your`, `Uncle`, a number, the first of a clause) ends no line if that can be helped."""
    inside, space, begins = _inside(text, _QUOTED), measure(" "), False
    for found in re.finditer(r"(\S+)\s*", text):
        word = found.group(1)
        pause = _PAUSE.search(word) is not None
        leans = word.lower() in LEANING or word.isdecimal() or found.end() in inside or (begins and not pause)
        yield Unit(f"{word} ", measure(word), space, (0.0 if pause else rag.within) + (_LEFT if leans else 0.0))
        begins = pause


def _inside(text: str, *wholes: re.Pattern[str]) -> set[int]:
    """Places within something that should stay together."""
    return {at for whole in wholes for found in whole.finditer(text) for at in range(found.start() + 1, found.end())}


@cache
def _listed() -> re.Pattern[str]:
    return re.compile("|".join((*WORDS, *traditional("\n".join(WORDS)).split())))
