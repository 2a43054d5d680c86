"""Recordings are heard by a server that an operator named, or by nobody; whatever that server does, a person is not kept waiting by it."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.asking.model_server import ModelServer
from bot.asking.voice import LARGEST, LONGEST, Voice, ending
from tests.conftest import Bare

OGG = b"OggS" + bytes(200)


class Ears:
    """A transcription server: what it heard of, and what it answers."""

    def __init__(self) -> None:
        self.uploads: list[tuple[str, str, int]] = []
        self.answer: web.Response = web.json_response({"text": "他让我把钱转到\n安全账户"})
        self.goes_on = asyncio.Event()
        self.goes_on.set()

    async def hear(self, request: web.Request) -> web.Response:
        form = await request.post()
        file = form["file"]
        assert isinstance(file, web.FileField)
        self.uploads.append((str(form["model"]), file.filename, len(file.file.read())))
        await self.goes_on.wait()
        return self.answer


@pytest.fixture
async def ears() -> Ears:
    return Ears()


@pytest.fixture
async def server(ears: Ears) -> AsyncIterator[ModelServer]:
    app = web.Application(client_max_size=2 * LARGEST)
    app.router.add_post("/v1/audio/transcriptions", ears.hear)
    async with TestServer(app) as running:
        address = str(running.make_url("/v1"))
        models = ModelServer(Bare(openai_api_key="x", openai_base_url=address))
        yield models
        await models.close()


async def test_a_recording_becomes_words_and_its_name_stays_here(server: ModelServer, ears: Ears) -> None:
    voice = Voice(server, "ear")
    assert voice.listens
    assert await voice.transcribe(OGG, "王建国13812345678.oga") == "他让我把钱转到 安全账户"
    assert ears.uploads == [("ear", "recording.ogg", len(OGG))]


@pytest.mark.parametrize("data", [b"", bytes(LARGEST + 1)], ids=["empty", "too large"])
async def test_what_is_empty_or_too_large_is_not_sent(server: ModelServer, ears: Ears, data: bytes) -> None:
    assert await Voice(server, "ear").transcribe(data, "a.mp3") is None
    assert ears.uploads == []


async def test_without_a_model_or_a_server_nobody_listens(server: ModelServer, ears: Ears) -> None:
    nowhere = ModelServer(Bare(openai_api_key="x", openai_base_url=""))
    for deaf in (Voice(server, ""), Voice(nowhere, "ear")):
        assert not deaf.configured
        assert not deaf.listens
        assert await deaf.transcribe(OGG, "a.ogg") is None
    assert ears.uploads == []


@pytest.mark.parametrize(
    "answer",
    [
        {"text": "  \n"},
        {"text": ""},
        {"words": "x"},
    ],
)
async def test_silence_and_nonsense_are_nothing_heard(server: ModelServer, ears: Ears, answer: dict[str, str]) -> None:
    ears.answer = web.json_response(answer)
    assert await Voice(server, "ear").transcribe(OGG, "a.ogg") is None


@pytest.mark.parametrize("status", [400, 401, 429, 500, 503])
async def test_a_server_that_fails_hears_nothing_and_is_not_asked_twice(server: ModelServer, ears: Ears, status: int) -> None:
    ears.answer = web.Response(status=status, text="no")
    assert await Voice(server, "ear").transcribe(OGG, "a.ogg") is None
    assert len(ears.uploads) == 1


async def test_no_more_is_heard_than_a_message_holds(server: ModelServer, ears: Ears) -> None:
    ears.answer = web.json_response({"text": "好" * 5000})
    assert await Voice(server, "ear").transcribe(OGG, "a.ogg") == "好" * LONGEST


async def test_a_server_that_never_answers_is_not_waited_for(server: ModelServer, ears: Ears) -> None:
    await server.open()
    ears.goes_on.clear()
    assert await Voice(server, "ear", seconds=0.3).transcribe(OGG, "a.ogg") is None
    ears.goes_on.set()


@pytest.mark.parametrize(
    ("name", "end"),
    [("voice.oga", ".ogg"), ("a.b.MP3", ".mp3"), ("x", ".ogg"), ("", ".ogg"), ("a.exe", ".ogg"), ("视频.mp4", ".mp4"), (".opus", ".ogg")],
)
def test_the_ending_tells_the_format(name: str, end: str) -> None:
    assert ending(name) == end
