"""The rota's messages as durable workflows: a colleague is asked, the asker hears the answer, the next on duty gets what is in hands.

The rows are true and the ids come from them, so that a change of shift is told once to each who comes on duty, also after a restart. Notes
are opened only when they are sent.
"""

from datetime import datetime, timedelta
from typing import Any

from bot import clock, office
from bot.desk.moves import HELD
from bot.durable import effect, record, workflow
from bot.duty import roster
from bot.duty.rota import latest_change, spoken
from bot.messenger import delivered
from bot.office import Office
from bot.people import languages
from bot.store import alerts, areas, shifts
from bot.texts import say

LATE = timedelta(hours=12)
"""A change of shift that was missed is told for so long, as long as nobody has come since."""
MOST_ALERTS = 20


@workflow("ask_shift")
async def ask_shift(shift_id: int) -> str:
    """Ask the colleague; one who cannot be reached counts as 不行, and the asker hears of it."""
    try:
        outcome: str = await put_request(shift_id)
    except Exception as fault:
        outcome = type(fault).__name__
    if outcome not in ("sent", "settled"):
        await not_reached(shift_id)
    return outcome


@effect("put_request")
async def put_request(shift_id: int) -> str:
    """sent, settled (withdrawn meanwhile), or why it never will be."""
    desk = office.current()
    async with desk.store.begin() as session:
        shift = await shifts.get(session, shift_id)
        area = await areas.get(session, shift.area) if shift else None
        await languages.turn_to_staff(session, shift.telegram if shift else 0)
    if shift is None or shift.state != "asked":
        return "settled"
    values = {"name": shift.by_name, "starts": spoken(shift.starts_at), "ends": spoken(shift.ends_at), "area": area.name if area else ""}
    text = say("duty-ask-swap", values) if shift.reason == "swap" else say("duty-ask-away", values)
    return await delivered(desk.duty_bot.ask(shift.telegram, text, shift.id))


@record("not_reached")
async def not_reached(shift_id: int) -> None:
    """Nobody was asked: the asker hears of it."""
    desk = office.current()
    async with desk.store.begin() as session:
        shift = await shifts.get(session, shift_id)
        if shift is not None and await shifts.answer(session, shift, "unreachable", clock.now()):
            await desk.engine.enqueue(session, "pages", "tell_shift", f"tell-shift-{shift_id}", shift_id)


@workflow("tell_shift")
async def tell_shift(shift_id: int) -> str:
    """The asker hears what the colleague said."""
    told: str = await tell_asker(shift_id)
    return told


@effect("tell_asker")
async def tell_asker(shift_id: int) -> str:
    """sent, or why it never will be; who goes away is reminded of the alerts they hold."""
    desk = office.current()
    async with desk.store.begin() as session:
        shift = await shifts.get(session, shift_id)
        assert shift is not None
        holding = await alerts.count_held(session, shift.by)
        await languages.turn_to_staff(session, shift.by)
    values = {"name": shift.name, "starts": spoken(shift.starts_at), "ends": spoken(shift.ends_at)}
    if shift.state == "agreed":
        text = say("duty-agreed-swap", values) if shift.reason == "swap" else say("duty-agreed-away", values)
        if shift.reason == "away" and holding:
            text = f"{text}\n{say('duty-still-holding', count=holding)}"
    else:
        text = say("duty-refused", values) if shift.state == "refused" else say("duty-unreachable", values)
    return await _say(desk, shift.by, text)


@workflow("tell_back")
async def tell_back(shift_id: int) -> str:
    """Who stood in hears that it is over."""
    told: str = await tell_relieved(shift_id)
    return told


@effect("tell_relieved")
async def tell_relieved(shift_id: int) -> str:
    """sent, or why it never will be."""
    desk = office.current()
    async with desk.store.begin() as session:
        shift = await shifts.get(session, shift_id)
        assert shift is not None
        await languages.turn_to_staff(session, shift.telegram)
    return await _say(desk, shift.telegram, say("duty-relieved", name=shift.by_name))


async def look_for_changes(desk: Office) -> list[str]:
    """Ask for the newest change of shift of every station; what was told already is nothing. Returns the workflow ids asked for."""
    now, asked = clock.now(), []
    async with desk.store.begin() as session:
        standing = await roster.stand_ins(session, now - LATE)
        for area, line in (await roster.lines(session)).items():
            change = latest_change(line, standing, now, LATE)
            if change is None:
                continue
            for person in [person for person in change.after if person not in change.before]:
                moment = change.at.isoformat()
                asked.append(f"shift-{area}-{moment}-{person}")
                await desk.engine.enqueue(session, "pages", "hand_over_shift", asked[-1], area, moment, person)
    return asked


@workflow("hand_over_shift")
async def hand_over_shift(area: str, moment: str, person: int) -> str:
    """Who comes on duty gets what is in hands at the station, then each note; operators hear when that cannot be said."""
    notes: list[int] = await notes_for(area, moment)
    try:
        told: str = await tell_what_is_in_hands(area, moment, person)
        for note in notes if told == "sent" else ():
            await tell_note(note, person)
    except Exception as fault:
        told = type(fault).__name__
    if told == "sent":
        await notes_given(notes, moment)
    else:
        await tell_operators(area, moment, person)
    return told


@record("notes_for")
async def notes_for(area: str, moment: str) -> list[int]:
    """The notes for this change."""
    async with office.current().store.begin() as session:
        return [note.id for note in await shifts.notes_at(session, area, datetime.fromisoformat(moment))]


@record("notes_given")
async def notes_given(notes: list[int], moment: str) -> None:
    """Somebody has them; a note that reached nobody waits for the next change."""
    async with office.current().store.begin() as session:
        await shifts.given(session, notes, datetime.fromisoformat(moment))


@effect("tell_what_is_in_hands")
async def tell_what_is_in_hands(area: str, moment: str, person: int) -> str:
    """Since when one is on duty, with whom, and which alerts are alive; sent, or why it never will be."""
    desk = office.current()
    async with desk.store.begin() as session:
        node = await areas.get(session, area)
        found = await alerts.live(session, await areas.below(session, [area]))
        await languages.turn_to_staff(session, person)
    lines = [say("duty-your-shift", area=node.name if node else area, starts=spoken(datetime.fromisoformat(moment)))]
    lines.append(say("duty-in-hands", count=len(found)) if found else say("duty-nothing-in-hands"))
    for alert in found[:MOST_ALERTS]:
        state = say("duty-alerts-signed", name=alert.signed_name or "") if alert.state in HELD else say("duty-alerts-open")
        lines.append(say("duty-in-hands-line", tier=say(f"tier-{alert.tier}"), number=alert.id, state=state))
    return await _say(desk, person, "\n".join(lines))


@workflow("give_note")
async def give_note(note_id: int, person: int) -> str:
    """A note that was written after the change of shift goes to who is on duty."""
    told: str = await tell_note(note_id, person)
    return told


@effect("tell_note")
async def tell_note(note_id: int, person: int) -> str:
    """One note; sent, gone (its time is over), or why it never will be."""
    desk = office.current()
    async with desk.store.begin() as session:
        note = await shifts.note(session, note_id)
        await languages.turn_to_staff(session, person)
    if note is None or note.words is None:
        return "gone"
    return await _say(desk, person, say("duty-note", name=note.name, words=desk.cipher.open(note.words)))


@record("tell_operators")
async def tell_operators(area: str, moment: str, person: int) -> None:
    """Somebody is on duty and cannot be reached: that must be loud."""
    desk = office.current()
    async with desk.store.begin() as session:
        values: dict[str, Any] = {
            "name": "、".join(await roster.names(session, [person])),
            "starts": spoken(datetime.fromisoformat(moment)),
        }
        text = say("operators-shift-unreachable", values)
        for operator in desk.settings.operators:
            await desk.engine.enqueue(session, "pages", "tell_operator", f"shift-{area}-{moment}-{person}-{operator}", operator, text)


async def _say(desk: Office, person: int, text: str) -> str:
    return await delivered(desk.duty_bot.say(person, text))
