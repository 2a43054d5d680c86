"""Every button that the community bot knows, forged by everybody it does not belong to: nothing of another's changes, nothing is read.

The kinds of buttons come from the dispatcher, and what each may carry from its own fields, so that no new button can be forgotten.
"""

import asyncio
from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any, Literal, get_args, get_origin

from aiogram.filters.callback_data import CallbackData, CallbackQueryFilter

from bot.deployment import Deployment
from bot.desk import alerts
from bot.helping import kin, kin_calls, pleas, volunteering
from bot.persuading import neighbours
from bot.setup import apply
from bot.stop.transfers import KEYS
from bot.triage.clarify import FACTS
from sandbox.client import Message, Person, Private
from tests.community.conftest import BOT, Street
from tests.conftest import DISTRICT_FILE, NEIGHBOUR, OFFICER, RESIDENT
from tests.snapshot import at_rest, changed, rows

NAME, PHONE, TITLE, DAUGHTER, LI = "王桂兰", "13912345678", "闺女小敏", 7100, 7101
STORY = f"我叫{NAME},刚刚按客服说的共享屏幕,已经转了三万过去,卡号6222021234567890128,怎么办"
SECRETS = (NAME, PHONE, TITLE, "共享屏幕", "转了三万", "6222021234567890128", "0128", "陈警官", "老槐树", "小敏")
PRESSERS = {6666: "路人甲", NEIGHBOUR: "刘大爷", 5009: "外所民警", 5003: "李丽"}
WORDS = {"fact": tuple(FACTS)[:1], "key": (KEYS[-2],), "value": ("on",), "neighbour": ("lao-zhou",), "what": ("none",)}
"""What stands in a field of free words: the first that mean something there."""
NUMBERS = {"person": (RESIDENT,)}
"""What stands in a field of numbers, where it is not the number of a row."""


def kinds(street: Street) -> Iterator[type[CallbackData]]:
    """Each kind of button that the dispatcher has an answer for."""
    for handler in street.bot._dispatcher.callback_query.handlers:
        for one in handler.filters or ():
            if isinstance(one.callback, CallbackQueryFilter):
                yield one.callback.callback_data


def values(name: str, annotation: Any) -> Sequence[Any]:
    """What a field may hold."""
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    if annotation is int:
        return NUMBERS.get(name, (1, 2))
    assert name in WORDS, f"a new field of words: say here what it may hold ({name})"
    return WORDS[name]


def every(street: Street) -> list[str]:
    """All that can be pressed."""
    found = []
    for kind in kinds(street):
        fields = {name: values(name, field.annotation) for name, field in kind.model_fields.items()}
        found += [kind(**dict(zip(fields, chosen, strict=True))).pack() for chosen in product(*fields.values())]
    return found


async def furnished(street: Street) -> None:
    """王阿姨 asked, reported, told of a transfer, named her daughter, talks to a neighbour; 李叔 and the daughter were asked for help."""
    office = street.office
    await apply(office.store, Deployment.model_validate({**DISTRICT_FILE, "volunteers": {"wait": "24h"}}))
    await street.wang.start(BOT)
    await street.settled()
    answer = await street.ask(STORY)
    await street.wang.press(answer, "报告民警")
    await street.desk.wait_message(street.home, "先打 110")
    li, daughter = await street.desk.person("李叔", LI), await street.desk.person("小敏", DAUGHTER)
    for one in (li, daughter):
        await one.start(BOT)
    invitation = await kin.opened(office, await kin.invite(office, RESIDENT, NAME), DAUGHTER)
    await kin.agree(office, invitation.id, DAUGHTER, TITLE, yes=True)
    await kin.ask_number(office, RESIDENT, NAME)
    await kin.note_number(office, RESIDENT, f"{TITLE} {PHONE}")
    await kin.set_terms(office, 2, RESIDENT, ask_first=True)
    for who in ("liu-jie", "lao-zhou"):
        await neighbours.visit(office, RESIDENT, who)
    await street.desk.do("place", chat=street.group.key, who=str(LI), status="member")
    await li.say(street.group, f"/report@{BOT} {STORY}")
    await street.settled()
    await volunteering.join(office, LI, "李叔", "guard", 1)
    for number in (1, 2):
        await alerts.acknowledge(office, number, OFFICER)
    await pleas.request(office, 1, OFFICER, "老槐树")
    await kin_calls.ask(office, 1, 1, OFFICER)
    await kin_calls.ask_leave(office, 1, 2, OFFICER)
    await street.desk.wait_message(Private(li, BOT), "想请您帮个忙")
    await street.desk.wait_message(Private(daughter, BOT), f"请您现在就给{NAME}打个电话")
    await street.desk.wait_message(street.home, f"想请{TITLE}给您打个电话")


async def phone_of(street: Street, number: int, name: str) -> tuple[Person, Message]:
    """Somebody in the group too, with a message of the bot's before them."""
    person = await street.desk.person(name, number)
    await person.start(BOT)
    await street.settled()
    home = Private(person, BOT)
    return person, await street.answer(home, await person.say(home, "/help"))


async def test_nothing_of_another_s_is_changed_or_read_by_any_button(street: Street) -> None:
    await furnished(street)
    phones = {number: await phone_of(street, number, name) for number, name in PRESSERS.items()}
    for number in PRESSERS:
        await street.desk.do("place", chat=street.group.key, who=str(number), status="member")
    hello = await street.answer(street.group, await street.wang.say(street.group, f"/help@{BOT}"))
    buttons = every(street)
    known = {kind: kind.__prefix__ for kind in kinds(street)}
    assert {data.partition(":")[0] for data in buttons} == set(known.values())
    assert len(set(known.values())) == len(known), "two kinds of buttons share a prefix"
    await street.settled()
    await at_rest(street.office)
    before, since = await rows(street.office, PRESSERS), await street.desk.mark()

    async def presses(who: int) -> list[str]:
        """Everything pressed on one phone and in the group, and what stood under the buttons."""
        person, own = phones[who]
        found = []
        for data in buttons:
            pressed = [await person.press(message, data=data) for message in (own, hello)]
            found += [str((await street.desk.wait_answer(one)).get("text") or "") for one in pressed]
        return found

    said = dict(zip(PRESSERS, await asyncio.gather(*map(presses, PRESSERS)), strict=True))
    await street.settled()
    await at_rest(street.office)
    assert changed(before, await rows(street.office, PRESSERS)) == {}
    shown = [message.text for message in await street.desk.messages(street.group, after=since)]
    for who in PRESSERS:
        shown += [*said[who], *(message.text for message in await street.desk.messages(Private(phones[who][0], BOT), after=since))]
    assert [text for text in shown if any(secret in text for secret in SECRETS)] == []
