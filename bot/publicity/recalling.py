"""Taking editions back: which are wanted back, how far that is, and who hears of it.

Way of a recall: an editor's press → `withdraw` marks the rows → the pump deletes (bot.publicity.editions) → `recall_report` tells the
editor how many went, how many are too old, of how many nobody knows.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta

from bot import clock, office
from bot.durable import effect, record, workflow
from bot.errors import UserError
from bot.messenger import delivered
from bot.office import Office
from bot.people import languages
from bot.publicity.editing import Scope, affected, editor
from bot.store import acts, bulletins
from bot.store.engine import Store
from bot.store.models import Bulletin
from bot.texts import say

REACH = timedelta(hours=96)
"""Editions of older slots are left alone: they came out at most 48 hours late, and 48 hours later Telegram lets nobody take them back."""
PAUSE = 3.0
SLOW = 60.0
QUICK_TURNS = 40
PATIENCE = 100


@dataclass(frozen=True, slots=True)
class Recalled:
    """How far a recall is, in editions: `gone` for certain, `stays` where Telegram refused, `doubtful` where nobody can know whether
    something is still there, `spared` before they went out, `left` still to do."""

    gone: int = 0
    stays: int = 0
    doubtful: int = 0
    spared: int = 0
    left: int = 0

    @property
    def total(self) -> int:
        """All that were wanted back."""
        return self.gone + self.stays + self.doubtful + self.spared + self.left


def tally(rows: Sequence[Bulletin]) -> Recalled:
    """Count the editions among these that are wanted back."""
    back = [row for row in rows if row.recall_at is not None]
    known = {row.id: _came(row) for row in back}
    return Recalled(*(sum(came == what for came in known.values()) for what in ("gone", "stays", "doubtful", "spared", "left")))


def _came(row: Bulletin) -> str:
    if row.state == "withdrawn":
        return {"stays": "stays", "doubt": "doubtful"}.get(row.fault or "", "gone")
    if row.card_message is None and row.state in ("skipped", "failed"):
        return "spared"
    return "doubtful" if row.state == "unknown" and row.card_message is None else "left"


async def withdraw(
    store: Store, by: int | None, week: str, scopes: Sequence[Scope], story: str | None = None, *, desk: Office | None = None
) -> int:
    """Want back the editions of a week in these groups, all or those with one story; how many are new among them.

    With a running office the editor is told how it went. Raises UserError as `bot.publicity.editing.decide` does, and week-nothing-out.
    """
    now = clock.now()
    async with store.begin() as session:
        who = await editor(session, by)
        found = [group.id for scope in scopes for group in await affected(session, who, scope)]
        rows = [row for row in await bulletins.weeks_of(session, found, week) if story is None or row.story == story]
        marked = await bulletins.want_back(session, [row.id for row in rows if now - row.slot < REACH], now)
        if not marked and not any(row.recall_at for row in rows):
            raise UserError("week-nothing-out")
        if not marked:
            return 0
        detail = {"week": week, "story": story, "editions": len(marked)}
        await acts.write(session, now, who.id, "edition_recall", {**detail, "scopes": [asdict(scope) for scope in scopes]})
        if desk is not None and who.id is not None:
            await desk.engine.enqueue(session, "alerts", "recall_report", _thread(marked, 0), who.id, marked, 0, after=PAUSE)
    return len(marked)


def _thread(rows: Sequence[int], turn: int) -> str:
    return f"recall-{min(rows)}-{len(rows)}-{turn}"


@workflow("recall_report")
async def recall_report(by: int, rows: list[int], turn: int) -> str:
    """One look at how far it is; the editor hears when nothing is left to do, or when it takes too long."""
    found: dict[str, int] = await look(by, rows, turn)
    if found["left"] and turn < PATIENCE:
        return "going"
    told: str = await tell_editor(by, found)
    return told


@record("look_at_recall")
async def look(by: int, rows: list[int], turn: int) -> dict[str, int]:
    """How far it is; while something is left another look is put down."""
    desk = office.current()
    async with desk.store.begin() as session:
        found = tally(await bulletins.by_ids(session, rows))
        if found.left and turn < PATIENCE:
            after = PAUSE if turn < QUICK_TURNS else SLOW
            await desk.engine.enqueue(session, "alerts", "recall_report", _thread(rows, turn + 1), by, rows, turn + 1, after=after)
    return asdict(found)


@effect("tell_recall")
async def tell_editor(by: int, found: dict[str, int]) -> str:
    """sent, or why it never will be."""
    desk = office.current()
    async with desk.store.begin() as session:
        await languages.turn_to_staff(session, by)
    return await delivered(desk.duty_bot.say(by, told(Recalled(**found))))


def told(found: Recalled) -> str:
    """已撤回 12 个群 · 太久删不掉 1 个群 …"""
    lines = [say("week-recalled", count=found.total)]
    more = (
        ("week-recalled-gone", found.gone),
        ("week-recalled-spared", found.spared),
        ("week-recalled-stays", found.stays),
        ("week-recalled-doubtful", found.doubtful),
        ("week-recalled-left", found.left),
    )
    return "\n".join(lines + [say(key, count=count) for key, count in more if count])
