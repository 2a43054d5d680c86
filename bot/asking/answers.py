"""A verdict → the words of the answer: short in a group, full in private, the emergency card first when money or screen is at stake.

The library's templates speak; quotations of the asker are masked and made inert before they are shown.
"""

from dataclasses import dataclass, replace

from bot.library.cards import Library, PatternCard
from bot.privacy import mask
from bot.texts import CHINESE, say, spoken
from bot.triage.finding import Reason, Verdict

SHORT, SHORT_IN_LETTERS = 400, 500
"""Characters that a group is given; English needs more of them to say what to do."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The reply to a question: its text, and what the buttons under it may offer.

    fact: what is asked back, to be answered by 是, 不是 or 不清楚; None when nothing is. neighbour: in
    private, before any money went, there is somebody with the same trouble to be persuaded.
    """

    question: int
    text: str
    level: str
    emergency: bool
    fact: str | None = None
    neighbour: bool = False


def room() -> int:
    """How many characters a group is given in the language of the moment."""
    return SHORT if spoken() in CHINESE else SHORT_IN_LETTERS


def compose(library: Library, verdict: Verdict, question: int, *, short: bool, why: bool = False) -> Answer:
    """Put a verdict into words; `short` keeps within four hundred characters, `why` tells everything that is known."""
    if verdict.level != "unsure" or verdict.emergency:
        verdict = replace(verdict, asks_back=None)  # who is in danger is told what to do, and asked nothing
    pattern = library.patterns.get(verdict.pattern or "")
    full = (part for part in _full(library, verdict, pattern, why) if part)
    text = _short(library, verdict, pattern) if short else "\n\n".join(full)
    engaged = verdict.level == "scam" and verdict.stage == "engaged" and not verdict.emergency
    neighbour = engaged and not short and library.neighbour(verdict.family) is not None
    return Answer(question, text, verdict.level, verdict.emergency, verdict.asks_back.fact if verdict.asks_back else None, neighbour)


def _heading(library: Library, verdict: Verdict, pattern: PatternCard | None) -> str:
    family = library.families.get(verdict.family or "")
    if verdict.level == "clear":
        return say("answer-clear")
    rivals = [library.patterns[one].name for one in verdict.asks_back.between if one in library.patterns] if verdict.asks_back else []
    if pattern and len(rivals) == 2:
        return say("answer-unsure-between", first=rivals[0], second=rivals[1])
    if pattern and family:
        return say(f"answer-{verdict.level}-named", pattern=pattern.name, family=family.name)
    return say(f"answer-{verdict.level}")


def _reasons(library: Library, verdict: Verdict, limit: int) -> list[str]:
    return [_reason(library, reason) for reason in verdict.reasons[:limit]]


def _reason(library: Library, reason: Reason) -> str:
    """One line; what a model contributed says so, whichever words it chose, where they are in the language of the moment."""
    if reason.author == "model":
        doubt = library.reason(reason.why) if reason.why and spoken() in CHINESE else ""
        return say("answer-reason-model", quote=_quote(reason.quote), why=doubt or say("answer-model-doubts"))
    return say("answer-reason", quote=_quote(reason.quote), why=library.reason(reason.why))


def _quote(words: str) -> str:
    """One line, at most thirty characters, harmless."""
    flat = mask(" ".join(words.split()))
    return flat if len(flat) <= 30 else f"{flat[:29]}…"


def _advice(verdict: Verdict, pattern: PatternCard | None) -> str:
    if verdict.level == "clear":
        return say("answer-clear-bare" if verdict.bare else "answer-clear-advice")
    stage = verdict.stage or "contacted"
    return pattern.advice.get(stage, "") if pattern else say(f"advice-{stage}")


def _full(library: Library, verdict: Verdict, pattern: PatternCard | None, why: bool) -> list[str]:
    parts = [say("emergency-card")] if verdict.emergency else []
    parts.append(_heading(library, verdict, pattern))
    if verdict.level != "clear":
        parts.append("\n".join(_reasons(library, verdict, 5 if why else 3)))
    parts.append(say("answer-now", advice=_advice(verdict, pattern)) if verdict.level != "clear" else _advice(verdict, pattern))
    if pattern and verdict.level != "clear":
        parts.append(say("answer-red-flag", flag=pattern.red_flag))
        if verdict.level == "unsure" and pattern.questions and not verdict.asks_back:
            parts.append(say("answer-ask-yourself", question=pattern.questions[0]))
        if why:
            parts.append("\n".join(say("answer-lookalike", what=what, tell=tell) for what, tell in pattern.lookalikes[:2]))
        parts.append(say("answer-source", source=pattern.source))
    return [*parts, _asked_back(verdict)]


def _asked_back(verdict: Verdict) -> str:
    return say("answer-asks-back", question=say(f"fact-{verdict.asks_back.fact}")) if verdict.asks_back else ""


def _short(library: Library, verdict: Verdict, pattern: PatternCard | None) -> str:
    """What a group reads: at most four hundred characters, the least important lines left out first."""
    danger = verdict.level != "clear"
    reasons = _reasons(library, verdict, 2) if danger else []
    advice = _advice(verdict, pattern)
    lines = [
        (0, say("emergency-short") if verdict.emergency else ""),
        (0, _heading(library, verdict, pattern)),
        *((1 if place == 0 else 3, reason) for place, reason in enumerate(reasons)),
        (2, say("answer-now", advice=advice) if danger else advice),
        (4, say("answer-red-flag", flag=pattern.red_flag) if pattern and danger else ""),
        (0, _asked_back(verdict)),
    ]
    kept = [line for line in lines if line[1]]
    while len("\n".join(text for _, text in kept)) > room() and len(kept) > 1:
        kept.remove(max(kept, key=lambda line: line[0]))
    return "\n".join(text for _, text in kept)[: room()]
