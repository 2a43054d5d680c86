"""Who the bot is, how to use it, what it keeps, how it is: `/start`, `/help`, `/privacy`, `/status`."""

import re

from aiogram.types import Message

from bot.desk import reports
from bot.people import membership
from bot.texts import say
from handlers.community import family, neighbours, volunteers
from handlers.community.addressed import Call
from handlers.community.booth import Booth, is_group
from handlers.community.stop_cards import ask_on, offer

_REPORT = re.compile(r"r(\d{1,15})")


async def on_start(booth: Booth, message: Message, call: Call, update: int) -> None:
    """The introduction; behind a private door what it leads to: a report, volunteers, family, neighbours. Raises not-your-report."""
    if call.rest == volunteers.DOOR and not is_group(message.chat):
        await volunteers.on_volunteer(booth, message, call, update)
        return
    if call.rest == family.DOOR and not is_group(message.chat):
        await family.on_family(booth, message, call, update)
        return
    if call.rest == neighbours.DOOR and not is_group(message.chat):
        await neighbours.on_practice(booth, message, call, update)
        return
    if call.rest.startswith(family.INVITED) and not is_group(message.chat) and message.from_user is not None:
        await family.on_invited(booth, message, call.rest.removeprefix(family.INVITED))
        return
    found = _REPORT.fullmatch(call.rest)
    if found is None or is_group(message.chat) or message.from_user is None:
        await booth.reply(message, say("introduction", name=booth.me.name, owner=booth.office.settings.owner, bot=booth.me.username))
        return
    standing = await reports.standing(booth.office, int(found[1]), message.from_user.id)
    report, who = int(found[1]), message.from_user.id
    text = f"{say(standing.key, number=standing.number)}\n\n{say('standing-advice')}"
    await booth.reply(message, text, offer(report))
    await ask_on(booth, report, who, again=True)


async def on_help(booth: Booth, message: Message, call: Call, update: int) -> None:
    """How to use it here."""
    key = "help-group" if is_group(message.chat) else "help-private"
    await booth.reply(message, say(key, bot=booth.me.username, owner=booth.office.settings.owner))


async def on_privacy(booth: Booth, message: Message, call: Call, update: int) -> None:
    """What is kept, for how long, and by whom."""
    office, knobs = booth.office, booth.office.settings
    where = [say("privacy-opinion", model=knobs.openai_model) if office.opinion.configured else say("privacy-local")]
    if office.voice.configured:
        where.append(say("privacy-voice", model=knobs.transcription_model))
    await booth.reply(
        message,
        say(
            "privacy",
            owner=knobs.owner,
            days=knobs.question_days,
            alert_days=knobs.alert_days,
            person_days=knobs.person_days,
            where="\n".join(where),
        ),
    )


async def on_status(booth: Booth, message: Message, call: Call, update: int) -> None:
    """Alive, how much it knows, and in a group to which area it belongs."""
    library = booth.office.library
    text = say("status", patterns=len(library.patterns), version=library.version[:8])
    if is_group(message.chat):
        area = await membership.standing(booth.office, message.chat.id)
        text = f"{text}\n{say('status-bound', area=area) if area else say('status-unbound')}"
    await booth.reply(message, text)
