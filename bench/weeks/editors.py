"""What editors do in a year, by chance: another story for a group or a station, none, as it was, or back with what was sent."""

import random
from collections.abc import Callable
from datetime import datetime, timedelta

from bench.weeks.figures import Figures
from bench.weeks.ledger import Decided, Ledger
from bench.weeks.newsroom import EDITOR
from bot.errors import UserError
from bot.office import Office
from bot.publicity import editing, recalling
from bot.publicity.editing import Scope, Wanted
from bot.publicity.schedule import week_of


class Editors:
    """The leader who edits, on any day; `moment` is the simulated present."""

    def __init__(self, office: Office, moment: Callable[[], datetime], chance: random.Random, books: tuple[Ledger, Figures]) -> None:
        self.office, self.moment, self.chance = office, moment, chance
        self.ledger, self.figures = books

    async def live(self, part: float) -> None:
        """What may happen within this part of a week, by chance."""
        for act in (self._for_one, self._for_one, self._recall, self._for_all):
            if self.chance.random() < part * 2:
                await act()

    def _week(self) -> str:
        return week_of(self.moment() + timedelta(weeks=self.chance.randrange(4)))

    async def _decide(self, wanted: Wanted, scope: int | str) -> None:
        """One act of an editor; what is refused is refused."""
        try:
            changed = await editing.decide(self.office.store, self.office.library, EDITOR, wanted)
        except UserError as refused:
            self.figures.counts[f"refused: {refused.key}"] += 1
            return
        self.figures.counts[f"editors: {wanted.act}"] += changed
        self.ledger.decided.append(Decided(self.moment(), scope, wanted.week, wanted.act, wanted.story))

    async def _for_one(self) -> None:
        """Another story for one group, none, or as it was."""
        number = self.chance.choice(list(self.ledger.members))
        await self._decide(self._wanted(Scope(group=number)), number)

    async def _for_all(self) -> None:
        """The same for a whole station."""
        area = f"s{self.chance.randrange(4)}"
        await self._decide(self._wanted(Scope(area=area)), area)

    def _wanted(self, scope: Scope) -> Wanted:
        act: editing.Act = self.chance.choice(("story", "story", "skip", "auto"))
        return Wanted(self._week(), scope, act, self.chance.choice(list(self.office.library.stories)) if act == "story" else None)

    async def _recall(self) -> None:
        number, week = self.chance.choice(list(self.ledger.members)), week_of(self.moment())
        try:
            await recalling.withdraw(self.office.store, EDITOR, week, [Scope(group=number)], engine=self.office.engine)
        except UserError as refused:
            self.figures.counts[f"refused: {refused.key}"] += 1
        else:
            self.figures.counts["editors: withdraw"] += 1
            self.ledger.recalls.add((number, week))
