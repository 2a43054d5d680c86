"""Every sentence a person reads, from one Fluent catalogue per language in content/texts.

`say("report-passed", number=17)` gives the text in the language of the moment: simplified Chinese, unless the caller stands inside
`with speaking(language)`. A key that is missing, or a value that a text needs and did not get, is an error here and a failed test before
that. Texts are plain: no markup is ever parsed, so nobody's words can change how a message looks.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.types import fluent_number
from fluent.syntax import ast

from bot.settings import HOUSE

LANGUAGES = ("zh-Hans", "zh-Hant", "en")
"""What the product may speak; the first is spoken to whoever has not chosen."""
LANGUAGE = LANGUAGES[0]
CHINESE = ("zh-Hans", "zh-Hant")

_spoken: ContextVar[str] = ContextVar("language", default=LANGUAGE)


class MissingText(KeyError):
    """A text that the catalogue does not have, or cannot fill."""


class Texts:
    """One language's catalogue."""

    def __init__(self, folder: Path, language: str = LANGUAGE) -> None:
        self._bundle = FluentBundle([language], use_isolating=False)
        self.keys: set[str] = set()
        for file in sorted((folder / language).glob("*.ftl")):
            resource = FluentResource(file.read_text(encoding="utf-8"))
            self._bundle.add_resource(resource)
            self.keys |= {entry.id.name for entry in resource.body if isinstance(entry, ast.Message)}

    def say(self, key: str, values: Mapping[str, object] | None = None, /, **more: object) -> str:
        """The text of `key` with its values filled in; raises MissingText. Whole numbers choose the plural and print without separators."""
        pattern = self._bundle.get_message(key).value if self._bundle.has_message(key) else None
        if pattern is None:
            raise MissingText(key)
        given = {name: _given(value) for name, value in {**(values or {}), **more}.items()}
        text, problems = self._bundle.format_pattern(pattern, given)
        if problems:
            raise MissingText(f"{key}: {problems[0]}")
        return str(text)


def _given(value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool):
        return fluent_number(value, useGrouping=False)
    return str(value)


@cache
def catalogue(language: str = LANGUAGE, folder: Path = HOUSE / "content" / "texts") -> Texts:
    """A catalogue that ships with the product, read once."""
    return Texts(folder, language)


@cache
def offered() -> tuple[str, ...]:
    """The languages people may choose: those whose catalogue has every text. An unfinished one is neither offered nor spoken."""
    return tuple(language for language in LANGUAGES if catalogue(language).keys >= catalogue().keys)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Inside, `say` speaks this language; raises ValueError for one that is not offered. Tasks begun inside go on in it."""
    if language not in offered():
        raise ValueError(f"{language} is not spoken here")
    token = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(token)


def turn_to(language: str) -> None:
    """From here on `say` speaks this language, until the step of a story (bot.durable) or the `speaking` around it ends."""
    if language not in offered():
        raise ValueError(f"{language} is not spoken here")
    _spoken.set(language)


def spoken() -> str:
    """The language of the moment."""
    return _spoken.get()


def say(key: str, values: Mapping[str, object] | None = None, /, **more: object) -> str:
    """A text in the language of the moment; see `Texts.say`."""
    return catalogue(spoken()).say(key, values, **more)


def written(key: str, values: Mapping[str, object] | None = None, /, **more: object) -> str:
    """A text that is kept, or told to operators: in the first language, whoever's language is spoken at the moment."""
    return catalogue(LANGUAGE).say(key, values, **more)


def series(words: Iterable[object]) -> str:
    """Several things in a row, as the language of the moment puts them."""
    return ("、" if spoken() in CHINESE else ", ").join(map(str, words))


def clauses(words: Iterable[object]) -> str:
    """Several things told one after the other, as the language of the moment puts them."""
    return ("，" if spoken() in CHINESE else ", ").join(map(str, words))
