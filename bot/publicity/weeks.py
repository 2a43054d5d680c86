"""`/week`: the pages on which editors look at the coming cases of the week and change them.

Way of a press: handlers.duty.weeks → one function here → bot.publicity.editing or recalling for what is changed, bot.publicity.forecast
and week_pages for what is shown. No page remembers anything, so that an old one is as good as a new one.
"""

from dataclasses import replace

from bot import clock
from bot.errors import UserError
from bot.library.cards import StoryCard
from bot.messenger import Media, Post
from bot.office import Office
from bot.publicity import editing, recalling
from bot.publicity.editing import Act, Scope, Wanted, affected, editor
from bot.publicity.editions import card_text
from bot.publicity.forecast import foresee
from bot.publicity.recalling import REACH
from bot.publicity.week_card import Item, WeekCard
from bot.publicity.week_pages import ALL, Asked, Seen, blank, mark, page, paged
from bot.store import acts, areas, bulletins, deployments, groups
from bot.texts import series, spoken

AHEAD = 4
OVERTAKEN = "week-overtaken"
STALE = (OVERTAKEN, "week-begun", "week-told", "week-nobody", "week-over")
"""Reasons for which a press comes too late: the page is shown as it is now, with the reason."""


async def show(desk: Office, by: int, asked: Asked) -> WeekCard:
    """One page; raises UserError week-not-you or week-not-yours."""
    seen = await _look(desk, by, asked.scope)
    return await _stories(desk, by, seen, asked) if asked.view == "stories" else page(seen, asked)


async def change(desk: Office, by: int, asked: Asked, act: str) -> WeekCard:
    """take (the story `what`), skip or undo, for one group or all of one's own; then the page it was about, with what to say of it.

    Raises UserError as `bot.publicity.editing.decide` does, but for what only comes too late.
    """
    story = next((key for key in desk.library.stories if mark(key) == asked.what[:8]), None) if act == "take" else None
    if act == "take" and story is None:
        raise UserError("week-no-story")
    kind: Act = "story" if act == "take" else "skip" if act == "skip" else "auto"
    scopes, faults, changed = await _scopes(desk, by, asked.scope), [], False
    for scope in scopes:
        try:
            wanted = Wanted(asked.week, scope, kind, story, asked.seen)
            changed |= await editing.decide(desk.store, desk.library, by, wanted, engine=desk.engine)
        except UserError as fault:
            faults.append(fault)
    overtaken = [fault for fault in faults if fault.key == OVERTAKEN]
    refused = overtaken[0].key if overtaken else faults[0].key if len(faults) == len(scopes) else ""
    if refused and refused not in STALE:
        raise faults[0]
    card = await show(desk, by, replace(asked, view="week" if asked.scope == ALL else "group", what="", page=0))
    return replace(card, news=refused or ("week-changed" if changed else "week-unchanged"), refused=bool(refused))


async def withdraw(desk: Office, by: int, asked: Asked) -> WeekCard:
    """Take back what is out of a week: the story `what` everywhere in one's own areas, or whatever one group has."""
    scopes = await _scopes(desk, by, asked.scope)
    story = _story_of(desk, await _look(desk, by, asked.scope), asked) if asked.scope == ALL else None
    count = await recalling.withdraw(desk.store, by, asked.week, scopes, story, engine=desk.engine)
    card = await show(desk, by, replace(asked, view="entry" if asked.scope == ALL else "group"))
    return replace(card, news="week-recalling" if count else "week-unchanged")


async def preview(desk: Office, by: int, what: str) -> tuple[Post, StoryCard]:
    """A story as groups of the editor's language will see it, picture and words, and its quiz; raises UserError week-no-story."""
    async with desk.store.begin() as session:
        await editor(session, by)
    story = next((story for key, story in desk.library.stories.items() if mark(key) == what[:8]), None)
    if story is None:
        raise UserError("week-no-story")
    told = desk.told.stories[story.id]
    picture = await desk.posters.poster(desk.told, told, spoken()) if told.family in desk.told.families else None
    return Post(card_text(told), Media("photo", picture) if picture else None), told


def _story_of(desk: Office, seen: Seen, asked: Asked) -> str:
    known = {mark(line.story): line.story for line in seen.lines if line.due.week == asked.week} if asked.what else {}
    story = known.get(asked.what[:8])
    if story is None:
        raise UserError("week-nothing-out")
    return story


async def _scopes(desk: Office, by: int, scope: str) -> list[Scope]:
    """The groups of a page, as acts want them; of who may not change anything none, which is an error of its own."""
    async with desk.store.begin() as session:
        who = await editor(session, by)
    if not who.areas:
        raise UserError("week-not-yours")
    return [Scope(area=root) for root in who.roots] if scope == ALL else [Scope(group=int(scope))]


async def _look(desk: Office, by: int, scope: str) -> Seen:
    async with desk.store.begin() as session:
        last = await acts.latest(session, editing.CHOICE)  # before all that is shown: what comes in between is not taken for seen
        who = await editor(session, by)
        if scope == ALL:
            found = await groups.served_in(session, sorted(who.seen or ()))
            nodes = [node for root in who.roots if (node := await areas.get(session, root))]
            name = series(node.name for node in nodes)
        else:
            found = await affected(session, who, Scope(group=int(scope)), look=True)
            name = found[0].title if found else ""
        rows = await bulletins.since(session, [group.id for group in found], clock.now() - REACH)
        zone = await deployments.zone(session)
    return Seen(who, name, found, await foresee(desk.store, desk.told, found, AHEAD), rows, zone, last)


async def _stories(desk: Office, by: int, seen: Seen, asked: Asked) -> WeekCard:
    """What else could be told."""
    editing.check_week(asked.week, clock.now().astimezone(seen.zone))
    found = await editing.suited(desk.store, desk.told, by, asked.week, await _scopes(desk, by, asked.scope))
    card, part = paged(blank(seen, "stories", asked), len(found), asked.page)
    most = max((one.groups for one in found), default=0)
    items = tuple(
        Item(mark(one.story), desk.told.stories[one.story].title, one.why if one.groups == most else f"{one.why}（{one.groups}）")
        for one in found[part]
    )
    return replace(card, items=items, coming=most)
