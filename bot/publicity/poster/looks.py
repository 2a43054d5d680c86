"""One look per family: a calm, dark ground of its own, and a pale paper mixed from it. Red is kept for the red flag alone."""

from dataclasses import dataclass

Colour = tuple[int, int, int]

WHITE: Colour = (255, 255, 255)
INK: Colour = (32, 30, 28)
RED: Colour = (176, 32, 28)
BLUSH: Colour = (255, 226, 220)
LEAST = 4.5
"""WCAG AA for text of any size."""

GROUNDS: dict[str, Colour] = {
    "brushing": (150, 78, 22),
    "investment": (10, 92, 88),
    "shopping": (132, 52, 98),
    "ecommerce_service": (28, 92, 148),
    "loan": (88, 70, 156),
    "credit": (42, 88, 68),
    "acquaintance": (116, 76, 44),
    "police": (26, 60, 112),
    "romance": (156, 58, 92),
    "game": (100, 56, 140),
    "flight": (20, 104, 132),
    "gambling": (84, 92, 28),
    "sextortion": (82, 62, 92),
    "prize": (134, 94, 8),
    "jobs": (44, 108, 58),
    "pension": (124, 66, 60),
    "accomplice": (58, 72, 92),
    "other": (88, 82, 72),
}
PLAIN = GROUNDS["other"]


@dataclass(frozen=True, slots=True)
class Look:
    """The colours of one poster: ground (head and foot), veil (what is drawn on it), paper, pale (panels on paper), quiet (small print)."""

    ground: Colour
    veil: Colour
    paper: Colour
    pale: Colour
    quiet: Colour


def look(family: str) -> Look:
    """A family's look; a family that has none yet borrows the plain one."""
    ground = GROUNDS.get(family, PLAIN)
    return Look(ground, mix(ground, WHITE, 0.14), mix(ground, WHITE, 0.955), mix(ground, WHITE, 0.87), mix(ground, INK, 0.45))


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """A colour on the way from one to the other."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def contrast(one: Colour, other: Colour) -> float:
    """The WCAG 2 contrast ratio of two colours, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (c / 12.92 if (c := part / 255) <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
