"""`shouwang demo --tour`: one story through the real processes, told in the terminal; exits non-zero when a step fails.

ask → report → page → no answer → power cut → next rung → 签收 → reporter told → case of the week.
"""

import asyncio
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from sandbox.bots import Bots
from sandbox.client import Desk, Group, Message, Person, Private
from sandbox.run import Served
from sandbox.sample import COMMUNITY_BOT, DUTY_BOT, deployment

WAITS = ("6s", "6s", "60s", "60s")
QUESTION = "我妈正在跟一个自称市公安局的人通电话，说她涉嫌洗钱，要她马上把钱转到安全账户，还不许告诉家里人"

out = Console()


class StepFailed(Exception):
    """What did not happen."""


class Tour:
    """The story, step by step; each step returns one line of what was seen."""

    def __init__(self, desk: Desk, bots: Bots, people: dict[str, Person], groups: dict[str, Group]) -> None:
        self._desk, self._bots = desk, bots
        self._wang, self._neighbour = people["王阿姨"], people["李叔"]
        self._chen, self._zhou, self._wu = people["陈警官"], people["周所长"], people["吴大队"]
        self._group = groups["镇西新苑业主群"]
        self._answer: Message | None = None
        self._card: Message | None = None
        self._receipt: Message | None = None

    def steps(self) -> list[tuple[str, Callable[[], Awaitable[str]]]]:
        """Title and deed of each step, in order."""
        return [
            ("邻居闲聊，守望不插嘴", self.keep_silent),
            ("王阿姨在群里 @守望：这是诈骗吗？", self.ask),
            ("王阿姨按下「报告民警」", self.report),
            ("民警和值班领导的手机同时响", self.page),
            ("没有人签收，机房突然断电（kill -9），再来电", self.power_cut),
            ("升级到区里", self.escalate),
            ("陈警官赶回来，按下「签收」", self.sign),
            ("王阿姨听到回音", self.closure),
            ("运维把每周一案改到几秒钟以后", self.bulletin),
        ]

    async def keep_silent(self) -> str:
        await self._wang.start(COMMUNITY_BOT)
        await self._desk.wait_message(Private(self._wang, COMMUNITY_BOT), contains="守望", timeout=15)
        await self._desk.wait_message(self._group, contains="守望", timeout=15)
        said = await self._neighbour.say(self._group, "晚上谁家有多的葱，借我两根")
        await asyncio.sleep(1.5)
        heard = [message for message in await self._desk.messages(self._group, after=said) if message.sender != self._neighbour.id]
        if heard:
            raise StepFailed("守望在没人叫它的时候说话了")
        return "群里安安静静，这句话也没有被保存"

    async def ask(self) -> str:
        began = time.monotonic()
        said = await self._wang.say(self._group, f"@{COMMUNITY_BOT} {QUESTION}，这是诈骗吗？")
        self._answer = await self._desk.wait_message(self._group, contains="高度疑似诈骗", after=said, timeout=15)
        took = time.monotonic() - began
        if len(self._answer.text) > 400:
            raise StepFailed("群里的回答超过 400 字")
        return f"{took:.2f} 秒后回答：\n{self._answer.text}"

    async def report(self) -> str:
        assert self._answer is not None
        self._pressed = time.monotonic()
        await self._wang.press(self._answer, "报告民警")
        self._receipt = await self._desk.wait_message(self._group, contains="已转给辖区民警", after=self._answer, timeout=15)
        return self._receipt.text

    async def page(self) -> str:
        self._card = await self._desk.wait_message(Private(self._chen, DUTY_BOT), contains="等待签收", timeout=15)
        took = time.monotonic() - self._pressed
        await self._desk.wait_message(Private(self._zhou, DUTY_BOT), contains="等待签收", timeout=15)
        return f"从按下到陈警官手机响：{took:.2f} 秒\n{self._card.text}"

    async def power_cut(self) -> str:
        await asyncio.to_thread(self._bots.kill)
        await asyncio.to_thread(self._restart)
        return "两个进程都被强行杀掉，又重新启动；预警还在"

    def _restart(self) -> None:
        self._bots.start("duty")
        self._bots.start("community")

    async def escalate(self) -> str:
        page = await self._desk.wait_message(Private(self._wu, DUTY_BOT), contains="等待签收", timeout=60)
        return f"吴大队收到：{page.text.splitlines()[0]}"

    async def sign(self) -> str:
        assert self._card is not None
        await self._chen.press(self._card, "签收")
        seen = await self._desk.wait_message(Private(self._zhou, DUTY_BOT), contains="已由 陈警官", timeout=15)
        return f"别人手机上的卡片变成：{seen.text.splitlines()[-1]}"

    async def closure(self) -> str:
        private = await self._desk.wait_message(Private(self._wang, COMMUNITY_BOT), contains="已签收", timeout=15)
        await self._desk.wait_message(self._group, contains="民警已签收", timeout=15)
        return private.text

    async def bulletin(self) -> str:
        slot = datetime.now(ZoneInfo("Asia/Shanghai")) + timedelta(seconds=8)
        at = f"{slot:%a}".lower() + f" {slot:%H:%M:%S}"
        plan = deployment(WAITS).replace('at: "mon 09:00"', f'at: "{at}"')
        changed = await asyncio.to_thread(self._bots.setup, plan)
        card = await self._desk.wait_message(self._group, contains="每周一案", timeout=60)
        await self._wait_for_quiz()
        return f"{changed.strip()}\n{card.text}\n（后面跟着一道小测验）"

    async def _wait_for_quiz(self) -> None:
        for _ in range(100):
            if any(message.poll for message in await self._desk.messages(self._group)):
                return
            await asyncio.sleep(0.1)
        raise StepFailed("没有等到小测验")


async def _play(url: str, bots: Bots) -> int:
    async with Desk(url) as desk:
        people, groups = await desk.sample()
        with out.status("正在应用部署文件、编译套路库、启动两个机器人，第一次要一两分钟……"):
            await asyncio.to_thread(bots.setup, deployment(WAITS))
            await asyncio.to_thread(bots.start, "duty")
            await asyncio.to_thread(bots.start, "community")
        for number, (title, deed) in enumerate(Tour(desk, bots, people, groups).steps(), 1):
            try:
                seen = await deed()
            except Exception as fault:
                out.print(Panel(f"{type(fault).__name__}: {fault}", title=f"✗ {number}. {title}", border_style="red"))
                return 1
            out.print(Panel(Text(seen), title=f"✓ {number}. {title}", title_align="left", border_style="green"), highlight=False)
        if violations := await desk.violations():
            out.print(f"[red]有 {len(violations)} 个请求不合 Bot API 的规矩：{violations[0]}[/]")
            return 1
    out.print("[bold green]故事讲完，每一步都亲眼看到。[/]")
    return 0


def play(folder: Path | None = None) -> int:
    """Play the story; returns the exit code. `folder` is the data directory, a new one unless given."""
    with tempfile.TemporaryDirectory(prefix="shouwang-tour-") as fresh, Served() as desk:
        bots = Bots(desk.url, folder or Path(fresh))
        try:
            return asyncio.run(_play(desk.url, bots))
        finally:
            bots.stop()
