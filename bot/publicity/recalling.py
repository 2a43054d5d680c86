"""Taking editions back: which are wanted back, how far that is, and who hears of it.

Way of a recall: an editor's press → `withdraw` marks the rows → the pump deletes (bot.publicity.editions) → `recall_report` tells the
editor how many went, how many are too old, of how many nobody knows.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta

from bot import clock, office
from bot.durable import Engine, effect, record, workflow
from bot.errors import UserError
from bot.messenger import delivered
from bot.people import languages
from bot.publicity.editing import Scope, affected, editor, tell
from bot.publicity.tastes import wishes_since
from bot.store import acts, bulletins, choices
from bot.store.engine import Store
from bot.store.models import Bulletin
from bot.texts import say

REACH = timedelta(hours=96)
"""Editions of older slots are left alone: they came out at most 48 hours late, and 48 hours later Telegram lets nobody take them back."""
RECALL = "edition_recall"
"""What taking back is called in the log."""
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
    store: Store, by: int | None, week: str, scopes: Sequence[Scope], story: str | None = None, *, engine: Engine | None = None
) -> int:
    """Want back the editions of a week in these groups, all or those with one story; how many are new among them.

    With an engine the editor is told how it went, also of what somebody else wanted back just before, and so is, at once, who had
    chosen what goes. Raises UserError as `bot.publicity.editing.decide` does, and week-nothing-out.
    """
    now = clock.now()
    async with store.begin() as session:
        await choices.alone(session)
        who = await editor(session, by)
        found = [group for scope in scopes for group in await affected(session, who, scope)]
        areas_of = {group.id: group.area for group in found}
        rows = [row for row in await bulletins.weeks_of(session, list(areas_of), week) if story is None or row.story == story]
        marked = await bulletins.want_back(session, [row.id for row in rows if now - row.slot < REACH], now)
        if not marked and not any(row.recall_at for row in rows):
            raise UserError("week-nothing-out")
        if marked:
            detail = {"week": week, "story": story, "editions": len(marked)}
            await acts.write(session, now, who.id, RECALL, {**detail, "scopes": [asdict(scope) for scope in scopes]})
        back = marked or [row.id for row in rows if row.recall_at]
        if engine is not None and who.id is not None:
            await engine.enqueue(session, "alerts", "recall_report", _thread(who.id, back, 0), who.id, back, 0, after=PAUSE)
        if engine is not None and marked:
            wishes, gone = await wishes_since(session, week), [row for row in rows if row.id in marked]
            stood = [(row.story, wishes.of(row.group_id, areas_of[row.group_id], week)) for row in gone]
            chose = {wish.by for told, wish in stood if wish is not None and wish.story == told and wish.by is not None}
            await tell(session, engine, RECALL, chose - {who.id})
    return len(marked)


def _thread(by: int, rows: Sequence[int], turn: int) -> str:
    return f"recall-{by}-{min(rows)}-{len(rows)}-{turn}"


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
            await desk.engine.enqueue(session, "alerts", "recall_report", _thread(by, rows, turn + 1), by, rows, turn + 1, after=after)
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
