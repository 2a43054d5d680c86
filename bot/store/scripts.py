"""Which script was shown to whom for which alert, and what came of it."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.models import ScriptShown


async def show(session: AsyncSession, row: ScriptShown) -> None:
    """Record that a script was shown."""
    session.add(row)
    await session.flush()


async def came(session: AsyncSession, alert_id: int, outcome: str) -> None:
    """What the next step brought is what the scripts shown before it led to."""
    query = sa.update(ScriptShown).where(ScriptShown.alert_id == alert_id, ScriptShown.outcome.is_(None))
    await session.execute(query.values(outcome=outcome))


async def tally(session: AsyncSession) -> Sequence[tuple[str, int, str | None, int]]:
    """Script, version, outcome, how often; by script."""
    columns = (ScriptShown.script, ScriptShown.version, ScriptShown.outcome)
    rows = await session.execute(sa.select(*columns, sa.func.count()).group_by(*columns).order_by(*columns))
    return [(script, version, outcome, int(count)) for script, version, outcome, count in rows]
