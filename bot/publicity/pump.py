"""The pump: whatever goes to many groups leaves through here, one loop over rows for all of it.

Way of a message: a row of intent (bot.publicity.broadcasts, bot.publicity.bulletins) → claimed in a short transaction, "sending" → this
bot's turn (bot.publicity.pace) → one request → what came of it, written in the same transaction that claims the next few. A kill in
between leaves at most the few that were claimed, and they become unknown: listed, never sent again by themselves. One process pumps,
whoever holds the lock; another stands by.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from time import monotonic
from typing import Literal, Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.messenger import Community, Media, Place, Post, Sent, TryLater, Uncertain, Undelivered
from bot.office import Office
from bot.store import groups
from bot.store.engine import Lock
from bot.texts import LANGUAGE, speaking

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
SILENCE = 1.5
DEAF = 12
"""So many requests without an answer, and none for SILENCE seconds: nobody is listening, so nothing more is risked."""
DOUBTS = 3
"""So many sends in a row of unknown fate are reason for a pause."""
LONGEST_PAUSE = 60.0
TOGETHER = 2.0
"""Two chats told to wait within so many seconds mean that it is the bot that must wait, not a chat."""
PATIENCE = 10.0

Ready = Callable[[int], float]


class Picture(Protocol):
    """What is shown above a post's text, made when the post is about to leave."""

    async def media(self) -> Media | None:
        """The picture; None when there is none after all."""

    def known_as(self, name: str) -> None:
        """The platform keeps it under this name from now on."""


@dataclass(frozen=True, slots=True, eq=False)
class Parcel:
    """One message that is claimed: whose row, of which broadcast (0: of none), for which group, in which language.

    Without a post it is `sent` taken back.
    """

    mail: "Mail"
    row: int
    group: int
    place: Place
    post: Post | None
    sent: Sent | None = None
    picture: Picture | None = None
    broadcast: int = 0
    language: str = LANGUAGE


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one try: done, refused for good, later (nothing was sent), or unknown. `began` is when the request left."""

    kind: Literal["done", "refused", "later", "unknown"]
    began: datetime
    reason: str = ""
    sent: Sent | None = None
    moved_to: int | None = None
    after: float = 0.0


class Mail(Protocol):
    """A kind of message for many, with its rows."""

    async def pick_up(self, session: AsyncSession, in_hand: Sequence[int]) -> None:
        """Rows that were being sent by somebody who is no more are unknown; those in hand are ours."""

    async def claim(self, session: AsyncSession, most: int, ready_in: Ready) -> list[Parcel]:
        """Mark up to `most` rows as being sent and give them; what a chat is not ready for is put off."""

    async def settle(self, session: AsyncSession, parcel: Parcel, result: Result) -> None:
        """Write down what came of a parcel."""

    async def give_back(self, session: AsyncSession, parcel: Parcel) -> None:
        """A parcel that was claimed and certainly not sent waits again."""


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
        self._brake = _Brake()
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
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._news.wait(), SOON if self._desk.community and self._desk.community.gives_way() else LOOK)
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
        async with self._desk.store.begin() as session:
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
        post = await _illustrated(job.parcel)
        async with bot.in_turn(job.parcel.place.chat):
            job.left = True
            self._tell()
            if (wait := self._brake.left()) > 0:
                job.result = Result("later", clock.now(), "held", after=wait)
            else:
                job.result = await self._try(bot, job.parcel, post)
                self._brake.note(job.parcel.place.chat, job.result)
        self._tell()

    async def _try(self, bot: Community, parcel: Parcel, post: Post | None) -> Result:
        began = clock.now()
        try:
            if post is not None:
                with speaking(parcel.language):
                    return Result("done", began, sent=await bot.post(parcel.place, post))
            if parcel.sent is not None:
                await bot.unsay(parcel.sent)
            return Result("done", began, sent=parcel.sent)
        except Undelivered as refused:
            return Result("refused", began, refused.reason, moved_to=refused.moved_to)
        except TryLater as busy:
            return Result("later", began, "flood" if busy.after is not None else "line", after=busy.after or 0.0)
        except Uncertain:
            return Result("unknown", began, "uncertain")
        except Exception as fault:
            log.error("broadcast to group %d: %s", parcel.group, type(fault).__name__, exc_info=fault)
            return Result("unknown", began, "error")

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
        async with self._desk.store.begin() as session:
            for job in self._jobs:
                if job.result is not None:
                    await self._settle(session, job)
                elif not job.left:
                    await job.parcel.mail.give_back(session, job.parcel)
        self._jobs.clear()


async def _illustrated(parcel: Parcel) -> Post | None:
    """A parcel's post with its picture; a picture that cannot be made is no reason to hold the words back."""
    if parcel.post is None or parcel.picture is None:
        return parcel.post
    try:
        return replace(parcel.post, media=await parcel.picture.media())
    except Exception as fault:
        log.error("picture for group %d: %s", parcel.group, type(fault).__name__, exc_info=fault)
        return parcel.post


class _Brake:
    """When the pump holds still, and why: Telegram says that it is the bot that must wait, or nobody knows what became of the last few."""

    def __init__(self) -> None:
        self.doubts = 0
        self._until = 0.0
        self._heard = monotonic()
        self._floods: list[tuple[float, int]] = []

    def left(self) -> float:
        """Seconds for which nothing may leave."""
        return max(0.0, self._until - monotonic())

    def on(self, under_way: int) -> bool:
        """Whether nothing may be claimed now."""
        return self.left() > 0 or (under_way >= DEAF and monotonic() - self._heard > SILENCE)

    def note(self, chat: int, result: Result) -> None:
        """Learn from what came of one request."""
        now = monotonic()
        self._heard = now
        if result.kind in ("done", "refused"):
            self.doubts = 0
        elif result.reason == "flood":
            self._floods = [(at, other) for at, other in self._floods if now - at < TOGETHER] + [(now, chat)]
            if len({other for _, other in self._floods}) > 1:
                self._until = max(self._until, now + result.after)
                log.warning("Telegram asks broadcasts to wait %.0f s", result.after)
        else:
            self.doubts += 1
            if self.doubts >= DOUBTS or result.kind == "later":
                self._until = max(self._until, now + min(LONGEST_PAUSE, 2.0 ** min(self.doubts, 6)))
