"""Every sentence a person reads, from one Fluent catalogue per language in content/texts.

`say("report-passed", number=17)` gives the text; a key that is missing, or a value that a text needs and did not get, is an error
here and a failed test before that. Texts are plain: no markup is ever parsed, so nobody's words can change how a message looks.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import ast

from bot.settings import HOUSE

LANGUAGE = "zh-Hans"


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
        """The text of `key` with its values filled in; raises MissingText."""
        pattern = self._bundle.get_message(key).value if self._bundle.has_message(key) else None
        if pattern is None:
            raise MissingText(key)
        given = {name: str(value) for name, value in {**(values or {}), **more}.items()}
        text, problems = self._bundle.format_pattern(pattern, given)
        if problems:
            raise MissingText(f"{key}: {problems[0]}")
        return str(text)


@cache
def catalogue(folder: Path = HOUSE / "content" / "texts") -> Texts:
    """The catalogue that ships with the product, read once."""
    return Texts(folder)


def say(key: str, values: Mapping[str, object] | None = None, /, **more: object) -> str:
    """A text of the shipped catalogue; see `Texts.say`."""
    return catalogue().say(key, values, **more)
