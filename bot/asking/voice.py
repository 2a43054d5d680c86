"""Recordings → words, by an OpenAI-compatible transcription model when an operator has named one; otherwise nobody listens.

From the community bot's handlers, on the way to `ask`. A recording cannot be redacted and leaves the house as it is, so it has a switch of
its own (SHOUWANG_TRANSCRIPTION_MODEL) and `/privacy` says so.
"""

import logging
import re
from typing import Protocol

LARGEST = 20 * 1024 * 1024
"""Bytes; more than a bot may download from Telegram anyway."""
DEADLINE = 30.0
LONGEST = 4096
"""Characters of what is heard; a message has no more."""
_ENDING = re.compile(r"\.(?:flac|m4a|mp3|mp4|mpeg|mpga|oga|ogg|opus|wav|webm)", re.IGNORECASE)

log = logging.getLogger(__name__)


class Ear(Protocol):
    """A server that hears recordings; see `bot.asking.model_server`."""

    @property
    def configured(self) -> bool:
        """Whether an operator named one."""

    @property
    def ready(self) -> bool:
        """Whether it may be asked now."""

    async def transcribe(self, model: str, name: str, data: bytes, *, seconds: float) -> str | None:
        """What is said; None when it was not heard in time."""


class Voice:
    """Listens to recordings; without a model name it hears nothing."""

    def __init__(self, server: Ear, model: str, *, seconds: float = DEADLINE) -> None:
        self._server, self._model, self._seconds = server, model, seconds

    @property
    def configured(self) -> bool:
        """Whether recordings leave the house at all."""
        return bool(self._model) and self._server.configured

    @property
    def listens(self) -> bool:
        """Whether a recording handed over now would be heard: configured, within the budget, the server not at rest."""
        return bool(self._model) and self._server.ready

    async def transcribe(self, data: bytes, name: str) -> str | None:
        """The words of a recording of at most 20 MB, None when they were not understood or nobody listens; `name` tells the format."""
        if not self.listens or not 0 < len(data) <= LARGEST:
            return None
        heard = await self._server.transcribe(self._model, f"recording{ending(name)}", data, seconds=self._seconds)
        words = " ".join((heard or "").split())
        if not words:
            log.info("nothing was heard in a recording")
        return words[:LONGEST] or None


def ending(name: str) -> str:
    """`.ogg` of a file's name as servers know it; Telegram's own voice messages (.oga) are Ogg. The rest of the name stays here."""
    found = _ENDING.search(name[name.rfind(".") :]) if "." in name else None
    return {".oga": ".ogg", ".opus": ".ogg"}.get(found[0].lower(), found[0].lower()) if found else ".ogg"
