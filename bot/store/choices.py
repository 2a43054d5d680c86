"""What editors decided for single weeks of the case of the week."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.models import EditionChoice, Group


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
    query = sa.delete(EditionChoice).where(EditionChoice.week == week)
    if group_id is not None:
        query = query.where(EditionChoice.group_id == group_id)
    else:
        inside = sa.select(Group.id).where(Group.area.in_(list(areas)))
        query = query.where(sa.or_(EditionChoice.area.in_(list(areas)), EditionChoice.group_id.in_(inside)))
    return int(getattr(await session.execute(query), "rowcount", 0))


async def expire(session: AsyncSession, before: str) -> int:
    """Decisions for weeks before this one; how many there were."""
    return int(getattr(await session.execute(sa.delete(EditionChoice).where(EditionChoice.week < before)), "rowcount", 0))
