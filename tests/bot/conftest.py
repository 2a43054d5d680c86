"""An office without library and engine, for what needs only a database, and a database that goes away for a moment."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import psycopg
import pytest
import sqlalchemy as sa
from dbos import DBOS

from bot.durable import Engine
from bot.library.read import Library
from bot.office import Office
from bot.privacy import Cipher
from bot.settings import Settings
from bot.store.engine import Store
from tests.conftest import Phones

SWEEP = """
do $$ declare names text; begin
  perform pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid();
  select string_agg(format('%I.%I', schemaname, tablename), ', ') into names from pg_tables
    where schemaname in ('public', 'dbos') and tablename not in ('alembic_version', 'dbos_migrations');
  execute 'truncate ' || names || ' restart identity cascade';
end $$
"""


@pytest.fixture(scope="session")
def swept(new_postgres: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory) -> Callable[[], str]:
    """Empties a database that was migrated once, and gives its address: hundreds of new ones would take minutes and gigabytes."""
    address = new_postgres("swept")
    with psycopg.connect(address, autocommit=True) as connection:
        for care in ("fsync", "full_page_writes", "synchronous_commit", "autovacuum"):  # nothing here outlives the run
            connection.execute(f"alter system set {care} = off")  # type: ignore[call-overload]
        connection.execute("select pg_reload_conf()")

    async def migrate() -> None:
        store = Store(Settings(database_url=address, _env_file=None).database, tmp_path_factory.mktemp("migrated"))  # type: ignore[call-arg]
        await store.migrate()
        await asyncio.to_thread(DBOS.migrate, store.plain_url)
        await store.close()

    asyncio.run(migrate())

    def sweep() -> str:
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(SWEEP)
        return address

    return sweep


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'shouwang.db'}"
    return str(request.getfixturevalue("swept")())


@pytest.fixture
def desk(store: Store, knobs: Settings, phones: Phones) -> Office:
    """Hands on an empty store; nothing is judged and no workflow runs."""
    nothing = Library("none", {}, {}, {}, ())
    return Office(knobs, store, Cipher("test"), nothing, cast(Any, None), Engine(store, (), "test"), community=phones, duty=phones)


@contextmanager
def database_away(store: Store, statement: str, times: int) -> Iterator[None]:
    """The database refuses statements with these words, that many times."""
    left = [times]

    def refuse(_: object, __: object, sql: str, *more: object) -> None:
        if statement in sql and left[0]:
            left[0] -= 1
            raise sa.exc.OperationalError(sql, None, Exception("away"))

    sa.event.listen(store.engine.sync_engine, "before_cursor_execute", refuse)
    yield
    sa.event.remove(store.engine.sync_engine, "before_cursor_execute", refuse)
    assert left == [0]
