"""One drawn sign per family, in a few strokes of a pen: for people who know the picture before they have read the title.

A sign lives in a square of 100 by 100 and is drawn as a mask, so that it takes any colour.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise
from math import cos, pi, sin

from PIL import Image, ImageDraw

Point = tuple[float, float]
FINE = 4
"""Signs are drawn this many times larger and then made smaller, for smooth edges."""
STROKE = 6.0


class Pen:
    """Draws strokes with round ends in the square, larger by `scale`."""

    def __init__(self, mask: Image.Image, scale: float) -> None:
        self._draw, self._scale = ImageDraw.Draw(mask), scale

    def stroke(self, *points: Point, stroke: float = STROKE) -> None:
        """A line through points."""
        for (x, y), (to_x, to_y) in pairwise(points):
            self._draw.line([self._at(x), self._at(y), self._at(to_x), self._at(to_y)], fill=255, width=round(stroke * self._scale))
        for x, y in points:
            self.dot(x, y, stroke / 2)

    def dot(self, x: float, y: float, radius: float) -> None:
        """A full circle."""
        self._draw.ellipse([self._at(x - radius), self._at(y - radius), self._at(x + radius), self._at(y + radius)], fill=255)

    def arc(self, x: float, y: float, across: Point, start: float = 0, end: float = 360) -> None:
        """A part of an ellipse with half axes `across`, from one angle to another in degrees, clockwise from three o'clock."""
        steps = max(8, round((end - start) / 4))
        angles = [(start + (end - start) * step / steps) * pi / 180 for step in range(steps + 1)]
        self.stroke(*((x + across[0] * cos(angle), y + across[1] * sin(angle)) for angle in angles))

    def box(self, left: float, top: float, right: float, bottom: float, radius: float = 6) -> None:
        """An outlined rectangle with round corners."""
        half = STROKE / 2
        edges = [self._at(left - half), self._at(top - half), self._at(right + half), self._at(bottom + half)]
        self._draw.rounded_rectangle(edges, radius=self._at(radius), outline=255, width=round(STROKE * self._scale))

    def shape(self, points: Sequence[Point]) -> None:
        """A full polygon."""
        self._draw.polygon([(self._at(x), self._at(y)) for x, y in points], fill=255)

    def _at(self, value: float) -> int:
        return round(value * self._scale)


def sign(family: str, size: int) -> Image.Image:
    """The mask of a family's sign, `size` pixels square; a family that has none yet gets the plain one."""
    large = Image.new("L", (size * FINE, size * FINE), 0)
    SIGNS.get(family, _speech)(Pen(large, size * FINE / 100))
    return large.resize((size, size), Image.Resampling.LANCZOS)


def _heart(x: float, y: float, half: float) -> list[Point]:
    """The outline of a heart around a point."""
    angles = [step * pi / 32 for step in range(65)]
    wide = [(16 * sin(a) ** 3, 13 * cos(a) - 5 * cos(2 * a) - 2 * cos(3 * a) - cos(4 * a)) for a in angles]
    return [(x + half * across / 16, y - half * up / 16) for across, up in wide]


def _phone_of_likes(pen: Pen) -> None:
    pen.box(26, 8, 74, 92, 10)
    pen.shape(_heart(50, 46, 16))
    pen.stroke((44, 80), (56, 80), stroke=5)


def _fall(pen: Pen) -> None:
    pen.stroke((12, 10), (12, 88), (92, 88))
    pen.stroke((24, 68), (40, 52), (50, 60), (66, 22), (86, 70))
    pen.stroke((70, 64), (86, 71), (89, 54))


def _bag(pen: Pen) -> None:
    pen.stroke((20, 34), (80, 34), (86, 90), (14, 90), (20, 34))
    pen.arc(50, 34, (16, 22), 180, 360)
    pen.arc(50, 50, (16, 16), 0, 180)


def _parcel(pen: Pen) -> None:
    pen.stroke((50, 8), (90, 28), (90, 72), (50, 92), (10, 72), (10, 28), (50, 8))
    pen.stroke((10, 28), (50, 48), (90, 28))
    pen.stroke((50, 48), (50, 92))
    pen.stroke((30, 18), (70, 38), (70, 54), stroke=5)


def _note(pen: Pen) -> None:
    pen.box(8, 24, 92, 76, 8)
    pen.stroke((38, 36), (50, 50), (62, 36), stroke=5)
    pen.stroke((50, 50), (50, 67), stroke=5)
    pen.stroke((40, 52), (60, 52), stroke=4)
    pen.stroke((40, 60), (60, 60), stroke=4)
    pen.dot(22, 50, 4)
    pen.dot(78, 50, 4)


def _gauge(pen: Pen) -> None:
    pen.arc(50, 66, (42, 42), 180, 360)
    pen.stroke((50, 66), (74, 40))
    pen.dot(50, 66, 8)
    pen.stroke((22, 86), (78, 86))
    pen.stroke((50, 24), (50, 32), stroke=4)
    pen.stroke((20, 36), (26, 42), stroke=4)


def _two_people(pen: Pen) -> None:
    pen.arc(36, 32, (15, 15))
    pen.arc(36, 88, (28, 28), 180, 360)
    pen.stroke((8, 88), (64, 88))
    pen.arc(68, 36, (12, 12), -110, 110)
    pen.arc(68, 86, (25, 24), 270, 360)
    pen.stroke((78, 86), (93, 86))


def _shield(pen: Pen) -> None:
    pen.stroke((50, 6), (86, 20), (84, 52), (72, 76), (50, 94), (28, 76), (16, 52), (14, 20), (50, 6))
    pen.arc(50, 38, (12, 12), 180, 400)
    pen.stroke((57, 48), (50, 56), (50, 63))
    pen.dot(50, 76, 4.5)


def _broken_heart(pen: Pen) -> None:
    pen.stroke(*_heart(50, 48, 42))
    pen.stroke((50, 28), (43, 43), (57, 54), (49, 70), stroke=5)


def _gamepad(pen: Pen) -> None:
    pen.box(8, 28, 92, 76, 24)
    pen.stroke((30, 42), (30, 62))
    pen.stroke((20, 52), (40, 52))
    pen.dot(64, 60, 6)
    pen.dot(78, 45, 6)


def _plane(pen: Pen) -> None:
    pen.stroke((87, 13), (24, 76), stroke=14)
    right = [(70, 45), (78, 90), (70, 95), (51, 58), (38, 70), (41, 88), (34, 94), (25, 76)]
    pen.shape([*right, (6, 66), (12, 59), (30, 62), (42, 49), (5, 30), (10, 22), (55, 30)])


def _dice(pen: Pen) -> None:
    pen.box(14, 14, 86, 86, 16)
    for x, y in ((32, 32), (68, 32), (50, 50), (32, 68), (68, 68)):
        pen.dot(x, y, 7)


def _camera(pen: Pen) -> None:
    pen.box(8, 28, 64, 74, 10)
    pen.stroke((66, 46), (92, 30), (92, 72), (66, 56))
    pen.dot(24, 44, 5)


def _gift(pen: Pen) -> None:
    pen.box(12, 34, 88, 50, 4)
    pen.stroke((20, 52), (20, 92), (80, 92), (80, 52))
    pen.stroke((50, 34), (50, 92))
    pen.stroke((50, 34), (30, 26), (30, 12), (42, 12), (50, 34), (58, 12), (70, 12), (70, 26), (50, 34))


def _briefcase(pen: Pen) -> None:
    pen.box(8, 30, 92, 86, 9)
    pen.stroke((34, 28), (34, 14), (66, 14), (66, 28))
    pen.stroke((10, 52), (44, 60))
    pen.stroke((90, 52), (56, 60))
    pen.stroke((50, 55), (50, 66), stroke=9)


def _home(pen: Pen) -> None:
    pen.stroke((6, 50), (50, 12), (94, 50))
    pen.stroke((20, 42), (20, 90), (80, 90), (80, 42))
    pen.shape(_heart(50, 63, 17))


def _bank_card(pen: Pen) -> None:
    pen.box(6, 22, 94, 78, 9)
    pen.stroke((12, 41), (88, 41), stroke=11)
    pen.stroke((20, 62), (40, 62))
    pen.stroke((70, 62), (80, 62))


def _speech(pen: Pen) -> None:
    pen.stroke((38, 76), (24, 94), (24, 76), (14, 72), (10, 64), (10, 22), (14, 14), (22, 10))
    pen.stroke((22, 10), (78, 10), (86, 14), (90, 22), (90, 64), (86, 72), (78, 76), (38, 76))
    pen.stroke((50, 24), (50, 47), stroke=8)
    pen.dot(50, 61, 5)


def _red_flag(pen: Pen) -> None:
    pen.stroke((24, 8), (24, 94), stroke=9)
    pen.shape([(24, 10), (86, 22), (64, 37), (86, 56), (24, 58)])


RED_FLAG = "red_flag"
SIGNS: dict[str, Callable[[Pen], None]] = {
    "brushing": _phone_of_likes,
    "investment": _fall,
    "shopping": _bag,
    "ecommerce_service": _parcel,
    "loan": _note,
    "credit": _gauge,
    "acquaintance": _two_people,
    "police": _shield,
    "romance": _broken_heart,
    "game": _gamepad,
    "flight": _plane,
    "gambling": _dice,
    "sextortion": _camera,
    "prize": _gift,
    "jobs": _briefcase,
    "pension": _home,
    "accomplice": _bank_card,
    "other": _speech,
    RED_FLAG: _red_flag,
}
