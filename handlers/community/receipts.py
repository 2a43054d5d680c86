"""Telling somebody that their report was passed on: in a group no details and a private door, in private the warning at the same moment.

After `reports.report`, for the command and for the button alike. When this runs, the police are being paged already.
"""

import logging

from bot.desk import reports
from bot.desk.reports import Receipt
from bot.messenger import Link, Place, Sent, Undelivered
from bot.people import languages
from bot.texts import say
from handlers.community.booth import Booth
from handlers.community.stop_cards import offer

log = logging.getLogger(__name__)


async def tell(booth: Booth, receipt: Receipt, place: Place, *, reporter: int, reply_to: int | None) -> None:
    """Put the receipt where the report was made; a group that takes no message is gone round by the reporter's private chat."""
    if receipt.private:
        await _privately(booth, receipt, reporter)
    elif receipt.told:
        return
    elif receipt.shared and not receipt.alarming:
        await _joined(booth, receipt, place, reporter=reporter, reply_to=reply_to)
    else:
        try:
            await _in_group(booth, receipt, place, reply_to)
        except Undelivered as refused:
            log.info("receipt %s not taken by the group: %s", receipt.report, refused.reason)
            await _privately(booth, receipt, reporter)


async def tell_aside(booth: Booth, receipt: Receipt, place: Place, *, reporter: int) -> None:
    """Under an answer that nobody else sees the receipt is private, too; a private chat that was never opened leaves only the group."""
    if receipt.told:
        return
    try:
        async with languages.speaking_to(booth.office, reporter):
            sent = await _said_privately(booth, receipt, reporter)
        await reports.receipt_shown(booth.office, receipt.report, sent)
    except Undelivered:
        await _in_group(booth, receipt, place, None)


async def _joined(booth: Booth, receipt: Receipt, place: Place, *, reporter: int, reply_to: int | None) -> None:
    """The group has read it once: whoever joins in hears it in private, or in one short line when they never opened a private chat."""
    try:
        async with languages.speaking_to(booth.office, reporter):
            text = say("receipt-private-signed" if receipt.signed else "receipt-private-joined", number=receipt.number)
            sent = await booth.sender.say(Place(reporter), text, buttons=offer(receipt.report))
    except Undelivered:
        sent = await booth.sender.say(place, say("receipt-group-again", number=receipt.number), reply_to=reply_to)
    await reports.receipt_shown(booth.office, receipt.report, sent)


async def _in_group(booth: Booth, receipt: Receipt, place: Place, reply_to: int | None) -> None:
    if receipt.urgent:
        text = say("receipt-group-urgent", number=receipt.number)
    elif receipt.signed:
        text = say("receipt-group-signed", number=receipt.number)
    elif receipt.count > 1:
        text = say("receipt-group-again", number=receipt.number)
    else:
        text = say("receipt-group", number=receipt.number)
    door = Link(say("button-private"), f"r{receipt.report}")
    sent = await booth.sender.say(place, text, link=door, reply_to=reply_to)
    await reports.receipt_shown(booth.office, receipt.report, sent)


async def _privately(booth: Booth, receipt: Receipt, reporter: int) -> None:
    async with languages.speaking_to(booth.office, reporter):
        sent = await _said_privately(booth, receipt, reporter)
    if receipt.private:
        await reports.receipt_shown(booth.office, receipt.report, sent)


async def _said_privately(booth: Booth, receipt: Receipt, reporter: int) -> Sent:
    if receipt.told and receipt.private:
        text = say("receipt-private-again", number=receipt.number)
    elif receipt.signed:
        text = say("receipt-private-signed", number=receipt.number)
    elif receipt.urgent:
        text = say("receipt-private-urgent", number=receipt.number)
    else:
        text = say("receipt-private", number=receipt.number)
    asked = receipt.private and receipt.new and receipt.tier != "low"  # then the first question follows by itself
    sent = await booth.sender.say(Place(reporter), text, buttons=None if asked else offer(receipt.report))
    if receipt.urgent and not receipt.told:
        await booth.sender.say(Place(reporter), say("emergency-card" if receipt.tier == "urgent" else "warning-card"))
    return sent


def note_for(receipt: Receipt) -> str:
    """What stands under the pressed button for a moment."""
    if receipt.urgent:
        return say("emergency-short" if receipt.tier == "urgent" else "warning-short")
    return say("pressed-report" if receipt.new else "pressed-report-again", number=receipt.number)
