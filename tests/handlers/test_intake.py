"""The way from getUpdates into the inbox, over real HTTP: nothing is confirmed before it is kept, and no trouble ends the listening."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from bot.errors import OperatorError
from bot.inbox import Inbox
from bot.privacy import Cipher
from bot.store.engine import Lock, Store
from bot.store.models import InboxItem
from handlers.intake import Poller, lane
from sandbox.client import Desk, Group, Person, Private
from sandbox.run import Served
from tests.bot.conftest import database_away

TOKEN = "4001:AAF-community"
BOT = "shouwang_bot"
PRIVATE_TALK = "今晚谁家做了红烧肉"


@pytest.fixture
async def desk(served: Served) -> AsyncIterator[Desk]:
    """An empty desk with one bot that hears everything in its groups."""
    async with Desk(served.url) as control:
        await control.bot(TOKEN, BOT, "守望", privacy=False)
        yield control


@pytest.fixture
async def wang(desk: Desk) -> Person:
    return await desk.person("王阿姨")


@pytest.fixture
async def neighbours(desk: Desk, wang: Person) -> Group:
    return await desk.group("镇西新苑业主群", members=[wang], bots=[BOT])


def addressed(update: dict[str, Any]) -> bool:
    """Private talk, commands in groups, and whatever is no message at all; looks into a message without care."""
    if "message" not in update:
        return "my_chat_member" not in update
    message = update["message"]
    return message["chat"]["type"] == "private" or message.get("text", "").startswith("/")


class Listening:
    """A poller at work with its inbox: `heard` are texts (or kinds) handled in order, `aside` what was given up."""

    def __init__(self, served: Served, store: Store, *, seconds: int = 1, token: str = TOKEN) -> None:
        self.heard: list[str] = []
        self.aside: list[int] = []
        self.lock = Lock(store, "poll-community")
        self.inbox = Inbox(store, Cipher("test"), "community", self._handle, self._gave_up, pauses=(0.0, 0.0))
        kinds = ("message", "callback_query", "my_chat_member")
        self.poller = Poller(served.url, token, self.inbox, addressed, kinds=kinds, seconds=seconds, lock=self.lock)
        self.task: asyncio.Task[None] | None = None

    async def _handle(self, payload: str) -> None:
        self.heard.append(json.loads(payload)["message"]["text"])

    async def _gave_up(self, number: int, payload: str, fault: str) -> None:
        self.aside.append(number)

    async def __aenter__(self) -> "Listening":
        assert await self.lock.take()
        self.task = asyncio.create_task(self.poller.run())
        return self

    async def __aexit__(self, *_: object) -> None:
        self.poller.stop()
        await self.inbox.close()
        if self.task is not None:
            with contextlib.suppress(OperatorError):
                await asyncio.wait_for(self.task, 30)
        await self.lock.release()

    async def until_heard(self, *texts: str, seconds: float = 30) -> None:
        """Wait until exactly these texts were handled."""
        async with asyncio.timeout(seconds):
            while self.heard != list(texts):
                await asyncio.sleep(0.02)


async def kept(store: Store) -> list[InboxItem]:
    async with store.begin() as session:
        return list(await session.scalars(sa.select(InboxItem).order_by(InboxItem.update_id)))


async def waiting(desk: Desk) -> list[Any]:
    return list(await desk.do("updates", bot=BOT))


async def test_what_is_said_is_kept_handled_and_confirmed(served: Served, store: Store, desk: Desk, wang: Person) -> None:
    async with Listening(served, store) as listening:
        await wang.say(Private(wang, BOT), "第一句")
        await wang.say(Private(wang, BOT), "第二句")
        await listening.until_heard("第一句", "第二句")
        await listening.inbox.idle()
        assert [(row.state, row.payload, row.lane) for row in await kept(store)] == [("done", None, f"{wang.id}")] * 2
        await wang.say(Private(wang, BOT), "第三句")
        await listening.until_heard("第一句", "第二句", "第三句")
    await listening.poller.confirm()
    assert await waiting(desk) == []


async def test_an_update_is_not_confirmed_before_it_is_kept(served: Served, store: Store, desk: Desk, wang: Person) -> None:
    with database_away(store, "INSERT INTO inbox", 2):
        async with Listening(served, store) as listening:
            await wang.say(Private(wang, BOT), "我刚转了三万")
            async with asyncio.timeout(30):
                while not (still := await waiting(desk)) or still[0]["delivered"] < 2:
                    await asyncio.sleep(0.02)
            await listening.until_heard("我刚转了三万")
    assert listening.heard == ["我刚转了三万"]


async def test_an_update_that_comes_again_after_a_restart_is_handled_once(served: Served, store: Store, desk: Desk, wang: Person) -> None:
    async with Listening(served, store) as first:
        await wang.say(Private(wang, BOT), "我刚转了三万")
        await first.until_heard("我刚转了三万")
    [number] = [row.update_id for row in await kept(store)]
    await desk.do("repeat", bot=BOT, update_id=number)
    async with Listening(served, store) as second:
        await wang.say(Private(wang, BOT), "现在怎么办")
        await second.until_heard("现在怎么办")
    assert len(await kept(store)) == 2


async def test_talk_that_is_not_meant_for_the_bot_is_never_written(
    served: Served, store: Store, desk: Desk, wang: Person, neighbours: Group, tmp_path: Path
) -> None:
    async with Listening(served, store) as listening:
        await wang.say(neighbours, PRIVATE_TALK)
        await wang.say(neighbours, "/ask 这是诈骗吗")
        await listening.until_heard("/ask 这是诈骗吗")
    assert len(await kept(store)) == 1
    assert not any(PRIVATE_TALK.encode() in file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())


@pytest.mark.parametrize("token", ["4999:AAF-nobody-has-this-one", "nonsense", "4001:AAF-community-"])
async def test_a_wrong_token_ends_the_listening_with_a_sentence(served: Served, store: Store, desk: Desk, token: str) -> None:
    async with Listening(served, store, token=token) as listening:
        assert listening.task is not None
        with pytest.raises(OperatorError, match="机器人令牌不被接受"):
            await asyncio.wait_for(listening.task, 30)


@pytest.mark.parametrize(
    "trouble",
    [
        {"status": 429, "retry_after": 1},
        {"status": 500},
        {"status": 502},
        {"status": 409},
        {"drop": "before"},
        {"drop": "after"},
    ],
    ids=str,
)
async def test_trouble_at_telegram_does_not_end_the_listening(
    served: Served, store: Store, desk: Desk, wang: Person, trouble: dict[str, Any]
) -> None:
    await desk.fault("getUpdates", count=1, **trouble)
    await wang.say(Private(wang, BOT), "在吗")
    async with Listening(served, store) as listening:
        await listening.until_heard("在吗")
        await wang.say(Private(wang, BOT), "我刚转了三万")
        await listening.until_heard("在吗", "我刚转了三万")


GARBAGE: list[dict[str, Any]] = [
    {"message": {}},
    {"message": []},
    {"message": None},
    {"message": {"chat": "nobody"}},
    {"message": {"chat": {"id": None, "type": "private"}}},
    {"callback_query": {"message": 5, "from": 7}},
    {"callback_query": 17},
    {"thing_of_tomorrow": {"chat": {"id": 5}}},
]


@pytest.mark.parametrize("garbage", GARBAGE, ids=lambda garbage: json.dumps(garbage))
async def test_an_update_of_no_known_shape_does_not_hold_up_the_next(
    served: Served, store: Store, desk: Desk, wang: Person, garbage: dict[str, Any]
) -> None:
    await desk.do("inject", bot=BOT, update=garbage)
    await wang.say(Private(wang, BOT), "我刚转了三万")
    async with Listening(served, store) as listening:
        async with asyncio.timeout(30):
            while "我刚转了三万" not in listening.heard:
                await asyncio.sleep(0.02)
        await listening.inbox.idle()
    assert {row.state for row in await kept(store)} <= {"done", "dead"}


async def test_it_stops_within_a_second_in_the_middle_of_a_long_poll(served: Served, store: Store, desk: Desk, wang: Person) -> None:
    async with Listening(served, store, seconds=30) as listening:
        await wang.say(Private(wang, BOT), "在吗")
        await listening.until_heard("在吗")
        await asyncio.sleep(0.2)
        listening.poller.stop()
        assert listening.task is not None
        await asyncio.wait_for(listening.task, 10)


async def test_it_stops_within_a_second_while_telegram_cannot_be_reached(store: Store) -> None:
    nobody = Served()
    nobody.start()
    nobody.stop()
    async with Listening(nobody, store) as listening:
        await asyncio.sleep(0.3)
        listening.poller.stop()
        assert listening.task is not None
        await asyncio.wait_for(listening.task, 10)
    await listening.poller.confirm()


async def test_without_its_lock_it_listens_no_longer(served: Served, store: Store, desk: Desk) -> None:
    async with Listening(served, store) as listening:
        await listening.lock.release()
        assert listening.task is not None
        with pytest.raises(OperatorError, match="失去了接收消息的锁"):
            await asyncio.wait_for(listening.task, 30)


async def test_only_one_at_a_time_holds_the_lock(served: Served, store: Store, desk: Desk) -> None:
    async with Listening(served, store) as listening:
        other = Lock(store, "poll-community")
        assert not await other.take()
        await listening.lock.release()
        async with asyncio.timeout(10):
            while not await other.take():  # a server lets go when it has seen the connection end
                await asyncio.sleep(0.02)
        await other.release()


@pytest.mark.parametrize(
    ("update", "expected"),
    [
        ({"update_id": 1, "message": {"chat": {"id": -100}, "from": {"id": 7}}}, "-100"),
        ({"update_id": 1, "edited_message": {"chat": {"id": 7}}}, "7"),
        ({"update_id": 1, "callback_query": {"id": "q", "from": {"id": 7}, "message": {"chat": {"id": -100}}}}, "-100!"),
        ({"update_id": 1, "callback_query": {"id": "q", "from": {"id": 7}}}, "7!"),
        ({"update_id": 1, "message": {"chat": {"id": 7, "type": "private"}, "from": {"id": 7}, "text": "/report@bot x"}}, "7!"),
        ({"update_id": 1, "message": {"chat": {"id": 7, "type": "private"}, "from": {"id": 7}, "photo": []}}, "7"),
        ({"update_id": 1, "message": {"chat": {"id": -100, "type": "group"}, "from": {"id": 7}, "photo": []}}, "-100/7"),
        (
            {"update_id": 1, "message": {"chat": {"id": -100, "type": "group"}, "from": {"id": 7}, "reply_to_message": {"voice": {}}}},
            "-100/7",
        ),
        ({"update_id": 1, "my_chat_member": {"chat": {"id": -100}, "from": {"id": 7}}}, "-100"),
        ({"update_id": 1, "poll_answer": {"user": {"id": 7}}}, "7"),
        ({"update_id": 1, "poll": {"id": "p"}}, "poll"),
        ({"update_id": 1}, "other"),
    ],
)
def test_order_matters_within_a_chat_but_for_acts_and_for_what_takes_time(update: dict[str, Any], expected: str) -> None:
    assert lane(update) == expected


@pytest.mark.parametrize("garbage", GARBAGE, ids=lambda garbage: json.dumps(garbage))
def test_an_update_of_any_shape_has_a_lane(garbage: dict[str, Any]) -> None:
    assert 0 < len(lane({"update_id": 1, **garbage})) <= 64
