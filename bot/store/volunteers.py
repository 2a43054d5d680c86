"""Volunteers, requests for their help, and who was asked."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store import alerts
from bot.store.models import Alert, Group, HelpRequest, Person, Plea, Question, Report, Visitor, Volunteer

LIVE = ("asking", "nobody", "accepted")
"""States of a request in which an answer still counts."""


class Held(NamedTuple):
    """A plea with what it belongs to."""

    plea: Plea
    request: HelpRequest
    alert: Alert


async def add(session: AsyncSession, *, telegram: int, name: bytes, kind: str, group_id: int, at: datetime) -> None:
    """Somebody agreed to help in a group; agreeing again renews name and kind."""
    query = sa.select(Volunteer).where(Volunteer.telegram == telegram, Volunteer.group_id == group_id)
    row = (await session.scalars(query)).one_or_none()
    if row is None:
        session.add(Volunteer(telegram=telegram, name=name, kind=kind, group_id=group_id, consented_at=at))
    else:
        row.name, row.kind, row.consented_at = name, kind, at
    await session.flush()


async def of(session: AsyncSession, telegram: int) -> Sequence[tuple[Volunteer, Group]]:
    """Where somebody agreed to help."""
    query = sa.select(Volunteer, Group).join(Group, Group.id == Volunteer.group_id).where(Volunteer.telegram == telegram)
    return [(volunteer, group) for volunteer, group in await session.execute(query.order_by(Volunteer.id))]


async def within(session: AsyncSession, areas: Sequence[str]) -> Sequence[tuple[Volunteer, Group]]:
    """Volunteers whose group belongs to one of these areas and who are not shut out, who agreed first comes first."""
    query = sa.select(Volunteer, Group).join(Group, Group.id == Volunteer.group_id).outerjoin(Person, Person.telegram == Volunteer.telegram)
    query = query.where(Group.area.in_(list(areas)), Group.retired_at.is_(None), Person.blocked_at.is_(None))
    return [(volunteer, group) for volunteer, group in await session.execute(query.order_by(Volunteer.id))]


async def groups_of(session: AsyncSession, telegram: int) -> Sequence[Group]:
    """The groups that are bound and in use in which somebody has called the bot: last seen, asked or reported."""
    seen = sa.union(
        sa.select(Person.last_group).where(Person.telegram == telegram),
        sa.select(Question.group_id).where(Question.asker == telegram),
        sa.select(Report.group_id).where(Report.reporter == telegram),
    ).subquery()
    query = sa.select(Group).where(Group.id.in_(sa.select(seen.c[0])), Group.area.is_not(None))
    return (await session.scalars(query.where(Group.retired_at.is_(None), Group.left_at.is_(None)).order_by(Group.id))).all()


async def remove(session: AsyncSession, telegram: int) -> bool:
    """Somebody's consent goes, with everything it stood on; False when there was none."""
    return bool((await session.execute(sa.delete(Volunteer).where(Volunteer.telegram == telegram).returning(Volunteer.id))).all())


async def unname(session: AsyncSession, telegram: int) -> None:
    """Visits that somebody made as a volunteer stay, without who it was."""
    query = sa.update(Visitor).where(Visitor.telegram == telegram, Visitor.role == "volunteer")
    await session.execute(query.values(telegram=-Visitor.id))


async def request(session: AsyncSession, *, alert_id: int, by: int, words: bytes | None, at: datetime) -> HelpRequest:
    """A new request."""
    row = HelpRequest(alert_id=alert_id, by=by, words=words, made_at=at)
    session.add(row)
    await session.flush()
    return row


async def get_request(session: AsyncSession, request_id: int) -> HelpRequest | None:
    """By id."""
    return await session.get(HelpRequest, request_id, populate_existing=True)


async def hold(session: AsyncSession, plea_id: int) -> Held | None:
    """A plea with its request and alert, which are this transaction's until it ends: whoever answers at the same moment comes second."""
    found = await get_plea(session, plea_id)
    row = await get_request(session, found.request_id) if found else None
    if found is None or row is None:
        return None
    alert = await alerts.hold(session, row.alert_id)
    assert alert is not None
    await session.refresh(row)
    await session.refresh(found)
    return Held(found, row, alert)


async def running(session: AsyncSession, alert_id: int) -> HelpRequest | None:
    """The request of an alert that is not over."""
    query = sa.select(HelpRequest).where(HelpRequest.alert_id == alert_id, HelpRequest.state.in_(LIVE))
    return (await session.scalars(query.order_by(HelpRequest.id.desc()).limit(1).execution_options(populate_existing=True))).one_or_none()


async def shift(session: AsyncSession, request_id: int, sources: Sequence[str], target: str) -> bool:
    """Change a request's state; False when somebody else was faster."""
    query = sa.update(HelpRequest).where(HelpRequest.id == request_id, HelpRequest.state.in_(list(sources))).values(state=target)
    return (await session.execute(query.returning(HelpRequest.id))).first() is not None


async def next_turn(session: AsyncSession, request_id: int, nth: int) -> bool:
    """It is the turn of the one after the nth; False when that was asked already, or nobody is to be asked any more."""
    query = sa.update(HelpRequest).where(HelpRequest.id == request_id, HelpRequest.asked == nth, HelpRequest.state == "asking")
    return (await session.execute(query.values(asked=nth + 1).returning(HelpRequest.id))).first() is not None


async def plea(session: AsyncSession, row: Plea) -> Plea:
    """Somebody is asked."""
    session.add(row)
    await session.flush()
    return row


async def get_plea(session: AsyncSession, plea_id: int) -> Plea | None:
    """By id."""
    return await session.get(Plea, plea_id, populate_existing=True)


async def pleas(session: AsyncSession, request_id: int) -> Sequence[Plea]:
    """Who was asked, in that order."""
    query = sa.select(Plea).where(Plea.request_id == request_id).order_by(Plea.nth)
    return (await session.scalars(query.execution_options(populate_existing=True))).all()


async def pleas_to(session: AsyncSession, telegram: int) -> Sequence[Plea]:
    """What somebody is asked as a volunteer in requests that are not over."""
    query = sa.select(Plea).join(HelpRequest, HelpRequest.id == Plea.request_id)
    query = query.where(Plea.telegram == telegram, Plea.bot == "community", HelpRequest.state.in_(LIVE))
    return (await session.scalars(query.order_by(Plea.id))).all()


async def leave_visit(session: AsyncSession, alert_id: int, telegram: int) -> None:
    """Somebody who said they would go does not."""
    await session.execute(sa.delete(Visitor).where(Visitor.alert_id == alert_id, Visitor.telegram == telegram))
