"""Whether two people asked the same: near duplicates of masked words, as a chain letter comes with other names and sums each time.

Used where questions are grouped for review, where a wave is seen, and where an answer looks for all who asked.
"""

from rapidfuzz import fuzz

from bot.privacy import mask
from bot.triage.normalise import normalise

SAME = 82.0
"""Ratio from which two texts are one: copies with a sixth of their characters changed reach 86, different texts stay below 30."""
ALIKE = 60.0
"""Ratio from which two texts may be the same trick."""
SHORTEST = 6
"""So few letters are the same by chance."""


def core_of(text: str) -> str:
    """What two questions are compared by: the matter without its frame, masked; empty when there is too little of it."""
    core = mask(normalise(text).core)
    return core if sum(char.isalnum() for char in core) >= SHORTEST else ""


def likeness(one: str, other: str) -> float:
    """0 nothing in common … 100 the same; of two cores."""
    return float(fuzz.ratio(one, other))
