"""复查: every alert that has ended is looked at by a leader who had no hand in it, and taken up again when it was not done well.

Way of a review: `alerts.ended` → `recheck` asks the nearest leader, each day again and one level higher → `accept` or `refuse`. The row
decides: a review is about one ending (`alerts.ending`), and an old button about another changes nothing.
"""

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock, office
from bot.desk.alerts import Outcome, find
from bot.desk.board import lines, watched
from bot.desk.cards import AlertLine
from bot.desk.consequences import due, ending, page_again, redrawn, reopen
from bot.desk.parts import authority, judges
from bot.durable import record, workflow
from bot.errors import UserError
from bot.office import Office
from bot.store import alerts, doubles, followups, kin, people, steps
from bot.store.models import Alert, Staff
from bot.texts import say

DAY = 86400.0
"""Seconds after which a leader is reminded, and the next level asked as well."""
LONGEST_REASON = 1000
MOST = 30


@workflow("recheck")
async def recheck(number: int, mark: str, turn: int) -> str:
    """asked, nobody (operators are told), or done."""
    outcome: str = await ask_for_recheck(number, mark, turn)
    return outcome


@record("ask_for_recheck")
async def ask_for_recheck(number: int, mark: str, turn: int) -> str:
    """Put the card before the leaders whose turn it is, and set the reminder, all in one transaction."""
    desk = office.current()
    async with desk.store.begin() as session:
        alert = await find(session, number)
        if alert.review != "due" or ending(alert) != mark:
            return "done"
        following = f"recheck-{number}-{mark}-{turn + 1}"
        await desk.engine.enqueue(session, "alerts", "recheck", following, number, mark, turn + 1, after=DAY)
        asked = {person.telegram: person for level in (await judges(session, alert))[: turn + 1] for person in level}
        if not asked:
            text = say("operators-nobody-reviews", number=number)
            for operator in desk.settings.operators:
                await desk.engine.enqueue(session, "pages", "tell_operator", f"{following}-{operator}", operator, text)
            return "nobody"
        entry = len(await alerts.history(session, number))
        names = "、".join(person.name for person in asked.values())
        await alerts.note(session, number, clock.now(), None, "recheck_asked", name=names)
        for person in asked.values():
            await page_again(desk, session, alert, f"check-{entry}", person, silent=turn == 0)
    return "asked"


async def waiting(desk: Office, by: int) -> list[AlertLine]:
    """What waits for this leader's review, the longest wait first, at most thirty; raises UserError recheck-not-leader."""
    async with desk.store.begin() as session:
        try:
            codes = await watched(session, by, ["leader"])
        except UserError as refused:
            raise UserError("recheck-not-leader") from refused
        return await lines(session, desk, await alerts.unreviewed(session, codes, but=by, most=MOST))


async def _is_judge(session: AsyncSession, alert: Alert, by: int) -> Staff | None:
    return next((person for level in await judges(session, alert) for person in level if person.telegram == by), None)


async def judge_of(session: AsyncSession, alert: Alert, by: int) -> Staff:
    """The leader who may review it; raises UserError not-your-area, recheck-own or recheck-not-leader."""
    role = await authority(session, alert, by)
    judge = await _is_judge(session, alert, by)
    if judge is None:
        raise UserError("recheck-own" if role.role == "leader" else "recheck-not-leader")
    return judge


async def ask_why(desk: Office, number: int, by: int, mark: str) -> Outcome:
    """May this person send this ending back? Nothing changes yet: a reason has to be given first."""
    async with desk.store.begin() as session:
        alert, judge = await _judge(session, number, by, mark)
    return Outcome("recheck-why", True, number, judge.name) if judge else _over(alert)


async def _judge(session: AsyncSession, number: int, by: int, mark: str) -> tuple[Alert, Staff | None]:
    """An alert, and the leader as whom somebody may judge this ending; None when that is over. Raises UserError when they may not."""
    alert = await find(session, number)
    if alert.review != "due" or ending(alert) != mark:
        return alert, None
    return alert, await judge_of(session, alert, by)


def _over(alert: Alert) -> Outcome:
    return Outcome("recheck-already" if alert.review == "accepted" else "recheck-moved-on", False, alert.id, alert.reviewed_name or "")


async def accept(desk: Office, number: int, by: int, mark: str) -> Outcome:
    """复查通过. Raises UserError when this person may not."""
    async with desk.store.begin() as session:
        alert, judge = await _judge(session, number, by, mark)
        if judge is None or not await alerts.judge(session, alert, "accepted", by, judge.name, clock.now()):
            return _over(alert)
        await alerts.note(session, number, clock.now(), by, "recheck_passed", name=judge.name)
        await redrawn(desk, session, alert)
    return Outcome("recheck-accepted", True, number, judge.name)


async def refuse(desk: Office, number: int, by: int, mark: str, reason: str) -> Outcome:
    """退回重办: who held it has it in hands again, with a deadline and the reason; has that person left, the ladder starts anew."""
    async with desk.store.begin() as session:
        alert, judge = await _judge(session, number, by, mark)
        if judge is None or not await alerts.judge(session, alert, "refused", by, judge.name, clock.now()):
            return _over(alert)
        words = desk.cipher.seal(reason.strip()[:LONGEST_REASON])
        await alerts.note(session, number, clock.now(), by, "recheck_refused", name=judge.name, words=words)
        if alert.state == "malicious":  # the leader does not call it that, so the right to report is given back
            for report in (await alerts.reports_of(session, number))[:1]:
                await people.block(session, report.reporter, None)
        await _part(desk, session, alert)
        await followups.restore(session, alert)
        await _take_up(desk, session, alert)
    return Outcome("recheck-sent-back", True, number, judge.name)


async def _part(desk: Office, session: AsyncSession, alert: Alert) -> None:
    """What was called a double is an alert of its own again, with those who reported it."""
    other = await doubles.take_back(session, alert)
    if other is not None:
        await kin.part_calls(session, other, alert.id)
        await alerts.note(session, other, clock.now(), None, "parted", to=alert.id)
        await redrawn(desk, session, await find(session, other))
        alert.duplicate_of = None


async def _take_up(desk: Office, session: AsyncSession, alert: Alert) -> None:
    try:
        holder = await authority(session, alert, alert.signed_by or alert.closed_by or 0)
    except UserError:  # has left, or serves elsewhere now
        await reopen(desk, session, alert)
        alert.review = "refused"
        await session.flush()
        return
    now = clock.now()
    alert.state, alert.need, alert.outcome = "signed", 1, None
    alert.signed_by, alert.signed_name, alert.signed_at = holder.telegram, holder.name, alert.signed_at or now
    alert.closed_by = alert.closed_name = alert.closed_at = None
    await session.flush()
    await steps.sign(session, alert, holder.telegram, holder.name, now)
    await due(desk, session, alert)
    await page_again(desk, session, alert, f"back-{len(await alerts.history(session, alert.id))}", holder)
    await redrawn(desk, session, alert)
