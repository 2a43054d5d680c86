"""The stop-payment card as its reporter sees it: one question a message, what was told repeated masked, and what each button carries.

Way of a question: `bot.stop.stop_payment` → `Prompt` → here → sender. A phone is seen by others too, so nothing is shown in full.
"""

import contextlib
from collections.abc import Iterator, Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, Message
from pydantic import Field

from bot import clock
from bot.messenger import Place, Undelivered
from bot.people import languages
from bot.stop import stop_payment
from bot.stop.stop_talk import Act, Prompt
from bot.stop.transfers import KEYS, Fact, Facts, field_of, veiled
from bot.texts import clauses, say
from handlers.community.booth import Booth

Rows = list[list[InlineKeyboardButton]]


class Tap(CallbackData, prefix="t1"):
    """`t1:<act>:<report>:<question>:<answer>`; the 1 is the version, old buttons keep working when there is a 2."""

    act: Act
    report: int = Field(gt=0, lt=10**15)
    key: str = Field(default="", pattern=r"^[a-z]{0,10}$")
    value: str = Field(default="", pattern=r"^[a-z]{0,10}$")


def _button(label: str, act: Act, prompt: Prompt, value: str = "") -> InlineKeyboardButton:
    data = Tap(act=act, report=prompt.report, key=prompt.asks or "", value=value)
    return InlineKeyboardButton(text=label, callback_data=data.pack())


def offer(report: int, *, label: str = "") -> InlineKeyboardMarkup:
    """「补充转账信息」: under a receipt of somebody who is asked nothing, and under a talk that rests."""
    button = InlineKeyboardButton(text=label or say("button-stop-open"), callback_data=Tap(act="open", report=report).pack())
    return InlineKeyboardMarkup(inline_keyboard=[[button]])


def report_under(message: Message) -> int | None:
    """The report that a question of ours was about, read from its buttons."""
    rows = message.reply_markup.inline_keyboard if isinstance(message.reply_markup, InlineKeyboardMarkup) else []
    data = next((button.callback_data for row in rows for button in row if button.callback_data), "")
    return Tap.unpack(data).report if data.startswith(f"{Tap.__prefix__}:") else None


def told(prompt: Prompt) -> str:
    """The words of a prompt: 110 and the bank first, what was noted, and the question."""
    lines = [say("stop-head")]
    if prompt.noted:
        lines.append(say("stop-noted", what=_listed(prompt.noted, prompt.known)))
    if prompt.proposed:
        return "\n\n".join([*lines, say("stop-proposed", what=_listed(tuple(prompt.proposed), prompt.proposed))])
    if prompt.unclear:
        lines.append(say("stop-unclear"))
    if prompt.asks is None:
        return "\n\n".join([*lines, _ending(prompt)])
    if prompt.doubt is not None:
        value = veiled(prompt.doubt.field, Fact(prompt.doubt.value, False), clock.now())
        return "\n\n".join([*lines, say(f"stop-doubt-{prompt.doubt.check}", value=value)])
    return "\n\n".join([*lines, "\n".join(_question(prompt, prompt.asks))])


def _question(prompt: Prompt, key: str) -> Iterator[str]:
    yield say("stop-question", place=KEYS.index(key) + 1, total=len(KEYS), question=say(f"stop-ask-{key}"))
    if key in prompt.known:
        yield say("stop-held", value=veiled(key, prompt.known[key], clock.now()))
    elif not prompt.known:
        yield say("stop-how")


def _ending(prompt: Prompt) -> str:
    if not prompt.known:
        return say("stop-nothing-noted")
    return say("stop-done" if prompt.complete else "stop-rests")


def _listed(keys: Sequence[str], facts: Facts) -> str:
    """What was told, masked; whether money moved is said only when nothing else is."""
    shown = [veiled(key, facts[key], clock.now()) for key in KEYS if key in keys and key in facts]
    return clauses(shown) if shown else say("stop-unpaid")


def buttons(prompt: Prompt) -> InlineKeyboardMarkup:
    """The answers that can be pressed, and 跳过 · 上一题 · 先到这里."""
    if prompt.proposed:
        pair = [_button(say("button-stop-yes"), "yes", prompt), _button(say("button-stop-no"), "no", prompt)]
        return InlineKeyboardMarkup(inline_keyboard=[pair])
    if prompt.asks is None:
        rows: Rows = [*offer(prompt.report).inline_keyboard]
        if prompt.other:
            rows += offer(prompt.other[0], label=say("button-stop-other", number=prompt.other[1])).inline_keyboard
        return InlineKeyboardMarkup(inline_keyboard=rows)
    if prompt.doubt is not None:
        keep = _button(say("button-stop-keep"), "keep", prompt)
        return InlineKeyboardMarkup(inline_keyboard=[[keep, _button(say("button-stop-skip"), "skip", prompt)]])
    found = [_button(say(f"stop-choice-{choice}"), "pick", prompt, choice) for choice in field_of(prompt.asks).choices]
    ways = [_button(say("button-stop-skip"), "skip", prompt), _button(say("button-stop-end"), "stop", prompt)]
    if prompt.asks != KEYS[0]:
        ways.insert(1, _button(say("button-stop-back"), "back", prompt))
    return InlineKeyboardMarkup(inline_keyboard=[*(found[at : at + 3] for at in range(0, len(found), 3)), ways])


async def ask_on(booth: Booth, report: int, reporter: int, *, again: bool = False) -> None:
    """The first question after a report, privately; whoever cannot be reached finds it behind the private door."""
    prompt = await stop_payment.begin(booth.office, report, reporter, again=again)
    if prompt is not None:
        with contextlib.suppress(Undelivered):
            await put(booth, prompt, reporter)


async def put(booth: Booth, prompt: Prompt, reporter: int, reply_to: int | None = None) -> None:
    """Put a prompt below what was said; whoever is in danger only now reads the emergency card first."""
    async with languages.speaking_to(booth.office, reporter):
        if prompt.worse:
            await booth.sender.say(Place(reporter), say("emergency-card"))
        sent = await booth.sender.say(Place(reporter), told(prompt), buttons=buttons(prompt), reply_to=reply_to)
    await stop_payment.shown(booth.office, prompt.report, sent.message)
