"""What groups do in a year, by chance: join, leave, come back, mute the bot, become a supergroup, choose another hour.

Each writes what it wants into the ledger, which the judge holds against what was sent.
"""

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from bench.weeks.figures import Figures
from bench.weeks.ledger import Ledger, Member, Span
from bench.weeks.mortal import Telegram
from bench.weeks.newsroom import COMMON, TAGS
from bot.office import Office
from bot.people import membership
from bot.store import groups
from bot.store.models import Group

SLOTS = ("tue 07:15", "wed 18:30", "fri 20:00", "sat 10:00", "sun 21:30", "mon 08:00")


class Groups:
    """Groups and those who administer them; `moment` is the simulated present."""

    def __init__(self, office: Office, telegram: Telegram, moment: Callable[[], datetime], chance: random.Random) -> None:
        self.office, self.telegram, self.moment, self.chance = office, telegram, moment, chance
        self.ledger, self.figures = Ledger(), Figures()
        self._chats = iter(range(-1_002_000_000_001, -1_003_000_000_000, -1))

    async def live(self, part: float) -> None:
        """What may happen within this part of a week, by chance."""
        for number, member in list(self.ledger.members.items()):
            if not member.now().here and self.chance.random() < part:
                await self._leave(number, member)
            if self.chance.random() > part / 4:
                continue
            await self.chance.choice((self._slot, self._slot, self._slot, self._leave, self._mute, self._move))(number, member)
        if self.chance.random() < part * len(self.ledger.members) / 400:
            await self.join(f"后来的 {len(self.ledger.members)} 号群")

    async def _set(self, number: int, **columns: Any) -> None:
        async with self.office.store.begin() as session:
            await session.execute(sa.update(Group).where(Group.id == number).values(**columns))

    async def join(self, title: str, back: timedelta = timedelta()) -> None:
        """A group of that name, which was bound so long ago."""
        chat, slot = next(self._chats), self.chance.choice((COMMON, COMMON, *SLOTS))
        area = f"s{self.chance.randrange(4)}"
        columns: dict[str, Any] = {
            "area": f"{area}-1",
            "tags": [self.chance.choice(TAGS)],
            "bulletin_at": None if slot == COMMON else slot,
        }
        async with self.office.store.begin() as session:
            row = await groups.add(session, chat=chat, title=title, created_at=self.moment() - back, **columns)
            number = row.id
        self.ledger.members[number] = Member(title, area, self.moment() - back, [chat], [Span(self.moment(), slot, here=True)])

    async def _slot(self, number: int, member: Member) -> None:
        slot = self.chance.choice((COMMON, *SLOTS, *SLOTS, None))
        await self._set(number, bulletin_at={COMMON: None, None: "none"}.get(slot, slot))
        member.wants(self.moment(), slot)
        self.figures.counts["slots changed"] += 1

    async def _leave(self, number: int, member: Member) -> None:
        """Removed, of which the bot may hear at once or find out later; or added again."""
        chat, here = member.chats[-1], not member.now().here
        if here:
            await membership.joined(self.office, chat, member.title)
            self.telegram.gone.discard(chat)
        else:
            if self.chance.random() < 0.5:
                await membership.left(self.office, chat)
            self.telegram.gone.add(chat)
            self.figures.counts["groups left"] += 1
        member.goes(self.moment(), here=here)

    async def _mute(self, number: int, member: Member) -> None:
        """It may not write there for a while."""
        chat = member.chats[-1]
        if chat in self.telegram.muted:
            self.telegram.muted.discard(chat)
        elif self.chance.random() < 0.1:
            self.telegram.muted.add(chat)

    async def _move(self, number: int, member: Member) -> None:
        """It became a supergroup; the bot finds out when it writes."""
        old, new = member.chats[-1], next(self._chats)
        if len(member.chats) > 1 or not member.now().here or old in self.telegram.muted:
            return
        self.telegram.moved[old] = new
        member.chats.append(new)
        self.figures.counts["groups moved"] += 1
