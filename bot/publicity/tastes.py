"""What is known of groups when their cases are chosen: what they had, how they answered, what happens nearby, what editors wish.

Read in few queries for many groups, for whoever plans (bot.publicity.bulletins) and for whoever looks ahead (bot.publicity.forecast).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.library.cards import Library
from bot.publicity import nearby
from bot.publicity.choosing import Decision, Taste, decide
from bot.publicity.nearby import Near
from bot.publicity.quizzes import weak
from bot.publicity.schedule import Due
from bot.publicity.wishes import Wishes
from bot.store import areas, bulletins, choices
from bot.store.bulletins import Quizzed
from bot.store.models import Group

NOT_AGAIN = timedelta(weeks=26)


@dataclass(frozen=True, slots=True)
class Memory:
    """Of some groups, by id: stories newest first, quizzes newest first; by area what is near; and what editors wish."""

    library: Library
    told: Mapping[int, Sequence[str]]
    quizzed: Mapping[int, Sequence[Quizzed]]
    near: Near
    wishes: Wishes

    def taste(self, group: Group, due: Due, told: Sequence[str] | None = None) -> Taste:
        """What decides for one group and week; `told` when it has had more by then than it has now."""
        return Taste(
            [str(tag) for tag in group.tags],
            due.at.month,
            self.told[group.id] if told is None else told,
            group.id,
            weak(self.library, self.quizzed[group.id]),
            self.near.get(group.area, {}),
            self.wishes.promised(group.id, group.area, due.week),
        )

    def decide(self, group: Group, due: Due, told: Sequence[str] | None = None) -> Decision:
        """What the group gets that week."""
        return decide(self.library, self.taste(group, due, told), self.wishes.of(group.id, group.area, due.week))


async def wishes_since(session: AsyncSession, week: str) -> Wishes:
    """What editors decided for this week and later."""
    rows = await choices.since(session, week)
    known = await areas.all_by_code(session) if rows else {}
    return Wishes(rows, {code: row.parent for code, row in known.items()})


async def remember(session: AsyncSession, library: Library, groups: Sequence[Group], due: Due, *, near: Near | None = None) -> Memory:
    """All of it for an edition of these groups at this moment; `near` when it was read before."""
    ids, since = [group.id for group in groups], due.at - NOT_AGAIN
    return Memory(
        library,
        await bulletins.told_of(session, ids, since),
        await bulletins.quizzes_of(session, ids, since),
        near if near is not None else await nearby.met(session, {group.area for group in groups}),
        await wishes_since(session, due.week),
    )
