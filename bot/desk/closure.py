"""What a reporter hears afterwards — somebody signed, it is closed, and nothing more — as a durable workflow of the community bot."""

from bot import clock, office
from bot.desk.moves import LIVE
from bot.durable import effect, workflow
from bot.messenger import Link, Place, Sent, delivered
from bot.people import languages
from bot.store import alerts, doubles, people
from bot.texts import say, series


@workflow("tell_reporter")
async def tell_reporter(report_id: int, event: str) -> str:
    """Privately if the reporter's chat is open; the receipt in the group shows it too, without details."""
    told: str = await tell_privately(report_id, event)
    await mark_receipt(report_id, event)
    return told


@effect("tell_privately")
async def tell_privately(report_id: int, event: str) -> str:
    """sent, told (with an earlier report of theirs of the same matter), or why it never will be."""
    desk = office.current()
    async with desk.store.begin() as session:
        row = await alerts.get_report(session, report_id)
        theirs = await doubles.of_reporter(session, row) if row and row.reporter else []
        numbers = sorted({await doubles.number_told(session, report) for report in theirs})
        await languages.turn_to_chat(session, row.reporter if row and row.reporter else 0)
    if row is None or not row.reporter or desk.community is None:
        return "gone"
    if theirs[0].id != report_id:
        return "told"
    text = say(f"closure-{event.replace('_', '-')}", number=series(numbers))
    outcome = await delivered(desk.community.say(Place(row.reporter), text))
    if outcome != "sent":
        return outcome
    async with desk.store.begin() as session:
        now = await alerts.get_report(session, report_id)
        if now is not None and now.reporter:  # who was forgotten while this was on its way stays forgotten
            await people.seen(session, now.reporter, clock.now(), chat_open=True)
    return outcome


@effect("mark_receipt")
async def mark_receipt(report_id: int, event: str) -> None:
    """The group's receipt says that it is in hands; while it is, the private door under it stays."""
    desk = office.current()
    async with desk.store.begin() as session:
        row = await alerts.get_report(session, report_id)
        alert = await alerts.get(session, row.alert_id) if row else None
        number = await doubles.number_told(session, row) if row else 0
        await languages.turn_to_chat(session, (row.receipt_chat if row else None) or 0)
    if row is None or alert is None or desk.community is None or row.group_id is None or row.receipt_message is None:
        return
    if row.receipt_chat == row.reporter:  # told in private, where the news has come as a message of its own
        return
    door = Link(say("button-private"), f"r{row.id}") if alert.state in LIVE else None
    text = say(f"receipt-group-{event.replace('_', '-')}", number=number)
    await delivered(desk.community.edit(Sent(row.receipt_chat or 0, row.receipt_message), text, link=door))
