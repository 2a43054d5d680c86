"""Groups: made, joined, left, run by somebody, cut into topics, moved to a new number when they grow."""

from collections.abc import Iterable
from dataclasses import replace

from sandbox.refusals import DeskError
from sandbox.render import user_json
from sandbox.sight import tell, tell_place
from sandbox.things import Chat, Member, Message
from sandbox.world import World


def group(world: World, title: str, number: int | None = None, *, type: str = "supergroup", forum: bool = False) -> Chat:
    """A new group; a group that exists already keeps everything but its title."""
    number = number or -(1_002_000_000_000 + world.fresh_id() if type == "supergroup" else 4_000_000 + world.fresh_id())
    chat = world.chats.setdefault(str(number), Chat(str(number), number, type, title, forum=forum))
    chat.title = title
    world.touch()
    return chat


def place(world: World, chat: Chat, user: int, status: str, *, by: int = 0, anonymous: bool = False) -> None:
    """Set somebody's place: creator, administrator, member, left or kicked; bots and group hear of it as at Telegram."""
    if status not in {"creator", "administrator", "member", "left", "kicked"}:
        raise DeskError(f"nobody can be {status}")
    if user not in world.bots:
        world.person(user)
    old = replace(chat.member(user))
    chat.members[user] = Member(status, anonymous)
    by = by or _host(world, chat, user)
    tell_place(world, chat, user, old, by)
    if old.present != chat.member(user).present:
        body = {"new_chat_members": [user_json(world, user)]} if not old.present else {"left_chat_member": user_json(world, user)}
        tell(world, world.add_message(Message(0, chat, by, int(world.now()), body)))
    world.touch()


def _host(world: World, chat: Chat, user: int) -> int:
    """Who brought somebody in when nobody is named: whoever runs the group, else any person there, else themselves."""
    people = [(not member.admin, number) for number, member in chat.members.items() if member.present and number in world.people]
    return min(people)[1] if people and user in world.bots else user


def settle(world: World, chat: Chat, people: Iterable[int], status: str = "member") -> None:
    """Let people be in a group without a word about it: they were there before anybody looked."""
    for number in people:
        world.person(number)
        chat.members[number] = Member(status)
    world.touch()


def topic(world: World, chat: Chat, title: str, by: int) -> int:
    """Open a topic; its number is that of the message that opened it."""
    chat.forum = True
    body = {"forum_topic_created": {"name": title, "icon_color": 7322096}}
    message = world.add_message(Message(0, chat, by, int(world.now()), body))
    message.topic = message.id
    chat.topics[message.id] = title
    tell(world, message)
    return message.id


def migrate(world: World, chat: Chat, number: int) -> Chat:
    """A group becomes a supergroup under a new number: everyone moves, the old number only says where to."""
    if chat.moved_to or chat.type == "private":
        raise DeskError("only a group that has not moved can move")
    new = group(world, chat.title, number)
    new.members = {user: replace(member) for user, member in chat.members.items()}
    by = next((user for user, member in chat.members.items() if member.present and user in world.people), 0)
    if not by:
        raise DeskError("a group without people cannot move")
    tell(world, world.add_message(Message(0, chat, by, int(world.now()), {"migrate_to_chat_id": number})))
    chat.moved_to = number
    tell(world, world.add_message(Message(0, new, by, int(world.now()), {"migrate_from_chat_id": chat.id})))
    return new
