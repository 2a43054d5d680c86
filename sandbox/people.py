"""What people do with their apps: write, forward, edit, press, vote, start and block a bot.

The control API and the page call these; each changes the world and lets `sight` tell the bots concerned.
"""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from sandbox.refusals import DeskError
from sandbox.sight import tell, tell_blocked, tell_guest, tell_press, tell_reaction, tell_vote
from sandbox.things import Chat, Message, Person, Query
from sandbox.world import World


@dataclass(frozen=True)
class Says:
    """What somebody writes: text or caption, pictures or a document, and where it hangs."""

    text: str = ""
    photos: Sequence[bytes] = ()
    document: bytes | None = None
    file_name: str = ""
    reply_to: int | None = None
    topic: int | None = None
    anonymous: bool = False
    forward: dict[str, Any] = field(default_factory=dict)


def say(world: World, person: Person, chat: Chat, words: Says) -> list[Message]:
    """Post a message (several pictures make an album); returns them in order. DeskError when the person cannot write here."""
    _may_write(world, person, chat, words)
    files = [world.add_file(content, "photo", "photo.jpg", "image/jpeg") for content in words.photos]
    if words.document is not None:
        files.append(world.add_file(words.document, "document", words.file_name or "file"))
    if not files:
        return [_post(world, person, chat, words, {"text": words.text.strip()} if words.text.strip() else {})]
    album = {"media_group_id": f"13{world.fresh_id():010d}"} if len(files) > 1 else {}
    posted = []
    for number, file in enumerate(files):
        caption = {"caption": words.text} if words.text and number == 0 else {}
        body = album | caption
        posted.append(_post(world, person, chat, words, body, file.unique))
    return posted


def _may_write(world: World, person: Person, chat: Chat, words: Says) -> None:
    if not words.text.strip() and not words.photos and words.document is None:
        raise DeskError("an empty message cannot be sent")
    if chat.moved_to:
        raise DeskError(f"the group has moved to {chat.moved_to}")
    if chat.type == "private":
        if chat.person != person.id:
            raise DeskError(f"this is not a chat of {person.name}")
        if chat.bot in person.blocked:
            raise DeskError(f"{person.name} has blocked this bot")
        person.started.add(chat.bot)
        return
    if not chat.member(person.id).present:
        raise DeskError(f"{person.name} is not in {chat.title}")
    if words.anonymous and not chat.member(person.id).admin:
        raise DeskError(f"{person.name} does not run {chat.title} and cannot write in its name")
    if words.topic and words.topic not in chat.topics:
        raise DeskError(f"there is no topic {words.topic} in {chat.title}")


def _post(world: World, person: Person, chat: Chat, words: Says, body: dict[str, Any], file: str = "") -> Message:
    message = Message(0, chat, person.id, int(world.now()), body | _origin(world, words.forward))
    if file:
        message.files = [world.files[file]]
        message.media = world.files[file].kind
    message.reply_to = world.message(chat.key, words.reply_to) if words.reply_to else None
    message.topic = words.topic or (message.reply_to.topic if message.reply_to else None)
    message.anonymous = words.anonymous or (chat.type != "private" and chat.member(person.id).anonymous)
    world.add_message(message)
    tell(world, message)
    tell_guest(world, message)
    return message


def _origin(world: World, forward: dict[str, Any]) -> dict[str, Any]:
    """A forward's origin: `{"name": …}` for somebody with a hidden account, `{"channel": …}` for a channel."""
    if not forward:
        return {}
    date = int(world.now()) - 3600
    if "channel" in forward:
        chat = {"id": -1009000000001, "type": "channel", "title": forward["channel"]}
        return {"forward_origin": {"type": "channel", "date": date, "chat": chat, "message_id": 1}}
    if "name" not in forward:
        raise DeskError("a forward needs the name of a person or of a channel")
    return {"forward_origin": {"type": "hidden_user", "date": date, "sender_user_name": forward["name"]}}


def edit(world: World, person: Person, message: Message, text: str) -> Message:
    """Change one's own message."""
    if message.sender != person.id:
        raise DeskError(f"this is not a message of {person.name}")
    message.body["caption" if message.files else "text"] = text
    message.edited = int(world.now())
    world.touch(message)
    tell(world, message, "edited_message")
    return message


def delete(world: World, person: Person, message: Message) -> None:
    """Take back one's own message (or any, when one runs the group); bots are never told."""
    if message.sender != person.id and not message.chat.member(person.id).admin and message.chat.type != "private":
        raise DeskError(f"{person.name} cannot delete this message")
    message.deleted = True
    world.touch(message)


def press(world: World, person: Person, message: Message, button: str = "", data: str | None = None) -> Query:
    """Press an inline button by its words; with `data` anything can be sent, also what no button carries or a deleted message's."""
    if data is None:
        found = next((item for item in message.buttons if item["text"] == button), None)
        if found is None:
            raise DeskError(f"there is no button {button}; there are: {', '.join(item['text'] for item in message.buttons)}")
        if "callback_data" not in found:
            raise DeskError(f"the button {button} opens {found.get('url', 'something else')}")
        data = str(found["callback_data"])
    if message.sender not in world.bots:
        raise DeskError("only messages of bots have buttons")
    if message.chat.type != "private" and not message.chat.member(person.id).present:
        raise DeskError(f"{person.name} is not in {message.chat.title}")
    label = button or next((item["text"] for item in message.buttons if item.get("callback_data") == data), "")
    query = Query(f"{world.fresh_id()}", message.sender, person.id, message, world.now(), data, label)
    world.queries[query.id] = query
    tell_press(world, query)
    world.touch(message)
    return query


def vote(world: World, person: Person, message: Message, options: list[int]) -> None:
    """Answer a poll; a quiz is answered once."""
    poll = message.body.get("poll")
    if poll is None or poll["is_closed"]:
        raise DeskError("there is no open poll here")
    if any(not 0 <= number < len(poll["options"]) for number in options) or (len(options) > 1 and not poll["allows_multiple_answers"]):
        raise DeskError("the poll has no such answer")
    if person.id in message.votes and not poll["allows_revoting"]:
        raise DeskError(f"{person.name} has answered already")
    message.votes[person.id] = options
    count(message)
    world.touch(message)
    tell_vote(world, message, person.id, options)


def count(message: Message) -> None:
    """Bring a poll's figures up to date; the poll is a new object, so that updates already queued keep the old state."""
    poll = deepcopy(message.body["poll"])
    for number, option in enumerate(poll["options"]):
        option["voter_count"] = sum(number in chosen for chosen in message.votes.values())
    poll["total_voter_count"] = sum(bool(chosen) for chosen in message.votes.values())
    message.body["poll"] = poll


def start(world: World, person: Person, bot: int, payload: str = "") -> Message:
    """Press Start, or follow t.me/<bot>?start=payload (at most 64 of A-Z a-z 0-9 _ -)."""
    if len(payload) > 64 or not all(char.isascii() and (char.isalnum() or char in "_-") for char in payload):
        raise DeskError("a start payload has at most 64 of A-Z a-z 0-9 _ -")
    if bot in person.blocked:
        unblock(world, person, bot)
    return say(world, person, world.private(person.id, bot), Says(f"/start {payload}".strip()))[0]


def block(world: World, person: Person, bot: int) -> None:
    """Shut a bot out."""
    person.blocked.add(bot)
    tell_blocked(world, world.private(person.id, bot), blocked=True)
    world.touch()


def unblock(world: World, person: Person, bot: int) -> None:
    """Let a bot in again."""
    person.blocked.discard(bot)
    tell_blocked(world, world.private(person.id, bot), blocked=False)
    world.touch()


def react(world: World, person: Person, message: Message, emoji: str) -> None:
    """Put an emoji under a message, or take it away with an empty one."""
    old = message.reactions.pop(person.id, "")
    if emoji:
        message.reactions[person.id] = emoji
    world.touch(message)
    tell_reaction(world, message, person.id, old, emoji)
