"""The library in another language than its own: the same ids and the same cards, other words.

Between `read.py` and whoever speaks (`bot.office.Office.told`). 繁體 is converted when it is said, card by card; English comes from
content/english/, and what has none there is told by its family. What somebody else said or wrote never passes here.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import lru_cache
from typing import Any, TypeVar

from bot.library.cards import EnglishCard, FamilyCard, Library, PatternCard, StoryCard
from bot.library.traditional import traditional

T = TypeVar("T")

_NAMES = frozenset({"id", "code", "family", "also", "pattern", "status", "tags", "months", "form", "opener", "phrases", "heard", "answer"})
"""Fields by which the code knows a card, or with which it compares what people write."""
TYPICAL = "this is how such scammers talk"
"""Said of a wording whose reason has no English yet."""


def told(library: Library, language: str) -> Library:
    """The library in a language of `bot.texts`: as it is, in 繁體, or in English."""
    if language == "zh-Hant":
        return _converted(library)
    return _translated(library) if language == "en" else library


def _converted(library: Library) -> Library:
    def said(cards: Mapping[str, T]) -> Mapping[str, T]:
        return _Lazy(cards, in_traditional)

    return replace(
        library,
        families=said(library.families),
        patterns=said(library.patterns),
        stories=said(library.stories),
        dissuasions=said(library.dissuasions),
        neighbours=said(library.neighbours),
        templates=said(library.templates),
        reason=lru_cache(maxsize=2048)(traditional),
    )


def in_traditional(value: T) -> T:
    """A card, or what is made of cards, and everything that is said in it."""
    found: T = _turned(value)
    return found


def _turned(value: Any) -> Any:
    if isinstance(value, str):
        return traditional(value)
    if isinstance(value, tuple):
        return tuple(_turned(one) for one in value)
    if isinstance(value, Mapping):
        return {key: _turned(one) for key, one in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        words = {field.name: _turned(getattr(value, field.name)) for field in fields(value) if field.name not in _NAMES}
        return replace(value, **words)
    return value


def _translated(library: Library) -> Library:
    english = library.english
    reasons = {why: words for card in english.values() for why, words in card.reasons.items()}
    reasons |= {
        library.patterns[pattern].red_flag: words["red_flag"]
        for card in english.values()
        for pattern, words in card.patterns.items()
        if pattern in library.patterns
    }
    return replace(
        library,
        families=_Lazy(library.families, lambda card: _family(card, english.get(card.code))),
        patterns=_Lazy(library.patterns, lambda card: _pattern(card, english.get(card.family))),
        stories=_Lazy(library.stories, lambda card: _story(card, english.get(card.family))),
        reason=lambda why: reasons.get(why, TYPICAL),
    )


def _family(card: FamilyCard, english: EnglishCard | None) -> FamilyCard:
    return replace(card, name=english.name, ask=english.ask, about=english.about) if english else card


def _pattern(card: PatternCard, english: EnglishCard | None) -> PatternCard:
    """What has no English of its own is told by its family; look-alikes and scripts have none and are left out."""
    if english is None:
        return card
    own = english.patterns.get(card.id, {"name": english.name, "red_flag": english.red_flag})
    return replace(
        card,
        name=own["name"],
        red_flag=own["red_flag"],
        summary=english.about,
        questions=(english.ask,),
        advice=english.advice,
        lookalikes=(),
        scripts={},
    )


def _story(card: StoryCard, english: EnglishCard | None) -> StoryCard:
    own = english.stories.get(card.id) if english else None
    if own is None:
        return card
    return replace(card, **{**own, "sentences": tuple(own["sentences"]), "options": tuple(own["options"])})


class _Lazy(Mapping[str, T]):
    """Cards by id, put into other words when they are first asked for."""

    def __init__(self, cards: Mapping[str, T], turn: Callable[[T], T]) -> None:
        self._cards = cards
        self._turn = turn
        self._turned: dict[str, T] = {}

    def __getitem__(self, key: str) -> T:
        if key not in self._turned:
            self._turned[key] = self._turn(self._cards[key])
        return self._turned[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._cards)

    def __len__(self) -> int:
        return len(self._cards)
