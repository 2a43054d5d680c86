"""What follows when an alert's row has changed: cards drawn anew, people paged, the ladder woken or begun, deadlines set, reporters told.

Last part of every act on an alert (bot.desk.alerts, bot.desk.handing, bot.desk.steps, bot.desk.rechecks …), inside its transaction: what
is to be done is queued under an id made from the row, so that it is done once, and only when the act stands.
"""

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock, threads
from bot.desk import moves
from bot.desk.moves import LIVE, SEEKING
from bot.duty import roster
from bot.office import Office
from bot.store import alerts, cards, kin, pages, volunteers, workers
from bot.store.models import Alert, Staff


def workflow_id(alert: Alert) -> str:
    """The ladder of an alert, one for each round."""
    return threads.ladder(alert.id, alert.round)


def ending(alert: Alert) -> str:
    """Which ending of an alert a review is about: its moment in milliseconds; empty while it has not ended."""
    return threads.ending(alert.closed_at)


async def ended(office: Office, session: AsyncSession, alert: Alert) -> None:
    """What follows when an alert has ended: the ladder stops, cards show it, a leader is asked to review it, every reporter hears of it."""
    await office.engine.wake(session, workflow_id(alert), {"kind": alert.state}, f"{alert.state}-{workflow_id(alert)}-{alert.moves}")
    await redrawn(office, session, alert)
    await office.engine.enqueue(session, "alerts", "recheck", f"{threads.recheck(alert.id, alert.closed_at)}-0", alert.id, ending(alert), 0)
    if await kin.untold(session, alert.id):
        await office.engine.enqueue(session, "alerts", "end_kin", threads.kin_ends(alert.id, alert.closed_at), alert.id)
    if alert.state != "duplicate":
        await tell_reporters(office, session, alert, "false_alarm" if alert.state == "false_alarm" else "closed")


async def tell_reporters(office: Office, session: AsyncSession, alert: Alert, event: str) -> None:
    """Everybody who reported it hears 已签收, 已联系 or 已结束, each once a round."""
    again = "" if alert.round == 1 else f"-{alert.round}"
    for report in await alerts.reports_of(session, alert.id):
        await office.engine.enqueue(session, "tells", "tell_reporter", f"tell-{report.id}-{event}{again}", report.id, event)


async def reopen(office: Office, session: AsyncSession, alert: Alert, *, area: str | None = None, tier: str | None = None) -> None:
    """Another round: nobody holds it, and the ladder starts anew, in another area or with another tier where given."""
    await session.flush()
    alert.area, alert.tier = area or alert.area, tier or alert.tier
    alert.state, alert.round, alert.need, alert.due_at = "open", alert.round + 1, 1, None
    alert.signed_by = alert.signed_name = alert.signed_at = None
    alert.closed_by = alert.closed_name = alert.closed_at = alert.outcome = alert.review = alert.contacted_at = alert.met_at = None
    await session.flush()
    await office.engine.enqueue(session, "alerts", "escalate", workflow_id(alert), alert.id, alert.round)
    await part_kin(office, session, alert)
    await redrawn(office, session, alert)


async def part_kin(office: Office, session: AsyncSession, alert: Alert) -> None:
    """It is in other hands: what was disclosed of family to who has no part in it any more is taken back."""
    if await kin.calls(session, alert.id):
        thread = f"part-kin-{alert.id}-{len(await alerts.history(session, alert.id))}"
        await office.engine.enqueue(session, "alerts", "part_kin", thread, alert.id)


async def due(office: Office, session: AsyncSession, alert: Alert) -> None:
    """From now on there is so much time for the next step; standing still brings the alert back (bot.desk.standing)."""
    wait = moves.deadline(alert.tier, alert.policy)
    alert.due_at = clock.now() + timedelta(seconds=wait)
    await session.flush()
    thread = threads.standing(alert.id, alert.due_at)
    await office.engine.enqueue(session, "alerts", "standing", thread, alert.id, threads.mark(alert.due_at), after=wait)


async def redrawn(office: Office, session: AsyncSession, alert: Alert, *, together: float = 0.0) -> None:
    """The alert's cards are drawn anew; `together`: seconds within which changes of little weight are drawn as one."""
    await session.flush()
    revision = await alerts.revise(session, alert)
    if alert.state not in SEEKING and await volunteers.running(session, alert.id):
        await office.engine.enqueue(session, "alerts", "end_help", threads.help_ends(alert.id, revision), alert.id)
    if together:
        await draw_soon(office, session, alert.id, f"together-{clock.now().timestamp() // together:.0f}", after=together)
    else:
        await draw_soon(office, session, alert.id, f"r{revision}")


async def draw_soon(office: Office, session: AsyncSession, number: int, cause: str, *, after: float = 0.0) -> None:
    """Queue the drawing of an alert's cards that are behind, unless one is queued that has not begun: it will show this, too."""
    queued = await cards.drawing(session, number)
    if queued is not None and await workers.waits(session, queued):
        return
    thread = f"redraw-{number}-{cause}"
    await office.engine.enqueue(session, "cards", "redraw", thread, number, after=after)
    if not after:  # nobody's news waits for what may wait
        await cards.to_be_drawn(session, number, thread)


async def page_again(office: Office, session: AsyncSession, alert: Alert, call: str, person: Staff, *, silent: bool = False) -> None:
    """Page one person outside the ladder; `call` (at most 16 characters) is unique for what it is about.

    Who is away gets it without sound; of an alert that is alive, who stands in for them gets it as well.
    """
    [instead] = await roster.hearers(session, [person.telegram])
    other = await roster.signing_role(session, instead) if instead != person.telegram else None
    for one, quiet in ((person, silent or other is not None), (other if alert.state in LIVE else None, silent)):
        if one is None:
            continue
        page = await pages.add(
            session, alert_id=alert.id, call=call[:16], telegram=one.telegram, role=one.role, silent=quiet, made_at=clock.now()
        )
        await office.engine.enqueue(session, "pages", "page", f"page-{page.id}", page.id, first=not silent)
