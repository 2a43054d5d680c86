"""The nouns of the desk: people, bots, chats, messages, files, presses and requests, as plain data.

`world` keeps them, `render` turns them into Bot API objects, everything else passes them around.
"""

from dataclasses import dataclass, field
from typing import Any

from sandbox.updates import UpdateQueue

ANONYMOUS_ADMIN = 1087968824


@dataclass
class Person:
    """Somebody with a Telegram app; `started` and `blocked` hold bot ids."""

    id: int
    name: str
    username: str = ""
    language: str = "zh-hans"
    started: set[int] = field(default_factory=set)
    blocked: set[int] = field(default_factory=set)


@dataclass
class Bot:
    """A bot account; its id is the number before the colon of its token."""

    id: int
    token: str
    username: str
    name: str
    updates: UpdateQueue
    privacy: bool = True
    guest: bool = True
    commands: dict[tuple[str, str], list[dict[str, Any]]] = field(default_factory=dict)
    words: dict[tuple[str, str], str] = field(default_factory=dict)
    webhook: dict[str, Any] = field(default_factory=dict)


@dataclass
class Member:
    """Somebody's place in a group: creator, administrator, member, left or kicked."""

    status: str = "member"
    anonymous: bool = False

    @property
    def present(self) -> bool:
        """Whether they are in the group now."""
        return self.status in {"creator", "administrator", "member"}

    @property
    def admin(self) -> bool:
        """Whether they run the group."""
        return self.status in {"creator", "administrator"}


@dataclass
class File:
    """Bytes of a picture or document; `thumbnail_of` a picture is a grey square, so that nobody mistakes it for the picture."""

    unique: str
    content: bytes
    kind: str
    name: str
    mime: str
    width: int = 0
    height: int = 0


@dataclass
class Message:
    """A message as everyone sees it; `body` holds its Bot API fields but files and replies, `rev` grows with every change.

    `first` is what could be read when it was new.
    """

    id: int
    chat: "Chat"
    sender: int
    date: int
    body: dict[str, Any] = field(default_factory=dict)
    files: list[File] = field(default_factory=list)
    media: str = ""
    reply_to: "Message | None" = None
    topic: int | None = None
    keyboard: dict[str, Any] | None = None
    edited: int | None = None
    deleted: bool = False
    anonymous: bool = False
    only_for: int | None = None
    guest_caller: int | None = None
    votes: dict[int, list[int]] = field(default_factory=dict)
    poll_owner: int | None = None
    reactions: dict[int, str] = field(default_factory=dict)
    silent: bool = False
    first: str = ""
    at: float = 0.0
    seq: int = 0
    rev: int = 0

    @property
    def text(self) -> str:
        """What can be read: text, caption or question."""
        poll = self.body.get("poll", {})
        return str(self.body.get("text") or self.body.get("caption") or poll.get("question", ""))

    @property
    def buttons(self) -> list[dict[str, Any]]:
        """Inline buttons in reading order."""
        return [button for row in (self.keyboard or {}).get("inline_keyboard", []) for button in row]


@dataclass
class Chat:
    """A group, or the private chat of one person with one bot; `key` tells all of them apart.

    `slow`: seconds between two messages of one who does not run the group.
    """

    key: str
    id: int
    type: str
    title: str = ""
    members: dict[int, Member] = field(default_factory=dict)
    person: int = 0
    bot: int = 0
    forum: bool = False
    topics: dict[int, str] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    moved_to: int | None = None
    pinned: list[int] = field(default_factory=list)
    typing: dict[int, float] = field(default_factory=dict)
    draft: str = ""
    last_bot: int = 0
    number: int = 0
    slow: int = 0

    def member(self, user: int) -> Member:
        """Somebody's place here; a stranger has left."""
        return self.members.get(user, Member("left"))


@dataclass
class Query:
    """A button press, or a question to a guest bot, until the bot answers it."""

    id: str
    bot: int
    person: int
    message: Message
    at: float
    data: str = ""
    label: str = ""
    answer: dict[str, Any] | None = None


@dataclass(frozen=True)
class Request:
    """One call of a bot as it arrived, and what it got."""

    number: int
    at: float
    bot: int
    method: str
    params: dict[str, Any]
    status: int
    result: Any
    violation: bool = False
