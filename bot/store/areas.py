"""The tree of areas."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.models import Area

HIGHEST = 10
"""So many levels up a way is followed; the tree has four."""


async def all_by_code(session: AsyncSession) -> dict[str, Area]:
    """Every area, retired ones too."""
    return {row.code: row for row in await session.scalars(sa.select(Area))}


async def get(session: AsyncSession, code: str) -> Area | None:
    """One area that is in use."""
    return (await session.scalars(sa.select(Area).where(Area.code == code, Area.retired_at.is_(None)))).one_or_none()


async def add(session: AsyncSession, *, code: str, name: str, level: str, parent: str | None) -> Area:
    """A new node; its parent must be there."""
    row = Area(code=code, name=name, level=level, parent=parent)
    session.add(row)
    await session.flush()
    return row


def _way_up() -> sa.Select[Area]:
    """Put together once: it is asked several times for every act, and takes longer to write than to answer."""
    way = sa.select(Area.code, Area.parent, sa.literal(0).label("up")).where(Area.code == sa.bindparam("start")).cte("way", recursive=True)
    above = sa.select(Area.code, Area.parent, way.c.up + 1).join(way, Area.code == way.c.parent).where(way.c.up < HIGHEST)
    way = way.union_all(above)
    return sa.select(Area).join(way, Area.code == way.c.code).order_by(way.c.up)


_WAY_UP = _way_up()


async def path(session: AsyncSession, code: str) -> list[Area]:
    """The area and everything above it, nearest first; empty for an unknown code. Asked once a transaction: the tree stands still in it."""
    known: dict[str, list[Area]] = session.info.setdefault("ways up", {})
    if code not in known:
        known[code] = list(dict.fromkeys(await session.scalars(_WAY_UP, {"start": code})))
    return list(known[code])


async def below(session: AsyncSession, codes: list[str]) -> list[str]:
    """These areas and everything under them."""
    tree = sa.select(Area.code).where(Area.code.in_(codes)).cte("tree", recursive=True)
    tree = tree.union(sa.select(Area.code).join(tree, Area.parent == tree.c.code))
    return sorted({*codes, *await session.scalars(sa.select(tree.c.code))})


async def stations(session: AsyncSession) -> Sequence[Area]:
    """All stations in use, by code."""
    query = sa.select(Area).where(Area.level == "station", Area.retired_at.is_(None)).order_by(Area.code)
    return (await session.scalars(query)).all()


async def first_station(session: AsyncSession) -> str | None:
    """The station that takes what belongs nowhere, when the deployment names none."""
    query = sa.select(Area.code).where(Area.retired_at.is_(None)).order_by(sa.case((Area.level == "station", 0), else_=1), Area.code)
    return (await session.scalars(query.limit(1))).one_or_none()
