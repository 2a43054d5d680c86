"""How large a poster's letters are, in pixels of a sheet 1080 wide.

A Chinese sign fills its square, while English takes more room for the same story: it is set a little smaller and closer. Only the small
print is under 44 pixels in either.
"""

from dataclasses import dataclass

from bot.publicity.poster.face import Script

LABEL = 44
"""What stands above a panel or a number, and the name of the series."""
KINDS = range(48, LABEL - 1, -1)
"""The name of the family, the largest that stands beside the sign."""
SMALL_PRINT = 30


@dataclass(frozen=True, slots=True)
class Scale:
    """Ranges begin with the largest; `title_of_more` is for a title of two lines. Steps are from line to line, as shares of a size."""

    title: range
    title_of_more: range
    told: range
    flag: int
    ask: int
    step: float
    told_step: float
    verse_step: float


CHINESE = Scale(range(100, 71, -2), range(72, 71, -1), range(62, 49, -1), 58, 52, 1.42, 1.46, 1.56)
ENGLISH = Scale(range(100, 79, -2), range(84, 71, -2), range(58, 45, -1), 54, 48, 1.26, 1.34, 1.38)


def scale(script: Script) -> Scale:
    """How large the letters of a script are."""
    return ENGLISH if script == "latin" else CHINESE
