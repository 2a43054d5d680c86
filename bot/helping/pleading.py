"""Volunteers asked one after another, as durable workflows: three minutes each, the next at once where somebody cannot be reached.

Rows are true, these are their timers: a turn whose time has passed asks nobody (`volunteers.next_turn`). Acts of people: bot.helping.pleas.
"""

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock, office, threads
from bot.desk import moves
from bot.desk.moves import SEEKING
from bot.durable import SAYING, effect, record, workflow
from bot.helping import pleas
from bot.messenger import Community, Duty, Sent, Undelivered, delivered
from bot.office import Office
from bot.people import languages
from bot.store import alerts, volunteers
from bot.store.models import Alert, Plea
from bot.texts import say


@workflow("ask_volunteers")
async def ask_volunteers(request_id: int, nth: int) -> str:
    """After the nth, the next; moved when that was done or nobody is to be asked any more."""
    outcome: str = await ask_next(request_id, nth)
    return outcome


@record("ask_next")
async def ask_next(request_id: int, nth: int) -> str:
    """Write who is asked, queue the asking and the end of their time, in one transaction: asked, nobody, over or moved."""
    desk = office.current()
    async with desk.store.begin() as session:
        row = await volunteers.get_request(session, request_id)
        alert = await alerts.get(session, row.alert_id) if row else None
        if row is None or alert is None or not await volunteers.next_turn(session, request_id, nth):
            return "moved"
        if alert.state not in SEEKING:
            await pleas.over(desk, session, row)
            return "over"
        asked = frozenset(plea.telegram for plea in await volunteers.pleas(session, request_id))
        people = await pleas.near(session, alert, asked)
        if people:
            one = people[0]
            plea = Plea(request_id=row.id, nth=nth + 1, telegram=one.telegram, bot=one.bot, kind=one.kind, asked_at=clock.now())
            await _ask(desk, session, alert, plea)
            return "asked"
        await volunteers.shift(session, request_id, ("asking",), "nobody")
        await alerts.note(session, alert.id, clock.now(), None, "help_nobody", count=nth)
        await pleas.tell(desk, session, row, "nobody", nth)
        return "nobody"


async def _ask(desk: Office, session: AsyncSession, alert: Alert, plea: Plea) -> None:
    """One person is asked; when their time has passed, the next."""
    await volunteers.plea(session, plea)
    await alerts.note(session, alert.id, clock.now(), None, "help_turn", kind=plea.kind)
    await desk.engine.enqueue(session, SAYING[plea.bot], "plead", threads.plea(plea.id), plea.id)
    mark, wait = threads.helper(alert.id, plea.request_id, plea.nth), moves.waits(alert.policy)["wait"]
    await desk.engine.enqueue(session, "alerts", "ask_volunteers", mark, plea.request_id, plea.nth, after=wait)


@workflow("plead")
async def plead(plea_id: int) -> str:
    """Ask one person; when that cannot be done, the next is asked at once."""
    try:
        outcome: str = await send_plea(plea_id)
    except Exception as fault:
        outcome = type(fault).__name__
    if outcome not in ("sent", "settled"):
        await not_asked(plea_id)
    return outcome


def _voice(desk: Office, plea: Plea) -> Community | Duty:
    """The bot through which somebody is asked; its queue is served where it is."""
    return desk.community_bot if plea.bot == "community" else desk.duty_bot


async def _turn_to(session: AsyncSession, plea: Plea) -> None:
    """Speak to whoever is asked, in the bot through which they are."""
    if plea.bot == "community":
        await languages.turn_to_chat(session, plea.telegram)
    else:
        await languages.turn_to_staff(session, plea.telegram)


@effect("send_plea")
async def send_plea(plea_id: int) -> str:
    """sent, settled (nobody is needed any more), or why it never will be. At-least-once: it may come twice."""
    desk = office.current()
    async with desk.store.begin() as session:
        plea = await volunteers.get_plea(session, plea_id)
        row = await volunteers.get_request(session, plea.request_id) if plea else None
        if plea is None or row is None or plea.state != "asked" or row.state == "over":
            return "settled"
        await _turn_to(session, plea)
        text = f"{await pleas.words(session, desk, row)}\n{say('plea-or-not')}"
    voice = _voice(desk, plea)
    try:
        sent = await voice.plead(plea.telegram, text, plea.id)
    except Undelivered as refused:
        return refused.reason
    async with desk.store.begin() as session:
        now = await volunteers.get_plea(session, plea_id)
        needed = now is not None and now.state not in ("over", "left")
        if now is not None and needed and now.message is None:
            now.message = sent.message
    if not needed:
        await voice.edit(sent, say("plea-over"))
    return "sent"


@record("not_asked")
async def not_asked(plea_id: int) -> None:
    """Somebody cannot be reached."""
    desk = office.current()
    async with desk.store.begin() as session:
        plea = await volunteers.get_plea(session, plea_id)
        row = await volunteers.get_request(session, plea.request_id) if plea else None
        if plea is None or row is None or plea.state != "asked":
            return
        plea.state = "failed"
        await alerts.note(session, row.alert_id, clock.now(), None, "help_unreachable", kind=plea.kind)
        await pleas.go_on(desk, session, row, plea)


@workflow("settle_plea")
async def settle_plea(plea_id: int, why: str) -> None:
    """Take what was disclosed off somebody's phone, with a word of thanks; then forget whose it was."""
    await put_thanks(plea_id, why)
    await unname_plea(plea_id)


@effect("put_thanks")
async def put_thanks(plea_id: int, why: str) -> None:
    """taken, over or thanks in the place of what was asked."""
    desk = office.current()
    async with desk.store.begin() as session:
        plea = await volunteers.get_plea(session, plea_id)
        if plea is not None:
            await _turn_to(session, plea)
    if plea is None or plea.message is None or not plea.telegram:
        return
    text = say(f"plea-{why}")
    try:
        await _voice(desk, plea).edit(Sent(plea.telegram, plea.message), text)
    except Undelivered:
        return


@record("unname_plea")
async def unname_plea(plea_id: int) -> None:
    """Their message says nothing any more; who it was is known for as long as others are still being asked, so as not to ask them again."""
    async with office.current().store.begin() as session:
        plea = await volunteers.get_plea(session, plea_id)
        row = await volunteers.get_request(session, plea.request_id) if plea else None
        if plea is None:
            return
        plea.message = None
        if row is None or row.state == "over" or plea.state == "left":
            plea.telegram = 0


@workflow("end_help")
async def end_help(number: int) -> None:
    """The alert has moved on: nobody is needed any more."""
    await end_request_of(number)


@record("end_request_of")
async def end_request_of(number: int) -> None:
    """End the alert's request, unless somebody is being sought again."""
    desk = office.current()
    async with desk.store.begin() as session:
        alert = await alerts.get(session, number)
        row = await volunteers.running(session, number)
        if alert is not None and row is not None and alert.state not in SEEKING:
            await pleas.over(desk, session, row)


@workflow("expire_help")
async def expire_help(request_id: int) -> None:
    """A day later what was disclosed is gone, whatever became of the alert."""
    await expire(request_id)


@record("expire")
async def expire(request_id: int) -> None:
    """End the request."""
    desk = office.current()
    async with desk.store.begin() as session:
        row = await volunteers.get_request(session, request_id)
        if row is not None:
            await pleas.over(desk, session, row)


@workflow("tell_helped")
async def tell_helped(person: int, request_id: int, plea_id: int, event: str) -> str:
    """Tell an officer what came of asking around."""
    outcome: str = await say_helped(person, request_id, plea_id, event)
    return outcome


@effect("say_helped")
async def say_helped(person: int, request_id: int, plea_id: int, event: str) -> str:
    """sent, or why it never will be; the card shows it in any case."""
    desk = office.current()
    async with desk.store.begin() as session:
        await languages.turn_to_staff(session, person)
        row = await volunteers.get_request(session, request_id)
        plea = await volunteers.get_plea(session, plea_id) if event != "nobody" else None
        name = await pleas.name_of(session, desk, plea) if plea else ""
    return await delivered(desk.duty_bot.say(person, say(f"helped-{event}", name=name, number=row.alert_id if row else ""), silent=True))
