"""Evidence → score and level: how much phrases, joints, meaning, indicators and the asker's own state count together.

Between the checks and verdict.py. Everything is added up in log odds. The shares were set by hand on texts that are not in the library
(bench/verdict.py measures them); two certainties stand above the sum: a decisive phrase in a person's own question, and a person in
distress over money or codes already given.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.triage.context import Context
from bot.triage.finding import Level
from bot.triage.indicators import Clue
from bot.triage.joints import Joined
from bot.triage.normalise import Normal
from bot.triage.semantics import Meaning
from bot.triage.stage import State, settle
from bot.triage.wording import Hit

SCAM, UNSURE = 0.5, 0.08
"""Scores from which triage calls a scam, and from which it says 可疑,先别转账."""
_UNSURE_BY_LIKENESS = 0.12
"""The same where no word can be quoted: ordinary talk is short and often looks like something."""

_BASE = -2.8
_MEANING, _LOWEST, _HIGHEST = 0.95, -5.0, 5.0
_PHRASES, _STRONGEST = 1.3, 2.4
_JOINTS, _MOST_JOINTS = 0.25, 7.0
_LEAST = 0.5
"""Phrases and joints together, in log odds, without which likeness alone makes no scam."""
_OWN_TROUBLE, _ASKS, _CHAT, _LOST, _PUBLICITY = 0.65, 0.6, 1.0, 1.0, 3.8
_CERTAIN, _DOUBTFUL, _JUST_BELOW = 0.4, -1.2, -0.05
"""Log odds below which a certainty, or a doubt that must be voiced, does not let the sum fall."""
_DECISIVE = 0.9
_A_NAME, _A_WORD = 12, 5
"""A question of so few letters asks about a trick by its name; so few letters alone are one, asked or not."""
_TRAP, _SURE_TRAP = 0.8, 0.9
"""Risk of a clue that is a trap by itself: a look-alike address, an installer, a wallet."""

_OFFERS = frozenset({"link", "install", "group"})
"""Demands that an honest advertisement makes too."""

_OTHERS = 0.75
"""How much less the joints of a trick tell where somebody warns of it."""
_PUBLIC = 0.5
"""A text that is this much publicity speaks of others."""

_DECEIVER = re.compile(r"骗子|诈骗|“?警官|公安局|安全账户|远程控制|共享屏幕|我已?经?(?:转账|转钱|汇款|打钱)了?$")
_DISTRESS = re.compile(r"怎么办|咋办|咋整|点算|报警|追回|要回来|拿回来|联系不上|拉黑|救|后悔|止付|冻结|被骗")


@dataclass(frozen=True)
class Evidence:
    """What the checks found in one text; a check that broke has left its place empty. `calm`: log odds of what the asker denied since."""

    normal: Normal
    context: Context
    hits: Sequence[Hit] = ()
    joined: Sequence[Joined] = ()
    clues: Sequence[Clue] = ()
    meaning: Meaning = field(default_factory=lambda: Meaning(0.0, {}, {}))
    state: State = field(default_factory=lambda: State(frozenset(), "contacted", "low"))
    calm: float = 0.0

    @property
    def personal(self) -> bool:
        """A person tells or asks in their own words; a quoted chat is not theirs."""
        return not self.normal.turns and (self.context.own_trouble or self.context.asks)

    @property
    def bare(self) -> bool:
        """Nothing but what can be looked up: a link, a number."""

        def looked_up(at: int) -> bool:
            return any(clue.start <= at < clue.end for clue in self.clues)

        return bool(self.clues) and not any(c.isalnum() and not looked_up(at) for at, c in enumerate(self.normal.text))

    @property
    def trapped(self) -> bool:
        """Holds a clue that is a trap by itself."""
        return any(clue.risk >= _TRAP for clue in self.clues)

    @property
    def settled(self) -> State:
        """How far things have gone: the grammar's signs and what the library's labels teach, together."""
        return settle(self.state, self.meaning.standings)


def score(evidence: Evidence) -> float:
    """Likeness to a scam, 0..1."""
    phrases = worded(evidence.hits)
    told = jointed(evidence.joined) * (1 - _OTHERS * evidence.context.publicity)
    corroborated = 4.0 + 2.0 * (phrases + told)
    likeness = min(max(evidence.meaning.scam, _LOWEST), _HIGHEST, corroborated)
    odds = _BASE + _MEANING * likeness
    odds += _PHRASES * phrases + _JOINTS * told + _risks(evidence.clues, spoken=bool(phrases + told))
    odds += _CHAT if evidence.normal.turns else _OWN_TROUBLE * evidence.context.own_trouble + _ASKS * evidence.context.asks
    odds += _LOST * bool(evidence.state.signs & {"paid", "screen_shared"} and phrases + told > 0.5)
    odds -= _PUBLICITY * evidence.context.publicity + evidence.calm
    little = phrases + told < _LEAST and not evidence.trapped
    if little or ((evidence.context.notice or _advertises(evidence)) and not evidence.personal and not _telling(evidence)):
        odds = min(odds, _JUST_BELOW)
    return 1 / (1 + math.exp(-max(odds, _floor(evidence))))


def level(value: float, evidence: Evidence) -> Level:
    """scam needs words that can be quoted; likeness alone is only unsure."""
    quotable = bool(evidence.hits) or bool(evidence.joined) or evidence.trapped
    if value >= SCAM and quotable:
        return "scam"
    doubtful = UNSURE if quotable else _UNSURE_BY_LIKENESS
    return "unsure" if value >= doubtful or _in_danger(evidence) else "clear"


def _telling(evidence: Evidence) -> bool:
    """A notice as companies send them is called a scam only for a decisive phrase or a trap: it may be real, and a doubt is enough."""
    return evidence.trapped or any(hit.counts >= _DECISIVE for hit in evidence.hits)


def _advertises(evidence: Evidence) -> bool:
    """Holds out a gift and asks for a click at most, and nobody claims to be somebody or threatens: real advertising reads the same."""
    demands = {found.joint.name for found in evidence.joined if found.joint.kind == "demand"}
    kinds = {found.joint.kind for found in evidence.joined}
    gift = any(found.joint.name == "prize" for found in evidence.joined)
    urging = {found.joint.name for found in evidence.joined if found.joint.kind == "threat"} <= {"deadline"}
    return gift and urging and demands <= _OFFERS and not kinds & {"claim", "secrecy", "aftermath"} and not evidence.normal.turns


def _in_danger(evidence: Evidence) -> bool:
    """Money gone, screen shared or a caller on the line, and a deceiver named: worth a doubt, however little else was told."""
    return (
        bool(evidence.state.signs & {"paid", "screen_shared", "on_the_line"})
        and evidence.context.publicity < _PUBLIC
        and bool(_DECEIVER.search(evidence.normal.text))
    )


def worded(hits: Sequence[Hit]) -> float:
    """Log odds of the phrases: each phrase of the library once, each place of the text once; later ones add less."""
    best: dict[str, float] = {}
    taken: list[tuple[int, int]] = []
    for hit in hits:
        if hit.wording.why in best or any(hit.start < e and s < hit.end for s, e in taken):
            continue
        best[hit.wording.why] = hit.counts
        taken.append((hit.start, hit.end))
    return sum(_STRONGEST * counts / (1 + 0.5 * place) for place, counts in enumerate(sorted(best.values(), reverse=True)[:6]))


def jointed(joined: Sequence[Joined]) -> float:
    """Log odds of the joints: a trick needs a demand (or its aftermath) besides the story; stories alone stay low."""
    kinds = {found.joint.kind for found in joined}
    total = sum(found.joint.weight for found in joined)
    if not kinds & {"demand", "secrecy", "aftermath"}:
        return min(total, 1.2)
    return min(total + 0.6 * (len(kinds) > 1), _MOST_JOINTS)


def _risks(clues: Sequence[Clue], *, spoken: bool) -> float:
    worst = max((clue.risk for clue in clues), default=0.0)
    calming = min((clue.risk for clue in clues if clue.risk < 0), default=0.0)
    if worst >= _TRAP:
        return 2.8
    return worst * spoken + calming


def _floor(evidence: Evidence) -> float:
    """What the odds must not fall below."""
    context, signs = evidence.context, evidence.state.signs
    if context.publicity > 0:
        return -math.inf
    decisive = any(hit.counts >= _DECISIVE for hit in evidence.hits)
    names = {found.joint.name for found in evidence.joined}
    asked = context.own_trouble or context.asks
    lost = "paid" in signs and ("blocked" in names or ("fooled" in names and context.asks))
    trapped = any(clue.risk >= _SURE_TRAP for clue in evidence.clues) and bool(evidence.hits or evidence.joined)
    if trapped or (asked and (decisive or lost)):
        return _CERTAIN
    if asked and signs & {"screen_shared", "gave_code"}:
        return _CERTAIN if "screen_shared" in signs and _DISTRESS.search(evidence.normal.text) else _DOUBTFUL
    if asked and "paid" in signs and _DISTRESS.search(evidence.normal.text):
        return _DOUBTFUL
    if sum(c.isalnum() for c in evidence.normal.core) <= (_A_NAME if context.asks else _A_WORD) and names_a_trick(evidence):
        return _DOUBTFUL
    return _DOUBTFUL if evidence.bare and evidence.trapped else -math.inf


def names_a_trick(evidence: Evidence) -> bool:
    """刷单是诈骗吗: somebody asks about a trick by its name."""
    named = (found.joint.weight >= 0.8 and found.joint.kind != "secrecy" for found in evidence.joined)
    return any(hit.counts >= 0.4 for hit in evidence.hits) or any(named)
