"""The deployment file: what an operator decides, read with line and reason and checked as a whole.

`shouwang setup FILE` → `read` here → `setup.apply` → store.
"""

import datetime
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError, field_validator

from bot import texts
from bot.errors import OperatorError, UserError
from bot.library.document import Document, Location, parse
from bot.library.problem import Problem
from bot.library.reasons import say
from bot.people import introductions
from bot.publicity.budget import LEAST
from bot.publicity.schedule import parse_slot

Level = Literal["city", "district", "station", "community"]
Role = Literal["resident", "grid_worker", "volunteer", "officer", "leader", "operator"]
DutyRole = Literal["grid_worker", "officer", "leader"]
LEVELS: tuple[Level, ...] = ("city", "district", "station", "community")
Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,62}$")]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]

_UNITS = {"ms": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86400}
LONGEST = 366 * 86400
FARTHEST = 2**52
"""Telegram's ids fit in 52 bits."""


def seconds(value: object) -> float:
    """`60s`, `5m`, `4h`, `1d` → seconds, a year at most; raises ValueError for anything else."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*(ms|s|m|h|d)", str(value).strip())
    if not found:
        raise ValueError(f"时长要写成 60s、5m、4h 或 1d 这样，现在写的是 {value}")
    length = float(found[1]) * _UNITS[found[2]]
    if length > LONGEST:
        raise ValueError(f"时长不能超过 366 天，现在写的是 {value}")
    return length


Duration = Annotated[float, BeforeValidator(seconds)]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class AreaEntry(Strict):
    """One node of the tree of areas."""

    code: Code
    name: Name
    level: Level
    parent: Code | None = None


class StaffEntry(Strict):
    """One person on duty, by Telegram id."""

    telegram: int = Field(gt=0, le=FARTHEST)
    name: Name
    role: DutyRole
    area: Code


class GroupEntry(Strict):
    """One group chat; `bulletin` overrides the common slot, `none` switches the case of the week off.

    What administrators may choose in chat counts from here only where it is written, and again only when it changes (bot.setup).
    """

    chat: int = Field(lt=0, ge=-FARTHEST)
    title: Name
    area: Code
    kind: Literal["neighbourhood", "workplace", "school"] = "neighbourhood"
    tags: list[Name] = []
    bulletin: str | None = None
    language: Literal["zh-Hans", "zh-Hant", "en"] | None = None

    @field_validator("bulletin")
    @classmethod
    def is_a_slot(cls, value: str | None) -> str | None:
        """`mon 09:00` or `none`."""
        if value not in (None, "none"):
            parse_slot(str(value))
        return value


def people(value: object) -> object:
    """`5001` → `[5001]`: one person is a team of one."""
    return value if isinstance(value, list) else [value]


def time_of_day(value: object) -> str:
    """`"09:00"`; raises ValueError for anything else."""
    found = re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value) if isinstance(value, str) else None
    if found is None:
        raise ValueError(f'交班时间要写成 "09:00" 这样，带引号，现在写的是 {value}')
    return found[0]


Team = Annotated[list[Annotated[int, Field(gt=0, le=FARTHEST)]], BeforeValidator(people), Field(min_length=1)]


class HolidayEntry(Strict):
    """Who is on duty from the hand-over of a date to the next."""

    date: datetime.date
    on: Team


class DutyEntry(Strict):
    """The duty rota of a station: turn after turn of `shift` seconds in local time, from the hand-over of the date `from`."""

    area: Code
    handover: Annotated[str, BeforeValidator(time_of_day)] = "09:00"
    order: list[Team] = Field(min_length=1)
    shift: Annotated[Duration, Field(ge=3600)] = 86400
    since: datetime.date = Field(alias="from")
    holidays: list[HolidayEntry] = []


class Rung(Strict):
    """Who is paged next, at which level of the tree, how many seconds to wait for 签收, how often, and how many have to sign."""

    page: list[DutyRole] = Field(min_length=1)
    level: Level
    wait: Duration = Field(gt=0)
    repeat: int = Field(default=1, ge=1, le=10)
    need: int = Field(default=1, ge=1, le=5)


class StepDeadlines(Strict):
    """How long an acknowledged alert may stand still, in seconds."""

    urgent: Duration = 600
    high: Duration = 1800
    medium: Duration = 14400
    low: Duration = 86400


class FollowUps(Strict):
    """When to call again after the first meeting, in seconds from it."""

    urgent: list[Duration] = [86400 * d for d in (1, 3, 7, 14, 21, 28)]
    high: list[Duration] = [86400 * d for d in (2, 7, 14, 28)]
    medium: list[Duration] = [86400 * d for d in (7, 21)]
    low: list[Duration] = [86400 * 14]


class VolunteerWaits(Strict):
    """How long a volunteer has to answer before the next is asked, and how long what they were told stays on their phone, in seconds."""

    wait: Duration = Field(default=180, gt=0)
    keep: Duration = Field(default=86400, gt=0)


class BulletinSlot(Strict):
    """When the case of the week goes out: weekday and local time."""

    at: str = "mon 09:00"
    timezone: str = "Asia/Shanghai"

    @field_validator("at")
    @classmethod
    def is_a_slot(cls, value: str) -> str:
        """`mon 09:00`."""
        parse_slot(value)
        return value

    @field_validator("timezone")
    @classmethod
    def is_a_zone(cls, value: str) -> str:
        """A name of the IANA database."""
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError) as unknown:
            raise ValueError(f"没有这个时区：{value}，例如 Asia/Shanghai") from unknown
        return value


LADDER = [
    Rung.model_validate(rung)
    for rung in (
        {"page": ["officer", "leader"], "level": "station", "wait": "60s"},
        {"page": ["officer", "leader"], "level": "station", "wait": "120s"},
        {"page": ["leader"], "level": "district", "wait": "5m"},
        {"page": ["leader"], "level": "city", "wait": "10m"},
    )
]


class Deployment(Strict):
    """The whole file."""

    areas: list[AreaEntry] = Field(min_length=1)
    staff: list[StaffEntry] = []
    groups: list[GroupEntry] = []
    default_area: Code | None = None
    escalation: list[Rung] = Field(default=LADDER, min_length=1)
    step_deadlines: StepDeadlines = StepDeadlines()
    followups: FollowUps = FollowUps()
    bulletin: BulletinSlot = BulletinSlot()
    duty: list[DutyEntry] = []
    volunteers: VolunteerWaits | None = None
    messages_per_day: int | None = Field(default=None, ge=LEAST, le=50)
    introduction: str | None = None

    @field_validator("introduction")
    @classmethod
    def may_be_said(cls, value: str | None) -> str | None:
        """What a bot may say of itself in groups: short, without links and strange numbers."""
        if value is None:
            return None
        try:
            return introductions.checked(value)
        except UserError as wrong:
            raise ValueError(texts.say(wrong.key, wrong.values)) from wrong

    def plan(self) -> dict[str, Any]:
        """What is kept beyond areas, staff and groups."""
        kept = self.model_dump(mode="json", exclude={"areas", "staff", "groups"} | self._silent())
        if kept["default_area"] is None:
            kept["default_area"] = next((area.code for area in self.areas if area.level == "station"), self.areas[0].code)
        return kept

    def _silent(self) -> set[str]:
        """What the file may leave out, and does."""
        return {name for name in ("duty", "volunteers", "messages_per_day", "introduction") if not getattr(self, name)}


_MODELS: tuple[type[BaseModel], ...] = (
    Deployment, AreaEntry, StaffEntry, GroupEntry, Rung, StepDeadlines, FollowUps, BulletinSlot, DutyEntry, HolidayEntry,
    VolunteerWaits,
)  # fmt: skip
_KEYS = sorted({field.alias or name for model in _MODELS for name, field in model.model_fields.items()})


class DeploymentError(OperatorError):
    """The file cannot be applied; one line per fault, each with line and reason."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = list(problems)
        lines = "\n".join(str(problem) for problem in self.problems)
        super().__init__(f"部署文件有 {len(self.problems)} 处错误，什么都没有改动：\n{lines}")


def read(path: Path) -> Deployment:
    """Parse and check a deployment file; raises DeploymentError with every fault found, or OperatorError when it cannot be opened."""
    try:
        document, problems = parse(path, Path(path.name))
    except OSError as fault:
        reason = "没有这个文件" if isinstance(fault, FileNotFoundError) else fault.strerror
        raise OperatorError(f"打不开部署文件 {path}：{reason}") from fault
    if document is None or problems:
        raise DeploymentError(problems)
    try:
        deployment = Deployment.model_validate(document.data)
    except ValidationError as wrong:
        raise DeploymentError([_explain(document, error) for error in wrong.errors()]) from wrong
    if faults := [document.problem(location, reason) for location, reason in _contradictions(deployment)]:
        raise DeploymentError(faults)
    return deployment


def _explain(document: Document, error: Any) -> Problem:
    location: Location = tuple(error["loc"])
    return document.problem(location, say(error, document.raw.get(location), _KEYS))


def _contradictions(deployment: Deployment) -> Iterator[tuple[Location, str]]:
    """What each entry alone cannot see: unknown areas, doubles, a tree that is none."""
    yield from _tree_faults(deployment.areas)
    codes = {area.code for area in deployment.areas}
    for name in ("staff", "groups"):
        for index, entry in enumerate(getattr(deployment, name)):
            if entry.area not in codes:
                yield (name, index, "area"), f"没有代码为 {entry.area} 的辖区"
    yield from _doubles(
        "staff", [(e.telegram, e.role, e.area) for e in deployment.staff], "telegram", "同一个人在同一辖区的同一身份写了两遍"
    )
    yield from _doubles("groups", [e.chat for e in deployment.groups], "chat", "这个群写了两遍")
    if deployment.default_area and deployment.default_area not in codes:
        yield ("default_area",), f"没有代码为 {deployment.default_area} 的辖区"
    yield from _duty_faults(deployment)


def _duty_faults(deployment: Deployment) -> Iterator[tuple[Location, str]]:
    """A rota belongs to one station and names its officers and leaders."""
    yield from _doubles("duty", [line.area for line in deployment.duty], "area", "这个派出所的排班写了两遍")
    known = {area.code: area for area in deployment.areas}
    named = {entry.telegram for entry in deployment.staff}
    for index, line in enumerate(deployment.duty):
        station = known.get(line.area)
        if station is None or station.level != "station":
            yield ("duty", index, "area"), f"没有代码为 {line.area} 的派出所（level: station）"
            continue
        here = {area.code for area in deployment.areas if line.area in (area.code, area.parent)}
        may = {entry.telegram for entry in deployment.staff if entry.role in ("officer", "leader") and entry.area in here}
        turns: list[tuple[Location, list[int]]] = [(("duty", index, "order", place), team) for place, team in enumerate(line.order)]
        turns += [(("duty", index, "holidays", place, "on"), holiday.on) for place, holiday in enumerate(line.holidays)]
        for location, team in turns:
            for person in team:
                if person not in may:
                    why = f"不是{station.name}的民警或值班领导" if person in named else "没有写在 staff 里"
                    yield location, f"{person} {why}，不能排班"
        dates = [holiday.date for holiday in line.holidays]
        for place, day in enumerate(dates):
            if day in dates[:place]:
                yield ("duty", index, "holidays", place, "date"), f"{day} 写了两遍"


def _tree_faults(areas: Sequence[AreaEntry]) -> Iterator[tuple[Location, str]]:
    yield from _doubles("areas", [area.code for area in areas], "code", "这个辖区代码写了两遍")
    known = {area.code: area for area in areas}
    for index, area in enumerate(areas):
        parent = known.get(area.parent) if area.parent else None
        if area.parent and parent is None:
            yield ("areas", index, "parent"), f"没有代码为 {area.parent} 的上级辖区"
        elif area.level == "city" and area.parent:
            yield ("areas", index, "parent"), "市一级没有上级，请去掉 parent"
        elif area.level != "city" and not area.parent:
            yield ("areas", index), f"{area.name} 缺少 parent：除了市，每个辖区都要写上级"
        elif parent and LEVELS.index(parent.level) != LEVELS.index(area.level) - 1:
            above = LEVELS[LEVELS.index(area.level) - 1]
            yield ("areas", index, "level"), f"{area.level} 的上级应当是 {above}，而 {parent.name} 是 {parent.level}"


def _doubles(name: str, keys: Sequence[object], key: str, reason: str) -> Iterator[tuple[Location, str]]:
    seen: set[object] = set()
    for index, value in enumerate(keys):
        if value in seen:
            yield (name, index, key), reason
        seen.add(value)
