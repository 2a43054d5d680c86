"""How tests, the tour and scripts speak to the desk: sentences over HTTP.

    desk = Desk("http://127.0.0.1:8080")
    wang = await desk.person("王阿姨")
    group = await desk.group("镇西新苑业主群", members=[wang], bots=["shouwang_bot"])
    said = await wang.say(group, "@shouwang_bot 这是诈骗吗?")
    answer = await desk.wait_message(group, contains="高度疑似", after=said)
    await wang.press(answer, "报告民警")

A chat is a `Group`, a `Private` chat of a person with a bot, or its key.
"""

import base64
import ssl
from collections.abc import Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

import httpx

Json = dict[str, Any]
PATIENCE = 30.0


class DeskRefused(Exception):
    """The desk could not do what was asked, in plain words."""


@dataclass(frozen=True)
class Person:
    """Somebody with a Telegram app; acts through the desk it came from."""

    id: int
    name: str
    username: str
    desk: "Desk" = field(repr=False, compare=False)

    async def say(self, chat: "Chat", text: str = "", **more: Any) -> "Message":
        """Write; see `Desk.say`."""
        return await self.desk.say(self, chat, text, **more)

    async def press(self, message: "Message", button: str = "", *, data: str | None = None) -> "Press":
        """Press a button; see `Desk.press`."""
        return await self.desk.press(self, message, button, data=data)

    async def start(self, bot: str, payload: str = "") -> "Message":
        """Press Start; see `Desk.start`."""
        return await self.desk.start(self, bot, payload)


@dataclass(frozen=True)
class Group:
    """A group chat."""

    id: int
    title: str

    @property
    def key(self) -> str:
        """Its id as text."""
        return str(self.id)


@dataclass(frozen=True)
class Private:
    """The private chat of a person with a bot, named by username."""

    person: Person
    bot: str

    @property
    def key(self) -> str:
        """`person/bot`."""
        return f"{self.person.id}/{self.bot.removeprefix('@')}"


Chat = Group | Private | int | str


def _key(chat: Chat) -> str:
    return chat.key if isinstance(chat, Group | Private) else str(chat)


@dataclass(frozen=True)
class Message:
    """A message as it stood when it was read; `rev` orders changes, so `after=message` means everything newer."""

    id: int
    chat: str
    sender: int
    text: str
    buttons: list[str]
    rev: int
    seq: int
    json: Json = field(repr=False, compare=False)

    @classmethod
    def read(cls, json: Json) -> "Message":
        """From the control API's JSON."""
        return cls(json["id"], json["chat"], json["sender"], json["text"], json["buttons"], json["rev"], json["seq"], json)

    @property
    def poll(self) -> Json | None:
        """The poll it carries."""
        return self.json["poll"]

    @property
    def topic(self) -> int | None:
        """The topic it is in."""
        return self.json["topic"]

    @property
    def links(self) -> dict[str, str]:
        """Address of each button that opens something."""
        rows = (self.json["keyboard"] or {}).get("inline_keyboard", [])
        return {button["text"]: button["url"] for row in rows for button in row if "url" in button}

    @property
    def data(self) -> dict[str, str]:
        """Callback data of each button that carries some."""
        rows = (self.json["keyboard"] or {}).get("inline_keyboard", [])
        return {button["text"]: button["callback_data"] for row in rows for button in row if "callback_data" in button}


@dataclass(frozen=True)
class Press:
    """A button that was pressed."""

    id: str
    data: str


class Desk:
    """The control API as methods; an async context manager, or `close()` it."""

    def __init__(self, url: str) -> None:
        self.url = url
        plain = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # nothing here is encrypted, and reading the usual certificates takes its time
        self._http = httpx.AsyncClient(base_url=f"{url}/desk", timeout=90, trust_env=False, verify=plain)

    async def __aenter__(self) -> "Desk":
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self.close()

    async def close(self) -> None:
        """Hang up."""
        await self._http.aclose()

    async def do(self, verb: str, **body: Any) -> Any:
        """Any verb of the control API; DeskRefused when the desk says no."""
        answer = await self._http.post(f"/{verb}", json=body)
        if answer.status_code >= 400:
            raise DeskRefused(answer.json()["error"] if answer.headers.get("content-type") == "application/json" else answer.text)
        return answer.json()

    async def bot(self, token: str, username: str, name: str, *, privacy: bool = True, guest: bool = True) -> Json:
        """Register a bot account."""
        return await self.do("bot", token=token, username=username, name=name, privacy=privacy, guest=guest)

    async def person(self, name: str, id: int | None = None, username: str = "") -> Person:
        """Somebody with a Telegram app."""
        made = await self.do("person", name=name, id=id, username=username)
        return Person(made["id"], name, username, self)

    async def group(self, title: str, *, chat: int | None = None, members: Sequence[Person] = (), admins: Sequence[Person] = (),
                    bots: Sequence[str] = (), bot_admins: Sequence[str] = (), type: str = "supergroup",
                    forum: bool = False) -> Group:  # fmt: skip
        """A group; its people were always there, its bots are added now and are told."""
        made = await self.do(
            "group", title=title, chat=chat, members=[one.id for one in members], admins=[one.id for one in admins],
            bots=list(bots), bot_admins=list(bot_admins), type=type, forum=forum,
        )  # fmt: skip
        return Group(made["id"], title)

    async def sample(self, *, on_duty: bool = True) -> tuple[dict[str, Person], dict[str, Group]]:
        """The sample district (`sandbox.sample`): people by name, groups by title."""
        made = await self.do("sample", on_duty=on_duty)
        people = {name: Person(number, name, "", self) for name, number in made["people"].items()}
        return people, {title: Group(number, title) for title, number in made["groups"].items()}

    async def topic(self, chat: Chat, title: str, by: Person) -> int:
        """Open a topic; returns its number."""
        return (await self.do("topic", chat=_key(chat), title=title, person=by.id))["topic"]

    async def say(self, person: Person, chat: Chat, text: str = "", *, photo: bytes | Sequence[bytes] = (), document: bytes | None = None,
                  file_name: str = "", reply_to: Message | int | None = None, topic: int | None = None, anonymous: bool = False,
                  forward: Json | None = None) -> Message:  # fmt: skip
        """Write in a chat: text, one picture or an album, a file; as a reply, in a topic, in the group's name, or forwarded."""
        photos = [photo] if isinstance(photo, bytes) else list(photo)
        said = await self.do(
            "say", person=person.id, chat=_key(chat), text=text, photos=[base64.b64encode(item).decode() for item in photos],
            document=None if document is None else base64.b64encode(document).decode(), file_name=file_name,
            reply_to=reply_to.id if isinstance(reply_to, Message) else reply_to, topic=topic, anonymous=anonymous, forward=forward or {},
        )  # fmt: skip
        return Message.read(said)

    async def edit(self, person: Person, message: Message, text: str) -> Message:
        """Change one's own message."""
        return Message.read(await self.do("edit", person=person.id, chat=message.chat, message=message.id, text=text))

    async def delete(self, person: Person, message: Message) -> None:
        """Take a message back."""
        await self.do("delete", person=person.id, chat=message.chat, message=message.id)

    async def press(
        self, person: Person, message: Message, button: str = "", *, data: str | None = None, timeout: float = PATIENCE
    ) -> Press:
        """Press a button by its words as soon as the message has it, within `timeout` seconds; `data` sends anything, also forged."""
        pressed = await self.do("press", person=person.id, chat=message.chat, message=message.id, button=button, data=data, wait=timeout)
        return Press(pressed["id"], pressed["data"])

    async def wait_answer(self, press: Press, timeout: float = PATIENCE) -> Json:
        """What the bot said to a press; TimeoutError when it says nothing."""
        answer = await self.do("answer", query=press.id, wait=timeout)
        if answer is None:
            raise TimeoutError(f"nobody answered the button {press.data}")
        return answer

    async def vote(self, person: Person, message: Message, *options: int) -> Message:
        """Answer a poll by the numbers of the options, from 0."""
        return Message.read(await self.do("vote", person=person.id, chat=message.chat, message=message.id, options=list(options)))

    async def start(self, person: Person, bot: str, payload: str = "") -> Message:
        """Press Start in a bot's private chat."""
        return Message.read(await self.do("start", person=person.id, bot=bot, payload=payload))

    async def follow(self, person: Person, link: str) -> Message:
        """Open a t.me/<bot>?start=<payload> link and press Start."""
        bot, _, query = link.removeprefix("https://").removeprefix("t.me/").partition("?start=")
        return await self.start(person, bot, query)

    async def messages(self, chat: Chat, *, contains: str = "", after: Message | int = 0, deleted: bool = False) -> list[Message]:
        """Messages of a chat in order."""
        rev = after.rev if isinstance(after, Message) else after
        return [Message.read(item) for item in await self.do("messages", chat=_key(chat), contains=contains, after=rev, deleted=deleted)]

    async def wait_message(self, chat: Chat, contains: str = "", *, after: Message | int = 0, sender: Person | int | None = None,
                           button: str = "", timeout: float = PATIENCE) -> Message:  # fmt: skip
        """The first message that fits, new or changed after `after`; TimeoutError tells what was there instead."""
        rev = after.rev if isinstance(after, Message) else after
        who = sender.id if isinstance(sender, Person) else sender
        found = await self.do("messages", chat=_key(chat), contains=contains, after=rev, sender=who, button=button, wait=timeout)
        if not found:
            seen = [message.text for message in await self.messages(chat, after=rev)]
            raise TimeoutError(f"no message with {contains or button or 'anything'!r} in {timeout} s; there were {seen}")
        return Message.read(found[0])

    async def requests(self, bot: str | None = None, method: str = "", *, after: int = 0, wait: float = 0.0) -> list[Json]:
        """What bots asked the Bot API, oldest first; `wait` seconds for the first."""
        return await self.do("requests", bot=bot, method=method, after=after, wait=wait)

    async def violations(self) -> list[Json]:
        """Requests that break the published contract; a healthy bot has none."""
        return await self.do("requests", violations=True)

    async def fault(self, method: str = "*", *, bot: str | None = None, chat: Chat | None = None, **rule: Any) -> None:
        """Trouble to come: status=429, retry_after=…; status=5xx; drop="before"|"after"; delay=…; count=… times, skip=… requests first."""
        number = chat.person.id if isinstance(chat, Private) else None if chat is None else int(_key(chat))
        await self.do("fault", method=method, bot=bot, chat=number, **rule)

    async def struck(self) -> int:
        """How many requests have run into trouble, for `wait_trouble`."""
        return int(await self.do("struck"))

    async def wait_trouble(self, after: int = 0, timeout: float = PATIENCE) -> None:
        """Wait until more than `after` requests have run into trouble: a delayed one is on its way then; TimeoutError otherwise."""
        if (found := await self.do("struck", after=after, wait=timeout)) <= after:
            raise TimeoutError(f"only {found} requests have run into trouble in {timeout} s")

    async def wait_update(self, bot: str, kind: str, timeout: float = PATIENCE) -> Json:
        """The body of the latest update of a kind that a bot was given, read or not; TimeoutError when there is none."""
        found = await self.do("history", bot=bot, kind=kind, wait=timeout)
        if not found:
            raise TimeoutError(f"{bot} was given no {kind} in {timeout} s")
        return found[-1][kind]

    async def as_bot(self, token: str, method: str, **params: Any) -> Any:
        """Call the Bot API as a bot would, for scripts that play one; DeskRefused with Telegram's words when it says no."""
        answer = (await self._http.post(f"{self.url}/bot{token}/{method}", json=params)).json()
        if not answer["ok"]:
            raise DeskRefused(answer["description"])
        return answer["result"]

    async def mark(self) -> int:
        """The number of the latest change, for `after`."""
        return (await self.do("look"))["rev"]
