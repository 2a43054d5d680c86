"""The plan of the case of the week as data: what the duty bot shows one editor on one page. Rendering belongs to the edge."""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Literal

from bot.duty.rota import HERE

if TYPE_CHECKING:
    from bot.publicity.recalling import Recalled

View = Literal["weeks", "week", "entry", "groups", "group", "stories", "sure"]
Bucket = Literal["out", "coming", "none"]
"""Of an edition: begun, to come, or there is none (skipped)."""


@dataclass(frozen=True, slots=True)
class WeekLine:
    """One week of the plan: how many groups, how many different stories, decided by editors for how many groups, begun in how many."""

    week: str
    starts: datetime
    groups: int
    stories: int
    wished: int
    out: int


@dataclass(frozen=True, slots=True)
class Entry:
    """What several groups have in common in a week: the story (empty: none), why, and how many they are.

    states: how far their editions are, by state. titles: of the groups, some of them.
    """

    story: str
    title: str
    bucket: Bucket
    groups: int
    why: str
    starts: datetime
    wished: bool = False
    states: tuple[tuple[str, int], ...] = ()
    titles: tuple[str, ...] = ()
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A line that can be pressed: a group by its id, or a story by its mark; `note` says why, or for how many."""

    mark: str
    title: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class WeekCard:
    """One page of `/week`.

    can_edit: not only look · groups: how many are in reach · scope: `a` (all of them) or a group's id · name: of the area or the group ·
    entry: what this page is about · back: in how many groups it may be taken back · asks: what 确定 would do, skip or recall ·
    page, pages: of a long list · seen: the last decision that is on it (its number in the log) · news: a text key for the note under the
    press · refused: nothing was done, and the note says why · zone: in which times are told.
    """

    view: View
    can_edit: bool
    groups: int
    name: str
    week: str = ""
    scope: str = "a"
    weeks: tuple[WeekLine, ...] = ()
    entries: tuple[Entry, ...] = ()
    entry: Entry | None = None
    items: tuple[Item, ...] = ()
    coming: int = 0
    back: int = 0
    wished: bool = False
    recalled: "Recalled | None" = None
    asks: str = ""
    page: int = 0
    pages: int = 1
    seen: int | None = None
    news: str = ""
    refused: bool = False
    zone: tzinfo = HERE
