"""What every handler of the community bot has in hand, and where a message stands: its chat, its topic, how it is answered."""

from dataclasses import dataclass, field

from aiogram.types import Chat, InlineKeyboardMarkup, Message

from bot.asking.attachments import Attachments
from bot.messenger import Place, Sent
from bot.office import Office
from handlers.community.addressed import ANONYMOUS_ADMIN, Me
from handlers.community.afterthoughts import Afterthoughts
from handlers.community.ear import Ear
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
    """Pictures sent together come as a message each: what became of the first is remembered, in memory alone, for those that come late."""

    REMEMBERED = 256

    def __init__(self) -> None:
        self.answered: dict[str, int] = {}
        self.reported: dict[str, int] = {}

    def answer(self, album: str | None, question: int) -> None:
        """This album was answered as this question."""
        self._note(self.answered, album, question)

    def report(self, album: str | None, report: int) -> None:
        """This album's first picture was reported."""
        self._note(self.reported, album, report)

    def _note(self, notes: dict[str, int], album: str | None, number: int) -> None:
        if album is not None:
            notes[album] = number
        while len(notes) > self.REMEMBERED:
            del notes[next(iter(notes))]


@dataclass(frozen=True, slots=True)
class Booth:
    """The bot at its post: the office behind it, its voice and its ear, who it is, what it has just read, what it still thinks about."""

    office: Office
    sender: Sender
    me: Me
    attachments: Attachments
    afterthoughts: Afterthoughts
    ear: Ear
    albums: Albums = field(default_factory=Albums)

    async def reply(self, message: Message, text: str, buttons: InlineKeyboardMarkup | None = None) -> Sent:
        """Answer a message where it stands; raises what `Sender.say` raises."""
        return await self.sender.say(place_of(message), text, buttons=buttons, reply_to=message.message_id)
