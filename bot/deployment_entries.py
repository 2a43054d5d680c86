"""What may stand in a deployment file: areas, people on duty, groups, rotas, rungs, waits; each read by itself, with its units.

`bot.deployment` puts them together to the whole file; a wrong value is explained to the operator by bot.library.reasons.
"""

import datetime
import re
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, field_validator

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
