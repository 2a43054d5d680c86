"""What to say now: the script for this family, this refusal and this speaker; which was shown and what came of it is kept.

Way of a script: a press on a card → `offer` → the library → the edge. The next step taken on the alert is its outcome (bot.desk.steps); the
figures by script are for whoever rewrites them (`shouwang scripts`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.desk.alerts import find
from bot.desk.moves import MOVES
from bot.desk.parts import part_in
from bot.errors import UserError
from bot.library.dissuasion import Refusal
from bot.office import Office
from bot.store import alerts, scripts, steps
from bot.store.engine import Store
from bot.store.models import Alert, ScriptShown
from bot.texts import written

REFUSALS: tuple[str, ...] = get_args(Refusal)
SPEAKERS = {"officer": "officer", "leader": "officer", "grid_worker": "grid_worker"}
GOOD = ("phone-persuaded", "visit-found", "verify-match", "meet-persuaded", "feedback-dissuaded")
"""Outcomes of the next step that speak for a script."""


@dataclass(frozen=True, slots=True)
class Told:
    """A script to be shown: refusal (None: nothing met yet, the reader chooses), the words for who asks, those for the family."""

    number: int
    refusal: str | None
    own: str = ""
    family: str = ""


async def offer(office: Office, number: int, by: int, refusal: str | None = None) -> Told:
    """The script for a refusal, by default the last that was met; raises UserError for those who have no part in the alert."""
    async with office.store.begin() as session:
        alert = await find(session, number)
        role, _ = await part_in(session, alert, by)
        chosen = refusal or await _met(session, number)
        if chosen is None:
            return Told(number, None)
        if chosen not in REFUSALS:
            raise UserError("step-unknown")
        own = office.told.script(alert.family, chosen, SPEAKERS[role.role])
        family = office.told.script(alert.family, chosen, "family")
        row = ScriptShown(alert_id=number, script=own.id, version=own.version, by=by, at=clock.now())
        await scripts.show(session, row)
        await alerts.note(session, number, clock.now(), by, "script_shown", name=role.name, refusal=chosen)
    return Told(number, chosen, own.text, family.text)


async def _met(session: AsyncSession, number: int) -> str | None:
    """The refusal that the last step of an alert met."""
    last = await steps.last(session, number)
    return next((move.refusal for move in MOVES if last and (move.step, move.outcome) == (last.step, last.outcome)), None)


async def for_family(office: Office, session: AsyncSession, alert: Alert) -> str:
    """What a relative may say, for what was met last; where nothing was, for somebody who was told to keep it secret."""
    chosen = await _met(session, alert.id) or "secret"
    family = office.told.script(alert.family, chosen, "family")
    await scripts.show(session, ScriptShown(alert_id=alert.id, script=family.id, version=family.version, by=0, at=clock.now()))
    await alerts.note(session, alert.id, clock.now(), None, "script_shown", name=written("kin-somebody"), refusal=chosen)
    return family.text


async def lists(office: Office, number: int, by: int) -> tuple[Sequence[str], Sequence[str]]:
    """What to do on the spot, and what to see to afterwards; raises UserError for those who have no part in the alert."""
    async with office.store.begin() as session:
        alert: Alert = await find(session, number)
        await part_in(session, alert, by)
    return office.told.checklist(alert.family), office.told.aftercare(alert.family)


@dataclass(frozen=True, slots=True)
class Figures:
    """How a script fared: how often shown, how often a step followed, how often a good one."""

    script: str
    version: int
    shown: int
    followed: int
    good: int


async def figures(store: Store) -> list[Figures]:
    """Every script that was ever shown, the most shown first."""
    found: dict[tuple[str, int], list[int]] = {}
    async with store.begin() as session:
        for script, version, outcome, count in await scripts.tally(session):
            row = found.setdefault((script, version), [0, 0, 0])
            row[0] += count
            row[1] += count if outcome else 0
            row[2] += count if outcome in GOOD else 0
    return sorted((Figures(*key, *row) for key, row in found.items()), key=lambda one: (-one.shown, one.script))
