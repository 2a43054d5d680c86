"""A bot's budget at Telegram: broadcasts use it up and never overrun it, and whoever is answered overtakes them."""

import asyncio
import random
import time

from bot.publicity.pace import APART, IN_A_GROUP, Pace


class Telegram:
    """Counts a request at some moment between its start and its answer."""

    def __init__(self, slowest: float) -> None:
        self.began = 0
        self.arrived: list[float] = []
        self._slowest = slowest
        self._dice = random.Random(7)

    async def take(self) -> None:
        self.began += 1
        await asyncio.sleep(0.004 + self._dice.random() * self._slowest)
        self.arrived.append(time.monotonic())
        await asyncio.sleep(0.004 + self._dice.random() * self._slowest)

    def busiest(self) -> int:
        """The most requests within any second."""
        return max(sum(one <= other < one + 1.0 for other in self.arrived) for one in self.arrived)


async def many(pace: Pace, telegram: Telegram, count: int) -> None:
    async def one(chat: int) -> None:
        async with pace.in_turn(chat):
            await telegram.take()

    await asyncio.gather(*(one(-chat) for chat in range(1, count + 1)))


async def test_a_broadcast_never_sends_more_than_thirty_in_any_second_however_slow_the_line() -> None:
    pace, telegram = Pace(), Telegram(slowest=0.15)
    await many(pace, telegram, 75)
    assert len(telegram.arrived) == 75
    assert telegram.busiest() <= 30


async def test_answers_and_broadcasts_together_stay_within_the_budget() -> None:
    pace, telegram = Pace(), Telegram(slowest=0.02)

    async def answer(chat: int) -> None:
        await asyncio.sleep(chat * 0.02)
        async with pace.at_once(chat):
            await telegram.take()

    await asyncio.gather(many(pace, telegram, 40), *(answer(chat) for chat in range(1, 41)))
    assert telegram.busiest() <= 30


async def test_who_is_answered_overtakes_a_broadcast_that_is_waiting() -> None:
    pace, telegram = Pace(), Telegram(slowest=0.0)
    broadcast = asyncio.create_task(many(pace, telegram, 200))
    while len(telegram.arrived) < 30:
        await asyncio.sleep(0.01)
    overtaken = 0
    for chat in range(1, 11):
        began = telegram.began
        async with pace.at_once(chat):
            overtaken += telegram.began - began
            await telegram.take()
    assert overtaken == 0, "a broadcast message began while an answer waited"
    broadcast.cancel()
    await asyncio.gather(broadcast, return_exceptions=True)


async def test_a_request_that_is_never_answered_does_not_stop_the_others() -> None:
    pace, never = Pace(), asyncio.Event()

    async def hang(chat: int) -> None:
        async with pace.in_turn(chat):
            await never.wait()

    hanging = [asyncio.create_task(hang(-chat)) for chat in range(1, 40)]
    await asyncio.sleep(0)
    async with asyncio.timeout(20), pace.in_turn(-99):
        pass
    for task in hanging:
        task.cancel()
    await asyncio.gather(*hanging, return_exceptions=True)


class Clock:
    """Time that is pushed."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


async def test_a_chat_is_written_to_once_a_second_and_a_group_is_left_two_of_its_twenty_a_minute() -> None:
    clock = Clock()
    pace = Pace(clock)
    assert pace.ready_in(-5) == 0
    for number in range(IN_A_GROUP):
        async with pace.at_once(-5):
            pass
        assert pace.ready_in(-5) >= APART - 0.01
        assert pace.ready_in(-6) == 0
        clock.now += 2
        assert (pace.ready_in(-5) == 0) == (number < IN_A_GROUP - 1)
    assert 20 < pace.ready_in(-5) <= 60
    clock.now += 61
    assert pace.ready_in(-5) == 0


async def test_a_chat_that_telegram_holds_is_left_alone_for_so_long_and_no_other() -> None:
    clock = Clock()
    pace = Pace(clock)
    pace.hold(-5, 7)
    assert (pace.ready_in(-5), pace.ready_in(-6)) == (7, 0)
    clock.now += 7.1
    assert pace.ready_in(-5) == 0


async def test_what_was_sent_is_forgotten_after_a_minute() -> None:
    clock = Clock()
    pace = Pace(clock)
    for chat in range(1, 500):
        async with pace.at_once(-chat):
            clock.now += 1
    assert pace.ready_in(-1) == 0
    assert len(pace._sent) <= 61
