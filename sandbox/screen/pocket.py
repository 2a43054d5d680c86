"""What is in somebody's pocket: whose phone it may be, which chats are on it, which messages were not read yet."""

from sandbox.sample import CHARACTERS
from sandbox.things import Bot, Chat, Message
from sandbox.world import World

SHOWN = 80


def about(person: int) -> str:
    """A word about somebody of the sample district; empty for others."""
    return next((one.about for one in CHARACTERS if one.id == person), "")


def visible(chat: Chat, person: int) -> list[Message]:
    """The latest messages of a chat that a person sees."""
    shown = [message for message in chat.messages.values() if not message.deleted and message.only_for in {None, person}]
    return shown[-SHOWN:]


class Pocket:
    """One kind of phone (`role`), looked into from one browser; what was there before it opened counts as read."""

    def __init__(self, world: World, role: str) -> None:
        self._world, self._role = world, role
        self.born = max((message.seq for chat in world.chats.values() for message in chat.messages.values()), default=0)
        self._read: dict[tuple[int, str], int] = {}

    def community(self) -> Bot | None:
        """The bot that answers guests."""
        return next((bot for bot in self._world.bots.values() if bot.guest), None)

    def _duty(self) -> Bot | None:
        return next((bot for bot in self._world.bots.values() if not bot.guest), None)

    def holders(self) -> list[int]:
        """Everyone whose phone this may be; people who came later are residents."""
        known = [one.id for one in CHARACTERS if one.role == self._role and one.id in self._world.people]
        if self._role != "resident":
            return known
        named = {one.id for one in CHARACTERS}
        return known + [number for number in self._world.people if number not in named]

    def chats(self, person: int) -> list[Chat]:
        """The chats on somebody's phone, the ones that matter most first."""
        community, duty = self.community(), self._duty()
        groups = [chat for chat in self._world.chats.values() if chat.member(person).present and not chat.moved_to]
        inside = [chat for chat in groups if community and chat.member(community.id).present]
        outside = [chat for chat in groups if chat not in inside]
        private = [self._world.private(person, community.id)] if community else []
        if self._role == "resident" or duty is None:
            return [*inside, *private, *outside]
        return [self._world.private(person, duty.id), *inside, *outside, *(private if self._role == "grid_worker" else [])]

    def read(self, person: int, chat: Chat) -> None:
        """Everything in a chat has been seen."""
        self._read[person, chat.key] = max((message.seq for message in visible(chat, person)), default=0)

    def unread(self, person: int, chat: Chat) -> int:
        """Messages of others in a chat that a person has not seen; somebody joining is no message."""
        read = self._read.get((person, chat.key), self.born)
        new = [message for message in visible(chat, person) if message.seq > read and message.sender != person]
        return sum(bool(message.text or message.files) for message in new)

    def unread_of(self, person: int) -> int:
        """Messages on somebody's phone that they have not seen."""
        return sum(self.unread(person, chat) for chat in self.chats(person))
