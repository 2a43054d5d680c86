"""`/report`, alone as a reply or with the words behind it: one act, and the officer's phone rings before anybody is asked anything.

dispatcher → matter → `reports.report` → receipt → the first question of the stop-payment card → what hangs on it is read and added. The
button 「报告民警」 does the same from `pressing`.
"""

from aiogram.types import Message

from bot.desk import reports
from bot.desk.reports import Reported
from bot.errors import UserError
from bot.texts import written
from handlers.community import receipts
from handlers.community.addressed import Call
from handlers.community.booth import Booth, is_anonymous, is_group, place_of
from handlers.community.matter import Matter, matter_of
from handlers.community.stop_cards import ask_on
from handlers.community.supplementing import read_on


async def on_report(booth: Booth, message: Message, call: Call, update: int) -> None:
    """Pass on what the command says or replies to; raises UserError report-anonymous, nothing-to-report or what the service refuses."""
    who = message.from_user
    if who is None or is_anonymous(message):
        raise UserError("report-anonymous")
    matter = await matter_of(booth, [message])
    receipt = await reports.report(
        booth.office,
        Reported(
            origin=f"report:{message.chat.id}:{message.message_id}",
            reporter=who.id,
            reporter_name=who.full_name,
            text=_words_at_hand(matter) or _without_words(booth, message),
            subject=matter.subject,
            group=message.chat.id if is_group(message.chat) else None,
        ),
    )
    if receipt.new or not receipt.told:  # told already: the update was begun before, and came to grief while reading
        await receipts.tell(booth, receipt, place_of(message), reporter=who.id, reply_to=message.message_id)
    if receipt.private:
        await ask_on(booth, receipt.report, who.id)
    booth.albums.report(message.media_group_id, receipt.report)
    await read_on(booth, message, matter, receipt.report)
    if receipt.private:
        await ask_on(booth, receipt.report, who.id)  # what was read may tell of money


def _without_words(booth: Booth, message: Message) -> str:
    """For a message without words that somebody points at: a contact's name and number, of anything else that it is there; else nothing."""
    replied = message.reply_to_message
    if replied is None:
        return written("reported-message") if message.external_reply else ""
    if replied.forum_topic_created is not None or (replied.from_user is not None and replied.from_user.id == booth.me.id):
        return ""
    if contact := replied.contact:
        name = " ".join(part for part in (contact.first_name, contact.last_name) if part)
        return written("reported-contact", name=name, phone=contact.phone_number)
    return written("reported-message")


def _words_at_hand(matter: Matter) -> str:
    """What can be passed on before anything is read: the words, and what else there is, by kind and by a file's name."""
    kinds = dict.fromkeys(one.kind for one in matter.attachments)
    names = dict.fromkeys(one.name for one in matter.attachments if one.name and one.kind in ("file", "package"))
    parts = [matter.reported, *(written(f"reported-{kind}") for kind in kinds), *names]
    return "\n".join(part for part in parts if part)
