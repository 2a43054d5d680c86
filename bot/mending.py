"""What the audit mends by itself, and how operators hear of the rest. Imported only once something is wrong: the engine is heavy.

A mend looks at the row again in its own transaction and starts the missing workflow under a new id; when the row has moved on, it
is nothing.
"""

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock, moves, threads
from bot.audit import Finding
from bot.durable import Engine
from bot.store import alerts, audits
from bot.store.engine import Store

log = logging.getLogger(__name__)


class Mender:
    """The hands of the audit; `close` it at the end."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._engine = Engine(store, (), "audit")
        self._engine.lend()

    def close(self) -> None:
        """Let the engine go."""
        self._engine.give_back()

    async def mend(self, finding: Finding) -> bool:
        """Mend one thing; False when it cannot be mended here."""
        if finding.mend is None:
            return False
        hands: dict[str, Callable[..., Awaitable[None]]] = {
            "ladder-gone": self._ladder,
            "deadline-none": self._deadline,
            "alarm-gone": self._alarm,
            "page-gone": self._page,
            "edition-missing": self._edition,
            "review-gone": self._review,
        }
        async with self._store.begin() as session:
            await hands[finding.kind](session, **finding.mend)
        log.warning("audit: mended %s %s", finding.kind, finding.about)
        return True

    async def _ladder(self, session: AsyncSession, number: int, round: int) -> None:
        begun = await audits.new_round(session, number, round)
        if begun is not None:
            await alerts.note(session, number, clock.now(), None, "ladder_again")
            await self._engine.enqueue(session, "alerts", "escalate", threads.ladder(number, begun), number, begun)

    async def _deadline(self, session: AsyncSession, number: int, tier: str, policy: dict[str, Any] | None, due_at: None) -> None:
        moment = clock.now() + timedelta(seconds=moves.deadline(tier, policy))
        if await audits.set_due(session, number, moment):
            await self._ring(session, number, moment, threads.standing(number, moment))

    async def _alarm(self, session: AsyncSession, number: int, tier: str, policy: dict[str, Any] | None, due_at: datetime) -> None:
        alert = await alerts.get(session, number)
        if alert is not None and alert.due_at == due_at:
            await self._ring(session, number, due_at, threads.again(threads.standing(number, due_at), clock.now()))

    async def _ring(self, session: AsyncSession, number: int, due_at: datetime, thread: str) -> None:
        after = max((due_at - clock.now()).total_seconds(), 0.0)
        await self._engine.enqueue(session, "alerts", "standing", thread, number, threads.mark(due_at), after=after)

    async def _page(self, session: AsyncSession, page: int) -> None:
        await self._engine.enqueue(session, "pages", "page", threads.again(threads.page(page), clock.now()), page)

    async def _edition(self, session: AsyncSession, group: int, week: str, slot: str) -> None:
        thread = threads.again(threads.bulletin(week, group), clock.now())
        await self._engine.enqueue(session, "bulletins", "bulletin", thread, group, week, slot)

    async def _review(self, session: AsyncSession, number: int, ending: str, closed_at: datetime) -> None:
        thread = threads.again(f"{threads.recheck(number, closed_at)}-0", clock.now())
        await self._engine.enqueue(session, "alerts", "recheck", thread, number, ending, 0)

    async def tell(self, finding: Finding, operators: tuple[int, ...], silent: set[str]) -> None:
        """Queue one message per operator, through the other bot when the duty bot is the silent one; once in the finding's quiet time."""
        span = int(clock.now().timestamp() // finding.quiet)
        queue, story = ("tells", "warn_operator") if "duty" in silent else ("pages", "tell_operator")
        async with self._store.begin() as session:
            for operator in operators:
                event = f"audit-{finding.kind}-{finding.about}-{span}-{operator}"
                await self._engine.enqueue(session, queue, story, event, operator, finding.text)
