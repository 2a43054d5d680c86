"""The control API: what tests, the tour and scripts do to the desk, as JSON verbs under `/desk/`.

`POST /desk/<verb>` with a JSON object calls the function of that name below; `client.Desk` is the comfortable way to use it.
People and bots are named by id (bots also by username), chats by their key: a group's id, or `person/bot`.
"""

import asyncio
import base64
import inspect
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sandbox import people, rooms, sample
from sandbox.faults import Fault
from sandbox.refusals import DeskError
from sandbox.render import me_json, user_json
from sandbox.sight import tell_press
from sandbox.views import chat_view, message_view, query_view, request_view
from sandbox.world import World

Json = dict[str, Any]
T = TypeVar("T")
LONGEST_WAIT = 60.0


class Verbs:
    """Every public method is a verb of the control API; parameters are the keys of the JSON object."""

    def __init__(self, world: World) -> None:
        self._world = world

    def empty(self) -> Json:
        """Clear the desk: no bots, no people, no chats, no faults."""
        self._world.empty()
        return {}

    def bot(self, token: str, username: str, name: str, privacy: bool = True, guest: bool = True) -> Json:
        """Register a bot account."""
        return me_json(self._world.add_bot(token, username, name, privacy=privacy, guest=guest))

    def person(self, name: str, id: int | None = None, username: str = "") -> Json:
        """Somebody with a Telegram app."""
        return user_json(self._world, self._world.add_person(name, id, username).id)

    def group(self, title: str, chat: int | None = None, members: Sequence[int] = (), admins: Sequence[int] = (), bots: Sequence[str] = (),
              bot_admins: Sequence[str] = (), type: str = "supergroup", forum: bool = False) -> Json:  # fmt: skip
        """A group whose people were always there; its bots are added now, and are told."""
        made = rooms.group(self._world, title, chat, type=type, forum=forum)
        rooms.settle(self._world, made, members)
        rooms.settle(self._world, made, admins, "administrator")
        for names, status in ((bots, "member"), (bot_admins, "administrator")):
            for name in names:
                rooms.place(self._world, made, self._world.bot_called(name).id, status)
        return chat_view(self._world, made)

    def sample(self, on_duty: bool = True) -> Json:
        """The sample district: ids by name."""
        return sample.set_out(self._world, on_duty=on_duty)

    def topic(self, chat: str, title: str, person: int) -> Json:
        """Open a topic in a group."""
        return {"topic": rooms.topic(self._world, self._world.chat(chat), title, person)}

    def place(self, chat: str, who: str, status: str, by: int = 0, anonymous: bool = False) -> Json:
        """Set the place of a person (id) or bot (username) in a group."""
        user = int(who) if str(who).isdigit() else self._world.bot_called(who).id
        rooms.place(self._world, self._world.chat(chat), user, status, by=by, anonymous=anonymous)
        return chat_view(self._world, self._world.chat(chat))

    def migrate(self, chat: str, to: int) -> Json:
        """Move a group to a new number."""
        return chat_view(self._world, rooms.migrate(self._world, self._world.chat(chat), to))

    def say(self, person: int, chat: str, text: str = "", photos: Sequence[str] = (), document: str | None = None,
            file_name: str = "", reply_to: int | None = None, topic: int | None = None, anonymous: bool = False,
            forward: Json | None = None) -> Json:  # fmt: skip
        """Write in a chat; pictures and files are base64."""
        pictures = [base64.b64decode(item) for item in photos]
        file = None if document is None else base64.b64decode(document)
        words = people.Says(text, pictures, file, file_name, reply_to, topic, anonymous, forward or {})
        posted = people.say(self._world, self._world.person(person), self._world.chat(chat), words)
        return message_view(posted[0]) | {"album": [message_view(message) for message in posted]}

    def edit(self, person: int, chat: str, message: int, text: str) -> Json:
        """Change one's own message."""
        return message_view(people.edit(self._world, self._world.person(person), self._world.message(chat, message), text))

    def delete(self, person: int, chat: str, message: int) -> Json:
        """Take a message back."""
        people.delete(self._world, self._world.person(person), self._world.message(chat, message))
        return {}

    async def press(self, person: int, chat: str, message: int, button: str = "", data: str | None = None, wait: float = 0.0) -> Json:
        """Press a button by its words, for which a person waits up to `wait` seconds, or send any data as if a button carried it,
        also under a deleted message."""
        found = self._world.chat(chat).messages.get(message)
        if found is None or (found.deleted and data is None):
            raise DeskError(f"there is no message {message} in chat {chat}")
        if data is None:
            await self._when(lambda: found.deleted or any(item["text"] == button for item in found.buttons), wait)
        return query_view(people.press(self._world, self._world.person(person), found, button, data))

    def press_again(self, query: str) -> Json:
        """Send the very same callback query once more, as a new update."""
        pressed = self._world.query(query)
        tell_press(self._world, pressed)
        return query_view(pressed)

    def vote(self, person: int, chat: str, message: int, options: list[int]) -> Json:
        """Answer a poll."""
        people.vote(self._world, self._world.person(person), self._world.message(chat, message), options)
        return message_view(self._world.message(chat, message))

    def react(self, person: int, chat: str, message: int, emoji: str = "") -> Json:
        """Put an emoji under a message."""
        people.react(self._world, self._world.person(person), self._world.message(chat, message), emoji)
        return {}

    def start(self, person: int, bot: str, payload: str = "") -> Json:
        """Press Start, with or without the payload of a deep link."""
        return message_view(people.start(self._world, self._world.person(person), self._world.bot_called(bot).id, payload))

    def block(self, person: int, bot: str) -> Json:
        """Shut a bot out."""
        people.block(self._world, self._world.person(person), self._world.bot_called(bot).id)
        return {}

    def unblock(self, person: int, bot: str) -> Json:
        """Let a bot in again."""
        people.unblock(self._world, self._world.person(person), self._world.bot_called(bot).id)
        return {}

    def inject(self, bot: str, update: Json) -> Json:
        """Give a bot any update at all: `{kind: body}`, known or not, whatever it asked for."""
        ((kind, body),) = ((name, value) for name, value in update.items() if name != "update_id")
        return {"update_id": self._world.bot_called(bot).updates.put(kind, body, unasked=True)}

    def repeat(self, bot: str, update_id: int) -> Json:
        """Deliver an update again under its old number, confirmed or not."""
        queue = self._world.bot_called(bot).updates
        if update_id not in queue.history:
            raise DeskError(f"the bot never had an update {update_id}")
        queue.repeat(update_id)
        return {}

    def updates(self, bot: str) -> list[Json]:
        """What waits for a bot, and how often each was handed over."""
        waiting = self._world.bot_called(bot).updates.waiting
        return [item.as_json() | {"delivered": item.delivered, "kind": item.kind} for item in waiting]

    async def history(self, bot: str, kind: str = "", wait: float = 0.0) -> list[Json]:
        """Every update a bot was ever given, confirmed or not; of one kind, waiting up to `wait` seconds for the first."""
        queue = self._world.bot_called(bot).updates
        return await self._when(lambda: [item.as_json() for item in queue.history.values() if kind in {"", item.kind}], wait)

    def fault(self, method: str = "*", bot: str | None = None, **rule: Any) -> Json:
        """Trouble to come; the keys of `faults.Fault`."""
        self._world.faults.rules.append(Fault(method, self._world.bot_called(bot).id if bot else None, **rule))
        return {}

    async def struck(self, after: int = 0, wait: float = 0.0) -> int:
        """How many requests have run into trouble, delays included, as they begin; waits up to `wait` seconds for more than `after`."""
        await self._when(lambda: self._world.faults.struck > after, wait)
        return self._world.faults.struck

    def clear_faults(self) -> Json:
        """Peace again."""
        self._world.faults.rules.clear()
        self._world.faults.flood = False
        return {}

    def slow(self, chat: str, seconds: int) -> Json:
        """Put a group into slow mode; 0 ends it."""
        self._world.chat(chat).slow = seconds
        return {}

    def flood(self, on: bool = True) -> Json:
        """Switch Telegram's flood limits on or off."""
        self._world.faults.flood = on
        return {}

    def clock(self, ahead: float) -> Json:
        """Push the clock of the desk forward by so many seconds."""
        self._world.ahead += ahead
        return {"now": self._world.now()}

    def chats(self) -> list[Json]:
        """Every chat."""
        return [chat_view(self._world, chat) for chat in self._world.chats.values()]

    def look(self) -> Json:
        """The number of the latest change, and the time on the desk."""
        return {"rev": self._world.rev, "now": self._world.now()}

    def commands(self, bot: str) -> list[Json]:
        """The menus a bot has set."""
        menus = self._world.bot_called(bot).commands.items()
        return [{"scope": scope, "language": language, "commands": commands} for (scope, language), commands in menus]

    async def messages(self, chat: str, contains: str = "", after: int = 0, sender: int | None = None, button: str = "",
                       deleted: bool = False, wait: float = 0.0) -> list[Json]:  # fmt: skip
        """Messages of a chat changed after revision `after`, in order; waits up to `wait` seconds for the first."""

        def found() -> list[Json]:
            fits = [
                message for message in self._world.chat(chat).messages.values()
                if message.rev > after and contains in message.text and message.deleted <= deleted and sender in {None, message.sender}
                and (not button or any(item["text"] == button for item in message.buttons))
            ]  # fmt: skip
            return [message_view(message) for message in sorted(fits, key=lambda item: item.seq)]

        return await self._when(found, wait)

    async def answer(self, query: str, wait: float = 0.0) -> Json | None:
        """What a bot said to a press; None when it has not."""
        pressed = self._world.query(query)
        await self._when(lambda: pressed.answer is not None, wait)  # an answer without words is one, too
        return pressed.answer

    async def requests(self, bot: str | None = None, method: str = "", after: int = 0, violations: bool = False,
                       wait: float = 0.0) -> list[Json]:  # fmt: skip
        """What bots asked, by bot, method, or number; only violations of the contract when so wished."""
        wanted = self._world.bot_called(bot).id if bot else None

        def found() -> list[Json]:
            listed = self._world.violations if violations else self._world.requests
            fits = (noted for noted in listed if noted.number > after and wanted in {None, noted.bot} and method in {"", noted.method})
            return [request_view(noted) for noted in fits]

        return await self._when(found, wait)

    async def _when(self, look: Callable[[], T], wait: float) -> T:
        loop = asyncio.get_running_loop()
        deadline = loop.time() + min(wait, LONGEST_WAIT)
        while not (found := look()) and (left := deadline - loop.time()) > 0:
            await self._world.changed(left)
        return found


def add_desk(app: FastAPI, world: World) -> None:
    """Put the control API on an application."""
    verbs = Verbs(world)

    async def do(request: Request) -> Response:
        name = request.path_params["verb"]
        verb = None if name.startswith("_") else getattr(verbs, name, None)
        if verb is None:
            return JSONResponse({"error": f"there is no verb {name}"}, status_code=404)
        try:
            body = await request.json() if await request.body() else {}
            inspect.signature(verb).bind(**body)
            result = verb(**body)
            return JSONResponse(await result if inspect.isawaitable(result) else result)
        except (DeskError, TypeError, ValueError) as error:
            return JSONResponse({"error": str(error)}, status_code=400)

    async def file(request: Request) -> Response:
        found = world.files.get(request.path_params["unique"])
        if found is None:
            return Response(status_code=404)
        # only pictures are shown; anything else is a download, whatever its sender called it
        picture = found.width and found.mime.startswith("image/")
        return Response(found.content, media_type=found.mime if picture else "application/octet-stream")

    app.add_route("/desk/file/{unique}", file, methods=["GET"])
    app.add_route("/desk/{verb}", do, methods=["POST"])
