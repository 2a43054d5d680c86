"""Posters on their way to the groups: each story is drawn once a language, in a thread, and kept while its words and this process last.

Way of a poster: `bot.publicity.editions` promises one with a card → `bot.publicity.pump` has it drawn just before the card's turn → the
platform keeps it under a name, which the next groups are sent. Without the typeface there is no poster: the case goes as text, and the log
says so once.
"""

import asyncio
import logging
from collections import OrderedDict
from dataclasses import dataclass

from bot.library.cards import FamilyCard, Library, StoryCard
from bot.messenger import Media
from bot.publicity.poster.face import MissingFont
from bot.publicity.poster.layout import lay_out
from bot.publicity.poster.paint import png
from bot.texts import LANGUAGE

log = logging.getLogger(__name__)

KEPT = 64
"""Posters kept in memory, about a hundred kilobytes each."""

Key = tuple[StoryCard, FamilyCard, str]
"""What is drawn: two cards in a language, and the language, in which the labels are."""


def draw(told: Library, story: StoryCard, language: str = LANGUAGE) -> bytes:
    """The poster of a story as a PNG, the same bytes for the same words; library and story are in that language. Raises MissingFont."""
    return _drawn((story, _family(told, story), language))


class Posters:
    """Draws one poster after the other, off the event loop; belongs to the loop that first uses it."""

    def __init__(self, kept: int = KEPT) -> None:
        self._most = kept
        self._kept: OrderedDict[Key, bytes] = OrderedDict()
        self._names: dict[Key, str] = {}
        self._turn = asyncio.Lock()
        self._missing = False

    async def poster(self, told: Library, story: StoryCard, language: str = LANGUAGE) -> bytes | None:
        """The same; None when this machine has no typeface to draw it with."""
        return await self._poster((story, _family(told, story), language))

    def promise(self, told: Library, story: StoryCard, language: str = LANGUAGE) -> "Promise | None":
        """A poster that is drawn when it is needed; None when the library does not know the story's family."""
        return Promise(self, (story, _family(told, story), language)) if story.family in told.families else None

    async def media(self, key: Key) -> Media | None:
        """The poster as it is sent: by the name under which the platform keeps it once that is known."""
        if name := self._names.get(key):
            return Media("photo", file=name)
        data = await self._poster(key)
        return Media("photo", data) if data else None

    def known_as(self, key: Key, name: str) -> None:
        """Remember the platform's name of a poster that was uploaded."""
        self._names[key] = name

    async def _poster(self, key: Key) -> bytes | None:
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


@dataclass(frozen=True, slots=True)
class Promise:
    """The poster of one card, not drawn yet."""

    posters: Posters
    key: Key

    async def media(self) -> Media | None:
        """The poster, or None where there is no typeface."""
        return await self.posters.media(self.key)

    def known_as(self, name: str) -> None:
        """Remember the platform's name of it."""
        self.posters.known_as(self.key, name)


def _drawn(key: Key) -> bytes:
    return png(lay_out(*key))


def _family(told: Library, story: StoryCard) -> FamilyCard:
    return told.families[story.family]
