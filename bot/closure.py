"""What a reporter hears afterwards — somebody signed, it is closed, and nothing more — as a durable workflow of the community bot."""

from bot import clock, office
from bot.durable import effect, workflow
from bot.messenger import Place, Sent, Undelivered
from bot.store import alerts, people
from bot.texts import say


@workflow("tell_reporter")
async def tell_reporter(report_id: int, event: str) -> str:
    """Privately if the reporter's chat is open; the receipt in the group shows it too, without details."""
    told: str = await tell_privately(report_id, event)
    await mark_receipt(report_id, event)
    return told


@effect("tell_privately")
async def tell_privately(report_id: int, event: str) -> str:
    """sent, or why it never will be."""
    desk = office.current()
    async with desk.store.begin() as session:
        row = await alerts.get_report(session, report_id)
    if row is None or not row.reporter or desk.community is None:
        return "gone"
    try:
        await desk.community.say(Place(row.reporter), say(f"closure-{event.replace('_', '-')}", number=row.alert_id))
    except Undelivered as refused:
        return refused.reason
    async with desk.store.begin() as session:
        now = await alerts.get_report(session, report_id)
        if now is not None and now.reporter:  # who was forgotten while this was on its way stays forgotten
            await people.seen(session, now.reporter, clock.now(), chat_open=True)
    return "sent"


@effect("mark_receipt")
async def mark_receipt(report_id: int, event: str) -> None:
    """The group's receipt says that it is in hands."""
    desk = office.current()
    async with desk.store.begin() as session:
        row = await alerts.get_report(session, report_id)
    if row is None or desk.community is None or row.group_id is None or row.receipt_message is None:
        return
    try:
        text = say(f"receipt-group-{event.replace('_', '-')}", number=row.alert_id)
        await desk.community.edit(Sent(row.receipt_chat or 0, row.receipt_message), text)
    except Undelivered:
        return
