"""Whoever decided something for the case of a week hears when somebody else decides otherwise, or takes back what came of it.

Way of it: an editor's act (bot.publicity.editing, bot.publicity.recalling) → in its transaction `editing.tell` asks for one message to each
who had decided otherwise → the duty bot. What it says is read from the log, where the act stands.
"""

from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from bot import office
from bot.durable import effect, workflow
from bot.library.cards import Library
from bot.messenger import delivered
from bot.people import languages
from bot.store import acts, areas, groups, staff
from bot.store.models import Act
from bot.texts import say


@workflow("tell_overruled")
async def tell_overruled(number: int, person: int) -> str:
    """One editor hears what another has changed."""
    told: str = await put_overruled(number, person)
    return told


@effect("put_overruled")
async def put_overruled(number: int, person: int) -> str:
    """sent, gone (no longer on duty), or why it never will be."""
    desk = office.current()
    async with desk.store.begin() as session:
        act = await acts.get(session, number)
        if act is None or not await staff.of(session, person):
            return "gone"
        await languages.turn_to_staff(session, person)
        text = await _told(session, act, desk.told)
    return await delivered(desk.duty_bot.say(person, text))


async def _told(session: AsyncSession, act: Act, library: Library) -> str:
    roles = await staff.of(session, act.actor) if act.actor is not None else ()
    name, week = roles[0].name if roles else say("week-operator"), act.detail["week"]
    monday = date.fromisocalendar(int(week[:4]), int(week[6:]), 1)
    day = say("week-day", month=monday.month, day=monday.day)
    if "choice" not in act.detail:
        return say("week-overruled-back", name=name, day=day)
    return say("week-overruled", name=name, day=day, place=await _place(session, act), what=_what(act, library))


async def _place(session: AsyncSession, act: Act) -> str:
    if act.detail["group"] is not None:
        group = await groups.get(session, act.detail["group"])
        return group.title if group else ""
    area = await areas.get(session, act.detail["area"])
    return area.name if area else ""


def _what(act: Act, library: Library) -> str:
    if act.detail["choice"] == "story":
        story = library.stories.get(act.detail["story"])
        return say("week-overruled-story", title=story.title if story else act.detail["story"])
    return say("week-overruled-skip") if act.detail["choice"] == "skip" else say("week-overruled-auto")
