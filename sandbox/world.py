"""The state of the desk: bots, people, chats, messages and files, all in memory, all in one event loop.

Written to by `people` and `rooms` (what humans do) and by `methods` (what bots do); read by `render`, which turns it into
Bot API objects, and by `desk` and the page, which show it. `touch` wakes everyone who waits for something to happen.
"""

import asyncio
import hashlib
import itertools
import time
from typing import Any

from sandbox.faults import Faults
from sandbox.pictures import size_of
from sandbox.refusals import DeskError
from sandbox.things import Bot, Chat, File, Message, Person, Query, Request
from sandbox.updates import UpdateQueue

KEPT_REQUESTS = 20_000


class World:
    """Everything on the desk; not thread-safe, it belongs to the loop of the server."""

    def __init__(self, kept_requests: int = KEPT_REQUESTS) -> None:
        self._kept_requests = kept_requests
        self._bell = asyncio.Event()
        self.rev = 0
        self.bots: dict[int, Bot] = {}
        # counters go on when the desk is emptied, so that whoever remembers a number is not misled
        self._seq = itertools.count(1)
        self._ids = itertools.count(1)
        self._requests = itertools.count(1)
        self.empty()

    def empty(self) -> None:
        """Clear the desk; who polls or waits is let go."""
        self.close()
        self.ahead = 0.0
        self.bots = {}
        self.people: dict[int, Person] = {}
        self.chats: dict[str, Chat] = {}
        self.files: dict[str, File] = {}
        self.queries: dict[str, Query] = {}
        self.requests: list[Request] = []
        self.violations: list[Request] = []
        self.faults = Faults(self.now)
        self.touch()

    def now(self) -> float:
        """Unix time on the desk; `ahead` is how far the clock has been pushed."""
        return time.time() + self.ahead

    def fresh_id(self) -> int:
        """A number nobody has had."""
        return next(self._ids)

    def add_bot(self, token: str, username: str, name: str, *, privacy: bool = True, guest: bool = True) -> Bot:
        """Register a bot; asking again with the same token changes its names and keeps its queue."""
        number = int(token.split(":")[0])
        if any(other.username.lower() == username.lower() and other.id != number for other in self.bots.values()):
            raise DeskError(f"another bot is called {username}")
        known = self.bots.get(number)
        queue = known.updates if known else UpdateQueue(self.now, first=number % 1000 * 100_000 + 1)
        bot = Bot(number, token, username, name, queue, privacy, guest)
        self.bots[number] = bot
        self.touch()
        return bot

    def add_person(self, name: str, number: int | None = None, username: str = "") -> Person:
        """Somebody new; the same number again is the same person, renamed."""
        number = number or 7_000_000 + self.fresh_id()
        person = self.people.get(number) or Person(number, name)
        person.name, person.username = name, username
        self.people[number] = person
        self.touch()
        return person

    def person(self, number: int) -> Person:
        """A person by id; DeskError for a stranger."""
        if number not in self.people:
            raise DeskError(f"there is no person {number} on the desk")
        return self.people[number]

    def bot_called(self, username: str) -> Bot:
        """A bot by username, with or without @, or by its id; DeskError when there is none."""
        wanted = username.removeprefix("@").lower()
        for bot in self.bots.values():
            if wanted in {bot.username.lower(), str(bot.id)}:
                return bot
        raise DeskError(f"there is no bot {username} on the desk")

    def private(self, person: int, bot: int) -> Chat:
        """The private chat of a person with a bot, made when first needed."""
        key = f"{person}/{bot}"
        if key not in self.chats:
            self.chats[key] = Chat(key, self.person(person).id, "private", person=person, bot=bot)
        return self.chats[key]

    def chat(self, key: str | int) -> Chat:
        """A chat by key: a group's id, or `person/bot`; DeskError when there is none."""
        person, _, bot = str(key).partition("/")
        if bot:
            return self.private(int(person), self.bot_called(bot).id)
        if str(key) not in self.chats:
            raise DeskError(f"there is no chat {key} on the desk")
        return self.chats[str(key)]

    def add_message(self, message: Message) -> Message:
        """Put a message into its chat under the next number (a negative one for what only one person sees)."""
        chat = message.chat
        chat.number += 1
        message.id = -chat.number if message.only_for else chat.number
        message.seq, message.at, message.first = next(self._seq), self.now(), message.text
        chat.messages[message.id] = message
        if message.sender in self.bots:
            chat.last_bot = message.sender
            chat.typing.pop(message.sender, None)
            chat.draft = ""
        self.touch(message)
        return message

    def message(self, key: str | int, number: int) -> Message:
        """A message that still stands; DeskError when it does not."""
        message = self.chat(key).messages.get(number)
        if message is None or message.deleted:
            raise DeskError(f"there is no message {number} in chat {key}")
        return message

    def query(self, number: str) -> Query:
        """A press or a guest's question; DeskError when there was none."""
        if number not in self.queries:
            raise DeskError(f"there was no press {number}")
        return self.queries[number]

    def add_file(self, content: bytes, kind: str, name: str = "", mime: str = "application/octet-stream") -> File:
        """Keep bytes under a name made of their hash."""
        unique = f"{kind[:2]}{hashlib.sha256(content).hexdigest()[:18]}"
        width, height = size_of(content) or (0, 0)
        self.files[unique] = File(unique, content, kind, name, mime, width, height)
        return self.files[unique]

    def record(self, bot: int, method: str, params: dict[str, Any], status: int, result: Any, *, violation: bool = False) -> None:
        """Note what a bot asked and got."""
        request = Request(next(self._requests), self.now(), bot, method, params, status, result, violation)
        self.requests.append(request)
        if violation:
            self.violations.append(request)
        if len(self.requests) > self._kept_requests:
            del self.requests[: self._kept_requests // 2]
        self.touch()

    def touch(self, message: Message | None = None) -> None:
        """Say that something changed."""
        self.rev += 1
        if message is not None:
            message.rev = self.rev
        self._bell.set()
        self._bell = asyncio.Event()

    async def changed(self, timeout: float) -> bool:
        """Wait for the next change, at most `timeout` seconds; False when nothing happened."""
        try:
            await asyncio.wait_for(self._bell.wait(), timeout)
        except TimeoutError:
            return False
        return True

    def close(self) -> None:
        """End every poll: the server is going away."""
        for bot in self.bots.values():
            bot.updates.close()
        self.touch()
