"""Where a bot's request points to — a chat, a message, a file — and whether the bot may go there; used by all methods."""

from typing import Any

from sandbox.pictures import size_of
from sandbox.refusals import Refusal, bad, forbidden
from sandbox.spec import Params, Upload
from sandbox.things import Bot, Chat, File, Message
from sandbox.world import World

UPLOAD_LIMIT = 50 << 20
PHOTO_LIMIT = 10 << 20


def chat_of(world: World, bot: Bot, chat_id: int | str) -> Chat:
    """The chat a request names; 400 when it does not exist or has moved, 403 when the bot is not in it."""
    number = int(chat_id) if str(chat_id).lstrip("-").isdigit() else 0
    if number > 0 and number in world.people:
        return world.private(number, bot.id)
    chat = world.chats.get(str(number))
    if chat is None:
        raise bad("chat not found")
    if chat.moved_to:
        raise Refusal(400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.moved_to)
    place = chat.members.get(bot.id)
    if place is None:
        raise bad("chat not found")
    if not place.present:
        kind = "supergroup" if chat.type == "supergroup" else "group"
        how = "was kicked from" if place.status == "kicked" else "is not a member of"
        raise forbidden(f"bot {how} the {kind} chat")
    return chat


def open_chat(world: World, bot: Bot, chat_id: int | str) -> Chat:
    """A chat the bot may write to: a person must have pressed Start and must not have blocked it."""
    if str(chat_id).isdigit() and int(chat_id) in world.bots:
        raise forbidden("bot can't send messages to bots" if int(chat_id) != bot.id else "bot can't send messages to the bot itself")
    chat = chat_of(world, bot, chat_id)
    if chat.type == "private":
        person = world.people[chat.person]
        if bot.id in person.blocked:
            raise forbidden("bot was blocked by the user")
        if bot.id not in person.started:
            raise forbidden("bot can't initiate conversation with a user")
    return chat


def message_of(world: World, bot: Bot, params: Params, verb: str) -> Message:
    """The message a request wants to edit, delete or pin; 400 when it is not there."""
    chat = open_chat(world, bot, params["chat_id"])
    message = chat.messages.get(params["message_id"])
    if message is None or message.deleted or message.only_for:
        raise bad(f"message to {verb} not found")
    return message


def thread_of(chat: Chat, params: Params) -> int | None:
    """The topic a message goes to; 400 for one that does not exist."""
    topic = params.get("message_thread_id")
    if topic is not None and topic not in chat.topics:
        raise bad("message thread not found")
    return topic


def reply_of(chat: Chat, params: Params) -> Message | None:
    """The message that is answered; 400 when it is gone, unless the bot said that it does not mind."""
    reply: dict[str, Any] = params.get("reply_parameters", {})
    number = reply.get("message_id") or -reply.get("ephemeral_message_id", 0)
    if not number:
        return None
    message = chat.messages.get(number)
    if message is not None and not message.deleted:
        return message
    if reply.get("allow_sending_without_reply"):
        return None
    raise bad("message to be replied not found")


def file_of(world: World, bot: Bot, params: Params, value: Upload | str, kind: str) -> File:
    """A file that was uploaded with the request, or one this bot knows by its id."""
    if isinstance(value, str) and value.startswith("attach://"):
        part = params.get(value.removeprefix("attach://"))
        if not isinstance(part, Upload):
            raise bad(f"can't find part {value}")
        value = part
    if isinstance(value, Upload):
        return _uploaded(world, value, kind)
    prefix = f"AgAC{bot.id}-"
    file = world.files.get(value.removeprefix(prefix)) if value.startswith(prefix) else None
    if file is None:
        raise bad("wrong file identifier/HTTP URL specified")
    return file


def _uploaded(world: World, upload: Upload, kind: str) -> File:
    if not upload.content:
        raise bad("file must be non-empty")
    if len(upload.content) > (PHOTO_LIMIT if kind == "photo" else UPLOAD_LIMIT):
        raise Refusal(413, "Request Entity Too Large")
    if kind == "photo":
        size = size_of(upload.content)
        if size is None:
            raise bad("IMAGE_PROCESS_FAILED")
        if sum(size) > 10_000 or max(size) > 20 * min(size):
            raise bad("PHOTO_INVALID_DIMENSIONS")
    return world.add_file(upload.content, kind, upload.name, upload.mime)
