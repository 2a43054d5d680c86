"""The community bot's door: which raw updates are meant for it, decided before anything is kept.

Way of an update: poller → `addressed` → inbox → dispatcher. Pure, and never raises: an update of any shape gets a yes or a no,
and a no leaves no trace. To Telegram a Chinese character is a letter, so `@bot这是诈骗吗` carries no entity: the words are read here.
"""

import re
from dataclasses import dataclass
from typing import Any

ANONYMOUS_ADMIN = 1087968824
CHANNEL_FORWARDS = 777000
KINDS = ("message", "edited_message", "callback_query", "my_chat_member", "guest_message", "poll")
IN_GROUPS = frozenset(
    {"ask", "report", "help", "privacy", "status", "bind", "verify", "forget", "family", "volunteer", "practice", "settings", "remove"}
)
COMMANDS = IN_GROUPS | {"start"}

_SERVICE = frozenset({"pinned_message", "message_auto_delete_timer_changed", "chat_background_set", "write_access_allowed", "boost_added"})
"""What Telegram says of a private chat in a person's name: nobody said anything."""
_CALL = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@([A-Za-z0-9_]{3,32}))?(?![A-Za-z0-9_@/])")


@dataclass(frozen=True, slots=True)
class Me:
    """Who the bot is at Telegram; username without @; `hears_all`: in groups it is given what is not said to it, too."""

    id: int
    username: str
    name: str
    hears_all: bool = False

    @property
    def mention(self) -> re.Pattern[str]:
        """Where a text calls the bot."""
        return re.compile(rf"(?<![A-Za-z0-9_@/])@{re.escape(self.username)}(?![A-Za-z0-9_])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Call:
    """A command at the beginning of a text: its name in lower case, whom it names (None when nobody), and what follows it."""

    name: str
    bot: str | None
    rest: str


def call_in(text: str) -> Call | None:
    """The command a text begins with, if it does."""
    found = _CALL.match(text)
    return Call(found[1].lower(), found[2].lower() if found[2] else None, text[found.end() :].strip()) if found else None


def addressed(update: dict[str, Any], me: Me) -> bool:
    """Whether this update is for us: a quiz of ours, private talk, a command, a mention, a reply, a press, a guest, our own place."""
    if isinstance(update.get("callback_query"), dict):
        return True
    for kind in ("message", "edited_message"):
        if message := _dict(update, kind):
            return _message(message, me, new=kind == "message")
    if quiz := _dict(update, "poll"):
        return quiz.get("type") == "quiz"
    if change := _dict(update, "my_chat_member"):
        return _dict(change, "chat").get("type") in ("group", "supergroup")
    guest = _dict(update, "guest_message")
    return bool(guest.get("guest_query_id")) and _by_a_person(guest)


class Door:
    """The same with a memory: the other pictures of an album that was addressed are let in too, though the words stand under one alone.

    What is remembered is the album's number, in memory; pictures that stood before the words, or that come after a restart, are not known.
    """

    REMEMBERED = 256

    def __init__(self, me: Me) -> None:
        self._me = me
        self._albums: dict[str, None] = {}

    def lets_in(self, update: dict[str, Any]) -> bool:
        """Whether this update is for us."""
        message = _dict(update, "message")
        album = message.get("media_group_id")
        if addressed(update, self._me):
            if isinstance(album, str):
                self._albums[album] = None
                for old in list(self._albums)[: -self.REMEMBERED]:
                    del self._albums[old]
            return True
        return isinstance(album, str) and album in self._albums and _by_a_person(message)


def chat_of(update: dict[str, Any]) -> int:
    """Who reads what is said to an update: its chat, the person who called the bot as a guest, 0 where nobody does."""
    if guest := _dict(update, "guest_message"):
        return int(_dict(guest, "from").get("id", 0))
    press = _dict(update, "callback_query")
    event = press or _dict(update, "message") or _dict(update, "edited_message") or _dict(update, "my_chat_member")
    place = _dict(_dict(event, "message") if press else event, "chat") or _dict(event, "from")
    return int(place.get("id", 0))


def _dict(holder: dict[str, Any], key: str) -> dict[str, Any]:
    value = holder.get(key)
    return value if isinstance(value, dict) else {}


def _message(message: dict[str, Any], me: Me, *, new: bool) -> bool:
    if new and ("migrate_to_chat_id" in message or "migrate_from_chat_id" in message):
        return True
    kind = _dict(message, "chat").get("type")
    if kind not in ("private", "group", "supergroup") or not _by_a_person(message):
        return False
    return not _SERVICE & message.keys() if kind == "private" else _in_group(message, me)


def _by_a_person(message: dict[str, Any]) -> bool:
    """Not another bot, not a channel's automatic forward; an administrator who writes in the group's name is a person."""
    sender, chat = _dict(message, "from"), _dict(message, "chat")
    if sender.get("id") == ANONYMOUS_ADMIN:
        return _dict(message, "sender_chat").get("id") == chat.get("id")
    return sender.get("is_bot") is False and sender.get("id") != CHANNEL_FORWARDS


def _in_group(message: dict[str, Any], me: Me) -> bool:
    text = message.get("text") or message.get("caption") or ""
    if call := call_in(text):
        return call.bot == me.username.lower() or (call.bot is None and call.name in IN_GROUPS)
    return bool(me.mention.search(text)) or _names_me(message, me) or _answers_me(message, me)


def _names_me(message: dict[str, Any], me: Me) -> bool:
    """A mention by name instead of username, which only an entity shows."""
    marks = message.get("entities") or message.get("caption_entities") or []
    return any(isinstance(mark, dict) and _dict(mark, "user").get("id") == me.id for mark in marks)


def _answers_me(message: dict[str, Any], me: Me) -> bool:
    """A reply to the bot. In a topic every message hangs on the one that opened it; that is no reply."""
    replied = _dict(message, "reply_to_message")
    return _dict(replied, "from").get("id") == me.id and "forum_topic_created" not in replied
