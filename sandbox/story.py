"""The story the tour tells, step by step: each step does something on the desk and returns what was seen.

First: silence → picture → clarifying question → question → report → page → power cut → next rung → 签收 → reporter told.
Then what the library missed: 不对 → 待核实 → an officer's answer → everyone who asked is told. At the end 旁听 and the case of the week.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sandbox.bots import Bots
from sandbox.client import Desk, Group, Message, Person, Private
from sandbox.sample import COMMUNITY_BOT, DUTY_BOT, deployment, screenshot

WAITS = ("6s", "6s", "60s", "60s")
QUESTION = "我妈正在跟一个自称市公安局的人通电话，说她涉嫌洗钱，要她马上把钱转到安全账户，还不许告诉家里人"
DOUBT = "小区门口有人讲养生课，送鸡蛋，后来让我买磁疗床，能信吗"
WORRY = "刚才客服打电话说要帮我取消百万保障，不取消每月扣八百，叫我下载软件开屏幕共享"
MISSED = "明早八点到小区门口登记天眼共富名额，每家限一个"


class StepFailed(Exception):
    """What did not happen."""


class Story:
    """The steps share the messages they saw; whatever is awaited and does not come is a TimeoutError that says what came instead."""

    def __init__(self, desk: Desk, bots: Bots, people: dict[str, Person], groups: dict[str, Group]) -> None:
        self._desk, self._bots = desk, bots
        self._wang, self._neighbour = people["王阿姨"], people["李叔"]
        self._worker, self._clerk = people["小赵"], people["刘会计"]
        self._chen, self._zhou, self._wu = people["陈警官"], people["周所长"], people["吴大队"]
        self._group = groups["镇西新苑业主群"]
        self._answer: Message | None = None
        self._card: Message | None = None
        self._receipt: Message | None = None

    def steps(self) -> list[tuple[str, Callable[[], Awaitable[str]]]]:
        """Title and deed of each step, in order."""
        return [
            ("邻居闲聊，守望不插嘴", self.keep_silent),
            ("小赵把一张聊天截图私下发给守望", self.picture),
            ("李叔的话还分不清，守望反问一句，李叔按下「是」", self.clarify),
            ("王阿姨在群里 @守望：这是诈骗吗？", self.ask),
            ("王阿姨按下「报告民警」", self.report),
            ("民警和值班领导的手机同时响", self.page),
            ("没有人签收，机房突然断电（kill -9），再来电", self.power_cut),
            ("升级到区里", self.escalate),
            ("陈警官赶回来，按下「签收」", self.sign),
            ("王阿姨听到回音", self.closure),
            ("李叔在群里、刘会计私下问到一个新名堂，守望没认出来；李叔按下「不对」", self.miss),
            ("陈警官发 /review，看到遮住号码的原话，答复“是诈骗”", self.review),
            ("问过的人都收到更正", self.correct),
            ("李叔是群管理员，打开「旁听」；没人叫守望，它只提醒王阿姨一个人", self.overhear),
            ("运维把每周一案改到几秒钟以后", self.bulletin),
        ]

    async def keep_silent(self) -> str:
        for one in (self._wang, self._neighbour, self._worker, self._clerk):
            await one.start(COMMUNITY_BOT)
            await self._desk.wait_message(Private(one, COMMUNITY_BOT), contains="我是守望", timeout=15)
        await self._desk.wait_message(self._group, contains="守望", timeout=15)
        said = await self._neighbour.say(self._group, "晚上谁家有多的葱，借我两根")
        await asyncio.sleep(1.5)
        heard = [message for message in await self._desk.messages(self._group, after=said) if message.sender != self._neighbour.id]
        if heard:
            raise StepFailed("守望在没人叫它的时候说话了")
        return "群里安安静静，这句话也没有被保存"

    async def picture(self) -> str:
        chat = Private(self._worker, COMMUNITY_BOT)
        began = time.monotonic()
        sent = await self._worker.say(chat, photo=screenshot())
        answer = await self._desk.wait_message(chat, contains="高度疑似诈骗", after=sent, timeout=30)
        return f"{time.monotonic() - began:.1f} 秒读完图片并回答：\n{answer.text}"

    async def clarify(self) -> str:
        chat = Private(self._neighbour, COMMUNITY_BOT)
        asked = await self._neighbour.say(chat, DOUBT)
        doubtful = await self._desk.wait_message(chat, contains="可疑", button="不清楚", after=asked, timeout=15)
        await self._neighbour.press(doubtful, "是")
        settled = await self._desk.wait_message(chat, contains="高度疑似诈骗", after=doubtful, timeout=15)
        return f"先：\n{doubtful.text}\n\n按「是」以后：\n{settled.text.splitlines()[0]}"

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

    async def miss(self) -> str:
        chat = Private(self._clerk, COMMUNITY_BOT)
        said = await self._neighbour.say(self._group, f"@{COMMUNITY_BOT} {MISSED}")
        answer = await self._desk.wait_message(self._group, contains="没有发现已知套路", after=said, timeout=15)
        asked = await self._clerk.say(chat, MISSED)
        await self._desk.wait_message(chat, contains="没有发现已知套路", after=asked, timeout=15)
        heard = await self._desk.wait_answer(await self._neighbour.press(answer, "不对"), 15)
        return f"{answer.text.splitlines()[0]}\n按「不对」：{heard['text']}"

    async def review(self) -> str:
        phone = Private(self._chen, DUTY_BOT)
        wrote = await self._chen.say(phone, "/review")
        card = await self._desk.wait_message(phone, contains="🔎 待核实", after=wrote, timeout=15)
        seen = card
        for button, following in (("是诈骗", "其他类型"), ("其他类型", "养老诈骗"), ("养老诈骗", "发出")):
            await self._chen.press(seen, button)
            seen = await self._desk.wait_message(phone, button=following, after=seen, timeout=15)
        await self._chen.press(seen, "发出")
        ruled = await self._desk.wait_message(phone, contains="✅ 陈警官 的答复", after=seen, timeout=15)
        return f"{card.text}\n\n答复以后：{next(line for line in ruled.text.splitlines() if '陈警官 的答复' in line)}"

    async def correct(self) -> str:
        told = await self._desk.wait_message(self._group, contains="📣 群里之前问到的", timeout=30)
        private = await self._desk.wait_message(Private(self._clerk, COMMUNITY_BOT), contains="📣 您之前问过的", timeout=30)
        return f"群里：{told.text}\n\n刘会计私下：{private.text}"

    async def overhear(self) -> str:
        for who in (str(self._neighbour.id), COMMUNITY_BOT):
            await self._desk.do("place", chat=self._group.key, who=who, status="administrator")
        opened = await self._neighbour.say(self._group, f"/settings@{COMMUNITY_BOT}")
        card = await self._desk.wait_message(self._group, contains="旁听：关着", after=opened, timeout=15)
        await self._neighbour.press(card, data="s1:watch:on")
        told = await self._desk.wait_message(self._group, contains="打开了“旁听”", after=card, timeout=15)
        await self._desk.wait_message(self._group, button="关上旁听", after=opened, timeout=15)
        said = await self._wang.say(self._group, WORRY)
        hint = await self._desk.wait_message(self._group, contains="只有您看得到", after=said, timeout=15)
        if hint.json["only_for"] != self._wang.id:
            raise StepFailed("旁听的提醒别人也看见了")
        return f"先告诉大家：\n{told.text}\n\n王阿姨说：{WORRY}\n只有她看到：\n{hint.text}"

    async def bulletin(self) -> str:
        slot = datetime.now(ZoneInfo("Asia/Shanghai")) + timedelta(seconds=8)
        at = f"{slot:%a}".lower() + f" {slot:%H:%M:%S}"
        plan = deployment(WAITS).replace('at: "mon 09:00"', f'at: "{at}"')
        changed = await asyncio.to_thread(self._bots.setup, plan)
        card = await self._desk.wait_message(self._group, contains="每周一案", timeout=60)
        await self._wait_for_quiz()
        return f"{changed.strip()}\n{card.text}\n（后面跟着一道小测验）"

    async def _wait_for_quiz(self) -> None:
        for _ in range(600):
            if any(message.poll for message in await self._desk.messages(self._group)):
                return
            await asyncio.sleep(0.1)
        raise StepFailed("没有等到小测验")
