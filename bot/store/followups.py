"""Follow-ups: planned, asked for, done."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.store.models import Alert, FollowUp

WAITING = ("asked", "missed")
OPEN = ("planned", "asked", "missed")


async def plan(session: AsyncSession, alert: Alert, dues: Sequence[datetime]) -> None:
    """Write the calls of this round of an alert."""
    session.add_all(FollowUp(alert_id=alert.id, round=alert.round, nth=nth, due_at=due) for nth, due in enumerate(dues, 1))
    await session.flush()


async def of(session: AsyncSession, alert_id: int) -> Sequence[FollowUp]:
    """All of an alert, in order."""
    return (await session.scalars(sa.select(FollowUp).where(FollowUp.alert_id == alert_id).order_by(FollowUp.round, FollowUp.nth))).all()


async def get(session: AsyncSession, followup_id: int) -> FollowUp | None:
    """By id."""
    return await session.get(FollowUp, followup_id)


async def due(session: AsyncSession, now: datetime, late: datetime, most: int = 500) -> Sequence[FollowUp]:
    """Those whose time has come and that nobody was asked for, and those asked for before `late` that nobody answered; oldest first."""
    ripe = sa.and_(FollowUp.state == "planned", FollowUp.due_at <= now)
    silent = sa.and_(FollowUp.state == "asked", FollowUp.asked_at <= late)
    return (await session.scalars(sa.select(FollowUp).where(ripe | silent).order_by(FollowUp.due_at).limit(most))).all()


async def step(session: AsyncSession, followup_id: int, was: Sequence[str], state: str, **columns: Any) -> bool:
    """Bring it from one of these states to another; False when it is somewhere else."""
    query = sa.update(FollowUp).where(FollowUp.id == followup_id, FollowUp.state.in_(was)).values(state=state, **columns)
    return (await session.execute(query.returning(FollowUp.id))).first() is not None


async def once_more(session: AsyncSession, row: FollowUp, nth: int, due_at: datetime) -> None:
    """One more call than was planned."""
    session.add(FollowUp(alert_id=row.alert_id, round=row.round, nth=nth, due_at=due_at))
    await session.flush()


async def drop(session: AsyncSession, alert_id: int) -> None:
    """What is left of an alert's calls is not needed any more."""
    await session.execute(sa.update(FollowUp).where(FollowUp.alert_id == alert_id, FollowUp.state.in_(OPEN)).values(state="dropped"))


async def restore(session: AsyncSession, alert: Alert) -> None:
    """An alert that is taken up again has the calls of its round again that were not needed any more."""
    query = sa.update(FollowUp).where(FollowUp.alert_id == alert.id, FollowUp.round == alert.round, FollowUp.state == "dropped")
    await session.execute(query.values(state=sa.case((FollowUp.asked_at.is_(None), "planned"), else_="asked")))


async def waiting(session: AsyncSession, areas: Sequence[str], most: int = 30) -> Sequence[FollowUp]:
    """Those asked for in these areas, then those missed, the longest waiting first; of one alert only the newest, which serves for all."""
    later = aliased(FollowUp)
    overtaken = sa.exists().where(
        later.alert_id == FollowUp.alert_id,
        later.round == FollowUp.round,
        later.due_at > FollowUp.due_at,
        later.state.in_((*WAITING, "done")),
    )
    query = sa.select(FollowUp).join(Alert, Alert.id == FollowUp.alert_id)
    query = query.where(Alert.area.in_(list(areas)), FollowUp.state.in_(WAITING), ~overtaken)
    return (await session.scalars(query.order_by(FollowUp.state, FollowUp.due_at).limit(most))).all()


async def tally(session: AsyncSession, alert_id: int, round: int) -> int:
    """How many calls a round has."""
    query = sa.select(sa.func.count()).select_from(FollowUp).where(FollowUp.alert_id == alert_id, FollowUp.round == round)
    return int((await session.execute(query)).scalar_one())
