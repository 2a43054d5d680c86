"""`/report`, alone as a reply or with the words behind it: one act, and the officer's phone rings before anybody is asked anything.

dispatcher → matter → `reports.report` → receipt. The button 「报告民警」 does the same from `pressing`.
"""

from aiogram.types import Message

from bot import reports
from bot.errors import UserError
from bot.reports import Reported
from bot.texts import say
from handlers.community import receipts
from handlers.community.addressed import Call
from handlers.community.booth import Booth, is_anonymous, is_group, place_of
from handlers.community.matter import matter_of


async def on_report(booth: Booth, message: Message, call: Call, update: int) -> None:
    """Pass on what the command says or replies to; raises UserError report-anonymous, nothing-to-report or what the service refuses."""
    who = message.from_user
    if who is None or is_anonymous(message):
        raise UserError("report-anonymous")
    matter = await matter_of(booth, message)
    receipt = await reports.report(
        booth.office,
        Reported(
            origin=f"report:{message.chat.id}:{message.message_id}",
            reporter=who.id,
            reporter_name=who.full_name,
            text=matter.reported or (say("reported-without-words") if matter.unread else ""),
            subject=matter.subject,
            group=message.chat.id if is_group(message.chat) else None,
        ),
    )
    await receipts.tell(booth, receipt, place_of(message), reporter=who.id, reply_to=message.message_id)
