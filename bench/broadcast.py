"""How fast whatever goes to many goes out at Telegram's limits, and what it does to a page: ours beside a naive loop and
python-telegram-bot's own.

The desk keeps Telegram's limits (thirty a second for a bot, twenty a minute for a group) on real time and counts each 429; who sends is a
process of its own, with its own bot. What came when is read from the desk, not from whoever sent it.

    python -m bench.broadcast [--sizes 100 1000 10000] [--largest] [--ways ours] [--pages 50]
"""

import argparse
import asyncio
import contextlib
import itertools
import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

from rich.console import Console
from rich.table import Table

from bench.chain import quantile
from bench.verdict import COMPILED, compiled
from sandbox.bots import Bots
from sandbox.client import Desk, Private
from sandbox.rooms import group
from sandbox.run import Served
from sandbox.sample import COMMUNITY_BOT, DUTY_BOT, deployment
from sandbox.things import Member
from sandbox.world import World

SIZES = (100, 1_000, 10_000)
LARGEST = 100_000
FIRST = -1_003_000_000_000
WORDS = "本周末有人冒充物业上门收费，请转告家里老人：不给现金，不扫来路不明的码，有疑问打物业电话或 96110。"
SENDERS = {"ours": "2001:desk-ours", "naive loop": "2002:desk-naive", "PTB's AIORateLimiter": "2003:desk-ptb"}
BETWEEN = 6.0
"""Seconds between two reports while pages are measured: one phone takes one message a second, each report brings several."""
RESIDENTS = ("王阿姨", "李叔", "小赵", "刘会计", "小敏")
"""Who report, in turn: each of them is asked several things afterwards."""
PATIENCE = 60.0


def settle(world: World, count: int, bots: Sequence[int]) -> None:
    """So many groups in which these bots have always been."""
    for number in range(count):
        chat = group(world, f"{number} 号群", FIRST - number)
        for bot in bots:
            chat.members[bot] = Member("member")


# ---- who sends, as a process


async def ours(url: str, token: str, count: int) -> int:
    """The product's own way: rows on SQLite, the pump, the community bot's sender. How many are out."""
    from aiogram import Bot
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer

    from bot import clock
    from bot.durable import Engine
    from bot.library.cards import Library
    from bot.messenger import Post
    from bot.office import Office
    from bot.privacy import Cipher
    from bot.publicity import broadcasts
    from bot.publicity.deliveries import Deliveries
    from bot.publicity.pump import Pump
    from bot.settings import Settings
    from bot.store.engine import Store
    from bot.store.models import Area, Group
    from handlers.community.sender import Sender

    with tempfile.TemporaryDirectory() as folder:
        knobs = Settings(data_dir=Path(folder), telegram_api=url, _env_file=None)
        store = Store(knobs.database, knobs.data_dir)
        await store.migrate()
        async with store.begin() as session:
            session.add(Area(code="town", name="town", level="city", parent=None))
            await session.flush()
            session.add_all(Group(chat=FIRST - n, title=str(n), area="town", tags=[], created_at=clock.now()) for n in range(count))
        desk = Office(knobs, store, Cipher("bench"), Library("none", {}, {}, {}, ()), cast(Any, None), Engine(store, (), "bench"))
        bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(url)))
        desk.community = Sender(desk, bot, "ours")
        notice = await broadcasts.create(desk, broadcasts.Audience(), Post(WORDS))
        pump = asyncio.create_task(Pump(desk, [Deliveries(desk)]).run())
        while (progress := await broadcasts.progress(desk, notice)).state == "going":  # noqa: ASYNC110 - it is rows that are looked at
            await asyncio.sleep(0.5)
        pump.cancel()
        await asyncio.gather(pump, return_exceptions=True)
        await bot.session.close()
        await store.close()
    return progress.sent


async def naive(url: str, token: str, count: int) -> int:
    """One after the other, as fast as it goes; told to wait, it waits."""
    from aiogram import Bot
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer
    from aiogram.exceptions import TelegramRetryAfter

    bot, sent = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(url))), 0
    while sent < count:
        try:
            await bot.send_message(FIRST - sent, WORDS)
            sent += 1
        except TelegramRetryAfter as flood:
            await asyncio.sleep(flood.retry_after)
    await bot.session.close()
    return sent


async def limited(url: str, token: str, count: int) -> int:
    """python-telegram-bot with its own rate limiter, thirty senders at a time, three retries."""
    from telegram.error import TelegramError
    from telegram.ext import AIORateLimiter, ExtBot
    from telegram.request import HTTPXRequest

    bot = ExtBot(token, base_url=f"{url}/bot", request=HTTPXRequest(connection_pool_size=40), rate_limiter=AIORateLimiter(max_retries=3))
    numbers, sent = iter(range(count)), 0

    async def work() -> None:
        nonlocal sent
        for number in numbers:
            with contextlib.suppress(TelegramError):
                await bot.send_message(FIRST - number, WORDS)
                sent += 1

    async with bot:
        await asyncio.gather(*(work() for _ in range(30)))
    return sent


WAYS = {"ours": ours, "naive loop": naive, "PTB's AIORateLimiter": limited}


def send(who: str, url: str, token: str, count: int) -> None:
    """The child's part: send, then say how many, how long, how much memory."""
    before, began = resource.getrusage(resource.RUSAGE_SELF), time.monotonic()
    sent = asyncio.run(WAYS[who](url, token, count))
    after = resource.getrusage(resource.RUSAGE_SELF)
    busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(json.dumps({"sent": sent, "seconds": time.monotonic() - began, "memory": after.ru_maxrss / 1024, "cpu": busy}))


# ---- what the desk saw


def seen(world: World, bot: int, count: int) -> tuple[list[float], int]:
    """When each message of a bot came, and how many groups got it more than once."""
    moments, doubled = [], 0
    for number in range(count):
        messages = [message for message in world.chats[str(FIRST - number)].messages.values() if message.sender == bot]
        moments += [message.at for message in messages]
        doubled += len(messages) > 1
    return sorted(moments), doubled


def busiest(moments: Sequence[float]) -> int:
    """The most messages within any second."""
    most, first = 0, 0
    for last, moment in enumerate(moments):
        while moments[first] <= moment - 1.0:
            first += 1
        most = max(most, last - first + 1)
    return most


def compare(sizes: Sequence[int], ways: Sequence[str]) -> None:
    """Each way of sending to each number of groups, one after the other."""
    table = Table("groups", "way", "out", "messages/s", "busiest second", "429s", "doubled", "time", "CPU", "memory", title="broadcast")
    for count in sizes:
        for who in ways:
            token = SENDERS[who]
            with Served() as desk:
                bot = int(token.split(":")[0])
                desk.world.add_bot(token, f"bot{bot}_bot", who)
                settle(desk.world, count, [bot])
                desk.world.faults.flood = True
                child = [sys.executable, "-m", "bench.broadcast", "--send", who, desk.url, token, str(count)]
                done = subprocess.run(child, capture_output=True, text=True, check=False)
                if done.returncode:
                    table.add_row(f"{count:,}", who, f"cannot run: {done.stderr.strip().splitlines()[-1][:80]}")
                    continue
                told = json.loads(done.stdout)
                moments, doubled = seen(desk.world, bot, count)
                rate = (len(moments) - 1) / (moments[-1] - moments[0])
                table.add_row(
                    f"{count:,}", who, f"{len(moments):,}", f"{rate:.1f}", str(busiest(moments)), str(desk.world.faults.floods[bot]),
                    str(doubled), f"{told['seconds']:.1f} s", f"{told['cpu']:.1f} s", f"{told['memory']:.0f} MiB",
                )  # fmt: skip
    Console(width=140).print(table)


# ---- what a broadcast does to a page


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


def measure(argv: Sequence[str] = ()) -> None:
    """Run it and print the tables."""
    parser = argparse.ArgumentParser(prog="python -m bench.broadcast")
    parser.add_argument("--sizes", type=int, nargs="*", default=list(SIZES))
    parser.add_argument("--largest", action="store_true", help=f"also {LARGEST:,} groups: about an hour each way")
    parser.add_argument(
        "--ways", nargs="*", choices=list(SENDERS), default=list(SENDERS), help="only these; several runs can go on at once"
    )
    parser.add_argument("--pages", type=int, default=50, help="reports while a broadcast goes out, and as many before; 0: none")
    parser.add_argument("--groups", type=int, default=10_000, help="groups of the broadcast beside which pages are measured")
    parser.add_argument("--send", nargs=4, metavar=("WAY", "URL", "TOKEN", "GROUPS"), help=argparse.SUPPRESS)
    asked = parser.parse_args(argv)
    if asked.send:
        who, url, token, count = asked.send
        send(who, url, token, int(count))
        return
    if asked.sizes or asked.largest:
        compare([*asked.sizes, *([LARGEST] if asked.largest else [])], asked.ways)
    if asked.pages:
        pages(asked.pages, asked.groups)


if __name__ == "__main__":
    measure(sys.argv[1:])
