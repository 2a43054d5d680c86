"""这是诈骗吗?: a message in, one reply out — privately any text, in a group what is addressed to the bot, elsewhere as a guest.

dispatcher → matter → `questions.ask` → reply with buttons. A retried update asks under the same origin and gets the same answer.
"""

import re
from dataclasses import dataclass

from aiogram.types import InlineKeyboardMarkup, Message, Update

from bot import questions
from bot.errors import UserError
from bot.messenger import Link
from bot.questions import Asked
from bot.texts import say
from handlers.community.addressed import Call, call_in
from handlers.community.booth import Booth, is_group
from handlers.community.matter import Matter, letters, matter_of
from handlers.community.pressing import under_answer
from handlers.community.sender import fit

SHORT = 400
ELSEWHERE = 0  # as a guest: no group of ours has this number, whatever number the foreign chat has
GREETING = re.compile("(?:你好|您好|在吗|嗨|hi|hello|早上好|下午好|晚上好)+")
THANKS = re.compile("(?:太?谢谢|多谢|感谢|辛苦|收到|知道|明白|好的?|嗯|ok)+(?:你|您|啦|了|哈)*(?:谢谢)?")
UNREAD = {"picture": "picture-alone", "recording": "recording-alone", "file": "file-alone"}


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said, and the buttons under it."""

    text: str
    buttons: InlineKeyboardMarkup | None = None


async def on_ask(booth: Booth, message: Message, call: Call, update: int) -> None:
    """`/ask`, alone as a reply or with the words behind it."""
    await _answer(booth, message, update)


async def on_question(message: Message, booth: Booth, event_update: Update) -> None:
    """Any other message that is meant for the bot."""
    if courtesy := _courtesy(booth, message):
        await booth.reply(message, courtesy)
    elif booth.albums.speaks(message):
        await _answer(booth, message, event_update.update_id)


async def on_edited(message: Message, booth: Booth, event_update: Update) -> None:
    """A question whose words changed is answered anew; other commands are acts, and an act is not done twice."""
    call = call_in(message.text or message.caption or "")
    if call and call.name != "ask":
        return
    matter = await matter_of(booth, message)
    if matter.asked and not await questions.unchanged(booth.office, matter.subject, matter.asked):
        reply = await _judge(booth, message, matter, event_update.update_id)
        await booth.reply(message, reply.text, reply.buttons)


async def on_guest(message: Message, booth: Booth, event_update: Update) -> None:
    """Called in a chat the bot has not joined: one short answer, and the door to the private chat."""
    matter = await matter_of(booth, message)
    reply = await _judge(booth, message, matter, event_update.update_id)
    await say_to_guest(booth, message, reply.text)


async def say_to_guest(booth: Booth, message: Message, text: str) -> None:
    """The one message a guest may leave."""
    door = Link(say("button-open-private"), "guest")
    await booth.sender.answer_guest(message.guest_query_id or "", say("guest-title"), text, door)


async def _answer(booth: Booth, message: Message, update: int) -> None:
    reply = await _judge(booth, message, await matter_of(booth, message), update)
    await booth.reply(message, reply.text, reply.buttons)


async def _judge(booth: Booth, message: Message, matter: Matter, update: int) -> Reply:
    """The answer in full or in short, whichever the place allows; raises UserError nothing-to-ask."""
    if not matter.asked and matter.unread:
        return Reply(say(UNREAD[matter.unread]))
    if not matter.asked:
        raise UserError("nothing-to-ask" if not is_group(message.chat) else "nothing-to-ask-group", bot=booth.me.username)
    guest, group = message.guest_query_id is not None, is_group(message.chat)
    asked = Asked(
        origin=f"community:{update}",
        asker=message.from_user.id if message.from_user else 0,
        text=matter.asked,
        subject=f"guest:{matter.subject}" if guest else matter.subject,
        group=ELSEWHERE if guest else message.chat.id if group else None,
    )
    answer = await questions.ask(booth.office, asked)
    text = _with_unread(answer.text, matter.unread, short=group)
    return Reply(text, None if guest else under_answer(answer))


def _with_unread(text: str, unread: str, *, short: bool) -> str:
    """Say honestly that only the words were looked at."""
    if not unread:
        return text
    tail = say("answer-unread-short" if short else "answer-picture-unread")
    return f"{fit(text, SHORT - len(tail) - 1) if short else text}\n{tail}"


def _courtesy(booth: Booth, message: Message) -> str | None:
    """A greeting or thanks said to the bot itself is no question."""
    replied = message.reply_to_message
    if replied is not None and (replied.from_user is None or replied.from_user.id != booth.me.id):
        return None
    words = letters(booth.me.mention.sub("", message.text or ""))
    if THANKS.fullmatch(words):
        return say("courtesy-thanks")
    if GREETING.fullmatch(words):
        return say("courtesy-hello", name=booth.me.name)
    return None
