"""Evidence → the two or three reasons a resident reads: their own words, and what gives them away.

The library's explanations come first, then those of the joints and of indicators; when nothing else speaks, the clause that tells most.
"""

import re
from collections.abc import Iterator, Sequence

from bot.library.cards import PatternCard
from bot.triage.finding import Reason
from bot.triage.indicators import Clue
from bot.triage.joints import Joined
from bot.triage.normalise import Normal
from bot.triage.wording import Hit

MOST = 3
LONGEST = 60
"""A quotation longer than this is cut at a clause."""
_FAINT = 0.12
"""Words that counted for less than this (denied, quoted in a warning) are no reason."""
_ORDER = {"demand": 0, "secrecy": 1, "aftermath": 2, "threat": 3, "bait": 4, "claim": 5}
_BLAND = frozenset({"deadline", "romance", "game", "invest", "hire", "care", "cheap", "travel", "fee", "prize", "asks_me", "stranger"})


def reasons(
    normal: Normal, hits: Sequence[Hit], joined: Sequence[Joined], clues: Sequence[Clue], card: PatternCard | None
) -> tuple[Reason, ...]:
    """At most three, quoting different places; at least one when the text has any words."""
    chosen: list[Reason] = []
    taken: list[tuple[int, int]] = []
    for start, end, why in _spoken(hits, joined, clues, card):
        quote = _short(normal, start, end)
        if len(chosen) == MOST or not quote or any(start < e and s < end for s, e in taken) or any(why == r.why for r in chosen):
            continue
        chosen.append(Reason(quote, why))
        taken.append((start, end))
    return tuple(chosen) or _telling(normal, card)


def _spoken(
    hits: Sequence[Hit], joined: Sequence[Joined], clues: Sequence[Clue], card: PatternCard | None
) -> Iterator[tuple[int, int, str]]:
    own = card.id if card else None
    kin = card.family if card else None
    loud = sorted(
        (h for h in hits if h.counts >= _FAINT), key=lambda h: (h.wording.pattern != own, h.wording.family != kin, -h.counts, h.start)
    )
    yield from ((h.start, h.end, h.wording.why) for h in loud if h.wording.pattern == own)
    yield from ((c.start, c.end, c.why) for c in sorted(clues, key=lambda c: -c.risk) if c.why and c.risk >= 0.5)
    yield from ((h.start, h.end, h.wording.why) for h in loud if h.wording.pattern != own and (h.wording.family == kin or h.counts >= 0.9))
    telling = sorted((j for j in joined if j.joint.name not in _BLAND), key=lambda j: (_ORDER[j.joint.kind], j.start))
    yield from ((j.start, j.end, j.joint.why) for j in telling)


def _telling(normal: Normal, card: PatternCard | None) -> tuple[Reason, ...]:
    """The longest clause and the pattern's red flag: what is left to say when the whole, not a word of it, was recognised."""
    quotes = [_short(normal, span.start, span.end) for span in normal.clauses]
    longest = max(quotes, key=lambda quote: min(len(quote), 30), default="")
    return (Reason(longest, card.red_flag if card else "整段话和已知的诈骗说法很像"),) if longest else ()


def _short(normal: Normal, start: int, end: int) -> str:
    quote = normal.quote(start, end)
    if len(quote) <= LONGEST:
        return quote
    return max(re.split(r"(?<=[,，。!！?？;；])", quote), key=len)[:LONGEST].strip()
