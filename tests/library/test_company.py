"""How a neighbour of 劝劝邻居 must sound and end: what content lint says of one that cannot be persuaded, drives nobody away or blames."""

from pathlib import Path

import pytest

from bot.library.lint import lint
from bot.settings import HOUSE

FILE = "neighbours/lao-zhou.yaml"


def write(content: Path, *changes: tuple[str, str]) -> None:
    """老周 of the repository, in the small content folder's trouble, with changes."""
    text = (HOUSE / "content" / FILE).read_text(encoding="utf-8").replace("pattern: safe-account", "pattern: police-one")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (content / "neighbours").mkdir(exist_ok=True)
    (content / FILE).write_text(text, encoding="utf-8")


def found(content: Path) -> list[tuple[str, str]]:
    return [(problem.where, problem.reason) for problem in lint(content) if problem.path.name == "lao-zhou.yaml"]


def test_the_neighbour_as_he_is_has_nothing_wrong(content: Path) -> None:
    write(content)
    assert found(content) == []


@pytest.mark.parametrize(
    ("old", "new", "where", "reason"),
    [
        ("  swap:\n", "  wait2:\n", "moves", "wait2"),
        ('    needs: 5\n    early: "（往后', '    needs: 9\n    early: "（往后', "", ""),
        ("    trust: -2\n", "    trust: 1\n", "moves.blame.trust", "伤人的话要减分"),
        ("turns: 12", "turns: 13", "turns", "12"),
        ("at: 8", "at: 12", "calls.2.at", "11"),
        ("pattern: police-one", "pattern: police-two", "pattern", "没有启用的套路叫 police-two"),
        ("also: [sextortion]", "also: [police]", "also.1", "类型 police 已经有"),
        ("自己拨110，问问有没有这个案子", "拨12345问问有没有这个案子", "moves.check.say", "只能出现 110 和 96110"),
        ("怎么还信这个？", "您太傻了！", "moves.blame.say", "责怪"),
        ('没底。"', '没底"', "again.1", "句末要有标点"),
        ("老周，您脸色不好，先坐下喝口水，慢慢讲，我听着。", "老周,您脸色不好,先坐下喝口水。", "moves.listen.say", "标点要用中文的"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(content: Path, old: str, new: str, where: str, reason: str) -> None:
    write(content, (old, new))
    problems = found(content)
    if where:
        assert any(where in at and reason in why for at, why in problems), problems
    else:
        assert problems == []


def test_whom_no_button_can_win_is_found(content: Path) -> None:
    write(
        content,
        ("    trust: 2\n", "    trust: 1\n"),
        ('    needs: 5\n    early: "（往后', '    needs: 9\n    early: "（往后'),
        ("trust: 3", "trust: 2"),
    )
    assert any("里都劝不住他" in why for _, why in found(content))


def test_two_never_stand_in_for_one_family(content: Path) -> None:
    write(content)
    other = (content / FILE).read_text(encoding="utf-8").replace("id: lao-zhou", "id: lao-li")
    (content / "neighbours/lao-li.yaml").write_text(other, encoding="utf-8")
    reasons = [problem.reason for problem in lint(content) if problem.path.name in ("lao-li.yaml", "lao-zhou.yaml")]
    assert reasons == ["类型 sextortion 已经有 lao-li 了"]
