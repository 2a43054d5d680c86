"""Relatives asked, residents asked for leave, and both told afterwards, as durable workflows. Acts of people: bot.helping.kin,
bot.helping.kin_calls.
"""

from bot import clock, office
from bot.desk.moves import ENDS
from bot.durable import effect, record, workflow
from bot.helping import kin_answers, kin_calls
from bot.messenger import Place, Sent, Undelivered, delivered
from bot.office import Office
from bot.people import languages
from bot.store import alerts, kin
from bot.store.models import KinCall
from bot.texts import say


@workflow("call_kin")
async def call_kin(call_id: int) -> str:
    """Ask one relative; the officer hears when that cannot be done."""
    try:
        outcome: str = await send_call(call_id)
    except Exception as fault:
        outcome = type(fault).__name__
    if outcome not in ("sent", "settled"):
        await not_called(call_id)
    return outcome


@effect("send_call")
async def send_call(call_id: int) -> str:
    """sent, settled (nobody is needed any more), or why it never will be. At-least-once: it may come twice."""
    desk = office.current()
    async with desk.store.begin() as session:
        call = await kin.get_call(session, call_id)
        if call is None or call.state != "due" or not call.relative:
            return "settled"
        await languages.turn_to_chat(session, call.relative)
        text, to = await kin_answers.words(session, desk, call), call.relative
    try:
        sent = await desk.community_bot.summon(to, text, call_id)
    except Undelivered as refused:
        return refused.reason
    async with desk.store.begin() as session:
        held = await kin.hold(session, call_id)
        if held is not None:
            held.call.reached = True
            held.call.state = "asked" if held.call.state == "due" else held.call.state
    await kin_calls.shown(desk, call_id, sent.message)
    return "sent"


@record("not_called")
async def not_called(call_id: int) -> None:
    """A relative cannot be reached."""
    desk = office.current()
    async with desk.store.begin() as session:
        held = await kin.hold(session, call_id)
        if held is None or held.call.state != "due":
            return
        held.call.state = "failed"
        await alerts.note(session, held.alert.id, clock.now(), None, "kin_unreachable")
        await kin_calls.tell(desk, session, held.call, "unreachable")


@workflow("ask_kin_leave")
async def ask_kin_leave(call_id: int) -> str:
    """Ask a resident whether a relative may be asked; the officer hears when that cannot be done."""
    try:
        outcome: str = await send_leave(call_id)
    except Exception as fault:
        outcome = type(fault).__name__
    if outcome not in ("sent", "settled"):
        await not_asked_leave(call_id)
    return outcome


@effect("send_leave")
async def send_leave(call_id: int) -> str:
    """sent, settled, or why it never will be."""
    desk = office.current()
    async with desk.store.begin() as session:
        call = await kin.get_call(session, call_id)
        if call is None or call.state != "leave" or not call.telegram:
            return "settled"
        await languages.turn_to_chat(session, call.telegram)
        row = await kin.get(session, call.kin_id or 0)
        text, to = say("kin-leave", name=kin_calls.titled(desk, row)), call.telegram
    try:
        sent = await desk.community_bot.ask_leave(to, text, call_id)
    except Undelivered as refused:
        return refused.reason
    await kin_calls.shown(desk, call_id, sent.message)
    return "sent"


@record("not_asked_leave")
async def not_asked_leave(call_id: int) -> None:
    """A resident cannot be reached; asking the relative takes an order now."""
    desk = office.current()
    async with desk.store.begin() as session:
        held = await kin.hold(session, call_id)
        if held is None or held.call.state != "leave":
            return
        held.call.state = "failed"
        await kin_calls.tell(desk, session, held.call, "unasked")


@workflow("tell_kin_called")
async def tell_kin_called(person: int, call_id: int, event: str) -> str:
    """Tell an officer what came of it."""
    outcome: str = await say_kin_called(person, call_id, event)
    return outcome


@effect("say_kin_called")
async def say_kin_called(person: int, call_id: int, event: str) -> str:
    """sent, or why it never will be; the history has it in any case."""
    desk = office.current()
    async with desk.store.begin() as session:
        await languages.turn_to_staff(session, person)
        call = await kin.get_call(session, call_id)
        row = await kin.get(session, call.kin_id) if call and call.kin_id else None
        name = kin_calls.titled(desk, row)
    return await delivered(
        desk.duty_bot.say(person, say(f"kin-told-{event}", name=name, number=call.alert_id if call else ""), silent=event != "lost")
    )


@workflow("settle_kin_call")
async def settle_kin_call(call_id: int, whose: str) -> None:
    """Take what was disclosed off somebody's phone, then forget where it was."""
    await put_kin_over(call_id, whose)
    await unplace_kin_call(call_id)


@effect("put_kin_over")
async def put_kin_over(call_id: int, whose: str) -> None:
    """relative, owner or officer: what stands in the place of what was disclosed."""
    desk = office.current()
    async with desk.store.begin() as session:
        call = await kin.get_call(session, call_id)
        if call is not None and call.bot == "duty":
            await languages.turn_to_staff(session, call.chat or 0)
        elif call is not None:
            await languages.turn_to_chat(session, call.chat or 0)
    if call is None or call.message is None or not call.chat:
        return
    try:
        await _edit(desk, call, say(f"kin-over-{whose}"))
    except Undelivered:
        return


async def _edit(desk: Office, call: KinCall, text: str) -> None:
    voice = desk.duty if call.bot == "duty" else desk.community
    assert voice is not None
    await voice.edit(Sent(call.chat or 0, call.message or 0), text)


@record("unplace_kin_call")
async def unplace_kin_call(call_id: int) -> None:
    """Nothing of it stands on a phone any more."""
    async with office.current().store.begin() as session:
        held = await kin.hold(session, call_id)
        if held is not None and held.call.state == "over":
            held.call.chat = held.call.message = None


@workflow("end_kin")
async def end_kin(number: int) -> None:
    """The alert has ended."""
    await end_kin_of(number)


@record("end_kin_of")
async def end_kin_of(number: int) -> None:
    """Take back what was disclosed and tell the resident, unless the alert is alive again."""
    desk = office.current()
    async with desk.store.begin() as session:
        alert = await alerts.hold(session, number)
        if alert is not None and alert.state in ENDS:
            await kin_calls.ended(desk, session, alert)


@workflow("part_kin")
async def part_kin(number: int) -> None:
    """The alert is in other hands."""
    await part_kin_of(number)


@record("part_kin_of")
async def part_kin_of(number: int) -> None:
    """Take back what was disclosed to those who have no part in it any more."""
    desk = office.current()
    async with desk.store.begin() as session:
        alert = await alerts.hold(session, number)
        if alert is not None:
            await kin_calls.in_other_hands(desk, session, alert)


@workflow("expire_kin_call")
async def expire_kin_call(call_id: int) -> None:
    """A day later what was disclosed is gone, whatever became of the alert."""
    await take_kin_call_back(call_id)


@record("take_kin_call_back")
async def take_kin_call_back(call_id: int) -> None:
    """End the call."""
    desk = office.current()
    async with desk.store.begin() as session:
        held = await kin.hold(session, call_id)
        if held is not None:
            await kin_calls.take_back(desk, session, held.call)


@workflow("tell_kin_owner")
async def tell_kin_owner(call_id: int) -> str:
    """Tell the resident that a relative was asked, then forget whose call it was."""
    outcome: str = await say_kin_owner(call_id)
    await unname_kin_call(call_id)
    return outcome


@effect("say_kin_owner")
async def say_kin_owner(call_id: int) -> str:
    """sent, nothing (nobody was reached, or the resident was forgotten), or why it never will be."""
    desk = office.current()
    async with desk.store.begin() as session:
        call = await kin.get_call(session, call_id)
        if call is None or not call.telegram or not call.reached:
            return "nothing"
        await languages.turn_to_chat(session, call.telegram)
        row = await kin.get(session, call.kin_id) if call.kin_id else None
        name = kin_calls.titled(desk, row)
    key = "kin-owner-order" if call.why == "order" else "kin-owner-consent"
    return await delivered(desk.community_bot.say(Place(call.telegram), say(key, name=name)))


@record("unname_kin_call")
async def unname_kin_call(call_id: int) -> None:
    """What stays is that somebody was asked, when, by whom and why."""
    async with office.current().store.begin() as session:
        call = await kin.get_call(session, call_id)
        if call is not None:
            call.telegram, call.relative, call.kin_id = 0, 0, None


@workflow("tell_kin_news")
async def tell_kin_news(kin_id: int, event: str) -> str:
    """A resident hears that a relative agreed, or does not want to any more."""
    outcome: str = await say_kin_news(kin_id, event)
    return outcome


@effect("say_kin_news")
async def say_kin_news(kin_id: int, event: str) -> str:
    """sent, gone, or why it never will be."""
    desk = office.current()
    async with desk.store.begin() as session:
        row = await kin.get(session, kin_id)
        await languages.turn_to_chat(session, row.telegram if row else 0)
    if row is None or row.state != event:
        return "gone"
    return await delivered(desk.community_bot.say(Place(row.telegram), say(f"kin-news-{event}", name=kin_calls.titled(desk, row))))
