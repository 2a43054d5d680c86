"""What a page of `/week` says."""

from collections.abc import Iterator
from datetime import date

from bot.duty.rota import spoken
from bot.publicity.recalling import told as told_of_recall
from bot.publicity.week_card import Entry, WeekCard, WeekLine
from bot.publicity.week_pages import SHOWN
from bot.texts import say, series


def monday(week: str) -> str:
    """The day a week begins, as people say it: 11月30日."""
    day = date.fromisocalendar(int(week[:4]), int(week[6:]), 1)
    return say("week-day", month=day.month, day=day.day)


def told(card: WeekCard) -> str:
    """The whole of a page."""
    pages = {
        "weeks": _weeks, "week": _week, "entry": _entry, "groups": _groups, "group": _group, "stories": _stories, "sure": _sure,
    }  # fmt: skip
    return "\n".join(line for line in pages[card.view](card) if line)


def _weeks(card: WeekCard) -> Iterator[str]:
    if not card.weeks:
        yield say("week-empty")
        return
    yield say("week-title", name=card.name, count=card.groups)
    yield ""
    yield from (_line(line) for line in card.weeks)
    yield say("week-how") if card.can_edit else say("week-look-only")


def _line(line: WeekLine) -> str:
    text = say("week-line", day=monday(line.week), groups=line.groups, stories=line.stories)
    text += say("week-line-out", count=line.out) if line.out else ""
    return text + (say("week-line-wished", count=line.wished) if line.wished else "")


def _week(card: WeekCard) -> Iterator[str]:
    yield say("week-of", day=monday(card.week), name=card.name, count=card.groups)
    first = card.page * SHOWN + 1
    yield from (_listed(number, entry) for number, entry in enumerate(card.entries, first))
    yield told_of_recall(card.recalled) if card.recalled else ""
    yield say("week-nothing") if not card.entries else ""


def _listed(number: int, entry: Entry) -> str:
    if not entry.story:
        return say("week-entry-none", number=number, groups=entry.groups, why=entry.why or _states(entry))
    key = "week-entry-out" if entry.bucket == "out" else "week-entry-coming"
    return say(key, number=number, title=entry.title, groups=entry.groups, why=entry.why or _states(entry))


def _states(entry: Entry) -> str:
    return series(say("week-state-count", state=say(f"week-state-{state.replace('_', '-')}"), count=count) for state, count in entry.states)


def _entry(card: WeekCard) -> Iterator[str]:
    entry = card.entry
    if entry is None:
        return
    yield say("week-story", title=entry.title) if entry.story else say("week-no-case")
    yield say("week-when", at=spoken(entry.starts, card.zone), count=entry.groups)
    yield say("week-which", groups=series(entry.titles), more=entry.groups - len(entry.titles)) if entry.titles else ""
    yield say("week-why", why=entry.why) if entry.why else ""
    yield _states(entry)
    yield told_of_recall(card.recalled) if card.recalled else ""


def _groups(card: WeekCard) -> Iterator[str]:
    yield say("week-pick-group", day=monday(card.week), count=card.groups)


def _group(card: WeekCard) -> Iterator[str]:
    yield say("week-group", name=card.name, day=monday(card.week))
    entry = card.entry
    if entry is None:
        yield say("week-nothing")
        return
    yield say("week-story", title=entry.title) if entry.story else say("week-no-case")
    yield say("week-at", at=spoken(entry.starts, card.zone))
    yield say("week-why", why=entry.why) if entry.why else ""
    yield _states(entry)
    yield told_of_recall(card.recalled) if card.recalled else ""


def _stories(card: WeekCard) -> Iterator[str]:
    if not card.items:
        yield say("week-no-other")
        return
    yield say("week-pick-story", name=card.name, day=monday(card.week), count=card.coming)
    yield from (say("week-story-line", number=at, title=item.title, why=item.note) for at, item in enumerate(card.items, 1))


def _sure(card: WeekCard) -> Iterator[str]:
    if card.asks == "skip":
        yield say("week-sure-skip", day=monday(card.week), count=card.coming)
    else:
        yield say("week-sure-recall", title=card.entry.title if card.entry else "", count=card.back)
