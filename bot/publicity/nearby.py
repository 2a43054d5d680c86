"""What happens near a group: families of fraud that several people around it met lately, from their questions and reports.

Near is the group's station with all its communities. Fewer than five people are nobody: their number is never used and never shown.
"""

from collections.abc import Collection, Mapping
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.store import areas, nearby
from bot.store.models import Area

FEW = 5
LATELY = timedelta(weeks=4)
VAGUE = "other"
"""The family of whatever is none of the others: that people met it says nothing of a story."""

Near = Mapping[str | None, Mapping[str, int]]


async def met(session: AsyncSession, codes: Collection[str | None]) -> Near:
    """For each of these areas, how many people near it met a family in the last four weeks, for families that FEW met at least."""
    known = await areas.all_by_code(session)
    roots = {code: _station(known, code) for code in codes if code in known}
    found = await nearby.families(session, set(roots.values()), clock.now() - LATELY, FEW) if roots else {}
    return {code: {family: count for family, count in found.get(root, {}).items() if family != VAGUE} for code, root in roots.items()}


def _station(known: Mapping[str, Area], code: str) -> str:
    """The station an area belongs to; an area above all stations is its own."""
    at, seen = code, {code}
    while known[at].level != "station":
        up = known[at].parent
        if up is None or up in seen or up not in known:
            return code
        seen.add(up)
        at = up
    return at
