"""What hangs on a message — pictures, recordings, files — and what of it can be read, in words.

Way of a picture: handler → `Attachments.read` → `office.community.fetch` → `office.pictures` → the words to be asked. Its bytes live
for the length of a reading; its words are remembered in memory alone, so that a retry or a report need not read again.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.messenger import LARGEST, TryLater, Undelivered
from bot.office import Office

log = logging.getLogger(__name__)

Kind = Literal["picture", "recording", "package", "file"]
Unread = Literal["picture-unreadable", "picture-too-big", "picture-too-slow", "picture-no-text", "missing", "recording", "package", "file"]
"""Why something was not read; each has its sentence `unread-*`. Worth telling before others: what stands earlier in UNREAD."""
UNREAD: tuple[Unread, ...] = (
    "package",
    "missing",
    "picture-too-big",
    "picture-too-slow",
    "picture-unreadable",
    "picture-no-text",
    "recording",
    "file",
)
_TROUBLES: dict[str, Unread] = {
    "unreadable": "picture-unreadable",
    "too_big": "picture-too-big",
    "too_slow": "picture-too-slow",
    "no_text": "picture-no-text",
}

REMEMBERED = 64
AT_ONCE = 3
PAUSES = (0.5, 1.5)
"""Seconds between the tries to fetch a file; there is one try more than pauses."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """Something sent beside words: `file` fetches it, `unique` is the same for the same bytes, `size` in bytes when it is known."""

    kind: Kind
    file: str
    unique: str
    size: int | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """The words found in attachments, one attachment after the other; and what could not be read, each reason once, the gravest first."""

    text: str = ""
    unread: tuple[Unread, ...] = ()


class Attachments:
    """Reads what hangs on messages; the same thing asked about again within its memory is not read again."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._known: dict[str, asyncio.Task[Contents]] = {}
        self._turns = asyncio.Semaphore(AT_ONCE)

    async def read(self, attachments: Sequence[Attachment]) -> Contents:
        """What they say; never raises for what cannot be fetched or read."""
        found = await asyncio.gather(*(asyncio.shield(self._begin(one)) for one in attachments))
        reasons = {reason for one in found for reason in one.unread}
        texts = dict.fromkeys(one.text for one in found if one.text)
        return Contents("\n".join(texts), tuple(reason for reason in UNREAD if reason in reasons))

    def look_ahead(self, attachments: Sequence[Attachment]) -> None:
        """Begin reading what will be asked about in a moment."""
        for one in attachments:
            self._begin(one)

    async def close(self) -> None:
        """Stop reading."""
        tasks = list(self._known.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _begin(self, one: Attachment) -> asyncio.Task[Contents]:
        mark = f"{one.kind}:{one.unique}"
        if mark not in self._known:
            self._known[mark] = asyncio.create_task(self._remembered(mark, one), name="reading")
            for old in [name for name, task in self._known.items() if task.done()][: max(0, len(self._known) - REMEMBERED)]:
                del self._known[old]
        return self._known[mark]

    async def _remembered(self, mark: str, one: Attachment) -> Contents:
        """What could not be fetched or heard, or took too long, may go better next time."""
        lasting = False
        try:
            async with self._turns:
                contents = await self._read(one)
            lasting = not {"missing", "picture-too-slow", "recording"} & set(contents.unread)
        finally:
            if not lasting:
                self._known.pop(mark, None)
        return contents

    async def _read(self, one: Attachment) -> Contents:
        if one.kind == "picture":
            return await self._picture(one)
        if one.kind == "recording":
            return await self._recording(one)
        return Contents(unread=(one.kind,))

    async def _picture(self, one: Attachment) -> Contents:
        if (one.size or 0) > LARGEST:
            return Contents(unread=("picture-too-big",))
        data = await self._fetch(one)
        if data is None:
            return Contents(unread=("missing",))
        reading = await self._office.pictures.read(data)
        return Contents(reading.asked, (_TROUBLES[reading.trouble],) if reading.trouble else ())

    async def _recording(self, one: Attachment) -> Contents:
        """Words of a recording, where a transcription is configured; a recording nobody heard is told as such."""
        voice = self._office.voice
        if not voice.listens or (one.size or 0) > LARGEST:
            return Contents(unread=("recording",))
        data = await self._fetch(one)
        if data is None:
            return Contents(unread=("missing",))
        text = await voice.transcribe(data, one.name)
        return Contents(text) if text else Contents(unread=("recording",))

    async def _fetch(self, one: Attachment) -> bytes | None:
        """The bytes, or None when they cannot be had."""
        community = self._office.community
        for pause in (*PAUSES, None):
            if community is None:
                break
            try:
                return await community.fetch(one.file)
            except Undelivered as refused:
                log.info("a file cannot be fetched: %s", refused.reason)
                break
            except TryLater:
                if pause is not None:
                    await asyncio.sleep(pause)
        return None
