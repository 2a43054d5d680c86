"""The whole story through one door, and what must hold however it is told."""

import asyncio
import shutil
from pathlib import Path

import pytest

from sandbox.bots import BotFailed, Bots
from sandbox.client import Desk, Private
from sandbox.run import Served
from sandbox.sample import COMMUNITY_BOT, DUTY_BOT, deployment
from sandbox.tour import play

CANARY = "金丝雀八九五二七"


def test_the_tour_plays_from_the_question_to_the_case_of_the_week(tmp_path: Path, library_file: Path) -> None:
    shutil.copy(library_file, tmp_path / "library.db")
    assert play(tmp_path) == 0


async def test_both_roles_in_one_process_and_nothing_of_unaddressed_talk_is_kept(tmp_path: Path, library_file: Path) -> None:
    shutil.copy(library_file, tmp_path / "library.db")
    with Served() as served:
        bots = Bots(served.url, tmp_path)
        async with Desk(served.url) as desk:
            people, groups = await desk.sample()
            wang, group = people["王阿姨"], groups["镇西新苑业主群"]
            await asyncio.to_thread(bots.setup, deployment())
            await asyncio.to_thread(bots.start, "all")
            await desk.wait_message(group, contains="守望")
            await wang.say(group, f"{CANARY}，我晚上去遛狗")
            said = await wang.say(group, f"@{COMMUNITY_BOT} 自称客服的让我共享屏幕，我刚转了两万，怎么办")
            answer = await desk.wait_message(group, contains="110", after=said)
            await wang.press(answer, "报告民警")
            card = await desk.wait_message(Private(people["陈警官"], DUTY_BOT), contains="等待签收")
            await people["陈警官"].press(card, "签收")
            await desk.wait_message(group, contains="民警已签收")
            assert await asyncio.to_thread(bots.stop) == 0
            assert await desk.violations() == []
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.name != "library.db")
    for words in (CANARY, "共享屏幕，我刚转了两万", "遛狗"):
        assert words.encode() not in kept
        assert words.encode("utf-16-le") not in kept


def test_a_wrong_token_is_said_in_one_sentence_without_a_traceback(tmp_path: Path, library_file: Path) -> None:
    shutil.copy(library_file, tmp_path / "library.db")
    with Served() as served:
        bots = Bots(served.url, tmp_path, {"SHOUWANG_DUTY_TOKEN": "999:nobody-has-this-token"})
        bots.setup(deployment())
        with pytest.raises(BotFailed, match="SHOUWANG_DUTY_TOKEN") as failed:
            bots.start("duty")
    assert "Traceback" not in str(failed.value)
