"""A script that would sound wrong to somebody who refuses help is named by file, line, key and a Chinese reason."""

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.library.lint import lint
from bot.library.problem import Problem

Edit = Callable[[str, str, str], None]
TODAY = datetime.date(2026, 11, 22)
LOAN = "scripts/loan.yaml"
WELL_SAID = "您先别急着动这笔钱，我陪您坐一会儿。咱们现在就拨110问问，好不好？"


def problems(content: Path) -> list[Problem]:
    return lint(content, TODAY)


@pytest.fixture
def say(content: Path) -> Callable[..., None]:
    """Put words into the mouth of one speaker of the loan family."""

    def put(words: str, refusal: str = "denies", speaker: str = "grid_worker") -> None:
        lines = (content / LOAN).read_text(encoding="utf-8").splitlines()
        at = lines.index(f"  {refusal}:") + ["officer", "grid_worker", "family"].index(speaker) + 1
        lines[at] = f'    {speaker}: {{say: "{words}"}}'
        (content / LOAN).write_text("\n".join(lines) + "\n", encoding="utf-8")

    return put


Say = Callable[..., None]


def test_a_script_that_is_well_said_has_no_problem(content: Path, say: Say) -> None:
    say(WELL_SAID)
    assert problems(content) == []


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("您先别急着动这笔钱，我陪您坐一会儿，咱们现在就拨110问问。", "要说成 2 到 4 句"),
        ("您先别急着动这笔钱。我陪您坐一会儿，咱们现在就拨110问问", "要说成 2 到 4 句"),
        ("好。" * 5 + "我陪您坐一会儿，咱们拨110问问。", "要说成 2 到 4 句"),
        ("您先坐。咱们好好说。", "太短，至少 20 个字"),
        (f"{WELL_SAID}{'慢慢说' * 36}。", "太长，最多 140 个字"),
        (f"短信：{WELL_SAID}", "只用在 unreachable 里"),
        ("您先别急着动这笔钱。拨12345问一问，我陪您坐一会儿。", "只能出现 110 和 96110，现在有 12345"),
        ("您先别急着动这笔钱。上 fanzha.cn 查一查，我陪您坐一会儿。", "不能有网址"),
        ("您怎么这么傻，人家说什么都信。咱们现在就拨110问问。", "会让受骗的人觉得被责怪"),
        ("您再转一笔，后果自负。咱们现在就拨110问问，好不好？", "像是在训人或者吓人"),
        ("早就跟您讲过别信。咱们现在就拨110问问，好不好？", "像是在训人或者吓人"),
        ("您先别急，钱一定能追回来。咱们现在就拨110问问，好不好？", "打包票"),
        ("您先别急着动这笔钱,我陪您坐一会儿。咱们现在就拨110问问？", "标点要用中文的，现在有 ,"),
    ],
)
def test_words_that_would_do_harm_are_refused(content: Path, say: Say, words: str, reason: str) -> None:
    say(words)
    found = problems(content)
    assert {(problem.path.as_posix(), problem.line, problem.severity) for problem in found} == {(f"content/{LOAN}", 21, "error")}
    assert any(reason in problem.reason and problem.where == "scripts.denies.grid_worker.say" for problem in found)


def test_who_promises_money_may_be_spoken_of(content: Path, say: Say) -> None:
    say("谁敢说一定能追回来，谁就是第二个骗子。不见得肯定拿回，也不等于没办法，咱们先拨110。")
    assert problems(content) == []


def test_somebody_out_of_reach_gets_a_message_and_then_a_first_sentence(content: Path, say: Say) -> None:
    say(WELL_SAID, refusal="unreachable")
    assert [problem.reason for problem in problems(content)] == ["联系不上时要写两段：先“短信：……”，再“接通后：……”"]
    say("短信：您先别急着转账，回我一个电话。接通后：您现在方便说话吗？", refusal="unreachable")
    assert problems(content) == []


def test_a_missing_speaker_and_a_missing_refusal_are_named(content: Path, edit: Edit) -> None:
    text = (content / LOAN).read_text(encoding="utf-8").splitlines()
    door = text.index("  door:")
    (content / LOAN).write_text("\n".join([*text[: door + 3], *text[door + 8 :]]), encoding="utf-8")
    assert {(problem.where, problem.reason) for problem in problems(content)} == {
        ("scripts.door.family", "缺少必填的 family"),
        ("scripts.denies", "缺少必填的 denies"),
    }


def test_an_unknown_refusal_or_opener_is_named(content: Path, edit: Edit) -> None:
    edit(LOAN, "  doubts:", "  doubt:")
    assert "不认识的键 doubt，是不是想写 doubts？" in [problem.reason for problem in problems(content)]
    edit(LOAN, "  doubt:", "  doubts:")
    edit("scripts/police.yaml", "  denies:\n    officer:", "  denies:\n    police:")
    assert "缺少必填的 officer" in [problem.reason for problem in problems(content)]


def test_the_same_words_in_two_families_are_named_once(content: Path, say: Say, edit: Edit) -> None:
    say(WELL_SAID)
    text = (content / "scripts/police.yaml").read_text(encoding="utf-8").splitlines()
    text[text.index("  mine:") + 3] = f"    family: {{say: {WELL_SAID.replace('好不好', '行不行')}}}"
    (content / "scripts/police.yaml").write_text("\n".join(text), encoding="utf-8")
    found = problems(content)
    assert [(problem.path.name, problem.where) for problem in found] == [("police.yaml", "scripts.mine.family.say")]
    assert "和 content/scripts/loan.yaml:21(scripts.denies.grid_worker.say) 几乎一样" in found[0].reason


def test_too_few_reversals_are_named(content: Path, say: Say) -> None:
    say(WELL_SAID, refusal="mine", speaker="officer")
    assert [(problem.where, problem.reason) for problem in problems(content)] == [
        ("scripts", "至少 2 种拒绝要有换位开场（opener: role_reversal），现在有 1 种")
    ]


@pytest.mark.parametrize(
    ("old", "new", "where", "reason"),
    [
        ("family: loan\n", "family: credit\n", "family", "类型写的是 credit，文件名却是 loan.yaml"),
        ("status: draft", "status: reviewed", "reviewer", "请在 reviewer 写上复核人"),
        ("status: draft", "status: stable", "status", "只能是 draft、reviewed 之一"),
        ("modified: 2026-11-02", "modified: 2026-11-23", "modified", "还没有到"),
        ("title: 十类高发电信网络诈骗", 'title: "……"', "sources.1.title", "来源要写清标题"),
        ("退出会议软件, 拨打110", "拨打110", "checklist", "至少要有 4 条，现在只有 3 条"),
        ("退出会议软件, 拨打110", "先放下手机, 拨打110", "checklist.2", "这一条前面已经写过"),
        ("换掉密码", "打 12345 问问", "aftercare.2", "现在有 12345"),
        ("换掉密码", "待写", "aftercare.2", "太短"),
        ("换掉密码", "待写：改密码", "aftercare.2", "还写着“待写”"),
    ],
)
def test_a_file_of_scripts_keeps_the_rules_of_the_library(content: Path, edit: Edit, old: str, new: str, where: str, reason: str) -> None:
    edit(LOAN, old, new)
    found = problems(content)
    assert [(problem.path.as_posix(), problem.where, problem.severity) for problem in found] == [(f"content/{LOAN}", where, "error")]
    assert reason in found[0].reason


def test_a_family_without_scripts_stops_the_build(content: Path) -> None:
    (content / LOAN).unlink()
    assert [(str(problem), problem.severity) for problem in problems(content)] == [
        ("content/taxonomy.yaml:6  families.5  类型 loan 还没有话术，请写 scripts/loan.yaml", "error")
    ]
