"""What people leave behind, across the tables: found for them, and taken away when they ask or when its time is over."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from bot.desk.moves import ENDS, LIVE
from bot.store.chain import RESIDENTS
from bot.store.models import (
    Act,
    Alert,
    AlertLog,
    Base,
    Card,
    Check,
    Clue,
    Farewell,
    InboxItem,
    Page,
    Person,
    Question,
    Report,
    Review,
    Staff,
    Tell,
)

NOBODY = 0
"""The number in the place of somebody's who was forgotten."""


async def questions_of(session: AsyncSession, telegram: int) -> Sequence[Question]:
    """What a person asked, oldest first."""
    return (await session.scalars(sa.select(Question).where(Question.asker == telegram).order_by(Question.id))).all()


async def reports_of(session: AsyncSession, telegram: int) -> Sequence[tuple[Report, Alert]]:
    """What a person reported, with the alerts, oldest first."""
    query = sa.select(Report, Alert).join(Alert, Alert.id == Report.alert_id).where(Report.reporter == telegram)
    return [(report, alert) for report, alert in await session.execute(query.order_by(Report.id))]


async def checks_of(session: AsyncSession, telegram: int) -> Sequence[Check]:
    """The codes a person checked lately."""
    return (await session.scalars(sa.select(Check).where(Check.asker == telegram).order_by(Check.id))).all()


async def roles_of(session: AsyncSession, telegram: int) -> Sequence[Staff]:
    """The roles a person held, retired ones too."""
    return (await session.scalars(sa.select(Staff).where(Staff.telegram == telegram).order_by(Staff.id))).all()


async def deeds_of(session: AsyncSession, telegram: int) -> Sequence[AlertLog]:
    """The lines of alerts' histories that name a person as the one who acted."""
    return (await session.scalars(sa.select(AlertLog).where(AlertLog.actor == telegram).order_by(AlertLog.id))).all()


async def acts_about(session: AsyncSession, telegram: int) -> Sequence[Act]:
    """The privileged acts that were about a person, oldest first."""
    return (await session.scalars(sa.select(Act).where(Act.person == telegram).order_by(Act.id))).all()


async def forget_lines(session: AsyncSession, telegram: int) -> None:
    """What a person did as a resident, and what was done about them, stays in the log as nobody's; its chain holds (bot.store.chain)."""
    own = sa.update(AlertLog).where(AlertLog.actor == telegram, AlertLog.act.in_(RESIDENTS))
    await session.execute(own.values(actor=None, salt=None))
    await session.execute(sa.update(Act).where(Act.person == telegram).values(person=None, salt=None))


async def forget_guessers(session: AsyncSession, before: datetime) -> int:
    """Who tried an invitation in vain before then; returns how many lines."""
    query = sa.update(Act).where(Act.act == "wrong_code", Act.at < before, Act.actor.is_not(None))
    return int(getattr(await session.execute(query.values(actor=None, salt=None)), "rowcount", 0))


async def forget_questions(session: AsyncSession, telegram: int) -> list[int]:
    """Make a person's questions nobody's: without words, place and opinion. What was counted stays. Returns the reviews they waited for."""
    rows = await questions_of(session, telegram)
    reviews = sorted({row.review_id for row in rows if row.review_id})
    for row in rows:
        row.asker, row.origin, row.subject, row.group_id, row.topic = NOBODY, f"forgotten:{row.id}", None, None, None
        row.words, row.finding, row.told, row.feedback, row.review_id = None, {}, None, None, None
    await session.flush()
    ids = [row.id for row in rows]
    await session.execute(sa.update(Report).where(Report.question_id.in_(ids)).values(question_id=None))
    await session.execute(sa.delete(Tell).where(sa.or_(Tell.chat == telegram, Tell.question_id.in_(ids))))
    return reviews


async def leave_reviews(session: AsyncSession, numbers: Sequence[int]) -> None:
    """What nobody waits for any more is withdrawn, and its words go."""
    asked = sa.select(Question.id).where(Question.review_id == Review.id).exists()
    gone = sa.update(Review).where(Review.id.in_(numbers), Review.state == "open", ~asked)
    await session.execute(gone.values(state="withdrawn", askers=0, words=None, core=None))


async def forget_reports(session: AsyncSession, telegram: int, nothing: bytes, before: datetime) -> int:
    """Make a person's reports nobody's where the alert ended before then; returns how many. `nothing`: no words, sealed."""
    query = sa.select(Report.id).join(Alert, Alert.id == Report.alert_id)
    query = query.where(Report.reporter == telegram, Alert.state.in_(ENDS), sa.or_(Alert.closed_at.is_(None), Alert.closed_at <= before))
    ids = (await session.scalars(query)).all()
    await clear_reports(session, ids, nothing)
    return len(ids)


async def clear_reports(session: AsyncSession, ids: Sequence[int], nothing: bytes) -> None:
    """No words, no name, no number, no way back to a message; what hangs on a report (a stop-payment card) goes with it."""
    for table in Base.metadata.sorted_tables:
        for key in table.foreign_keys:
            if key.column is Report.__table__.c.id:
                await session.execute(sa.delete(table).where(key.parent.in_(ids)))
    values: dict[str, Any] = {
        "reporter": NOBODY, "reporter_name": "", "reporter_sealed": None, "words": nothing, "mark": None,
        "question_id": None, "group_id": None,
        "receipt_chat": None, "receipt_message": None, "origin": sa.literal("forgotten:") + sa.cast(Report.id, sa.String),
    }  # fmt: skip
    await session.execute(sa.update(Report).where(Report.id.in_(ids)).values(**values).execution_options(synchronize_session=False))


async def live_alerts_of(session: AsyncSession, telegram: int) -> Sequence[int]:
    """The alerts alive that a person reported."""
    query = sa.select(Report.alert_id).distinct().join(Alert, Alert.id == Report.alert_id)
    return (await session.scalars(query.where(Report.reporter == telegram, Alert.state.in_(LIVE)).order_by(Report.alert_id))).all()


async def forget_person(session: AsyncSession, telegram: int) -> None:
    """Whatever else knows them. Who may not report is still known as that, and as nothing else."""
    await session.execute(sa.delete(Person).where(Person.telegram == telegram, Person.blocked_at.is_(None)))
    await session.execute(sa.update(Person).where(Person.telegram == telegram).values(last_group=None, language=None))
    await session.execute(sa.delete(Check).where(Check.asker == telegram))
    lanes = [f"{telegram}", f"{telegram}!"]
    own = sa.and_(InboxItem.bot == "community", InboxItem.lane.in_(lanes), InboxItem.state != "new")
    await session.execute(sa.update(InboxItem).where(own).values(lane="", payload=None))


async def say_farewell(session: AsyncSession, telegram: int, at: datetime) -> None:
    """Remember that somebody asked to be forgotten."""
    row = await session.get(Farewell, telegram)
    if row is None:
        session.add(Farewell(telegram=telegram, asked_at=at))
    else:
        row.asked_at = at
    await session.flush()


async def farewells(session: AsyncSession) -> Sequence[int]:
    """Who waits to be forgotten wholly."""
    return (await session.scalars(sa.select(Farewell.telegram).order_by(Farewell.asked_at))).all()


async def farewell_done(session: AsyncSession, telegram: int) -> None:
    """Nothing of them is left to wait for."""
    await session.execute(sa.delete(Farewell).where(Farewell.telegram == telegram))


async def expired_alerts(session: AsyncSession, reviewed: datetime, ended: datetime, most: int) -> Sequence[int]:
    """Alerts that were reviewed before one moment, or ended before another without a review, and still have words."""
    over = sa.or_(sa.and_(Alert.review == "accepted", Alert.reviewed_at < reviewed), Alert.closed_at < ended)
    query = sa.select(Alert.id).where(Alert.expired_at.is_(None), Alert.closed_at < max(reviewed, ended), Alert.state.in_(ENDS), over)
    return (await session.scalars(query.order_by(Alert.id).limit(most))).all()


async def expire_alerts(session: AsyncSession, ids: Sequence[int], nothing: bytes, at: datetime) -> None:
    """The words of these alerts, of their reports and of what was noted on them go; what was done and when stays."""
    reports = (await session.scalars(sa.select(Report.id).where(Report.alert_id.in_(ids)))).all()
    await clear_reports(session, reports, nothing)
    lines = sa.update(AlertLog).where(AlertLog.alert_id.in_(ids))
    await session.execute(lines.where(AlertLog.words.is_not(None)).values(words=None))
    await session.execute(lines.where(AlertLog.act.in_(RESIDENTS)).values(actor=None, salt=None))
    await session.execute(sa.delete(Clue).where(Clue.alert_id.in_(ids)))
    await session.execute(sa.update(Alert).where(Alert.id.in_(ids)).values(words=nothing, subject=None, mark=None, expired_at=at))


async def expire_pages(session: AsyncSession, before: datetime) -> int:
    """Who was paged for alerts that ended before then, and on which message it was shown."""
    ended = sa.select(Alert.id).where(Alert.state.in_(ENDS), Alert.closed_at < before)
    gone = [await session.execute(sa.delete(model).where(model.alert_id.in_(ended))) for model in (Page, Card)]
    return sum(int(getattr(result, "rowcount", 0)) for result in gone)


async def expire_set_aside(session: AsyncSession, before: datetime) -> int:
    """Updates that could not be handled and that no operator looked at since then."""
    return int(
        getattr(await session.execute(sa.delete(InboxItem).where(InboxItem.state == "dead", InboxItem.received_at < before)), "rowcount", 0)
    )


async def expire_people(session: AsyncSession, before: datetime) -> int:
    """People who did not come since then; who may not report stays known."""
    return int(getattr(await session.execute(sa.delete(Person).where(Person.seen_at < before, Person.blocked_at.is_(None))), "rowcount", 0))


async def named_in_clear(session: AsyncSession, most: int) -> Sequence[Report]:
    """Reports whose reporter's name was written before names were sealed."""
    return (await session.scalars(sa.select(Report).where(Report.reporter_name != "").order_by(Report.id).limit(most))).all()
