"""A sheet into a PNG of a few dozen kilobytes: as many colours as the sheet has, and the steps between letters and what they stand on."""

import io
from collections.abc import Iterator

from PIL import Image, ImageDraw

from bot.publicity.poster.face import font, runs
from bot.publicity.poster.looks import Colour, mix
from bot.publicity.poster.sheet import Sheet
from bot.publicity.poster.signs import sign

FINE = 4
"""Round corners are drawn this many times larger."""


def paint(sheet: Sheet) -> Image.Image:
    """The picture. Raises MissingFont."""
    picture = Image.new("RGB", (sheet.wide, sheet.tall), sheet.paper)
    draw = ImageDraw.Draw(picture)
    for panel in sheet.panels:
        place = (round(panel.left), round(panel.top), round(panel.right), round(panel.bottom))
        if panel.radius:
            picture.paste(panel.colour, place, _rounded(place[2] - place[0], place[3] - place[1], panel.radius))
        else:
            picture.paste(panel.colour, place)
    for mark in sheet.marks:
        picture.paste(mark.colour, (round(mark.left), round(mark.top)), sign(mark.sign, mark.size))
    for line in sheet.lines:
        face = font(sheet.script, line.ink.size, line.ink.weight)
        for left, text in runs(line.text, sheet.script, line.ink.size, line.ink.weight):
            draw.text((round(line.left + left), round(line.baseline)), text, fill=line.ink.colour, font=face, anchor="ls")
    return picture


def png(sheet: Sheet) -> bytes:
    """The picture as a PNG. Raises MissingFont."""
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in _colours(sheet) for part in colour])
    packed, out = paint(sheet).quantize(palette=palette, dither=Image.Dither.NONE), io.BytesIO()
    packed.save(out, "PNG", compress_level=9)
    return out.getvalue()


def _colours(sheet: Sheet) -> Iterator[Colour]:
    """At most 256: each pair of colours that meet, and the steps between them."""
    pairs = dict.fromkeys((line.ink.on, line.ink.colour) for line in sheet.lines)
    pairs |= dict.fromkeys((mark.on, mark.colour) for mark in sheet.marks)
    pairs |= dict.fromkeys((sheet.paper, panel.colour) for panel in sheet.panels)
    steps = 256 // len(pairs)
    for on, colour in pairs:
        yield from (mix(on, colour, step / (steps - 1)) for step in range(steps))


def _rounded(wide: int, tall: int, radius: int) -> Image.Image:
    """A mask with round, smooth corners."""
    corner = Image.new("L", (2 * radius * FINE, 2 * radius * FINE), 0)
    ImageDraw.Draw(corner).ellipse([0, 0, 2 * radius * FINE - 1, 2 * radius * FINE - 1], fill=255)
    corner = corner.resize((2 * radius, 2 * radius), Image.Resampling.LANCZOS)
    mask = Image.new("L", (wide, tall), 255)
    for left in (0, radius):
        for top in (0, radius):
            piece = corner.crop((left, top, left + radius, top + radius))
            mask.paste(piece, (0 if left == 0 else wide - radius, 0 if top == 0 else tall - radius))
    return mask
