"""Decisions at one moment, on both databases: of two editors, and of an editor and the calendar; nobody's is lost unseen."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, cast

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.errors import UserError
from bot.office import Office
from bot.publicity import editing
from bot.publicity.bulletins import ask_for_due
from bot.publicity.editing import Scope, Wanted
from bot.publicity.overruling import put_overruled
from bot.store import acts
from bot.store.engine import Store
from tests.bot.test_bulletins import HOUR, SHELF, rows, serve
from tests.bot.test_editing import STATION, WEDNESDAY, decide, plan, this_week, town
from tests.conftest import DISTRICT, GRID, LEADER, NEIGHBOURS, OFFICER, Phones


async def tried(desk: Office, by: int, wanted: Wanted) -> str:
    """What became of a decision: changed, unchanged, or why not."""
    try:
        changed = await editing.decide(desk.store, SHELF, by, wanted, engine=desk.engine)
    except UserError as refused:
        return refused.key
    return "changed" if changed else "unchanged"


async def test_of_two_who_saw_the_same_and_decide_at_once_the_second_is_refused(newsroom: Office) -> None:
    one, _, weeks = await town(newsroom)
    for week in weeks[1:]:
        group = Scope(group=one)
        ours, theirs = Wanted(week, group, "story", "s02", 0), Wanted(week, STATION, "skip", None, 0)
        said = await asyncio.gather(tried(newsroom, OFFICER, ours), tried(newsroom, LEADER, theirs))
        assert sorted(said) == ["changed", "week-overtaken"]
        stands = (await plan(newsroom))[week, one]
        assert stands == (("s02", "陈警官选定") if said[0] == "changed" else ("", "周所长定的：这周不发"))
        await decide(newsroom, DISTRICT, week, Scope(area="lyg-hz"), "auto")


async def test_only_what_somebody_else_decided_for_the_same_groups_and_week_is_in_the_way(newsroom: Office) -> None:
    one, two, weeks = await town(newsroom)
    assert await decide(newsroom, LEADER, weeks[1], Scope(group=two), "skip")
    assert await decide(newsroom, LEADER, weeks[2], STATION, "skip")
    assert await decide(newsroom, OFFICER, weeks[1], Scope(group=one), "skip")
    assert await tried(newsroom, OFFICER, Wanted(weeks[1], Scope(group=one), "story", "s02", 0)) == "changed"
    assert await tried(newsroom, OFFICER, Wanted(weeks[1], STATION, "story", "s02", 0)) == "week-overtaken"
    assert await tried(newsroom, OFFICER, Wanted(weeks[2], Scope(group=one), "story", "s03", 0)) == "week-overtaken"
    async with newsroom.store.begin() as session:
        last = await acts.latest(session, editing.CHOICE)
    assert await tried(newsroom, OFFICER, Wanted(weeks[2], Scope(group=one), "story", "s03", last)) == "changed"


async def test_who_is_overruled_is_told_in_words_and_who_left_is_not(newsroom: Office, phones: Phones) -> None:
    one, _, weeks = await town(newsroom)
    newsroom.duty = phones
    assert await decide(newsroom, LEADER, weeks[1], STATION, "skip")
    assert await tried(newsroom, OFFICER, Wanted(weeks[1], Scope(group=one), "story", "s02")) == "changed"
    async with newsroom.store.begin() as session:
        number = await acts.latest(session, editing.CHOICE)
    assert await put_overruled(number, LEADER) == "sent"
    assert await put_overruled(number, 7777) == "gone"
    [told] = phones.told(LEADER)
    assert told.startswith("📅 陈警官 改了“镇西新苑业主群”")
    assert "换成《案例s02》" in told
    assert phones.told(GRID) == []


class Interrupted:
    """A store in which something happens just before one of the transactions of what goes to many."""

    def __init__(self, store: Store, nth: int, deed: Callable[[], Awaitable[Any]]) -> None:
        self._store, self._left, self._deed = store, nth, deed

    @asynccontextmanager
    async def begin(self, **rank: bool) -> AsyncIterator[AsyncSession]:
        if rank.get("last"):
            self._left -= 1
            if not self._left:
                await self._deed()
        async with self._store.begin(**rank) as session:
            yield session


async def test_what_is_decided_while_the_edition_is_being_planned_counts(newsroom: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: WEDNESDAY)
    await serve(newsroom, clock.now() - HOUR, NEIGHBOURS)
    week, store = await this_week(newsroom), newsroom.store

    async def skip() -> None:
        await editing.decide(store, SHELF, LEADER, Wanted(week, STATION, "skip"))

    newsroom.store = cast(Store, Interrupted(store, 2, skip))
    await ask_for_due(newsroom)
    newsroom.store = store
    assert [(row.story, row.state, row.fault) for row in await rows(newsroom)] == [("", "skipped", "editor")]
