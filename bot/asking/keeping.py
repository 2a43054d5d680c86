"""A verdict as the row of its question keeps it, and read back from there: a repeated update, and a press, are answered from it.

What quotes somebody is masked and sealed; links and numbers that were found are kept by kind alone.
"""

import json
from typing import Any

from bot.office import Office
from bot.privacy import mask
from bot.store.models import Question
from bot.triage.finding import AskBack, Indicator, Reason, Verdict


def columns(office: Office, verdict: Verdict) -> dict[str, Any]:
    """A verdict as its question's row keeps it."""
    plain = {name: getattr(verdict, name) for name in ("level", "family", "pattern", "score", "stage", "tier")}
    return {**plain, "finding": finding(office, verdict)}


def finding(office: Office, verdict: Verdict) -> dict[str, Any]:
    """What of a verdict is kept: masked quotations, sealed since they are somebody's words; kinds of indicators without their values."""
    reasons = [{"quote": mask(r.quote), "why": r.why, "author": r.author} for r in verdict.reasons]
    return {
        "reasons": office.cipher.seal(json.dumps(reasons, ensure_ascii=False)).decode(),
        "indicators": sorted({i.kind for i in verdict.indicators}),
        "signs": sorted(verdict.signs),
        "candidates": list(verdict.candidates),
        "bare": verdict.bare,
        "asks_back": [verdict.asks_back.fact, *verdict.asks_back.between] if verdict.asks_back else [],
    }


def recalled(office: Office, row: Question) -> Verdict:
    """The verdict as it was kept, so that a repeated update is answered alike."""
    found = row.finding or {}
    kept = found.get("reasons", ())  # a list in rows from before they were sealed
    reasons = json.loads(office.cipher.open(kept.encode())) if isinstance(kept, str) else kept
    return Verdict(
        level=row.level,
        score=row.score,
        family=row.family,
        pattern=row.pattern,
        stage=row.stage,
        tier=row.tier,
        reasons=tuple(Reason(r["quote"], r["why"], r.get("author", "library")) for r in reasons),
        indicators=tuple(Indicator(kind, "") for kind in found.get("indicators", ())),
        signs=frozenset(found.get("signs", ())),
        candidates=tuple(found.get("candidates", ())),
        asks_back=_ask_back(*found.get("asks_back", ())),
        bare=found.get("bare", False),
    )


def _ask_back(fact: str = "", first: str = "", second: str = "") -> AskBack | None:
    return AskBack(fact, (first, second)) if fact else None
