"""What the product needs of a chat platform. The edges implement it; services and workflows only know these shapes."""

from collections.abc import Awaitable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Literal, Protocol

from bot.desk.cards import AlertCard, FollowUpCard
from bot.publicity.notice_card import NoticeCard

LARGEST = 20_000_000
"""Bytes of a file; platforms let bots fetch no larger one."""
UNPICTURED = "unpictured"
"""Why a picture or film is refused where words are taken."""


@dataclass(frozen=True, slots=True)
class Place:
    """A chat, and the topic in it when it has topics."""

    chat: int
    topic: int | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that is out: where it is, so that it can be edited; `file` is the platform's own name of what was uploaded with it.

    only_for: the one member of a group who sees it; None when everybody in the chat does.
    """

    chat: int
    message: int
    poll: str | None = None
    file: str | None = None
    only_for: int | None = None


@dataclass(frozen=True, slots=True)
class Quiz:
    """A Telegram quiz: `answer` is the index of the right option."""

    question: str
    options: tuple[str, ...]
    answer: int
    explanation: str


@dataclass(frozen=True, slots=True)
class Media:
    """A picture or a short film: its bytes, or the name under which the platform keeps it since it was first sent."""

    kind: Literal["photo", "video"]
    content: bytes = b""
    file: str | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """One message of a broadcast: a text, a text under a picture or a film, or a quiz; under the notice of that number its button.

    area: from where a notice comes, to be said above its text in the language of whoever reads it; None where nothing is.
    """

    text: str = ""
    media: Media | None = None
    quiz: Quiz | None = None
    silent: bool = False
    notice: int | None = None
    area: str | None = None
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A button that opens our own private chat with a start word."""

    text: str
    start: str


class Undelivered(Exception):
    """The platform refused for good. reason: blocked, gone, moved, muted (we are there and may not write), unpictured (we may write and not
    send pictures or films), topic (it is not there) or refused.

    `moved_to` is the new chat of a migrated group.
    """

    def __init__(self, reason: str, moved_to: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.moved_to = moved_to


class TryLater(Exception):
    """The platform said no for now (too many requests): nothing was sent, and the same call may go through later.

    `after`: seconds for which it asked, when it did.
    """

    def __init__(self, reason: str = "", after: float | None = None) -> None:
        super().__init__(reason)
        self.after = after


class Uncertain(Exception):
    """The connection broke after the request may have taken effect: the message may or may not be out."""


async def delivered(sending: Awaitable[object]) -> str:
    """Send something: sent, or why it never will be; what may go through later is raised, to be tried again."""
    try:
        await sending
    except Undelivered as refused:
        return refused.reason
    return "sent"


class Community(Protocol):
    """The bot that residents meet."""

    async def say(self, place: Place, text: str, *, link: Link | None = None, reply_to: int | None = None, silent: bool = False) -> Sent:
        """Send a text; raises Undelivered, or Uncertain when nobody can know."""

    async def edit(self, sent: Sent, text: str, *, link: Link | None = None) -> None:
        """Replace text and button of a message; a vanished message or an unchanged text is no error."""

    async def quiz(self, place: Place, quiz: Quiz) -> Sent:
        """Post a quiz poll; raises Undelivered or Uncertain."""

    def in_turn(self, chat: int) -> AbstractAsyncContextManager[None]:
        """Wait for this bot's next turn among what goes to many; `post` and `unsay` are called inside, once."""

    def ready_in(self, chat: int) -> float:
        """Seconds until a broadcast may write to this chat; 0 when it may now."""

    def gives_way(self) -> bool:
        """Whether what goes to many stands still, because somebody is being answered."""

    async def post(self, place: Place, post: Post) -> Sent:
        """One try at one message of a broadcast, waiting for nothing and following nobody; raises Undelivered, TryLater or Uncertain."""

    async def unsay(self, sent: Sent) -> None:
        """Take a message back; one that is gone already is no error. Raises Undelivered when it is too old, TryLater or Uncertain."""

    async def plead(self, chat: int, text: str, plea: int) -> Sent:
        """Ask one volunteer to go and look, with 我去 and 去不了 for this plea; raises Undelivered or Uncertain."""

    async def invite(self, chat: int, text: str, play: int) -> Sent:
        """Invite one resident to persuade a neighbour, with 好 and 下次吧 for this play; raises Undelivered or Uncertain."""

    async def summon(self, chat: int, text: str, call: int) -> Sent:
        """Ask one relative to call a resident, with the answers for this call; raises Undelivered or Uncertain."""

    async def ask_leave(self, chat: int, text: str, call: int) -> Sent:
        """Ask one resident whether a relative may be asked, with 同意 and 不同意 for this call; raises Undelivered or Uncertain."""

    async def fetch(self, file: str) -> bytes:
        """The bytes of a file that somebody sent, at most LARGEST; raises Undelivered when it cannot be had, TryLater when not now."""


class Duty(Protocol):
    """The bot that officers, leaders and grid workers meet."""

    async def page(self, chat: int, card: AlertCard, *, silent: bool) -> Sent:
        """Put an alert card before one person; raises Undelivered or Uncertain."""

    async def redraw(self, sent: Sent, card: AlertCard) -> None:
        """Bring a card up to date; a vanished message or an unchanged card is no error."""

    async def remind(self, chat: int, card: FollowUpCard) -> Sent:
        """Put a follow-up before one person; raises Undelivered or Uncertain."""

    async def say(self, chat: int, text: str, *, silent: bool = False) -> Sent:
        """Send a text to one person; raises Undelivered or Uncertain."""

    async def edit(self, sent: Sent, text: str) -> None:
        """Replace the text of a message; a vanished message or an unchanged text is no error."""

    async def plead(self, chat: int, text: str, plea: int) -> Sent:
        """Ask one grid worker to go and look, with 我去 and 去不了 for this plea; raises Undelivered or Uncertain."""

    async def ask(self, chat: int, text: str, shift: int) -> Sent:
        """Ask one person to stand in, with 同意 and 不行 for this shift; raises Undelivered or Uncertain."""

    async def show(self, chat: int, post: Post) -> Sent:
        """Put a notice before one person exactly as groups will see it; its file is one of this bot's. Raises like `say`."""

    async def notice(self, chat: int, card: NoticeCard) -> Sent:
        """Put what is told of a notice before one person; raises Undelivered or Uncertain."""

    async def renotice(self, sent: Sent, card: NoticeCard) -> None:
        """Bring that up to date; a vanished message or an unchanged card is no error."""

    async def fetch(self, file: str) -> bytes:
        """The bytes of a file that somebody sent, at most LARGEST; raises Undelivered when it cannot be had, TryLater when not now."""
