"""What bots ask about chats and people, and the few things they do to them: leave, pin, react, open a topic."""

from typing import Any

from sandbox import rooms
from sandbox.methods.targets import chat_of, message_of, open_chat
from sandbox.refusals import bad
from sandbox.render import chat_json, member_json, message_json
from sandbox.spec import Params
from sandbox.things import Bot, Chat, Member
from sandbox.world import World


def get_chat(world: World, bot: Bot, params: Params) -> Params:
    """getChat."""
    chat = chat_of(world, bot, params["chat_id"])
    gifts = dict.fromkeys(("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False)
    full = chat_json(world, chat) | {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": gifts}
    if chat.pinned:
        full["pinned_message"] = message_json(world, chat.messages[chat.pinned[-1]], bot.id, deep=False)
    return full


def _group(world: World, bot: Bot, params: Params) -> Chat:
    chat = chat_of(world, bot, params["chat_id"])
    if chat.type == "private":
        raise bad("there are no administrators in the private chat")
    return chat


def get_member(world: World, bot: Bot, params: Params) -> Params:
    """getChatMember."""
    chat, user = chat_of(world, bot, params["chat_id"]), params["user_id"]
    if user not in world.people and user not in world.bots:
        raise bad("user not found")
    if chat.type == "private":
        return member_json(world, user, Member("member"))
    return member_json(world, user, chat.member(user))


def get_administrators(world: World, bot: Bot, params: Params) -> list[Params]:
    """getChatAdministrators: other bots are left out."""
    members = _group(world, bot, params).members.items()
    return [member_json(world, user, member) for user, member in members if member.admin and (user in world.people or user == bot.id)]


def get_member_count(world: World, bot: Bot, params: Params) -> int:
    """getChatMemberCount."""
    chat = chat_of(world, bot, params["chat_id"])
    return 2 if chat.type == "private" else sum(member.present for member in chat.members.values())


def leave(world: World, bot: Bot, params: Params) -> bool:
    """leaveChat."""
    rooms.place(world, _group(world, bot, params), bot.id, "left", by=bot.id)
    return True


def pin(world: World, bot: Bot, params: Params) -> bool:
    """pinChatMessage: administrators only."""
    message = message_of(world, bot, params, "pin")
    if message.chat.type != "private" and not message.chat.member(bot.id).admin:
        raise bad("not enough rights to manage pinned messages in the chat")
    message.chat.pinned.append(message.id)
    world.touch(message)
    return True


def unpin(world: World, bot: Bot, params: Params) -> bool:
    """unpinChatMessage: the one named, or the latest."""
    chat = open_chat(world, bot, params["chat_id"])
    number = params.get("message_id", chat.pinned[-1] if chat.pinned else 0)
    if number not in chat.pinned:
        raise bad("message to unpin not found")
    chat.pinned.remove(number)
    world.touch()
    return True


def react(world: World, bot: Bot, params: Params) -> bool:
    """setMessageReaction."""
    message = message_of(world, bot, params, "react")
    emoji = [item.get("emoji", "") for item in params.get("reaction", [])]
    message.reactions.pop(bot.id, None)
    if emoji:
        message.reactions[bot.id] = emoji[0]
    world.touch(message)
    return True


def create_topic(world: World, bot: Bot, params: Params) -> Params:
    """createForumTopic, in groups that have topics."""
    chat = _group(world, bot, params)
    if not chat.forum:
        raise bad("the chat is not a forum")
    number = rooms.topic(world, chat, params["name"], bot.id)
    return {"message_thread_id": number, "name": params["name"], "icon_color": 7322096}


METHODS: dict[str, Any] = {
    "getChat": get_chat,
    "getChatMember": get_member,
    "getChatAdministrators": get_administrators,
    "getChatMemberCount": get_member_count,
    "leaveChat": leave,
    "pinChatMessage": pin,
    "unpinChatMessage": unpin,
    "setMessageReaction": react,
    "createForumTopic": create_topic,
}
