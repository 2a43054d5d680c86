"""The command line as an operator meets it: what it prints, and how it says no."""

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from sandbox.run import Served
from sandbox.sample import deployment
from tests.triage.drawing import chat, needs_font, png


@pytest.fixture
def folder(tmp_path: Path, library_file: Path) -> Path:
    """A data directory with the library in it."""
    shutil.copy(library_file, tmp_path / "library.db")
    return tmp_path


def shouwang(folder: Path, *words: str, given: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run one command in a clean environment."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SHOUWANG_", "OPENAI_"))}
    command = [sys.executable, "-m", "bot", *words]
    environment = {**kept, "SHOUWANG_DATA_DIR": str(folder), "COLUMNS": "200", **environment}
    return subprocess.run(command, input=given, env=environment, capture_output=True, text=True, check=False, timeout=120)


def written(folder: Path, text: str) -> str:
    """A deployment file with this text."""
    path = folder / "deployment.yaml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_setup_says_what_it_changed_and_the_second_time_that_nothing_did(folder: Path) -> None:
    file = written(folder, deployment())
    first, second = shouwang(folder, "setup", file), shouwang(folder, "setup", file)
    assert "+ 辖区 新东派出所（lyg-hz-xd）" in first.stdout
    assert "+ 群 镇西新苑业主群" in first.stdout
    assert second.stdout.strip() == "没有变化。"
    third = shouwang(folder, "setup", written(folder, deployment().replace("mon 09:00", "fri 19:30")))
    assert "~ 每周一案" in third.stdout


def test_a_bad_deployment_file_is_refused_with_line_and_reason_and_changes_nothing(folder: Path) -> None:
    bad = deployment().replace("area: lyg-hz-xd-01, kind: workplace", "area: nowhere, kind: workplace")
    refused = shouwang(folder, "setup", written(folder, bad))
    assert refused.returncode == 1
    assert "deployment.yaml:14" in refused.stderr
    assert "nowhere" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert "+ 辖区" in shouwang(folder, "setup", written(folder, deployment())).stdout


@pytest.mark.parametrize("role", ["all", "community", "duty"])
def test_a_missing_token_is_named(folder: Path, role: str) -> None:
    refused = shouwang(folder, "run", "--role", role)
    assert refused.returncode == 1
    assert "_TOKEN" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_token_that_telegram_refuses_is_named_before_the_library_is_loaded(tmp_path: Path) -> None:
    with Served() as telegram:
        tokens = {"SHOUWANG_COMMUNITY_TOKEN": "4001:AAF-right", "SHOUWANG_DUTY_TOKEN": "4002:AAF-wrong"}
        telegram.world.add_bot("4001:AAF-right", "shouwang_bot", "守望")
        refused = shouwang(tmp_path, "run", SHOUWANG_TELEGRAM_API=telegram.url, **tokens)
    assert refused.returncode == 1
    assert "值勤机器人的令牌不被接受" in refused.stderr
    assert "SHOUWANG_DUTY_TOKEN" in refused.stderr
    assert "AAF-wrong" not in refused.stderr
    assert "Traceback" not in refused.stderr
    assert not (tmp_path / "library.db").exists()


def test_a_database_that_cannot_be_written_is_named(folder: Path) -> None:
    (folder / "file").write_text("not a folder")
    refused = shouwang(folder / "file", "setup", written(folder, deployment()))
    assert refused.returncode == 1
    assert "数据目录" in refused.stderr
    nowhere = shouwang(folder, "setup", written(folder, deployment()), SHOUWANG_DATABASE_URL="mysql://x/y")
    assert nowhere.returncode == 1
    assert "mysql" in nowhere.stderr
    assert "Traceback" not in nowhere.stderr + refused.stderr


def test_a_database_server_that_is_away_is_named(folder: Path) -> None:
    url = "postgresql://nobody@127.0.0.1:1/none"
    refused = shouwang(folder, "setup", written(folder, deployment()), SHOUWANG_DATABASE_URL=url)
    assert refused.returncode == 1
    assert "SHOUWANG_DATABASE_URL" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_wrong_setting_is_named(folder: Path) -> None:
    refused = shouwang(folder, "setup", written(folder, deployment()), SHOUWANG_POLL_SECONDS="many")
    assert refused.returncode == 1
    assert 'SHOUWANG_POLL_SECONDS：这里要写一个整数，现在写的是 "many"' in refused.stderr
    refused = shouwang(folder, "setup", written(folder, deployment()), OPENAI_BASE_URL="localhost:8000")
    assert "OPENAI_BASE_URL：" in refused.stderr
    assert "SHOUWANG_OPENAI" not in refused.stderr


def test_ask_answers_in_words_and_in_json(folder: Path) -> None:
    words = "自称公安局的说我涉嫌洗钱，让我把钱转到安全账户"
    assert "高度疑似诈骗" in shouwang(folder, "ask", words).stdout
    verdict = json.loads(shouwang(folder, "ask", "--json", words).stdout)
    assert verdict["level"] == "scam"
    assert verdict["family"] == "police"
    assert all(reason["quote"] in words for reason in verdict["reasons"])
    assert shouwang(folder, "ask", " ").returncode == 1


@needs_font
def test_ask_reads_a_screenshot_and_says_which_file_it_cannot_read(folder: Path) -> None:
    shot, broken = folder / "shot.png", folder / "broken.png"
    shot.write_bytes(png(chat([("对方", "您涉嫌洗钱，把钱转到安全账户核查"), ("我", "转多少"), ("对方", "全部，不要告诉家人")])))
    broken.write_bytes(shot.read_bytes()[:999])
    verdict = json.loads(shouwang(folder, "ask", "--json", "--image", str(shot)).stdout)
    assert (verdict["level"], verdict["family"]) == ("scam", "police")
    for picture, reason in ((broken, "已经损坏"), (folder / "absent.png", "absent.png")):
        refused = shouwang(folder, "ask", "--image", str(picture))
        assert refused.returncode == 1
        assert reason in refused.stderr
        assert "Traceback" not in refused.stderr


def test_ask_jsonl_answers_line_by_line_in_order_and_names_a_line_that_is_no_question(folder: Path) -> None:
    rows = [{"id": "a", "text": "晚上吃什么"}, {"id": "b", "text": "刷单先垫付五百，做满三单才能提现"}, {"id": 3, "text": ""}]
    given = "\n".join([json.dumps(rows[0]), json.dumps(rows[1]), "not json", json.dumps(rows[2])])
    done = shouwang(folder, "ask", "--jsonl", given=given)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == ["a", "b", 3]
    assert [answer["level"] for answer in answers] == ["clear", "scam", "clear"]
    assert set(answers[1]) == {"id", "level", "family", "pattern", "score", "stage", "tier", "reasons", "indicators"}
    assert "第 3 行" in done.stderr
    assert done.returncode == 1


def test_ask_jsonl_is_held_up_by_no_line(folder: Path) -> None:
    halved = "刷单先垫付五百\ud83d，做满三单才能提现"
    rows = [{"id": "一", "text": halved}, {"id": "二\ud83d", "text": halved}, {"id": "三", "text": "晚上吃什么"}]
    done = shouwang(folder, "ask", "--jsonl", given="\ufeff" + "\n".join(json.dumps(row) for row in rows))
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["一", "二\ud83d", "三"]
    assert done.returncode == 0


def test_invite_prints_a_code_for_the_duty_bot_and_refuses_what_is_unknown(folder: Path) -> None:
    shouwang(folder, "setup", written(folder, deployment()))
    made = shouwang(folder, "invite", "--role", "officer", "--area", "lyg-hz-xd")
    assert "/start " in made.stdout
    assert "新东派出所 · 民警，" in made.stdout
    assert shouwang(folder, "invite", "--role", "mayor", "--area", "lyg-hz-xd").returncode == 1
    assert "nowhere" in shouwang(folder, "invite", "--role", "officer", "--area", "nowhere").stderr


def test_the_plan_shows_a_different_story_for_each_coming_week(folder: Path) -> None:
    shouwang(folder, "setup", written(folder, deployment()))
    plan = shouwang(folder, "bulletin", "plan", "--weeks", "3", TZ="America/New_York").stdout
    assert plan.count("09:00") == 6  # where the groups are, not where the machine is
    assert plan.count("镇西新苑业主群") == 3
    titles = [line.split("│")[4].strip() for line in plan.splitlines() if "镇西新苑业主群" in line]
    assert len(set(titles)) == 3


def test_the_plan_is_changed_before_anything_ever_ran(folder: Path) -> None:
    shouwang(folder, "setup", written(folder, deployment()))
    plan = shouwang(folder, "bulletin", "plan", "--weeks", "2").stdout
    week = re.findall(r"[0-9]{4}-W[0-9]{2}", plan)[-1]
    said = [shouwang(folder, "bulletin", "skip", week, "--area", "lyg-hz-xd") for _ in range(2)]
    assert [one.stdout.strip() for one in said] == ["改好了", "已经是这样了"], said
    assert "这里没有已经发出" in shouwang(folder, "bulletin", "withdraw", week, "--area", "lyg-hz-xd").stderr


def test_a_draft_of_what_no_officer_answered_is_refused_in_one_sentence(folder: Path) -> None:
    refused = shouwang(folder, "content", "draft", "7")
    assert refused.returncode == 1
    assert refused.stderr.strip() == "✗ 没有待核实 7 号"


def test_a_log_that_was_changed_is_named_with_its_line_and_exit_code(folder: Path) -> None:
    assert "shouwang setup" in shouwang(folder, "audit", "log").stderr
    shouwang(folder, "setup", written(folder, deployment()))
    for area in ("lyg-hz-xd", "lyg-hz-xd"):
        shouwang(folder, "invite", "--role", "officer", "--area", area)
    whole = shouwang(folder, "audit", "log", "--verify")
    assert (whole.returncode, whole.stdout.count("完好")) == (0, 2), whole.stdout + whole.stderr
    seal = next(line for line in whole.stdout.splitlines() if "运维和登记 3 条" in line).rpartition("封印 ")[2]
    assert shouwang(folder, "audit", "log", "--known", seal).returncode == 0
    assert shouwang(folder, "audit", "log", "--known", "acts:2:0000000000000000").returncode == 1
    with sqlite3.connect(folder / "shouwang.db") as database:
        database.execute('update acts set detail = \'{"role": "leader"}\' where nth = 2')
    assert "一切正常" in shouwang(folder, "audit").stdout
    assert "倒查清单" in shouwang(folder, "audit", "week").stdout
    changed = shouwang(folder, "audit", "log", "--verify")
    assert (changed.returncode, "第 2 条和当时封存的不一样" in changed.stdout) == (1, True)


def test_the_poster_of_a_story_can_be_drawn_to_look_at_it(folder: Path) -> None:
    target = folder / "poster.png"
    drawn = shouwang(folder, "bulletin", "picture", "loan-fee-rhyme", "-o", str(target))
    assert "已画好" in drawn.stdout
    chinese = target.read_bytes()
    assert chinese.startswith(b"\x89PNG")
    shouwang(folder, "bulletin", "picture", "loan-fee-rhyme", "-o", str(target), "--english")
    assert target.read_bytes().startswith(b"\x89PNG")
    assert target.read_bytes() != chinese
    both = shouwang(folder, "bulletin", "picture", "loan-fee-rhyme", "-o", str(target), "--english", "--traditional")
    assert (both.returncode, "只能选一个" in both.stderr) == (1, True)
    refused = shouwang(folder, "bulletin", "picture", "no-such-story", "-o", str(target))
    assert refused.returncode == 1
    assert "没有 no-such-story 这个案例" in refused.stderr
