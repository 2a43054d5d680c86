"""The typeface of posters: Noto Sans CJK (SIL Open Font License 1.1), which comes as a wheel, so that every machine draws alike.

One file holds all weights, the shapes of both 简体 and 繁體, and Latin letters with quotation marks of their own width.
"""

from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Literal

from PIL import ImageFont

Script = Literal["hans", "hant", "latin"]
PACKAGE, FILE = "manimgx_fonts_cjk", "NotoSansCJK-VF.otf.ttc"
OPENING, MARKS = "“‘（《「『", "，。、；：？！”’）》」』“‘（《「『"
LEAD = 0.5
SQUEEZE: dict[Script, float] = {"hans": 0.5, "hant": 0.25, "latin": 0.0}
"""Shares of a letter; 繁體 has its commas and stops in the middle, and Latin marks are no wider than they look."""
INDEX: dict[Script, int] = {"hans": 2, "hant": 4, "latin": 0}


class MissingFont(Exception):
    """There is no typeface to draw with."""


@cache
def font(script: Script, size: int, weight: int) -> ImageFont.FreeTypeFont:
    """The typeface at a size in pixels and a weight from 100 to 900; raises MissingFont."""
    try:
        face = ImageFont.truetype(_file(), size, index=INDEX[script], layout_engine=ImageFont.Layout.BASIC)
        face.set_variation_by_axes([weight])
    except OSError as fault:
        raise MissingFont(PACKAGE) from fault
    return face


def width(text: str, script: Script, size: int, weight: int) -> float:
    """How wide a line of text is, in pixels, as `runs` sets it."""
    return extent(text, script, size, weight) - (size * LEAD if opens(text, script) else 0)


def extent(text: str, script: Script, size: int, weight: int) -> float:
    """How wide a piece of a line is that does not begin it."""
    squeezes = sum(one in MARKS and other in MARKS for one, other in pairwise(text))
    return font(script, size, weight).getlength(text) - squeezes * size * SQUEEZE[script]


def opens(text: str, script: Script) -> bool:
    """Whether a line begins with a mark whose first half is blank."""
    return script != "latin" and text[:1] != "" and text[0] in OPENING


def runs(text: str, script: Script, size: int, weight: int) -> list[tuple[float, str]]:
    """A line in pieces, each with its left end: of two marks in a row, and of one that opens the line, the blank half is dropped.

    The typeface can do the first by itself, but only with a text engine that not every machine has.
    """
    face, squeeze = font(script, size, weight), size * SQUEEZE[script]
    left, start, placed = -size * LEAD if opens(text, script) else 0.0, 0, []
    for at in range(1, len(text)):
        if text[at - 1] in MARKS and text[at] in MARKS:
            placed.append((left, text[start:at]))
            left, start = left + face.getlength(text[start:at]) - squeeze, at
    return [*placed, (left, text[start:])]


def _file() -> Path:
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise MissingFont(PACKAGE)
    return Path(spec.origin).with_name(FILE)
