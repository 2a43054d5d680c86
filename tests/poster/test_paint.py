"""The pictures themselves, beside small ones that somebody has looked at. `python -m tests.poster.test_paint` draws those anew."""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from bot.library.compile import ensure
from bot.library.read import Library, read
from bot.publicity.poster.face import Script
from bot.publicity.poster.layout import lay_out
from bot.publicity.poster.paint import paint, png
from bot.settings import HOUSE

GOLDENS = Path(__file__).parent / "goldens"
SHOWN: list[tuple[str, Script]] = [
    ("kidnap-two-calls", "hans"), ("stock-group-teacher", "hant"), ("kids-skin-rhyme", "hans"), ("etc-expired-rhyme", "hant"),
]  # fmt: skip
SMALL, PATCH = 270, 10
LARGEST = 300_000


def small(library: Library, name: str, script: Script) -> Image.Image:
    """A poster a quarter as wide."""
    story = library.stories[name]
    picture = paint(lay_out(story, library.families[story.family], script))
    return picture.resize((SMALL, picture.height * SMALL // picture.width), Image.Resampling.BOX)


def golden(name: str, script: Script) -> Path:
    return GOLDENS / f"{name}-{script}.png"


@pytest.mark.parametrize(("name", "script"), SHOWN)
def test_posters_look_as_they_did_when_somebody_last_looked(library: Library, name: str, script: Script) -> None:
    drawn = small(library, name, script)
    known = Image.open(golden(name, script)).convert("RGB")
    assert drawn.size == known.size
    apart = np.abs(np.asarray(drawn, dtype=int) - np.asarray(known, dtype=int)).mean(axis=2)
    assert apart.mean() < 2, "all over"
    rows, columns = apart.shape[0] // PATCH, apart.shape[1] // PATCH
    patches = apart[: rows * PATCH, : columns * PATCH].reshape(rows, PATCH, columns, PATCH).mean(axis=(1, 3))
    assert patches.max() < 24, f"at {np.unravel_index(patches.argmax(), patches.shape)} of {patches.shape}"


def test_the_fullest_posters_are_small_and_the_same_bytes_each_time(library: Library) -> None:
    fullest = sorted(library.stories.values(), key=lambda story: len("".join((story.title, *story.sentences, story.red_flag))))[-3:]
    for story in fullest:
        sheet = lay_out(story, library.families[story.family])
        data = png(sheet)
        assert len(data) <= LARGEST, story.id
    assert png(sheet) == data


def test_packing_keeps_the_colours(library: Library) -> None:
    story = library.stories["kidnap-two-calls"]
    sheet = lay_out(story, library.families[story.family])
    plain, packed = paint(sheet), Image.open(io.BytesIO(png(sheet))).convert("RGB")
    apart = np.abs(np.asarray(plain, dtype=int) - np.asarray(packed, dtype=int))
    assert apart.mean() < 1
    assert packed.getpixel((5, 5)) == plain.getpixel((5, 5))


if __name__ == "__main__":
    shelf = read(ensure(HOUSE / "content", HOUSE / "var" / "library.db"))
    GOLDENS.mkdir(exist_ok=True)
    for one, script in SHOWN:
        small(shelf, one, script).quantize(64, dither=Image.Dither.NONE).save(golden(one, script), "PNG", optimize=True)
