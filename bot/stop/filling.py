"""A stop-payment card while it is being filled in: facts so far, what was skipped, doubted or only proposed, and which
message told what.

Pure. `bot.stop.stop_payment` opens it from its sealed row, changes it by one answer, and seals it again.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.stop import moments
from bot.stop.statements import Doubt
from bot.stop.transfers import KEYS, PAID, Fact, Facts, wanted

STOPPABLE = timedelta(hours=72)
"""How long money that moved is worth chasing at once."""
MOST_ANSWERS = 40


@dataclass
class Filling:
    """facts: by key of `transfers.FIELDS` · proposed: read in a picture, waiting for 对 · answers: message → [question, what it told]."""

    facts: dict[str, Fact] = field(default_factory=dict)
    skipped: list[str] = field(default_factory=list)
    doubt: Doubt | None = None
    proposed: dict[str, Fact] = field(default_factory=dict)
    answers: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def load(cls, text: str) -> "Filling":
        """From what `dump` gave."""
        kept: dict[str, Any] = json.loads(text)
        doubt = Doubt(**kept["doubt"]) if kept["doubt"] else None
        return cls(_facts(kept["facts"]), kept["skipped"], doubt, _facts(kept["proposed"]), kept["answers"])

    def dump(self) -> str:
        """As text, to be sealed."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @property
    def wanted(self) -> list[str]:
        """What is still worth asking, in order."""
        return wanted(self.facts, self.skipped)

    def learn(self, facts: Facts) -> list[str]:
        """Take facts in; returns the keys of those that are new or changed."""
        changed = [key for key, fact in facts.items() if self.facts.get(key) != fact]
        self.facts.update(facts)
        self.skipped = [key for key in self.skipped if key not in facts]
        if self.doubt is not None and self.doubt.field in facts:
            self.doubt = None
        return changed

    def skip(self, key: str) -> None:
        """Leave a question; what is known of it stays."""
        self.doubt = None
        if key not in self.facts and key not in self.skipped:
            self.skipped.append(key)

    def answered(self, message: int, asked: str, told: Iterable[str]) -> None:
        """Remember which question a message answered and what it told, so that a retry says the same and an edit corrects it."""
        self.answers[str(message)] = [asked, *told]
        for old in list(self.answers)[:-MOST_ANSWERS]:
            del self.answers[old]

    def tier(self, now: datetime) -> str | None:
        """How urgent the facts alone make things: urgent, high, or None when they say nothing of it."""
        if "screen" in self.facts and self.facts["screen"].value == "on":
            return "urgent"
        if self.facts.get(PAID) != Fact("yes"):
            return None
        moment = moments.of(self.facts["time"].value) if "time" in self.facts else None
        late = moment is not None and (moment.at is None or now - moment.at > STOPPABLE)
        return "high" if late else "urgent"


def before(key: str) -> str:
    """The question before; the first stays the first."""
    return KEYS[max(0, KEYS.index(key) - 1)]


def _facts(kept: dict[str, dict[str, Any]]) -> dict[str, Fact]:
    return {key: Fact(**fact) for key, fact in kept.items()}
