"""Asking a resident's family for help with an alert: 「联系家人」, and taking back what was disclosed. Each is one short transaction.

Only with the resident's consent, given beforehand or asked for now, or by an officer's order with a reason; always in the history, told
to the resident when the alert has ended. A relative learns whom to call and to stay with them, nothing else. Answers:
bot.helping.kin_answers; workflows: bot.helping.kin_calling.
"""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock, threads
from bot.desk.alerts import find
from bot.desk.moves import HELD
from bot.desk.parts import part_in
from bot.errors import UserError
from bot.office import Office
from bot.store import alerts, kin
from bot.store.models import Alert, Kin, KinCall, Staff
from bot.texts import say

FRESH = timedelta(days=3)
"""A contact named so shortly before the alert may have been put there by the fraud."""
QUEUES = {"community": "tells", "duty": "pages"}
LONGEST_REASON = 500
SHORTEST_REASON = 4


@dataclass(frozen=True, slots=True)
class Relative:
    """One family contact behind an alert, as the officer may choose: whose, who, how, on what terms, and how it stands.

    state: of the call that is under way; empty when there is none. fresh: named only just before the alert.
    """

    id: int
    owner: str
    title: str
    by_phone: bool
    ask_first: bool
    fresh: bool
    state: str


@dataclass(frozen=True, slots=True)
class Called:
    """What came of it: the key of a text and who it is; number: to be shown to this officer alone, for the call of that id."""

    key: str
    title: str
    number: str = ""
    call: int = 0


async def look(office: Office, number: int, by: int) -> tuple[Relative, ...]:
    """Whom an officer may ask; raises UserError kin-none, kin-not-now, step-not-yours or what `part_in` raises."""
    async with office.store.begin() as session:
        alert = await find(session, number)
        await _asker(session, alert, by)
        under_way = {row.kin_id: row.state for row in await kin.calls(session, number)}
        rows = await kin.behind(session, number)
        found = tuple(
            Relative(
                row.id, office.cipher.open(row.owner), titled(office, row), row.phone is not None, row.ask_first,
                (row.agreed_at or row.made_at) > alert.raised_at - FRESH, under_way.get(row.id, ""),
            )
            for row in rows
        )  # fmt: skip
    if not found:
        raise UserError("kin-none")
    return found


def titled(office: Office, row: Kin | None) -> str:
    """What a relative is called; 家人 once it was withdrawn."""
    return office.cipher.open(row.title) if row is not None and row.title else say("kin-somebody")


async def _asker(session: AsyncSession, alert: Alert, by: int) -> Staff:
    """Whoever may ask family: who holds the alert, and leaders."""
    role, actor = await part_in(session, alert, by)
    if not (actor.holder or actor.leader):
        raise UserError("step-not-yours")
    if alert.state not in HELD:
        raise UserError("kin-not-now")
    return role


async def _chosen(session: AsyncSession, number: int, kin_id: int, by: int) -> tuple[Alert, Kin, Staff]:
    """The alert, held, and one of the contacts behind it; raises UserError kin-gone."""
    await find(session, number)
    alert = await alerts.hold(session, number)
    assert alert is not None
    role = await _asker(session, alert, by)
    row = next((one for one in await kin.behind(session, number) if one.id == kin_id), None)
    if row is None:
        raise UserError("kin-gone")
    return alert, row, role


async def ask(office: Office, number: int, kin_id: int, by: int) -> Called:
    """With consent: the relative is asked by the bot, or their number is shown. Raises UserError kin-ask-first, kin-refused, kin-gone."""
    async with office.store.begin() as session:
        alert, row, role = await _chosen(session, number, kin_id, by)
        call = await _under_way(session, row, by)
        if call is not None and call.state not in ("failed", "allowed"):
            return _again(office, row, call)
        if row.ask_first and not (call is not None and call.state == "allowed"):
            raise UserError("kin-ask-first", name=titled(office, row))
        if call is None or call.state == "failed":
            call = await _new(office, session, alert, row, by=by)
        await alerts.note(session, number, clock.now(), by, "kin_asked", name=role.name)
        return await begin(office, session, row, call)


async def order(office: Office, number: int, kin_id: int, by: int, reason: str) -> Called:
    """Without asking the resident, for a reason that stays in the history. Raises UserError kin-why, kin-gone."""
    why = " ".join(reason.split())[:LONGEST_REASON]
    if len(why) < SHORTEST_REASON:
        raise UserError("kin-why")
    async with office.store.begin() as session:
        alert, row, role = await _chosen(session, number, kin_id, by)
        call = await _under_way(session, row, by)
        if call is not None and call.state not in ("failed", "leave", "refused", "allowed"):
            return _again(office, row, call)
        call = await _new(office, session, alert, row, by=by, why="order")
        await alerts.note(session, number, clock.now(), by, "kin_ordered", name=role.name, words=office.cipher.seal(why))
        return await begin(office, session, row, call)


async def ask_leave(office: Office, number: int, kin_id: int, by: int) -> Called:
    """Ask the resident whether this relative may be asked; raises UserError kin-gone."""
    async with office.store.begin() as session:
        alert, row, role = await _chosen(session, number, kin_id, by)
        call = await _under_way(session, row, by)
        if call is not None and call.state != "failed":
            return _again(office, row, call)
        call = await _new(office, session, alert, row, by=by)
        call.state, call.chat = "leave", row.telegram
        await alerts.note(session, number, clock.now(), by, "kin_leave", name=role.name)
        await session.flush()
        await office.engine.enqueue(session, "tells", "ask_kin_leave", threads.kin_leave(call.id), call.id)
        await _expires(office, session, call)
        return Called("kin-leave-asked", titled(office, row))


async def _under_way(session: AsyncSession, row: Kin, by: int) -> KinCall | None:
    """The call to this contact that is not over; a number that another officer was shown is not this one's."""
    rows = [call for call in await kin.calls_to(session, row.id) if call.state != "shown" or call.by == by]
    return rows[-1] if rows else None


def _again(office: Office, row: Kin, call: KinCall) -> Called:
    """Pressed again: how it stands; a number whose message never was noted is shown once more."""
    title = titled(office, row)
    if call.state == "shown" and call.message is None:
        return Called("kin-number-shown", title, _number(office, row), call.id)
    return Called(
        {
            "leave": "kin-leave-asked",
            "refused": "kin-refused",
            "shown": "kin-number-above",
            "accepted": "kin-accepted",
            "later": "kin-later",
        }.get(call.state, "kin-being-asked"),
        title,
    )


async def _new(office: Office, session: AsyncSession, alert: Alert, row: Kin, *, by: int, why: str = "consent") -> KinCall:
    """A new call takes the place of this officer's earlier one."""
    before = await _under_way(session, row, by)
    if before is not None:
        await take_back(office, session, before)
    made = KinCall(alert_id=alert.id, kin_id=row.id, telegram=row.telegram, by=by, why=why, state="due", made_at=clock.now())
    return await kin.call(session, made)


async def begin(office: Office, session: AsyncSession, row: Kin, call: KinCall) -> Called:
    """Ask on Telegram, or show the number; inside the transaction of who allowed it."""
    await _expires(office, session, call)
    call.relative, call.message = row.relative or 0, None
    if row.relative is None:
        call.state, call.reached, call.bot, call.chat = "shown", True, "duty", call.by
        return Called("kin-number-shown", titled(office, row), _number(office, row), call.id)
    call.state, call.chat = "due", row.relative
    await session.flush()
    await office.engine.enqueue(session, "tells", "call_kin", threads.kin_call(call.id), call.id)
    return Called("kin-being-asked", titled(office, row))


async def _expires(office: Office, session: AsyncSession, call: KinCall) -> None:
    await office.engine.enqueue(session, "alerts", "expire_kin_call", threads.kin_expires(call.id), call.id, after=kin.KEEP)


def _number(office: Office, row: Kin) -> str:
    return office.cipher.open(row.phone) if row.phone else ""


async def shown(office: Office, call_id: int, message: int) -> None:
    """Where what was disclosed stands, so that it can be taken away; at once, when it was over while it was on its way."""
    async with office.store.begin() as session:
        held = await kin.hold(session, call_id)
        if held is not None and held.call.message is None:
            held.call.message = message
            if held.call.state == "over":
                await _settle(office, session, held.call)


async def tell(office: Office, session: AsyncSession, call: KinCall, event: str) -> None:
    """Who asked and who holds the alert hear what came of it."""
    alert = await find(session, call.alert_id)
    entry = len(await alerts.history(session, alert.id))
    for person in sorted({call.by, alert.signed_by or call.by}):
        mark = f"kin-told-{call.id}-{entry}-{person}"
        await office.engine.enqueue(session, "pages", "tell_kin_called", mark, person, call.id, event)


async def take_back(office: Office, session: AsyncSession, call: KinCall) -> bool:
    """Nobody is needed any more: what was disclosed goes from whosever phone it is on; False when it was over."""
    await kin.hold(session, call.id)
    if call.state == "over":
        return False
    call.state, call.ended_at = "over", clock.now()
    await session.flush()
    await _settle(office, session, call)
    return True


async def _settle(office: Office, session: AsyncSession, call: KinCall) -> None:
    if call.message is None:
        return
    await session.flush()
    await office.engine.enqueue(
        session, QUEUES[call.bot], "settle_kin_call", threads.kin_settled(call.id, call.message), call.id, call.whose
    )


async def ended(office: Office, session: AsyncSession, alert: Alert) -> None:
    """The alert has ended: what was disclosed is taken back, and the resident is told who was asked."""
    for call in await kin.untold(session, alert.id):
        await take_back(office, session, call)
        await office.engine.enqueue(session, "tells", "tell_kin_owner", threads.kin_owner(call.id), call.id)


async def in_other_hands(office: Office, session: AsyncSession, alert: Alert) -> None:
    """Take back what stands with who does not hold or lead the alert any more; all of it while nobody holds it."""
    for call in await kin.calls(session, alert.id):
        if alert.state not in HELD or (call.state == "shown" and not await _has_part(session, alert, call.by)):
            await take_back(office, session, call)


async def _has_part(session: AsyncSession, alert: Alert, by: int) -> bool:
    try:
        await _asker(session, alert, by)
    except UserError:
        return False
    return True
