"""Opening the database: one engine for SQLite and PostgreSQL, sessions, migrations to the newest revision, locks between processes."""

import asyncio
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine

from bot.errors import OperatorError
from bot.file_lock import FileLock
from bot.store.chain import SealedSession
from bot.store.turns import FirstConnection, LastConnection, TurnConnection

MIGRATIONS = Path(__file__).parent / "migrations"


def prepare(connection: Any, _: object) -> None:
    """Pragmas for every SQLite connection. WAL stays in the file, so the workflow engine gets it too."""
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "busy_timeout=30000", "foreign_keys=ON", "synchronous=FULL", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
    connection.isolation_level = "IMMEDIATE"


class Store:
    """The database as services see it: `begin()` gives a short transaction that commits at its end."""

    def __init__(self, url: str, data_dir: Path) -> None:
        self.url = make_url(url)
        self.data_dir = data_dir
        self.sqlite = self.url.get_backend_name() == "sqlite"
        self.engine: AsyncEngine = self._open(TurnConnection)
        others = (self._open(FirstConnection), self._open(LastConnection)) if self.sqlite else ()
        self.engines = (self.engine, *others)
        """Everything that speaks to the database, but for the workflow engine."""
        self._session, self._first, self._last = (
            async_sessionmaker(engine, expire_on_commit=False, sync_session_class=SealedSession)
            for engine in (self.engine, *(others or (self.engine, self.engine)))
        )

    def _open(self, factory: type[TurnConnection]) -> AsyncEngine:
        if not self.sqlite:
            return create_async_engine(self.url, pool_pre_ping=True)
        engine = create_async_engine(self.url, connect_args={"factory": factory})
        sa.event.listen(engine.sync_engine, "connect", prepare)
        return engine

    @property
    def engine_args(self) -> dict[str, Any]:
        """What the workflow engine's connections are made with: on SQLite they queue with ours."""
        return {"connect_args": {"factory": TurnConnection}, "pool_pre_ping": False} if self.sqlite else {}

    @property
    def plain_url(self) -> str:
        """The same database without the async driver's name, for libraries that choose their own."""
        drivername = "sqlite" if self.sqlite else "postgresql"
        return self.url.set(drivername=drivername).render_as_string(hide_password=False)

    @asynccontextmanager
    async def begin(self, *, first: bool = False, last: bool = False) -> AsyncIterator[AsyncSession]:
        """A transaction: committed at the end of the block, rolled back on any error. Never await the network inside.

        On SQLite, which has one writer, writers queue. first: what stands between a report and the officer's phone; it goes before
        the rest. last: what goes to many, or only keeps house.
        """
        async with (self._first if first else self._last if last else self._session).begin() as session:
            yield session

    async def migrate(self) -> None:
        """Bring the schema to the newest revision; safe when several processes start together."""
        self._check_writable()
        async with Lock(self, "migrate").held(), self.engine.begin() as connection:
            await connection.run_sync(self._upgrade)

    def _upgrade(self, connection: sa.Connection) -> None:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")

    def _check_writable(self) -> None:
        """Say plainly what is wrong before a library says it obscurely."""
        if not self.sqlite or not self.url.database:
            return
        folder = Path(self.url.database).parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with TemporaryFile(dir=folder):  # one of its own for each process: both start at once after a power cut
                pass
            if Path(self.url.database).exists():
                with open(self.url.database, "r+b"):
                    pass
        except OSError as fault:
            raise OperatorError(
                f"数据库写不进去：{self.url.database}（{fault.strerror}）。请检查目录权限、磁盘空间，或改 SHOUWANG_DATA_DIR"
            ) from fault

    async def close(self) -> None:
        """Let go of all connections."""
        for engine in self.engines:
            await engine.dispose()


class Lock:
    """A named lock between processes that the operating system or the database lets go of when its holder dies.

    On SQLite it is a file lock in the data directory, on PostgreSQL a session advisory lock on a connection of its own.
    """

    def __init__(self, store: Store, name: str) -> None:
        self._store = store
        self._name = name
        self._key = zlib.crc32(f"shouwang/{name}".encode()) - 2**31
        self._file: FileLock | None = None
        self._connection: Any = None

    async def take(self) -> bool:
        """Try once; True when the lock is now ours. PostgreSQL: a lock whose connection died is no longer ours, see `alive`.

        What is left of an earlier taking is let go first.
        """
        await self.release()
        return self._take_file() if self._store.sqlite else await self._take_advisory()

    def _take_file(self) -> bool:
        self._store.data_dir.mkdir(parents=True, exist_ok=True)
        file = FileLock(self._store.data_dir / f".{self._name}.lock")
        if not file.take_now():
            file.close()
            return False
        self._file = file
        return True

    async def _take_advisory(self) -> bool:
        connection = await self._store.engine.connect()
        connection = await connection.execution_options(isolation_level="AUTOCOMMIT")
        taken = (await connection.execute(sa.text("select pg_try_advisory_lock(:a, :b)"), {"a": 0x5357, "b": self._key})).scalar_one()
        if taken:
            self._connection = connection
        else:
            await connection.close()
        return bool(taken)

    async def alive(self) -> bool:
        """Whether a lock that was taken is still ours; raises nothing, a dead connection means no."""
        if self._store.sqlite:
            return self._file is not None
        try:
            await self._connection.execute(sa.text("select 1"))
        except (sa.exc.DBAPIError, AttributeError):
            return False
        return True

    async def release(self) -> None:
        """Let the lock go; harmless when it was never taken."""
        if self._file is not None:
            self._file.close()
            self._file = None
        if self._connection is not None:
            connection, self._connection = self._connection, None
            await connection.invalidate()
            await connection.close()

    @asynccontextmanager
    async def held(self, wait: float = 60) -> AsyncIterator[None]:
        """Wait for the lock up to `wait` seconds, hold it for the block; raises OperatorError when somebody else keeps it."""
        for _ in range(int(wait / 0.05)):
            if await self.take():
                break
            await asyncio.sleep(0.05)
        else:
            raise OperatorError(f"等了 {wait:.0f} 秒也没轮到（{self._name}）：另一个守望进程可能卡住了")
        try:
            yield
        finally:
            await self.release()
