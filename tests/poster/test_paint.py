"""The pictures themselves, beside small ones that somebody has looked at. `python -m tests.poster.test_paint` draws those anew."""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from bot.library.cards import Library, StoryCard
from bot.library.compile import ensure
from bot.library.read import read
from bot.library.tongues import told
from bot.publicity.poster.layout import lay_out
from bot.publicity.poster.paint import paint, png
from bot.settings import HOUSE

GOLDENS = Path(__file__).parent / "goldens"
SHOWN = [
    ("kidnap-two-calls", "zh-Hans"), ("stock-group-teacher", "zh-Hant"), ("kids-skin-rhyme", "zh-Hans"), ("etc-expired-rhyme", "zh-Hant"),
    ("second-hand-seller", "en"), ("aircon-repair-deposit", "en"), ("kids-skin-rhyme", "en"),
]  # fmt: skip
"""A story and a verse in each; in English also the longest story, as the last but one."""
SMALL, PATCH = 270, 10
LARGEST = 300_000


def small(library: Library, name: str, language: str) -> Image.Image:
    """A poster a quarter as wide."""
    shelf = told(library, language)
    story = shelf.stories[name]
    picture = paint(lay_out(story, shelf.families[story.family], language))
    return picture.resize((SMALL, picture.height * SMALL // picture.width), Image.Resampling.BOX)


def golden(name: str, language: str) -> Path:
    return GOLDENS / f"{name}-{language}.png"


@pytest.mark.parametrize(("name", "language"), SHOWN)
def test_posters_look_as_they_did_when_somebody_last_looked(library: Library, name: str, language: str) -> None:
    drawn = small(library, name, language)
    known = Image.open(golden(name, language)).convert("RGB")
    assert drawn.size == known.size
    apart = np.abs(np.asarray(drawn, dtype=int) - np.asarray(known, dtype=int)).mean(axis=2)
    assert apart.mean() < 2, "all over"
    rows, columns = apart.shape[0] // PATCH, apart.shape[1] // PATCH
    patches = apart[: rows * PATCH, : columns * PATCH].reshape(rows, PATCH, columns, PATCH).mean(axis=(1, 3))
    assert patches.max() < 24, f"at {np.unravel_index(patches.argmax(), patches.shape)} of {patches.shape}"


def length(story: StoryCard) -> int:
    return len("".join((story.title, *story.sentences, story.red_flag)))


def test_the_longest_story_in_english_is_among_those_that_are_looked_at(library: Library) -> None:
    longest = max(told(library, "en").stories.values(), key=length)
    assert (longest.id, "en") in SHOWN


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_the_fullest_posters_are_small_and_the_same_bytes_each_time(library: Library, language: str) -> None:
    shelf = told(library, language)
    for story in sorted(shelf.stories.values(), key=length)[-3:]:
        sheet = lay_out(story, shelf.families[story.family], language)
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
    for one, spoken in SHOWN:
        small(shelf, one, spoken).quantize(64, dither=Image.Dither.NONE).save(golden(one, spoken), "PNG", optimize=True)
