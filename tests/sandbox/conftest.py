"""A desk over real HTTP for every test, with one bot that both frameworks may play."""

import struct
import zlib
from collections.abc import AsyncIterator

import httpx
import pytest

from sandbox.client import Desk
from sandbox.run import Served

TOKEN = "4001:AAF-community"
OTHER = "4002:AAF-duty"


@pytest.fixture
async def desk(served: Served) -> AsyncIterator[Desk]:
    async with Desk(served.url) as control:
        await control.bot(TOKEN, "shouwang_bot", "守望")
        await control.bot(OTHER, "shouwang_duty_bot", "守望值班")
        yield control


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


@pytest.fixture(scope="session")
def picture() -> bytes:
    """A grey PNG of 600 x 400."""
    rows = (b"\x00" + b"\xcc" * 600) * 400
    header = struct.pack(">IIBBBBB", 600, 400, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows)) + _chunk(b"IEND", b"")


class Raw:
    """Bare requests, as a framework would send them."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._http = httpx.AsyncClient(timeout=60, trust_env=False)

    async def __call__(self, method: str, *, token: str = TOKEN, **params: object) -> dict:
        answer = await self._http.post(f"{self._url}/bot{token}/{method}", json=params)
        body = answer.json()
        assert answer.status_code == body.get("error_code", 200)
        return body

    async def updates(self, offset: int = 0, *, token: str = TOKEN, **params: object) -> list[dict]:
        return (await self("getUpdates", token=token, offset=offset, **params))["result"]

    async def close(self) -> None:
        await self._http.aclose()


@pytest.fixture
async def raw(served: Served, desk: Desk) -> AsyncIterator[Raw]:
    caller = Raw(served.url)
    yield caller
    await caller.close()
