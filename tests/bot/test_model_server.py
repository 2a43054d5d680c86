"""The one server that models answer from: asked within a budget, never assumed, never loaded without need, and told of to people."""

import asyncio
import json
import logging
import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from llmock.pytest_plugin import LLMock

from bot.asking import questions
from bot.asking.model_server import AT_ONCE, LONGEST_REST, ModelServer
from bot.asking.questions import Asked
from bot.library.cards import Library
from bot.office import Office
from bot.opening import survey
from bot.settings import HOUSE
from bot.triage.verdict import Triage
from tests.conftest import NEIGHBOURS, RESIDENT, Bare

CHAT = "楼下新开的面馆味道不错，老板说这几天人多，要早点去"
DOUBT = {"doubt": True, "pattern": None, "quote": "这几天人多", "why_id": None, "note": "对方催您早点去"}
LABEL = "（AI 生成，仅供参考）"


class Seconds:
    """Time that passes when told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
async def server(llmock: LLMock, seconds: Seconds) -> AsyncIterator[ModelServer]:
    """Five calls an hour."""
    server = ModelServer(Bare(openai_calls_per_hour=5), tick=seconds)
    await server.open()  # as at a start: the library is not loaded within a call's seconds
    yield server
    await server.close()


async def asked(server: ModelServer, words: str = "x") -> str | None:
    return await server.complete("qwen-test", "", words, schema={"type": "object"}, seconds=60)


async def test_the_budget_is_a_sliding_hour(server: ModelServer, llmock: LLMock, seconds: Seconds) -> None:
    llmock.reply("{}", times=None)
    for _ in range(8):
        await asked(server)
        seconds.now += 100
    assert len(llmock.requests) == 5
    assert not server.ready
    seconds.now = 3599
    assert not server.ready
    seconds.now = 3600
    assert await asked(server) == "{}"
    assert not server.ready
    seconds.now = 3700
    assert server.ready


async def test_only_a_few_wait_at_once_and_the_others_are_not_kept_waiting(server: ModelServer, llmock: LLMock) -> None:
    await server.open()
    llmock.delay(0.5, times=None).reply("{}", times=None)
    answers = await asyncio.gather(*(asked(server, str(number)) for number in range(AT_ONCE + 1)))
    assert [answer for answer in answers if answer is None] == [None]
    assert len(llmock.requests) == AT_ONCE


async def test_a_refused_key_is_not_tried_again_for_long(server: ModelServer, llmock: LLMock, seconds: Seconds) -> None:
    llmock.fail(401)
    assert await asked(server) is None
    seconds.now += LONGEST_REST - 1
    assert not server.ready
    seconds.now += 1
    assert server.ready


async def test_each_rest_after_failures_is_longer_and_a_success_forgets_them(server: ModelServer, llmock: LLMock, seconds: Seconds) -> None:
    llmock.fail(500, times=4)
    for rest in (0, 0, 60, 120):
        assert await asked(server) is None
        assert server.ready is (rest == 0)
        seconds.now += max(0, rest - 1)
        assert server.ready is (rest == 0)
        seconds.now += 1
        assert server.ready
    seconds.now += 3600
    llmock.reply("{}")
    assert await asked(server) == "{}"
    llmock.fail(500)
    assert await asked(server) is None
    assert server.ready


async def test_it_follows_nobody_to_another_server(llmock: LLMock) -> None:
    async def elsewhere(_: web.Request) -> web.Response:
        raise web.HTTPTemporaryRedirect(f"{llmock.base_url()}/chat/completions")

    app = web.Application()
    app.router.add_post("/v1/chat/completions", elsewhere)
    async with TestServer(app) as running:
        knobs = Bare(openai_api_key="x", openai_base_url=str(running.make_url("/v1")))
        server = ModelServer(knobs)
        assert await asked(server) is None
        await server.close()
    assert llmock.requests == []


async def test_no_word_and_no_key_reaches_the_log(server: ModelServer, llmock: LLMock, caplog: pytest.LogCaptureFixture) -> None:
    from bot.logs import QUIET

    assert "openai" in QUIET  # its debug log would quote whole requests
    caplog.set_level(logging.DEBUG, "bot")
    llmock.reply("我的回答").fail(500, message="您说的秘密是什么").fail(401)
    for _ in range(3):
        await asked(server, "我的秘密")
    said = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("bot"))
    assert "InternalServerError 500" in said
    assert "AuthenticationError 401" in said
    assert not any(word in said for word in ("秘密", "回答", "llmock-test-key"))


def test_without_a_server_nothing_of_it_is_imported() -> None:
    code = """
import asyncio, sys
from bot.asking.model_server import ModelServer
from bot.settings import Settings
import bot.office, bot.opening
server = ModelServer(Settings(_env_file=None))
asyncio.run(server.open()); asyncio.run(server.close())
assert not server.ready
sys.exit("openai" in sys.modules)
"""
    clean: dict[str, str] = {"PYTHONPATH": str(HOUSE), "OPENAI_API_KEY": "x", "SHOUWANG_OPENAI_MODEL": "m"}
    assert subprocess.run([sys.executable, "-c", code], env=clean, check=False, timeout=120).returncode == 0


@pytest.fixture
async def counter(desk: Office, library: Library, triage: Triage, llmock: LLMock) -> AsyncIterator[Office]:
    """Where questions are asked, with a second opinion at hand."""
    knobs = desk.settings.model_copy(update=settings_of(llmock))
    office = replace(desk, settings=knobs, library=library, triage=triage)
    await office.models.open()
    office.opinion._seconds = 60.0
    yield office
    await office.models.close()


def settings_of(llmock: LLMock) -> dict[str, Any]:
    known = Bare(openai_base_url=llmock.base_url(), openai_api_key="x", openai_model="qwen-test")
    return {name: getattr(known, name) for name in ("openai_base_url", "openai_api_key", "openai_model")}


@pytest.mark.parametrize("group", [None, NEIGHBOURS])
async def test_a_doubted_question_is_answered_with_a_label_and_alike_when_asked_again(
    counter: Office, llmock: LLMock, group: int | None
) -> None:
    llmock.reply(json.dumps(DOUBT, ensure_ascii=False))
    assert counter.triage.judge(CHAT).level == "clear"
    first = await questions.ask(counter, Asked("community:1", RESIDENT, CHAT, group=group))
    assert first.level == "clear"  # the library answers at once
    doubted = await questions.reconsider(counter, first.question, short=group is not None)
    assert doubted is not None
    assert doubted.level == "unsure"
    assert f"· “这几天人多”：对方催您早点去{LABEL}" in doubted.text
    assert await questions.ask(counter, Asked("community:1", RESIDENT, CHAT, group=group)) == doubted
    assert await questions.reconsider(counter, first.question, short=group is not None) is None
    assert len(llmock.requests) == 1
    assert LABEL in (await questions.explain(counter, first.question)).text


async def test_a_doubt_without_words_is_put_into_ours_and_labelled(counter: Office, llmock: LLMock) -> None:
    llmock.reply(json.dumps({**DOUBT, "note": "放心"}, ensure_ascii=False))
    answer = await questions.ask(counter, Asked("community:1", RESIDENT, CHAT))
    doubted = await questions.reconsider(counter, answer.question, short=False)
    assert doubted is not None
    assert f"先核实清楚对方是谁、要做什么{LABEL}" in doubted.text
    assert "放心" not in doubted.text


async def test_what_the_library_recognised_is_answered_without_asking_anybody(counter: Office, llmock: LLMock) -> None:
    text = "自称公安局的说我涉嫌洗钱，让我把钱转到安全账户，还不让告诉家里人"
    answer = await questions.ask(counter, Asked("community:1", RESIDENT, text))
    assert await questions.reconsider(counter, answer.question, short=False) is None
    assert answer.level == "scam"
    assert LABEL not in answer.text
    assert llmock.requests == []


async def test_when_the_server_is_away_the_answer_is_the_library_s(counter: Office, llmock: LLMock) -> None:
    llmock.outage()
    answer = await questions.ask(counter, Asked("community:1", RESIDENT, CHAT))
    assert await questions.reconsider(counter, answer.question, short=False) is None
    assert answer.level == "clear"
    assert LABEL not in answer.text


async def test_an_operator_reads_at_start_what_leaves_the_house_and_where_to(counter: Office, desk: Office, llmock: LLMock) -> None:
    host = llmock.url.removeprefix("http://")
    assert any("第二意见 qwen-test" in line and host in line and "遮住" in line for line in await survey(counter))
    assert any("判断全部在本机完成" in line for line in await survey(desk))
    heard = replace(counter, settings=counter.settings.model_copy(update={"openai_model": "", "transcription_model": "ear"}))
    assert any("语音转写 ear" in line and "原样" in line and host in line for line in await survey(heard))


async def test_what_is_begun_and_not_finished_is_named(counter: Office) -> None:
    for field, name in (("openai_base_url", "OPENAI_BASE_URL"), ("openai_model", "SHOUWANG_OPENAI_MODEL")):
        lines = await survey(replace(counter, settings=counter.settings.model_copy(update={field: ""})))
        assert any("没有打开" in line and name in line and "境外" in line for line in lines)


@pytest.mark.parametrize("address", ["localhost:8000/v1", "ftp://x/v1", "v1"])
def test_an_address_must_be_whole(address: str) -> None:
    with pytest.raises(ValueError, match="完整的地址"):
        Bare(openai_base_url=address)
