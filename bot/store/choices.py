"""What editors decided for single weeks of the case of the week."""

import zlib
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.models import EditionChoice, Group

_LOCK = zlib.crc32(b"shouwang/choices")


async def alone(session: AsyncSession) -> None:
    """Until this transaction ends nobody else decides or plans: of two at once, the second knows of the first. What it reads comes after.

    On SQLite by writing nothing, which begins the transaction.
    """
    if session.get_bind().dialect.name == "postgresql":
        await session.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
    else:
        await session.execute(sa.update(EditionChoice).where(EditionChoice.id < 0).values(week=EditionChoice.week))


async def since(session: AsyncSession, week: str) -> Sequence[EditionChoice]:
    """Everything decided for this week and those after it."""
    return (await session.scalars(sa.select(EditionChoice).where(EditionChoice.week >= week).order_by(EditionChoice.id))).all()


async def put(session: AsyncSession, **columns: Any) -> None:
    """Decide for a week and a group_id or an area; what was decided for exactly these gives way."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    scope = "group_id" if columns.get("group_id") is not None else "area"
    changed = {name: columns[name] for name in ("act", "story", "by", "name", "at")}
    await session.execute(insert(EditionChoice).values(**columns).on_conflict_do_update(index_elements=[scope, "week"], set_=changed))


async def clear(session: AsyncSession, week: str, *, group_id: int | None = None, areas: Sequence[str] = ()) -> int:
    """Forget what was decided for a group, or for some areas and every group in them; how much that was."""
    query = sa.delete(EditionChoice).where(EditionChoice.week == week, _within(group_id, areas))
    return int(getattr(await session.execute(query), "rowcount", 0))


async def count(session: AsyncSession, week: str, *, group_id: int | None = None, areas: Sequence[str] = ()) -> int:
    """How much was decided for a group, or for some areas and every group in them."""
    query = sa.select(sa.func.count()).select_from(EditionChoice).where(EditionChoice.week == week, _within(group_id, areas))
    return int((await session.execute(query)).scalar_one())


def _within(group_id: int | None, areas: Sequence[str]) -> sa.ColumnElement[bool]:
    if group_id is not None:
        return EditionChoice.group_id == group_id
    inside = sa.select(Group.id).where(Group.area.in_(list(areas)))
    return sa.or_(EditionChoice.area.in_(list(areas)), EditionChoice.group_id.in_(inside))


async def expire(session: AsyncSession, before: str) -> int:
    """Decisions for weeks before this one; how many there were."""
    return int(getattr(await session.execute(sa.delete(EditionChoice).where(EditionChoice.week < before)), "rowcount", 0))
