"""One run from an empty folder to a judgement: set out, start, let them all play, wait for calm, gather, judge."""

import asyncio
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import psycopg

from bench.chaos import plan, record
from bench.chaos.crowd import Crowd
from bench.chaos.demon import Demon
from bench.chaos.house import Clock, Postgres, Sqlite, Supervisor
from bench.chaos.judge import Judgement, judge
from bench.chaos.officers import EAGER, Officer
from bench.chaos.plan import Options
from sandbox.bots import Bots
from sandbox.client import Desk, Group, Person
from sandbox.run import Served
from sandbox.sample import COMMUNITY_BOT, NEIGHBOURS, deployment
from sandbox.things import Member
from sandbox.world import World

PLACES = 12
"""Groups of the district in which residents report."""
CALM = 480.0
"""Seconds within which everything must have come to rest once nothing breaks any more."""
STILL = 4.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a run: the judgement, what the demon did, which processes ended by themselves or not cleanly, and how it was set up."""

    options: Options
    judgement: Judgement
    record: record.Record
    troubles: dict[str, int]
    kills: int
    ends: list[str]
    unclean: list[str]
    violations: int
    calm_after: float | None
    editions: dict[str, int]


def play(options: Options, library: Path | None = None, logs: Path | None = None, say: Callable[[str], None] = lambda _: None) -> Outcome:
    """Play a run to its end. library: a compiled one to use instead of compiling it; logs: where the data directory is kept afterwards.

    say: hears how it goes.
    """
    with tempfile.TemporaryDirectory(prefix="shouwang-chaos-", ignore_cleanup_errors=True) as name, ExitStack() as stack:
        folder = Path(name)
        folder.chmod(0o755)  # the database server runs as another user
        data = folder / "data"
        data.mkdir()
        if library is not None:
            shutil.copy(library, data / "library.db")
        database = Postgres(folder) if options.database == "postgresql" else Sqlite(data)
        stack.callback(database.close)
        if logs is not None:
            stack.callback(shutil.copytree, data, logs, dirs_exist_ok=True)
        served = stack.enter_context(Served(world=World(kept_requests=1_000)))
        return asyncio.run(_play(options, served, data, database, say))


async def _play(options: Options, served: Served, data: Path, database: Sqlite | Postgres, say: Callable[[str], None]) -> Outcome:
    clock = Clock(data)
    limits = {"SHOUWANG_DATABASE_URL": database.url, "SHOUWANG_REPORTS_PER_HOUR": "1000000", "SHOUWANG_POLL_SECONDS": "5"}
    bots = Bots(served.url, data, limits)
    environment = bots.environment | (clock.environment() if options.clocks and not options.calm else {})
    house = Supervisor(plan.slots(options), environment, data)
    async with Desk(served.url) as desk:
        people, _ = await desk.sample()
        groups = [await desk.group(f"镇西新苑 {n} 号楼", chat=NEIGHBOURS - 1000 - n, bots=[COMMUNITY_BOT]) for n in range(PLACES)]
        far = _far_groups(served.world, options.groups)
        say("setting up, compiling the library unless there is one")
        await asyncio.to_thread(bots.setup, _deployment(groups, far))
        try:
            await house.start()
            if far:
                slot = datetime.now(ZoneInfo("Asia/Shanghai")) + timedelta(seconds=20)
                await asyncio.to_thread(bots.setup, _deployment(groups, far, slot))
            say("everything is up")
            officers = [Officer(desk, people[name], options.seed) for name in EAGER]
            demon = Demon(desk, house, database, clock, lambda: [press for officer in officers for press in officer.presses])
            crowd = Crowd(desk, groups)
            calm = await _day(options, crowd, officers, demon, say)
            seen, states = await _gather(desk, crowd, list(people.values()), groups, database, clock)
            broken = await desk.violations()
        finally:
            unclean = await house.stop()
    return Outcome(options, judge(seen), seen, demon.done, house.kills, house.ends, unclean, len(broken), calm, states)


async def _day(options: Options, crowd: Crowd, officers: list[Officer], demon: Demon, say: Callable[[str], None]) -> float | None:
    """Everybody plays; then nothing breaks any more. Returns after how many seconds all was still, None when it never was."""
    hands = [asyncio.create_task(officer.work()) for officer in officers]
    try:
        async with asyncio.TaskGroup() as day:
            day.create_task(_reporting(options, crowd))
            day.create_task(demon.play(plan.troubles(options), options))
        say("all has been reported; waiting for calm")
        await demon.rest()
        return await _calm(demon, officers)
    finally:
        for hand in hands:
            hand.cancel()
        await asyncio.gather(*hands, return_exceptions=True)


async def _reporting(options: Options, crowd: Crowd) -> None:
    """Residents wait for answers as long as it takes, but not for ever."""
    crowd.patience = time.monotonic() + options.seconds + CALM
    await crowd.play(plan.reports(options))


async def _gather(
    desk: Desk, crowd: Crowd, people: list[Person], groups: list[Group], database: Sqlite | Postgres, clock: Clock
) -> tuple[record.Record, dict[str, int]]:
    """The record, and how many editions of the case of the week stand in which state."""
    ended = time.time()
    found, editions = await asyncio.to_thread(record.rows, database.url, record.Truth(clock.jumps, ended))
    shown, heard = await record.on_phones(desk, people), await record.in_chats(desk, crowd.made, groups)
    return record.Record(made=crowd.made, shown=shown, heard=heard, unanswered=crowd.unanswered, ended=ended, **found), editions


async def _calm(demon: Demon, officers: list[Officer]) -> float | None:
    """Officers sign what is left, until nothing waits anywhere for a few seconds; seconds that took, None when it never came."""
    began = time.monotonic()
    quiet_since: float | None = None
    while time.monotonic() - began < CALM:
        for officer in officers:
            await officer.sign_everything()
        busy = await demon.unheard() or await asyncio.to_thread(_under_way, demon.database)
        now = time.monotonic()
        quiet_since = None if busy else quiet_since or now
        if quiet_since is not None and now - quiet_since > STILL:
            return now - began
        await asyncio.sleep(0.5)
    return None


_WAITING = """
select (select count(*) from inbox where state = 'new') + (select count(*) from alerts where state = 'open')
  + (select count(*) from {engine}workflow_status where status in ('ENQUEUED', 'PENDING')
     and name in ('page', 'redraw', 'tell_reporter', 'bulletin', 'tell_operator'))
"""


def _under_way(database: Sqlite | Postgres) -> int:
    """How much still waits to be handled, signed or sent, by the rows; a ladder that another round has replaced may wait for its time."""
    if isinstance(database, Sqlite):
        with sqlite3.connect(database.url.removeprefix("sqlite:///"), timeout=30) as line:
            return int(line.execute(_WAITING.format(engine="")).fetchone()[0])
    with psycopg.connect(database.url) as server:
        row = server.execute(_WAITING.format(engine="dbos.")).fetchone()
    return int(row[0]) if row else 0


def _far_groups(world: World, count: int) -> list[Group]:
    """Groups that only get the case of the week; the bot was always in them."""
    from sandbox import rooms

    bot, made = world.bot_called(COMMUNITY_BOT).id, []
    for number in range(count):
        chat = rooms.group(world, f"楼栋群{number}", -1_005_000_000_000 - number)
        chat.members[bot] = Member("member")
        made.append(Group(chat.id, chat.title))
    return made


def _deployment(near: list[Group], far: list[Group], slot: datetime | None = None) -> str:
    """The sample district with its groups; `slot`: when the case of the week goes out, else the sample's own."""
    lines = [f"  - {{chat: {group.id}, title: {group.title}, area: lyg-hz-xd-01, kind: neighbourhood}}\n" for group in (*near, *far)]
    text = deployment([f"{wait:.0f}s" for wait in plan.WAITS]).replace("groups:\n", f"groups:\n{''.join(lines)}", 1)
    if slot is None:
        return text
    at = f"{slot:%a} {slot:%H:%M:%S}".lower()
    return text.replace('at: "mon 09:00"', f'at: "{at}"')
