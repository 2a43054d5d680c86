"""Who is told what: a message, an edit, a press or a vote becomes an update in the queue of each bot that may see it.

Called by `people`, `rooms` and `methods` after they changed the world. Privacy mode is Telegram's: a bot that is no
administrator sees service messages, commands, mentions and replies meant for it, and nothing else.
"""

from typing import Any

from sandbox.entities import command, mentions
from sandbox.render import chat_json, member_json, message_json, query_json, user_json
from sandbox.things import Bot, Chat, Member, Message, Query
from sandbox.updates import CALLBACK_LIFE, DAY
from sandbox.world import World

_SERVICE = ("new_chat_members", "left_chat_member", "migrate_to_chat_id", "migrate_from_chat_id", "forum_topic_created",
            "pinned_message", "new_chat_title")  # fmt: skip


def sees(bot: Bot, message: Message) -> bool:
    """Whether this message reaches this bot."""
    chat = message.chat
    if message.sender == bot.id:
        return False
    if chat.type == "private":
        return chat.bot == bot.id
    place = chat.member(bot.id)
    if not place.present or message.guest_caller:
        return False
    service = any(name in message.body for name in _SERVICE)
    if service or place.admin or not bot.privacy:
        return True
    return _addressed(bot, message)


def _addressed(bot: Bot, message: Message) -> bool:
    text = message.text
    called = command(text)
    if called and called[1]:
        return called[1] == bot.username.lower()
    if bot.username.lower() in mentions(text):
        return True
    root = message.chat.messages.get(message.topic) if message.topic else None
    answered = message.reply_to or root
    if answered is not None and answered.sender == bot.id:
        return True
    # a bare command goes to the bot that spoke last; before anybody spoke, to all
    return called is not None and message.chat.last_bot in {0, bot.id}


def tell(world: World, message: Message, kind: str = "message") -> list[int]:
    """Put a new (or edited) message of a person into the queues of the bots that see it; returns the bots."""
    told = []
    life = (message.edited or message.date) + DAY - world.now()
    for bot in world.bots.values():
        if message.sender in world.bots and not any(name in message.body for name in _SERVICE):
            continue  # bots do not see each other
        if sees(bot, message):
            bot.updates.put(kind, message_json(world, message, bot.id), life)
            told.append(bot.id)
    return told


def tell_press(world: World, query: Query) -> int | None:
    """A button was pressed; Telegram keeps that for 150 s only."""
    return world.bots[query.bot].updates.put("callback_query", query_json(world, query), CALLBACK_LIFE)


def tell_guest(world: World, message: Message) -> list[Query]:
    """Bots that are called in a chat they have not joined (three at most) get a guest_message each."""
    asked: list[Query] = []
    for name in dict.fromkeys(mentions(message.text)):
        bot = next((bot for bot in world.bots.values() if bot.username.lower() == name), None)
        if bot is None or not bot.guest or message.chat.type == "private" or message.chat.member(bot.id).present or len(asked) == 3:
            continue
        query = Query(f"g{world.fresh_id()}", bot.id, message.sender, message, world.now())
        world.queries[query.id] = query
        bot.updates.put("guest_message", message_json(world, message, bot.id) | {"guest_query_id": query.id})
        asked.append(query)
    return asked


def tell_vote(world: World, message: Message, person: int, options: list[int]) -> None:
    """Somebody answered a poll: the bot that sent it learns the new state and, unless it is anonymous, who it was."""
    bot = world.bots.get(message.poll_owner or 0)
    if bot is None:
        return
    poll = message.body["poll"]
    bot.updates.put("poll", poll)
    if not poll["is_anonymous"]:
        ids = [poll["options"][number]["persistent_id"] for number in options]
        bot.updates.put(
            "poll_answer",
            {"poll_id": poll["id"], "user": user_json(world, person), "option_ids": options, "option_persistent_ids": ids},
        )


def tell_place(world: World, chat: Chat, user: int, old: Member, by: int) -> None:
    """Somebody's place in a chat changed: a bot hears of its own place always, of others' when it runs the group and asked for it."""
    change: dict[str, Any] = {"chat": chat_json(world, chat), "from": user_json(world, by), "date": int(world.now())}
    change |= {"old_chat_member": member_json(world, user, old), "new_chat_member": member_json(world, user, chat.member(user))}
    if user in world.bots:
        world.bots[user].updates.put("my_chat_member", change)
    for bot in world.bots.values():
        if bot.id != user and chat.member(bot.id).admin:
            bot.updates.put("chat_member", change)


def tell_blocked(world: World, chat: Chat, *, blocked: bool) -> None:
    """A person shut the bot out of their private chat, or let it in again."""
    free, out = Member("member"), Member("kicked")
    old, new = (free, out) if blocked else (out, free)
    change: dict[str, Any] = {"chat": chat_json(world, chat), "from": user_json(world, chat.person), "date": int(world.now())}
    change |= {"old_chat_member": member_json(world, chat.bot, old), "new_chat_member": member_json(world, chat.bot, new)}
    world.bots[chat.bot].updates.put("my_chat_member", change)


def tell_reaction(world: World, message: Message, person: int, old: str, new: str) -> None:
    """Somebody put an emoji under a message; only bots that run the group and asked for it hear of it."""
    change: dict[str, Any] = {"chat": chat_json(world, message.chat), "message_id": message.id, "user": user_json(world, person)}
    change |= {"date": int(world.now()), "old_reaction": _reaction(old), "new_reaction": _reaction(new)}
    for bot in world.bots.values():
        if message.chat.member(bot.id).admin:
            bot.updates.put("message_reaction", change)


def _reaction(emoji: str) -> list[dict[str, str]]:
    return [{"type": "emoji", "emoji": emoji}] if emoji else []
