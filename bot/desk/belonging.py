"""Where a report belongs: its area, and the alert that is there already about the same message, or about the same words.

Inside the transaction of bot.desk.reports, before the row is written.
"""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.desk.matter import SAME_THING, Matter, Weighed, weigh
from bot.desk.moves import LIVE
from bot.errors import UserError
from bot.office import Office
from bot.store import alerts, areas, deployments, groups
from bot.store.models import Alert, Group, Person, Question


@dataclass(frozen=True, slots=True)
class Place:
    """The area a report belongs to, whether that is certain, and the areas of its station."""

    area: str
    known: bool
    station: tuple[str, ...]


async def place_of(session: AsyncSession, group: Group | None, person: Person, question: Question | None) -> Place:
    """Where a report belongs; raises UserError no-area before the first deployment."""
    plan = await deployments.plan(session)
    area, known = await _area(session, group, person, question, plan["default_area"] if plan else None)
    path = await areas.path(session, area)
    station = next((node.code for node in path if node.level == "station"), area)
    return Place(area, known, tuple(await areas.below(session, [station])))


async def same_thing(session: AsyncSession, matter: Matter) -> Alert | None:
    """The alert about the same message."""
    if matter.subject is None:
        return None
    await alerts.alone(session, matter.subject)
    return await alerts.about(session, matter.subject, clock.now() - SAME_THING)


@dataclass(frozen=True, slots=True)
class New:
    """A report that is not known by its message: where it belongs, what the library says, and the alert about the same words, if any."""

    place: Place
    weighed: Weighed
    twin: Alert | None

    @property
    def joins(self) -> Alert | None:
        """The alert it is counted with."""
        return self.twin if self.twin is not None and self.twin.state in LIVE and not self.weighed.grave else None


async def look(office: Office, session: AsyncSession, matter: Matter, place: Place) -> New:
    """The same words in another message of the same station are one matter, as a chain letter comes to many."""
    weighed = matter.weighed or weigh(office, matter)  # known by its message a moment ago, and ended since
    if weighed.mark is None:
        return New(place, weighed, None)
    await alerts.alone(session, weighed.mark)
    return New(place, weighed, await alerts.marked(session, weighed.mark, place.station, clock.now() - SAME_THING))


async def _area(
    session: AsyncSession, group: Group | None, person: Person, question: Question | None, default: str | None
) -> tuple[str, bool]:
    """The area, and whether it is certain: the group's, or the question's group's; else a guess, where last seen, or the default.

    A group whose area was removed belongs to the nearest above that is in use, which is a guess, too.
    """
    asked_in = await groups.get(session, question.group_id) if question and question.group_id else None
    last = await groups.get(session, person.last_group) if person.last_group else None
    for one, certain in ((group, True), (asked_in, True), (last, False)):
        way = await areas.path(session, one.area) if one is not None and one.area else []
        in_use = next((node.code for node in way if node.retired_at is None), None)
        if one is not None and in_use is not None:
            return in_use, certain and in_use == one.area
    first = default or await areas.first_station(session)
    if first is None:
        raise UserError("no-area")
    return first, False
