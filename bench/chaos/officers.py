"""The officers: they sign late or never, hand over, take steps and go back, by whatever buttons their cards have."""

import asyncio
import heapq
import random
import time

from sandbox.client import Desk, DeskRefused, Message, Person, Private
from sandbox.sample import DUTY_BOT

SIGN = "签收"
LOOK = 0.4
AGAIN = 20.0
"""Seconds after which somebody presses 签收 once more when nothing came of it, and twice as many before each further press."""
ACTS = ("a1:pass:", "a1:give:", "a1:wrong:", "a1:sure:", "a1:back:", "a1:lift:", "s1:", "k1:")
NEVER = (":end:station", ":end:malicious", ":end:duplicate")
EAGER = {"陈警官": 0.6, "周所长": 0.25, "吴大队": 0.6, "郑主任": 0.9, "李丽": 0.0}
"""How likely somebody signs a card at all; what nobody signs climbs the ladder."""
MOST = 12
"""Presses on one card, so that the day ends."""


class Officer:
    """One phone of the duty bot and the hands that hold it."""

    def __init__(self, desk: Desk, person: Person, seed: int) -> None:
        self._desk = desk
        self._person = person
        self._chance = random.Random(f"officer {person.id} {seed}")
        self._chat = Private(person, DUTY_BOT)
        self._due: list[tuple[float, int, Message, str]] = []
        self._presses: dict[int, int] = {}
        self._asked: set[int] = set()
        self._signing: dict[int, tuple[float, float]] = {}
        self._number = 0
        self.presses: list[str] = []
        self.closing = False

    async def work(self) -> None:
        """Look at the phone again and again; ends when cancelled."""
        seen = 0
        while True:
            for message in await self._desk.messages(self._chat, after=seen):
                seen = max(seen, message.rev)
                self._consider(message)
            while self._due and self._due[0][0] <= time.monotonic():
                _, _, message, data = heapq.heappop(self._due)
                await self._press(message, data)
            await asyncio.sleep(LOOK)

    def _consider(self, message: Message) -> None:
        """A card that is new or has changed: decide what to do with it, and when."""
        buttons = message.data
        if SIGN in buttons:
            if message.id not in self._asked and self._chance.random() < EAGER[self._person.name]:
                self._later(message, buttons[SIGN], self._chance.expovariate(1 / 5))
            self._asked.add(message.id)
            return
        may = [data for data in buttons.values() if data.startswith(ACTS) and not any(one in data for one in NEVER)]
        if may and self._presses.get(message.id, 0) < MOST and not self.closing and self._chance.random() < 0.5:
            self._later(message, self._chance.choice(may), self._chance.expovariate(1 / 8))

    def _later(self, message: Message, data: str, seconds: float) -> None:
        self._number += 1
        heapq.heappush(self._due, (time.monotonic() + seconds, self._number, message, data))

    async def _press(self, message: Message, data: str) -> None:
        self._presses[message.id] = self._presses.get(message.id, 0) + 1
        try:
            self.presses.append((await self._desk.press(self._person, message, data=data)).id)
        except DeskRefused:
            return

    async def sign_everything(self) -> None:
        """The end of the day: whatever still asks for a signature gets one, on the newest card of each alert, as somebody would."""
        self.closing = True
        newest = {alert_of(message.data[SIGN]): message for message in await self._desk.messages(self._chat) if SIGN in message.data}
        for alert, message in newest.items():
            due, wait = self._signing.get(alert, (0.0, AGAIN))
            if time.monotonic() > due:
                self._signing[alert] = (time.monotonic() + wait, wait * 2)
                await self._press(message, message.data[SIGN])


def alert_of(data: str) -> int:
    """Of which alert a button speaks: `a1:sign:17.3` → 17."""
    return int(data.split(":")[2].partition(".")[0])
