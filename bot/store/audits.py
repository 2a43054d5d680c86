"""What the audit reads: rows that must be on their way, and the workflows that carry them."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from bot import threads
from bot.desk.moves import HELD, LIVE
from bot.store.models import (
    Act,
    Alert,
    Broadcast,
    Bulletin,
    Delivery,
    FollowUp,
    HandoverNote,
    HelpRequest,
    InboxItem,
    Page,
    Person,
    Plea,
    Report,
    Signature,
    StopPayment,
    Tell,
)
from bot.store.volunteers import LIVE as RUNNING
from bot.store.workers import schema_of

MOST = 200
"""How much of a kind one look looks at; what is more comes with the next."""
SOME = 1000
"""How many ids one question to the engine's table names."""


async def under_way(session: AsyncSession) -> set[str]:
    """The ids of all workflows that have not ended: waiting, running, or put off until later."""
    schema = await schema_of(session)
    if schema is None:
        return set()
    told = f"select workflow_uuid from {schema}workflow_status where status"
    query = f"{told} in ('ENQUEUED', 'PENDING') union all {told} = 'DELAYED'"  # apart, each has an index of the engine's
    return {row[0] for row in await session.execute(sa.text(query))}


async def ended_well(session: AsyncSession, wanted: Sequence[str]) -> set[str]:
    """Which of these workflows ended well, themselves or begun anew by the audit."""
    well = {one for one, status in (await _status(session, wanted)).items() if status == "SUCCESS"}
    others = [one for thread in wanted if thread not in well for one in threads.tries(thread)[1:]]
    return well | {threads.original(one) for one, status in (await _status(session, others)).items() if status == "SUCCESS"}


async def free(session: AsyncSession, thread: str) -> str | None:
    """The first id under which a workflow may be begun anew: its own when the engine knows nothing of it; None when all were tried.

    What the engine remembers of single steps counts too: under the same id they would not be taken again.
    """
    ids = threads.tries(thread)
    taken = {*await _status(session, ids), *await _stepped(session, ids)}
    return next((one for one in ids if one not in taken), None)


async def _status(session: AsyncSession, ids: Sequence[str]) -> dict[str, str]:
    """The state of these workflows in the engine's words, as far as it knows them."""
    schema = await schema_of(session) if ids else None
    if schema is None:
        return {}
    query = _naming(f"select workflow_uuid, status from {schema}workflow_status where workflow_uuid in :ids")
    found: dict[str, str] = {}
    for start in range(0, len(ids), SOME):
        found |= {row[0]: row[1] for row in await session.execute(query, {"ids": list(ids[start : start + SOME])})}
    return found


async def _stepped(session: AsyncSession, ids: Sequence[str]) -> set[str]:
    """Of which of these workflows the engine remembers steps."""
    schema = await schema_of(session)
    if schema is None:
        return set()
    query = _naming(f"select distinct workflow_uuid from {schema}operation_outputs where workflow_uuid in :ids")
    return {row[0] for row in await session.execute(query, {"ids": list(ids)})}


def _naming(query: str) -> sa.TextClause:
    return sa.text(query).bindparams(sa.bindparam("ids", expanding=True))


async def live(session: AsyncSession) -> Sequence[Alert]:
    """Every alert that has not ended."""
    return (await session.scalars(sa.select(Alert).where(Alert.state.in_(LIVE)).order_by(Alert.id))).all()


async def short_of_signatures(session: AsyncSession) -> Sequence[tuple[Alert, int]]:
    """Alerts in hands of which a rung asked for more signatures than there are, and how many are missing."""
    given = sa.and_(Signature.alert_id == Alert.id, Signature.round == Alert.round, Signature.given)
    signed = sa.select(sa.func.count()).where(given).scalar_subquery()
    query = sa.select(Alert, Alert.need - signed).where(Alert.state.in_(HELD), Alert.need > 1, Alert.need > signed)
    return [(alert, int(missing)) for alert, missing in await session.execute(query.order_by(Alert.id))]


async def unreviewed(session: AsyncSession) -> Sequence[Alert]:
    """Every alert that waits for its review."""
    return (await session.scalars(sa.select(Alert).where(Alert.review == "due").order_by(Alert.id))).all()


async def last_page(session: AsyncSession) -> dict[int, datetime]:
    """When somebody was last paged for each alert that waits for a signature; last by the order of rows, for clocks are set back."""
    waits = sa.or_(Alert.state == "open", sa.and_(Alert.state.in_(HELD), Alert.need > 1))
    newest = sa.select(sa.func.max(Page.id)).join(Alert, Alert.id == Page.alert_id).where(waits).group_by(Page.alert_id)
    query = sa.select(Page.alert_id, Page.made_at).where(Page.id.in_(newest))
    return {row[0]: row[1] for row in await session.execute(query)}


async def unsent(session: AsyncSession, before: datetime) -> Sequence[Page]:
    """Pages made before then that are not out and still matter: of the ladder while nobody has signed, others while the alert lives."""
    ladder = Page.call.contains(".")
    matters = sa.or_(sa.and_(ladder, Alert.state == "open"), sa.and_(~ladder, Alert.state.in_(LIVE), ~Page.call.startswith("check-")))
    query = sa.select(Page).join(Alert, Alert.id == Page.alert_id).where(Page.state == "due", Page.made_at < before, matters)
    return (await session.scalars(query.order_by(Page.id))).all()


async def calls_late(session: AsyncSession, planned: datetime, asked: datetime) -> Sequence[FollowUp]:
    """Calls that were to be asked for before one moment, and those asked for before another that nobody answered or missed."""
    ripe = sa.and_(FollowUp.state == "planned", FollowUp.due_at < planned)
    silent = sa.and_(FollowUp.state == "asked", FollowUp.asked_at < asked)
    return (await session.scalars(sa.select(FollowUp).where(ripe | silent).order_by(FollowUp.due_at).limit(MOST))).all()


async def calls(session: AsyncSession, asked: datetime, missed: datetime) -> Sequence[FollowUp]:
    """Calls that wait for an answer: asked for since one moment, or since another and missed."""
    waits = sa.and_(FollowUp.state == "asked", FollowUp.asked_at >= asked) | sa.and_(
        FollowUp.state == "missed", FollowUp.asked_at >= missed
    )
    return (await session.scalars(sa.select(FollowUp).where(waits).order_by(FollowUp.id))).all()


async def requests(session: AsyncSession) -> Sequence[tuple[HelpRequest, Alert]]:
    """Every asking around that is not over, with its alert."""
    query = sa.select(HelpRequest, Alert).join(Alert, Alert.id == HelpRequest.alert_id).where(HelpRequest.state.in_(RUNNING))
    return [(row, alert) for row, alert in await session.execute(query.order_by(HelpRequest.id))]


async def pleas_unasked(session: AsyncSession, before: datetime) -> Sequence[tuple[Plea, int]]:
    """Who was to be asked for help before then and has no message, with the alert's number."""
    query = sa.select(Plea, HelpRequest.alert_id).join(HelpRequest, HelpRequest.id == Plea.request_id)
    query = query.where(HelpRequest.state.in_(RUNNING), Plea.state == "asked", Plea.message.is_(None), Plea.asked_at < before)
    return [(plea, number) for plea, number in await session.execute(query.order_by(Plea.id))]


async def pleas_untaken(session: AsyncSession, before: datetime) -> Sequence[tuple[Plea, int]]:
    """Whose message still names a place although it was over before then, with the alert's number."""
    query = sa.select(Plea, HelpRequest.alert_id).join(HelpRequest, HelpRequest.id == Plea.request_id)
    query = query.where(HelpRequest.state == "over", HelpRequest.ended_at < before, Plea.message.is_not(None))
    return [(plea, number) for plea, number in await session.execute(query.order_by(Plea.id))]


async def questions_unasked(session: AsyncSession, since: datetime, before: datetime) -> Sequence[tuple[int, int]]:
    """Stop-payment cards whose question stands, was never shown, and could be: report and alert."""
    query = sa.select(Report.id, Report.alert_id).join(StopPayment, StopPayment.report_id == Report.id)
    query = query.join(Person, Person.telegram == Report.reporter).where(Person.chat_open, StopPayment.message.is_(None))
    query = query.where(StopPayment.asks.is_not(None), StopPayment.changed_at >= since, StopPayment.changed_at < before)
    return [(report, number) for report, number in await session.execute(query.order_by(Report.id))]


async def rulings(session: AsyncSession, since: datetime, before: datetime) -> Sequence[int]:
    """The reviews that officers answered in that time."""
    query = sa.select(Act.detail).where(Act.act == "rule", Act.at >= since, Act.at < before).order_by(Act.id)
    return [int(detail["review"]) for detail in await session.scalars(query)]


async def tells(session: AsyncSession, before: datetime) -> Sequence[Tell]:
    """Answers on their way since before then."""
    query = sa.select(Tell).where(Tell.state.in_(("due", "sending")), Tell.changed_at < before)
    return (await session.scalars(query.order_by(Tell.id).limit(MOST))).all()


async def notes(session: AsyncSession) -> Sequence[HandoverNote]:
    """Notes for the next on duty that nobody was given yet."""
    query = sa.select(HandoverNote).where(HandoverNote.given_at.is_(None), HandoverNote.words.is_not(None))
    return (await session.scalars(query.order_by(HandoverNote.id))).all()


async def stuck(session: AsyncSession, before: datetime) -> Sequence[tuple[str, int]]:
    """Updates that have waited since before then: bot and how many."""
    query = sa.select(InboxItem.bot, sa.func.count()).where(InboxItem.state == "new", InboxItem.received_at < before)
    return [(bot, int(count)) for bot, count in await session.execute(query.group_by(InboxItem.bot))]


async def set_aside(session: AsyncSession, since: datetime) -> Sequence[tuple[str, int, str]]:
    """Updates set aside since then: bot, number and what went wrong."""
    query = sa.select(InboxItem).where(InboxItem.state == "dead", InboxItem.received_at >= since).order_by(InboxItem.received_at)
    return [(row.bot, row.update_id, row.fault or "") for row in await session.scalars(query)]


async def editions(session: AsyncSession, since: datetime) -> Sequence[Bulletin]:
    """Editions whose slot is not older."""
    return (await session.scalars(sa.select(Bulletin).where(Bulletin.slot >= since))).all()


async def new_round(session: AsyncSession, number: int, round: int) -> int | None:
    """Give an open alert's ladder a new round; None when it is not open any more or has one already."""
    query = sa.update(Alert).where(Alert.id == number, Alert.state == "open", Alert.round == round).values(round=round + 1)
    return (await session.execute(query.returning(Alert.round))).scalar_one_or_none()


async def set_due(session: AsyncSession, number: int, known: datetime | None, due_at: datetime) -> bool:
    """Give an alert in hands another deadline than the known one; False when it has got another since."""
    same = Alert.due_at.is_(None) if known is None else Alert.due_at == known
    query = sa.update(Alert).where(Alert.id == number, Alert.state.in_(HELD), same).values(due_at=due_at)
    return (await session.execute(query.returning(Alert.id))).first() is not None


async def standing_broadcasts(session: AsyncSession, before: datetime) -> Sequence[tuple[int, int]]:
    """Broadcasts of which something was due before then and none has moved since: number and how many rows are left."""
    left = Delivery.state.in_(("waiting", "sending", "recalling"))
    due = sa.func.sum(sa.case((sa.and_(left, Delivery.due_at < before), 1), else_=0))
    query = sa.select(Broadcast.id, sa.func.sum(sa.case((left, 1), else_=0))).join(Delivery, Delivery.broadcast_id == Broadcast.id)
    query = query.where(Broadcast.state.in_(("going", "withdrawing")), Broadcast.at < before).group_by(Broadcast.id)
    found = await session.execute(query.having(due > 0, sa.func.max(Delivery.changed_at) < before).order_by(Broadcast.id))
    return [(number, int(count)) for number, count in found]


async def doubtful(session: AsyncSession, since: datetime) -> Sequence[tuple[int, int]]:
    """Broadcasts with messages of which nobody can know since then whether they are out: number and how many."""
    recent = sa.select(Broadcast.id).where(Broadcast.made_at >= since)
    query = sa.select(Delivery.broadcast_id, sa.func.count()).where(Delivery.broadcast_id.in_(recent), Delivery.state == "unknown")
    return [(number, int(count)) for number, count in await session.execute(query.group_by(Delivery.broadcast_id))]
