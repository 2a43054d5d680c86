"""A process that can die at any point, its store, and the line to a Telegram that fails, answers late and remembers everything."""

import asyncio
import contextlib
import itertools
import random
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.messenger import Place, Post, Sent, TryLater, Uncertain, Undelivered
from bot.store.engine import Store


class Killed(BaseException):
    """kill -9: nothing of this life happens any more."""


class Life:
    """One life of the process; it ends at a point that is drawn beforehand, about one in `mean` of those it passes (0: never)."""

    def __init__(self, chance: random.Random, mean: float, deaths: Counter[str]) -> None:
        self._left = chance.expovariate(1 / mean) if mean else float("inf")
        self._deaths = deaths
        self.over = False

    def breathe(self) -> None:
        """Nothing is done by the dead."""
        if self.over:
            raise Killed

    def hurry(self, points: int) -> None:
        """It ends within so many points."""
        self._left = min(self._left, points)

    def point(self, where: str) -> None:
        """A place at which it may die."""
        self.breathe()
        self._left -= 1
        if self._left <= 0:
            self.over = True
            self._deaths[where] += 1
            raise Killed


class MortalStore(Store):
    """The real store, whose transactions end in death now and then: just before the commit, which is lost, or just after it."""

    life: Life | None = None

    @asynccontextmanager
    async def begin(self, *, first: bool = False, last: bool = False) -> AsyncIterator[AsyncSession]:
        """As ever."""
        life = self.life
        if life is not None:
            life.breathe()
        async with super().begin(first=first, last=last) as session:
            yield session
            if life is not None:
                life.point("before the commit")
        if life is not None:
            life.point("after the commit")


@dataclass(frozen=True, slots=True)
class Shown:
    """A message that a group saw: when, card or quiz, of which story (by its words)."""

    chat: int
    message: int
    at: datetime
    kind: str
    words: str


@dataclass
class Telegram:
    """What outlives every process: what was shown, deleted and refused, which chats moved, and in which the bot is muted or not at all."""

    now: Callable[[], datetime]
    shown: list[Shown] = field(default_factory=list)
    deleted: set[tuple[int, int]] = field(default_factory=set)
    strange: list[tuple[int, int]] = field(default_factory=list)
    troubles: list[tuple[int, datetime, str]] = field(default_factory=list)
    moved: dict[int, int] = field(default_factory=dict)
    muted: set[int] = field(default_factory=set)
    gone: set[int] = field(default_factory=set)
    down: bool = False
    counts: Counter[str] = field(default_factory=Counter)
    _ids: "itertools.count[int]" = field(default_factory=lambda: itertools.count(100))

    def show(self, chat: int, post: Post) -> Sent:
        """It is there, whether anybody hears of it or not."""
        words = post.quiz.question if post.quiz else post.text.splitlines()[0]
        message = next(self._ids)
        self.shown.append(Shown(chat, message, self.now(), "quiz" if post.quiz else "card", words))
        return Sent(chat, message, f"poll-{message}" if post.quiz else None)

    def trouble(self, chat: int, what: str) -> None:
        """Something went wrong for this chat, and the ledger may ask why."""
        self.troubles.append((chat, self.now(), what))
        self.counts[what] += 1


class Line:
    """The community bot of one life; implements what the pump needs of `bot.messenger.Community`."""

    def __init__(self, telegram: Telegram, life: Life, chance: random.Random) -> None:
        self._telegram, self._life, self._chance = telegram, life, chance

    def in_turn(self, chat: int) -> contextlib.AbstractAsyncContextManager[None]:
        return contextlib.nullcontext()

    def ready_in(self, chat: int) -> float:
        return 0.0

    def gives_way(self) -> bool:
        return False

    async def post(self, place: Place, post: Post) -> Sent:
        """One try: refused, flooded, lost on the way there or back, late, or well."""
        await self._way()
        self._refuse(place.chat)
        dice = self._chance.random()
        if dice < 0.004:
            raise self._lost(place.chat)
        self._life.point("before the send")
        sent = self._telegram.show(place.chat, post)
        self._life.point("after the send")
        await self._way()
        if dice < 0.008:
            raise self._lost(place.chat)
        return sent

    async def unsay(self, sent: Sent) -> None:
        """A message is deleted; one that is gone already is no error."""
        await self._way()
        self._refuse(sent.chat)
        if not any(one.chat == sent.chat and one.message == sent.message for one in self._telegram.shown):
            self._telegram.strange.append((sent.chat, sent.message))
        self._life.point("before the deletion")
        self._telegram.deleted.add((sent.chat, sent.message))
        self._life.point("after the deletion")

    async def _way(self) -> None:
        """Answers come in any order, some of them late."""
        for _ in range(self._chance.choice((1, 1, 1, 2, 5))):
            await asyncio.sleep(0)
            self._life.breathe()

    def _refuse(self, chat: int) -> None:
        if self._telegram.down or self._chance.random() < 0.01:
            self._telegram.trouble(chat, "line")
            raise TryLater("line")
        if (other := self._telegram.moved.get(chat)) is not None:
            raise Undelivered("moved", other)
        for chats, why in ((self._telegram.gone, "gone"), (self._telegram.muted, "muted")):
            if chat in chats:
                self._telegram.trouble(chat, why)
                raise Undelivered(why)
        if self._chance.random() < 0.03:
            self._telegram.trouble(chat, "flood")
            raise TryLater("flood", self._chance.uniform(3, 60))
        if self._chance.random() < 0.002:
            self._telegram.trouble(chat, "refused")
            raise Undelivered("refused")

    def _lost(self, chat: int) -> Exception:
        self._telegram.trouble(chat, "uncertain")
        return Uncertain()


class Silent:
    """The duty bot of the bench: what it says to whom."""

    def __init__(self) -> None:
        self.said: list[tuple[int, str]] = []

    async def say(self, chat: int, text: str, **_: Any) -> Sent:
        self.said.append((chat, text))
        return Sent(chat, len(self.said))
