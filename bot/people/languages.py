"""Which language is spoken where: in a group the one its administrators chose, in private a person's own.

Between an update, or whatever speaks by itself, and `bot.texts.speaking`. A language whose catalogue is not finished is not spoken.
"""

from bot import clock
from bot.errors import UserError
from bot.office import Office
from bot.store import groups, people
from bot.texts import LANGUAGE, offered


async def of_chat(office: Office, chat: int) -> str:
    """The language of a chat: a group's (below zero) or a person's; the first of `bot.texts.LANGUAGES` where nothing was chosen."""
    async with office.store.begin() as session:
        row = await (groups.by_chat(session, chat) if chat < 0 else people.get(session, chat))
    chosen = row.language if row is not None else None
    return chosen if chosen in offered() else LANGUAGE


async def choose(office: Office, person: int, language: str) -> None:
    """A person's own language, for their private chat; raises UserError settings-gone for one that is not offered."""
    if language not in offered():
        raise UserError("settings-gone")
    async with office.store.begin() as session:
        row = await people.seen(session, person, clock.now(), chat_open=True)
        row.language = language
