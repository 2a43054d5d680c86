"""Trouble on demand: 429, 5xx, dropped connections, delays — and Telegram's own flood limits when they are switched on.

`server` asks here before and after a method runs. A rule speaks for a method, a bot and a chat, as often as its count says.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sandbox.refusals import Refusal, too_many

_WORDS = {401: "Unauthorized", 500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout"}
_COUNTED = ("send", "edit", "copy", "forward", "stopPoll")


@dataclass
class Fault:
    """One kind of trouble: `status` is answered, or the connection is `drop`ped (before|after the effect), or `delay` seconds pass."""

    method: str = "*"
    bot: int | None = None
    chat: int | None = None
    status: int = 0
    description: str = ""
    retry_after: int = 1
    drop: str = ""
    delay: float = 0.0
    count: int = 1
    skip: int = 0

    def meets(self, method: str, bot: int, chat: Any) -> bool:
        """Whether this request is one it speaks for; counts down when it is."""
        if self.method not in {"*", method} or self.bot not in {None, bot} or self.chat not in {None, chat} or self.count <= 0:
            return False
        if self.method == "*" and method == "getUpdates":
            return False  # a sweeping rule is about what bots do, not about their listening
        if self.skip:
            self.skip -= 1
            return False
        self.count -= 1
        return True

    def refusal(self) -> Refusal | None:
        """The answer it stands for, if it stands for one."""
        if self.status == 429:
            return too_many(self.retry_after)
        return Refusal(self.status, self.description or _WORDS.get(self.status, "Bad Request")) if self.status else None


class Faults:
    """The rules in force, and the flood limits of each bot; `floods` counts how often each ran into them."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self.rules: list[Fault] = []
        self.flood = False
        self.struck = 0
        self.floods: Counter[int] = Counter()
        self._sent: dict[tuple[int, Any], deque[float]] = defaultdict(deque)

    def first(self, method: str, bot: int, chat: Any) -> Fault | None:
        """The first rule that speaks for this request; `struck` counts how often there was one."""
        rule = next((rule for rule in self.rules if rule.meets(method, bot, chat)), None)
        self.struck += rule is not None
        return rule

    def check_flood(self, method: str, bot: int, chat: Any) -> None:
        """Raise 429 above 30 requests a second, 20 a minute in a group (edits count), one a second in a chat."""
        if not self.flood or not method.startswith(_COUNTED) or method == "sendChatAction":
            return
        group = isinstance(chat, int) and chat < 0
        limits = [((bot, None), 30, 1.0), ((bot, chat), 20, 60.0) if group else ((bot, chat), 1, 1.0)]
        now = self._now()
        for key, most, seconds in limits:
            sent = self._sent[key]
            while sent and sent[0] <= now - seconds:
                sent.popleft()
            if len(sent) >= most:
                self.floods[bot] += 1
                raise too_many(max(1, round(sent[0] + seconds - now + 0.5)))
        for key, _, _ in limits:
            self._sent[key].append(now)
