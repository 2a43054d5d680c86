"""The shape of content/scripts/<family>.yaml: what to say to somebody who is being deceived and refuses help, and what to do on the spot.

Part of the contract of `schema.py`; `speech.py` adds how a script must sound, `assemble.py` turns a checked file into what the desk shows.
"""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from bot.library.schema import Family, Signed, Source, Strict

Refusal = Literal["unreachable", "door", "denies", "doubts", "mine", "secret", "recover", "ashamed"]
Speaker = Literal["officer", "grid_worker", "family"]
Opener = Literal["role_reversal", "shared_ground", "small_act", "question"]
Act = Annotated[str, StringConstraints(strip_whitespace=True, min_length=4, max_length=40)]


class Spoken(Strict):
    """What one person says, and how it begins when that is a way of its own."""

    say: Annotated[str, StringConstraints(strip_whitespace=True, min_length=20, max_length=140)]
    opener: Opener | None = None


class Voices(Strict):
    """The same refusal, answered by whoever stands before the person."""

    officer: Spoken
    grid_worker: Spoken
    family: Spoken


class Refusals(Strict):
    """Every way in which people refuse help."""

    unreachable: Voices
    door: Voices
    denies: Voices
    doubts: Voices
    mine: Voices
    secret: Voices
    recover: Voices
    ashamed: Voices


class Dissuasion(Signed):
    """The scripts of one family; `version` goes up with every change of words, because outcomes are counted by script and version."""

    family: Family
    version: Annotated[int, Field(ge=1)]
    status: Literal["draft", "reviewed"]
    sources: list[Source] = Field(min_length=1)
    scripts: Refusals
    checklist: list[Act] = Field(min_length=4, max_length=8)
    aftercare: list[Act] = Field(min_length=3, max_length=6)


def spoken(dissuasion: Dissuasion) -> dict[tuple[str, str], Spoken]:
    """Every script of a file by refusal and speaker, in the order of the shape."""
    return {(refusal, speaker): said for refusal, voices in dissuasion.scripts for speaker, said in voices}
