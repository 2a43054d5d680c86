"""Reading a deployment file: each fault with its line, and with a reason in words that an operator can act on.

`shouwang setup FILE` → `read` here, entry by entry and then as a whole → `setup.apply` → store.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from pydantic import BaseModel, ValidationError

from bot.deployment import Deployment
from bot.deployment_entries import (
    LEVELS,
    AreaEntry,
    BulletinSlot,
    DutyEntry,
    FollowUps,
    GroupEntry,
    HolidayEntry,
    Rung,
    StaffEntry,
    StepDeadlines,
    VolunteerWaits,
)
from bot.errors import OperatorError
from bot.library.document import Document, Location, parse
from bot.library.problem import Problem
from bot.library.reasons import say

Fault: TypeAlias = tuple[Location, str]
"""A place in the file, and the reason."""

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


def _contradictions(deployment: Deployment) -> Iterator[Fault]:
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


def _duty_faults(deployment: Deployment) -> Iterator[Fault]:
    """A rota belongs to one station and names its officers and leaders."""
    yield from _doubles("duty", [line.area for line in deployment.duty], "area", "这个派出所的排班写了两遍")
    known = {area.code: area for area in deployment.areas}
    for index, line in enumerate(deployment.duty):
        station = known.get(line.area)
        if station is None or station.level != "station":
            yield ("duty", index, "area"), f"没有代码为 {line.area} 的派出所（level: station）"
            continue
        yield from _strangers(deployment, index, line, station)
        dates = [holiday.date for holiday in line.holidays]
        for place, day in enumerate(dates):
            if day in dates[:place]:
                yield ("duty", index, "holidays", place, "date"), f"{day} 写了两遍"


def _strangers(deployment: Deployment, index: int, line: DutyEntry, station: AreaEntry) -> Iterator[Fault]:
    """People on a station's rota who do not sign there."""
    named = {entry.telegram for entry in deployment.staff}
    here = {area.code for area in deployment.areas if line.area in (area.code, area.parent)}
    may = {entry.telegram for entry in deployment.staff if entry.role in ("officer", "leader") and entry.area in here}
    turns: list[tuple[Location, list[int]]] = [(("duty", index, "order", place), team) for place, team in enumerate(line.order)]
    turns += [(("duty", index, "holidays", place, "on"), holiday.on) for place, holiday in enumerate(line.holidays)]
    for location, team in turns:
        for person in team:
            if person not in may:
                why = f"不是{station.name}的民警或值班领导" if person in named else "没有写在 staff 里"
                yield location, f"{person} {why}，不能排班"


def _tree_faults(areas: Sequence[AreaEntry]) -> Iterator[Fault]:
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


def _doubles(name: str, keys: Sequence[object], key: str, reason: str) -> Iterator[Fault]:
    seen: set[object] = set()
    for index, value in enumerate(keys):
        if value in seen:
            yield (name, index, key), reason
        seen.add(value)
