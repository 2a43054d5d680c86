"""这是诈骗吗?: words and pictures in, one reply out — privately anything, in a group what is addressed to the bot, elsewhere as a guest.

dispatcher → matter → attachments → `questions.ask` → reply with buttons. Several messages that are one matter (gathering.py) are answered
once, below the last. A retried update asks under the same origin and gets the same answer.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from aiogram.types import InlineKeyboardMarkup, Message, Update

from bot.asking import questions
from bot.asking.answers import room
from bot.asking.attachments import Unread
from bot.asking.questions import Asked
from bot.desk import following
from bot.errors import UserError
from bot.messenger import Link, Sent
from bot.texts import say
from handlers.community.addressed import Call, call_in
from handlers.community.booth import Booth, is_group, place_of
from handlers.community.calls import fit
from handlers.community.matter import Matter, letters, matter_of
from handlers.community.neighbours import on_edit as on_words_edited
from handlers.community.neighbours import on_words
from handlers.community.pressing import under_answer
from handlers.community.stop_payment import on_edit, on_said
from handlers.community.supplementing import on_rest_of_report

ELSEWHERE = 0  # as a guest: no group of ours has this number, whatever number the foreign chat has
GREETING = re.compile(
    "(?:你好|您好|在吗|在不|在么|有人吗|嗨|喂|hi|hello|goodmorning|goodafternoon|goodevening|早上好|下午好|晚上好|[你您]是(?:谁|哪位|机器人吗))+[啊呀]?"
)
THANKS = re.compile(
    "(?:thanks?(?:you)?(?:very|so)?(?:much|alot)?|gotit|isee)|(?:太?谢谢|多谢|感谢|辛苦|收到|知道|明白|好的?|嗯|ok)+(?:你们?|您|啦|了|哈|啊|呀|哦)*(?:谢谢)?(?:你们?|您|啦|了|哈|啊|呀)*"
)
FRIGHTENED = re.compile(
    "(?:救命|救救我|快?帮帮?我|怎么办|咋办|怎么报警|我?要?报警|110|我?(?:好|很|真的|有点)*(?:害怕|怕|慌)|出事)+[了啊呀呢吗哪]*"
    "|(?:please)?helpme(?:please)?|help|whatshouldido|whatdoido|imscared|im(?:so)?afraid|callthepolice"
)


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said, and the buttons under it; `question` is the row that remembers it, None when nothing was judged.

    unread: what could not be read, and is said below the text.
    """

    text: str
    buttons: InlineKeyboardMarkup | None = None
    question: int | None = None
    unread: tuple[Unread, ...] = ()


async def on_ask(booth: Booth, message: Message, call: Call, update: int) -> None:
    """`/ask`, alone as a reply or with the words behind it."""
    await _answer(booth, [message], update)


async def on_question(message: Message, booth: Booth, event_update: Update, parts: Sequence[Message] = ()) -> None:
    """Any other message that is meant for the bot, or several that are one matter, `message` being the last of them."""
    album = message.media_group_id
    if courtesy := _courtesy(booth, message, alone=len(parts) < 2):
        if not await on_words(booth, [message]):  # to a neighbour they are words like any other
            await booth.reply(message, courtesy)
    elif album and (report := booth.albums.reported.get(album)):
        await on_rest_of_report(booth, parts or [message], report)
    elif album and (question := booth.albums.answered.get(album)):
        await _late(booth, parts or [message], event_update.update_id, question)
    elif not await on_said(booth, parts or [message]) and (_frightened(message) or not await on_words(booth, parts or [message])):
        await _answer(booth, parts or [message], event_update.update_id)


def _frightened(message: Message) -> bool:
    """Whether somebody cries for help, whatever else they were doing."""
    return FRIGHTENED.fullmatch(letters(message.text or "")) is not None


def _cries(matter: Matter) -> bool:
    """Whether a cry for help is all that was said."""
    return not (matter.about or matter.attachments) and FRIGHTENED.fullmatch(letters("".join(matter.own))) is not None


async def on_edited(message: Message, booth: Booth, event_update: Update) -> None:
    """A question whose words changed is answered anew; other commands are acts, and an act is not done twice."""
    call = call_in(message.text or message.caption or "")
    if call and call.name != "ask" and message.forward_origin is None:
        return
    if await on_edit(booth, message) or await on_words_edited(booth, message) or _courtesy(booth, message, alone=True):
        return
    matter = await matter_of(booth, [message])
    if not matter.asked or await questions.unchanged(booth.office, matter.subject, matter.asked):
        return  # looked at before any picture is read: a spurious edit costs nothing
    if _cries(matter):
        await booth.reply(message, say("courtesy-frightened"))
        return
    matter = matter.with_contents(await booth.attachments.read(matter.attachments))
    reply = await _judge(booth, message, matter, f"community:{event_update.update_id}")
    await _tell(booth, message, reply)


async def on_guest(message: Message, booth: Booth, event_update: Update) -> None:
    """Called in a chat the bot has not joined: one short answer, and the door to the private chat."""
    matter = await matter_of(booth, [message])
    if _cries(matter):
        await say_to_guest(booth, message, say("courtesy-frightened"))
        return
    matter = matter.with_contents(await booth.attachments.read(matter.attachments))
    reply = await _judge(booth, message, matter, f"community:{event_update.update_id}")
    await say_to_guest(booth, message, reply.text)


async def say_to_guest(booth: Booth, message: Message, text: str) -> None:
    """The one message a guest may leave."""
    door = Link(say("button-open-private"), "guest")
    await booth.sender.answer_guest(message.guest_query_id or "", say("guest-title"), text, door)


def _origin(parts: Sequence[Message], update: int) -> str:
    """The same parts are the same question; more parts are another."""
    if len(parts) == 1:
        return f"community:{update}"
    return f"messages:{parts[0].chat.id}:{parts[0].message_id}-{parts[-1].message_id}"


async def _answer(booth: Booth, parts: Sequence[Message], update: int) -> None:
    """Answer all parts below the last."""
    bare = await matter_of(booth, parts)
    matter = await _introduced(booth, parts[-1], bare)  # before any slow reading: it is a matter of seconds
    matter = await _going_on(booth, parts[-1], matter)
    if _cries(matter):
        await booth.reply(parts[-1], say("courtesy-frightened"))
        return
    contents = await booth.attachments.read(matter.attachments)
    if contents.unread and not bare.with_contents(contents).asked:
        matter = bare  # what was typed before has its answer: to say it again would look like a verdict on the picture
    reply = await _judge(booth, parts[-1], matter.with_contents(contents), _origin(parts, update))
    await _tell(booth, parts[-1], reply)
    if reply.question is not None:
        booth.albums.answer(parts[-1].media_group_id, reply.question)


async def _late(booth: Booth, parts: Sequence[Message], update: int, question: int) -> None:
    """Pictures of an album that was answered already: judged with what was there, told only when that changes the answer."""
    told = await questions.told(booth.office, question)
    matter = await matter_of(booth, parts)
    matter = matter.with_contents(await booth.attachments.read(matter.attachments))
    if told is None or not matter.asked:
        return
    matter = replace(matter, about=told.words, subject=told.subject or matter.subject)
    reply = await _judge(booth, parts[-1], matter, _origin(parts, update))
    if reply.question is not None and await questions.differ(booth.office, question, reply.question):
        await _tell(booth, parts[-1], reply)
        booth.albums.answer(parts[-1].media_group_id, reply.question)


async def _introduced(booth: Booth, message: Message, matter: Matter) -> Matter:
    """In private, what is forwarded or shown belongs to the words typed right before it, unless it came with words or as a reply."""
    shows = bool(matter.about or matter.attachments) and not (matter.replying or matter.telling)
    if is_group(message.chat) or not shows or message.from_user is None:
        return matter
    told = await following.introduction(booth.office, message.from_user.id)
    return replace(matter, own=(told.words, *matter.own), subject=told.subject or matter.subject) if told else matter


async def _going_on(booth: Booth, message: Message, matter: Matter) -> Matter:
    """In private, own words that go on from the question of a moment ago are judged together with it."""
    own = "\n".join(matter.telling)
    shows = matter.replying or matter.about or matter.attachments
    if is_group(message.chat) or shows or not own or message.from_user is None:
        return matter
    told = await following.earlier(booth.office, message.from_user.id, own)
    return replace(matter, about=told.words, subject=told.subject or matter.subject) if told else matter


async def _judge(booth: Booth, message: Message, matter: Matter, origin: str) -> Reply:
    """The answer in full or in short, whichever the place allows; raises UserError nothing-to-ask."""
    guest, group = message.guest_query_id is not None, is_group(message.chat)
    if not matter.asked and matter.unread:
        return Reply("\n".join(say(f"unread-{reason}") for reason in matter.unread[: 1 if group else 3]))
    if not matter.asked:
        raise UserError("nothing-to-ask" if not group else "nothing-to-ask-group", bot=booth.me.username)
    asked = Asked(
        origin=origin,
        asker=message.from_user.id if message.from_user else 0,
        text=matter.asked,
        subject=f"guest:{matter.subject}" if guest else matter.subject,
        group=ELSEWHERE if guest else message.chat.id if group else None,
        topic=place_of(message).topic,
    )
    answer = await questions.ask(booth.office, asked)
    text = _with_unread(answer.text, matter.unread, short=group)
    return Reply(text, None if guest else under_answer(answer), answer.question, matter.unread)


async def _tell(booth: Booth, message: Message, reply: Reply) -> None:
    """Say it below a message, and go on thinking about it."""
    sent = await booth.reply(message, reply.text, reply.buttons)
    if reply.question is not None:
        booth.afterthoughts.begin(_doubt(booth, sent, reply, short=is_group(message.chat)))


async def _doubt(booth: Booth, sent: Sent, reply: Reply, *, short: bool) -> None:
    """Correct what was said when a second opinion doubts it."""
    answer = await questions.reconsider(booth.office, reply.question or 0, short=short)
    if answer is not None:
        await booth.sender.edit(sent, _with_unread(answer.text, reply.unread, short=short), buttons=under_answer(answer))


def _with_unread(text: str, unread: Sequence[Unread], *, short: bool) -> str:
    """Say honestly what was not read."""
    if not unread:
        return text
    if short:
        tail = say("answer-unread-short")
        return f"{fit(text, room() - len(tail) - 1)}\n{tail}"
    return "\n\n".join([text, *(say("answer-unread", what=say(f"unread-{reason}")) for reason in unread)])


def _courtesy(booth: Booth, message: Message, *, alone: bool) -> str | None:
    """A greeting or thanks said to the bot itself is no question."""
    replied = message.reply_to_message
    if not alone or message.forward_origin is not None:
        return None
    if replied is not None and (replied.from_user is None or replied.from_user.id != booth.me.id):
        return None
    words = letters(booth.me.mention.sub("", message.text or ""))
    if THANKS.fullmatch(words):
        return say("courtesy-thanks")
    if GREETING.fullmatch(words):
        return say("courtesy-hello", name=booth.me.name)
    return None
