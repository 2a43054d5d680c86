"""Signatures, steps taken and visitors of alerts."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.models import Alert, Signature, StepTaken, Visitor


async def sign(session: AsyncSession, alert: Alert, telegram: int, name: str, at: datetime) -> bool:
    """Add a signature of this round; False when the person had signed."""
    if telegram in await signers(session, alert):
        return False
    session.add(Signature(alert_id=alert.id, round=alert.round, telegram=telegram, name=name, at=at))
    await session.flush()
    return True


async def signers(session: AsyncSession, alert: Alert) -> Sequence[int]:
    """Who signed in this round, first signer first."""
    query = sa.select(Signature.telegram).where(Signature.alert_id == alert.id, Signature.round == alert.round)
    return (await session.scalars(query.order_by(Signature.id))).all()


async def hands(session: AsyncSession, alert: Alert) -> set[int]:
    """Everybody who had a hand in an alert: signed it in any round, took a step, went along, holds it or ended it."""
    found = {person for person in (alert.signed_by, alert.closed_by) if person is not None}
    for model, column in ((Signature, Signature.telegram), (StepTaken, StepTaken.by), (Visitor, Visitor.telegram)):
        found |= set(await session.scalars(sa.select(column).where(model.alert_id == alert.id)))
    return found


async def add(session: AsyncSession, row: StepTaken) -> StepTaken:
    """Record a step."""
    session.add(row)
    await session.flush()
    return row


async def taken(session: AsyncSession, alert_id: int) -> Sequence[StepTaken]:
    """The steps of an alert, oldest first."""
    return (await session.scalars(sa.select(StepTaken).where(StepTaken.alert_id == alert_id).order_by(StepTaken.seq))).all()


async def last(session: AsyncSession, alert_id: int) -> StepTaken | None:
    """The latest step towards the person; analysis, which runs beside, is none."""
    query = sa.select(StepTaken).where(StepTaken.alert_id == alert_id, StepTaken.step != "analysis")
    return (await session.scalars(query.order_by(StepTaken.seq.desc()).limit(1))).one_or_none()


async def analysed(session: AsyncSession, alert: Alert) -> str | None:
    """What the latest analysis brought since somebody signed."""
    query = sa.select(StepTaken.outcome).where(
        StepTaken.alert_id == alert.id, StepTaken.step == "analysis", StepTaken.at >= alert.signed_at
    )
    return (await session.scalars(query.order_by(StepTaken.seq.desc()).limit(1))).one_or_none()


async def first_signer(session: AsyncSession, alert: Alert) -> Signature | None:
    """Who signed first in this round."""
    query = sa.select(Signature).where(Signature.alert_id == alert.id, Signature.round == alert.round)
    return (await session.scalars(query.order_by(Signature.id).limit(1))).one_or_none()


async def join(session: AsyncSession, alert_id: int, telegram: int, name: str, role: str, at: datetime) -> bool:
    """Somebody goes along; False when they were on the list."""
    if any(row.telegram == telegram for row in await visitors(session, alert_id)):
        return False
    session.add(Visitor(alert_id=alert_id, telegram=telegram, name=name, role=role, joined_at=at))
    await session.flush()
    return True


async def visitors(session: AsyncSession, alert_id: int) -> Sequence[Visitor]:
    """Who is on the visit, in the order of joining."""
    return (await session.scalars(sa.select(Visitor).where(Visitor.alert_id == alert_id).order_by(Visitor.id))).all()
