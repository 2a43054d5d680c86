"""The demon: breaks what the plan says when it says so."""

import asyncio
import random
import time
from collections.abc import Callable
from typing import Any

from bench.chaos.house import Clock, Postgres, Sqlite, Supervisor
from bench.chaos.plan import Options, Trouble
from sandbox.client import Desk
from sandbox.sample import COMMUNITY_BOT, DUTY_BOT

BOTS = {"community": COMMUNITY_BOT, "duty": DUTY_BOT}
METHODS = ("sendMessage", "editMessageText", "answerCallbackQuery", "getUpdates")


class Demon:
    """`done` counts the troubles by kind. presses: the ids of presses made so far, of which some are sent again."""

    def __init__(self, desk: Desk, house: Supervisor, database: Sqlite | Postgres, clock: Clock, presses: Callable[[], list[str]]) -> None:
        self._desk = desk
        self._house = house
        self.database = database
        self._clock = clock
        self._presses = presses
        self.done: dict[str, int] = {}

    async def play(self, plan: list[Trouble], options: Options) -> None:
        """Make all the trouble there is."""
        chance, began = random.Random(f"demon {options.seed}"), time.monotonic()
        for trouble in plan:
            await asyncio.sleep(max(0.0, began + trouble.at - time.monotonic()))
            await self._do(trouble, chance)
            self.done[trouble.kind] = self.done.get(trouble.kind, 0) + 1

    async def rest(self) -> None:
        """Break nothing any more, and see that everything is up."""
        await self._desk.do("clear_faults")
        await self._house.ready()

    async def unheard(self) -> int:
        """How many updates no bot has confirmed."""
        return sum([len(await self._desk.do("updates", bot=bot)) for bot in BOTS.values()])

    async def _do(self, trouble: Trouble, chance: random.Random) -> None:
        if trouble.kind == "kill":
            self._house.kill(trouble.target)
        elif trouble.kind == "restart":
            await asyncio.to_thread(self.database.restart)
        elif trouble.kind == "clock":
            self._clock.jump(trouble.amount)
        elif trouble.kind == "repeat":
            given = await self._desk.do("history", bot=BOTS[trouble.target])
            for update in chance.sample(given, min(len(given), int(trouble.amount) * 3)):
                await self._desk.do("repeat", bot=BOTS[trouble.target], update_id=update["update_id"])
        elif trouble.kind == "again":
            presses = self._presses()
            for query in chance.sample(presses, min(len(presses), int(trouble.amount))):
                await self._desk.do("press_again", query=query)
        else:
            await self._on_the_line(trouble, chance)

    async def _on_the_line(self, trouble: Trouble, chance: random.Random) -> None:
        """429 with a wait, 5xx, a connection that breaks before or after the request took effect."""
        rules: dict[str, dict[str, Any]] = {
            "flood": {"status": 429, "retry_after": int(trouble.amount)},
            "error": {"status": chance.choice((500, 502, 503, 504))},
            "drop-before": {"drop": "before"},
            "drop-after": {"drop": "after"},
        }
        method = chance.choice(METHODS)
        await self._desk.fault(method, bot=BOTS[trouble.target], count=int(trouble.amount), **rules[trouble.kind])
