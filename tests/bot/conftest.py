"""An office without library and engine, for what needs only a database, and a database that goes away for a moment."""

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, cast

import pytest
import sqlalchemy as sa

from bot import clock
from bot.deployment import Deployment
from bot.durable import Engine
from bot.library.cards import Library
from bot.office import Office, leave, occupy
from bot.privacy import Cipher
from bot.settings import Settings
from bot.setup import apply
from bot.store.engine import Store
from tests.conftest import DISTRICT_FILE, Phones

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)
"""A Monday, twelve o'clock in Shanghai."""


@pytest.fixture
def desk(store: Store, knobs: Settings, phones: Phones) -> Office:
    """Hands on an empty store; nothing is judged and no workflow runs."""
    nothing = Library("none", {}, {}, {}, ())
    return Office(knobs, store, Cipher("test"), nothing, cast(Any, None), Engine(store, (), "test"), community=phones, duty=phones)


class Time:
    """What time it is, for everybody."""

    def __init__(self) -> None:
        self.now = NOON


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    """The clock, to be pushed."""
    it = Time()
    monkeypatch.setattr(clock, "now", lambda: it.now)
    return it


@contextmanager
def database_away(store: Store, statement: str, times: int) -> Iterator[None]:
    """The database refuses statements with these words, that many times."""
    left = [times]

    def refuse(_: object, __: object, sql: str, *more: object) -> None:
        if statement in sql and left[0]:
            left[0] -= 1
            raise sa.exc.OperationalError(sql, None, Exception("away"))

    for engine in store.engines:
        sa.event.listen(engine.sync_engine, "before_cursor_execute", refuse)
    yield
    for engine in store.engines:
        sa.event.remove(engine.sync_engine, "before_cursor_execute", refuse)
    assert left == [0]


@pytest.fixture
async def quiet(office: Office) -> Office:
    """An office whose ladder does not climb while one looks, and whose groups want no case of the week."""
    slow = [{"page": ["officer", "leader"], "level": "station", "wait": "600s"}]
    await apply(office.store, Deployment.model_validate({**DISTRICT_FILE, "escalation": slow}))
    async with office.store.begin() as session:
        await session.execute(sa.text("update groups set bulletin_at = 'none'"))
    return office


@pytest.fixture
def still(desk: Office) -> Iterator[Office]:
    """An office whose workflows wait for somebody to run them."""
    desk.engine.lend()
    occupy(desk)
    yield desk
    leave()
    desk.engine.give_back()


@pytest.fixture
def newsroom(desk: Office) -> Iterator[Office]:
    """An office with thirty stories; workflows find it and can be asked for, none runs yet."""
    from tests.bot.test_bulletins import SHELF

    desk = replace(desk, library=SHELF)
    desk.engine.lend()
    occupy(desk)
    yield desk
    desk.engine.give_back()
    leave()


@pytest.fixture
async def press(newsroom: Office) -> AsyncIterator[Office]:
    """The same with its workflows and its pump running."""
    from tests.bot.test_bulletins import pumping

    newsroom.engine.give_back()
    newsroom.engine = Engine(newsroom.store, ("community", "duty"), "test")
    await newsroom.engine.start()
    async with pumping(newsroom):
        yield newsroom
    await newsroom.engine.stop()
