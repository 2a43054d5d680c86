"""The real community bot at a desk that plays Telegram: real updates in by long polling, through the inbox, real requests out."""

import asyncio
import io
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.inbox import Inbox
from bot.office import Office
from bot.settings import Settings
from bot.store.engine import Lock
from handlers.community.app import CommunityBot
from handlers.intake import Poller
from sandbox.client import Chat, Desk, Group, Message, Person, Private
from sandbox.run import Served
from tests.conftest import FACTORY, NEIGHBOUR, NEIGHBOURS, RESIDENT, until
from tests.triage.drawing import FONT

TOKEN = "4001:AAF-community"
BOT = "shouwang_bot"
SAFE_ACCOUNT = "有自称公安局的人说我涉嫌洗钱,要把钱转到安全账户,还不让告诉家里人"
PAID = "我刚刚按客服说的共享屏幕,已经转了三万过去,怎么办"
PARCEL = "您的快递已到菜鸟驿站,请凭取件码 5-2-1089 于今日 20:00 前领取"


@pytest.fixture
def database(blank: Path, tmp_path: Path) -> str:
    """The edge does not care which database stands behind the services; one will do."""
    return f"sqlite:///{shutil.copy(blank, tmp_path / 'shouwang.db')}"


@pytest.fixture
def knobs(database: str, tmp_path: Path, served: Served) -> Settings:
    return Settings(
        community_token=TOKEN,
        telegram_api=served.url,
        database_url=database,
        data_dir=tmp_path,
        secret_key="test",
        operators=(9001,),
        owner="新东社区反诈服务站",
        poll_seconds=5,
        _env_file=None,
    )


@dataclass
class Street:
    """The neighbourhood: its people, its groups, the bot among them, and the office behind the bot."""

    desk: Desk
    office: Office
    bot: CommunityBot
    inbox: Inbox
    wang: Person
    liu: Person
    group: Group

    @property
    def home(self) -> Private:
        """王阿姨's private chat with the bot."""
        return Private(self.wang, BOT)

    async def settled(self) -> None:
        """Wait until the bot has taken and handled everything that waits for it."""

        async def taken() -> bool:
            return not await self.desk.do("updates", bot=BOT)

        await until(taken)
        await self.inbox.idle()

    async def heard(self, chat: Chat, after: Message) -> list[Message]:
        """What the bot said below a message, once everything is handled."""
        await self.settled()
        return [message for message in await self.desk.messages(chat) if message.sender == self.bot.id and message.seq > after.seq]

    async def answer(self, chat: Chat, after: Message) -> Message:
        """The one thing the bot said below a message."""
        [message] = await self.heard(chat, after)
        return message

    async def now(self, message: Message) -> Message:
        """A message as it stands, once everything is handled."""
        await self.settled()
        return next(found for found in await self.desk.messages(message.chat) if found.id == message.id)

    async def ask(self, text: str = SAFE_ACCOUNT, **more: Any) -> Message:
        """王阿姨 asks privately; the answer."""
        return await self.answer(self.home, await self.wang.say(self.home, text, **more))

    async def ask_in_group(self, text: str = f"@{BOT} {SAFE_ACCOUNT}", **more: Any) -> Message:
        """王阿姨 asks in the group; the answer."""
        return await self.answer(self.group, await self.wang.say(self.group, text, **more))

    async def note(self, person: Person, message: Message, button: str = "", *, data: str | None = None) -> dict[str, Any]:
        """What stands under a button after a press."""
        return await self.desk.wait_answer(await person.press(message, button, data=data))

    async def give(self, update: dict[str, Any]) -> None:
        """Hand the bot any update."""
        await self.desk.do("inject", bot=BOT, update=update)
        await self.settled()

    async def sent(self, method: str = "sendMessage") -> list[dict[str, Any]]:
        """Parameters of the calls of a method that went out, oldest first."""
        return [request["params"] for request in await self.desk.requests(BOT, method)]


@pytest.fixture
async def desk(served: Served) -> AsyncIterator[Desk]:
    async with Desk(served.url) as control:
        await control.bot(TOKEN, BOT, "守望")
        yield control


@pytest.fixture
async def bot(office: Office, desk: Desk) -> AsyncIterator[CommunityBot]:
    bot = CommunityBot(office)
    await bot.open()
    office.community = bot.sender
    yield bot
    await bot.close()


@pytest.fixture
async def street(office: Office, desk: Desk, bot: CommunityBot) -> AsyncIterator[Street]:
    """A desk with the bot polling. Everything the bot asked of the Bot API must have been lawful."""
    wang, liu = await desk.person("王阿姨", RESIDENT), await desk.person("刘大爷", NEIGHBOUR)
    inbox = Inbox(office.store, office.cipher, "community", bot.handle, bot.gave_up, together=bot)
    lock = Lock(office.store, "poll-community")
    await lock.take()
    settings = office.settings
    poller = Poller(settings.telegram_api, TOKEN, inbox, bot.addressed, kinds=bot.kinds, seconds=settings.poll_seconds, lock=lock)
    polling = asyncio.create_task(poller.run())
    group = await desk.group("镇西新苑业主群", chat=NEIGHBOURS, members=[wang, liu], bots=[BOT])
    street = Street(desk, office, bot, inbox, wang, liu, group)
    await street.settled()
    yield street
    poller.stop()
    await polling
    await inbox.close()
    await lock.release()
    assert await desk.violations() == []


@pytest.fixture
async def factory(street: Street) -> Group:
    """Another group, where nothing was asked yet."""
    group = await street.desk.group("鸿达电子厂工友群", chat=FACTORY, members=[street.wang, street.liu], bots=[BOT])
    await street.settled()
    return group


def drawn(*lines: str) -> bytes:
    """A picture of a short message on a telephone, as PNG."""
    from PIL import Image, ImageDraw, ImageFont

    page = Image.new("RGB", (900, 140 + 70 * len(lines)), "white")
    pen, font = ImageDraw.Draw(page), ImageFont.truetype(str(FONT), 40)
    for number, line in enumerate(lines):
        pen.text((50, 60 + 70 * number), line, "black", font)
    out = io.BytesIO()
    page.save(out, "PNG")
    return out.getvalue()
