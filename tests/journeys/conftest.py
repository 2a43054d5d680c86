"""A desk and the real bots as separate processes, on both databases; one start serves all the journeys of a database."""

import shutil
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio

from bot.library.cards import Library
from sandbox.bots import Bots
from sandbox.client import Desk, Group, Person, Private
from sandbox.run import Served
from sandbox.sample import COMMUNITY_BOT, deployment

WAITS = ("4s", "4s", "60s", "60s")


@dataclass
class Street:
    """The district of the sample, alive: its people and groups, the desk to act through, the processes to kill."""

    desk: Desk
    bots: Bots
    people: dict[str, Person]
    groups: dict[str, Group]

    def person(self, name: str) -> Person:
        """Somebody by name."""
        return self.people[name]

    @property
    def neighbours(self) -> Group:
        """The neighbours' group."""
        return self.groups["镇西新苑业主群"]

    def restart(self) -> None:
        """Both roles again, the duty bot first since it is quicker up."""
        self.bots.start("duty")
        self.bots.start("community")


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def served(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, library_file: Path) -> Iterator[tuple[Served, Bots]]:
    """Desk and processes of one database, with the library copied in so that no start compiles it."""
    folder = tmp_path_factory.mktemp(request.param)
    environment = {}
    if request.param == "postgresql":
        environment["SHOUWANG_DATABASE_URL"] = request.getfixturevalue("new_postgres")(
            f"journeys_{request.module.__name__.rpartition('.')[2]}"
        )
    shutil.copy(library_file, folder / "library.db")
    with Served() as desk:
        bots = Bots(desk.url, folder, environment)
        bots.setup(deployment(WAITS))
        yield desk, bots
        assert bots.stop() == 0


@pytest_asyncio.fixture(loop_scope="function")
async def street(served: tuple[Served, Bots], library: Library) -> AsyncIterator[Street]:
    """The district for one journey; processes that an earlier journey left running are used again."""
    desk_server, bots = served
    async with Desk(desk_server.url) as desk:
        people, groups = await desk.sample()
        street = Street(desk, bots, people, groups)
        if not bots.processes():
            street.restart()
            wang = street.person("王阿姨")
            begun = await wang.start(COMMUNITY_BOT)
            await desk.wait_message(Private(wang, COMMUNITY_BOT), "您好，我是守望", after=begun)
        yield street
        assert await desk.violations() == []
