"""「请居民劝劝邻居」: an officer has whoever reported an alert invited to persuade a neighbour, once; what they say stays with them.

Way of an invitation: a press in the duty bot → `invite` → rows and workflow in one transaction → the community bot asks the resident, who
may say no. Whoever cannot be reached is told of to the officer.
"""

from bot import clock, office
from bot.desk.alerts import Outcome, find
from bot.desk.consequences import redrawn
from bot.desk.moves import LIVE
from bot.desk.parts import part_in
from bot.durable import effect, record, workflow
from bot.errors import UserError
from bot.messenger import delivered
from bot.office import Office
from bot.people import languages
from bot.persuading import plays
from bot.store import alerts, areas, persuasions, traces
from bot.texts import say


async def invite(office: Office, number: int, by: int) -> Outcome:
    """Ask the first reporter, once an alert. Raises UserError step-not-yours, neighbour-nobody, or what `find` and `part_in` raise."""
    async with office.store.begin() as session:
        alert = await find(session, number)
        role, actor = await part_in(session, alert, by)
        if not (actor.holder or actor.leader) or alert.state not in LIVE:
            raise UserError("step-not-yours")
        await redrawn(office, session, alert)  # also holds the alert's row, so that of two who ask at once one comes second
        if await persuasions.invited(session, number):
            return Outcome("neighbour-asked-already", False, number)
        reporter = next((report.reporter for report in await alerts.reports_of(session, number) if report.reporter), 0)
        card = office.library.neighbour(alert.family) or next(iter(office.library.neighbours.values()), None)
        if not reporter or card is None or reporter in await traces.farewells(session):
            raise UserError("neighbour-nobody")
        content, now = office.cipher.seal(plays.fresh(card)), clock.now()
        like = {"telegram": reporter, "neighbour": card.id, "state": "offered", "content": content, "alert_id": number}
        row = await persuasions.add(session, **like, opened_at=now, changed_at=now)
        await alerts.note(session, number, now, by, "neighbour_invited", name=role.name)
        await office.engine.enqueue(session, "tells", "invite_neighbour", f"invite-neighbour-{row.id}", row.id, by)
    return Outcome("neighbour-asked", True, number)


@workflow("invite_neighbour")
async def invite_neighbour(play: int, by: int) -> str:
    """Put the invitation before the resident; when that cannot be done, the officer hears of it."""
    try:
        outcome: str = await send_invitation(play)
    except Exception as fault:
        outcome = type(fault).__name__
    if outcome not in ("sent", "gone"):
        await not_invited(play, by)
    return outcome


@effect("send_invitation")
async def send_invitation(play: int) -> str:
    """sent, gone (they were forgotten, or it is open already), or why it never will be. At-least-once: it may come twice."""
    desk = office.current()
    async with desk.store.begin() as session:
        row = await persuasions.get(session, play)
        await languages.turn_to_chat(session, row.telegram if row else 0)
        card = desk.told.neighbours.get(row.neighbour) if row else None
        if row is None or card is None or row.state != "offered" or row.alert_id is None:
            return "gone"
        path = await areas.path(session, (await find(session, row.alert_id)).area)
        station = next((area.name for area in path if area.level == "station"), path[0].name if path else "")
        text, chat = say("neighbour-invitation", station=station, name=card.name), row.telegram
    return await delivered(desk.community_bot.invite(chat, text, play))


@record("not_invited")
async def not_invited(play: int, by: int) -> None:
    """They cannot be reached: nobody waits for them, and the officer is told."""
    desk = office.current()
    async with desk.store.begin() as session:
        row = await persuasions.get(session, play)
        if row is None or row.state != "offered" or row.alert_id is None:
            return
        row.state = "declined"
        await desk.engine.enqueue(session, "pages", "tell_inviter", f"invite-neighbour-{play}-missed", row.alert_id, by)


@workflow("tell_inviter")
async def tell_inviter(number: int, by: int) -> str:
    """Tell the officer that the resident cannot be reached."""
    outcome: str = await say_inviter(number, by)
    return outcome


@effect("say_inviter")
async def say_inviter(number: int, by: int) -> str:
    """sent, or why it never will be."""
    desk = office.current()
    async with desk.store.begin() as session:
        await languages.turn_to_staff(session, by)
    return await delivered(desk.duty_bot.say(by, say("neighbour-unreached", number=number), silent=True))
