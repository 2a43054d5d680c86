"""What editors do to the case of the week: another story, none this week, as it was, take back what is out.

Editors are officers and leaders, for groups in their areas and below, and whoever has the command line. A decision is a row that counts
when the edition is planned (bot.publicity.tastes); once it is, only taking back is left, which the pump does. Each act is in the log.
The last decision counts, but only of who has seen the one before it, and whose was changed hears of it (bot.publicity.overruling).
"""

import asyncio
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Literal

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.desk.moves import MAY_SIGN
from bot.errors import UserError
from bot.library.cards import Library
from bot.publicity.choosing import Taste, fitting
from bot.publicity.schedule import Due, week_of
from bot.publicity.tastes import NOT_AGAIN, remember, wishes_since
from bot.publicity.wishes import Wishes
from bot.store import acts, areas, bulletins, choices, deployments, groups, staff
from bot.store.engine import Store
from bot.store.models import Group
from bot.texts import say

if TYPE_CHECKING:  # the command line waits for no engine that it does not need
    from bot.durable import Engine

AHEAD = 26
"""So many weeks ahead something may be decided."""
ASKED = 50
"""So many groups are asked which stories they would have first."""
CHOICE = "edition_choice"
"""What a decision is called in the log."""
Act = Literal["story", "skip", "auto"]
_WEEK = re.compile(r"([0-9]{4})-W([0-9]{2})")


@dataclass(frozen=True, slots=True)
class Scope:
    """For whom: one group, or all groups in an area and below."""

    group: int | None = None
    area: str | None = None


@dataclass(frozen=True, slots=True)
class Editor:
    """Who edits: a Telegram id (None: the command line), a name, the areas they may change and those they may look at; None: all."""

    id: int | None
    name: str
    areas: frozenset[str] | None
    seen: frozenset[str] | None
    roots: tuple[str, ...] = ()


async def editor(session: AsyncSession, by: int | None) -> Editor:
    """What somebody may change and see; raises UserError week-not-you for who is not on duty."""
    if by is None:
        return Editor(None, say("week-operator"), None, None)
    roles = await staff.of(session, by)
    if not roles:
        raise UserError("week-not-you")
    own = [role.area for role in roles if role.role in MAY_SIGN]
    tops = own or [role.area for role in roles]
    mine, seen = await areas.below(session, own) if own else [], await areas.below(session, [role.area for role in roles])
    roots = [top for top in dict.fromkeys(tops) if not any(node.code in tops for node in (await areas.path(session, top))[1:])]
    return Editor(by, roles[0].name, frozenset(mine), frozenset(seen), tuple(roots))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an editor wants for a week; `seen`: the last decision (its number in the log) on the page they looked at, None where it is not
    known.
    """

    week: str
    scope: Scope
    act: Act
    story: str | None = None
    seen: int | None = None


async def today(session: AsyncSession) -> datetime:
    """The present moment where the deployment is: there the week begins on its Monday at midnight."""
    return clock.now().astimezone(await deployments.zone(session))


def check_week(week: str, now: datetime) -> None:
    """Raises UserError week-unknown for what is no week, week-over for one that is past `now`, week-far for one too far ahead."""
    found = _WEEK.fullmatch(week)
    try:
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1) if found else None
    except ValueError:
        monday = None
    if monday is None:
        raise UserError("week-unknown")
    if week < week_of(now):
        raise UserError("week-over")
    if monday > now.date() + timedelta(weeks=AHEAD):
        raise UserError("week-far", most=AHEAD)


async def affected(session: AsyncSession, who: Editor, scope: Scope, *, look: bool = False) -> Sequence[Group]:
    """The served groups of a scope; raises UserError week-not-yours where somebody may not change them (or not even look)."""
    may = who.seen if look else who.areas
    if scope.group is not None:
        group = await groups.get(session, scope.group)
        if group is None or group.area is None or (may is not None and group.area not in may):
            raise UserError("week-not-yours")
        return [] if group.left_at or group.retired_at else [group]
    if scope.area is None or (may is not None and scope.area not in may) or not await areas.get(session, scope.area):
        raise UserError("week-not-yours")
    return await groups.served_in(session, await areas.below(session, [scope.area]))


async def decide(store: Store, library: Library, by: int | None, wanted: Wanted, *, engine: "Engine | None" = None) -> bool:
    """Write down what is wanted; False when it was so already. With an engine, whoever had decided otherwise hears of it.

    Raises UserError: week-not-you, week-not-yours, week-over and the like, week-nobody (no group there), week-begun (every edition of it is
    planned or out), week-no-story (the library has it not), week-told (no group may hear it: it did, or another week has it),
    week-overtaken (somebody else has decided for one of these groups since the page was made).
    """
    async with store.begin() as session:
        await choices.alone(session)
        check_week(wanted.week, await today(session))
        who = await editor(session, by)
        found = await affected(session, who, wanted.scope)
        if not found:
            raise UserError("week-nobody")
        begun = {row.group_id for row in await bulletins.weeks_of(session, [group.id for group in found], wanted.week)}
        left = [group for group in found if group.id not in begun]
        if not left:
            raise UserError("week-begun")
        wishes = await wishes_since(session, wanted.week)
        if wanted.act == "story":
            await _check_story(session, library, wanted, left)
        if not await _write(session, who, wanted, wishes, found[0].area):
            return False
        if await _overtaken(session, who, wanted, found):
            raise UserError("week-overtaken")
        detail = {"week": wanted.week, "choice": wanted.act, "story": wanted.story, **asdict(wanted.scope), "groups": len(left)}
        await acts.write(session, clock.now(), who.id, CHOICE, detail)
        if engine is not None:
            await tell(session, engine, CHOICE, _overruled(wishes, who, wanted, left))
    return True


async def tell(session: AsyncSession, engine: "Engine", act: str, people: Iterable[int]) -> None:
    """Each of them hears of the act of this kind that was just written; see `bot.publicity.overruling`."""
    number = await acts.latest(session, act)
    for person in sorted(people):
        await engine.enqueue(session, "pages", "tell_overruled", f"overruled-{number}-{person}", number, person)


async def _overtaken(session: AsyncSession, who: Editor, wanted: Wanted, found: Sequence[Group]) -> bool:
    """Whether somebody else has decided for one of these groups what this editor has not seen."""
    if wanted.seen is None:
        return False
    for act in await acts.after(session, CHOICE, wanted.seen):
        if act.actor == who.id or act.detail["week"] != wanted.week:
            continue
        within = await areas.below(session, [act.detail["area"]]) if act.detail["area"] else ()
        if any(group.id == act.detail["group"] or group.area in within for group in found):
            return True
    return False


def _overruled(wishes: Wishes, who: Editor, wanted: Wanted, left: Sequence[Group]) -> set[int]:
    """Who had decided otherwise for one of these groups."""
    stood = [found for group in left if (found := wishes.nearest(group.id, group.area, wanted.week))]
    others = ((wish.by, (act, wish.story)) for act, wish in stood)
    return {by for by, decided in others if by is not None and by != who.id and decided != (wanted.act, wanted.story)}


async def _check_story(session: AsyncSession, library: Library, wanted: Wanted, left: Sequence[Group]) -> None:
    """At least one group may hear it."""
    if wanted.story not in library.stories:
        raise UserError("week-no-story")
    told = await bulletins.told_of(session, [group.id for group in left], clock.now() - NOT_AGAIN)
    wishes = await wishes_since(session, week_of(await today(session)))
    promised = {group.id: wishes.promised(group.id, group.area, wanted.week) for group in left}
    if all(wanted.story in told[group.id] or wanted.story in promised[group.id] for group in left):
        raise UserError("week-told")


async def _write(session: AsyncSession, who: Editor, wanted: Wanted, wishes: Wishes, area: str | None) -> bool:
    """The latest decision counts for all below it, so what was decided there goes; False when nothing changed."""
    scope, week = wanted.scope, wanted.week
    own = wishes.at(scope.group if scope.group is not None else str(scope.area), week)
    above = wishes.within(area if scope.group is not None else wishes.parent(str(scope.area)), week)
    act, story = wanted.act, wanted.story if wanted.act == "story" else None
    below = await areas.below(session, [scope.area]) if scope.area else ()
    if own == (act, story) and await choices.count(session, week, group_id=scope.group, areas=below) == 1:
        return False  # whoever decided it first stays named
    gone = await choices.clear(session, week, group_id=scope.group, areas=below)
    if act == "auto" and above is None:
        return gone > 0
    columns = {"group_id": scope.group, "area": scope.area, "by": who.id, "name": who.name, "at": clock.now()}
    await choices.put(session, week=week, act=act, story=story, **columns)
    return True


@dataclass(frozen=True, slots=True)
class Suited:
    """A story that may be told in a week, why, and to how many of the groups; the others had it, or wait for it."""

    story: str
    why: str
    groups: int


async def suited(store: Store, library: Library, by: int | None, week: str, scopes: Sequence[Scope]) -> list[Suited]:
    """Stories for the groups of these scopes whose edition of a week is still to come: the most groups first, then the best for them."""
    async with store.begin() as session:
        who = await editor(session, by)
        found = [group for scope in scopes for group in await affected(session, who, scope)]
        begun = {row.group_id for row in await bulletins.weeks_of(session, [group.id for group in found], week)}
        left = [group for group in found if group.id not in begun]
        memory = await remember(session, library, left, Due(week_of(await today(session)), clock.now()))
    thursday = date.fromisocalendar(int(week[:4]), int(week[6:]), 4)
    due = Due(week, datetime(thursday.year, thursday.month, thursday.day, tzinfo=UTC))
    return await asyncio.to_thread(_ordered, library, [memory.taste(group, due) for group in left])


def _ordered(library: Library, tastes: Sequence[Taste]) -> list[Suited]:
    """Of many groups' lists one; of very many some are asked for their order, all for whether they may hear it."""
    count = {story: sum(story not in taste.told and story not in taste.kept for taste in tastes) for story in library.stories}
    places: dict[str, list[int]] = {story: [] for story in library.stories}
    why: dict[str, str] = {}
    for taste in tastes[:: max(1, len(tastes) // ASKED)]:
        for place, choice in enumerate(fitting(library, taste)):
            places[choice.story].append(place)
            why.setdefault(choice.story, choice.why)
    known = [story for story in library.stories if count[story] and places[story]]
    known.sort(key=lambda story: (-count[story], sum(places[story]) / len(places[story]), story))
    return [Suited(story, why[story], count[story]) for story in known]
