"""Watch (旁听): how the bot speaks up about what it overheard — to the sender's eyes alone where Telegram allows that.

After handlers.community.ear. A bot that is an administrator may show a message to one member of a group; elsewhere it answers below the
message, without a sound.
"""

from aiogram.types import Message

from bot.asking import overhearing
from bot.asking.answers import room
from bot.asking.questions import Asked
from bot.messenger import Undelivered
from bot.texts import say
from handlers.community.booth import Booth, place_of
from handlers.community.calls import fit
from handlers.community.pressing import under_answer


async def on_overheard(booth: Booth, message: Message, update: int) -> None:
    """Say it to the sender alone, or, where that cannot be, below the message without a sound."""
    assert message.from_user is not None
    heard = Asked(
        origin=f"overheard:{update}",
        asker=message.from_user.id,
        text=message.text or message.caption or "",
        subject=f"{message.chat.id}:{message.message_id}",
        group=message.chat.id,
        topic=place_of(message).topic,
    )
    answer = await overhearing.speak_up(booth.office, heard)
    if answer is None:
        return
    place, buttons = place_of(message), under_answer(answer)
    try:
        await booth.sender.whisper(place, message.from_user.id, _led(say("overheard-aside"), answer.text), buttons)
    except Undelivered:
        text = _led(say("overheard"), answer.text)
        await booth.sender.say(place, text, buttons=buttons, reply_to=message.message_id, silent=True)
    else:
        await overhearing.told_aside(booth.office, answer.question)


def _led(lead: str, text: str) -> str:
    """What was not asked for begins by saying why it is said."""
    return f"{lead}\n\n{fit(text, room() - len(lead) - 2)}"
