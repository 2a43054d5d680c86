"""An officer's answer → a draft pattern in content/patterns/, with what is known filled in and the rest marked 待写.

Beside the other editors' tools: `shouwang content draft` writes here, an editor completes the file, and only then may it speak. What is
written passes the linter as a draft; the rule against 待写 keeps it from speaking unfinished.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot import clock
from bot.errors import OperatorError
from bot.library import lint
from bot.library.lint import EDITORS
from bot.library.rules import UNWRITTEN
from bot.library.schema import Status

EXAMPLES, COUNTEREXAMPLES, PHRASES, STAGES = 6, 3, 4, 3
"""The least that a pattern must have."""
_HEAD = (
    "# 由待核实 {number} 号的答复生成的草稿。写着“{unwritten}”的地方请逐条补上，补完再把 status 改成 experimental。\n"
    "# 例子是居民的原话，号码和链接已经遮盖；请再看一遍有没有认得出人的地方。\n"
)


class _Plain(yaml.SafeDumper):
    """Writes what is said twice twice: an editor need not know what `&` and `*` mean."""

    def ignore_aliases(self, data: object) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Asked:
    """Something a resident asked, masked; how far things had gone, and how urgent it was."""

    text: str
    stage: str
    tier: str | None


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known of a new pattern: number of the review, family, what was asked, and the officer's advice or nothing."""

    number: int
    family: str
    asked: Sequence[Asked]
    advice: str


def write(content: Path, draft: Draft) -> Path:
    """Write the file; never over another one. Raises OperatorError when there is one, or when the linter objects to what was asked."""
    path = content / "patterns" / draft.family / f"review-{draft.number}.yaml"
    known = set(lint.lint(content))
    text = _HEAD.format(number=draft.number, unwritten=UNWRITTEN)
    text += yaml.dump(_pattern(draft), Dumper=_Plain, allow_unicode=True, sort_keys=False, width=140)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise OperatorError(f"{path} 已经有了，没有改动它") from None
    except OSError as fault:
        raise OperatorError(f"草稿写不进 {path}：{fault.strerror}") from fault
    objections = [one for one in lint.lint(content) if one.severity == "error" and one not in known]
    if objections:
        path.unlink()
        raise OperatorError("草稿没有写成，内容检查不通过：\n" + "\n".join(str(one) for one in objections))
    return path


def _pattern(draft: Draft) -> dict[str, Any]:
    today = clock.now().astimezone(EDITORS).date()
    return {
        **_life(draft, today),
        "name": f"{UNWRITTEN}：套路的名字",
        "family": draft.family,
        "summary": f"{UNWRITTEN}：一句话说清楚怎么骗",
        "stages": [f"{UNWRITTEN}：骗子的第{place}步" for place in "一二三"[:STAGES]],
        "phrases": [
            {"say": [f"{UNWRITTEN}说法{place}"], "why": f"{UNWRITTEN}：为什么可疑", "weight": "weak"} for place in "一二三四"[:PHRASES]
        ],
        "red_flag": f"{UNWRITTEN}：认准哪一条",
        "predicts": f"{UNWRITTEN}：给民警看的，接下来会怎样",
        "questions": [f"{UNWRITTEN}：问一句什么就能分清"],
        "advice": dict.fromkeys(("contacted", "engaged"), draft.advice or f"{UNWRITTEN}：现在怎么做")
        | dict.fromkeys(("remote", "paid", "after"), f"{UNWRITTEN}：现在怎么做"),
        "lookalikes": [{"what": f"{UNWRITTEN}：像它、其实正规的事", "tell": f"{UNWRITTEN}：怎么分"}],
        "sources": [{"publisher": f"{UNWRITTEN}：谁发布的", "title": f"{UNWRITTEN}：标题"}],
        "examples": _examples(draft),
        "counterexamples": [f"{UNWRITTEN}：第 {place} 条反例（待核实 {draft.number} 号）" for place in range(1, COUNTEREXAMPLES + 1)],
    }


def _life(draft: Draft, today: datetime.date) -> dict[str, Any]:
    return {
        "id": f"review-{draft.number}",
        "status": Status.draft.value,
        "created": today,
        "modified": today,
        "author": f"{UNWRITTEN}：编辑",
        "reviewer": None,
    }


def _examples(draft: Draft) -> list[dict[str, str]]:
    """What was asked, each once, filled up to the least number."""
    found: list[dict[str, str]] = []
    for asked in {one.text: one for one in draft.asked}.values():
        tier = {"tier": asked.tier} if asked.tier else {}
        found.append({"text": asked.text, "voice": "victim", "stage": asked.stage, **tier})
    for place in range(len(found) + 1, EXAMPLES + 1):
        found.append({"text": f"{UNWRITTEN}：第 {place} 条例子（待核实 {draft.number} 号）", "voice": "victim", "stage": "contacted"})
    return found
