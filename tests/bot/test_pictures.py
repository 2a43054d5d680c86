"""The process that reads pictures: it starts late, works alone, is replaced when it dies, and never outlives its parent."""

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator

import psutil
import pytest
import pytest_asyncio
from PIL import Image

from bot.asking.pictures import PictureReader
from bot.settings import HOUSE
from bot.triage.pictures import LARGEST
from tests.triage.drawing import code, needs_font, page, png

pytestmark = pytest.mark.asyncio(loop_scope="module")
QR = png(code("https://example.top/1", 200))
NOTHING = png(Image.new("RGB", (60, 60), "white"))


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def reader() -> AsyncIterator[PictureReader]:
    """One reader for all who only read."""
    reader = PictureReader()
    yield reader
    await reader.close()


def alive(pid: int) -> bool:
    """Whether a process works; one that nobody has buried yet does not."""
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


async def gone(pid: int) -> None:
    """Wait until a process is no more; fails after a minute."""
    for _ in range(600):
        if not alive(pid):
            return
        await asyncio.sleep(0.1)
    raise AssertionError(f"{pid} lives on")


def kill(reader: PictureReader) -> int:
    """Kill the child in whatever it does; 0 when there is none."""
    pid = reader.pid
    if pid is not None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    return pid or 0


@needs_font
async def test_a_picture_is_read_while_the_loop_goes_on(reader: PictureReader) -> None:
    ticks = 0

    async def tick() -> None:
        nonlocal ticks
        while True:
            await asyncio.sleep(0.001)
            ticks += 1

    ticking = asyncio.create_task(tick())
    reading = await reader.read(png(page("让您把钱转到安全账户的都是骗子")))
    ticking.cancel()
    assert reading.text == "让您把钱转到安全账户的都是骗子"
    assert reading.lines[0].paper == (255, 255, 255)
    assert ticks > 20


async def test_nothing_starts_before_the_first_picture() -> None:
    reader = PictureReader()
    assert reader.pid is None
    assert (await reader.read(bytes(LARGEST + 1))).trouble == "too_big"
    assert reader.pid is None
    await reader.close()


async def test_bytes_that_are_no_picture_are_told_as_such_and_cost_nothing(reader: PictureReader) -> None:
    await reader.read(NOTHING)
    before = reader.pid
    for data in (b"", b"not a picture", QR[:100], os.urandom(5000)):
        assert (await reader.read(data)).trouble == "unreadable"
    assert reader.pid == before


async def test_many_at_once_are_read_one_after_the_other(reader: PictureReader) -> None:
    readings = await asyncio.gather(*(reader.read(png(code(f"https://example.top/{n}", 200))) for n in range(8)))
    assert [reading.links for reading in readings] == [(f"https://example.top/{n}",) for n in range(8)]


async def test_more_than_can_wait_are_told_to_come_later() -> None:
    reader = PictureReader(waiting=2)
    readings = await asyncio.gather(*(reader.read(QR) for _ in range(4)))
    assert sorted(reading.trouble for reading in readings) == ["", "", "too_slow", "too_slow"]
    await reader.close()


@needs_font
async def test_a_child_killed_while_reading_is_replaced_and_asked_again() -> None:
    reader = PictureReader()
    await reader.read(NOTHING)
    reading = asyncio.create_task(reader.read(png(page("\n".join(f"第{n}行，这一行写得很长，读起来要一点时间" for n in range(20))))))
    await asyncio.sleep(0.05)
    killed = kill(reader)
    assert len((await reading).lines) == 20
    assert killed
    assert reader.pid not in (None, killed)
    await reader.close()


async def test_a_picture_that_kills_every_child_is_unreadable_and_the_next_is_read() -> None:
    reader = PictureReader()
    reading = asyncio.create_task(reader.read(QR))
    while not reading.done():
        kill(reader)
        await asyncio.sleep(0.005)
    assert (await reading).trouble == "unreadable"
    assert (await reader.read(QR)).links
    await reader.close()


async def test_a_child_that_hangs_is_killed_and_the_next_picture_is_read() -> None:
    reader = PictureReader()
    await reader.read(NOTHING)
    reader._read_seconds = 3  # for the one that hangs; the first may take its time
    hung = reader.pid
    assert hung
    os.kill(hung, signal.SIGSTOP)
    assert (await reader.read(QR)).trouble == "too_slow"
    await gone(hung)
    await reader.close()
    patient = PictureReader()
    assert (await patient.read(QR)).links
    await patient.close()


async def test_who_stops_waiting_does_not_leave_an_answer_for_the_next() -> None:
    reader = PictureReader()
    await reader.read(NOTHING)
    given_up = asyncio.create_task(reader.read(png(code("https://example.top/given-up", 900))))
    await asyncio.sleep(0.01)
    given_up.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await given_up
    assert (await reader.read(QR)).links == ("https://example.top/1",)
    await reader.close()


async def test_the_child_goes_when_no_picture_comes_and_returns_with_the_next() -> None:
    reader = PictureReader(idle_seconds=0.05)
    await reader.read(QR)
    for _ in range(600):
        if reader.pid is None:
            break
        await asyncio.sleep(0.1)
    assert reader.pid is None
    assert (await reader.read(QR)).links
    await reader.close()


async def test_closing_ends_the_child_and_what_it_reads() -> None:
    reader = PictureReader()
    await reader.read(NOTHING)
    pid = reader.pid
    assert pid
    reading = asyncio.create_task(reader.read(QR))
    await asyncio.sleep(0)
    await reader.close()
    assert (await reading).trouble in ("unreadable", "")
    assert not alive(pid)
    assert (await reader.read(QR)).trouble == "unreadable"
    assert reader.pid is None


PARENT = """
import asyncio, os, signal, sys
from bot.asking.pictures import PictureReader

async def main():
    reader = PictureReader()
    await reader.read(b"no picture")
    environment = open(f"/proc/{reader.pid}/environ", "rb").read() if os.path.exists("/proc/self/environ") else b""
    heavy = sorted({"onnxruntime", "rapidocr", "cv2", "zxingcpp", "PIL"} & set(sys.modules))
    print(reader.pid, b"hush-hush" in environment, heavy, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(main())
"""


async def test_the_child_knows_no_secrets_and_dies_with_a_killed_parent_which_carries_no_models() -> None:
    environment = {**os.environ, "SHOUWANG_COMMUNITY_TOKEN": "hush-hush", "OPENAI_API_KEY": "hush-hush", "PYTHONPATH": str(HOUSE)}
    parent = await asyncio.to_thread(
        subprocess.run, [sys.executable, "-c", PARENT], env=environment, capture_output=True, text=True, timeout=120
    )
    assert parent.returncode == -signal.SIGKILL
    pid, knows, heavy = parent.stdout.strip().split(" ", 2)
    assert (knows, heavy) == ("False", "[]")
    began = time.monotonic()
    await gone(int(pid))
    assert time.monotonic() - began < 60
