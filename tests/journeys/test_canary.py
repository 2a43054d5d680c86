"""A thousand strings that occur nowhere else go in by every door; then no byte on the disk and no line of a log holds one in clear."""

import asyncio
import json
import re
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sandbox.bots import Bots
from sandbox.client import Desk, Group, Person, Private
from sandbox.run import Served
from sandbox.sample import COMMUNITY_BOT, DUTY_BOT, deployment
from tests.conftest import until

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
        self._left = [iter(kind) for kind in self.all]
        self.given = 0

    def batch(self, most: int = 5) -> str:
        """A text with so many of each kind, as somebody being cheated would write it."""
        parts = []
        for _ in range(most):
            name, said, phone, card, identity = (next(kind) for kind in self._left)
            self.given += 5
            parts.append(f"自称公安局的{name}电话{phone}说我涉嫌洗钱，身份证{identity}，让我{said}把钱转到安全账户{card}")
        return "。".join(parts)

    def some(self, kind: int) -> str:
        """One of a kind: 0 name, 1 words, 2 phone, 3 card, 4 identity."""
        self.given += 1
        return next(self._left[kind])


def found(folder: Path, canaries: Canaries) -> list[str]:
    """Which canaries stand in a file of the data directory, written in any of the ways that a program may write them."""
    wrong = []
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.name == "library.db":
            continue
        data = path.read_bytes()
        plain, wide = data.decode("utf-8", "ignore"), data.decode("utf-16-le", "ignore")
        escaped = "".join(re.findall(r"(?:\\u[0-9a-f]{4})+", plain))
        runs = set(re.findall(r"\d{11,18}[\dX]?", plain)) | set(re.findall(r"\d{11,18}[\dX]?", wide))
        for kind, ones in enumerate(canaries.all):
            if kind > 1:
                wrong += [f"{path.name}: {one}" for one in ones if any(one in run for run in runs)]
            else:
                wrong += [f"{path.name}: {one}" for one in ones if one in plain or one in wide or json.dumps(one)[1:-1] in escaped]
    return wrong


def test_a_canary_is_found_however_it_is_written(tmp_path: Path) -> None:
    canaries = Canaries()
    name, said, phone, card, identity = (kind[7] for kind in canaries.all)
    (tmp_path / "a.db").write_bytes(b"\x00" + name.encode() + b"\xff" + phone.encode() + b"\x01")
    (tmp_path / "b.db-wal").write_bytes(json.dumps({"quote": f"说{said}的"}).encode() + f"{card}、".encode())
    (tmp_path / "c.log").write_bytes(f"卡{identity}{name}".encode("utf-16-le"))
    expected = {f"a.db: {name}", f"a.db: {phone}", f"b.db-wal: {said}", f"b.db-wal: {card}", f"c.log: {name}", f"c.log: {identity}"}
    assert set(found(tmp_path, canaries)) == expected


async def handled(folder: Path, desk: Desk) -> None:
    """Wait until both bots have taken and handled whatever there is."""

    async def nothing_waits() -> bool:
        if any([await desk.do("updates", bot=bot) for bot in (COMMUNITY_BOT, DUTY_BOT)]):
            return False
        with sqlite3.connect(folder / "shouwang.db") as rows:
            return not rows.execute("select count(*) from inbox where state = 'new'").fetchone()[0]

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

    await desk.fault("sendMessage", bot=COMMUNITY_BOT, status=502, count=2)
    await wang.say(home, f"/report 我刚转了三万给他，{canaries.batch()}")
    await desk.wait_message(home, "先打 110")
    for kind in (3, 0, 2, 1, 4, 3, 1):
        await wang.say(home, canaries.some(kind))
    card = await desk.wait_message(duty, "等待签收", button="签收")
    await officer.press(card, "签收")
    await desk.wait_message(duty, "您已于")
    await officer.say(duty, canaries.batch(), reply_to=card)
    await officer.say(duty, canaries.batch())
    await officer.press(card, data=f"a1:{canaries.some(2)}")
    await officer.press(card, "详情")
    for command in ("/review", "/alerts", "/start", "/nothing"):
        await officer.say(duty, f"{command} {canaries.batch(1)}")
    await Person(stranger.id, stranger.name, "", desk).say(Private(stranger, DUTY_BOT), f"/start {canaries.some(2)}")
    while canaries.given < 1000 - 25:
        await wang.say(home, canaries.batch())


def _broken(text: str, person: int) -> dict[str, Any]:
    """A private message that no framework can read."""
    who = {"id": person, "is_bot": False, "first_name": "王阿姨"}
    return {"message_id": 9999, "date": "yesterday", "chat": {"id": person, "type": "private"}, "from": who, "text": text, "entities": [7]}


async def test_no_canary_stands_in_clear_on_the_disk_or_in_a_log(tmp_path: Path, library_file: Path) -> None:
    shutil.copy(library_file, tmp_path / "library.db")
    canaries = Canaries()
    environment = {"SHOUWANG_REPORTS_PER_HOUR": "1000", "SHOUWANG_LOG_LEVEL": "DEBUG"}
    with Served() as served:
        bots = Bots(served.url, tmp_path, environment)
        async with Desk(served.url) as desk:
            people, groups = await desk.sample()
            await asyncio.to_thread(bots.setup, deployment())
            await asyncio.to_thread(bots.start, "all")
            await by_every_door(desk, canaries, people["王阿姨"], groups["镇西新苑业主群"], people["陈警官"])
            await desk.wait_message(Private(people["郑主任"], DUTY_BOT), "处理失败")
            await handled(tmp_path, desk)
            alive = found(tmp_path, canaries)
            assert await asyncio.to_thread(bots.stop) == 0
    assert canaries.given >= 900
    assert alive == []
    assert found(tmp_path, canaries) == []
