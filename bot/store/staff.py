"""People on duty and their one-time codes."""

from collections.abc import Iterable, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.models import Invite, Staff


async def everyone(session: AsyncSession) -> Sequence[Staff]:
    """Every row, retired ones too."""
    return (await session.scalars(sa.select(Staff).order_by(Staff.id))).all()


async def add(
    session: AsyncSession, *, telegram: int, name: str, role: str, area: str, source: str = "file", chat_open: bool = False
) -> Staff:
    """A new role of a person in an area."""
    row = Staff(telegram=telegram, name=name, role=role, area=area, source=source, chat_open=chat_open)
    session.add(row)
    await session.flush()
    return row


async def of(session: AsyncSession, telegram: int) -> Sequence[Staff]:
    """The roles a person holds now."""
    return (await session.scalars(sa.select(Staff).where(Staff.telegram == telegram, Staff.retired_at.is_(None)).order_by(Staff.id))).all()


async def serving(session: AsyncSession, areas: Iterable[str], roles: Iterable[str]) -> Sequence[Staff]:
    """Who holds one of these roles in exactly one of these areas."""
    query = sa.select(Staff).where(Staff.area.in_(list(areas)), Staff.role.in_(list(roles)), Staff.retired_at.is_(None))
    return (await session.scalars(query.order_by(Staff.id))).all()


async def set_chat_open(session: AsyncSession, telegram: int, is_open: bool) -> None:
    """Remember whether the duty bot may write to this person."""
    await session.execute(sa.update(Staff).where(Staff.telegram == telegram).values(chat_open=is_open))


async def find(session: AsyncSession, telegram: int, role: str, area: str) -> Staff | None:
    """The row of one person, role and area, retired or not."""
    query = sa.select(Staff).where(Staff.telegram == telegram, Staff.role == role, Staff.area == area)
    return (await session.scalars(query)).one_or_none()


async def invite(session: AsyncSession, *, code_hash: str, role: str, area: str, expires_at: datetime) -> None:
    """Keep the hash of a new code."""
    session.add(Invite(code_hash=code_hash, role=role, area=area, expires_at=expires_at))
    await session.flush()


async def invitation(session: AsyncSession, code_hash: str) -> Invite | None:
    """The invitation behind a code."""
    return (await session.scalars(sa.select(Invite).where(Invite.code_hash == code_hash))).one_or_none()


async def use(session: AsyncSession, invite_id: int, telegram: int, at: datetime) -> bool:
    """Spend an invitation; False when somebody was faster."""
    query = sa.update(Invite).where(Invite.id == invite_id, Invite.used_at.is_(None)).values(used_by=telegram, used_at=at)
    return (await session.execute(query.returning(Invite.id))).first() is not None
