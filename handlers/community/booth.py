"""What every handler of the community bot has in hand, and where a message stands: its chat, its topic, how it is answered."""

from dataclasses import dataclass, field

from aiogram.types import Chat, InlineKeyboardMarkup, Message

from bot.messenger import Place, Sent
from bot.office import Office
from handlers.community.addressed import ANONYMOUS_ADMIN, Me
from handlers.community.sender import Sender


def is_group(chat: Chat) -> bool:
    """Whether others read along."""
    return chat.type != "private"


def is_anonymous(message: Message) -> bool:
    """Whether an administrator wrote in the group's name, so that nobody can know who it was."""
    return message.from_user is None or message.from_user.id == ANONYMOUS_ADMIN


def place_of(message: Message) -> Place:
    """The chat of a message, and its topic. Threads of replies in a group without topics are not topics and cannot be written to."""
    return Place(message.chat.id, message.message_thread_id if message.is_topic_message else None)


class Albums:
    """Several pictures sent together arrive as one message each; the first to come, and the one with words, speak for all."""

    REMEMBERED = 256

    def __init__(self) -> None:
        self._first: dict[str, int] = {}

    def speaks(self, message: Message) -> bool:
        """Whether this message is to be answered."""
        if message.media_group_id is None:
            return True
        first = self._first.setdefault(message.media_group_id, message.message_id)
        while len(self._first) > self.REMEMBERED:
            del self._first[next(iter(self._first))]
        return first == message.message_id or bool(message.caption)


@dataclass(frozen=True, slots=True)
class Booth:
    """The bot at its post: the office behind it, its voice, and who it is."""

    office: Office
    sender: Sender
    me: Me
    albums: Albums = field(default_factory=Albums)

    async def reply(self, message: Message, text: str, buttons: InlineKeyboardMarkup | None = None) -> Sent:
        """Answer a message where it stands; raises what `Sender.say` raises."""
        return await self.sender.say(place_of(message), text, buttons=buttons, reply_to=message.message_id)
