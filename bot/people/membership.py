"""Groups as they come and go: joined and introduced to, bound to an area, migrated, left."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.errors import UserError
from bot.office import Office
from bot.store import acts, areas, deployments, groups, staff
from bot.store.models import Group, Staff

MAY_BIND = ("grid_worker", "officer", "leader")
ONCE = timedelta(days=1)
"""Added again within so long the bot says nothing: they know it."""
MOVING = timedelta(minutes=10)
"""To Telegram a group that became a supergroup is one that the bot joined; so long after the move that is no news."""


@dataclass(frozen=True, slots=True)
class Welcome:
    """What to say when the bot was added: key names the text, area is where the group belongs, if that is known.

    `words` are those of the group, or of the deployment, in the place of the house's own; the key is one that takes them then.
    """

    key: str
    area: str = ""
    words: str = ""


async def joined(office: Office, chat: int, title: str) -> Welcome | None:
    """The bot was added to a group: known from the deployment file, or asks who binds it; None when it was introduced just now.

    A group whose administrators removed it for good begins anew, and in every one it listens only once it is told to again.
    """
    now = clock.now()
    async with office.store.begin() as session:
        row = await groups.by_chat(session, chat)
        if row is not None and _has_just_moved(row, now):
            return None
        if row is None:
            row = await groups.add(session, chat=chat, title=title, created_at=now)
        elif row.removed_at is not None:
            row.title, row.created_at, row.removed_at = title[:256], now, None
        row.joined_at, row.left_at, row.watch = now, None, False  # whoever is there now was not told that it listens
        area = await areas.get(session, row.area) if row.area and row.retired_at is None else None
        plan = await deployments.plan(session) or {}
        words = office.cipher.open(row.introduction) if row.introduction else plan.get("introduction", "")
        known = row.introduced_at is not None and now - row.introduced_at < ONCE
    if known:
        return None
    if area:
        return Welcome("group-welcome-own" if words else "group-welcome", area.name, words)
    return Welcome("group-who-binds-own" if words else "group-who-binds", words=words)


async def has_just_moved(office: Office, chat: int) -> bool:
    """Whether this is a group that was known under another number until a moment ago."""
    async with office.store.begin() as session:
        row = await groups.by_chat(session, chat)
    return row is not None and _has_just_moved(row, clock.now())


def _has_just_moved(row: Group, now: datetime) -> bool:
    return row.former_chat is not None and row.left_at is None and row.joined_at is not None and now - row.joined_at < MOVING


async def introduced(office: Office, chat: int) -> None:
    """The introduction is out."""
    async with office.store.begin() as session:
        row = await groups.by_chat(session, chat)
        if row is not None:
            row.introduced_at = clock.now()


async def left(office: Office, chat: int) -> None:
    """The bot was removed: nothing is posted there any more."""
    async with office.store.begin() as session:
        row = await groups.by_chat(session, chat)
        if row is not None:
            row.left_at = clock.now()


async def migrated(office: Office, old: int, new: int) -> bool:
    """A group became a supergroup: everything follows to the new chat id."""
    async with office.store.begin() as session:
        return await groups.move(session, old, new, clock.now())


async def bind(office: Office, chat: int, title: str, by: int, code: str, *, topic: int | None = None) -> str:
    """`/bind CODE` by a grid worker, officer, leader or operator; returns the area's name. Raises UserError.

    In a group with topics, what goes to many is posted in the topic in which it was bound.

    Staff may bind groups to areas at or below their own, and to nothing else; operators to any.
    """
    async with office.store.begin() as session:
        area = await areas.get(session, code.strip())
        roles = [role for role in await staff.of(session, by) if role.role in MAY_BIND]
        if not roles and by not in office.settings.operators:
            raise UserError("bind-not-allowed")
        if area is None:
            raise UserError("bind-no-area", code=code.strip()[:64])
        path = {node.code for node in await areas.path(session, area.code)}
        if by not in office.settings.operators and not any(role.area in path for role in roles):
            raise UserError("bind-other-area", area=area.name)
        row = await groups.by_chat(session, chat)
        await _may_rebind(session, office, row, by, roles)
        if row is None:
            row = await groups.add(session, chat=chat, title=title, created_at=clock.now())
        if row.retired_at is not None:
            row.source, row.retired_at = "chat", None
        row.removed_at = None
        row.area, row.title, row.left_at, row.topic = area.code, title[:256], None, topic
        row.joined_at = row.joined_at or clock.now()
        await acts.write(session, clock.now(), by, "bind", {"chat": chat, "area": area.code})
        return area.name


async def _may_rebind(session: AsyncSession, office: Office, row: Group | None, by: int, roles: Sequence[Staff]) -> None:
    """Who may move a group that belongs somewhere: operators; staff above where it is, unless the deployment file put it there."""
    if row is None or row.area is None or row.retired_at is not None or by in office.settings.operators:
        return
    path = {node.code for node in await areas.path(session, row.area)}
    if row.source == "file" or not any(role.area in path for role in roles):
        raise UserError("bind-taken")


async def standing(office: Office, chat: int) -> str | None:
    """The name of the area a group belongs to; None when it is not bound."""
    async with office.store.begin() as session:
        row = await groups.by_chat(session, chat)
        area = await areas.get(session, row.area) if row and row.area and row.retired_at is None else None
        return area.name if area else None
