"""A poster before it is drawn: panels, signs and lines of text, each at its place in pixels."""

from dataclasses import dataclass

from bot.publicity.poster.face import Script, width
from bot.publicity.poster.looks import Colour


@dataclass(frozen=True, slots=True)
class Ink:
    """How letters look: size, weight from 100 to 900, colour, and the colour they stand on."""

    size: int
    weight: int
    colour: Colour
    on: Colour


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text: its left end and baseline, and how wide it may be."""

    text: str
    left: float
    baseline: float
    room: float
    ink: Ink

    def wide(self, script: Script) -> float:
        """How wide it is."""
        return width(self.text, script, self.ink.size, self.ink.weight)


@dataclass(frozen=True, slots=True)
class Panel:
    """A rectangle of one colour, with round corners where `radius` is not 0."""

    left: float
    top: float
    right: float
    bottom: float
    colour: Colour
    radius: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """A drawn sign, by its name in `signs`, `size` pixels square."""

    sign: str
    left: float
    top: float
    size: int
    colour: Colour
    on: Colour


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is drawn, in this order: the paper, panels, marks, lines. Size in pixels."""

    wide: int
    tall: int
    paper: Colour
    script: Script
    panels: tuple[Panel, ...]
    marks: tuple[Mark, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Lines below one another, already broken: groups with a gap between them, their ink, and the step from one baseline to the next."""

    groups: tuple[tuple[str, ...], ...]
    ink: Ink
    step: int
    gap: int = 0

    @property
    def tall(self) -> int:
        """Its height in pixels."""
        return self.step * sum(map(len, self.groups)) + self.gap * (len(self.groups) - 1)
