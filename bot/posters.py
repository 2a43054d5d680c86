"""Posters on their way to the groups: each story is drawn once, in a thread, and kept as long as its words and this process last.

Between whoever posts a case of the week and `bot.poster`. Without the typeface there is no poster: the case goes as text, and the log
says so once.
"""

import asyncio
import logging
from collections import OrderedDict

from bot.library.read import FamilyCard, Library, StoryCard
from bot.poster.face import MissingFont, Script
from bot.poster.layout import lay_out
from bot.poster.paint import png

log = logging.getLogger(__name__)

KEPT = 64
"""Posters kept in memory, about a hundred kilobytes each."""

Key = tuple[StoryCard, FamilyCard, Script]


def draw(library: Library, story: StoryCard, script: Script = "hans") -> bytes:
    """The poster of a story as a PNG, the same bytes for the same words. Raises MissingFont."""
    return _drawn((story, _family(library, story), script))


class Posters:
    """Draws one poster after the other, off the event loop; belongs to the loop that first uses it."""

    def __init__(self, kept: int = KEPT) -> None:
        self._most = kept
        self._kept: OrderedDict[Key, bytes] = OrderedDict()
        self._turn = asyncio.Lock()
        self._missing = False

    async def poster(self, library: Library, story: StoryCard, script: Script = "hans") -> bytes | None:
        """The poster of a story as a PNG; None when this machine has no typeface to draw it with."""
        key = (story, _family(library, story), script)
        async with self._turn:  # whoever wants the same poster meanwhile finds it drawn
            if key not in self._kept and not self._missing:
                try:
                    self._kept[key] = await asyncio.to_thread(_drawn, key)
                except MissingFont as fault:
                    self._missing = True
                    log.warning("no typeface to draw posters with (package %s): the case of the week goes as text", fault)
            if key not in self._kept:
                return None
            self._kept.move_to_end(key)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
            return self._kept[key]


def _drawn(key: Key) -> bytes:
    return png(lay_out(*key))


def _family(library: Library, story: StoryCard) -> FamilyCard:
    return library.families[story.family]
