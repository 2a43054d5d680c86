"""A file that says something new needs a new date; how it is written, where it lies and when it was built is told apart from that."""

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.library import compile, dating, lint
from bot.library.dating import Dated
from bot.library.shelf import open_shelf

Edit = Callable[[str, str, str], None]
BRUSHING = "patterns/brushing/brushing-one.yaml"
WRITTEN = datetime.date(2026, 11, 2)
BUILT = datetime.date(2026, 11, 20)
LATER = datetime.date(2026, 11, 21)


@pytest.fixture
def before(content: Path) -> dict[str, Dated]:
    """What a library of the untouched content keeps."""
    return dating.records(open_shelf(content), {}, BUILT)


def overlooked(content: Path, before: dict[str, Dated]) -> list[str]:
    return [f"{problem.path.as_posix()}:{problem.line}" for problem in dating.overlooked(open_shelf(content), before)]


def test_every_file_with_a_date_is_recorded(content: Path, before: dict[str, Dated]) -> None:
    assert len(before) == 39
    assert (before[f"content/{BRUSHING}"].modified, before[f"content/{BRUSHING}"].built) == (WRITTEN, BUILT)
    assert overlooked(content, before) == []


def test_a_change_under_the_old_date_is_overlooked(content: Path, before: dict[str, Dated], edit: Edit) -> None:
    edit("talk/greetings.yaml", "早上好呀", "早上好")
    assert overlooked(content, before) == ["content/talk/greetings.yaml:3"]


def test_a_change_with_a_new_date_is_right(content: Path, before: dict[str, Dated], edit: Edit) -> None:
    edit("talk/greetings.yaml", "早上好呀", "早上好")
    edit("talk/greetings.yaml", "modified: 2026-11-02", "modified: 2026-11-21")
    assert overlooked(content, before) == []


def test_several_changes_on_the_day_of_the_build_share_a_date(content: Path, edit: Edit) -> None:
    before = dating.records(open_shelf(content), {}, WRITTEN)
    edit("talk/greetings.yaml", "早上好呀", "早上好")
    assert overlooked(content, before) == []


def test_scripts_are_dated_as_patterns_are(content: Path, before: dict[str, Dated], edit: Edit) -> None:
    edit("scripts/loan.yaml", "先放下手机", "先把手机放下")
    assert overlooked(content, before) == ["content/scripts/loan.yaml:6"]
    edit("scripts/loan.yaml", "modified: 2026-11-02", "modified: 2026-11-21")
    assert overlooked(content, before) == []


def test_new_scripts_need_a_new_version_as_well_as_a_new_date(content: Path, before: dict[str, Dated], edit: Edit) -> None:
    edit("scripts/loan.yaml", "  mine:\n    officer: {say: ", "  mine:\n    officer: {say: 您先别急，")
    assert overlooked(content, before) == ["content/scripts/loan.yaml:6", "content/scripts/loan.yaml:2"]
    edit("scripts/loan.yaml", "modified: 2026-11-02", "modified: 2026-11-21")
    assert overlooked(content, before) == ["content/scripts/loan.yaml:2"]
    after = dating.records(open_shelf(content), before, LATER)
    assert overlooked(content, after) == ["content/scripts/loan.yaml:2"]
    edit("scripts/loan.yaml", "version: 1", "version: 2")
    assert overlooked(content, after) == []
    assert dating.records(open_shelf(content), after, LATER)["content/scripts/loan.yaml"].version == 2


def test_several_changes_of_scripts_on_the_day_of_the_build_share_a_version(content: Path, edit: Edit) -> None:
    before = dating.records(open_shelf(content), {}, WRITTEN)
    edit("scripts/loan.yaml", "  mine:\n    officer: {say: ", "  mine:\n    officer: {say: 您先别急，")
    assert overlooked(content, before) == []


def test_what_is_written_otherwise_is_no_change(content: Path, before: dict[str, Dated], edit: Edit) -> None:
    edit("talk/greetings.yaml", "author: 守望内容组\nkind: talk", "kind: talk # 日常聊天\nauthor: '守望内容组'")
    assert overlooked(content, before) == []


def test_a_new_a_renamed_and_a_removed_file_have_nothing_to_be_compared_with(content: Path, before: dict[str, Dated], edit: Edit) -> None:
    edit("talk/greetings.yaml", "id: greetings", "id: hellos")
    (content / "talk/greetings.yaml").rename(content / "talk/hellos.yaml")
    (content / "stories/uncle-wang.yaml").unlink()
    assert overlooked(content, before) == []
    after = dating.records(open_shelf(content), before, LATER)
    assert after.keys() ^ before.keys() == {"content/talk/hellos.yaml", "content/talk/greetings.yaml", "content/stories/uncle-wang.yaml"}


def test_a_build_keeps_the_record_of_an_overlooked_file_and_renews_the_others(content: Path, before: dict[str, Dated], edit: Edit) -> None:
    edit("talk/greetings.yaml", "早上好呀", "早上好")
    after = dating.records(open_shelf(content), before, LATER)
    assert after["content/talk/greetings.yaml"] == before["content/talk/greetings.yaml"]
    assert after[f"content/{BRUSHING}"].built == LATER
    edit("talk/greetings.yaml", "早上好,", "早上好呀,")
    assert overlooked(content, after) == []


def test_a_file_that_cannot_be_read_is_not_reported_twice(content: Path, before: dict[str, Dated], edit: Edit) -> None:
    edit(BRUSHING, "weight: medium", "weight: stong")
    assert overlooked(content, before) == []


def test_without_a_library_there_is_nothing_to_compare(tmp_path: Path) -> None:
    assert dating.recorded(tmp_path / "library.db") == {}
    (tmp_path / "library.db").write_bytes(b"not a database" * 100)
    assert dating.recorded(tmp_path / "library.db") == {}


def test_a_bot_starts_on_an_overlooked_change_and_says_so(
    content: Path, tmp_path: Path, edit: Edit, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = lint.here()
    monkeypatch.setattr(lint, "here", lambda: today)
    target = compile.ensure(content, tmp_path / "data" / "library.db")
    assert dating.recorded(target) == dating.records(open_shelf(content), {}, lint.here())
    edit("talk/greetings.yaml", "早上好呀", "早上好")
    compile.ensure(content, target)
    assert "1 files changed without a new date or version, see `shouwang content lint`: content/talk/greetings.yaml" in caplog.text
    assert overlooked(content, dating.recorded(target)) == ["content/talk/greetings.yaml:3"]
