"""The case of the week, one row per group and week."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from bot.publicity.schedule import Due
from bot.store.models import Bulletin, Group

_OUT = sa.or_(Bulletin.state.not_in(("failed", "skipped")), Bulletin.card_message.is_not(None))


class Waiting(NamedTuple):
    """An edition of which a part may be posted now, and its group as it is today."""

    id: int
    group: int
    chat: int
    topic: int | None
    state: str
    story: str
    slot: datetime
    fault: str | None
    served: bool
    language: str


class Recall(NamedTuple):
    """An edition that an editor wants back, and what of it is out, as far as anybody knows."""

    id: int
    group: int
    chat: int | None
    state: str
    card: int | None
    quiz: int | None
    fault: str | None


class Quizzed(NamedTuple):
    """How a group answered the quiz of a story."""

    story: str
    answers: int
    right: int


async def of_week(session: AsyncSession, group_id: int, week: str) -> Bulletin | None:
    """The edition of a group and week, if there is one."""
    return (await session.scalars(sa.select(Bulletin).where(Bulletin.group_id == group_id, Bulletin.week == week))).one_or_none()


async def put(session: AsyncSession, rows: Sequence[dict[str, object]]) -> list[int]:
    """Write editions; one that a group has for that week already stays as it is. The groups whose edition is new."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    statement = insert(Bulletin).on_conflict_do_nothing().returning(Bulletin.group_id)
    return list(await session.scalars(statement, list(rows))) if rows else []


async def unplanned(session: AsyncSession, slot: str | None, due: Due, after: int, most: int) -> Sequence[Group]:
    """Served groups with this slot (None: the common one) which were there, and had chosen it, at its moment and have no edition of its
    week, by id.

    `after` is the id of the last that was seen.
    """
    known = sa.select(Bulletin.id).where(Bulletin.group_id == Group.id, Bulletin.week == due.week).exists()
    served = sa.and_(Group.area.is_not(None), Group.retired_at.is_(None), Group.left_at.is_(None))
    there = sa.and_(Group.created_at <= due.at, sa.or_(Group.slot_since.is_(None), Group.slot_since <= due.at))
    query = sa.select(Group).where(served, Group.bulletin_at.is_not_distinct_from(slot), there, Group.id > after, ~known)
    return (await session.scalars(query.order_by(Group.id).limit(most))).all()


async def let_go(session: AsyncSession, group_id: int, after: datetime) -> datetime | None:
    """Of a group's planned edition that is to come nothing stays; when it would have come."""
    ahead = sa.delete(Bulletin).where(Bulletin.group_id == group_id, Bulletin.state == "planned", Bulletin.slot > after)
    return await session.scalar(ahead.returning(Bulletin.slot))


async def get(session: AsyncSession, bulletin_id: int) -> Bulletin | None:
    """By id."""
    return await session.get(Bulletin, bulletin_id)


async def step(session: AsyncSession, bulletin_id: int, was: str, becomes: str, at: datetime, **columns: object) -> bool:
    """Move an edition on; False when it was not where it had to be."""
    query = sa.update(Bulletin).where(Bulletin.id == bulletin_id, Bulletin.state == was).values(state=becomes, changed_at=at, **columns)
    return (await session.execute(query.returning(Bulletin.id))).first() is not None


async def told(session: AsyncSession, group_id: int, since: datetime) -> Sequence[str]:
    """Stories a group has had, or may have had, since then, newest first."""
    query = sa.select(Bulletin.story).where(Bulletin.group_id == group_id, Bulletin.slot >= since, _OUT)
    return (await session.scalars(query.order_by(Bulletin.slot.desc()))).all()


async def told_of(session: AsyncSession, group_ids: Sequence[int], since: datetime) -> dict[int, list[str]]:
    """The same for several groups at once."""
    stories: dict[int, list[str]] = {group: [] for group in group_ids}
    query = sa.select(Bulletin.group_id, Bulletin.story).where(Bulletin.group_id.in_(group_ids), Bulletin.slot >= since, _OUT)
    for group, story in await session.execute(query.order_by(Bulletin.slot.desc())):
        stories[group].append(story)
    return stories


async def answered(session: AsyncSession, poll: str, answers: int, right: int) -> bool:
    """How a quiz stands: so many answered, so many of them rightly. False when the poll is none of ours."""
    query = sa.update(Bulletin).where(Bulletin.poll == poll).values(answers=answers, right=right)
    return (await session.execute(query.returning(Bulletin.id))).first() is not None


async def quizzes_of(session: AsyncSession, group_ids: Sequence[int], since: datetime) -> dict[int, list[Quizzed]]:
    """Quizzes of several groups that somebody answered since then, newest first."""
    found: dict[int, list[Quizzed]] = {group: [] for group in group_ids}
    query = sa.select(Bulletin.group_id, Bulletin.story, Bulletin.answers, Bulletin.right).where(Bulletin.group_id.in_(group_ids))
    query = query.where(Bulletin.slot >= since, Bulletin.answers > 0).order_by(Bulletin.slot.desc())
    for group, story, answers, right in await session.execute(query):
        found[group].append(Quizzed(story, answers, right))
    return found


async def answers_between(session: AsyncSession, group_id: int, since: datetime, until: datetime) -> int:
    """How often a group answered quizzes whose slots lie between."""
    query = sa.select(sa.func.sum(Bulletin.answers)).where(Bulletin.group_id == group_id, Bulletin.slot >= since, Bulletin.slot < until)
    return int(await session.scalar(query) or 0)


async def due(session: AsyncSession, now: datetime, most: int) -> list[Waiting]:
    """What may be posted now and nobody wants back: quizzes whose card is out first, then cards, by slot."""
    columns = (Bulletin.id, Bulletin.group_id, Group.chat, Group.topic, Bulletin.state, Bulletin.story, Bulletin.slot, Bulletin.fault)
    served = sa.and_(Group.area.is_not(None), Group.retired_at.is_(None), Group.left_at.is_(None))
    query = sa.select(*columns, served, Group.language).join(Group, Group.id == Bulletin.group_id)
    query = query.where(Bulletin.slot <= now, sa.or_(Bulletin.due_at.is_(None), Bulletin.due_at <= now), Bulletin.recall_at.is_(None))
    rows: list[Waiting] = []
    for state in ("card_sent", "planned"):
        of_state = query.where(Bulletin.state == state).order_by(Bulletin.slot, Bulletin.id).limit(most - len(rows))
        rows += [Waiting._make(row) for row in await session.execute(of_state)] if len(rows) < most else []
    return rows


async def want_back(session: AsyncSession, bulletin_ids: Sequence[int], now: datetime) -> list[int]:
    """Mark editions as wanted back; the ids of those that were not, yet, and of which something is out or may still come."""
    query = sa.update(Bulletin).where(Bulletin.id.in_(list(bulletin_ids)), Bulletin.recall_at.is_(None))
    query = query.where(sa.or_(Bulletin.state.not_in(("failed", "skipped")), Bulletin.card_message.is_not(None)))
    return list(await session.scalars(query.values(recall_at=now, due_at=now).returning(Bulletin.id)))


async def due_again(session: AsyncSession, bulletin_id: int, at: datetime) -> None:
    """What is being taken back is tried again from then on."""
    going = Bulletin.state.in_(("quiz_going", "card_going"))
    await session.execute(sa.update(Bulletin).where(Bulletin.id == bulletin_id, going).values(due_at=at))


async def recalls(session: AsyncSession, now: datetime, most: int) -> list[Recall]:
    """Editions that are wanted back and of which something is left to do; what is being posted right now comes when that is settled."""
    at = (Bulletin.state, Bulletin.card_message, Bulletin.quiz_message, Bulletin.fault)
    moving = Bulletin.state.in_(("planned", "card_sent", "sent", "quiz_going", "card_going"))
    ended = sa.and_(Bulletin.state.in_(("failed", "skipped", "unknown")), Bulletin.card_message.is_not(None))
    query = sa.select(
        Bulletin.id, Bulletin.group_id, sa.func.coalesce(Bulletin.chat, sa.case((Group.former_chat.is_(None), Group.chat))), *at
    )
    query = query.join(Group, Group.id == Bulletin.group_id)
    query = query.where(Bulletin.recall_at.is_not(None), sa.or_(moving, ended), Bulletin.due_at <= now)
    return [Recall(*row) for row in await session.execute(query.order_by(Bulletin.due_at, Bulletin.id).limit(most))]


async def since(session: AsyncSession, group_ids: Sequence[int], slot: datetime) -> Sequence[Bulletin]:
    """Editions of these groups whose slot is not older, by slot."""
    query = sa.select(Bulletin).where(Bulletin.group_id.in_(list(group_ids)), Bulletin.slot >= slot)
    return (await session.scalars(query.order_by(Bulletin.slot, Bulletin.id))).all()


async def by_ids(session: AsyncSession, bulletin_ids: Sequence[int]) -> Sequence[Bulletin]:
    """These editions."""
    return (await session.scalars(sa.select(Bulletin).where(Bulletin.id.in_(list(bulletin_ids))).order_by(Bulletin.id))).all()


async def weeks_of(session: AsyncSession, group_ids: Sequence[int], week: str) -> Sequence[Bulletin]:
    """The editions of these groups for one week."""
    query = sa.select(Bulletin).where(Bulletin.group_id.in_(list(group_ids)), Bulletin.week == week).order_by(Bulletin.id)
    return (await session.scalars(query)).all()


async def abandon(session: AsyncSession, in_hand: Sequence[int], now: datetime) -> list[int]:
    """Editions that somebody began to post and nobody will settle are unknown from now on; their ids."""
    query = sa.update(Bulletin).where(Bulletin.state.in_(("sending", "quiz_sending")), Bulletin.id.not_in(list(in_hand)))
    values = {"state": "unknown", "fault": "crash", "changed_at": now}
    return list(await session.scalars(query.values(**values).returning(Bulletin.id)))


async def named(session: AsyncSession, bulletin_ids: Sequence[int]) -> list[tuple[str, str]]:
    """Title of the group and week of these editions, in order."""
    query = sa.select(Group.title, Bulletin.week).join(Group, Group.id == Bulletin.group_id).where(Bulletin.id.in_(bulletin_ids))
    return [(title, week) for title, week in await session.execute(query.order_by(Bulletin.id))]
