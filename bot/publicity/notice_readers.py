"""Who pressed 已读并转告家人 under a notice: counted, and never known by name."""

from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import UserError
from bot.office import Office
from bot.store import notices


async def hear(desk: Office, notice_id: int, who: int, chat: int) -> bool:
    """已读并转告家人 in a group: counted once a person; raises UserError notice-not-here where that notice was never sent."""
    async with desk.store.begin() as session:
        if not await notices.is_out(session, notice_id, chat):
            raise UserError("notice-not-here")
        return await notices.hear(session, notice_id, reader(desk, notice_id, who))


def reader(desk: Office, notice_id: int, who: int) -> str:
    """A reader as the rows know them: nobody can tell who it is, nor that it is who read another."""
    return desk.cipher.fingerprint(f"notice:{notice_id}:{who}")


async def forget(desk: Office, session: AsyncSession, who: int) -> None:
    """A reader is not counted any more."""
    for notice_id in await notices.read_ones(session):
        await notices.forget(session, reader(desk, notice_id, who), notice_id)
