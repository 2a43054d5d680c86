"""What the desk lets its keeper see: chats, messages, presses and requests as plain JSON, for the control API and the tour."""

from typing import Any

from sandbox.render import chat_json
from sandbox.things import Chat, Message, Query, Request
from sandbox.world import World

Json = dict[str, Any]


def message_view(message: Message) -> Json:
    """A message as the desk shows it, to whoever may look at everything."""
    return {
        "id": message.id, "chat": message.chat.key, "sender": message.sender, "text": message.text, "first": message.first,
        "date": message.date, "at": message.at,
        "buttons": [button["text"] for button in message.buttons], "keyboard": message.keyboard, "poll": message.body.get("poll"),
        "votes": message.votes, "files": [file.unique for file in message.files], "media": message.media, "topic": message.topic,
        "reply_to": message.reply_to.id if message.reply_to else None, "edited": message.edited, "deleted": message.deleted,
        "only_for": message.only_for, "silent": message.silent, "seq": message.seq, "rev": message.rev, "body": message.body,
    }  # fmt: skip


def chat_view(world: World, chat: Chat) -> Json:
    """A chat with its people, topics and pins."""
    members = {number: member.status for number, member in chat.members.items()}
    more = {"key": chat.key, "members": members, "topics": chat.topics, "pinned": chat.pinned, "moved_to": chat.moved_to}
    return chat_json(world, chat) | more


def request_view(noted: Request) -> Json:
    """One call of a bot."""
    return {
        "number": noted.number, "at": noted.at, "bot": noted.bot, "method": noted.method, "params": noted.params,
        "status": noted.status, "result": noted.result, "violation": noted.violation,
    }  # fmt: skip


def query_view(query: Query) -> Json:
    """A press and what the bot said to it."""
    return {"id": query.id, "bot": query.bot, "person": query.person, "data": query.data, "at": query.at, "answer": query.answer}
