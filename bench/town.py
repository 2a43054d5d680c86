"""A town for the simulated year: its areas, its people on duty, and an office without Telegram whose phones only count."""

import itertools
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, cast

from bot.desk.cards import AlertCard, FollowUpCard
from bot.library.cards import Library
from bot.messenger import Link, Place, Quiz, Sent, Undelivered
from bot.triage.finding import Verdict
from bot.triage.verdict import Triage

CITY, DISTRICTS, STATIONS = "city", 4, 40
TIERS = {"low": 0.4, "medium": 0.35, "high": 0.15, "urgent": 0.1}
"""How often each tier is met."""


def deployment(stations: int = STATIONS) -> dict[str, Any]:
    """A city of four districts, each station with two officers, a leader, a community and its group."""
    areas: list[dict[str, Any]] = [{"code": CITY, "name": "本市", "level": "city"}]
    staff: list[dict[str, Any]] = [{"telegram": 10, "name": "市值班", "role": "leader", "area": CITY}]
    groups: list[dict[str, Any]] = []
    for district in range(DISTRICTS):
        areas.append({"code": f"d{district}", "name": f"{district}区", "level": "district", "parent": CITY})
        staff.append({"telegram": 20 + district, "name": f"区值班{district}", "role": "leader", "area": f"d{district}"})
    for number in range(stations):
        code = f"s{number}"
        areas.append({"code": code, "name": f"{number}所", "level": "station", "parent": f"d{number % DISTRICTS}"})
        areas.append({"code": f"{code}-1", "name": f"{number}社区", "level": "community", "parent": code})
        for nth, role in enumerate(("officer", "officer", "leader"), 1):
            staff.append({"telegram": 1000 + number * 10 + nth, "name": f"{role}{number}{nth}", "role": role, "area": code})
        groups.append({"chat": -1000 - number, "title": f"{number}群", "area": f"{code}-1", "kind": "neighbourhood", "bulletin": "none"})
    return {"areas": areas, "staff": staff, "groups": groups}


@dataclass
class Tiered:
    """Triage that is told the tier: a report's words begin with it. What the library would say is no matter of this bench."""

    def judge(self, text: str, told: object = None) -> Verdict:
        return Verdict("unsure", 0.5, stage="contacted", tier=self.urgency(text))

    def urgency(self, text: str) -> str:
        return next((tier for tier in TIERS if text.startswith(tier)), "low")

    def __call__(self) -> Triage:
        return cast(Triage, self)


def nothing() -> Library:
    """A library in which nothing stands."""
    return Library("none", {}, {}, {}, ())


@dataclass
class Phones:
    """Both bots: what reached whom is counted, follow-ups by their row and state."""

    paged: int = 0
    told: int = 0
    redrawn: int = 0
    asked: Counter[tuple[int, str]] = field(default_factory=Counter)
    _ids: Iterator[int] = field(default_factory=lambda: itertools.count(100))

    async def page(self, chat: int, card: AlertCard, *, silent: bool) -> Sent:
        self.paged += 1
        return Sent(chat, next(self._ids))

    async def remind(self, chat: int, card: FollowUpCard) -> Sent:
        self.asked[card.id, card.state] += 1
        return Sent(chat, next(self._ids))

    async def redraw(self, sent: Sent, card: AlertCard) -> None:
        self.redrawn += 1

    async def say(
        self, place: Place | int, text: str, *, link: Link | None = None, reply_to: int | None = None, silent: bool = False
    ) -> Sent:
        self.told += 1
        return Sent(place.chat if isinstance(place, Place) else place, next(self._ids))

    async def edit(self, sent: Sent, text: str) -> None:
        self.redrawn += 1

    async def quiz(self, place: Place, quiz: Quiz) -> Sent:
        return Sent(place.chat, next(self._ids), "poll")

    async def ask(self, chat: int, text: str, shift: int) -> Sent:
        return await self.say(chat, text)

    async def plead(self, chat: int, text: str, plea: int) -> Sent:
        return await self.say(chat, text)

    async def fetch(self, file: str) -> bytes:
        raise Undelivered("refused")
