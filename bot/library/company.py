"""How a neighbour must sound and end: whole, kind in every voice, never beyond their turns, and to be won by who listens.

Rules that `rules.py` asks of the shelf with its own; numbers, links and words of blame are looked for there.
"""

import datetime
from collections.abc import Iterator

from bot.library import speech
from bot.library.assemble import neighbour_card
from bot.library.document import Location
from bot.library.neighbour import HARSH, HELPFUL, NEEDED, Neighbour
from bot.library.problem import Problem
from bot.library.schema import Pattern
from bot.library.shelf import Shelf
from bot.persuading import persuasion

FEWEST_HARSH = 2
NAMES = {
    "listen": "先听他说", "ask": "问一句", "flag": "点破最关键的一处", "swap": "换位", "check": "做一件小事核实", "family": "叫上家里人",
}  # fmt: skip
_ENDINGS = ("。", "！", "？", "…", "”", "）", "～")


def whole(shelf: Shelf, today: datetime.date) -> Iterator[Problem]:
    """Nobody can be persuaded without being listened to; and what drives people away must be there to be tried."""
    for entry, neighbour in shelf.of(Neighbour):
        for kind in NEEDED:
            if kind not in neighbour.moves:
                yield entry.document.problem(("moves",), f"少了 {kind}（{NAMES[kind]}）")
        if sum(kind in neighbour.moves for kind in HARSH) < FEWEST_HARSH:
            yield entry.document.problem(("moves",), f"{'、'.join(HARSH)} 里至少要有 {FEWEST_HARSH} 种：说重了会怎样，也要让人试得到")
        for kind, move in neighbour.moves.items():
            if kind in HELPFUL and move.trust < 1:
                yield entry.document.problem(("moves", kind, "trust"), "管用的话要加分（1 到 3）")
            if kind in HARSH and move.trust > -1:
                yield entry.document.problem(("moves", kind, "trust"), "伤人的话要减分（-1 到 -3）")
            if move.needs and move.early is None:
                yield entry.document.problem(("moves", kind), "写了 needs，就要写 early：还不信您的时候，他怎么回")


def rooted(shelf: Shelf, today: datetime.date) -> Iterator[Problem]:
    """The trick is one of the library, of the same family; nobody stands in for a family twice."""
    family_of = {pattern.id: pattern.family for entry, pattern in shelf.of(Pattern) if entry.speaks}
    taken: dict[str, str] = {}
    for entry, neighbour in shelf.of(Neighbour):
        if neighbour.pattern not in family_of:
            yield entry.document.problem(("pattern",), f"没有启用的套路叫 {neighbour.pattern}")
        elif family_of[neighbour.pattern] != neighbour.family:
            yield entry.document.problem(("family",), f"类型写的是 {neighbour.family}，套路属于 {family_of[neighbour.pattern]}")
        for index, family in enumerate(neighbour.also):
            other = taken.setdefault(family, neighbour.id)
            if other != neighbour.id or family == neighbour.family:
                yield entry.document.problem(("also", index), f"类型 {family} 已经有 {other} 了")


def ends(shelf: Shelf, today: datetime.date) -> Iterator[Problem]:
    """By the buttons alone the trick can be named and the neighbour won; who is only hurt leaves."""
    for entry, neighbour in shelf.of(Neighbour):
        if any(kind not in neighbour.moves for kind in NEEDED):
            continue
        card = neighbour_card(neighbour)
        found = set(persuasion.reachable(card))
        if "won" not in found:
            yield entry.document.problem(("moves",), f"照按钮怎么走，{neighbour.turns} 个来回里都劝不住他：加分太少，或者 needs 太高")
        if "leaves" not in found:
            yield entry.document.problem(("moves",), "怎么伤人他都不走，不像真的：减分太少")
        for index, call in enumerate(neighbour.calls):
            if call.at >= neighbour.turns:
                yield entry.document.problem(("calls", index, "at"), f"一共 {neighbour.turns} 个来回，第 {call.at} 个等不到了")


def voices(shelf: Shelf, today: datetime.date) -> Iterator[Problem]:
    """Every line ends like a sentence, in Chinese punctuation, without threat or promise; no two lines are the same."""
    for entry, neighbour in shelf.of(Neighbour):
        said: set[str] = set()
        for location, text in _lines(neighbour):
            for reason in speech.objections(text):
                yield entry.document.problem(location, reason)
            if not text.endswith(_ENDINGS):
                yield entry.document.problem(location, "句末要有标点")
            if text in said:
                yield entry.document.problem(location, "这句话前面已经写过")
            said.add(text)


RULES = (whole, rooted, ends, voices)


def _lines(neighbour: Neighbour) -> Iterator[tuple[Location, str]]:
    """Everything that is said aloud, with its place."""
    yield ("scene",), neighbour.scene
    yield ("opening",), neighbour.opening
    for kind, move in neighbour.moves.items():
        yield from ((("moves", kind, key), text) for key in ("say", "reply", "early") if (text := getattr(move, key)))
    for index, call in enumerate(neighbour.calls):
        yield ("calls", index, "line"), call.line
    for key in ("again", "unclear"):
        yield from (((key, index), text) for index, text in enumerate(getattr(neighbour, key)))
    yield from ((("ends", end), text) for end, text in neighbour.ends)
