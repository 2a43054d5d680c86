"""The brake of the pump: when nothing leaves for a while, and why.

What came of each request → `Brake.note` → the pump asks before it claims, and the carrier before it sends.
"""

import logging
from time import monotonic

from bot.publicity.parcels import Result

log = logging.getLogger(__name__)

SILENCE = 1.5
DEAF = 12
"""So many requests without an answer, and none for SILENCE seconds: nobody is listening, so nothing more is risked."""
DOUBTS = 3
"""So many sends in a row of unknown fate are reason for a pause."""
LONGEST_PAUSE = 60.0
TOGETHER = 2.0
"""Two chats told to wait within so many seconds mean that it is the bot that must wait, not a chat."""


class Brake:
    """When the pump holds still, and why: Telegram says that it is the bot that must wait, or nobody knows what became of the last few."""

    def __init__(self) -> None:
        self.doubts = 0
        self._until = 0.0
        self._heard = monotonic()
        self._floods: list[tuple[float, int]] = []

    def left(self) -> float:
        """Seconds for which nothing may leave."""
        return max(0.0, self._until - monotonic())

    def on(self, under_way: int) -> bool:
        """Whether nothing may be claimed now."""
        return self.left() > 0 or (under_way >= DEAF and monotonic() - self._heard > SILENCE)

    def note(self, chat: int, result: Result) -> None:
        """Learn from what came of one request."""
        now = monotonic()
        self._heard = now
        if result.kind in ("done", "refused"):
            self.doubts = 0
        elif result.reason == "flood":
            self._flooded(chat, result.after, now)
        else:
            self.doubts += 1
            if self.doubts >= DOUBTS or result.kind == "later":
                self._until = max(self._until, now + min(LONGEST_PAUSE, 2.0 ** min(self.doubts, 6)))

    def _flooded(self, chat: int, after: float, now: float) -> None:
        self._floods = [(at, other) for at, other in self._floods if now - at < TOGETHER] + [(now, chat)]
        if len({other for _, other in self._floods}) > 1:
            self._until = max(self._until, now + after)
            log.warning("Telegram asks broadcasts to wait %.0f s", after)
