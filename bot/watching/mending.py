"""What the audit mends by itself, and how operators hear of the rest. Imported only once something is wrong: the engine is heavy.

A mend looks at the row again in its own transaction and starts the missing workflow: under its own id when the engine knows nothing of it,
else under the first of a few that are kept for this, so that two who mend the same start it once. When the row has moved on, it is nothing.
"""

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock, threads
from bot.desk import moves
from bot.desk.calls import turn
from bot.durable import SAYING, Engine
from bot.store import alerts, audits, followups, kin, volunteers
from bot.store.engine import Store
from bot.store.kin import KEEP
from bot.watching.finding import Finding

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
        hands: dict[str, Callable[..., Awaitable[bool]]] = {
            "ladder-gone": self._ladder,
            "ladder-ahead": self._ladder,
            "second-gone": self._signature,
            "deadline-none": self._deadline,
            "deadline-ahead": self._deadline,
            "alarm-gone": self._alarm,
            "page-gone": self._page,
            "review-gone": self._review,
            "call-late": self._call,
            "call-gone": self._asking,
            "call-untold": self._asking,
            "help-gone": self._help,
            "help-unending": self._help_expires,
            "help-needless": self._help_ends,
            "plea-gone": self._plea,
            "plea-untaken": self._taking,
            "kin-gone": self._kin,
            "kin-unending": self._kin_expires,
            "kin-untaken": self._kin_taking,
            "kin-untold": self._kin_ends,
            "answers-gone": self._askers,
            "answer-gone": self._answer,
            "edition-missing": self._edition,
        }
        async with self._store.begin() as session:
            mended = await hands[finding.kind](session, **finding.mend)
        log.warning("audit: %s %s %s", "mended" if mended else "could not mend", finding.kind, finding.about)
        return mended

    async def _begin(self, session: AsyncSession, queue: str, story: str, thread: str, *args: Any, after: float = 0.0) -> bool:
        """Start a workflow that is gone; False when it has come to nothing too often."""
        free = await audits.free(session, thread)
        if free is not None:
            await self._engine.enqueue(session, queue, story, free, *args, after=after)
        return free is not None

    async def _ladder(self, session: AsyncSession, number: int, round: int) -> bool:
        begun = await audits.new_round(session, number, round)
        if begun is not None:
            await alerts.note(session, number, clock.now(), None, "ladder_again")
            await self._engine.enqueue(session, "alerts", "escalate", threads.ladder(number, begun), number, begun)
        return True

    async def _signature(self, session: AsyncSession, number: int, round: int) -> bool:
        """In the same round, for whoever signed has signed in it: it passes over the rungs that were paged, and goes on."""
        return await self._begin(session, "alerts", "escalate", threads.ladder(number, round), number, round)

    async def _deadline(
        self, session: AsyncSession, number: int, tier: str, policy: dict[str, Any] | None, due_at: datetime | None
    ) -> bool:
        moment = clock.now() + timedelta(seconds=moves.deadline(tier, policy))
        return not await audits.set_due(session, number, due_at, moment) or await self._ring(session, number, moment)

    async def _alarm(self, session: AsyncSession, number: int, tier: str, policy: dict[str, Any] | None, due_at: datetime) -> bool:
        alert = await alerts.get(session, number)
        return alert is None or alert.due_at != due_at or await self._ring(session, number, due_at)

    async def _ring(self, session: AsyncSession, number: int, due_at: datetime) -> bool:
        thread = threads.standing(number, due_at)
        return await self._begin(session, "alerts", "standing", thread, number, threads.mark(due_at), after=_until(due_at))

    async def _page(self, session: AsyncSession, page: int) -> bool:
        return await self._begin(session, "pages", "page", threads.page(page), page)

    async def _edition(self, session: AsyncSession, group: int, week: str, slot: str) -> bool:
        return await self._begin(session, "bulletins", "bulletin", threads.bulletin(week, group), group, week, slot)

    async def _review(self, session: AsyncSession, number: int, ending: str, closed_at: datetime) -> bool:
        """The first turn that did not come, at its time: who was asked is not asked for it again."""
        nth = 0
        while await audits.ended_well(session, [thread := f"{threads.recheck(number, closed_at)}-{nth}"]):
            nth += 1
        at = closed_at + timedelta(days=nth)
        return await self._begin(session, "alerts", "recheck", thread, number, ending, nth, after=_until(at))

    async def _call(self, session: AsyncSession, call: int, state: str) -> bool:
        if (row := await followups.get(session, call)) is not None and row.state == state:
            await turn(session, self._engine, row, clock.now())
        return True

    async def _asking(self, session: AsyncSession, thread: str, call: int) -> bool:
        return await self._begin(session, "pages", "follow_up", thread, call)

    async def _help(self, session: AsyncSession, request: int) -> bool:
        """The turn that did not come, asked at once: the row decides whether it has been meanwhile."""
        if (row := await volunteers.get_request(session, request)) is None:
            return True
        thread = threads.helper(row.alert_id, row.id, row.asked)
        return await self._begin(session, "alerts", "ask_volunteers", thread, row.id, row.asked)

    async def _help_expires(self, session: AsyncSession, request: int) -> bool:
        row = await volunteers.get_request(session, request)
        alert = await alerts.get(session, row.alert_id) if row else None
        if row is None or alert is None:
            return True
        keep = timedelta(seconds=moves.waits(alert.policy)["keep"])
        return await self._begin(session, "alerts", "expire_help", threads.help_expires(request), request, after=_until(row.made_at + keep))

    async def _help_ends(self, session: AsyncSession, number: int, revision: int) -> bool:
        return await self._begin(session, "alerts", "end_help", threads.help_ends(number, revision), number)

    async def _plea(self, session: AsyncSession, plea: int) -> bool:
        row = await volunteers.get_plea(session, plea)
        return row is None or await self._begin(session, SAYING[row.bot], "plead", threads.plea(plea), plea)

    async def _taking(self, session: AsyncSession, plea: int, why: str) -> bool:
        row = await volunteers.get_plea(session, plea)
        return row is None or await self._begin(session, SAYING[row.bot], "settle_plea", threads.settled(plea, why), plea, why)

    async def _kin(self, session: AsyncSession, call: int, state: str) -> bool:
        if (row := await kin.get_call(session, call)) is None or row.state != state:
            return True
        story, thread = ("call_kin", threads.kin_call(call)) if state == "due" else ("ask_kin_leave", threads.kin_leave(call))
        return await self._begin(session, "tells", story, thread, call)

    async def _kin_expires(self, session: AsyncSession, call: int) -> bool:
        if (row := await kin.get_call(session, call)) is None:
            return True
        end = row.made_at + timedelta(seconds=KEEP)
        return await self._begin(session, "alerts", "expire_kin_call", threads.kin_expires(call), call, after=_until(end))

    async def _kin_taking(self, session: AsyncSession, call: int) -> bool:
        if (row := await kin.get_call(session, call)) is None or row.message is None:
            return True
        thread = threads.kin_settled(call, row.message)
        return await self._begin(session, SAYING[row.bot], "settle_kin_call", thread, call, row.whose)

    async def _kin_ends(self, session: AsyncSession, number: int) -> bool:
        """Whoever was told already has no name on the row any more, and is not told again."""
        alert = await alerts.get(session, number)
        return alert is None or await self._begin(session, "alerts", "end_kin", threads.kin_ends(number, alert.closed_at), number)

    async def _askers(self, session: AsyncSession, review: int) -> bool:
        return await self._begin(session, "tells", "tell_askers", threads.askers(review), review)

    async def _answer(self, session: AsyncSession, tell: int) -> bool:
        return await self._begin(session, "tells", "tell_asker", threads.answer(tell), tell)

    async def tell(self, finding: Finding, operators: tuple[int, ...], silent: set[str]) -> None:
        """Queue one message per operator, through the other bot when the duty bot is the silent one; once in the finding's quiet time."""
        span = int(clock.now().timestamp() // finding.quiet)
        queue, story = ("tells", "warn_operator") if "duty" in silent else ("pages", "tell_operator")
        async with self._store.begin() as session:
            for operator in operators:
                event = f"audit-{finding.kind}-{finding.about}-{span}-{operator}"
                await self._engine.enqueue(session, queue, story, event, operator, finding.text)


def _until(moment: datetime) -> float:
    """Seconds until then, none when it has passed."""
    return max((moment - clock.now()).total_seconds(), 0.0)
