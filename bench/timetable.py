"""The workflow engine on simulated time: what acts enqueue stands in the engine's own table; what is due is played from there.

Nothing is remembered but the table, as after a restart. What is played between a crash and its mark is played again, as the engine would.
"""

import json
import re
import time
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import aiosqlite
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.desk import closure, escalation, followups, lookback, rechecks, redraw, standing
from bot.durable import Engine
from bot.office import Office
from bot.store.models import Page

BATCH = 200
Body = Callable[..., Awaitable[Any]]


class Timetable(Engine):
    """An engine that others run: `play` is the other.

    whole: what only puts cards and words before people is played too; else it counts as done.
    """

    def __init__(self, store: Any, *, whole: bool) -> None:
        super().__init__(store, (), "year")
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.played: Counter[str] = Counter()
        self._rungs: dict[int, int] = {}
        self._bodies: dict[str, Body] = {
            "escalate": self._climb,
            "standing": standing.bring_back,
            "recheck": rechecks.ask_for_recheck,
            "follow_up": followups.remind,
            "lookback": lookback.queue_lists,
        }
        if whole:
            self._bodies |= {"page": escalation.put_card, "redraw": redraw.draw_behind, "tell_reporter": closure.tell_privately}

    async def enqueue(
        self, session: AsyncSession, queue: str, workflow: str, workflow_id: str, *args: Any, after: float = 0.0, first: bool = False
    ) -> None:
        """As ever, but `after` counts from the simulated moment."""
        ahead = (clock.now() - datetime.now(UTC)).total_seconds()
        await super().enqueue(session, queue, workflow, workflow_id, *args, after=max(ahead + after, 0.001) if after > 0 else 0.0)

    async def play(self, office: Office, *, crash: bool = False) -> int:
        """Play whatever is due; with a crash nothing of it is marked as done. Returns how many were played."""
        count, table = 0, "" if office.store.sqlite else "dbos."
        while rows := await self._due(office, table):
            done: list[str] = []
            for thread, name, inputs in rows:
                began = time.process_time()
                body = self._bodies.get(name)
                again = await body(*json.loads(inputs)["positionalArgs"]) if body else None
                self.seconds[name] += time.process_time() - began
                self.played[name] += 1
                if isinstance(again, datetime):
                    await self._put_off(office, table, thread, again)
                else:
                    done.append(thread)
            count += len(rows)
            if crash:
                return count
            if done:
                await self._mark(office, table, done)
        return count

    async def _due(self, office: Office, table: str) -> list[tuple[str, str, str]]:
        told = f"select s.workflow_uuid, s.name, i.inputs from {table}workflow_status s join {table}workflow_input i using (workflow_uuid)"
        ready = f"{told} where s.status in ('ENQUEUED', 'PENDING') limit {BATCH}"
        ripe = f"{told} where s.status = 'DELAYED' and s.delay_until_epoch_ms <= :now limit {BATCH}"
        async with office.store.begin() as session:
            found = [*await session.execute(sa.text(ready)), *await session.execute(sa.text(ripe), {"now": _ms(clock.now())})]
        return [(row[0], row[1], row[2]) for row in found]

    async def _mark(self, office: Office, table: str, done: list[str]) -> None:
        query = f"update {table}workflow_status set status = 'SUCCESS', completed_at = :now where workflow_uuid in :ids"
        sent = [int(thread.removeprefix("page-")) for thread in done if re.fullmatch("page-[0-9]+", thread)]
        async with office.store.begin() as session:
            if sent and "page" not in self._bodies:  # what counts as sent is sent in its row, too
                await session.execute(sa.update(Page).where(Page.id.in_(sent)).values(state="sent", sent_at=clock.now()))
            named = sa.text(query).bindparams(sa.bindparam("ids", expanding=True))
            await session.execute(named, {"now": _ms(clock.now()), "ids": done})

    async def _put_off(self, office: Office, table: str, thread: str, until: datetime) -> None:
        query = f"update {table}workflow_status set status = 'DELAYED', delay_until_epoch_ms = :until where workflow_uuid = :id"
        async with office.store.begin() as session:
            await session.execute(sa.text(query), {"until": _ms(until), "id": thread})

    async def _climb(self, number: int, round: int = 1) -> datetime | None:
        """One rung of the ladder; it comes back when the rung's wait is over, for as long as signatures are missing."""
        ladder = await escalation.ladder_of(number)
        seen = await escalation.look(number, "", 0.0, round)
        if not seen["open"]:
            self._rungs.pop(number, None)
            return None
        turn, index = divmod(self._rungs.get(number, 0), len(ladder))
        call = f"{turn}.{index}" if round == 1 else f"r{round}-{turn}.{index}"
        await escalation.page_rung(number, call, ladder[index])
        self._rungs[number] = turn * len(ladder) + index + 1
        if index == len(ladder) - 1:
            await escalation.tell_nobody_signed(number, turn)
        return clock.now() + timedelta(seconds=ladder[index]["wait"])


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def in_one_thread() -> None:
    """SQLite without a thread of its own for each connection: half of what a statement takes is the way there and back.

    aiosqlite has no such setting; its two ways into the thread are replaced, in the bench alone.
    """

    async def execute(self: Any, work: Callable[..., Any], *args: Any, **named: Any) -> Any:
        return work(*args, **named)

    async def connect(self: Any) -> Any:
        self._connection = self._connector()
        return self

    for name, way in (("_execute", execute), ("_connect", connect)):
        setattr(aiosqlite.core.Connection, name, way)
