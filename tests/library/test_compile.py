"""content/ becomes library.db whole or not at all, once, and reads back as what was written."""

import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from bot.errors import OperatorError
from bot.library import compile, search
from bot.library.assemble import assemble
from bot.library.cards import Library, Sample
from bot.library.read import read, stored_version
from bot.library.shelf import open_shelf
from tests.library.conftest import dissuasion

Edit = Callable[[str, str, str], None]
BRUSHING = "patterns/brushing/brushing-one.yaml"
ENSURE = "import sys; from pathlib import Path; from bot.library.compile import ensure; ensure(Path(sys.argv[1]), Path(sys.argv[2]))"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "data" / "library.db"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, make_content: Callable[[Path], Path]) -> Path:
    """The library of the untouched content, built once; its version does not depend on where the content lies."""
    folder = tmp_path_factory.mktemp("built")
    compile.build(make_content(folder / "content"), folder / "library.db")
    return folder / "library.db"


@pytest.fixture
def library(built: Path, target: Path) -> Library:
    target.parent.mkdir()
    shutil.copy(built, target)
    return read(target)


def test_a_pattern_reads_back_as_it_was_written(library: Library) -> None:
    card = library.patterns["brushing-one"]
    assert (card.name, card.family, card.status) == ("样板brushing", "brushing", "stable")
    assert card.source == "公安部刑侦局《十类高发电信网络诈骗》(2024-05-20)"
    assert card.advice["paid"] == "马上打 110,再联系银行。"
    assert card.scripts == {"busy": "就一分钟,您先别点转账。", "denies": "您让他先把钱退一半看看。"}
    assert card.lookalikes == (("真的平台返现", "返现直接到账,不用您先付钱"),)
    assert card.phrases[0].say == ("brushing先垫钱", "brushing垫付…返利")
    assert [phrase.weight for phrase in card.phrases] == ["strong", "medium", "weak", "weak"]


def test_families_keep_the_order_of_the_taxonomy(library: Library) -> None:
    assert [*library.families][:2] == ["brushing", "investment"]
    assert len(library.families) == 18


def test_a_story_reads_back_as_it_was_written(library: Library) -> None:
    story = library.stories["uncle-wang"]
    assert (story.answer, story.options) == (1, ("垫了再说", "停下来问问家人或 96110"))
    assert len(story.sentences) == 3


def test_scripts_read_back_as_they_were_written(library: Library) -> None:
    script = library.script("loan", "mine", "officer")
    assert (script.id, script.version, script.opener, script.status) == ("loan/mine/officer", 1, "role_reversal", "draft")
    assert f"officer: {{say: {script.text}, opener: role_reversal}}" in dissuasion("loan")
    assert library.script("loan", "door", "family").opener is None
    assert library.checklist("loan") == ("先放下手机", "退出会议软件", "拨打110", "请来一位家人")
    assert library.aftercare("loan") == ("陪他查一查银行卡", "换掉密码", "留好转账记录")


def test_a_family_without_scripts_speaks_as_any_other(content: Path) -> None:
    (content / "scripts/loan.yaml").unlink()
    library = assemble(open_shelf(content), "none")
    for family in ("loan", None):
        assert library.script(family, "denies", "family").id == "other/denies/family"
        assert library.checklist(family) == library.checklist("other")
        assert library.aftercare(family) == library.aftercare("other")


def test_examples_are_scams_and_everything_legitimate_is_benign(library: Library) -> None:
    labels = {(sample.kind, sample.label) for sample in library.samples}
    assert labels == {("example", "scam"), ("counterexample", "benign"), ("genuine", "benign"), ("talk", "benign")}
    paid = next(sample for sample in library.samples if sample.stage == "paid")
    assert paid == Sample("我给accomplice的客服转了八千,现在提不出来", "scam", "example", "accomplice", "accomplice-one", "paid", "urgent")


def test_what_triage_fitted_reads_back_as_arrays(library: Library) -> None:
    assert library.arrays
    assert all(isinstance(array, np.ndarray) and not array.flags.writeable for array in library.arrays.values())


def test_the_version_is_the_hash_of_the_content(library: Library, content: Path, target: Path) -> None:
    assert library.version == compile.content_hash(content) == stored_version(target)


def test_drafts_and_deprecated_files_do_not_speak(content: Path, target: Path, edit: Edit) -> None:
    text = (content / BRUSHING).read_text(encoding="utf-8").replace("brushing", "点赞")
    text = text.replace("点赞-one", "brushing-two").replace("family: 点赞", "family: brushing").replace("stable", "draft")
    (content / "patterns/brushing/brushing-two.yaml").write_text(text, encoding="utf-8")
    edit("stories/uncle-wang.yaml", "status: stable", "status: deprecated")
    compile.build(content, target)
    library = read(target)
    assert "brushing-two" not in library.patterns
    assert not any(sample.pattern == "brushing-two" for sample in library.samples)
    assert library.stories == {}


def test_the_library_opens_by_hand(library: Library, target: Path) -> None:
    with sqlite3.connect(target) as database:
        rows = database.execute("SELECT file, line FROM samples WHERE text LIKE '%跳广场舞%'").fetchall()
        keys = database.execute("PRAGMA foreign_key_check").fetchall()
    assert rows == [("content/talk/greetings.yaml", 6)]
    assert keys == []


def test_words_are_found_in_the_middle_of_a_sentence(library: Library, target: Path) -> None:
    found = search.find(target, "广场舞")
    assert [(one.what, one.place) for one in found] == [("talk", "content/talk/greetings.yaml:6")]
    assert search.find(target, "舞广") == []
    assert search.find(target, "!?") == []


def test_broken_content_leaves_the_old_library_as_it_was(library: Library, content: Path, target: Path, edit: Edit) -> None:
    before = target.read_bytes()
    edit(BRUSHING, "weight: medium", "weight: stong")
    with pytest.raises(compile.ContentError) as raised:
        compile.build(content, target)
    assert "brushing-one.yaml:18  phrases.2.weight" in str(raised.value)
    assert [problem.line for problem in raised.value.problems] == [18]
    assert target.read_bytes() == before
    assert sorted(path.name for path in target.parent.iterdir()) == [".library.db.lock", "library.db"]


def test_a_bot_that_starts_on_broken_content_keeps_its_library_and_says_so(
    library: Library, content: Path, target: Path, edit: Edit, caplog: pytest.LogCaptureFixture
) -> None:
    edit(BRUSHING, "weight: medium", "weight: stong")
    assert read(compile.ensure(content, target)).version == library.version
    assert "content has 1 errors" in caplog.text


def test_a_bot_that_never_had_a_library_does_not_start_on_broken_content(content: Path, target: Path, edit: Edit) -> None:
    edit(BRUSHING, "weight: medium", "weight: stong")
    with pytest.raises(compile.ContentError):
        compile.ensure(content, target)
    assert not target.exists()


def test_unchanged_content_is_not_built_again(library: Library, content: Path, target: Path) -> None:
    first = target.stat()
    compile.ensure(content, target)
    assert (target.stat().st_ino, target.stat().st_mtime_ns) == (first.st_ino, first.st_mtime_ns)


def test_changed_content_is_built_again_and_an_open_reader_keeps_the_old_one(
    library: Library, content: Path, target: Path, edit: Edit
) -> None:
    reader = sqlite3.connect(target)
    edit(BRUSHING, "name: 样板brushing", "name: 点赞返利")
    compile.ensure(content, target)
    assert read(target).patterns["brushing-one"].name == "点赞返利"
    assert reader.execute("SELECT name FROM patterns WHERE id = 'brushing-one'").fetchone() == ("样板brushing",)
    reader.close()


def test_a_file_that_is_no_library_is_replaced(content: Path, target: Path) -> None:
    target.parent.mkdir()
    target.write_bytes(b"not a database" * 100)
    with pytest.raises(ValueError, match="build it again"):
        read(target)
    assert len(read(compile.ensure(content, target)).patterns) == 18


def test_a_library_that_was_never_built_is_file_not_found(target: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read(target)


def test_two_processes_starting_at_once_build_once_and_both_succeed(content: Path, target: Path) -> None:
    with ThreadPoolExecutor(2) as pool:
        runs = list(pool.map(lambda _: subprocess.run([sys.executable, "-c", ENSURE, content, target], capture_output=True), range(2)))
    assert [run.returncode for run in runs] == [0, 0], [run.stderr for run in runs]
    assert len(read(target).patterns) == 18
    assert sorted(path.name for path in target.parent.iterdir()) == [".library.db.lock", "library.db"]


def test_a_build_that_is_killed_leaves_the_old_library(library: Library, content: Path, target: Path, edit: Edit) -> None:
    edit(BRUSHING, "name: 样板brushing", "name: 点赞返利")
    process = subprocess.Popen([sys.executable, "-c", ENSURE, content, target])
    deadline = time.monotonic() + 60
    while process.poll() is None and not (target.parent / ".library.db.new").exists() and time.monotonic() < deadline:
        time.sleep(0.001)
    process.kill()
    process.wait()
    assert read(target).patterns["brushing-one"].name in ("样板brushing", "点赞返利")
    assert read(compile.ensure(content, target)).patterns["brushing-one"].name == "点赞返利"
    assert sorted(path.name for path in target.parent.iterdir()) == [".library.db.lock", "library.db"]


def test_a_data_directory_that_cannot_be_written_is_said_in_plain_words(content: Path, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the directory should be", encoding="utf-8")
    with pytest.raises(OperatorError, match="数据目录"):
        compile.ensure(content, tmp_path / "data" / "library.db")
