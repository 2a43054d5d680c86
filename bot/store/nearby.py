"""What people within some areas met lately: how many of them asked about each family of fraud, or reported it."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.models import Alert, Area, Group, Person, Question, Report

NO_FRAUD = ("false_alarm", "malicious")
NOBODY = 0


async def families(session: AsyncSession, roots: Collection[str], since: datetime, few: int) -> dict[str, dict[str, int]]:
    """By root area, then by family: how many different people met it since then in the area or below; those that `few` met at least.

    A question counts where it was asked, one asked in private where its asker was last seen; a report counts in the area of its alert.
    """
    tree = sa.select(Area.code.label("root"), Area.code.label("code")).where(Area.code.in_(list(roots))).cte("tree", recursive=True)
    tree = tree.union(sa.select(tree.c.root, Area.code).join(tree, Area.parent == tree.c.code))
    met = _asked(since).union(_reported(since)).subquery("met")
    people = sa.func.count(met.c.person.distinct())
    query = sa.select(tree.c.root, met.c.family, people).join(met, met.c.area == tree.c.code)
    found: dict[str, dict[str, int]] = {}
    for root, family, count in await session.execute(query.group_by(tree.c.root, met.c.family).having(people >= few)):
        found.setdefault(root, {})[family] = int(count)
    return found


def _asked(since: datetime) -> sa.Select[str | None, str | None, int]:
    place = sa.func.coalesce(Question.group_id, Person.last_group)
    query = sa.select(Group.area.label("area"), Question.family.label("family"), Question.asker.label("person"))
    query = query.select_from(Question).outerjoin(Person, Person.telegram == Question.asker).join(Group, Group.id == place)
    return query.where(Question.asked_at >= since, Question.level != "clear", Question.family.is_not(None), Question.asker != NOBODY)


def _reported(since: datetime) -> sa.Select[str, str | None, int]:
    query = sa.select(Alert.area, Alert.family, Report.reporter).join(Report, Report.alert_id == Alert.id)
    return query.where(Alert.raised_at >= since, Alert.family.is_not(None), Alert.state.not_in(NO_FRAUD), Report.reporter != NOBODY)
