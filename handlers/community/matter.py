"""What a message is about: the words to judge or to report, and which message they stand in.

Between the dispatcher and the acts of asking and reporting. A reply to somebody's message is about that message; a reply to one of our
answers is about what was asked then, so that “我已经转了” is understood. The asker's own words come along: they tell how far things are.
"""

import re
from dataclasses import dataclass

from aiogram.enums import ContentType
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, Message

from bot import questions
from handlers.community.addressed import Me, call_in
from handlers.community.booth import Booth
from handlers.community.pressing import question_under

_UNREAD = {
    ContentType.PHOTO: "picture", ContentType.LIVE_PHOTO: "picture", ContentType.STORY: "picture", ContentType.PAID_MEDIA: "picture",
    ContentType.VIDEO: "recording", ContentType.ANIMATION: "recording", ContentType.VIDEO_NOTE: "recording",
    ContentType.VOICE: "recording", ContentType.AUDIO: "recording", ContentType.DOCUMENT: "file",
}  # fmt: skip

# words of which 这是诈骗吗 and its sisters are made; whatever else is said tells something
_QUESTION = re.compile(
    "请问|帮我|帮忙|麻烦|判断|鉴定|识别|分析|一下|大家|各位|楼上|上面|对方|消息|短信|信息|电话|链接|内容|图片|截图|广告|东西|一个|是否|没有"
    "|到底|真的|假的|还是|电信|诈骗|骗子|骗人|骗局|套路|靠谱|可靠|可信|安全|正规|问题|可以|相信|什么|怎么|回事|意思"
    "|[请帮看查你您这那个条种它他她是不会算有能真假骗人群事话信吗么嘛呢吧啊呀的了]"
)


@dataclass(frozen=True, slots=True)
class Matter:
    """about: the words of the message replied to, or of the question our answer was about; own: what the writer says now.

    subject: chat:message of what it is about · unread: picture, recording or file when something in it cannot be read, else empty.
    """

    about: str
    own: str
    subject: str
    unread: str = ""

    @property
    def asked(self) -> str:
        """The words to judge; empty when somebody only asks 这是诈骗吗 and points at nothing."""
        return "\n".join(part for part in (self.about, "" if is_only_a_question(self.own) else self.own) if part)

    @property
    def reported(self) -> str:
        """The words to report: everything."""
        return "\n".join(part for part in (self.about, self.own) if part)


def is_only_a_question(words: str) -> bool:
    """Whether words ask 这是诈骗吗 in one way or another, and tell nothing; so do words without a single letter."""
    return not _QUESTION.sub("", letters(words))


def letters(words: str) -> str:
    """Letters and digits alone, lower case."""
    return "".join(char for char in words if char.isalnum()).lower()


async def matter_of(booth: Booth, message: Message) -> Matter:
    """What this message is about."""
    me, own, unread = booth.me, own_words(message, booth.me), unread_in(message)
    here = f"{message.chat.id}:{message.message_id}"
    replied = message.reply_to_message
    if replied is None:
        quoted = message.quote.text if message.external_reply and message.quote else ""
        return Matter(quoted, own, here, unread)
    if replied.from_user is not None and replied.from_user.id == me.id:
        number = question_under(replied)
        told = await questions.told(booth.office, number) if number else None
        return Matter(told.words, own, told.subject or here, unread) if told else Matter("", own, here, unread)
    if replied.forum_topic_created is not None:
        return Matter("", own, here, unread)
    return Matter(own_words(replied, me), own, f"{message.chat.id}:{replied.message_id}", unread_in(replied) or unread)


def unread_in(message: Message) -> str:
    """What of a message nobody reads in this version: picture, recording, file or nothing."""
    return _UNREAD.get(ContentType(message.content_type), "")


def own_words(message: Message, me: Me) -> str:
    """Text or caption without command, mention and the bot's name, with the addresses that hide behind words and buttons."""
    text = message.text or message.caption or ""
    if call := call_in(text):
        text = call.rest
    text = me.mention.sub(" ", text).strip()
    if text.startswith(me.name):
        text = text.removeprefix(me.name).lstrip(" ,，:：!！、~")
    return "\n".join([part for part in (text.strip(), *hidden_links(message)) if part])


def hidden_links(message: Message) -> list[str]:
    """Where words and buttons of a message lead."""
    marks = message.entities or message.caption_entities or []
    rows: list[list[InlineKeyboardButton]] = []
    if isinstance(message.reply_markup, InlineKeyboardMarkup):
        rows = message.reply_markup.inline_keyboard
    found = [mark.url for mark in marks] + [button.url for row in rows for button in row]
    return list(dict.fromkeys(url for url in found if url))
