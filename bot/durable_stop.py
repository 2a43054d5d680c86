"""How the workflow engine ends: nothing new begins, messages on their way are finished, stories are put away for the next start.

The engine of bot.durable begins and ends with it; what it has no public way to is reached by its own names, and its version is pinned.
"""

import asyncio
import functools
import threading
import time
import weakref
from collections.abc import Callable, Coroutine, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, ParamSpec, TypeVar

from dbos import DBOS
from dbos._dbos import _get_dbos_instance

P = ParamSpec("P")
R = TypeVar("R")
Coro = Callable[P, Coroutine[Any, Any, R]]

_effects: set[asyncio.Task[Any]] = set()
_stopping: "weakref.WeakSet[asyncio.AbstractEventLoop]" = weakref.WeakSet()
"""Loops that are stopping: what the engine had just taken from a queue, or was about to send, waits for the next start."""


def refused(work: Coro[P, R]) -> Coro[P, R]:
    """Begun no more once its loop is stopping."""

    @functools.wraps(work)
    async def begun(*args: P.args, **kwargs: P.kwargs) -> R:
        if asyncio.get_running_loop() in _stopping:
            raise asyncio.CancelledError
        return await work(*args, **kwargs)

    return begun


def in_hand(work: Coro[P, R]) -> Coro[P, R]:
    """Known while it is inside, so that a stop waits for it."""

    @functools.wraps(work)
    async def counted(*args: P.args, **kwargs: P.kwargs) -> R:
        task = asyncio.current_task()
        assert task is not None
        _effects.add(task)
        try:
            return await work(*args, **kwargs)
        finally:
            _effects.discard(task)

    return counted


def begin_again() -> None:
    """An engine starts in this loop."""
    _stopping.discard(asyncio.get_running_loop())


async def finish(patience: float) -> None:
    """Stop taking from the queues, wait for messages that are on their way, put the stories away where they are."""
    engine, loop = _get_dbos_instance(), asyncio.get_running_loop()
    for ending in engine.background_thread_stop_events:
        ending.set()
    _stopping.add(loop)
    await asyncio.to_thread(see_off, _takers(), patience)
    if effects := {task for task in _effects if task.get_loop() is loop}:
        await asyncio.wait(effects, timeout=patience)
    stories = [task for task in engine._workflow_tasks if task.get_loop() is loop]
    for story in stories:
        story.cancel()
    await asyncio.gather(*stories, return_exceptions=True)


async def close(patience: float) -> None:
    """Close the engine; afterwards this loop has no threads."""
    with ThreadPoolExecutor(1) as apart:  # not one of the engine's own threads, which it waits for
        await asyncio.get_running_loop().run_in_executor(apart, _close, patience)


def _close(patience: float) -> None:
    """Once the engine's hands are out of the database: a story that was put away may have left a thread in there."""
    hands = _get_dbos_instance()._executor
    hands.shutdown(wait=False, cancel_futures=True)
    see_off(hands._threads, patience)
    DBOS.destroy()


def _takers() -> list[threading.Thread]:
    """The engine's threads that take from the queues. What they have in hand they still hand over."""
    return [thread for thread in threading.enumerate() if thread.name.startswith("queue-worker-")]


def see_off(leaving: Iterable[threading.Thread], patience: float) -> None:
    """Wait until these have ended, all together so many seconds at most."""
    until = time.monotonic() + patience
    for thread in leaving:
        while thread.ident is None and time.monotonic() < until:
            time.sleep(0.01)  # it is only just beginning
        if thread.ident is not None:
            thread.join(max(0.0, until - time.monotonic()))
