"""Every button that the duty bot knows, pressed by everybody who has no part in an alert: nothing changes, and nothing is read.

The prefixes come from the bot's own handlers and the acts from their tables, so that no new button can be forgotten.
"""

import asyncio
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from telegram.ext import CallbackQueryHandler

from bot import clock
from bot.asking import questions
from bot.asking.questions import Asked
from bot.deployment import Deployment
from bot.desk import alerts, consequences, scripts
from bot.desk.followups import OUTCOMES
from bot.desk.moves import MOVES, STEPS
from bot.desk.reports import Reported
from bot.desk.scripts import REFUSALS
from bot.duty import shifts
from bot.helping import kin, pleas, volunteering
from bot.publicity import notices, noticing
from bot.publicity.notices import Draft
from bot.publicity.schedule import week_of
from bot.publicity.week_pages import mark as story_mark
from bot.setup import apply
from bot.store import alerts as alert_rows
from bot.store import groups, people
from bot.store.models import FollowUp
from handlers.duty.step_buttons import mark
from tests.conftest import DISTRICT_FILE, GRID, LEADER, NEIGHBOURS, OFFICER, RESIDENT, STRANGER
from tests.duty.conftest import BOT, OUTSIDER, PATIENT, SQLITE, Station
from tests.snapshot import at_rest, changed, rows

pytestmark = SQLITE
DISMISSED, FAR_OFFICER, VOLUNTEER = 5011, 5101, 7101
PHONE, NAME, TITLE, NOTE, PLACE = "13912345678", "王桂兰", "闺女小敏", "住三单元六楼", "老槐树旁"
STORY = f"我叫{NAME},刚刚按客服说的共享屏幕,已经转了三万过去,怎么办"
NOTICE = "提醒：有人冒充热力公司上门收暖费，请到居委会核实"
UNKNOWN = "说是天眼共富的名额轮到我家了,明天派人来登记"
SECRETS = (
    PHONE,
    NAME,
    TITLE,
    NOTE,
    PLACE,
    "热力公司",
    "共享屏幕",
    "转了三万",
    "天眼共富",
    "陈警官",
    "周所长",
    "李叔",
    "镇西新苑业主群",
    "诈骗团伙",
)
FILE: dict[str, Any] = {
    **DISTRICT_FILE,
    "areas": [
        *DISTRICT_FILE["areas"],
        {"code": "lyg-gy", "name": "赣榆区", "level": "district", "parent": "lyg"},
    ],
    "staff": [
        *DISTRICT_FILE["staff"],
        {"telegram": FAR_OFFICER, "name": "外区民警", "role": "officer", "area": "lyg-gy"},
    ],
    "escalation": PATIENT,
    "volunteers": {"wait": "4h"},  # nobody else is asked while one presses
}
WITH_DISMISSED = {
    **FILE,
    "staff": [*FILE["staff"], {"telegram": DISMISSED, "name": "老孙", "role": "officer", "area": "lyg-hz-xd"}],
}
PRESSERS = {
    STRANGER: "路人甲",
    RESIDENT: NAME,
    FAR_OFFICER: "外区民警",
    GRID: "李丽",
    DISMISSED: "老孙",
}
NUMBERS = (1, 2, 3)
"""An alert in hands, one that is open, one that has ended; and the first rows of whatever else has a number."""


async def furnished(station: Station) -> str:
    """An alert with everything on it, one that is open, one that waits for its review; gives the mark of that ending."""
    office = station.office
    await apply(office.store, Deployment.model_validate(WITH_DISMISSED))
    await kin.ask_number(office, RESIDENT, NAME)
    await kin.note_number(office, RESIDENT, f"{TITLE} {PHONE}")
    async with office.store.begin() as session:
        group = await groups.by_chat(session, NEIGHBOURS)
        assert group is not None
        await people.seen(session, VOLUNTEER, clock.now(), group_id=group.id)
    await volunteering.join(office, VOLUNTEER, "李叔", "guard", group.id)
    for number in NUMBERS:
        reported = Reported(f"report:{number}", RESIDENT, NAME, f"{STORY}（{number}）", group=NEIGHBOURS)
        await station.report(reported.text, reported.origin, reporter_name=NAME)
    await alerts.acknowledge(office, 1, OFFICER)
    await scripts.offer(office, 1, OFFICER, "denies")
    await pleas.request(office, 1, OFFICER, PLACE)
    async with office.store.begin() as session:
        await alert_rows.note(session, 1, clock.now(), OFFICER, "noted", name="陈警官", words=office.cipher.seal(NOTE))
        session.add(FollowUp(alert_id=1, round=1, nth=1, due_at=clock.now(), state="asked", asked_at=clock.now()))
    await alerts.dismiss(office, 3, OFFICER)
    question = await questions.ask(office, Asked("q", RESIDENT, UNKNOWN, group=NEIGHBOURS))
    await questions.rate(office, question.question, RESIDENT, useful=False)
    await shifts.ask_absence(office, OFFICER, LEADER, "2h")
    await notices.begin(office, OFFICER)
    draft = await notices.write(office, OFFICER, Draft(NOTICE))
    await noticing.send(office, draft.id, OFFICER, draft.version)
    await notices.begin(office, OFFICER)
    await notices.write(office, OFFICER, Draft(NOTICE))
    await station.card(DISMISSED)
    await apply(office.store, Deployment.model_validate(FILE))
    async with office.store.begin() as session:
        ended = await alert_rows.get(session, 3)
        assert ended is not None
        return consequences.ending(ended)


def handlers(station: Station) -> Iterator[tuple[str, Any]]:
    """Each prefix that the bot answers, and the object that does; what has no pattern answers the cards."""
    for handler in station.bot._application.handlers[0]:
        if isinstance(handler, CallbackQueryHandler):
            pattern = getattr(handler.pattern, "pattern", None)
            yield pattern.removeprefix("^").removesuffix(":") if pattern else "a1", handler.callback.__self__


def datas(ending: str) -> dict[str, Callable[[str], list[str]]]:
    """For each prefix, what its buttons carry for one act."""
    stations = [mark(code) for code in ("lyg-hz-xd", "lyg-hz-np")]
    return {
        "a1": lambda act: [
            f"a1:{act}:{number}{tail}"
            for number in NUMBERS
            for tail in {"give": ("", f":{OUTSIDER}", f":{OFFICER}"), "why": ("", ":0")}.get(act, ("",))
        ],
        "s1": lambda act: (
            [f"s1:{number}:{act}" for number in (1, 2)]
            + [
                f"s1:1:{act}:{move.outcome}:0{other}"
                for move in MOVES
                if move.step == act
                for other in ({"alert": [":2"], "station": [f":{one}" for one in stations]}.get(move.asks or "", [""]))
            ]
        ),
        "t1": lambda act: [f"t1:1:{act}"],
        "h1": lambda act: [f"h1:{act}:{number}" for number in (1, 2)],
        "j1": lambda act: [f"j1:{act}:1.{contact}" for contact in (0, 1)],
        "k1": lambda act: [f"k1:{act}:3:{ending}"],
        "u1": lambda act: [f"u1:1:{act}"],
        "r1": lambda act: [f"r1:{act}:1", f"r1:{act}:1:n"],
        "w1": lambda act: [f"w1:{act}"],
        "e1": lambda act: [
            f"e1:{act}:{WEEK[2:4]}{WEEK[6:]}:{scope}:{what}:0" for scope in ("a", "1") for what in ("", story_mark("safe-account-hotel"))
        ],
        "n1": lambda act: [f"n1:{act}:{number}.2" for number in (1, 2)],
        "d1": lambda act: [f"d1:{act}", f"d1:{act}:1", f"d1:{act}:2h:{LEADER}", f"d1:{act}:2h:{OFFICER}"],
    }


WEEK = week_of(clock.now() + timedelta(weeks=2))
LOOKS = ("weeks", "week", "entry", "groups", "group", "ask")
"""What a grid worker, who has no part in any alert, may press of `/week`: the plan of their own community."""
ACTS = {
    "s1": ("back", "menu", "go", "end", *STEPS),
    "t1": ("script", "lists", *REFUSALS),
    "u1": ("open", *OUTCOMES),
    "w1": tuple(map(str, NUMBERS)),
}
"""The acts of those that have no table of their own but one of the product's."""


def every(station: Station, ending: str) -> list[str]:
    """All that can be pressed."""
    carried, known = datas(ending), dict(handlers(station))
    assert set(known) == set(carried), "a new kind of button: say here what it carries"
    return [data for prefix, answers in known.items() for act in ACTS.get(prefix) or answers._acts for data in carried[prefix](act)]


@pytest.fixture
async def crowd(station: Station) -> dict[int, Any]:
    """Everybody with no part in it has a phone with a message of the bot's on it."""
    hellos = {}
    for number, name in PRESSERS.items():
        station.people[number] = await station.desk.person(name, id=number)
    station.people[VOLUNTEER] = await station.desk.person("李叔", id=VOLUNTEER)
    for number in PRESSERS:
        await station.people[number].start(BOT)
        hellos[number] = await station.read(number)
    return hellos


async def test_nothing_is_changed_or_read_by_any_button_for_who_has_no_part_in_it(station: Station, crowd: dict[int, Any]) -> None:
    ending = await furnished(station)
    buttons = every(station, ending)
    await at_rest(station.office)
    before = await rows(station.office)
    since = await station.desk.mark()

    async def presses(who: int) -> list[str]:
        """Everything pressed on one phone, and what stood under the buttons."""
        theirs = [data for data in buttons if who != GRID or not data.startswith(tuple(f"e1:{act}:" for act in LOOKS))]
        pressed = [await station.people[who].press(crowd[who], data=data) for data in theirs]
        return [str((await station.answer(one)).get("text") or "") for one in pressed]

    said = dict(zip(PRESSERS, await asyncio.gather(*map(presses, PRESSERS)), strict=True))
    await at_rest(station.office)
    assert changed(before, await rows(station.office)) == {}
    for who in PRESSERS:
        shown = [message.text for message in await station.desk.messages(station.phone(who), after=since)]
        told = [text for text in [*said[who], *shown] if any(secret in text for secret in SECRETS)]
        assert (who, told) == (who, [])


async def test_who_has_a_part_in_it_reads_what_others_do_not(station: Station, crowd: dict[int, Any]) -> None:
    await furnished(station)
    card = await station.card(OFFICER)
    for data, secret in (("a1:more:1", NOTE), ("j1:call:1.1", PHONE), ("r1:back:1", "天眼共富")):
        await station.press(OFFICER, card, data=data)
        await station.read(OFFICER, secret)
