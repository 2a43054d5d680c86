"""What a broadcast does to a page: residents report while nothing goes out, and while it does; both bots are processes of their own."""

import asyncio
import itertools
import shutil
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any, cast

from rich.console import Console
from rich.table import Table

from bench.broadcast.town import FIRST, WORDS, busiest, seen, settle
from bench.chain import quantile
from bench.verdict import COMPILED, compiled
from sandbox.bots import Bots
from sandbox.client import Desk, Private
from sandbox.run import Served
from sandbox.sample import COMMUNITY_BOT, DUTY_BOT, deployment

BETWEEN = 6.0
"""Seconds between two reports while pages are measured: one phone takes one message a second, each report brings several."""
RESIDENTS = ("王阿姨", "李叔", "小赵", "刘会计", "小敏")
"""Who report, in turn: each of them is asked several things afterwards."""
PATIENCE = 60.0


async def reports(url: str, count: int, mark: str) -> list[float]:
    """Seconds from a resident's report to the first page on the officer's phone, so many times, one every BETWEEN seconds."""
    times: list[float] = []
    async with Desk(url) as desk:
        people, _ = await desk.sample()
        chen = people["陈警官"]
        for number in range(count):
            one, words, began = people[RESIDENTS[number % len(RESIDENTS)]], f"{mark}{number:03d}", time.monotonic()
            await one.say(Private(one, COMMUNITY_BOT), f"/report {words}号来电自称公安，让我把钱转到安全账户，我已经转了三万")
            card = await desk.wait_message(Private(chen, DUTY_BOT), contains=words, timeout=PATIENCE)
            times.append(time.monotonic() - began)
            await chen.press(card, "签收")
            await asyncio.sleep(max(0.0, BETWEEN - (time.monotonic() - began)))
    return times


async def begin(folder: Path, count: int) -> int:
    """Write a broadcast to so many groups into the database of the running bots; its id."""
    from bot import clock
    from bot.durable import Engine
    from bot.library.cards import Library
    from bot.messenger import Post
    from bot.office import Office
    from bot.opening import open_cipher
    from bot.publicity import broadcasts
    from bot.settings import Settings
    from bot.store.engine import Store
    from bot.store.models import Group

    knobs = Settings(data_dir=folder, _env_file=None)
    store = Store(knobs.database, folder)
    desk = Office(knobs, store, open_cipher(knobs), Library("none", {}, {}, {}, ()), cast(Any, None), Engine(store, (), "bench"))
    async with store.begin() as session:
        rows = ({"chat": FIRST - n, "title": str(n), "area": "lyg-hz-xd-01", "tags": [], "created_at": clock.now()} for n in range(count))
        session.add_all(Group(**row) for row in rows)
    notice = await broadcasts.create(desk, broadcasts.Audience(kinds=("neighbourhood",)), Post(WORDS))
    await store.close()
    return notice


def pages(count: int, groups: int) -> None:
    """Reports while nothing goes out, then while a broadcast does; both bots as processes of their own on SQLite."""
    table = Table("report → first page", "p50", "p95", "p99", "most", title=f"while a broadcast to {groups:,} groups goes out")
    with tempfile.TemporaryDirectory() as name, Served() as desk:
        bots, folder = Bots(desk.url, Path(name), {"SHOUWANG_REPORTS_PER_HOUR": "1000000"}), Path(name)
        asyncio.run(set_out(desk.url))
        settle(desk.world, groups, [1001])
        compiled()
        shutil.copy(COMPILED, folder / "library.db")
        bots.setup(deployment())
        bots.start("duty")
        bots.start("community")
        desk.world.faults.flood = True
        for title, mark in (("nothing else goes out", "甲"), ("the broadcast goes out", "乙")):
            if mark == "乙":
                asyncio.run(begin(folder, groups))
            times = asyncio.run(reports(desk.url, count, mark))
            table.add_row(title, *(f"{quantile(times, share):.2f} s" for share in (0.5, 0.95, 0.99)), f"{max(times):.2f} s")
        moments, doubled = seen(desk.world, 1001, groups)
        bots.stop()
    Console(width=140).print(table)
    rate = (len(moments) - 1) / (moments[-1] - moments[0])
    flooded = sum(desk.world.faults.floods.values())
    median = statistics.median(b - a for a, b in itertools.pairwise(moments))
    Console(width=140).print(
        f"meanwhile {len(moments):,} of the broadcast went out, {rate:.1f} a second, one every {median * 1000:.0f} ms; "
        f"busiest second {busiest(moments)}, doubled {doubled}, 429s of both bots {flooded}"
    )


async def set_out(url: str) -> None:
    """People, groups and bots on the desk, before any bot asks who it is."""
    async with Desk(url) as desk:
        people, _ = await desk.sample()
        for name in RESIDENTS:
            await people[name].start(COMMUNITY_BOT)
