"""What a message is about: the words to judge or to report, what hangs on it, and which message they stand in.

Between the dispatcher and the acts of asking and reporting. A reply to somebody's message is about that message; a reply to one of our
answers is about what was asked then, so that “我已经转了” is understood; what is forwarded is somebody else's. The asker's own words come
along: they tell how far things are. Several messages (an album, a forwarded series) are one matter.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, Message

from bot.asking import questions
from bot.asking.attachments import Attachment, Contents, Unread
from bot.library.traditional import simplified
from handlers.community.addressed import Me, call_in
from handlers.community.attached import attached
from handlers.community.booth import Booth
from handlers.community.pressing import question_under

# words of which 这是诈骗吗 and its sisters are made; whatever else is said tells something
_QUESTION = re.compile(
    "请问|帮我|帮忙|麻烦|判断|鉴定|识别|分析|一下|大家|各位|楼上|上面|对方|消息|短信|信息|电话|链接|内容|图片|截图|广告|东西|一个|是否|没有"
    "|到底|真的|假的|还是|电信|诈骗|骗子|骗人|骗局|套路|靠谱|可靠|可信|安全|正规|问题|可以|相信|什么|怎么|回事|意思"
    "|[请帮看查您你这那个条种它他她是不会算有能真假骗人群事话信吗么嘛呢吧啊呀的了]"
)
_SPEAKER = re.compile(r"^[^\s:：]{1,12}[:：]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Matter:
    """about: the words forwarded, replied to, or of the question our answer was about; own: what the writer says now, message by message.

    subject: chat:message of what it is about · attachments: what hangs on it, read by `with_contents` · shown: the words found there ·
    unread: what could not be read · replying: whether the writer pointed at a message.
    """

    about: str
    own: tuple[str, ...]
    subject: str
    attachments: tuple[Attachment, ...] = ()
    shown: str = ""
    unread: tuple[Unread, ...] = ()
    replying: bool = False

    def with_contents(self, contents: Contents) -> "Matter":
        """The same with what its attachments say."""
        return replace(self, shown=contents.text, unread=contents.unread)

    @property
    def telling(self) -> tuple[str, ...]:
        """The writer's own words that tell something, without 这是诈骗吗."""
        return tuple(words for words in self.own if not is_only_a_question(words))

    @property
    def asked(self) -> str:
        """The words to judge; empty when somebody only asks 这是诈骗吗 and points at nothing."""
        return self._joined(self.telling)

    @property
    def reported(self) -> str:
        """The words to report: everything."""
        return self._joined(self.own)

    def _joined(self, own: Sequence[str]) -> str:
        """Behind a quoted chat the writer's words would look like the last speaker's; there they come first."""
        first = bool(self.shown) or len(_SPEAKER.findall(self.about)) > 1
        parts = (*own, self.about, self.shown) if first else (self.about, *own)
        return "\n".join(part for part in parts if part)


def is_only_a_question(words: str) -> bool:
    """Whether words ask 这是诈骗吗 in one way or another, and tell nothing; so do words without a single letter."""
    return not _QUESTION.sub("", letters(words))


def letters(words: str) -> str:
    """Letters and digits alone, lower case and simplified."""
    return simplified("".join(char for char in words if char.isalnum()).lower())


async def matter_of(booth: Booth, messages: Sequence[Message]) -> Matter:
    """What these messages are about, oldest first; what hangs on them is not read yet."""
    said = [(message, own_words(message, booth.me)) for message in messages]
    own = tuple(words for message, words in said if words and message.forward_origin is None)
    about = _lines(words for message, words in said if message.forward_origin is not None)
    attachments = tuple(one for message in messages for one in attached(message))
    spokesman = next((message for message, words in said if words), messages[0])
    matter = Matter(about, own, f"{spokesman.chat.id}:{spokesman.message_id}", attachments)
    return await _pointing(booth, matter, next((one for one in messages if one.reply_to_message or one.external_reply), messages[0]))


async def _pointing(booth: Booth, matter: Matter, message: Message) -> Matter:
    """The same matter with what the message replies to."""
    replied = message.reply_to_message
    if replied is None:
        quoted = message.quote.text if message.external_reply and message.quote else ""
        return replace(matter, about=_lines((quoted, matter.about)))
    if replied.from_user is not None and replied.from_user.id == booth.me.id:
        number = question_under(replied)
        told = await questions.told(booth.office, number) if number else None
        if told is None:
            return replace(matter, replying=True)
        return replace(matter, about=_lines((told.words, matter.about)), subject=told.subject or matter.subject, replying=True)
    if replied.forum_topic_created is not None:
        return matter
    about = _lines((own_words(replied, booth.me), matter.about))
    subject = f"{message.chat.id}:{replied.message_id}"
    return replace(matter, about=about, subject=subject, attachments=(*attached(replied), *matter.attachments), replying=True)


def _lines(parts: Iterable[str]) -> str:
    return "\n".join(part for part in parts if part)


def own_words(message: Message, me: Me) -> str:
    """Text or caption without command, mention and the bot's name, with the addresses that hide behind words and buttons."""
    text = message.text or message.caption or ""
    if message.forward_origin is None and (call := call_in(text)):
        text = call.rest
    text = me.mention.sub(" ", text).strip()
    if text.startswith(me.name):
        text = text.removeprefix(me.name).lstrip(" ,，:：!！、~")
    return _lines((text.strip(), *hidden_links(message)))


def hidden_links(message: Message) -> list[str]:
    """Where words and buttons of a message lead."""
    marks = message.entities or message.caption_entities or []
    rows: list[list[InlineKeyboardButton]] = []
    if isinstance(message.reply_markup, InlineKeyboardMarkup):
        rows = message.reply_markup.inline_keyboard
    found = [mark.url for mark in marks] + [button.url for row in rows for button in row]
    return list(dict.fromkeys(url for url in found if url))
