"""Volunteers by their own consent: who agreed to help find a neighbour or colleague, in which of their groups, and leaving again.

Way of a datum: `/volunteer` in the community bot → consent → a row a group, its name sealed. Asking them for help: bot.helping.pleas.
"""

from dataclasses import dataclass
from typing import Literal, get_args

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.errors import UserError
from bot.helping import pleas
from bot.office import Office
from bot.store import groups, people, volunteers
from bot.texts import written

Kind = Literal["guard", "head", "unit"]
KINDS: tuple[Kind, ...] = get_args(Kind)
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Enlisted:
    """How somebody stands: their kind and the titles of the groups they help in (none: not a volunteer), and the groups they may choose.

    choices: (our own id, title) of groups that belong somewhere and in which they have called the bot.
    """

    kind: Kind | None
    groups: tuple[str, ...]
    choices: tuple[tuple[int, str], ...]


async def view(office: Office, telegram: int) -> Enlisted:
    """How somebody stands."""
    async with office.store.begin() as session:
        rows = await volunteers.of(session, telegram)
        choices = tuple((group.id, group.title) for group in await volunteers.groups_of(session, telegram))
    kind = next((known for known in KINDS if rows and rows[0][0].kind == known), None)
    return Enlisted(kind, tuple(group.title for _, group in rows), choices)


async def spoke_in(office: Office, telegram: int, chat: int) -> None:
    """Somebody asked in a group how to become a volunteer: the group is one of theirs."""
    async with office.store.begin() as session:
        group = await groups.by_chat(session, chat)
        await people.seen(session, telegram, clock.now(), group_id=group.id if group else None)


async def join(office: Office, telegram: int, name: str, kind: Kind, group: int) -> Enlisted:
    """「同意加入」 for one of their groups, 0 for all of them; replaces what they agreed to before. Raises UserError volunteer-no-group."""
    async with office.store.begin() as session:
        chosen = [row for row in await volunteers.groups_of(session, telegram) if group in (0, row.id)]
        if not chosen:
            raise UserError("volunteer-no-group")
        now = clock.now()
        await volunteers.remove(session, telegram)
        await people.seen(session, telegram, now, chat_open=True)
        sealed = office.cipher.seal(" ".join(name.split())[:LONGEST_NAME] or written("kind-volunteer"))
        for row in chosen:
            await volunteers.add(session, telegram=telegram, name=sealed, kind=kind, group_id=row.id, at=now)
    return await view(office, telegram)


async def leave(office: Office, telegram: int) -> bool:
    """「退出」; False when they were no volunteer."""
    async with office.store.begin() as session:
        return await forget(office, session, telegram)


async def forget(office: Office, session: AsyncSession, telegram: int) -> bool:
    """Nothing is asked of somebody any more, what they were told is taken back, their data goes; visits they made stay without them."""
    for plea in await volunteers.pleas_to(session, telegram):
        await pleas.withdraw(office, session, plea)
    await volunteers.unname(session, telegram)
    return await volunteers.remove(session, telegram)
