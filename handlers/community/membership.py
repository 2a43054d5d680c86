"""The bot among groups: added, removed, moved, bound to an area. It introduces itself once, quietly, and greets nobody."""

import asyncio

from aiogram.types import Chat, ChatMemberRestricted, ChatMemberUnion, ChatMemberUpdated, Message

from bot.errors import UserError
from bot.messenger import Place
from bot.people import membership
from bot.texts import say
from handlers.community.addressed import Call
from handlers.community.booth import Booth, is_anonymous, is_group

SETTLES = 1.0
"""Seconds in which a strange supergroup may turn out to be a group that moved: the old chat tells of that, at the same time."""


async def on_own_place(event: ChatMemberUpdated, booth: Booth) -> None:
    """Our own place in a group changed; only coming and going matter."""
    before, now = _inside(event.old_chat_member), _inside(event.new_chat_member)
    if now and not before:
        await _introduce(booth, event.chat)
    elif before and not now:
        await membership.left(booth.office, event.chat.id)


async def _introduce(booth: Booth, chat: Chat) -> None:
    """Once, without sound; a group that has no place for it is none of our business."""
    welcome = await membership.joined(booth.office, chat.id, chat.title or "")
    if welcome is None:
        return
    if chat.type == "supergroup" and not welcome.area:
        await asyncio.sleep(SETTLES)
        if await membership.has_just_moved(booth.office, chat.id):
            return
    values = {"area": welcome.area, "words": welcome.words, "owner": booth.office.settings.owner}
    await booth.sender.say(Place(chat.id), say(welcome.key, values, bot=booth.me.username, name=booth.me.name), silent=True)
    await membership.introduced(booth.office, chat.id)


def _inside(place: ChatMemberUnion) -> bool:
    if isinstance(place, ChatMemberRestricted):
        return place.is_member
    return place.status in ("creator", "administrator", "member")


async def on_moved(message: Message, booth: Booth) -> None:
    """A group became a supergroup; both chats say so, and whichever comes first counts."""
    old = message.migrate_from_chat_id or message.chat.id
    new = message.migrate_to_chat_id or message.chat.id
    await membership.migrated(booth.office, old, new)


async def on_bind(booth: Booth, message: Message, call: Call, update: int) -> None:
    """`/bind CODE` in a group, by somebody who can be known; raises UserError."""
    if not is_group(message.chat):
        raise UserError("bind-in-group")
    if message.from_user is None or is_anonymous(message):
        raise UserError("bind-anonymous")
    if not call.rest:
        raise UserError("bind-which-area")
    topic, title = message.message_thread_id if message.is_topic_message else None, message.chat.title or ""
    area = await membership.bind(booth.office, message.chat.id, title, message.from_user.id, call.rest.split()[0], topic=topic)
    await booth.reply(message, say("bound", area=area))
