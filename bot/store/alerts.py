"""Alerts, the reports behind them, and their append-only history."""

import zlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from bot.desk.moves import HELD, LIVE
from bot.store import steps
from bot.store.models import Alert, AlertLog, Report

DONE = ("signed", "handed_over", "holder_replaced", "step", "recheck_refused")
"""Acts from which the time for the next step runs."""
_LOCK = zlib.crc32(b"shouwang/reports") - 2**31


async def hold(session: AsyncSession, number: int) -> Alert | None:
    """An alert that is this transaction's until it ends: by writing nothing, since SQLite begins a transaction only with a write."""
    query = sa.update(Alert).where(Alert.id == number).values(revision=Alert.revision)
    await session.execute(query.execution_options(synchronize_session=False))
    return await session.get(Alert, number, populate_existing=True)


async def get(session: AsyncSession, number: int) -> Alert | None:
    """By number."""
    return await session.get(Alert, number)


async def add(session: AsyncSession, **columns: Any) -> Alert:
    """A new alert."""
    row = Alert(**columns)
    session.add(row)
    await session.flush()
    return row


async def about(session: AsyncSession, subject: str, since: datetime) -> Alert | None:
    """The newest alert raised since then about the same message that is not closed."""
    query = sa.select(Alert).where(Alert.subject == subject, Alert.raised_at >= since, Alert.state.in_(LIVE))
    return (await session.scalars(query.order_by(Alert.id.desc()).limit(1))).one_or_none()


async def alone(session: AsyncSession, key: str) -> None:
    """Until this transaction ends nobody else reports the same: of two at once, the second finds the first. SQLite has one writer."""
    if session.get_bind().dialect.name == "postgresql":
        await session.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK, zlib.crc32(key.encode()) - 2**31)))


async def marked(session: AsyncSession, mark: str, areas: Sequence[str], since: datetime) -> Alert | None:
    """The alert of these areas with the same words raised since then: one that is alive before one that has ended, then the newest."""
    query = sa.select(Alert).where(Alert.mark == mark, Alert.area.in_(list(areas)), Alert.raised_at >= since)
    newest = sa.case((Alert.state.in_(LIVE), 0), else_=1), Alert.id.desc()
    return (await session.scalars(query.order_by(*newest).limit(1))).one_or_none()


async def told_before(session: AsyncSession, row: Report) -> tuple[bool, bool]:
    """Of earlier reports of the same alert in the same group: did the group read a receipt of one, and did one say the same words?"""
    same = sa.select(Report.id).where(
        Report.alert_id == row.alert_id, Report.group_id.is_not_distinct_from(row.group_id), Report.id < row.id
    )
    told = sa.false() if row.group_id is None else same.where(Report.receipt_message.is_not(None)).exists()
    found = (await session.execute(sa.select(told, same.where(Report.mark == row.mark).exists()))).one()
    return bool(found[0]), bool(found[1])


async def first_report(session: AsyncSession, number: int) -> Report | None:
    """Who reported an alert first."""
    return (await session.scalars(sa.select(Report).where(Report.alert_id == number).order_by(Report.id).limit(1))).one_or_none()


async def sign(session: AsyncSession, number: int, telegram: int, name: str, at: datetime) -> bool:
    """The first 签收 wins: True for the one who was first."""
    query = sa.update(Alert).where(Alert.id == number, Alert.state == "open", Alert.signed_by.is_(None))
    query = query.values(state="signed", signed_by=telegram, signed_name=name, signed_at=at)
    return (await session.execute(query.returning(Alert.id))).first() is not None


async def hand_over(session: AsyncSession, number: int, giver: int, telegram: int, name: str) -> bool:
    """Another person holds it now; False when the giver did not hold it."""
    query = sa.update(Alert).where(Alert.id == number, Alert.state.in_(HELD), Alert.signed_by == giver)
    return (await session.execute(query.values(signed_by=telegram, signed_name=name).returning(Alert.id))).first() is not None


async def end(session: AsyncSession, number: int, state: str, telegram: int, name: str, at: datetime) -> bool:
    """End it without a step, as 误报; False when it had ended already. It waits for a leader's review."""
    query = sa.update(Alert).where(Alert.id == number, Alert.state.in_(LIVE))
    query = query.values(state=state, closed_by=telegram, closed_name=name, closed_at=at, due_at=None, review="due")
    return (await session.execute(query.returning(Alert.id))).first() is not None


async def move(session: AsyncSession, alert: Alert, seq: int, **columns: Any) -> bool:
    """Change its state by one step; False when another step was taken since `seq`."""
    query = sa.update(Alert).where(Alert.id == alert.id, Alert.moves == seq, Alert.state == alert.state)
    done = (await session.execute(query.values(moves=seq + 1, **columns).returning(Alert.id))).first() is not None
    await session.refresh(alert)
    return done


async def hands(session: AsyncSession) -> Sequence[tuple[int, str, int | None]]:
    """Number, area and holder (None: nobody signed) of every alert that has not ended, oldest first."""
    query = sa.select(Alert.id, Alert.area, Alert.signed_by).where(Alert.state.in_(LIVE)).order_by(Alert.id)
    return [(number, area, holder) for number, area, holder in await session.execute(query)]


async def judge(session: AsyncSession, alert: Alert, review: str, telegram: int, name: str, at: datetime) -> bool:
    """A leader's review of this ending; False when somebody was faster or the alert has moved on."""
    query = sa.update(Alert).where(Alert.id == alert.id, Alert.review == "due", Alert.closed_at == alert.closed_at)
    query = query.values(review=review, reviewed_by=telegram, reviewed_name=name, reviewed_at=at)
    done = (await session.execute(query.returning(Alert.id))).first() is not None
    await session.refresh(alert)
    return done


async def unreviewed(session: AsyncSession, areas: Sequence[str], *, but: int | None = None, most: int | None = None) -> Sequence[Alert]:
    """Alerts of these areas that have ended and wait for a review, the one that waits longest first; none in which `but` had a hand."""
    query = sa.select(Alert).where(Alert.area.in_(list(areas)), Alert.review == "due").order_by(Alert.closed_at, Alert.id)
    query = query if but is None else query.where(steps.untouched_by(but))
    return (await session.scalars(query.limit(most))).all()


async def live(session: AsyncSession, areas: Sequence[str]) -> Sequence[Alert]:
    """Alerts of these areas that have not ended, newest first, at most thirty."""
    query = sa.select(Alert).where(Alert.area.in_(list(areas)), Alert.state.in_(LIVE)).order_by(Alert.id.desc()).limit(30)
    return (await session.scalars(query)).all()


async def held(session: AsyncSession, areas: Sequence[str] | None) -> Sequence[Alert]:
    """Alerts of these areas (None: of all) that somebody holds."""
    query = sa.select(Alert).where(Alert.state.in_(HELD))
    return (await session.scalars(query if areas is None else query.where(Alert.area.in_(list(areas))))).all()


async def count_live(session: AsyncSession, areas: Sequence[str]) -> dict[str, int]:
    """How many alerts of these areas wait for a signature and how many are in hands: `{"open": 2, "signed": 1}`."""
    query = sa.select(Alert.state, sa.func.count()).where(Alert.area.in_(list(areas)), Alert.state.in_(LIVE))
    found = {state: int(count) for state, count in await session.execute(query.group_by(Alert.state))}
    return {"open": found.get("open", 0), "signed": sum(found.get(state, 0) for state in HELD)}


async def count_held(session: AsyncSession, telegram: int) -> int:
    """How many alerts a person holds."""
    query = sa.select(sa.func.count()).select_from(Alert).where(Alert.signed_by == telegram, Alert.state.in_(HELD))
    return int((await session.execute(query)).scalar_one())


async def count(session: AsyncSession, alert: Alert, reporter: int) -> None:
    """One more person reports it; who reported it before is no other person."""
    known = sa.select(Report.id).where(Report.alert_id == alert.id, Report.reporter == reporter).exists()
    if (await session.execute(sa.select(known))).scalar_one():
        return
    await session.execute(sa.update(Alert).where(Alert.id == alert.id).values(reports=Alert.reports + 1))
    await session.refresh(alert)


async def revise(session: AsyncSession, alert: Alert) -> int:
    """Something changed that cards show; returns the new revision."""
    await session.execute(sa.update(Alert).where(Alert.id == alert.id).values(revision=Alert.revision + 1))
    await session.refresh(alert)
    return alert.revision


async def note(
    session: AsyncSession, number: int, at: datetime, actor: int | None, act: str, *, words: bytes | None = None, **detail: Any
) -> None:
    """Add one line to an alert's history; words are sealed."""
    session.add(AlertLog(alert_id=number, at=at, actor=actor, act=act, detail=detail, words=words))
    await session.flush()


async def history(session: AsyncSession, number: int) -> Sequence[AlertLog]:
    """What happened, oldest first."""
    return (await session.scalars(sa.select(AlertLog).where(AlertLog.alert_id == number).order_by(AlertLog.id))).all()


async def latest_line(session: AsyncSession, number: int, act: str) -> AlertLog | None:
    """The newest line of one act."""
    query = sa.select(AlertLog).where(AlertLog.alert_id == number, AlertLog.act == act).order_by(AlertLog.id.desc()).limit(1)
    return (await session.scalars(query)).one_or_none()


async def latest_lines(session: AsyncSession, number: int, acts: Sequence[str]) -> dict[str, AlertLog]:
    """The newest line of each of these acts, where there is one."""
    newest = sa.select(sa.func.max(AlertLog.id)).where(AlertLog.alert_id == number, AlertLog.act.in_(list(acts))).group_by(AlertLog.act)
    return {line.act: line for line in await session.scalars(sa.select(AlertLog).where(AlertLog.id.in_(newest)))}


async def stood_still(session: AsyncSession, number: int) -> int:
    """How often its time passed since somebody signed it, took it over or took a step."""
    done = sa.select(sa.func.max(AlertLog.id)).where(AlertLog.alert_id == number, AlertLog.act.in_(DONE)).scalar_subquery()
    query = sa.select(sa.func.count()).select_from(AlertLog).where(AlertLog.alert_id == number, AlertLog.act == "stood_still")
    return int((await session.execute(query.where(AlertLog.id > sa.func.coalesce(done, 0)))).scalar_one())


async def why_again(session: AsyncSession, number: int) -> AlertLog | None:
    """The line that tells why it was opened once more: a relapse, another station, a holder who left."""
    query = sa.select(AlertLog).where(AlertLog.alert_id == number, AlertLog.act.in_(("relapsed", "holder_left", "step")))
    lines = (await session.scalars(query.order_by(AlertLog.id.desc()))).all()
    return next((line for line in lines if line.act != "step" or line.detail["outcome"] == "station"), None)


async def add_report(session: AsyncSession, **columns: Any) -> Report:
    """A new report."""
    row = Report(**columns)
    session.add(row)
    await session.flush()
    return row


async def report_by_origin(session: AsyncSession, origin: str) -> Report | None:
    """The report an act became, if it did already."""
    return (await session.scalars(sa.select(Report).where(Report.origin == origin))).one_or_none()


async def get_report(session: AsyncSession, report_id: int) -> Report | None:
    """By id."""
    return await session.get(Report, report_id)


async def reported_from(session: AsyncSession, question_id: int) -> Alert | None:
    """The newest alert that was raised from under the answer to a question."""
    query = sa.select(Alert).join(Report, Report.alert_id == Alert.id).where(Report.question_id == question_id)
    return (await session.scalars(query.order_by(Alert.id.desc()).limit(1))).one_or_none()


async def reports_of(session: AsyncSession, number: int) -> Sequence[Report]:
    """Who reported an alert, first reporter first."""
    return (await session.scalars(sa.select(Report).where(Report.alert_id == number).order_by(Report.id))).all()


async def reports_since(session: AsyncSession, reporter: int, since: datetime) -> int:
    """How many alerts a person caused since then."""
    query = sa.select(sa.func.count(Report.alert_id.distinct())).where(Report.reporter == reporter, Report.reported_at >= since)
    return int((await session.execute(query)).scalar_one())
