"""Which language is spoken where: in a group the one its administrators chose, in private a person's own.

Between an update, or whatever speaks by itself, and `bot.texts.speaking`. Who never chose reads privately what is spoken in the group they
were last seen in, since that is where they came from, and simplified Chinese when there is none; people on duty read simplified Chinese
until they choose. What their app is set to says nothing of either, but for the menus that the app itself shows. A language whose catalogue
is not finished is not spoken.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.errors import UserError
from bot.office import Office
from bot.store import groups, people
from bot.texts import LANGUAGE, offered, speaking, spoken, turn_to

APPS = {"en": "en"}
"""What menus speak to apps of a language, by its two letters; to all others they speak that of the moment. Two letters cannot tell 繁體."""


async def of_chat(office: Office, chat: int) -> str:
    """The language of a chat of the community bot: a group's (below zero) or a person's."""
    async with office.store.begin() as session:
        return await known(session, chat)


async def known(session: AsyncSession, chat: int) -> str:
    """The same inside a transaction."""
    if chat < 0:
        group = await groups.by_chat(session, chat)
    else:
        person = await people.get(session, chat)
        if person is not None and person.language is not None:
            return fit(person.language)
        group = await groups.get(session, person.last_group) if person is not None and person.last_group is not None else None
    return fit(group.language if group is not None else None)


async def choose(office: Office, person: int, language: str) -> None:
    """A person's own language, for their private chat; raises UserError settings-gone for one that is not offered."""
    if language not in offered():
        raise UserError("settings-gone")
    async with office.store.begin() as session:
        row = await people.seen(session, person, clock.now(), chat_open=True)
        row.language = language


async def of_staff(office: Office, telegram: int) -> str:
    """The language of somebody in the duty bot: their own choice, made in the community bot."""
    async with office.store.begin() as session:
        return await chosen(session, telegram)


async def chosen(session: AsyncSession, telegram: int) -> str:
    """The same inside a transaction."""
    person = await people.get(session, telegram)
    return fit(person.language if person is not None else None)


def fit(language: str | None) -> str:
    """A chosen language if it is spoken, else the first."""
    return language if language is not None and language in offered() else LANGUAGE


def of_apps() -> list[tuple[str | None, str]]:
    """For menus: letters of an app's language, None for all others, and the language to speak to it."""
    return [(None, spoken()), *((letters, fit(language)) for letters, language in APPS.items())]


@asynccontextmanager
async def speaking_to(office: Office, chat: int) -> AsyncIterator[None]:
    """Inside, everything is said in the language of this chat of the community bot."""
    with speaking(await of_chat(office, chat)):
        yield


async def turn_to_chat(session: AsyncSession, chat: int) -> None:
    """The rest of this step of a story (bot.durable) speaks the language of a chat of the community bot."""
    turn_to(await known(session, chat))


async def turn_to_staff(session: AsyncSession, telegram: int) -> None:
    """The rest of this step of a story speaks the language of somebody in the duty bot."""
    turn_to(await chosen(session, telegram))
