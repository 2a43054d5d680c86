"""Text into lines: nothing that closes at a line's head, nothing that opens at its end, numbers and Latin words whole.

Of the fewest lines those that end where the breath does, tear no quotation and no common word, and are even.
"""

import re

from bot.publicity.poster.units import BODY, SHOUT, Measure, Rag, Unit, chinese, units

_SHORT, _EMPTY = 3, 0.65
"""The last line of several must have so many signs or words, or leave less than this share of the room empty."""
_LONELY = 0.5
TURNED = "\u2003"
"""What a line begins with that goes on with a clause of a verse."""
_CLAUSE = re.compile(r"\S.*?(?:[.;?!][”’]?(?=\s|$)|$)")


def broken(text: str, room: float, measure: Measure, rag: Rag = BODY) -> list[str]:
    """The fewest lines of at most `room`, and of those the best; a unit wider than the room stands alone."""
    pieces = units(text.strip(), measure, rag)
    starts = _starts(pieces, room)
    ends = [*starts[1:], len(pieces)] if pieces else []
    return ["".join(one.text for one in pieces[start:end]).rstrip() for start, end in zip(starts, ends, strict=True)]


def couplets(text: str, room: float, measure: Measure) -> list[str]:
    """A stanza as it is spoken: a line ends at 。；？！, and at a comma where the two halves do not fit side by side.

    In English a clause is a line, and what does not fit is set in below it.
    """
    if not chinese(text):
        return [line for clause in _CLAUSE.findall(text) for line in _turned(clause, room, measure)]
    lines: list[str] = []
    for couplet in re.findall(r"[^。；？！]+[。；？！]*[”」]?", text):
        halves = [couplet] if measure(couplet) <= room else re.findall(r"[^，]+，?", couplet)
        lines += [line for half in halves for line in broken(half, room, measure)]
    return lines


def _turned(clause: str, room: float, measure: Measure) -> list[str]:
    """A clause on one line, or with the others set in, so that one hears where the next begins."""
    if measure(clause) <= room:
        return [clause]
    first, *others = broken(clause, room - measure(TURNED), measure, SHOUT)
    return [first, *(TURNED + line for line in others)]


def _starts(pieces: list[Unit], room: float) -> list[int]:
    """Where lines begin: fewest lines first, then the least cost, worked out from the end."""
    count = len(pieces)
    best: list[tuple[int, float, int]] = [(0, 0.0, count)] * (count + 1)
    for start in range(count - 1, -1, -1):
        choices, wide, blank = [], 0.0, 0.0
        for end in range(start + 1, count + 1):
            wide += blank + pieces[end - 1].wide
            blank = pieces[end - 1].blank
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


def _cost(pieces: list[Unit], start: int, end: int, empty: float) -> float:
    if end == len(pieces):
        return _LONELY if start > 0 and end - start < _SHORT and empty > _EMPTY else 0.0
    return empty * empty + pieces[end - 1].cost
