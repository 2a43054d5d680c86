"""The pump: whatever goes to many groups leaves through here, one loop over rows for all of it.

Way of a message: a row of intent (bot.publicity.broadcasts, bot.publicity.bulletins) → claimed in a short transaction, "sending" → this
bot's turn (bot.publicity.pace) → one request → what came of it, written in the same transaction that claims the next few. A kill in
between leaves at most the few that were claimed, and they become unknown: listed, never sent again by themselves. One process pumps,
whoever holds the lock; another stands by.
"""

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.office import Office
from bot.publicity.brake import Brake
from bot.publicity.carrying import illustrated, tried
from bot.publicity.parcels import Mail, Parcel, Result
from bot.store import groups
from bot.store.engine import Lock

log = logging.getLogger(__name__)

BATCH = 8
"""Rows claimed at a time."""
LOW = 7
"""So few claimed rows whose turn has not come are reason to claim more."""
MOST = 60
"""Requests without an answer at a time: Telegram holds answers of groups in slow mode back for up to ten seconds."""
LOOK = 0.5
SOON = 0.05
STAND_BY = 2.0
PAUSE = 1.0
PATIENCE = 10.0


@dataclass(eq=False)
class _Job:
    """A parcel on its way."""

    parcel: Parcel
    left: bool = False
    result: Result | None = None
    task: "asyncio.Task[None] | None" = field(default=None, repr=False)


class Pump:
    """One process's pump for all mails; `run` it until it is cancelled."""

    def __init__(self, desk: Office, mails: Sequence[Mail]) -> None:
        self._desk = desk
        self._mails = list(mails)
        self._jobs: list[_Job] = []
        self._news = asyncio.Event()
        self._brake = Brake()
        self._sound = False

    async def run(self) -> None:
        """Pump for ever; a turn that fails is logged and comes again. Cancelled: finish what has left, give back what has not."""
        lock = Lock(self._desk.store, "broadcasts")
        try:
            while True:
                try:
                    if not await self._alone(lock):
                        await asyncio.sleep(STAND_BY)
                        continue
                    await self._whole_turn()
                except Exception as fault:
                    self._sound = False
                    log.warning("pump: %s", type(fault).__name__)
                    await asyncio.sleep(PAUSE)
                with suppress(TimeoutError):  # not wait_for, which before Python 3.12 loses a cancellation that comes with the news
                    async with asyncio.timeout(SOON if self._desk.community and self._desk.community.gives_way() else LOOK):
                        await self._news.wait()
        finally:
            try:
                await self._put_away()
            finally:
                await lock.release()

    async def _whole_turn(self) -> None:
        """A turn that is begun is ended: cut off between its commit and the sends, it would leave rows that nobody settles."""
        turn = asyncio.create_task(self.turn(), name="pump-turn")
        try:
            await asyncio.shield(turn)
        except asyncio.CancelledError:
            await asyncio.wait({turn})
            raise

    async def _alone(self, lock: Lock) -> bool:
        """Whether no other process pumps; after a change of hands, or when a turn broke, rows left behind are looked for first."""
        if not await lock.alive():
            self._sound = False
            if not await lock.take():
                return False
        return True

    async def turn(self) -> int:
        """Settle what has come back and claim what is sent next; returns how many were claimed."""
        self._news.clear()
        back = [job for job in self._jobs if job.result is not None]
        room = self._room()
        if self._sound and not back and not room:
            return 0
        async with self._desk.store.begin(last=True) as session:
            if not self._sound:
                await self._pick_up(session)
            for job in back:
                await self._settle(session, job)
            parcels = await self._claim(session, room)
        self._sound = True
        self._jobs = [job for job in self._jobs if job not in back]
        for parcel in parcels:
            self._send(parcel)
        return len(parcels)

    async def drain(self) -> None:
        """Turn until nothing can be sent now and nothing is under way."""
        while await self.turn() or self._jobs:
            if self._jobs:
                await asyncio.wait({job.task for job in self._jobs if job.task}, return_when=asyncio.FIRST_COMPLETED)

    def _room(self) -> int:
        """How many may be claimed now."""
        unsent = sum(not job.left for job in self._jobs)
        under_way = len(self._jobs) - unsent
        if (
            self._desk.community is None
            or self._desk.community.gives_way()
            or unsent > LOW
            or under_way >= MOST
            or self._brake.on(under_way)
        ):
            return 0
        return 1 if self._brake.doubts else BATCH

    async def _pick_up(self, session: AsyncSession) -> None:
        for mail in self._mails:
            await mail.pick_up(session, [job.parcel.row for job in self._jobs if job.parcel.mail is mail])

    async def _claim(self, session: AsyncSession, room: int) -> list[Parcel]:
        """From one kind of mail after the other, and next time beginning with the other."""
        parcels: list[Parcel] = []
        for mail in list(self._mails):
            if room and self._desk.community is not None:
                claimed = await mail.claim(session, room - len(parcels), self._desk.community.ready_in)
                parcels += claimed
                if claimed:
                    self._mails.append(self._mails.pop(self._mails.index(mail)))
            if len(parcels) >= room:
                break
        return parcels

    async def _settle(self, session: AsyncSession, job: _Job) -> None:
        """A group that moved is followed, one that removed us is marked, a topic that is gone forgotten; the rest is the mail's."""
        parcel, result = job.parcel, job.result
        assert result is not None
        if result.reason == "gone":
            await groups.shut_out(session, parcel.group, clock.now(), result.began)
        elif result.reason == "moved" and result.moved_to and parcel.post:
            await groups.move(session, parcel.place.chat, result.moved_to, clock.now())
            result = Result("later", result.began, "moved")
        elif result.reason == "topic" and parcel.place.topic:
            await groups.lose_topic(session, parcel.group)
            result = Result("later", result.began, "topic")
        await parcel.mail.settle(session, parcel, result)

    def _send(self, parcel: Parcel) -> None:
        job = _Job(parcel)
        self._jobs.append(job)
        job.task = asyncio.create_task(self._carry(job), name="broadcast")

    async def _carry(self, job: _Job) -> None:
        """Wait for our turn, make one request, note what came of it."""
        bot = self._desk.community
        assert bot is not None
        post = await illustrated(job.parcel)
        async with bot.in_turn(job.parcel.place.chat):
            job.left = True
            self._tell()
            if (wait := self._brake.left()) > 0:
                job.result = Result("later", clock.now(), "held", after=wait)
            else:
                job.result = await tried(bot, job.parcel, post)
                self._brake.note(job.parcel.place.chat, job.result)
        self._tell()

    def _tell(self) -> None:
        if sum(not job.left for job in self._jobs) <= LOW:
            self._news.set()

    async def _put_away(self) -> None:
        """What has left is waited for, what has not is given back; nothing becomes unknown by a clean stop."""
        unsent = [job for job in self._jobs if not job.left and job.task]
        for job in unsent:
            assert job.task is not None
            job.task.cancel()
        tasks = [job.task for job in self._jobs if job.task]
        if tasks:
            await asyncio.wait(tasks, timeout=PATIENCE)
        async with self._desk.store.begin(last=True) as session:
            for job in self._jobs:
                if job.result is not None:
                    await self._settle(session, job)
                elif not job.left:
                    await job.parcel.mail.give_back(session, job.parcel)
        self._jobs.clear()
