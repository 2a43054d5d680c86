"""A timed notice waits while the clock is set back an hour, or ahead and back again: it goes out once, and its writer sees how it is."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from bot import clock
from bot.duty.rota import HERE
from bot.publicity import pump as pumping
from bot.publicity.deliveries import Deliveries
from bot.publicity.pump import Pump
from sandbox.client import Message
from tests.conftest import FACTORY, GRID, NEIGHBOURS, until
from tests.duty.conftest import SQLITE
from tests.duty.test_notice import Town, looked_at, town, turned, written

pytestmark = SQLITE
__all__ = ["town"]
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
SetClock = Callable[[datetime], None]


@pytest.fixture
def set_clock(monkeypatch: pytest.MonkeyPatch) -> SetClock:
    """Set the machine's clock, the product's and the workflow engine's; it runs on from there."""
    true = time.time

    def set_to(moment: datetime) -> None:
        ahead = moment.timestamp() - true()
        monkeypatch.setattr(time, "time", lambda: true() + ahead)

    return set_to


async def planned(town: Town) -> tuple[Message, datetime]:
    """The page of a notice that is to go out tomorrow at 9:30, and that moment."""
    station, _, _ = town
    ready = await looked_at(station, GRID, await written(station))
    await turned(station, GRID, ready, "⏰ 改时间", "⏰ 什么时候发")
    day = clock.now().astimezone(HERE).date() + timedelta(days=1)
    later = await station.write(GRID, f"{day:%m-%d} 9:30", "时间：")
    page = await turned(station, GRID, later, "🗓 按时发出", "🗓 通知 1 号，定在")
    return page, datetime(day.year, day.month, day.day, 9, 30, tzinfo=HERE).astimezone(UTC)


async def pump(town: Town) -> None:
    """One look of the pump, and whatever it sends."""
    await Pump(town[0].office, [Deliveries(town[0].office)]).drain()


async def out(town: Town) -> list[int]:
    """How often each group has it."""
    station, here, _ = town
    return [len(await station.desk.messages(here[chat], contains="反诈通知")) for chat in (NEIGHBOURS, FACTORY)]


async def test_a_clock_set_back_before_its_time_lets_it_wait_for_that_time(town: Town, set_clock: SetClock) -> None:
    station, _, drain = town
    page, at = await planned(town)
    for before in (10 * MINUTE, 10 * MINUTE + HOUR, MINUTE):
        set_clock(at - before)
        await pump(town)
        assert await out(town) == [0, 0]
    set_clock(at + MINUTE)
    await drain()
    assert await out(town) == [1, 1]
    await station.read(GRID, "✅ 通知 1 号，发完了", after=page)
    set_clock(at - HOUR)
    await pump(town)
    set_clock(at + MINUTE)
    await pump(town)
    assert await out(town) == [1, 1]


async def test_a_clock_set_ahead_sends_it_and_set_back_again_sends_nothing_twice(town: Town, set_clock: SetClock) -> None:
    station, _, _ = town
    page, at = await planned(town)
    set_clock(at - HOUR / 2)
    await pump(town)
    assert await out(town) == [0, 0]
    set_clock(at + HOUR / 2)
    await pump(town)
    assert await out(town) == [1, 1]
    set_clock(at - HOUR / 2)
    await pump(town)
    seen = await turned(station, GRID, page, "🔄 看最新情况", "✅ 通知 1 号，发完了")
    assert "↩️ 撤回" in seen.buttons
    set_clock(at + MINUTE)
    await pump(town)
    assert await out(town) == [1, 1]


async def test_what_had_begun_when_the_clock_was_set_back_goes_on(town: Town, set_clock: SetClock, monkeypatch: pytest.MonkeyPatch) -> None:
    station, _, _ = town
    page, at = await planned(town)
    monkeypatch.setattr(pumping, "BATCH", 1)
    set_clock(at + MINUTE)
    running = Pump(station.office, [Deliveries(station.office)])
    await running.turn()

    async def one_is_out() -> bool:
        return await out(town) == [1, 0]

    await until(one_is_out)
    set_clock(at - HOUR)
    seen = await turned(station, GRID, page, "🔄 看最新情况", "通知 1 号，正在发")
    assert "还剩" in seen.text
    await running.drain()
    assert await out(town) == [1, 1]
    assert "送到 2 个群" in (await turned(station, GRID, page, "🔄 看最新情况", "✅ 通知 1 号，发完了")).text


async def test_what_is_sent_at_once_does_not_wait_when_the_clock_is_set_back(town: Town, set_clock: SetClock) -> None:
    station, _, _ = town
    ready = await looked_at(station, GRID, await written(station))
    await turned(station, GRID, ready, "🚀 现在发出", "通知 1 号，正在发")
    set_clock(clock.now() - HOUR)
    await pump(town)
    assert await out(town) == [1, 1]


async def test_what_is_out_is_taken_back_although_the_clock_was_set_back(town: Town, set_clock: SetClock) -> None:
    station, _, drain = town
    page, at = await planned(town)
    set_clock(at + MINUTE)
    await drain()
    report = await station.read(GRID, "✅ 通知 1 号，发完了", after=page)
    set_clock(at - HOUR)
    await station.press(GRID, await turned(station, GRID, report, "↩️ 撤回", "撤回会删掉群里 48 小时以内"), "确定")
    await drain()
    assert await out(town) == [0, 0]
    await turned(station, GRID, report, "🔄 看最新情况", "撤回结束")
