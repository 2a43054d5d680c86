"""Chinese text into lines: nothing that closes at a line's head, nothing that opens at its end, numbers and Latin words whole.

Of the fewest lines those that end where the breath does, tear no quotation and no common word, and are even.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from bot.library.traditional import traditional
from bot.publicity.poster.words import WORDS

_CLOSING = "，。、；：？！”’）》」』】…—％%·,.;:?!)"
_OPENING = "“‘（《「『【("
_UNIT = re.compile(
    rf"[{re.escape(_OPENING)}]*(?:[0-9A-Za-z]+(?:[.:@/+-][0-9A-Za-z]+)*|\S)(?:的(?!确)|了(?!解)|[们吗吧呢])?[{re.escape(_CLOSING)}]*\s*"
)
_WHOLE = re.compile(r"“[^”]{1,10}”|「[^」]{1,10}」|《[^》]{1,10}》|[一二三四五六七八九十百千万萬两兩几幾]{2,}[元块塊天年个個]?")
_BREATH = "，。、；：？！,;:?!”」"
_SHORT = 3
"""Signs that the last line of several must have at least."""
_LONELY = 0.5
_TORN = 0.1
"""What it costs to end a line within something whole; a line left half empty costs 0.25."""

Measure = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Rag:
    """How lines end: what it costs to end one within a clause."""

    within: float


BODY = Rag(0.01)
SHOUT = Rag(0.3)


@dataclass(frozen=True, slots=True)
class Unit:
    """What may not be broken, how wide it is, and what it costs to end a line after it."""

    text: str
    wide: float
    cost: float


def broken(text: str, room: float, measure: Measure, rag: Rag = BODY) -> list[str]:
    """The fewest lines of at most `room`, and of those the best; a unit wider than the room stands alone."""
    pieces = _units(text.strip(), measure, rag)
    starts = _starts(pieces, room)
    ends = [*starts[1:], len(pieces)] if pieces else []
    return ["".join(one.text for one in pieces[start:end]).rstrip() for start, end in zip(starts, ends, strict=True)]


def couplets(text: str, room: float, measure: Measure) -> list[str]:
    """A stanza as it is spoken: a line ends at 。；？！, and at a comma where the two halves do not fit side by side."""
    lines: list[str] = []
    for couplet in re.findall(r"[^。；？！]+[。；？！]*[”」]?", text):
        halves = [couplet] if measure(couplet) <= room else re.findall(r"[^，]+，?", couplet)
        lines += [line for half in halves for line in broken(half, room, measure)]
    return lines


@cache
def _words() -> re.Pattern[str]:
    return re.compile("|".join((*WORDS, *traditional("\n".join(WORDS)).split())))


def _units(text: str, measure: Measure, rag: Rag) -> list[Unit]:
    wholes = [*_WHOLE.finditer(text), *_words().finditer(text)]
    whole = {at for found in wholes for at in range(found.start() + 1, found.end())}
    pieces = []
    for found in _UNIT.finditer(text):
        breath = found.group().rstrip()[-1] in _BREATH
        cost = (0.0 if breath else rag.within) + (_TORN if found.end() in whole else 0.0)
        pieces.append(Unit(found.group(), measure(found.group()), cost))
    return pieces


def _starts(pieces: list[Unit], room: float) -> list[int]:
    """Where lines begin: fewest lines first, then the least cost, worked out from the end."""
    count = len(pieces)
    best: list[tuple[int, float, int]] = [(0, 0.0, count)] * (count + 1)
    for start in range(count - 1, -1, -1):
        choices, wide = [], 0.0
        for end in range(start + 1, count + 1):
            wide += pieces[end - 1].wide
            if wide > room and end > start + 1:
                break
            lines, cost, _ = best[end]
            choices.append((lines + 1, cost + _cost(pieces, start, end, max(0.0, 1 - wide / room)), end))
        best[start] = min(choices)
    starts, at = [], 0
    while at < count:
        starts.append(at)
        at = best[at][2]
    return starts


def _cost(pieces: list[Unit], start: int, end: int, blank: float) -> float:
    if end == len(pieces):
        return _LONELY if start > 0 and end - start < _SHORT else 0.0
    return blank * blank + pieces[end - 1].cost
