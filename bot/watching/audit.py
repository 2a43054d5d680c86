"""The audit: has everything that must go on something that carries it on? Found here, mended where that is safe, told where it is not.

It trusts rows and the engine's own table, nothing that the bots say of themselves; it runs in a process of its own (bot.watching.watch)
and at the command line. What is wrong must be wrong twice, a moment apart: in between, things move.
"""

import asyncio

from bot import clock, threads
from bot.store import audits
from bot.store.engine import Store
from bot.watching import audit_aftermath, audit_alerts, audit_house, audit_kin, audit_publicity
from bot.watching.finding import Finding

CHECKS = (
    audit_alerts.ladders,
    audit_alerts.signatures,
    audit_alerts.deadlines,
    audit_alerts.pages,
    audit_alerts.reviews,
    audit_aftermath.followups,
    audit_aftermath.helpers,
    audit_aftermath.disclosures,
    audit_kin.calls,
    audit_kin.endings,
    audit_aftermath.questions,
    audit_aftermath.answers,
    audit_house.inbox,
    audit_publicity.editions,
    audit_publicity.broadcasts,
    audit_house.notes,
    audit_house.life,
)
KINDS = (
    *("ladder-gone", "ladder-late", "second-gone", "second-late", "alarm-gone", "alarm-late", "page-late", "page-gone"),
    *("deadline-none", "ladder-ahead", "deadline-ahead"),
    *("review-gone", "review-late", "call-late", "call-gone", "call-untold"),
    *("help-gone", "help-unending", "help-needless", "plea-gone", "plea-untaken"),
    *("kin-gone", "kin-unending", "kin-untaken", "kin-untold"),
    *("question-unasked", "answers-gone", "answer-gone", "answer-late"),
    *("inbox-stuck", "inbox-set-aside", "note-waiting", "silent"),
    *("edition-missing", "edition-stuck", "edition-failed", "broadcast-stuck", "broadcast-doubt"),
)
"""Every kind of finding; each has its text."""
MOMENT = 2.0
"""Seconds between the two looks."""


async def examine(store: Store, apart: float = MOMENT) -> list[Finding]:
    """What is wrong now, and was wrong so many seconds before."""
    first = await look(store)
    if not first:
        return []
    await asyncio.sleep(apart)
    again = {(finding.kind, finding.about): finding for finding in await look(store)}
    return [again[key] for finding in first if (key := (finding.kind, finding.about)) in again]


async def look(store: Store) -> list[Finding]:
    """What seems wrong at this moment, a moment's commotion included."""
    async with store.begin() as session:
        now, going = clock.now(), {threads.original(thread) for thread in await audits.under_way(session)}
        return [finding for check in CHECKS async for finding in check(session, now, going)]
