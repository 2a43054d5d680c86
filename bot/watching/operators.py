"""Telling operators something, durably, whichever role noticed it."""

from bot.office import Office
from bot.texts import written


async def tell(office: Office, event: str, key: str, **values: object) -> None:
    """Queue one message per operator under the id of the event, so that noticing it twice tells it once."""
    async with office.store.begin() as session:
        for operator in office.settings.operators:
            text = written(key, values)
            await office.engine.enqueue(session, "pages", "tell_operator", f"{event}-{operator}", operator, text)
