"""The poster service: drawn once, off the loop, and never a reason for a case not to go out."""

import asyncio
import logging
import sys
import time
from dataclasses import replace

import pytest

from bot.library.cards import Library
from bot.library.tongues import told
from bot.publicity.poster import face
from bot.publicity.posters import Posters, draw

PNG = b"\x89PNG"


async def test_a_poster_is_drawn_once_for_everybody_who_asks_and_anew_when_its_words_change(library: Library) -> None:
    posters, story = Posters(), library.stories["loan-fee-rhyme"]
    drawn = await asyncio.gather(*(posters.poster(library, story) for _ in range(5)))
    assert drawn[0] is not None
    assert drawn[0].startswith(PNG)
    assert all(one is drawn[0] for one in drawn)
    assert await posters.poster(library, replace(story, red_flag="换一句话。")) != drawn[0]
    shelves = {language: told(library, language) for language in ("zh-Hant", "en")}
    others = [await posters.poster(shelf, shelf.stories[story.id], language) for language, shelf in shelves.items()]
    assert len({drawn[0], *others}) == 3
    assert await posters.poster(library, replace(story)) is drawn[0]


async def test_only_the_latest_posters_are_kept(library: Library) -> None:
    posters, (first, second, *_) = Posters(kept=1), library.stories.values()
    one = await posters.poster(library, first)
    assert await posters.poster(library, first) is one
    await posters.poster(library, second)
    again = await posters.poster(library, first)
    assert again == one
    assert again is not one


async def test_the_loop_goes_on_while_a_poster_is_drawn(library: Library) -> None:
    posters, beats = Posters(), 0
    drawing = asyncio.create_task(posters.poster(library, library.stories["stock-group-teacher"]))
    while not drawing.done():
        await asyncio.sleep(0)
        beats += 1
    assert beats > 20


async def test_without_the_typeface_there_is_no_poster_and_the_log_says_so_once(
    library: Library, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(sys.modules, face.PACKAGE, None)
    face.font.cache_clear()
    posters = Posters()
    with caplog.at_level(logging.WARNING):
        for story in list(library.stories.values())[:3]:
            assert await posters.poster(library, story) is None
    assert caplog.text.count("the case of the week goes as text") == 1
    with pytest.raises(face.MissingFont):
        draw(library, next(iter(library.stories.values())))


def test_a_poster_takes_less_than_a_second_of_one_core(library: Library) -> None:
    story = library.stories["stock-group-teacher"]
    draw(library, story)  # what is read from the disk the first time does not count
    started = time.process_time()
    draw(library, story)
    assert time.process_time() - started < 1
