"""What an editor sees at the command line."""

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.library import lint
from bot.library.commands import app

Edit = Callable[[str, str, str], None]
POLICE = "patterns/police/police-one.yaml"
HANDBOOK = Path(__file__).parents[2] / "docs" / "library.md"


@pytest.fixture
def run(content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, str]]:
    """Run a command on the small content; exit code and everything printed."""
    monkeypatch.setenv("SHOUWANG_CONTENT_DIR", str(content))
    monkeypatch.setenv("SHOUWANG_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setattr(lint, "here", lambda: datetime.date(2026, 11, 22))  # a year later it would remind of what is stale

    def command(*arguments: str) -> tuple[int, str]:
        result = CliRunner().invoke(app, arguments)
        return result.exit_code, result.output

    return command


Run = Callable[..., tuple[int, str]]


def test_lint_says_that_all_is_well(run: Run) -> None:
    assert run("lint") == (0, "40 个文件，没有错误。\n")


def test_lint_prints_a_mistake_on_one_line_and_exits_with_one(run: Run, edit: Edit) -> None:
    edit("patterns/police/police-one.yaml", "weight: medium", "weight: stong")
    code, output = run("lint")
    assert code == 1
    assert output.splitlines() == [
        'content/patterns/police/police-one.yaml:18  phrases.2.weight  只能是 strong、medium、weak 之一，现在写的是 "stong"',
        "共 1 处错误。",
    ]


def test_a_reminder_does_not_fail_lint(run: Run, edit: Edit) -> None:
    edit("patterns/police/police-one.yaml", 'say: ["police进群"]', 'say: ["police返利"]')
    code, output = run("lint")
    assert code == 0
    assert "phrases.3.say.1  说法“police返利”前面已经写过  （提醒，不影响编译）" in output


def test_lint_and_build_name_a_file_that_changed_under_its_old_date_until_the_date_is_new(run: Run, edit: Edit) -> None:
    late = f"content/{POLICE}:4  modified  内容改过了，日期还是 2026-11-02，请改成这次修改的日期"
    assert run("build")[0] == 0
    edit(POLICE, "tags: [elderly]", "tags: [elderly, students]")
    assert run("lint") == (1, f"{late}\n共 1 处错误。\n")
    code, output = run("build")
    assert code == 0
    assert f"{late}  （提醒，不影响编译）" in output
    assert run("lint") == (1, f"{late}\n共 1 处错误。\n")
    edit(POLICE, "modified: 2026-11-02", "modified: 2026-11-03")
    assert run("lint") == (0, "40 个文件，没有错误。\n")


def test_lint_reminds_of_a_wording_that_harmless_people_use_too(run: Run, edit: Edit) -> None:
    edit(POLICE, 'say: ["police先垫钱", "police垫付…返利"]', 'say: ["police先垫钱", "跳广场舞"]')
    code, output = run("lint")
    assert code == 0
    reason = "说法“跳广场舞”太宽：1 段正常的话里也有，例如 content/talk/greetings.yaml:6；请写得更具体，或者改成 medium"
    assert f"content/{POLICE}:13  phrases.1.say.2  {reason}  （提醒，不影响编译）" in output


def test_build_says_what_it_made(run: Run, tmp_path: Path) -> None:
    code, output = run("build", "--data", str(tmp_path / "elsewhere"))
    assert code == 0
    assert "类型 18、套路 18、案例 1、样本 170、话术 432" in output
    assert (tmp_path / "elsewhere" / "library.db").exists()


def test_build_of_broken_content_exits_with_one_and_writes_nothing(run: Run, edit: Edit, tmp_path: Path) -> None:
    edit("patterns/police/police-one.yaml", "weight: medium", "weight: stong")
    code, output = run("build")
    assert code == 1
    assert "police-one.yaml:18  phrases.2.weight" in output
    assert not (tmp_path / "data" / "library.db").exists()


def test_stats_count_files_texts_and_the_oldest_review(run: Run, edit: Edit) -> None:
    edit("patterns/loan/loan-one.yaml", "modified: 2026-11-02", "modified: 2026-11-01")
    code, output = run("stats")
    assert code == 0
    assert "样本：例子 108、反例 54、日常聊天 5、正规通知 3" in output
    assert "例子的阶段：刚接触 36、已上钩 18、被远程控制 18、已转账 18、事后 18" in output
    assert "最久没有复核：content/patterns/loan/loan-one.yaml（2026-11-01）" in output


def test_stats_mark_families_with_few_patterns(run: Run) -> None:
    _, output = run("stats")
    assert "▲ 1" in output
    assert "▲ 每个类型至少 3 个套路，最常见的五类至少 6 个：类型brushing还差 5 个、类型investment还差 5 个、类型shopping还差 2 个" in output
    assert "套路共 18 个；样本共 170 段：诈骗 108、正常 62" in output


def test_stats_count_scripts(run: Run) -> None:
    assert "话术：草稿 432" in run("stats")[1]


def test_a_script_is_found_by_its_words(run: Run, edit: Edit) -> None:
    edit("scripts/loan.yaml", "先放下手机", "手机扣在桌上")
    edit("scripts/loan.yaml", "  denies:\n    officer: {say: ", "  denies:\n    officer: {say: 您先喝口热茶，")
    assert run("find", "喝口热茶")[1].startswith("content/scripts/loan.yaml:20  话术  您先喝口热茶，")


def test_find_shows_where_a_saying_stands(run: Run) -> None:
    code, output = run("find", "广场舞")
    assert (code, output) == (0, "content/talk/greetings.yaml:6  日常聊天  今晚一起跳广场舞吗\n")
    assert run("find", "养老院床位") == (1, "没有找到“养老院床位”。\n")


def test_the_pattern_in_the_handbook_is_right_but_for_the_number_of_its_examples(run: Run, content: Path) -> None:
    text = HANDBOOK.read_text(encoding="utf-8").split("```yaml\n", 2)[1].split("```", 1)[0]
    (content / "patterns/ecommerce_service/lost-parcel.yaml").write_text(text, encoding="utf-8")
    code, output = run("lint")
    assert code == 1
    assert [line.split("  ", 1)[1] for line in output.splitlines()[:-1]] == [
        "examples  至少要有 6 条，现在只有 1 条",
        "counterexamples  至少要有 3 条，现在只有 1 条",
    ]
