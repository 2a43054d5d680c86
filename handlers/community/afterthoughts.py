"""What is thought of an answer after it was given: a slow second opinion corrects the message and holds up nobody.

asking → here → `questions.reconsider` → the answer is edited. In memory alone: a kill costs a doubt, and the library's answer stands.
"""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

log = logging.getLogger(__name__)


class Afterthoughts:
    """Thoughts that are still being had; whatever goes wrong with one is logged by its name and forgotten."""

    def __init__(self) -> None:
        self._thoughts: set[asyncio.Task[None]] = set()

    def begin(self, thought: Coroutine[Any, Any, None]) -> None:
        """Think on beside everything else."""
        task = asyncio.create_task(self._have(thought), name="afterthought")
        self._thoughts.add(task)
        task.add_done_callback(self._thoughts.discard)

    async def _have(self, thought: Coroutine[Any, Any, None]) -> None:
        try:
            await thought
        except Exception as fault:  # costs a reason, never the answer; the fault may quote somebody
            log.warning("an afterthought broke: %s", type(fault).__name__)

    async def close(self) -> None:
        """Stop thinking."""
        for task in tuple(self._thoughts):
            task.cancel()
        await asyncio.gather(*self._thoughts, return_exceptions=True)
