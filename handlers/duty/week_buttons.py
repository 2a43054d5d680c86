"""The buttons of `/week` and what a press on one carries."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.publicity.week_card import Item, WeekCard
from bot.publicity.week_pages import ALL, SHOWN
from bot.texts import say
from handlers.duty.week_words import monday

PRESSED = re.compile(r"^e1:")
_PRESS = re.compile(r"e1:([a-z]{2,8}):([0-9]{4}):(a|[0-9]{1,15}):([0-9a-z]{0,9}):([0-9]{1,4})(?::([0-9]{1,12}))?")
CHANGES = ("list", "take", "ask", "skip", "undo")
"""What leads to a change: it says what its page knew."""
Row = list[InlineKeyboardButton]


@dataclass(frozen=True, slots=True)
class WeekPress:
    """What a button carries, version 1: `e1:take:2649:17:0a1b2c3d:0:93` — act, week 49 of 2026, one group (a: all), what, page of a list,
    the last decision its page knew (older buttons have none).
    """

    act: str
    week: str = ""
    scope: str = ALL
    what: str = ""
    page: int = 0
    seen: int | None = None

    @property
    def data(self) -> str:
        """As Telegram carries it: at most 64 bytes."""
        week = f"{self.week[2:4]}{self.week[6:]}" if self.week else "0000"
        known = f":{self.seen}" if self.seen is not None else ""
        return f"e1:{self.act}:{week}:{self.scope}:{self.what}:{self.page}{known}"

    @classmethod
    def read(cls, data: str | None) -> "WeekPress | None":
        """What was pressed; None for anything that no button of this version carries."""
        found = _PRESS.fullmatch(data or "")
        if not found:
            return None
        week = "" if found[2] == "0000" else f"20{found[2][:2]}-W{found[2][2:]}"
        return cls(found[1], week, found[3], found[4], int(found[5]), int(found[6]) if found[6] else None)


def buttons_of(card: WeekCard) -> InlineKeyboardMarkup | None:
    """What may be pressed on this page."""
    pages = {
        "weeks": _weeks, "week": _week, "entry": _entry, "groups": _groups, "group": _group, "stories": _stories, "sure": _sure,
    }  # fmt: skip
    rows = [row for row in pages[card.view](card) if row]
    return InlineKeyboardMarkup(rows) if rows else None


def _on(text: str, press: WeekPress) -> InlineKeyboardButton:
    return InlineKeyboardButton(text, callback_data=press.data)


def _here(card: WeekCard, act: str, what: str = "") -> WeekPress:
    return WeekPress(act, card.week, card.scope, what, seen=card.seen if act in CHANGES else None)


def _weeks(card: WeekCard) -> Iterator[Row]:
    found = [_on(say("week-button-week", day=monday(line.week)), WeekPress("week", line.week)) for line in card.weeks]
    yield from (found[at : at + 2] for at in range(0, len(found), 2))


def _week(card: WeekCard) -> Iterator[Row]:
    for number, entry in enumerate(card.entries, card.page * SHOWN + 1):
        text = say("week-button-entry", number=number, title=entry.title) if entry.story else say("week-button-none", number=number)
        yield [_on(text, _here(card, "entry", entry.mark))]
    yield _turns(card, "week")
    yield [_on(say("week-button-groups"), _here(card, "groups"))]
    if card.can_edit and card.coming:
        yield [_on(say("week-button-all"), _here(card, "list")), _on(say("week-button-none-all"), _here(card, "ask", "skip"))]
        yield [_on(say("week-button-undo"), _here(card, "undo"))] if card.wished else []
    yield [_on(say("week-button-weeks"), WeekPress("weeks"))]


def _entry(card: WeekCard) -> Iterator[Row]:
    entry = card.entry
    if entry is None:
        return
    yield [_on(say("week-button-look"), _here(card, "look", entry.mark[:8]))] if entry.story else []
    yield [_on(say("week-button-groups"), _here(card, "groups", entry.mark))]
    yield [_on(say("week-button-recall"), _here(card, "ask", entry.mark))] if card.can_edit and card.back else []
    yield [_on(say("week-button-fresh"), _here(card, "entry", entry.mark))] if card.recalled else []
    yield [_on(say("week-button-back"), _here(card, "week"))]


def _groups(card: WeekCard) -> Iterator[Row]:
    for item in card.items:
        yield [_on(item.title, WeekPress("group", card.week, item.mark))]
    yield _turns(card, "groups", card.entry.mark if card.entry else "")
    yield [_on(say("week-button-back"), _here(card, "week"))]


def _group(card: WeekCard) -> Iterator[Row]:
    entry = card.entry
    yield [_on(say("week-button-look"), _here(card, "look", entry.mark[:8]))] if entry and entry.story else []
    if card.can_edit and card.coming:
        skipped = entry is not None and not entry.story
        change = [_on(say("week-button-other"), _here(card, "list"))]
        yield change if skipped else [*change, _on(say("week-button-skip"), _here(card, "skip"))]
        yield [_on(say("week-button-undo"), _here(card, "undo"))] if card.wished else []
    yield [_on(say("week-button-recall"), _here(card, "ask", "back"))] if card.can_edit and card.back else []
    yield [_on(say("week-button-fresh"), _here(card, "group"))] if card.recalled else []
    yield [_on(say("week-button-back"), WeekPress("week", card.week))]


def _stories(card: WeekCard) -> Iterator[Row]:
    yield from ([_on(_numbered(card, at, item), _here(card, "take", item.mark))] for at, item in enumerate(card.items))
    yield _turns(card, "list")
    yield [_on(say("week-button-back"), _here(card, "week" if card.scope == ALL else "group"))]


def _numbered(card: WeekCard, at: int, item: Item) -> str:
    return say("week-button-entry", number=at + 1, title=item.title)


def _sure(card: WeekCard) -> Iterator[Row]:
    what = card.entry.mark if card.entry and card.scope == ALL and card.asks == "recall" else ""
    back = _here(card, "week" if card.asks == "skip" else "entry", what) if card.scope == ALL else _here(card, "group")
    yield [_on(say("week-button-sure"), _here(card, "skip" if card.asks == "skip" else "recall", what)), _on(say("week-button-back"), back)]


def _turns(card: WeekCard, act: str, what: str = "") -> Row:
    """To the page before and after, in a list that has several."""
    here = _here(card, act, what)
    before = [_on("◀", replace(here, page=card.page - 1))] if card.page else []
    return before + ([_on("▶", replace(here, page=card.page + 1))] if card.page + 1 < card.pages else [])


def quiz_lines(options: Sequence[str], answer: int) -> str:
    """The options of a quiz, the right one marked."""
    return "\n".join(f"{'✅' if at == answer else '▫️'} {option}" for at, option in enumerate(options))
