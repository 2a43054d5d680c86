"""What stands in reported pictures, read after the officer was paged: added to the report, and told when it makes things worse.

reporting → attachments → `supplements.supplement` → card redrawn; the reporter is warned as if it had been known at once.
"""

from collections.abc import Sequence

from aiogram.types import Message

from bot.desk import supplements
from bot.messenger import Place
from bot.people import languages
from bot.texts import say, written
from handlers.community.booth import Booth, is_group
from handlers.community.matter import Matter, matter_of


async def read_on(booth: Booth, message: Message, matter: Matter, report: int) -> None:
    """Read what hangs on a reported matter and add it."""
    contents = await booth.attachments.read(matter.attachments)
    if not contents.text:
        return
    added = await supplements.supplement(booth.office, report, written("reported-contents", text=contents.text))
    if added.worse and is_group(message.chat):
        await booth.reply(message, say("emergency-short"))
    elif added.worse and message.from_user is not None:
        async with languages.speaking_to(booth.office, message.from_user.id):
            await booth.sender.say(Place(message.from_user.id), say("emergency-card"))


async def on_rest_of_report(booth: Booth, parts: Sequence[Message], report: int) -> None:
    """The other pictures of an album whose first was reported."""
    await read_on(booth, parts[-1], await matter_of(booth, parts), report)
