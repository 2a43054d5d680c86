"""What a relative answers who was asked for help with an alert, and what a resident answers who was asked for leave to ask them.

Way of an answer: the community bot → here, one short transaction → who asked and who holds the alert hear of it. What officers ask:
bot.helping.kin_calls.
"""

from typing import Literal

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.desk import scripts
from bot.desk.alerts import find
from bot.errors import UserError
from bot.helping.kin_calls import begin, tell
from bot.office import Office
from bot.store import alerts, areas, kin
from bot.store.kin import Held
from bot.store.models import KinCall
from bot.texts import say

Said = Literal["yes", "later", "lost"]


async def words(session: AsyncSession, office: Office, call: KinCall) -> str:
    """What a relative is asked: whom to call, to stay with them, and never to accuse."""
    alert, row = await find(session, call.alert_id), await kin.get(session, call.kin_id or 0)
    station = next((area.name for area in await areas.path(session, alert.area) if area.level == "station"), "")
    return say("kin-call", station=station, owner=office.cipher.open(row.owner) if row else say("kin-somebody"))


async def answer(office: Office, call_id: int, by: int, said: Said) -> tuple[str, str]:
    """A relative's answer, however late and often: the text in the place of the plea, and how it stands. Raises UserError kin-call-over."""
    async with office.store.begin() as session:
        held = await _theirs(session, call_id, by)
        call, was = held.call, held.call.state
        call.state = "accepted" if said == "yes" else "later"
        if (was, said) not in (("accepted", "yes"), ("later", "later"), ("later", "lost")):
            if said == "yes":
                await alerts.note(session, call.alert_id, clock.now(), None, "kin_accepted")
            else:
                await alerts.note(session, call.alert_id, clock.now(), None, "kin_later")
            await tell(office, session, call, said)
        text = f"{await words(session, office, call)}\n\n{say(f'kin-said-{said}')}"
    return text, call.state


async def _theirs(session: AsyncSession, call_id: int, by: int) -> Held:
    """The call to this relative, held until the transaction ends, while an answer counts."""
    held = await kin.hold(session, call_id)
    if held is None or held.call.relative != by or held.call.state not in ("asked", "accepted", "later"):
        raise UserError("kin-call-over")
    return held


async def script(office: Office, call_id: int, by: int) -> str:
    """What a member of the family may say, for what was met last; raises UserError kin-call-over."""
    async with office.store.begin() as session:
        held = await _theirs(session, call_id, by)
        return await scripts.for_family(office, session, held.alert)


async def give_leave(office: Office, call_id: int, by: int, *, yes: bool) -> str:
    """同意 or 不同意 of the resident, the first answer counts; the key of what they read. Raises UserError kin-call-over."""
    async with office.store.begin() as session:
        held = await kin.hold(session, call_id)
        if held is None or held.call.telegram != by or held.call.state not in ("leave", "allowed", "refused", "due", "asked"):
            raise UserError("kin-call-over")
        call, row = held.call, held.kin
        if call.state != "leave" or row is None:
            return "kin-leave-given" if call.state != "refused" else "kin-leave-refused"
        call.message = None
        if not yes:
            call.state = "refused"
            await alerts.note(session, call.alert_id, clock.now(), None, "kin_refused")
            await tell(office, session, call, "refused")
            return "kin-leave-refused"
        call.state = "allowed"
        await alerts.note(session, call.alert_id, clock.now(), None, "kin_allowed")
        await tell(office, session, call, "allowed")
        if row.relative is not None:
            await begin(office, session, row, call)
        return "kin-leave-given"
