"""Messages, chats and people as Bot API objects, the way one particular bot gets to see them.

File ids belong to one bot: the same picture has another id for the next bot, and a borrowed id is refused, as at Telegram.
"""

from typing import Any

from sandbox.entities import entities
from sandbox.pictures import THUMBNAIL
from sandbox.things import ANONYMOUS_ADMIN, Bot, Chat, File, Member, Message, Query
from sandbox.world import World

Json = dict[str, Any]

_ADMIN = ("can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members", "can_change_info",
          "can_invite_users", "can_pin_messages", "can_manage_topics")  # fmt: skip
_NOT_ADMIN = ("can_be_edited", "can_promote_members", "can_post_stories", "can_edit_stories", "can_delete_stories",
              "can_send_welcome_messages")  # fmt: skip


def user_json(world: World, number: int) -> Json:
    """A User: a person, a bot, or the account that stands for anonymous administrators."""
    if number == ANONYMOUS_ADMIN:
        return {"id": number, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
    if number in world.bots:
        bot = world.bots[number]
        return {"id": bot.id, "is_bot": True, "first_name": bot.name, "username": bot.username}
    person = world.people[number]
    known = {"username": person.username} if person.username else {}
    return {"id": person.id, "is_bot": False, "first_name": person.name, "language_code": person.language} | known


def me_json(bot: Bot) -> Json:
    """What getMe answers."""
    return {
        "id": bot.id, "is_bot": True, "first_name": bot.name, "username": bot.username, "can_join_groups": True,
        "can_read_all_group_messages": not bot.privacy, "supports_guest_queries": bot.guest, "supports_inline_queries": False,
        "can_connect_to_business": False, "has_main_web_app": False, "has_topics_enabled": False, "allows_users_to_create_topics": False,
        "can_manage_bots": False, "supports_join_request_queries": False,
    }  # fmt: skip


def chat_json(world: World, chat: Chat) -> Json:
    """A Chat."""
    if chat.type == "private":
        person = world.people[chat.person]
        return {"id": person.id, "type": "private", "first_name": person.name} | ({"username": person.username} if person.username else {})
    return {"id": chat.id, "type": chat.type, "title": chat.title} | ({"is_forum": True} if chat.forum else {})


def file_id(bot: int, file: File) -> str:
    """The name under which this bot, and no other, may use a file."""
    return f"AgAC{bot}-{file.unique}"


def _size(bot: int, file: File, width: int, height: int) -> Json:
    return {"file_id": file_id(bot, file), "file_unique_id": file.unique, "width": width, "height": height, "file_size": len(file.content)}


def _photo(world: World, bot: int, file: File) -> list[Json]:
    width, height = file.width or 320, file.height or 320
    if max(width, height) <= 90:
        return [_size(bot, file, width, height)]
    scale = 90 / max(width, height)
    small = world.add_file(THUMBNAIL, "photo", "thumbnail.png", "image/png")
    return [_size(bot, small, max(1, round(width * scale)), max(1, round(height * scale))), _size(bot, file, width, height)]


def _media(world: World, message: Message, bot: int) -> Json:
    if not message.files:
        return {}
    file = message.files[0]
    if message.media == "photo":
        return {"photo": _photo(world, bot, file)}
    named = {"file_id": file_id(bot, file), "file_unique_id": file.unique, "file_size": len(file.content), "mime_type": file.mime}
    if message.media == "document":
        return {"document": named | {"file_name": file.name or "file"}}
    return {message.media: named | {"width": file.width or 640, "height": file.height or 360, "duration": 1}}


def message_json(world: World, message: Message, bot: int, *, deep: bool = True) -> Json:
    """A Message; the replied-to message comes along one level deep."""
    chat = message.chat
    out: Json = {"message_id": max(message.id, 0), "date": message.date, "chat": chat_json(world, chat)}
    out["from"] = user_json(world, ANONYMOUS_ADMIN if message.anonymous else message.sender)
    if message.anonymous:
        out["sender_chat"] = chat_json(world, chat)
    if message.topic:
        out |= {"message_thread_id": message.topic, "is_topic_message": True}
    if message.only_for:
        out |= {"ephemeral_message_id": -message.id, "receiver_user": user_json(world, message.only_for)}
    if message.guest_caller:
        out["guest_bot_caller_user"] = user_json(world, message.guest_caller)
    out |= message.body | _media(world, message, bot) | _marks(message)
    if deep and (origin := _replied(message)):
        out["reply_to_message"] = message_json(world, origin, bot, deep=False)
    if message.edited:
        out["edit_date"] = message.edited
    if "inline_keyboard" in (message.keyboard or {}) and message.sender == bot:
        out["reply_markup"] = message.keyboard
    return out


def _replied(message: Message) -> Message | None:
    """What a message answers; in a topic it is the message that opened the topic when the writer chose none."""
    if message.reply_to is not None:
        return None if message.reply_to.deleted else message.reply_to
    return message.chat.messages.get(message.topic) if message.topic and message.topic != message.id else None


def _marks(message: Message) -> Json:
    marks: Json = {}
    for text, field in (("text", "entities"), ("caption", "caption_entities")):
        if field not in message.body and (found := entities(message.body.get(text, ""))):
            marks[field] = found
    return marks


def query_json(world: World, query: Query) -> Json:
    """A CallbackQuery; a message that is gone is only named, and the presser is known even when anonymous in the group."""
    message = query.message
    if message.deleted:
        shown: Json = {"message_id": message.id, "date": 0, "chat": chat_json(world, message.chat)}
    else:
        shown = message_json(world, message, query.bot)
    who = user_json(world, query.person)
    return {"id": query.id, "from": who, "message": shown, "chat_instance": f"4{abs(message.chat.id)}", "data": query.data}


def member_json(world: World, user: int, member: Member) -> Json:
    """A ChatMember."""
    out: Json = {"user": user_json(world, user), "status": member.status}
    if member.status == "kicked":
        return out | {"until_date": 0}
    if member.status == "creator":
        return out | {"is_anonymous": member.anonymous}
    if member.status == "administrator":
        return out | {"is_anonymous": member.anonymous} | dict.fromkeys(_ADMIN, True) | dict.fromkeys(_NOT_ADMIN, False)
    return out
