"""A checked deployment → the store: what is new is added, what differs is changed, what is gone is retired; says each difference.

Last step of `shouwang setup FILE`. Applying the same file again changes nothing. People who enrolled with a code and groups that were
bound in chat are not the file's business and stay. What a group's administrators chose in chat (bot.people.manners) stays until the file
says something new about that very key; a group that they removed does not come back by a file.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.deployment import Deployment
from bot.deployment_entries import LEVELS, GroupEntry, StaffEntry
from bot.publicity.schedule import latest, parse_slot, slot_in
from bot.store import acts, areas, deployments, groups, staff
from bot.store.engine import Store
from bot.store.models import Group
from bot.texts import LANGUAGE

JUST = timedelta(minutes=10)
"""So long ago a moment may be that a new slot names."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: sign is + (new), ~ (changed), - (retired); what names it in Chinese.

    `logged`: as the log says it where `what` names a group, whose title must be able to go; the log is for ever.
    """

    sign: str
    what: str
    logged: str = ""


async def apply(store: Store, deployment: Deployment, by: int | None = None) -> list[Change]:
    """Bring the store to what the file says, in one transaction; returns the differences, none when there were none."""
    moment = clock.now()
    async with store.begin() as session:
        changes = await _areas(session, deployment, moment)
        changes += await _staff(session, deployment, moment)
        before = await _slots(session)
        changes += await _groups(session, deployment, moment)
        changes += await _plan(session, deployment, moment)
        await _moved(session, deployment, before, moment)
        if changes:
            await acts.write(session, moment, by, "setup", {"changes": [f"{c.sign} {c.logged or c.what}" for c in changes]})
    return changes


_COLUMNS = {
    "name": "名称", "title": "名称", "level": "级别", "parent": "上级", "area": "辖区", "kind": "类型", "tags": "标签",
    "bulletin_at": "每周一案", "language": "语言", "source": "改由部署文件管理", "retired_at": "恢复",
}  # fmt: skip


def _differs(row: Any, **wanted: object) -> list[str]:
    """Set the columns that differ; returns what changed, in Chinese."""
    changed = []
    for name, value in wanted.items():
        if getattr(row, name) != value:
            setattr(row, name, value)
            changed.append(_COLUMNS[name])
    return changed


async def _areas(session: AsyncSession, deployment: Deployment, moment: datetime) -> list[Change]:
    changes: list[Change] = []
    known = await areas.all_by_code(session)
    for entry in sorted(deployment.areas, key=lambda area: LEVELS.index(area.level)):  # a parent must be there before its children
        row = known.get(entry.code)
        if row is None:
            await areas.add(session, code=entry.code, name=entry.name, level=entry.level, parent=entry.parent)
            changes.append(Change("+", f"辖区 {entry.name}（{entry.code}）"))
        elif changed := _differs(row, name=entry.name, level=entry.level, parent=entry.parent, retired_at=None):
            changes.append(Change("~", f"辖区 {entry.name}（{entry.code}）：{'、'.join(changed)}"))
    for code in known.keys() - {entry.code for entry in deployment.areas}:
        if known[code].retired_at is None:
            known[code].retired_at = moment
            changes.append(Change("-", f"辖区 {known[code].name}（{code}）停用"))
    return changes


async def _staff(session: AsyncSession, deployment: Deployment, moment: datetime) -> list[Change]:
    changes: list[Change] = []
    known = {(row.telegram, row.role, row.area): row for row in await staff.everyone(session)}
    opened = {row.telegram for row in known.values() if row.chat_open}
    wanted: dict[tuple[int, str, str], StaffEntry] = {(entry.telegram, entry.role, entry.area): entry for entry in deployment.staff}
    for key, entry in wanted.items():
        row = known.get(key)
        if row is None:
            await staff.add(
                session, telegram=entry.telegram, name=entry.name, role=entry.role, area=entry.area, chat_open=entry.telegram in opened
            )
            changes.append(Change("+", f"人员 {entry.name}（{entry.role} @ {entry.area}）"))
        elif changed := _differs(row, name=entry.name, source="file", retired_at=None):
            changes.append(Change("~", f"人员 {entry.name}（{entry.role} @ {entry.area}）：{'、'.join(changed)}"))
    for key, row in known.items():
        if key not in wanted and row.source == "file" and row.retired_at is None:
            row.retired_at = moment
            changes.append(Change("-", f"人员 {row.name}（{row.role} @ {row.area}）停用"))
    return changes


async def _groups(session: AsyncSession, deployment: Deployment, moment: datetime) -> list[Change]:
    changes: list[Change] = []
    everything = await groups.everything(session)
    known = {row.former_chat: row for row in everything} | {row.chat: row for row in everything}
    wanted = {entry.chat: entry for entry in deployment.groups}
    for chat, entry in wanted.items():
        row, said = known.get(chat), _said(entry)
        columns: dict[str, Any] = {"title": entry.title, "area": entry.area, "kind": entry.kind, **_news(row, said)}
        if row is None:
            await groups.add(session, chat=chat, source="file", created_at=moment, filed=said, **columns)
            changes.append(_of_group("+", chat, entry.title))
        elif row.removed_at is None:
            row.filed = said
            if changed := _differs(row, **columns, source="file", retired_at=None):
                changes.append(_of_group("~", chat, entry.title, f"：{'、'.join(changed)}"))
    for row in everything:
        if not {row.chat, row.former_chat} & wanted.keys() and row.source == "file" and row.retired_at is None:
            row.retired_at = moment
            changes.append(_of_group("-", row.chat, row.title, "停用"))
    return changes


def _of_group(sign: str, chat: int, title: str, happened: str = "") -> Change:
    return Change(sign, f"群 {title}（{chat}）{happened}", f"群 {chat}{happened}")


_UNSAID: dict[str, Any] = {"tags": [], "bulletin_at": None, "language": LANGUAGE}
"""What holds for a group of which the file does not say it."""
_COLUMN = {"bulletin": "bulletin_at"}


def _said(entry: GroupEntry) -> dict[str, Any]:
    """What the file says of that which administrators may choose in chat, as columns; what it leaves out is not in it."""
    written: dict[str, Any] = {"tags": list(entry.tags), "bulletin": entry.bulletin, "language": entry.language or LANGUAGE}
    return {_COLUMN.get(name, name): value for name, value in written.items() if name in entry.model_fields_set}


def _news(row: Group | None, said: dict[str, Any]) -> dict[str, Any]:
    """Of these what is new since the file was applied last: only that counts again, all else is as it was chosen."""
    if row is None:
        return said
    before, now = {**_UNSAID, **groups.filed(row)}, {**_UNSAID, **said}
    return {column: value for column, value in now.items() if value != before[column]}


async def _slots(session: AsyncSession) -> dict[int, str]:
    """The slot of each group, as it is before the file counts: its own or the common one."""
    plan = await deployments.plan(session)
    return {row.id: row.bulletin_at or plan["bulletin"]["at"] for row in await groups.everything(session)} if plan else {}


async def _moved(session: AsyncSession, deployment: Deployment, before: Mapping[int, str], moment: datetime) -> None:
    """Groups whose slot the file has changed begin with the next one; that their week keeps its case is the calendar's to see to.

    One that passed within minutes was meant: it still counts.
    """
    plan = deployment.plan()
    for row in await groups.everything(session):
        was, slot = before.get(row.id), slot_in(row.bulletin_at, plan)
        if was is None or was == (slot[0] if slot else "none"):
            continue
        last = latest(parse_slot(slot[0]), slot[1], moment).at if slot else None
        if last is not None and moment - last < JUST:
            row.slot_since, row.slot_before = last, None
        else:
            row.slot_since, row.slot_before = moment, row.slot_before or was


async def _plan(session: AsyncSession, deployment: Deployment, moment: datetime) -> list[Change]:
    old, new = await deployments.plan(session), deployment.plan()
    if old == new:
        return []
    await deployments.keep(session, new, moment)
    if old is None:
        return [Change("+", "升级顺序、时限、回访和每周一案的安排")]
    names = {
        "default_area": "默认辖区", "escalation": "升级顺序", "step_deadlines": "环节时限", "followups": "回访安排", "bulletin": "每周一案",
        "duty": "值班安排", "volunteers": "志愿者安排", "messages_per_day": "每个群每天的条数", "introduction": "进群的自我介绍",
    }  # fmt: skip
    return [Change("~", names[key]) for key in {**new, **old} if old.get(key) != new.get(key)]
