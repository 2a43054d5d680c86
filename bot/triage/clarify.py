"""The one question that would tell two likely tricks apart, out of a small table of facts that a yes or a no can settle.

Beside verdict.py, which asks for it when a verdict is unsure. A free question could not be judged again; a fact can: a yes is a sentence
in the asker's own voice that is put before their words, a no speaks against the tricks that live by the fact, and the text is judged
anew. Which fact is worth asking is read off the library's own examples: the one that is common in one trick and rare in the other, and
of which the words say nothing yet.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from bot.library.cards import Library, Sample
from bot.triage.finding import AskBack
from bot.triage.joints import JOINTS, Joined
from bot.triage.normalise import Normal, normalise

Answer = Literal["yes", "no", "unknown"]
Settles = Literal["alone", "together", "never"]

MOST = 2
"""How many questions one person is asked about one thing."""
_TELLING = 0.12
"""A fact must be this much commoner in one of the two tricks than in the other."""
_COMMON = 0.2
"""Where no fact separates them, one that occurs in this share of their examples still says whether it is a trick at all."""
_SURE = 0.8
"""A family with this share is not doubted; then two patterns within it are told apart."""
_FAMILY_COUNTS = 3
"""How many examples of its own the habit of its family is worth to a pattern."""
_CALM = 0.5
"""Share of a no's log odds that counts: what a trick has not asked for yet it may ask for tomorrow."""
_STRANGE = frozenset({"stranger", "claims_police", "claims_service"})
"""Joints of words that tell of somebody the asker does not know, or cannot be sure of."""
_SOMEBODY = re.compile("有(?:一?个|些|几个|一群)?人")
_A_PLACE = re.compile("群里|电话|短信")
"""Where something was said tells nothing about who said it: the teacher and the property manager write in groups too."""
_STRANGER = "came"
"""The fact that tells a landlord's deposit from a swindler's."""
_PATTERNS = {joint.name: joint.pattern for joint in JOINTS}


@dataclass(frozen=True, slots=True)
class Fact:
    """Something to ask: the joints (joints.py) that tell it, and what a yes adds in the asker's voice.

    settles: whether a yes may make it a scam. What nobody honest asks for does alone. What a landlord or a shop may ask for too (a deposit)
    does together with a stranger or another yes. Who they say they are never does; it only says which trick it would be.
    """

    id: str
    joints: tuple[str, ...]
    yes: str
    settles: Settles = "alone"

    def told_in(self, text: str) -> bool:
        """Whether a text speaks of it, be it to affirm or to deny."""
        return any(_PATTERNS[name].search(text) for name in self.joints)


# In the order in which they are asked where two would tell as much: what does most harm first.
FACTS: Mapping[str, Fact] = {
    fact.id: fact
    for fact in (
        Fact("screen", ("screen",), "他让我下载会议软件、共享屏幕。"),
        Fact("account", ("safe_account", "transfer"), "他让我把钱转到他给的账户去核查。"),
        Fact("pay", ("pay_first", "advance", "sum"), "他让我先交钱、先垫钱。", settles="together"),
        Fact("secret", ("secrecy",), "他让我保密,不让告诉家里人,不让挂电话。"),
        Fact("code", ("code", "keys"), "他让我把验证码和密码告诉他。"),
        Fact("borrow", ("borrow",), "他让我去网贷平台借款转给他。"),
        Fact("lend", ("lend", "relay", "launder"), "他要用我的银行卡、手机帮别人收钱转钱。"),
        Fact("stuck", ("blocked",), "里面的钱现在提现不了,客服让我再交钱才能提。"),
        Fact("nude", ("nude",), "他录了我的私密视频,威胁发给我通讯录里的人。"),
        Fact("profit", ("profit", "promise"), "他说保本高收益,老师带着稳赚。"),
        Fact("tasks", ("tasks",), "他让我点赞、刷单做任务,说返佣金。"),
        Fact("refund", ("refund", "subscribed"), "他说要给我退款赔钱,还说我误开了会员。", settles="never"),
        Fact("office", ("claims_police", "accused"), "他自称公安局的,说我涉嫌违法。", settles="never"),
        Fact("known", ("claims_known",), "他说他是我的熟人、领导,换了新号。", settles="never"),
        Fact("unmet", ("romance",), "我们是网上交友认识的,从来没见过面。", settles="never"),
        Fact("came", ("stranger", "claims_service"), "是陌生人主动联系我的,我不认识他。", settles="never"),
    )
}  # fmt: skip


def spoken(text: str, told: Mapping[str, str]) -> str:
    """The words with what was affirmed since put before them, which is where the reader of a chat speaks for themselves."""
    return "\n".join([*(fact.yes for fact in _affirmed(told)), text])


def too_little(told: Mapping[str, str], normal: Normal, joined: Sequence[Joined]) -> bool:
    """Whether what was affirmed makes nothing a scam; `normal` and `joined`: the words without it, and what they tell."""
    settles = [fact.settles for fact in _affirmed(told)]
    if not settles or "alone" in settles:
        return False
    claims = (normal.text[found.start : found.end] for found in joined if found.joint.name in _STRANGE)
    strange = bool(_SOMEBODY.search(normal.text)) or not all(_A_PLACE.match(claim) for claim in claims)
    return set(settles) == {"never"} or (len(settles) == 1 and not strange)


def _affirmed(told: Mapping[str, str]) -> list[Fact]:
    return [FACTS[fact] for fact, answer in told.items() if answer == "yes" and fact in FACTS]


@dataclass(frozen=True, slots=True)
class _Told:
    """How many examples a pattern or family has, and in how many of them each fact is told."""

    examples: int
    facts: Mapping[str, int]

    def of(self, fact: str) -> int:
        return self.facts.get(fact, 0)


_NOTHING = _Told(0, {})


def count(samples: Sequence[Sample], normals: Sequence[Normal] | None) -> dict[str, NDArray[Any]]:
    """Arrays for `Clarifier`, made when the library is built: patterns, the examples of each, and in how many of them each fact is told.

    `normals`: the samples made plain, where that has been done already.
    """
    told: dict[str, list[int]] = {}
    for row, sample in enumerate(samples):
        if sample.kind == "example" and sample.pattern:
            text = (normals[row] if normals else normalise(sample.text)).text
            counts = told.setdefault(sample.pattern, [0] * (1 + len(FACTS)))
            for place, here in enumerate((True, *(fact.told_in(text) for fact in FACTS.values()))):
                counts[place] += here
    table = np.array(list(told.values()), dtype=np.int64).reshape(-1, 1 + len(FACTS))
    return {
        "told_facts": np.array(list(FACTS)),
        "told_patterns": np.array(list(told)),
        "told_examples": table[:, 0],
        "told_counts": table[:, 1:],
    }


class Clarifier:
    """Chooses what to ask, by one compiled library; safe to share between threads."""

    def __init__(self, library: Library) -> None:
        self._library = library
        counted = library.arrays if "told_facts" in library.arrays else count(library.samples, None)
        facts = [str(fact) for fact in counted["told_facts"]]
        self._told = {
            str(pattern): _Told(int(examples), dict(zip(facts, map(int, row), strict=True)))
            for pattern, examples, row in zip(counted["told_patterns"], counted["told_examples"], counted["told_counts"], strict=True)
        }
        self._known: dict[str, Mapping[str, float]] = {}

    def ask(self, normal: Normal, ranked: Sequence[str], families: Mapping[str, float], told: Mapping[str, str]) -> AskBack | None:
        """What to ask about a text whose likeliest patterns are `ranked`; None when nothing open would tell more.

        `families` holds each family's share, `told` what was asked and answered already.
        """
        asked = set(told)
        pair = self._pair(ranked, families)
        if pair is None or len(asked) >= MOST:
            return None
        first, second = (self._habits(pattern) for pattern in pair)
        open_facts = [fact.id for fact in FACTS.values() if fact.id not in asked and not fact.told_in(normal.text)]
        if _STRANGER in open_facts and any(fact.settles == "together" for fact in _affirmed(told)):
            return AskBack(_STRANGER, pair)
        apart = max(open_facts, key=lambda fact: abs(first[fact] - second[fact]), default=None)
        if apart is not None and abs(first[apart] - second[apart]) >= _TELLING:
            return AskBack(apart, pair)
        common = max(open_facts, key=lambda fact: first[fact] + second[fact], default=None)
        return AskBack(common, pair) if common is not None and first[common] + second[common] >= _COMMON else None

    def against(self, pattern: str, told: Mapping[str, str], *, only_settling: bool = False) -> float:
        """Log odds by which what was denied speaks against this pattern; 0 when nothing was. A story denied settles nothing."""
        habits = self._habits(pattern)
        denied = (FACTS[fact] for fact, answer in told.items() if answer == "no" and fact in FACTS)
        return sum(-_CALM * math.log(1 - habits[fact.id]) for fact in denied if fact.settles != "never" or not only_settling)

    def _pair(self, ranked: Sequence[str], families: Mapping[str, float]) -> tuple[str, str] | None:
        """The best pattern and its best rival: of another family, unless the family is hardly in doubt."""
        if len(ranked) < 2:
            return None
        own = self._library.patterns[ranked[0]].family
        alike = families.get(own, 0.0) >= _SURE
        rivals = (pattern for pattern in ranked[1:] if (self._library.patterns[pattern].family == own) is alike)
        return ranked[0], next(rivals, ranked[1])

    def _habits(self, pattern: str) -> Mapping[str, float]:
        """How often each fact is told in a pattern's examples, leaning on those of its family where there are few."""
        if pattern not in self._known:
            own, family = self._told.get(pattern, _NOTHING), self._kin(self._library.patterns[pattern].family)
            self._known[pattern] = {
                fact: (own.of(fact) + _FAMILY_COUNTS * family.of(fact) / max(family.examples, 1)) / (own.examples + _FAMILY_COUNTS)
                for fact in FACTS
            }
        return self._known[pattern]

    def _kin(self, family: str) -> _Told:
        kin = [self._told.get(card.id, _NOTHING) for card in self._library.patterns.values() if card.family == family]
        return _Told(sum(told.examples for told in kin), {fact: sum(told.of(fact) for told in kin) for fact in FACTS})
