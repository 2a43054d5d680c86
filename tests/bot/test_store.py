"""Transactions on both databases, cut off wherever it may happen."""

import asyncio

import sqlalchemy as sa

from bot import clock
from bot.store import heartbeats
from bot.store.engine import Store
from bot.store.models import Heartbeat


async def _write(store: Store, worker: str) -> None:
    """As services do: write, and look at what is there."""
    async with store.begin() as session:
        await heartbeats.beat(session, "duty", worker, clock.now())
        await session.scalars(sa.select(Heartbeat))


async def _keep_writing(store: Store, worker: str) -> None:
    while True:
        await _write(store, worker)


async def test_writers_who_are_cancelled_at_any_moment_hold_up_nobody(store: Store) -> None:
    for round in range(40):
        writers = [asyncio.create_task(_keep_writing(store, f"one of {number}")) for number in range(4)]
        await asyncio.sleep(0.0007 * round)
        for writer in writers:
            writer.cancel()
        async with asyncio.timeout(15):
            ended = await asyncio.gather(*writers, return_exceptions=True)
            assert all(isinstance(how, asyncio.CancelledError) for how in ended)
            await _write(store, "another")
