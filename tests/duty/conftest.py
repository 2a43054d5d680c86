"""The duty bot as it runs: polled from a desk over real HTTP, through the inbox, with a real office behind it."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any, cast

import pytest
from pydantic import SecretStr

from bot.deployment import Deployment
from bot.desk import reports
from bot.desk.reports import Receipt, Reported
from bot.inbox import Inbox
from bot.office import Office
from bot.people import enrolment
from bot.settings import Settings
from bot.setup import apply
from bot.store import alerts
from bot.store.engine import Lock
from handlers.duty.app import DutyBot
from handlers.intake import Poller
from sandbox.client import Desk, Message, Person, Press, Private
from sandbox.run import Served
from tests.conftest import CITY, DISTRICT, DISTRICT_FILE, GRID, LEADER, NEIGHBOURS, OFFICER, RESIDENT, STRANGER, until

TOKEN = "1002:desk-duty-bot"
BOT = "shouwang_duty_bot"
OUTSIDER, OPERATOR = 5009, 9001
NAMES = {
    OFFICER: "陈警官",
    LEADER: "周所长",
    GRID: "李丽",
    DISTRICT: "区值班",
    CITY: "市值班",
    OUTSIDER: "外所民警",
    STRANGER: "路人甲",
    OPERATOR: "小运维",
}
SQLITE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)  # what has to hold on both databases stands in test_once.py
HOLDER = ["电话劝阻", "上门寻找", "展开研判", "话术", "转交", "误报", "更多", "详情"]
"""What who has just signed may press."""
PAID = "我刚刚按客服说的共享屏幕,已经转了三万过去,怎么办"


Closing = list[Callable[[], Awaitable[None]]]


@pytest.fixture
async def closing() -> AsyncIterator[Closing]:
    """What is to be closed after the office: a bot must outlive the workflows that speak through it."""
    doors: Closing = []
    yield doors
    for close in doors:
        await close()


@pytest.fixture
def knobs(knobs: Settings, served: Served, closing: Closing) -> Settings:
    """The office's settings, with the duty bot's token for that desk; `closing` stands here to come after the office."""
    return knobs.model_copy(update={"duty_token": SecretStr(TOKEN), "telegram_api": served.url, "poll_seconds": 5})


@pytest.fixture
async def desk(served: Served) -> AsyncIterator[Desk]:
    """The hands of everybody on that desk."""
    async with Desk(served.url) as control:
        await control.bot(TOKEN, BOT, "守望 · 值勤", guest=False)
        yield control


@dataclass
class Station:
    """People with phones, the running bot, and what has to be said often in these tests."""

    office: Office
    bot: DutyBot
    desk: Desk
    people: dict[int, Person]
    inbox: Inbox

    async def report(self, text: str = PAID, origin: str = "report:1", **more: Any) -> Receipt:
        """A resident of the neighbours' group reports something."""
        reported = replace(Reported(origin, RESIDENT, "王阿姨", text, group=NEIGHBOURS), **more)
        return await reports.report(self.office, reported)

    def phone(self, who: int) -> Private:
        """Somebody's chat with the duty bot."""
        return Private(self.people[who], BOT)

    async def read(self, who: int, contains: str = "", **more: Any) -> Message:
        """Wait for a message on somebody's phone that was written by the bot."""
        return await self.desk.wait_message(self.phone(who), contains, sender=self.bot.id, **more)

    async def card(self, who: int, **more: Any) -> Message:
        """Wait for an alert card on somebody's phone."""
        return await self.read(who, "预警", button="详情", **more)

    async def press(self, who: int, message: Message, button: str = "", *, data: str | None = None) -> dict[str, Any]:
        """Press a button and give what the bot said to it."""
        return await self.answer(await self.people[who].press(message, button, data=data))

    async def answer(self, press: Press) -> dict[str, Any]:
        """What the bot said to a press."""
        return await self.desk.wait_answer(press)

    async def write(self, who: int, text: str, contains: str = "") -> Message:
        """Write to the bot and give its reply, or the first message since then that contains something."""
        said = await self.people[who].say(self.phone(who), text)
        return await self.read(who, contains, after=said)

    async def alert(self, number: int) -> tuple[str, int | None, list[str]]:
        """An alert's row: its state, who signed, and its history."""
        async with self.office.store.begin() as session:
            alert = await alerts.get(session, number)
            assert alert is not None
            return alert.state, alert.signed_by, [line.act for line in await alerts.history(session, number)]

    async def family(self, number: int) -> str | None:
        """To which family an alert belongs."""
        async with self.office.store.begin() as session:
            alert = await alerts.get(session, number)
            return alert.family if alert else None

    async def invite(self, role: str = "officer", area: str = "lyg-hz-xd", hours: int = 72) -> str:
        """A fresh one-time code."""
        return (await enrolment.invite(self.office.store, self.office.cipher, role, area, hours)).code

    async def menu(self, who: int | None = None) -> list[str]:
        """The commands registered for everybody, or in one person's chat, where they come just after the hello."""

        async def registered() -> list[str] | None:
            for menu in await self.desk.do("commands", bot=BOT):
                if json.loads(menu["scope"]).get("chat_id") == who:
                    return [command["command"] for command in menu["commands"]]
            return None

        return list(await until(registered))

    async def now(self, message: Message) -> Message:
        """A message as it stands now."""
        return next(item for item in await self.desk.messages(message.chat, deleted=True) if item.id == message.id)

    async def becomes(self, message: Message, contains: str) -> Message:
        """Wait until a message has been redrawn to say something."""

        async def redrawn() -> Message | None:
            seen = await self.now(message)
            return seen if contains in seen.text else None

        try:
            return cast(Message, await until(redrawn))
        except AssertionError:
            raise AssertionError(f"{contains!r} never appeared; it says: {(await self.now(message)).text!r}") from None


PATIENT = [{"page": ["officer", "leader"], "level": "station", "wait": "600s"}, {"page": ["leader"], "level": "district", "wait": "600s"}]


@pytest.fixture
async def station(office: Office, desk: Desk, served: Served, closing: Closing) -> AsyncIterator[Station]:
    """The duty bot polling, with a ladder that does not climb while one looks; all but the stranger have pressed Start long ago."""
    await apply(office.store, Deployment.model_validate({**DISTRICT_FILE, "escalation": PATIENT}))
    people = {number: await desk.person(name, id=number) for number, name in NAMES.items()}
    for number in people.keys() - {STRANGER}:
        served.world.people[number].started.add(1002)
    bot = DutyBot(office)
    closing.append(bot.close)
    await bot.open()
    office.duty = bot.sender
    inbox = Inbox(office.store, office.cipher, "duty", bot.handle, bot.gave_up)
    lock = Lock(office.store, "poll-duty")
    await lock.take()
    poller = Poller(served.url, TOKEN, inbox, bot.addressed, kinds=bot.kinds, seconds=5, lock=lock)
    task = asyncio.create_task(poller.run())
    yield Station(office, bot, desk, people, inbox)
    poller.stop()
    await task
    await inbox.close()
    await lock.release()
