"""The year itself: every six hours somebody looks, the pump empties itself, people change their minds, machines die; all is counted."""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, cast

import sqlalchemy as sa
from dbos import DBOS

from bench.timetable import Timetable
from bench.weeks.judge import judge
from bench.weeks.ledger import Decided, Ledger, Member, Span
from bench.weeks.mortal import Killed, Life, Line, MortalStore, Silent, Telegram
from bot import clock
from bot.deployment import Deployment
from bot.errors import UserError
from bot.library.read import Library, StoryCard
from bot.office import Office, leave, occupy
from bot.people import membership
from bot.privacy import Cipher
from bot.publicity import brake, bulletins, editing, pump, recalling
from bot.publicity.editing import Scope, Wanted
from bot.publicity.editions import Editions
from bot.publicity.schedule import week_of
from bot.settings import Settings
from bot.setup import apply
from bot.store import groups
from bot.store.models import Group
from bot.watching import audit
from bot.watching.mending import Mender

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
COMMON = "mon 09:00"
SLOTS = ("tue 07:15", "wed 18:30", "fri 20:00", "sat 10:00", "sun 21:30", "mon 08:00")
TAGS = ("elderly", "students", "factory", "accountants")
FAMILIES = ("brushing", "police", "loan", "romance", "investment", "shopping", "credit", "game")
OPERATOR, EDITOR = 9001, 20
LATER = (timedelta(), timedelta(seconds=70), timedelta(minutes=10))
"""After a look: when the pump is given another chance, since floods and pauses pass."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much: groups, weeks, stories in the library, hours between two looks, after about how many points a process dies."""

    groups: int = 200
    weeks: int = 52
    stories: int = 34
    tick: int = 6
    life: float = 400.0
    outages: int = 18
    long_outages: int = 4
    seed: int = 1


@dataclass
class Figures:
    """What the year brought, and what was wrong (nothing, if all is well)."""

    counts: Counter[str] = field(default_factory=Counter)
    deaths: Counter[str] = field(default_factory=Counter)
    excuses: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def shelf(count: int) -> Library:
    """A library of so many stories."""
    stories = {}
    for k in range(count):
        family = FAMILIES[k % len(FAMILIES)]
        months = tuple(range(k % 12 + 1, k % 12 + 3)) if k % 5 == 0 and k % 12 < 11 else ()
        stories[f"s{k:02d}"] = StoryCard(
            f"s{k:02d}", f"案例{k:02d}", family, f"{family}-one", (TAGS[k % len(TAGS)],) if k % 3 == 0 else (), months,
            ("从前。", "后来。", "现在。"), "要您转账的都是骗子", "据通报改写", f"案例{k:02d}里该怎么办?",
            ("转账", "挂断"), 1, "挂断最稳妥",
        )  # fmt: skip
    return Library("none", {}, {}, stories, ())


class Play(Timetable):
    """The engine: editions that the audit found missing, reports of recalls, and what operators hear, are played at once."""

    def __init__(self, store: Any, voice: Silent) -> None:
        super().__init__(store, whole=False)
        self._bodies = {"bulletin": bulletins.plan_edition, "tell_operator": voice.say, "recall_report": recalling.look}


class Year:
    """The year: a clock, looks, people's changes by chance, outages."""

    def __init__(self, office: Office, engine: Play, telegram: Telegram, voice: Silent, size: Size) -> None:
        self.office, self.engine, self.telegram, self.voice, self.size = office, engine, telegram, voice, size
        self.chance = random.Random(size.seed)
        self.ledger, self.figures = Ledger(), Figures()
        self.start = clock.now().replace(minute=0, second=0, microsecond=0) + HOUR
        self.end = self.start + timedelta(weeks=size.weeks)
        self._now = self.start
        self._chats = iter(range(-1_002_000_000_001, -1_003_000_000_000, -1))
        self._pump: pump.Pump | None = None

    def moment(self) -> datetime:
        """The simulated present."""
        return self._now

    def seconds(self) -> float:
        """The same as a monotonic clock."""
        return (self._now - self.start).total_seconds()

    async def live(self) -> Figures:
        """All of it, then the comparison."""
        for nth in range(self.size.groups):
            await self._join(f"{nth} 号群", back=timedelta(days=self.chance.randrange(1, 30)))
        outages = self._outages()
        while self._now < self.end:
            if outages and outages[0][0] <= self._now:
                await self._outage(outages.pop(0)[1])
            self._alive(None)
            await self._people()
            self._reborn()
            await self._look()
            self._now += HOUR * self.size.tick
        self._reborn(immortal=True)
        await self._look(final=True)
        self.figures.counts["groups"] = len(self.ledger.members)
        await judge(self.office, self.ledger, self.telegram, self.voice, self.figures, self._now + HOUR)
        return self.figures

    def _outages(self) -> list[tuple[datetime, timedelta]]:
        """When nobody works and for how long: some hours often, three days now and then, some of them just before a slot."""
        lengths = [HOUR * self.chance.randint(1, 20) for _ in range(self.size.outages)] + [DAY * 3] * self.size.long_outages
        span = self.size.weeks * 7 * 24
        return sorted((self.start + HOUR * self.chance.randrange(24, max(25, span - 96)), length) for length in lengths)

    def _reborn(self, *, immortal: bool = False) -> None:
        """A new process: it remembers nothing."""
        life = Life(self.chance, 0 if immortal else self.size.life, self.figures.deaths)
        self._alive(life)
        self.office.community = cast(Any, Line(self.telegram, life, self.chance))
        self._pump = pump.Pump(self.office, [Editions(self.office)])

    def _alive(self, life: Life | None) -> None:
        cast(MortalStore, self.office.store).life = life

    async def _mortally(self, work: Awaitable[Any]) -> bool:
        """Do something in this life; False when it ended in the middle of it, and another begins."""
        try:
            await work
        except Killed:
            stragglers = [task for task in asyncio.all_tasks() if task.get_name() == "broadcast"]
            await asyncio.gather(*stragglers, return_exceptions=True)
            self._reborn()
            return False
        return True

    async def _look(self, *, final: bool = False) -> None:
        """Everything that the processes of a running house do at one moment, as often as it takes to come through."""
        while not await self._mortally(bulletins.ask_for_due(self.office)):
            pass
        self.ledger.looks.append(self._now)
        base = self._now
        for later in (*LATER, HOUR) if final else LATER:
            self._now = base + later
            while not await self._mortally(self._work()):
                pass
        self._now = base

    async def _work(self) -> None:
        assert self._pump is not None
        await self._pump.drain()
        await self.engine.play(self.office)

    async def _outage(self, length: timedelta) -> None:
        """Killed while it works, then nothing; every other time the audit repairs before the calendar is back."""
        self._reborn()
        life = cast(MortalStore, self.office.store).life
        assert life is not None
        life.hurry(self.chance.randint(1, 60))
        self.ledger.glances.append(self._now)
        await self._mortally(self._all_once())
        self._reborn(immortal=True)
        self.ledger.outages.append((self._now, self._now + length))
        self._now += length
        self.figures.counts["outages"] += 1
        if self.figures.counts["outages"] % 2:
            await self._mend()
        self._reborn()

    async def _all_once(self) -> None:
        await bulletins.ask_for_due(self.office)
        await self._work()

    async def _mend(self) -> None:
        found = await audit.look(self.office.store)
        self.figures.found.update(finding.kind for finding in found)
        mender = Mender(self.office.store)
        for finding in found:
            if finding.kind == "edition-missing":
                self.figures.counts["mended by the audit"] += await mender.mend(finding)
        mender.close()
        await self.engine.play(self.office)
        self.ledger.glances.append(self._now)  # what fell due within the last minutes it leaves to the calendar
        self._now += timedelta(minutes=1)

    # ---- people

    async def _people(self) -> None:
        """What may happen within one tick, by chance."""
        part = self.size.tick / (24 * 7)
        for number, member in list(self.ledger.members.items()):
            if not member.now().here and self.chance.random() < part:
                await self._leave(number, member)
            if self.chance.random() > part / 4:
                continue
            await self.chance.choice((self._slot, self._slot, self._slot, self._leave, self._mute, self._move))(number, member)
        if self.chance.random() < part * len(self.ledger.members) / 400:
            await self._join(f"后来的 {len(self.ledger.members)} 号群")
        for act in (self._for_one, self._for_one, self._recall, self._for_all):
            if self.chance.random() < part * 2:
                await act()

    async def _set(self, number: int, **columns: Any) -> None:
        async with self.office.store.begin() as session:
            await session.execute(sa.update(Group).where(Group.id == number).values(**columns))

    async def _join(self, title: str, back: timedelta = timedelta()) -> None:
        chat, slot = next(self._chats), self.chance.choice((COMMON, COMMON, *SLOTS))
        area = f"s{self.chance.randrange(4)}"
        columns = {
            "area": f"{area}-1",
            "tags": [self.chance.choice(TAGS)],
            "bulletin_at": None if slot == COMMON else slot,
        }
        async with self.office.store.begin() as session:
            row = await groups.add(session, chat=chat, title=title, created_at=self._now - back, **columns)
            number = row.id
        self.ledger.members[number] = Member(title, area, self._now - back, [chat], [Span(self._now, slot, here=True)])

    async def _slot(self, number: int, member: Member) -> None:
        slot = self.chance.choice((COMMON, *SLOTS, *SLOTS, None))
        await self._set(number, bulletin_at={COMMON: None, None: "none"}.get(slot, slot))
        member.wants(self._now, slot)
        self.figures.counts["slots changed"] += 1

    async def _leave(self, number: int, member: Member) -> None:
        """Removed, of which the bot may hear at once or find out later; or added again."""
        chat, here = member.chats[-1], not member.now().here
        if here:
            await membership.joined(self.office, chat, member.title)
            self.telegram.gone.discard(chat)
        else:
            if self.chance.random() < 0.5:
                await membership.left(self.office, chat)
            self.telegram.gone.add(chat)
            self.figures.counts["groups left"] += 1
        member.goes(self._now, here=here)

    async def _mute(self, number: int, member: Member) -> None:
        """It may not write there for a while."""
        chat = member.chats[-1]
        if chat in self.telegram.muted:
            self.telegram.muted.discard(chat)
        elif self.chance.random() < 0.1:
            self.telegram.muted.add(chat)

    async def _move(self, number: int, member: Member) -> None:
        """It became a supergroup; the bot finds out when it writes."""
        old, new = member.chats[-1], next(self._chats)
        if len(member.chats) > 1 or not member.now().here or old in self.telegram.muted:
            return
        self.telegram.moved[old] = new
        member.chats.append(new)
        self.figures.counts["groups moved"] += 1

    # ---- editors

    def _week(self) -> str:
        return week_of(self._now + timedelta(weeks=self.chance.randrange(4)))

    async def _decide(self, wanted: Wanted, scope: int | str) -> None:
        """One act of an editor; what is refused is refused."""
        try:
            changed = await editing.decide(self.office.store, self.office.library, EDITOR, wanted)
        except UserError as refused:
            self.figures.counts[f"refused: {refused.key}"] += 1
            return
        self.figures.counts[f"editors: {wanted.act}"] += changed
        self.ledger.decided.append(Decided(self._now, scope, wanted.week, wanted.act, wanted.story))

    async def _for_one(self) -> None:
        """Another story for one group, none, or as it was."""
        number = self.chance.choice(list(self.ledger.members))
        await self._decide(self._wanted(Scope(group=number)), number)

    async def _for_all(self) -> None:
        """The same for a whole station."""
        area = f"s{self.chance.randrange(4)}"
        await self._decide(self._wanted(Scope(area=area)), area)

    def _wanted(self, scope: Scope) -> Wanted:
        act: editing.Act = self.chance.choice(("story", "story", "skip", "auto"))
        return Wanted(self._week(), scope, act, self.chance.choice(list(self.office.library.stories)) if act == "story" else None)

    async def _recall(self) -> None:
        number, week = self.chance.choice(list(self.ledger.members)), week_of(self._now)
        try:
            await recalling.withdraw(self.office.store, EDITOR, week, [Scope(group=number)], desk=self.office)
        except UserError as refused:
            self.figures.counts[f"refused: {refused.key}"] += 1
        else:
            self.figures.counts["editors: withdraw"] += 1
            self.ledger.recalls.add((number, week))


def deployment() -> dict[str, Any]:
    """One district with four stations, and a leader who edits."""
    areas: list[dict[str, Any]] = [
        {"code": "city", "name": "本市", "level": "city"},
        {"code": "d", "name": "本区", "level": "district", "parent": "city"},
    ]
    for number in range(4):
        areas.append({"code": f"s{number}", "name": f"{number}所", "level": "station", "parent": "d"})
        areas.append({"code": f"s{number}-1", "name": f"{number}社区", "level": "community", "parent": f"s{number}"})
    staff = [{"telegram": EDITOR, "name": "编辑", "role": "leader", "area": "d"}]
    return {"areas": areas, "staff": staff, "groups": [], "bulletin": {"at": COMMON, "timezone": "Asia/Shanghai"}}


@asynccontextmanager
async def newsroom(url: str, folder: Path, size: Size) -> AsyncIterator[Year]:
    """An office on an empty database, in a process that may die."""
    settings = Settings(database_url=url, data_dir=folder, secret_key="weeks", operators=(OPERATOR,), _env_file=None)
    store, voice = MortalStore(settings.database, folder), Silent()
    await store.migrate()
    await asyncio.to_thread(DBOS.migrate, store.plain_url)
    engine = Play(store, voice)
    office = Office(settings, store, Cipher("weeks"), shelf(size.stories), cast(Any, None), engine, duty=cast(Any, voice))
    await apply(store, Deployment.model_validate(deployment()))
    engine.lend()
    occupy(office)
    year = Year(office, engine, Telegram(clock.now), voice, size)
    year.telegram = replace(year.telegram, now=year.moment)
    try:
        yield year
    finally:
        leave()
        engine.give_back()
        store.life = None
        await store.close()


async def measure(url: str, folder: Path, size: Size) -> Figures:
    """A year on this empty database; both clocks of the product are pushed."""
    true_now, true_monotonic = clock.now, brake.monotonic
    async with newsroom(url, folder, size) as year:
        asyncio.get_running_loop().set_exception_handler(lambda _, __: None)  # tasks of the dead
        clock.now, brake.monotonic = year.moment, year.seconds
        try:
            year._reborn(immortal=True)
            return await year.live()
        finally:
            clock.now, brake.monotonic = true_now, true_monotonic
