"""The plan: what each group had these days and gets in the coming weeks, as it would be chosen now.

Read for `shouwang bulletin plan` and for `/week`; nothing is written. Rows of editions are what they are; weeks to come are chosen one
after the other, each knowing what came before it.
"""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot import clock
from bot.library.cards import Library
from bot.publicity.schedule import Due, local, parse_slot, slot_in, upcoming, week_of
from bot.publicity.tastes import Memory, remember
from bot.store import bulletins, deployments, groups
from bot.store.engine import Store
from bot.store.models import Bulletin, Group

WITHIN = timedelta(days=7)
"""Editions so old are still shown."""
CHUNK = 500
"""Groups whose past is read at a time."""


@dataclass(frozen=True, slots=True)
class Planned:
    """One edition: when, for which group, which story and why.

    state: how far it is (see `bot.store.models.Bulletin`), with its fault; empty while it is to come, and then an empty story with the
    fault editor (skipped by one) or no-story means that there will be none. `wished`: an editor decided it.
    """

    due: Due
    group: str
    story: str
    title: str
    why: str
    state: str
    group_id: int = 0
    fault: str | None = None
    wished: bool = False


async def plan_ahead(store: Store, library: Library, weeks: int) -> list[Planned]:
    """The coming editions of all groups, soonest first."""
    async with store.begin() as session:
        everybody = await groups.served(session)
    return [line for line in await foresee(store, library, everybody, weeks) if line.due.at > clock.now()]


async def foresee(store: Store, library: Library, served: Sequence[Group], weeks: int) -> list[Planned]:
    """Editions of these groups from a week ago until so many weeks ahead, by slot and title."""
    lines: list[Planned] = []
    for start in range(0, len(served), CHUNK):
        lines += await _foresee(store, library, served[start : start + CHUNK], weeks)
    return sorted(lines, key=lambda line: (line.due.at, line.group, line.group_id))


async def _foresee(store: Store, library: Library, served: Sequence[Group], weeks: int) -> list[Planned]:
    now = clock.now()
    async with store.begin() as session:
        plan = await deployments.plan(session)
        past = await bulletins.since(session, [group.id for group in served], now - WITHIN)
        memory = await remember(session, library, served, Due(week_of(local(plan, now)), now))
    if plan is None:
        return []
    rows: dict[int, dict[str, Bulletin]] = {group.id: {} for group in served}
    for row in past:
        rows[row.group_id][row.week] = row
    # in a thread: for thousands of groups it takes seconds, in which others are answered
    return await asyncio.to_thread(lambda: [line for group in served for line in _of_group(memory, group, plan, rows[group.id], weeks)])


def _of_group(memory: Memory, group: Group, plan: Mapping[str, Any], rows: Mapping[str, Bulletin], weeks: int) -> Iterator[Planned]:
    """The rows of a group by week, and what it gets in the weeks after them."""
    for row in rows.values():
        yield _out(memory.library, group, row)
    slot, told = slot_in(group.bulletin_at, plan), list(memory.told[group.id])
    for due in upcoming(parse_slot(slot[0]), slot[1], clock.now(), weeks) if slot else ():
        if due.week in rows:
            continue
        found = memory.decide(group, due, told)
        title = memory.library.stories[found.story].title if found.story else ""
        yield Planned(due, group.title, found.story or "", title, found.why, "", group.id, found.fault, found.wished)
        if found.story:
            told.insert(0, found.story)


def _out(library: Library, group: Group, row: Bulletin) -> Planned:
    title = library.stories[row.story].title if row.story in library.stories else ""
    return Planned(Due(row.week, row.slot), group.title, row.story, title, "", row.state, group.id, row.fault)
