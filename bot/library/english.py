"""The shape of content/english/<family>.yaml: what is said of a family, its patterns and its stories where English is spoken.

Part of the contract of `schema.py`. The Chinese files stay the source; whatever has no English yet is told by its family. `reasons` are by
the Chinese sentence (a phrase's `why`, or one of triage's own), so that a sentence that changes asks for its English anew.
"""

from typing import Annotated

from pydantic import Field, StringConstraints

from bot.library.schema import Advice, Family, Line, Signed, Slug, Strict

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=300, pattern=r"^[^㐀-鿿]*$")]
"""English; no Chinese left in it."""


class EnglishAdvice(Advice):
    """The same stages."""

    contacted: Words
    engaged: Words
    remote: Words
    paid: Words
    after: Words


class EnglishPattern(Strict):
    """A pattern's name and what gives it away."""

    name: Annotated[Words, StringConstraints(max_length=70)]
    red_flag: Words


class EnglishStory(Strict):
    """A case of the week; options in the order of the Chinese quiz, of which the same is right."""

    title: Annotated[Words, StringConstraints(max_length=70)]
    sentences: list[Words] = Field(min_length=3, max_length=3)
    red_flag: Words
    basis: Words
    question: Words
    options: list[Annotated[Words, StringConstraints(min_length=1, max_length=100)]] = Field(min_length=2, max_length=6)
    explanation: Annotated[Words, StringConstraints(max_length=200)]


class English(Signed):
    """One family in English."""

    family: Family
    name: Words
    about: Words
    ask: Words
    red_flag: Words
    advice: EnglishAdvice
    patterns: dict[Slug, EnglishPattern] = {}
    stories: dict[Slug, EnglishStory] = {}
    reasons: dict[Line, Words] = {}
