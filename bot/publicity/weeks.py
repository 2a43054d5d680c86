"""`/week`: the pages on which editors look at the coming cases of the week and change them.

Way of a press: handlers.duty.weeks → one function here → bot.publicity.editing or recalling for what is changed, bot.publicity.forecast for
what is shown. No page remembers anything: each is made anew from the rows, so that an old one is as good as a new one.
"""

import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from bot import clock
from bot.errors import UserError
from bot.library.read import StoryCard
from bot.messenger import Media, Post
from bot.office import Office
from bot.publicity import editing, recalling
from bot.publicity.editing import Act, Editor, Scope, Wanted, affected, editor
from bot.publicity.editions import card_text
from bot.publicity.forecast import Planned, foresee
from bot.publicity.recalling import REACH, Recalled, tally
from bot.publicity.week_card import Bucket, Entry, Item, View, WeekCard, WeekLine
from bot.store import areas, bulletins, groups
from bot.store.models import Bulletin, Group

AHEAD = 4
SHOWN = 8
"""Lines of a list on one page."""
NAMED = 6
"""Groups that a page names."""
ALL = "a"
BACK = timedelta(hours=48)
"""An edition that moved within this time may still be taken back."""
OUT = ("card_sent", "quiz_sending", "sent", "sending", "planned")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which page somebody wants: of a week, for all groups or one (`scope`), about a story (its mark and bucket), and where in a list."""

    view: View = "weeks"
    week: str = ""
    scope: str = ALL
    what: str = ""
    page: int = 0


def mark(story: str) -> str:
    """A story in eight characters."""
    return f"{zlib.crc32(story.encode()):08x}"


@dataclass(frozen=True, slots=True)
class _Desk:
    """What one editor has before them: who they are, the groups they see, what these get, and the rows of editions that may go back."""

    who: Editor
    name: str
    groups: Sequence[Group]
    lines: Sequence[Planned]
    rows: Sequence[Bulletin]


async def show(desk: Office, by: int, asked: Asked) -> WeekCard:
    """One page; raises UserError week-not-you or week-not-yours."""
    seen = await _look(desk, by, asked.scope)
    pages = {"week": _week, "entry": _entry, "groups": _groups, "group": _group, "sure": _sure}
    if asked.view == "stories":
        return await _stories(desk, by, seen, asked)
    page = pages.get(asked.view)
    return page(seen, asked) if page else _weeks(seen)


async def change(desk: Office, by: int, asked: Asked, act: str) -> WeekCard:
    """take (the story `what`), skip or undo, for one group or all of one's own; then the page it was about, with what to say of it."""
    story = next((key for key in desk.library.stories if mark(key) == asked.what[:8]), None) if act == "take" else None
    if act == "take" and story is None:
        raise UserError("week-no-story")
    kind: Act = "story" if act == "take" else "skip" if act == "skip" else "auto"
    scopes, faults, changed = await _scopes(desk, by, asked.scope), [], False
    for scope in scopes:
        try:
            changed |= await editing.decide(desk.store, desk.library, by, Wanted(asked.week, scope, kind, story))
        except UserError as fault:
            faults.append(fault)
    if len(faults) == len(scopes):
        raise faults[0]
    card = await show(desk, by, replace(asked, view="week" if asked.scope == ALL else "group", what="", page=0))
    return replace(card, news="week-changed" if changed else "week-unchanged")


async def withdraw(desk: Office, by: int, asked: Asked) -> WeekCard:
    """Take back what is out of a week: the story `what` everywhere in one's own areas, or whatever one group has."""
    scopes = await _scopes(desk, by, asked.scope)
    story = _story_of(desk, await _look(desk, by, asked.scope), asked) if asked.scope == ALL else None
    count = await recalling.withdraw(desk.store, by, asked.week, scopes, story, desk=desk)
    card = await show(desk, by, replace(asked, view="entry" if asked.scope == ALL else "group"))
    return replace(card, news="week-recalling" if count else "week-unchanged")


async def preview(desk: Office, by: int, what: str) -> tuple[Post, StoryCard]:
    """A story as groups will see it, picture and words, and its quiz; raises UserError week-no-story."""
    async with desk.store.begin() as session:
        await editor(session, by)
    story = next((story for key, story in desk.library.stories.items() if mark(key) == what[:8]), None)
    if story is None:
        raise UserError("week-no-story")
    known = story.family in desk.library.families
    picture = await desk.posters.poster(desk.library, story) if known else None
    return Post(card_text(story), Media("photo", picture) if picture else None), story


def _story_of(desk: Office, seen: _Desk, asked: Asked) -> str:
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


async def _look(desk: Office, by: int, scope: str) -> _Desk:
    async with desk.store.begin() as session:
        who = await editor(session, by)
        if scope == ALL:
            found = await groups.served_in(session, sorted(who.seen or ()))
            nodes = [node for root in who.roots if (node := await areas.get(session, root))]
            name = "、".join(node.name for node in nodes)
        else:
            found = await affected(session, who, Scope(group=int(scope)), look=True)
            name = found[0].title if found else ""
        rows = await bulletins.since(session, [group.id for group in found], clock.now() - REACH)
    return _Desk(who, name, found, await foresee(desk.store, desk.library, found, AHEAD), rows)


def _card(seen: _Desk, view: View, asked: Asked) -> WeekCard:
    return WeekCard(view, bool(seen.who.areas), len(seen.groups), seen.name, asked.week, asked.scope)


def _weeks(seen: _Desk) -> WeekCard:
    weeks = sorted({line.due.week for line in seen.lines})
    return replace(_card(seen, "weeks", Asked()), weeks=tuple(_line(seen, week) for week in weeks))


def _line(seen: _Desk, week: str) -> WeekLine:
    lines = [line for line in seen.lines if line.due.week == week]
    stories = {line.story for line in lines if line.story}
    wished, out = sum(line.wished for line in lines), sum(_bucket(line) == "out" for line in lines)
    return WeekLine(week, min(line.due.at for line in lines), len(lines), len(stories), wished, out)


def _bucket(line: Planned) -> Bucket:
    if line.story:
        return "out" if line.state else "coming"
    return "none"


def _entries(lines: Iterable[Planned]) -> list[Entry]:
    """The different stories among some editions of one week, the most common first; what is begun apart from what is to come."""
    kinds: dict[tuple[str, Bucket], list[Planned]] = {}
    for line in lines:
        kinds.setdefault((line.story, _bucket(line)), []).append(line)
    found = [
        Entry(
            story,
            of[0].title or story,
            bucket,
            len(of),
            next((line.why for line in of if line.why), ""),
            min(line.due.at for line in of),
            any(line.wished for line in of),
            tuple(Counter(line.state for line in of if line.state).most_common()),
            tuple(line.group for line in of[:NAMED]),
            f"{mark(story)}{bucket[0]}",
        )
        for (story, bucket), of in kinds.items()
    ]
    return sorted(found, key=lambda entry: (-entry.groups, entry.bucket, entry.story))


def _of_week(seen: _Desk, asked: Asked) -> list[Planned]:
    lines = [line for line in seen.lines if line.due.week == asked.week]
    if asked.what:
        lines = [line for line in lines if f"{mark(line.story)}{_bucket(line)[0]}" == asked.what]
    return lines


def _paged(card: WeekCard, count: int, page: int) -> tuple[WeekCard, slice]:
    pages = max(1, -(-count // SHOWN))
    page = min(page, pages - 1)
    return replace(card, page=page, pages=pages), slice(page * SHOWN, (page + 1) * SHOWN)


def _week(seen: _Desk, asked: Asked) -> WeekCard:
    lines = _of_week(seen, replace(asked, what=""))
    entries = _entries(lines)
    card, part = _paged(_card(seen, "week", asked), len(entries), asked.page)
    coming = sum(not line.state for line in lines)
    return replace(
        card, entries=tuple(entries[part]), coming=coming, wished=any(line.wished for line in lines), groups=len(lines),
        recalled=_recalled(seen, asked.week, None),
    )  # fmt: skip


def _entry(seen: _Desk, asked: Asked) -> WeekCard:
    """What several groups get; a page whose groups have something else by now becomes that of the week."""
    found = _entries(_of_week(seen, asked))
    if not found:
        return _week(seen, replace(asked, what="", page=0))
    [entry] = found
    card = replace(_card(seen, "entry", asked), entry=entry, groups=entry.groups)
    return replace(card, back=_may_go_back(seen, asked.week, entry.story), recalled=_recalled(seen, asked.week, entry.story))


def _groups(seen: _Desk, asked: Asked) -> WeekCard:
    lines = _of_week(seen, asked)
    card, part = _paged(_card(seen, "groups", asked), len(lines), asked.page)
    entries = _entries(lines)
    items = tuple(Item(str(line.group_id), line.group) for line in lines[part])
    return replace(card, items=items, entry=entries[0] if asked.what and len(entries) == 1 else None)


def _group(seen: _Desk, asked: Asked) -> WeekCard:
    entries = _entries(_of_week(seen, replace(asked, what="")))
    card = replace(_card(seen, "group", asked), entry=entries[0] if entries else None)
    line = next((line for line in seen.lines if line.due.week == asked.week), None)
    may = seen.who.areas is None or any(group.area in seen.who.areas for group in seen.groups)
    return replace(
        card, can_edit=may, coming=int(line is not None and not line.state), wished=bool(line and line.wished),
        back=_may_go_back(seen, asked.week, None), recalled=_recalled(seen, asked.week, None),
    )  # fmt: skip


async def _stories(desk: Office, by: int, seen: _Desk, asked: Asked) -> WeekCard:
    """What else could be told."""
    editing.check_week(asked.week)
    found = await editing.suited(desk.store, desk.library, by, asked.week, await _scopes(desk, by, asked.scope))
    card, part = _paged(_card(seen, "stories", asked), len(found), asked.page)
    most = max((one.groups for one in found), default=0)
    items = tuple(
        Item(mark(one.story), desk.library.stories[one.story].title, one.why if one.groups == most else f"{one.why}（{one.groups}）")
        for one in found[part]
    )
    return replace(card, items=items, coming=most)


def _sure(seen: _Desk, asked: Asked) -> WeekCard:
    """Before something that concerns many, or cannot be undone."""
    if asked.what == "skip":
        coming = sum(not line.state for line in seen.lines if line.due.week == asked.week)
        return replace(_card(seen, "sure", asked), asks="skip", coming=coming)
    card = _entry(seen, asked) if asked.scope == ALL else _group(seen, asked)
    return replace(card, view="sure", asks="recall") if card.back else card


def _may_go_back(seen: _Desk, week: str, story: str | None) -> int:
    """How many editions are out, or on their way, that Telegram may still let us take back."""
    lately = clock.now() - BACK
    return sum(
        row.week == week and (story is None or row.story == story) and row.recall_at is None and row.changed_at > lately
        and (row.state in OUT or row.card_message is not None)
        for row in seen.rows
    )  # fmt: skip


def _recalled(seen: _Desk, week: str, story: str | None) -> Recalled | None:
    rows = [row for row in seen.rows if row.week == week and (story is None or row.story == story)]
    found = tally(rows)
    return found if found.total else None
