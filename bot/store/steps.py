"""Signatures, steps taken and visitors of alerts."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.models import Alert, Signature, StepTaken, Visitor

_HANDS = ((Signature.alert_id, Signature.telegram), (StepTaken.alert_id, StepTaken.by), (Visitor.alert_id, Visitor.telegram))
"""Where somebody's hand in an alert is seen: the columns of its number, and of the person."""


async def sign(session: AsyncSession, alert: Alert, telegram: int, name: str, at: datetime) -> bool:
    """Add a signature of this round; False when the person had signed."""
    row = next((one for one in await signatures(session, alert) if one.telegram == telegram), None)
    if row is not None and row.given:
        return False
    if row is not None:  # it was handed to them before
        row.given, row.at = True, at
    else:
        session.add(Signature(alert_id=alert.id, round=alert.round, telegram=telegram, name=name, at=at))
    await session.flush()
    return True


async def take_over(session: AsyncSession, alert: Alert, telegram: int, name: str, at: datetime) -> None:
    """It is in somebody's hands who may not have signed: they stand beside who did, and are not counted as one more signature."""
    if telegram not in [row.telegram for row in await signatures(session, alert)]:
        session.add(Signature(alert_id=alert.id, round=alert.round, telegram=telegram, name=name, at=at, given=False))
        await session.flush()


async def signatures(session: AsyncSession, alert: Alert) -> Sequence[Signature]:
    """Who signed in this round or was handed it, the first first."""
    query = sa.select(Signature).where(Signature.alert_id == alert.id, Signature.round == alert.round)
    return (await session.scalars(query.order_by(Signature.id))).all()


async def signers(session: AsyncSession, alert: Alert) -> Sequence[int]:
    """Who signed in this round, first signer first."""
    return [row.telegram for row in await signatures(session, alert) if row.given]


async def hands(session: AsyncSession, alert: Alert) -> set[int]:
    """Everybody who had a hand in an alert: signed it in any round, took a step, went along, holds it or ended it."""
    found = sa.union(*(sa.select(person).where(number == alert.id) for number, person in _HANDS))
    return {*await session.scalars(found), *(person for person in (alert.signed_by, alert.closed_by) if person is not None)}


def untouched_by(telegram: int) -> sa.ColumnElement[bool]:
    """In which alerts somebody had no hand, as a condition of a query for alerts."""
    touched = (sa.exists().where(number == Alert.id, person == telegram) for number, person in _HANDS)
    held = sa.or_(Alert.signed_by == telegram, Alert.closed_by == telegram)
    return sa.not_(sa.or_(sa.func.coalesce(held, sa.false()), *touched))


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


async def last_of(session: AsyncSession, numbers: Sequence[int]) -> dict[int, StepTaken]:
    """The same of several alerts, by number; one without a step is left out."""
    newest = sa.select(sa.func.max(StepTaken.id)).where(StepTaken.alert_id.in_(list(numbers)), StepTaken.step != "analysis")
    query = sa.select(StepTaken).where(StepTaken.id.in_(newest.group_by(StepTaken.alert_id)))
    return {row.alert_id: row for row in await session.scalars(query)}


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
