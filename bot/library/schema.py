"""What a file of content/ may say: the shapes an editor's YAML is checked against.

The library is data that a police editor reads and changes. These models are its contract; `lint.py` adds the rules that need
more than one file, `compile.py` turns checked files into library.db.
"""

import datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

Family = Literal[
    "brushing", "investment", "shopping", "ecommerce_service", "loan", "credit", "acquaintance", "police", "romance",
    "game", "flight", "gambling", "sextortion", "prize", "jobs", "pension", "accomplice", "other",
]  # fmt: skip
Stage = Literal["contacted", "engaged", "remote", "paid", "after"]
Tier = Literal["urgent", "high", "medium", "low"]
Tag = Literal[
    "elderly",
    "students",
    "parents",
    "minors",
    "accountants",
    "factory",
    "merchants",
    "travellers",
    "investors",
    "job_seekers",
    "drivers",
    "shoppers",
    "gamers",
    "singles",
    "overseas",
]

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=300)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=48)]


class Status(StrEnum):
    """Lifecycle of a file: only `stable` and `experimental` ones speak to residents."""

    draft = "draft"
    experimental = "experimental"
    stable = "stable"
    deprecated = "deprecated"


class Strict(BaseModel):
    """No key that the schema does not know: a typo must not pass silently."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(Strict):
    """Where a fact comes from: who published it, under which title, when; the address is for editors and is never sent to anybody."""

    publisher: Line
    title: Line
    date: datetime.date | None = None
    url: Annotated[str, StringConstraints(pattern=r"^https?://[^\s]+$")] | None = None


class Signed(Strict):
    """What every content file says of itself: when it last changed, who wrote it, who read it over."""

    modified: datetime.date
    author: Line
    reviewer: Line | None = None


class Kept(Signed):
    """A content file with a name and a life of its own."""

    id: Slug
    status: Status = Status.stable
    created: datetime.date


class Phrase(Strict):
    """Words that give the trick away. `…` inside a wording stands for up to twelve characters in between."""

    say: list[Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=40)]] = Field(min_length=1)
    why: Line
    weight: Literal["strong", "medium", "weak"]


class Example(Strict):
    """A text that must match: in whose voice, and how far things have gone."""

    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=4, max_length=1500)]
    voice: Literal["victim", "family", "scammer", "chat", "bystander"]
    stage: Stage = "contacted"
    tier: Tier | None = None


class Advice(Strict):
    """What to do now, by how far things have gone."""

    contacted: Line
    engaged: Line
    remote: Line
    paid: Line
    after: Line


class Lookalike(Strict):
    """Something legitimate that resembles the trick, and how to tell it apart."""

    what: Line
    tell: Line


class Script(Strict):
    """One thing to say when somebody who is being deceived refuses help."""

    refusal: Literal["denies", "sunk_cost", "secrecy", "busy", "angry", "ashamed", "trusts_scammer", "distrusts_police"]
    say: Line


class Pattern(Kept):
    """One way of deceiving people: content/patterns/<family>/<id>.yaml."""

    name: Annotated[str, StringConstraints(min_length=2, max_length=30)]
    aliases: list[Line] = []
    family: Family
    tags: list[Tag] = []
    summary: Line
    stages: list[Line] = Field(min_length=3, max_length=8)
    phrases: list[Phrase] = Field(min_length=4)
    red_flag: Line
    predicts: Line
    questions: list[Line] = Field(min_length=1, max_length=6)
    advice: Advice
    scripts: list[Script] = []
    lookalikes: list[Lookalike] = Field(min_length=1)
    sources: list[Source] = Field(min_length=1)
    examples: list[Example] = Field(min_length=6)
    counterexamples: list[Annotated[str, StringConstraints(strip_whitespace=True, min_length=4, max_length=1500)]] = Field(min_length=3)


class Quiz(Strict):
    """A Telegram quiz poll; `answer` is the index of the right option."""

    question: Annotated[str, StringConstraints(min_length=5, max_length=300)]
    options: list[Annotated[str, StringConstraints(min_length=1, max_length=100)]] = Field(min_length=2, max_length=6)
    answer: int = Field(ge=0)
    explanation: Annotated[str, StringConstraints(min_length=5, max_length=200)]

    @field_validator("answer")
    @classmethod
    def points_at_an_option(cls, value: int, info: object) -> int:
        options = getattr(info, "data", {}).get("options", [])
        if options and value >= len(options):
            raise ValueError(f"answer {value} 超出选项范围（共 {len(options)} 项，从 0 数起）")
        return value


class Story(Kept):
    """The case of the week: content/stories/<id>.yaml. Never presents an invented case as a real one: `basis` says what it rests on."""

    title: Annotated[str, StringConstraints(min_length=4, max_length=30)]
    family: Family
    pattern: Slug
    tags: list[Tag] = []
    months: list[Annotated[int, Field(ge=1, le=12)]] = []
    form: Literal["story", "rhyme"] = "story"
    sentences: list[Annotated[str, StringConstraints(min_length=8, max_length=160)]] = Field(min_length=3, max_length=3)
    red_flag: Line
    basis: Line
    quiz: Quiz
    sources: list[Source] = Field(min_length=1)


class Genuine(Kept):
    """Legitimate notices of one kind of sender: content/genuine/<id>.yaml."""

    name: Line
    tell: Line
    check: Line
    notices: list[Annotated[str, StringConstraints(strip_whitespace=True, min_length=4, max_length=1500)]] = Field(min_length=3)


class Template(Kept):
    """A notice ready to be sent to groups, or changed first: content/notices/<id>.yaml."""

    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=14)]
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=20, max_length=400)]


class Talk(Kept):
    """Ordinary talk, and questions that sound like a scam and are not: content/talk/<id>.yaml."""

    kind: Literal["talk", "question", "news"]
    lines: list[Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1500)]] = Field(min_length=5)


class FamilyEntry(Strict):
    """One family of taxonomy.yaml."""

    code: Family
    name: Line
    ask: Line
    about: Line


class Taxonomy(Strict):
    """content/taxonomy.yaml: the fixed list of families with the one question that tells each apart."""

    families: list[FamilyEntry]
