"""A notice as data: what the duty bot shows of it to one person at one moment. Rendering belongs to the edge."""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Literal

from bot.duty.rota import HERE

if TYPE_CHECKING:
    from bot.publicity.broadcasts import Missed, Progress

View = Literal["words", "templates", "audience", "tags", "time", "ready", "asked", "judge", "moved-on", "report", "sure", "gone"]


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be pressed: an area one level up or down, or a tag; `on` when it is chosen."""

    mark: str
    name: str
    on: bool = False


@dataclass(frozen=True, slots=True)
class NoticeCard:
    """One notice as its writer, or who is to approve it, sees it now.

    view: which page of the dialogue · words: as groups will read it, None while there are none · groups: how many of them it reaches ·
    narrower, wider: areas below and above the chosen one, within the writer's own · second: somebody else has to approve it ·
    doubtful: it reads like a scam itself · urgent: it may exceed what a group is told a day · progress, missed: once it
    is out · bare: groups that got the words alone · reads: how many pressed 已读并转告家人 · zone: in which times are told.
    """

    id: int
    version: int
    state: str
    view: View
    writer: str
    area: str
    groups: int
    words: str | None = None
    media: str | None = None
    kinds: tuple[str, ...] = ()
    tags: tuple[Choice, ...] = ()
    narrower: tuple[Choice, ...] = ()
    wider: tuple[Choice, ...] = ()
    templates: tuple[Choice, ...] = ()
    at: datetime | None = None
    awaits: str | None = None
    second: bool = False
    doubtful: bool = False
    urgent: bool = False
    judged_by: str | None = None
    reason: str | None = None
    progress: "Progress | None" = None
    missed: "tuple[Missed, ...]" = ()
    bare: tuple[str, ...] = ()
    reads: int = 0
    zone: tzinfo = HERE
