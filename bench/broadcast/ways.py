"""Who sends, each as a process of its own: the product, a naive loop, python-telegram-bot with its own rate limiter."""

import asyncio
import contextlib
import json
import resource
import tempfile
import time
from pathlib import Path
from typing import Any, cast

from bench.broadcast.town import FIRST, WORDS

SENDERS = {"ours": "2001:desk-ours", "naive loop": "2002:desk-naive", "PTB's AIORateLimiter": "2003:desk-ptb"}


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
