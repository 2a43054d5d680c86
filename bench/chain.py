"""How long the chain takes: start-up, memory, and from a resident's press to the officer's phone, over real HTTP with real processes.

Printed beside the desk's own round trip, which no bot can beat, measured in the same run.
"""

import asyncio
import statistics
import tempfile
import time
from pathlib import Path

import psutil
from rich.console import Console
from rich.table import Table

from sandbox.bots import Bots
from sandbox.client import Desk, Private
from sandbox.run import Served
from sandbox.sample import COMMUNITY_BOT, DUTY_BOT, DUTY_TOKEN, deployment

ROUNDS = 15


def quantile(times: list[float], share: float) -> float:
    """The value below which this share of the times lies, in seconds."""
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


async def latencies(url: str) -> tuple[list[float], list[float]]:
    """Seconds from press to page, and seconds of a plain sendMessage seen by the desk."""
    pages, trips = [], []
    async with Desk(url) as desk:
        people, _ = await desk.sample()
        wang, chen = people["王阿姨"], people["陈警官"]
        await wang.start(COMMUNITY_BOT)
        for number in range(ROUNDS):
            said = await wang.say(Private(wang, COMMUNITY_BOT), f"{number} 号来电自称公安,让我把钱转到安全账户,我已经转了三万")
            answer = await desk.wait_message(Private(wang, COMMUNITY_BOT), contains="🆘", after=said, timeout=20)
            mark = (await desk.messages(Private(chen, DUTY_BOT)))[-1:]
            began = time.monotonic()
            await wang.press(answer, "报告民警")
            card = await desk.wait_message(Private(chen, DUTY_BOT), contains="等待签收", after=mark[0] if mark else 0, timeout=20)
            pages.append(time.monotonic() - began)
            await chen.press(card, "签收")
            began = time.monotonic()
            await desk.as_bot(DUTY_TOKEN, "sendMessage", chat_id=chen.id, text="round trip")
            trips.append(time.monotonic() - began)
            await asyncio.sleep(0.3)
    return pages, trips


async def set_out(url: str) -> None:
    """People, groups and bots on the desk, before any bot asks who it is."""
    async with Desk(url) as desk:
        await desk.sample()


def measure() -> None:
    """Run it and print the table."""
    table = Table("what", "figure", title="chain")
    with tempfile.TemporaryDirectory() as folder, Served() as desk:
        bots = Bots(desk.url, Path(folder), {"SHOUWANG_REPORTS_PER_HOUR": "1000"})
        began = time.monotonic()
        asyncio.run(set_out(desk.url))
        bots.setup(deployment())
        table.add_row("setup on an empty folder, with the library compiled", f"{time.monotonic() - began:.1f} s")
        began = time.monotonic()
        bots.start("duty")
        table.add_row("start of duty, the first", f"{time.monotonic() - began:.1f} s")
        for role in ("community", "duty"):
            if role == "duty":
                bots.stop("duty")
            began = time.monotonic()
            bots.start(role)
            table.add_row(f"start of {role}", f"{time.monotonic() - began:.1f} s")
        pages, trips = asyncio.run(latencies(desk.url))
        base = statistics.median(trips)
        for name, share in (("p50", 0.5), ("p95", 0.95)):
            took = quantile(pages, share)
            table.add_row(f"press → officer's phone, {name} of {len(pages)}", f"{took:.2f} s ({took / base:.0f} × the desk's round trip)")
        for role, process in bots.processes().items():
            table.add_row(f"memory of {role}", f"{psutil.Process(process).memory_info().rss / 2**20:.0f} MiB")
        bots.stop()
    Console().print(table)


if __name__ == "__main__":
    measure()
