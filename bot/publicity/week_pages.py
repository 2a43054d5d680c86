"""The pages of `/week`, each made anew from what one editor has before them: rows of editions, and the plan. Pure."""

import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta, tzinfo

from bot import clock
from bot.publicity.editing import Editor
from bot.publicity.forecast import Planned
from bot.publicity.recalling import Recalled, tally
from bot.publicity.week_card import Bucket, Entry, Item, View, WeekCard, WeekLine
from bot.store.models import Bulletin, Group

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
    """Which page somebody wants: of a week, for all groups or one (`scope`), about a story (its mark and bucket), and where in a list.

    seen: the last decision on the page from which they ask; None on one that does not know.
    """

    view: View = "weeks"
    week: str = ""
    scope: str = ALL
    what: str = ""
    page: int = 0
    seen: int | None = None


def mark(story: str) -> str:
    """A story in eight characters."""
    return f"{zlib.crc32(story.encode()):08x}"


@dataclass(frozen=True, slots=True)
class Seen:
    """What one editor has before them: who they are, the groups they see, what these get, the rows of editions that may go back, and the
    last decision by then, and the time zone of it all.
    """

    who: Editor
    name: str
    groups: Sequence[Group]
    lines: Sequence[Planned]
    rows: Sequence[Bulletin]
    zone: tzinfo
    last: int = 0


def page(seen: Seen, asked: Asked) -> WeekCard:
    """The page that was asked for; the list of weeks for any other."""
    pages = {"week": _week, "entry": _entry, "groups": _groups, "group": _group, "sure": _sure}
    make = pages.get(asked.view)
    return make(seen, asked) if make else _weeks(seen)


def blank(seen: Seen, view: View, asked: Asked) -> WeekCard:
    """A page with nothing on it but whose it is; one on which something is chosen or confirmed knows no more than the page before it."""
    last = asked.seen if view in ("stories", "sure") and asked.seen is not None else seen.last
    return WeekCard(view, bool(seen.who.areas), len(seen.groups), seen.name, asked.week, asked.scope, zone=seen.zone, seen=last)


def _weeks(seen: Seen) -> WeekCard:
    weeks = sorted({line.due.week for line in seen.lines})
    return replace(blank(seen, "weeks", Asked()), weeks=tuple(_line(seen, week) for week in weeks))


def _line(seen: Seen, week: str) -> WeekLine:
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


def _of_week(seen: Seen, asked: Asked) -> list[Planned]:
    lines = [line for line in seen.lines if line.due.week == asked.week]
    if asked.what:
        lines = [line for line in lines if f"{mark(line.story)}{_bucket(line)[0]}" == asked.what]
    return lines


def paged(card: WeekCard, count: int, wanted: int) -> tuple[WeekCard, slice]:
    """A page of a long list, and which part of the list stands on it."""
    pages = max(1, -(-count // SHOWN))
    at = min(wanted, pages - 1)
    return replace(card, page=at, pages=pages), slice(at * SHOWN, (at + 1) * SHOWN)


def _week(seen: Seen, asked: Asked) -> WeekCard:
    lines = _of_week(seen, replace(asked, what=""))
    entries = _entries(lines)
    card, part = paged(blank(seen, "week", asked), len(entries), asked.page)
    coming = sum(not line.state for line in lines)
    return replace(
        card, entries=tuple(entries[part]), coming=coming, wished=any(line.wished for line in lines), groups=len(lines),
        recalled=_recalled(seen, asked.week, None),
    )  # fmt: skip


def _entry(seen: Seen, asked: Asked) -> WeekCard:
    """What several groups get; a page whose groups have something else by now becomes that of the week."""
    found = _entries(_of_week(seen, asked))
    if not found:
        return _week(seen, replace(asked, what="", page=0))
    [entry] = found
    card = replace(blank(seen, "entry", asked), entry=entry, groups=entry.groups)
    return replace(card, back=_may_go_back(seen, asked.week, entry.story), recalled=_recalled(seen, asked.week, entry.story))


def _groups(seen: Seen, asked: Asked) -> WeekCard:
    lines = _of_week(seen, asked)
    card, part = paged(blank(seen, "groups", asked), len(lines), asked.page)
    entries = _entries(lines)
    items = tuple(Item(str(line.group_id), line.group) for line in lines[part])
    return replace(card, items=items, entry=entries[0] if asked.what and len(entries) == 1 else None)


def _group(seen: Seen, asked: Asked) -> WeekCard:
    entries = _entries(_of_week(seen, replace(asked, what="")))
    card = replace(blank(seen, "group", asked), entry=entries[0] if entries else None)
    line = next((line for line in seen.lines if line.due.week == asked.week), None)
    may = seen.who.areas is None or any(group.area in seen.who.areas for group in seen.groups)
    return replace(
        card, can_edit=may, coming=int(line is not None and not line.state), wished=bool(line and line.wished),
        back=_may_go_back(seen, asked.week, None), recalled=_recalled(seen, asked.week, None),
    )  # fmt: skip


def _sure(seen: Seen, asked: Asked) -> WeekCard:
    """Before something that concerns many, or cannot be undone."""
    if asked.what == "skip":
        coming = sum(not line.state for line in seen.lines if line.due.week == asked.week)
        return replace(blank(seen, "sure", asked), asks="skip", coming=coming)
    card = _entry(seen, asked) if asked.scope == ALL else _group(seen, asked)
    return replace(card, view="sure", asks="recall") if card.back else card


def _may_go_back(seen: Seen, week: str, story: str | None) -> int:
    """How many editions are out, or on their way, that Telegram may still let us take back."""
    lately = clock.now() - BACK
    return sum(
        row.week == week and (story is None or row.story == story) and row.recall_at is None and row.changed_at > lately
        and (row.state in OUT or row.card_message is not None)
        for row in seen.rows
    )  # fmt: skip


def _recalled(seen: Seen, week: str, story: str | None) -> Recalled | None:
    rows = [row for row in seen.rows if row.week == week and (story is None or row.story == story)]
    found = tally(rows)
    return found if found.total else None
