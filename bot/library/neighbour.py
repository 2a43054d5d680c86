"""The shape of content/neighbours/<id>.yaml: somebody invented who is about to pay, and what can be said to them.

Part of the contract of `schema.py`; `company.py` adds how one must sound and end, `assemble.py` turns a checked file into what
`bot.persuading.persuasion` plays.
"""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from bot.library.schema import Family, Kept, Line, Slug, Strict

Kind = Literal["listen", "share", "ask", "flag", "swap", "check", "family", "wait", "blunt", "blame", "scare", "grab"]
HELPFUL: tuple[Kind, ...] = ("listen", "share", "ask", "flag", "swap", "check", "family", "wait")
HARSH: tuple[Kind, ...] = ("blunt", "blame", "scare", "grab")
NEEDED: tuple[Kind, ...] = ("listen", "ask", "flag", "swap", "check", "family")
MOST_TURNS = 12

Said = Annotated[str, StringConstraints(strip_whitespace=True, min_length=6, max_length=60)]
Answered = Annotated[str, StringConstraints(strip_whitespace=True, min_length=8, max_length=140)]
Cue = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=20)]


class Move(Strict):
    """One thing that can be said: the button, the sentence, what it does to the trust, what comes back, and why.

    needs: the trust it takes to be heard; below it comes `early`, and nothing is won. heard: how people say it in their own words, `…`
    for up to twelve characters in between.
    """

    label: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=14)]
    say: Said
    reply: Answered
    trust: Annotated[int, Field(ge=-3, le=3)]
    why: Line
    needs: Annotated[int, Field(ge=0, le=9)] = 0
    early: Answered | None = None
    heard: list[Cue] = []


class Call(Strict):
    """Whoever is after the money calls in between, unless the trick has been named by then."""

    at: Annotated[int, Field(ge=2, le=MOST_TURNS - 1)]
    line: Answered


class Ends(Strict):
    """How it ends: persuaded, put off until tomorrow, or gone; none of them unkind."""

    won: Line
    waits: Line
    leaves: Line


class Neighbour(Kept):
    """Somebody invented. `family` is their trouble, `also` the families that have nobody of their own; `pattern` is the trick."""

    family: Family
    also: list[Family] = []
    pattern: Slug
    name: Annotated[str, StringConstraints(min_length=2, max_length=6)]
    about: Annotated[str, StringConstraints(min_length=4, max_length=16)]
    scene: Annotated[str, StringConstraints(min_length=20, max_length=200)]
    opening: Answered
    trust: Annotated[int, Field(ge=2, le=5)]
    turns: Annotated[int, Field(ge=8, le=MOST_TURNS)]
    moves: dict[Kind, Move]
    calls: list[Call] = Field(min_length=1, max_length=3)
    again: list[Answered] = Field(min_length=2)
    unclear: list[Answered] = Field(min_length=3)
    ends: Ends
