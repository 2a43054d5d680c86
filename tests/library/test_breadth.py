"""A wording that stands in harmless texts is too wide; quoted in a warning, denied, or in its own counterexamples it is not."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console

from bot.library import breadth, printing
from bot.library.shelf import open_shelf

Edit = Callable[[str, str, str], None]
POLICE = "patterns/police/police-one.yaml"
STRONG = '"police先垫钱"'
MEDIUM = '"police返利"'
TALK = "talk/greetings.yaml"


def found(content: Path) -> list[tuple[str, int, str, str, int, int]]:
    wide = breadth.wide(open_shelf(content))
    return [(one.path.name, one.line, one.where, one.say, len(one.harmless), one.scams) for one in wide]


def test_ordinary_content_has_no_wording_that_is_too_wide(content: Path) -> None:
    assert found(content) == []


def test_a_strong_wording_in_one_harmless_text_is_too_wide(content: Path, edit: Edit) -> None:
    edit(TALK, "早上好呀", "police先垫钱吧")
    assert found(content) == [("police-one.yaml", 13, "phrases.1.say.1", "police先垫钱", 1, 1)]


def test_a_medium_wording_is_too_wide_in_three(content: Path, edit: Edit) -> None:
    edit(TALK, "早上好呀", "police返利来了")
    edit(TALK, "楼下的菜今天便宜", "哪家police返利多")
    assert found(content) == []
    edit("genuine/bank.yaml", "您的信用卡本月账单已出", "您的police返利已到账,您的信用卡本月账单已出")
    assert found(content) == [("police-one.yaml", 16, "phrases.2.say.1", "police返利", 3, 0)]


def test_a_weak_wording_may_stand_anywhere(content: Path, edit: Edit) -> None:
    edit(TALK, "早上好呀, 今晚一起跳广场舞吗, 楼下的菜今天便宜", "police进群吧, 谁要police进群, police进群几点")
    assert found(content) == []


@pytest.mark.parametrize("said", ["警方提醒:凡是police先垫钱的都是诈骗", "我们不会让您police先垫钱", "凡让你police先垫钱的都是骗局"])
def test_words_of_a_warning_or_a_denial_are_not_counted(content: Path, edit: Edit, said: str) -> None:
    edit(TALK, "早上好呀", f'"{said}"')
    assert found(content) == []


def test_its_own_counterexamples_do_not_count_but_those_of_others_do(content: Path, edit: Edit) -> None:
    edit(POLICE, "年底发police补贴", "年底police先垫钱发补贴")
    assert found(content) == []
    edit("patterns/loan/loan-one.yaml", "年底发loan补贴", "年底police先垫钱发补助")
    assert [(where, harmless) for _, _, where, _, harmless, _ in found(content)] == [("phrases.1.say.1", 1)]


def test_what_does_not_speak_is_not_asked(content: Path, edit: Edit) -> None:
    edit(TALK, "早上好呀", "police先垫钱吧")
    edit(POLICE, "status: stable", "status: draft")
    assert found(content) == []


def test_news_repeats_what_fraudsters_say(content: Path, edit: Edit) -> None:
    edit(TALK, "早上好呀", "police先垫钱吧")
    edit(TALK, "kind: talk", "kind: news")
    assert found(content) == []


def test_the_table_names_the_wording_its_counts_and_its_place(content: Path, edit: Edit) -> None:
    edit(TALK, "早上好呀", "police先垫钱吧")
    console = Console(width=120, record=True, file=io.StringIO())
    printing.wide(console, breadth.wide(open_shelf(content)))
    [row] = [line for line in console.export_text().splitlines() if "police先垫钱" in line]
    assert [cell.strip() for cell in row.strip("│").split("│")] == ["police先垫钱", "strong", "1", "1", "police-one:13"]
