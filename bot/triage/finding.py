"""What triage says: a verdict with its reasons, as the services, the texts and `shouwang ask` receive it."""

from dataclasses import dataclass
from typing import Any, Literal

Level = Literal["scam", "unsure", "clear"]
Author = Literal["library", "model"]


@dataclass(frozen=True, slots=True)
class Reason:
    """A quotation of the asker's own words (a literal substring of what was asked) and why it matters (one Chinese sentence).

    author: whose reason it is; a model's is labelled where it is shown, and its `why` may be empty.
    """

    quote: str
    why: str
    author: Author = "library"


@dataclass(frozen=True, slots=True)
class Indicator:
    """Something that can be looked up or blocked; value as written.

    kind: link, phone, card, usdt, eth, btc, wechat, qq, meeting, app, amount, idcard or paycode (what a payment code holds).
    """

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class AskBack:
    """What would settle an unsure verdict: the fact to ask for (clarify.py), and the two patterns it tells apart, likelier first."""

    fact: str
    between: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to 这是诈骗吗?

    level: scam, unsure or clear · score: 0..1, likeness to a scam
    family: code of the taxonomy or None · pattern: id of the library or None
    stage: contacted, engaged, remote, paid, after or None when clear · tier: urgent, high, medium, low or None when clear
    signs: what the asker said of the present state: paid, screen_shared, on_the_line, hiding, about_to_pay, gave_code
    candidates: pattern ids that fit best, best first (at most three), also when unsure
    asks_back: the one question worth asking when unsure, if there is one
    bare: nothing but a link or a number was asked, of which nobody can tell by itself
    """

    level: Level
    score: float
    family: str | None = None
    pattern: str | None = None
    stage: str | None = None
    tier: str | None = None
    reasons: tuple[Reason, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    signs: frozenset[str] = frozenset()
    candidates: tuple[str, ...] = ()
    asks_back: AskBack | None = None
    bare: bool = False

    @property
    def emergency(self) -> bool:
        """Money already sent, screen shared, or the caller still on the line: the first lines of the answer are the emergency card."""
        return bool(self.signs & {"paid", "screen_shared", "on_the_line"}) and self.level != "clear"

    def as_json(self) -> dict[str, Any]:
        """The fields of `shouwang ask --jsonl` (product contract §12), without the id."""
        return {
            "level": self.level,
            "family": self.family,
            "pattern": self.pattern,
            "score": round(self.score, 4),
            "stage": self.stage,
            "tier": self.tier,
            "reasons": [{"quote": r.quote, "why": r.why} for r in self.reasons],
            "indicators": [{"kind": i.kind, "value": i.value} for i in self.indicators],
        }
