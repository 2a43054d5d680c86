"""How far things have gone, by the asker's own account: signs, stage and tier.

Reads sentences and clauses, not the whole text: 他让我转 is a demand, 我转了 is a loss, 我没转 is neither, 新闻里说有人转了 is somebody
else's. In a quoted chat the fraudster's lines do not tell of the asker; a forwarded message without a word of the asker tells nothing.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.triage import signs
from bot.triage.normalise import Normal

SIGNS = ("paid", "screen_shared", "on_the_line", "hiding", "about_to_pay", "gave_code")
STAGES = ("contacted", "engaged", "remote", "paid", "after")
TIERS = ("urgent", "high", "medium", "low")
TOLD = (*SIGNS, *(f"stage:{stage}" for stage in STAGES), *(f"tier:{tier}" for tier in TIERS))
"""What the grammar of this file finds, as columns for the head that the library's own labels teach (fitting.py)."""

URGENT = 0.2
"""Share of learned urgency from which a matter is urgent though no sign was found: a missed loss costs more than a needless warning."""
PLAIN = 0.45
"""Share of a learned loss from which it is as good as a sign: the emergency card comes first."""
REFUSED = 0.6
"""Share of learned urgency that it takes where the asker says that they did not do it, or only asks what if."""
SURE = 0.5
"""Share of a learned high tier that it takes where the grammar found no sign of paying: it rings at an officer's."""
CERTAIN = 0.75
"""Share of a learned aftermath from which money that moved is no longer on its way."""
LOSSES = {"paid/urgent": "paid", "remote/urgent": "screen_shared"}
AFTERMATH, ONGOING = "after/high", "engaged/urgent"

_OTHER_SIDE = re.compile(
    r"客服|老师|经理|助理|对方|平台|接待|警官|队长?$|专员|理赔|导师|中介|检察|卖家|买家|卖号|群主|主播|财务|工号|秘书|未知|^a$|同志|主管|总$"
)
_TELLS = re.compile(r"我|俺|咱|本人|老伴|闺女|妈|爸|奶奶|爷爷|孩子|室友|同事|邻居|他让|她让|对方|求助")
_ADDRESSES = re.compile(r"您|尊敬|亲[,，爱]|【[^】]{2,16}】|本群|本公司|诚招|诚邀|各位")
_FIRST = re.compile(r"我(?!们?(?:是|公司|司|行|部门|平台|中心|局|院|会|将|这边|们|为您|给您|帮您|已))|俺")


@dataclass(frozen=True, slots=True)
class State:
    """Where the asker stands: signs found, stage contacted|engaged|remote|paid|after, tier urgent|high|medium|low; whether they say no."""

    signs: frozenset[str]
    stage: str
    tier: str
    refused: bool = False

    @property
    def told(self) -> frozenset[str]:
        """Which of TOLD hold."""
        return self.signs | {f"stage:{self.stage}", f"tier:{self.tier}"}


def told_by(normal: Normal) -> tuple[str, ...]:
    """Sentences in which the asker may tell of themselves or their family; none in what was merely forwarded."""
    return () if _forwarded(normal) else tuple(_own_words(normal))


def assess(normal: Normal) -> State:
    """Signs, stage and tier of a question about a scam; of harmless talk the answer means nothing."""
    if _forwarded(normal):
        return State(frozenset(), "contacted", "low")
    spoken = told_by(normal)
    found = frozenset(_signs(spoken, in_chat=bool(normal.turns)))
    engaged = _any(signs.ENGAGED, signs.NOT_ENGAGED, spoken) or bool(found) or any(turn.by_asker for turn in normal.turns)
    everything = " ".join(spoken)
    stage = _stage(found, everything, engaged)
    return State(found, stage, _tier(found, stage), bool(signs.REFUSED.search(everything)))


def settle(state: State, standings: Mapping[str, float]) -> State:
    """What the grammar found and how texts like this one were labelled (share of each stage/tier; empty when nothing was learned).

    A sign of loss or danger stands, unless it is surely long over; otherwise the labels decide.
    """
    if not standings:
        return state
    urgency = sum(share for standing, share in standings.items() if standing.endswith("/urgent"))
    found = state.tier == "urgent" and standings.get(AFTERMATH, 0.0) < CERTAIN
    if found or urgency >= (REFUSED if state.refused else URGENT):
        learned = {sign for standing, sign in LOSSES.items() if standings.get(standing, 0.0) >= PLAIN}
        return replace(state, signs=state.signs | learned, stage=_likeliest(standings, ("urgent",), state.stage)[0], tier="urgent")
    stage, tier = _likeliest(standings, TIERS[1:], state.stage)
    if tier == "high" and state.tier != "high" and standings.get(f"{stage}/high", 0.0) < SURE:
        stage, tier = _likeliest(standings, ("medium", "low"), state.stage)
    return replace(state, stage=stage, tier=tier)


def _likeliest(standings: Mapping[str, float], tiers: Sequence[str], otherwise: str) -> tuple[str, str]:
    """Stage and tier of the standing with the greatest share among those of some tiers; the stage `otherwise` when the library has none."""
    among = [standing.split("/") for standing in sorted(standings, key=lambda s: -standings[s])]
    return next(((stage, tier) for stage, tier in among if tier in tiers), (otherwise, tiers[0]))


def _forwarded(normal: Normal) -> bool:
    """Only the other side speaks: the text addresses somebody and nobody tells of themselves."""
    return not normal.turns and bool(_ADDRESSES.search(normal.text)) and not _FIRST.search(normal.text) and not _TELLS.search(normal.text)


def _own_words(normal: Normal) -> Iterator[str]:
    """Sentences that may tell of the asker or their family."""
    pieces: Sequence[str] = (normal.text,)
    if normal.turns:
        said = (normal.text[t.start : t.end] for t in normal.turns if not _OTHER_SIDE.search(t.who))
        pieces = (normal.text[: normal.turns[0].start], *said)
    for piece in pieces:
        for sentence in re.split(r"[。！？!?;；\n…]+", piece):
            if sentence.strip() and not signs.HEARSAY.search(sentence):
                yield sentence.strip()


def _signs(spoken: Sequence[str], *, in_chat: bool) -> Iterator[str]:
    everything = " ".join(spoken)
    paid = any(_paid(sentence) for sentence in spoken)
    if paid:
        yield "paid"
    complied = bool(signs.SHARE_DEMAND.search(everything)) and bool(signs.COMPLIED.search(everything))
    if complied or _any(signs.SHARED, signs.NOT_SHARED, spoken):
        yield "screen_shared"
    if not in_chat and signs.LINE.search(everything) and not signs.HUNG_UP.search(everything):
        yield "on_the_line"
    if signs.HIDING.search(everything):
        yield "hiding"
    if not paid and (_any(signs.INTENDS, signs.NOT_MINE, spoken) or _pressed(spoken, everything)):
        yield "about_to_pay"
    if _any(signs.GAVE, signs.NOT_ENGAGED, spoken):
        yield "gave_code"


def _paid(sentence: str) -> bool:
    """Money of the asker's side has moved: clause by clause, because 没转 and 转了 stand side by side."""
    if signs.WOULD.search(sentence):
        return False
    for clause in re.split(r"[,，、]", sentence):
        if signs.TO_ME.search(clause) or signs.HE_PAID.search(clause):
            continue
        if any(not signs.NOT_PAID.search(clause[: m.start()]) for m in signs.PAID.finditer(clause)):
            return True
    return False


def _pressed(spoken: Sequence[str], everything: str) -> bool:
    """Somebody demands a large sum, and the asker has not said no."""
    large = bool(signs.BIG.search(everything)) and not signs.DECLINED.search(everything)
    return large and _any(signs.PRESSED, signs.NOT_MINE, spoken)


def _any(pattern: re.Pattern[str], unless: re.Pattern[str], spoken: Sequence[str]) -> bool:
    return any(not unless.search(sentence[: m.start()]) for sentence in spoken for m in pattern.finditer(sentence))


def _stage(found: frozenset[str], everything: str, engaged: bool) -> str:
    over = bool(signs.LONG_AGO.search(everything)) and not found & {"on_the_line", "screen_shared", "about_to_pay"}
    if "paid" in found:
        return "after" if over else "paid"
    if "screen_shared" in found:
        return "remote"
    if over and signs.AGAIN.search(everything):
        return "after"
    return "engaged" if engaged else "contacted"


def _tier(found: frozenset[str], stage: str) -> str:
    if stage == "after" and not found & {"on_the_line", "screen_shared", "hiding"}:
        return "high"
    if found & {"paid", "screen_shared", "on_the_line", "hiding"}:
        return "urgent"
    if found & {"about_to_pay", "gave_code"}:
        return "high"
    return "medium" if stage == "engaged" else "low"
