"""Group chats."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.models import Group, Person, Question, Report, Volunteer


async def everything(session: AsyncSession) -> Sequence[Group]:
    """Every group, retired ones too."""
    return (await session.scalars(sa.select(Group).order_by(Group.id))).all()


async def served(session: AsyncSession) -> Sequence[Group]:
    """Groups that are bound, in use, and from which the bot was not removed."""
    query = sa.select(Group).where(Group.area.is_not(None), Group.retired_at.is_(None), Group.left_at.is_(None))
    return (await session.scalars(query.order_by(Group.id))).all()


async def served_in(session: AsyncSession, areas: Sequence[str]) -> Sequence[Group]:
    """Of these, the groups in some areas, by title."""
    query = sa.select(Group).where(Group.area.in_(list(areas)), Group.retired_at.is_(None), Group.left_at.is_(None))
    return (await session.scalars(query.order_by(Group.title, Group.id))).all()


async def slots(session: AsyncSession) -> list[str | None]:
    """The different weekly slots that served groups have; None is the common one."""
    query = sa.select(Group.bulletin_at).where(Group.area.is_not(None), Group.retired_at.is_(None), Group.left_at.is_(None))
    return list(await session.scalars(query.distinct()))


async def with_slot_before(session: AsyncSession, most: int) -> Sequence[Group]:
    """Groups to which a deployment file gave another slot, and nobody has looked after their week yet."""
    return (await session.scalars(sa.select(Group).where(Group.slot_before.is_not(None)).order_by(Group.id).limit(most))).all()


async def listening(session: AsyncSession) -> Sequence[int]:
    """The chats of groups that let the bot listen."""
    query = sa.select(Group.chat).where(Group.watch, Group.retired_at.is_(None), Group.left_at.is_(None), Group.removed_at.is_(None))
    return (await session.scalars(query)).all()


async def speak_up(session: AsyncSession, group_id: int, origin: str, at: datetime, since: datetime) -> bool:
    """Take a listening group's turn for one word about what was overheard (`origin`); False when it was taken since then."""
    free = sa.or_(Group.spoke_up_at.is_(None), Group.spoke_up_at <= since)
    query = sa.update(Group).where(Group.id == group_id, free).values(spoke_up_at=at, spoke_up_for=origin)
    return (await session.execute(query.returning(Group.id).execution_options(synchronize_session=False))).first() is not None


async def add(session: AsyncSession, *, chat: int, title: str, created_at: datetime, source: str = "chat", **columns: Any) -> Group:
    """A new group."""
    row = Group(chat=chat, title=title[:256], created_at=created_at, source=source, **columns)
    session.add(row)
    await session.flush()
    return row


def filed(row: Group) -> dict[str, Any]:
    """What the deployment file said last of that which administrators choose in chat; where it was not kept, nobody had chosen yet."""
    if row.filed is not None or row.source != "file":
        return dict(row.filed or {})
    return {"tags": list(row.tags), "bulletin_at": row.bulletin_at, "language": row.language}


async def get(session: AsyncSession, group_id: int) -> Group | None:
    """By our own id."""
    return await session.get(Group, group_id)


async def by_chat(session: AsyncSession, chat: int) -> Group | None:
    """By Telegram's chat id."""
    return (await session.scalars(sa.select(Group).where(Group.chat == chat))).one_or_none()


async def move(session: AsyncSession, old: int, new: int, at: datetime) -> bool:
    """Follow a migrated group; a row that the new chat already has gives way. False when nothing had to be done."""
    row = await by_chat(session, old)
    if row is None:
        return False
    newer = await by_chat(session, new)
    if newer is row:  # both chats told of the move, and the other was faster
        return False
    row.left_at = newer.left_at if newer else None
    if newer is not None:
        row.area = row.area or newer.area
        twice = sa.select(Volunteer.telegram).where(Volunteer.group_id == row.id)
        await session.execute(sa.delete(Volunteer).where(Volunteer.group_id == newer.id, Volunteer.telegram.in_(twice)))
        for column in (Person.last_group, Question.group_id, Report.group_id, Volunteer.group_id):
            await session.execute(sa.update(column.class_).where(column == newer.id).values({column.key: row.id}))
        newer.chat, newer.retired_at = -newer.id, at
        await session.flush()
    row.chat, row.former_chat, row.joined_at = new, old, at
    await session.flush()
    return True


async def shut_out(session: AsyncSession, group_id: int, at: datetime, since: datetime) -> None:
    """The bot found itself removed, by a request that began at `since`; if it was added again after that, it is in."""
    unseen = sa.or_(Group.joined_at.is_(None), Group.joined_at < since)
    await session.execute(sa.update(Group).where(Group.id == group_id, Group.left_at.is_(None), unseen).values(left_at=at))


async def lose_topic(session: AsyncSession, group_id: int) -> None:
    """The topic of a group's broadcasts is gone."""
    await session.execute(sa.update(Group).where(Group.id == group_id).values(topic=None))


async def spend(session: AsyncSession, group_id: int, day: str, messages: int, most: int | None) -> bool:
    """Count unasked messages of a day, unless with them there would be more than `most` (None: however many); False when not."""
    then = sa.case((Group.sent_on == day, Group.sent_count), else_=0) + messages
    query = sa.update(Group).where(Group.id == group_id).values(sent_on=day, sent_count=then)
    if most is not None:
        query = query.where(then <= most)
    return (await session.execute(query.returning(Group.id).execution_options(synchronize_session=False))).first() is not None


async def give_back(session: AsyncSession, group_id: int, day: str, messages: int) -> None:
    """Messages that were counted on this day did not go out."""
    query = sa.update(Group).where(Group.id == group_id, Group.sent_on == day, Group.sent_count >= messages)
    await session.execute(query.values(sent_count=Group.sent_count - messages).execution_options(synchronize_session=False))
