"""Which updates of one chat are one matter, and how long to listen for more: an album, a forwarded series, the words typed around it.

Between the inbox and the dispatcher; pure, on raw updates. A plain text is never held up: only what seldom comes alone is waited with —
pictures, forwards, and 这是诈骗吗 without anything to point at. The parts wait in the inbox, sealed and unsettled, so that a kill loses
none and a restart gathers them again; a table of parts and a timer of its own would only repeat what the inbox does already.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.inbox import Bundle
from handlers.community.addressed import call_in
from handlers.community.matter import is_only_a_question, letters

MOST = 10
APART = 5
"""Seconds between two messages of one matter, by Telegram's clock."""
BESIDE = 80
"""Letters of a text that may belong to what is forwarded beside it; a longer one is a question of its own."""


@dataclass(frozen=True, slots=True)
class Quiet:
    """Seconds of silence after which a matter is complete, by what came last."""

    forward: float = 1.8
    album: float = 1.2
    picture: float = 0.8
    words: float = 0.8


@dataclass(frozen=True, slots=True)
class Part:
    """What matters of a raw update. loose: seldom comes alone; `pause` is what is waited after it."""

    chat: int
    date: int
    album: str
    private: bool
    loose: bool
    joins: bool
    pause: float


_MEDIA = ("photo", "document", "voice", "audio", "video", "video_note", "animation")


def part_of(update: dict[str, Any], quiet: Quiet) -> Part | None:
    """The update as a part; None for what is never part of anything: commands, replies, edits, presses."""
    message = update.get("message")
    if not isinstance(message, dict) or not isinstance(message.get("chat"), dict):
        return None
    words, album = message.get("text") or message.get("caption"), str(message.get("media_group_id") or "")
    text = words if isinstance(words, str) else ""
    forwarded, media = "forward_origin" in message, any(kind in message for kind in _MEDIA)
    command = None if forwarded else call_in(text)
    if command and not (album and command.name == "ask"):
        return None
    bare = bool(message.get("text")) and not forwarded and is_only_a_question(text)
    alone = "reply_to_message" in message or not (media or text)
    if alone and not album:
        return None
    pause = quiet.album if album else quiet.forward if forwarded else quiet.picture if media else quiet.words
    beside = forwarded or media or len(letters(text)) <= BESIDE
    private = message["chat"].get("type") == "private"
    return Part(message["chat"].get("id", 0), message.get("date", 0), album, private, forwarded or media or bare, beside, pause)


def bundle(waiting: Sequence[str], quiet: Quiet) -> Bundle:
    """What of one chat's waiting updates belongs to the first, and how long to listen for more."""
    first = part_of(json.loads(waiting[0]), quiet)
    if first is None or not (first.private or first.album):
        return Bundle()
    if not first.private:
        return _album(first, waiting, quiet)
    return _series(first, waiting, quiet)


def _album(first: Part, waiting: Sequence[str], quiet: Quiet) -> Bundle:
    """In a group others talk in between."""
    parts = (part_of(json.loads(update), quiet) for update in waiting)
    places = tuple(place for place, part in enumerate(parts) if part is not None and part.album == first.album)
    return Bundle(places[:MOST], first.pause if len(places) < MOST else 0)


def _series(first: Part, waiting: Sequence[str], quiet: Quiet) -> Bundle:
    """One after the other, until something comes that does not belong."""
    parts = [first]
    for update in waiting[1:]:
        part = part_of(json.loads(update), quiet)
        if part is None or not _belongs(part, parts):
            break
        parts.append(part)
    if len(parts) == 1 and not first.loose:
        return Bundle()
    complete = len(parts) < len(waiting) or (len(parts) >= MOST and not parts[-1].album)
    return Bundle(tuple(range(len(parts))), 0 if complete else parts[-1].pause)


def _belongs(part: Part, parts: Sequence[Part]) -> bool:
    """Another picture of the album; or close in time, with something loose among them, and nobody's long story."""
    before = parts[-1]
    if part.album and part.album == before.album:
        return True
    if len(parts) >= MOST:
        return False
    loose = part.loose or any(one.loose for one in parts)
    return loose and part.joins and before.joins and abs(part.date - before.date) <= APART
