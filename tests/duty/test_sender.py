"""What Telegram may answer, and what the services hear of it; long texts cut where it hurts least."""

import asyncio
import time
from collections.abc import AsyncIterator

import httpx
import pytest
from telegram.ext import ApplicationBuilder

from bot.messenger import Sent, TryLater, Uncertain, Undelivered
from handlers.duty.alerts import MOST_PARTS, in_parts
from handlers.duty.sender import LONGEST, Sender, fit, size
from sandbox.client import Desk, Person, Private
from sandbox.run import Served
from tests.duty.conftest import BOT, TOKEN
from tests.duty.test_cards import card

CHEN, ZHOU = 5001, 5002


@pytest.fixture
async def chen(desk: Desk) -> Person:
    """An officer with the duty bot open, beside another one."""
    zhou, chen = await desk.person("周所长", id=ZHOU), await desk.person("陈警官", id=CHEN)
    await zhou.start(BOT)
    await chen.start(BOT)
    return chen


@pytest.fixture
async def sender(served: Served, chen: Person) -> AsyncIterator[Sender]:
    """The duty bot's voice on a bare connection."""
    builder = ApplicationBuilder().token(TOKEN).base_url(f"{served.url}/bot").updater(None).job_queue(None)
    application = builder.read_timeout(30).connect_timeout(30).pool_timeout(30).build()
    async with application.bot:
        yield Sender(application.bot)


@pytest.mark.parametrize(
    ("status", "description", "reason"),
    [
        (403, "Forbidden: bot was blocked by the user", "blocked"),
        (403, "Forbidden: bot can't initiate conversation with a user", "blocked"),
        (403, "Forbidden: user is deactivated", "gone"),
        (400, "Bad Request: chat not found", "gone"),
        (400, "Bad Request: something else is wrong", "refused"),
    ],
)
async def test_a_final_no_says_why(desk: Desk, sender: Sender, status: int, description: str, reason: str) -> None:
    await desk.fault("sendMessage", status=status, description=description)
    with pytest.raises(Undelivered) as refused:
        await sender.page(CHEN, card(), silent=False)
    assert refused.value.reason == reason


async def test_a_group_that_moved_is_named(desk: Desk, chen: Person, sender: Sender) -> None:
    group = await desk.group("老群", type="group", members=[chen], bots=[BOT])
    await desk.do("migrate", chat=group.key, to=-1001000000778)
    with pytest.raises(Undelivered) as refused:
        await sender.say(group.id, "您好")
    assert (refused.value.reason, refused.value.moved_to) == ("moved", -1001000000778)


async def test_a_short_flood_is_waited_out_without_holding_up_anybody_else(desk: Desk, chen: Person, sender: Sender) -> None:
    await desk.fault("sendMessage", chat=Private(chen, BOT), status=429, retry_after=1, count=99)
    began = time.monotonic()
    slow = asyncio.create_task(sender.say(CHEN, "慢一点"))
    await desk.wait_trouble(1)  # two floods: two seconds at least
    await sender.say(ZHOU, "马上到")
    assert not slow.done()
    await desk.do("clear_faults")
    assert (await slow).chat == CHEN
    assert time.monotonic() - began >= 2


async def test_a_long_flood_is_for_later(desk: Desk, sender: Sender) -> None:
    await desk.fault("sendMessage", status=429, retry_after=31)
    with pytest.raises(TryLater):
        await sender.say(CHEN, "您好")


@pytest.mark.parametrize("trouble", [{"status": 502}, {"status": 500}, {"drop": "before"}, {"drop": "after"}])
async def test_a_broken_answer_leaves_it_uncertain(desk: Desk, sender: Sender, trouble: dict[str, object]) -> None:
    await desk.fault("sendMessage", **trouble)
    with pytest.raises(Uncertain):
        await sender.say(CHEN, "您好")


async def test_an_answer_that_does_not_come_leaves_it_uncertain(desk: Desk, sender: Sender, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sender._bot.request._client, "timeout", httpx.Timeout(30, read=0.5))
    await desk.fault("sendMessage", delay=60.0)
    with pytest.raises(Uncertain):
        await sender.say(CHEN, "您好")


async def test_what_never_left_can_be_tried_later() -> None:
    application = ApplicationBuilder().token(TOKEN).base_url("http://127.0.0.1:9/bot").updater(None).job_queue(None).build()
    with pytest.raises(TryLater):
        await Sender(application.bot).say(CHEN, "您好")
    await application.bot.shutdown()


async def test_a_token_that_was_taken_back_is_the_operator_s_matter_not_the_person_s(desk: Desk, sender: Sender) -> None:
    await desk.fault("sendMessage", status=401)
    with pytest.raises(TryLater):
        await sender.say(CHEN, "您好")


async def test_redrawing_an_unchanged_or_vanished_card_is_no_error(desk: Desk, chen: Person, sender: Sender) -> None:
    sent = await sender.page(CHEN, card(), silent=True)
    await sender.redraw(sent, card())
    await sender.redraw(Sent(CHEN, 4711), card())
    await desk.do("block", person=CHEN, bot=BOT)
    with pytest.raises(Undelivered):
        await sender.redraw(sent, card(state="signed", signed_by="周所长"))


async def test_a_text_that_is_too_long_is_cut_after_a_line_and_says_so(desk: Desk, chen: Person, sender: Sender) -> None:
    await sender.say(CHEN, "\n".join(["很长的一行" * 20] * 60))
    shown = (await desk.messages(Private(chen, BOT)))[-1].text
    assert size(shown) <= LONGEST
    assert shown.endswith("很长的一行…")
    assert await desk.violations() == []


@pytest.mark.parametrize("text", ["", "短", "🔴" * 2048, "一" * 4096])
def test_what_fits_is_left_alone(text: str) -> None:
    assert fit(text, LONGEST) == text


@pytest.mark.parametrize("text", ["🔴" * 2049, "一" * 5000, "一" * 4000 + "\n" + "二" * 4000, "\n" * 5000])
def test_what_does_not_fit_keeps_whole_characters_and_ends_with_an_ellipsis(text: str) -> None:
    cut = fit(text, LONGEST)
    assert size(cut) <= LONGEST
    assert cut.endswith("…")
    assert text.startswith(cut[:-1])


def test_long_details_become_several_messages_and_never_too_many() -> None:
    lines = "\n".join(f"第 {number} 行" + "字" * 90 for number in range(120))
    parts = in_parts(lines)
    assert "\n".join(parts) == lines
    assert all(size(part) <= LONGEST for part in parts)
    quoted = in_parts("张警官 备注：\n│ " + "话" * 5000 + "\n19:52 陈警官 签收")
    assert [part[:2] for part in quoted] == ["张警", "│ "]
    assert quoted[1].endswith("话\n19:52 陈警官 签收")
    endless = in_parts(lines * 10)
    assert len(endless) == MOST_PARTS
    assert endless[-1].endswith("…")
