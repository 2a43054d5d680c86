"""`/review` on an officer's phone: the card, the three answers, the sentence for residents, and the answer on its way."""

from dataclasses import dataclass

import pytest

from bot.asking import questions, rulings
from bot.asking.questions import Asked
from bot.texts import say
from sandbox.client import Message
from tests.conftest import GRID, LEADER, NEIGHBOUR, NEIGHBOURS, OFFICER, RESIDENT, STRANGER, Phones, until
from tests.duty.conftest import BOT, SQLITE, Station

pytestmark = SQLITE

ODD = "说是天眼共富的名额轮到我家了,明天派人来登记,电话13812345678"
OTHER = "楼下那个扫码领米面的摊子说要登记,明天还来"


@dataclass
class Queue:
    """The station, with the neighbours' phones, and what they ask and find wrong."""

    station: Station
    phones: Phones

    async def doubt(self, text: str = ODD, asker: int = RESIDENT, group: int | None = NEIGHBOURS) -> None:
        """Somebody asks and says that the answer is wrong."""
        answer = await questions.ask(self.station.office, Asked(f"community:{asker}:{text}", asker, text, group=group))
        await questions.rate(self.station.office, answer.question, asker, useful=False)

    async def card(self, who: int = OFFICER) -> Message:
        """The first card of /review."""
        return await self.station.write(who, "/review", "🔎 待核实")

    async def press(self, message: Message, button: str, becomes: str, who: int = OFFICER) -> Message:
        """Press a button of a card and wait for what it becomes."""
        await self.station.press(who, message, button)
        return await self.station.becomes(message, becomes)


@pytest.fixture
async def queue(station: Station, phones: Phones) -> Queue:
    return Queue(station, phones)


async def test_nothing_waits(queue: Queue) -> None:
    assert (await queue.station.write(OFFICER, "/review", "现在没有")).text == say("review-none")


async def test_the_card_is_masked_and_cannot_be_forwarded(queue: Queue) -> None:
    await queue.doubt()
    card = await queue.card()
    assert card.text.startswith("🔎 待核实 1 号 · 新东派出所\n👥 问过的居民：1 位")
    assert "天眼共富" in card.text
    assert "13812345678" not in card.text
    assert card.buttons == ["是诈骗", "不是诈骗", "看不准，跳过"]
    sent = (await queue.station.desk.requests(BOT, "sendMessage"))[-1]["params"]
    assert sent["protect_content"] is True
    assert await queue.station.desk.violations() == []


async def test_a_scam_is_named_advised_and_told_to_the_askers(queue: Queue) -> None:
    await queue.doubt()
    await queue.doubt(asker=NEIGHBOUR, group=None)
    card = await queue.card()
    which = await queue.press(card, "是诈骗", "属于哪一种？")
    await queue.station.press(OFFICER, which, "其他类型")
    families = await queue.station.desk.wait_message(queue.station.phone(OFFICER), button="养老诈骗")
    ready = await queue.press(families, "养老诈骗", "属于“养老诈骗”")
    assert ready.buttons == ["发出", "返回"]
    said = await queue.station.people[OFFICER].say(queue.station.phone(OFFICER), "没有这样的国家项目，先别登记。", reply_to=ready)
    again = await queue.station.read(OFFICER, "给居民的话：“没有这样的国家项目，先别登记。”", after=said)
    done = await queue.press(again, "发出", "✅ 陈警官 的答复：是诈骗（养老诈骗）")
    assert done.buttons == ["下一条"]
    await until(lambda: len([chat for chat, _ in queue.phones.texts if chat in (NEIGHBOURS, NEIGHBOUR)]) == 2)
    for chat in (NEIGHBOURS, NEIGHBOUR):
        assert "👮 民警的话：没有这样的国家项目，先别登记。" in queue.phones.told(chat)[0]
    await queue.press(done, "下一条", say("review-none-left"))


async def test_what_residents_must_not_be_sent_is_refused_in_words(queue: Queue) -> None:
    await queue.doubt()
    ready = await queue.press(await queue.card(), "不是诈骗", "您的答复：不是诈骗")
    said = await queue.station.people[OFFICER].say(queue.station.phone(OFFICER), "打我电话 13900001111", reply_to=ready)
    assert (await queue.station.read(OFFICER, after=said)).text == say("review-advice-number")
    await queue.press(ready, "返回", "🔎 待核实")
    assert (await rulings.show(queue.station.office, 1, OFFICER)).advice == ""


async def test_the_first_answer_counts_and_the_second_officer_reads_whose_it_was(queue: Queue) -> None:
    await queue.doubt()
    mine, hers = await queue.card(), await queue.card(LEADER)
    ready = await queue.press(mine, "不是诈骗", "您的答复：不是诈骗")
    theirs = await queue.press(hers, "不是诈骗", "您的答复：不是诈骗", LEADER)
    await queue.press(ready, "发出", "✅ 陈警官 的答复：不是诈骗")
    for _ in range(2):
        note = await queue.station.press(LEADER, theirs, data=theirs.data["发出"])
        assert note["text"] == say("review-answered-already", name="陈警官")
    await queue.station.becomes(theirs, "✅ 陈警官 的答复：不是诈骗")


async def test_skipping_brings_the_next_card_and_at_last_says_that_all_were_seen(queue: Queue) -> None:
    await queue.doubt()
    await queue.doubt(OTHER, NEIGHBOUR)
    card = await queue.card()
    first = "天眼" in card.text
    following = await queue.press(card, "看不准，跳过", "扫码领米面" if first else "天眼")
    await queue.press(following, "看不准，跳过", say("review-none-left"))
    assert "🔎 待核实" in (await queue.card()).text


@pytest.mark.parametrize("who", [GRID, STRANGER])
async def test_the_queue_is_for_officers_and_leaders(queue: Queue, who: int) -> None:
    await queue.doubt()
    await queue.station.people[who].start(BOT)
    hello = await queue.station.read(who)
    assert (await queue.station.write(who, "/review", "待核实的咨询由")).text == say("review-not-yours")
    for data in ("r1:scam:1", "r1:kind:1:n", "r1:send:1:n", "r1:skip:1", "r1:back:1"):
        assert await queue.station.press(who, hello, data=data) == {"text": say("review-not-yours"), "show_alert": True}


@pytest.mark.parametrize("data", ["r1:burn:1", "r1:kind:1:p99", "r1:send:1:fnone", "r1:send:1:", "r1:send:1", "r1:kind:1:q"])
async def test_what_no_card_offers_is_refused(queue: Queue, data: str) -> None:
    await queue.doubt()
    card = await queue.card()
    assert (await queue.station.press(OFFICER, card, data=data))["text"] == say("review-button-old")
    assert (await rulings.show(queue.station.office, 1, OFFICER)).state == "open"


async def test_the_menu_offers_the_queue_to_those_who_answer(queue: Queue) -> None:
    await queue.station.people[OFFICER].start(BOT)
    assert "review" in await queue.station.menu(OFFICER)
    await queue.station.people[GRID].start(BOT)
    assert "review" not in await queue.station.menu(GRID)
