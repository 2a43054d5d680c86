"""Mentions, commands, links and hashtags in a text, as Telegram marks them: offsets and lengths in UTF-16 units.

Word boundaries are Unicode's, as in Telegram's own parser: in `@some_bot这是诈骗吗` and `/ask这是` nothing is marked, because
a Chinese character is a letter; with a space in between it is. (Rules: td/telegram/MessageEntity.cpp of tdlib.)
"""

import re
from typing import Any

_TLD = "com|cn|net|org|top|vip|xyz|cc|me|app|info|shop|site|club|icu|ltd"
_MARKS = re.compile(
    rf"(?P<url>https?://[^\s，。；！？、）】》]+|(?<![A-Za-z0-9@./-])(?:[a-z0-9-]+\.)+(?:{_TLD})(?![A-Za-z0-9])[A-Za-z0-9/?&=%#._~+-]*)"
    r"|(?P<bot_command>(?<![\w/<>])/[A-Za-z0-9_]{1,64}+(?:@[A-Za-z0-9_]{3,32}+)?+(?![\w/<>]))"
    r"|(?P<mention>(?<!\w)@[A-Za-z0-9_]{2,32}+(?!\w))"
    r"|(?P<hashtag>(?<![\w#])#\w*[^\W\d_]\w*+(?!#))",
    re.IGNORECASE,
)


def utf16(text: str) -> int:
    """Length in UTF-16 units, the measure of all offsets in the Bot API."""
    return len(text.encode("utf-16-le")) // 2


def entities(text: str) -> list[dict[str, Any]]:
    """MessageEntity objects in order of appearance."""
    return [
        {"type": found.lastgroup, "offset": utf16(text[: found.start()]), "length": utf16(found.group())} for found in _MARKS.finditer(text)
    ]


def pieces(text: str) -> list[tuple[str, str]]:
    """The text cut at its marks: (words, kind of mark or empty), in order, nothing lost."""
    cut: list[tuple[str, str]] = []
    at = 0
    for found in _MARKS.finditer(text):
        cut += [(text[at : found.start()], ""), (found.group(), found.lastgroup or "")]
        at = found.end()
    return [(words, kind) for words, kind in [*cut, (text[at:], "")] if words]


def mentions(text: str) -> list[str]:
    """Usernames called in a text, lower case, without @."""
    return [found.group()[1:].lower() for found in _MARKS.finditer(text) if found.lastgroup == "mention"]


def command(text: str) -> tuple[str, str] | None:
    """The command a text begins with and whom it names (empty when nobody): `/ask@some_bot` → ("ask", "some_bot")."""
    found = _MARKS.match(text)
    if found is None or found.lastgroup != "bot_command":
        return None
    name, _, bot = found.group()[1:].partition("@")
    return name, bot.lower()
