"""The private talk about a transfer: which messages answer the question that stands, and what the buttons of the card do.

Before `asking`: what answers goes to `bot.stop.stop_payment`, everything else goes the ordinary way. Dispatcher → here → service →
stop_cards.
"""

from collections.abc import Sequence

from aiogram.types import CallbackQuery, Message

from bot.errors import UserError
from bot.messenger import Sent
from bot.stop import stop_payment
from bot.stop.stop_talk import Press, Prompt, Said
from bot.texts import say
from handlers.community.attached import attached
from handlers.community.booth import Booth, is_group
from handlers.community.matter import is_only_a_question, matter_of
from handlers.community.stop_cards import Tap, buttons, put, report_under, told


async def on_said(booth: Booth, parts: Sequence[Message]) -> bool:
    """Whether a private message answered the question that stands; what is forwarded, or replies to anything else, never does."""
    message = parts[-1]
    replied = message.reply_to_message
    if is_group(message.chat) or message.from_user is None or any(part.forward_origin for part in parts):
        return False
    if replied is not None and report_under(replied) is None:
        return False
    if any(attached(part) for part in parts):
        prompt = await _shown_picture(booth, parts)
    else:
        prompt = await stop_payment.answer(booth.office, _said(message, _words(parts)))
    if prompt is None:
        return False
    await put(booth, prompt, message.from_user.id, message.message_id)
    return True


async def on_edit(booth: Booth, message: Message) -> bool:
    """Whether an edit corrected an answer."""
    if is_group(message.chat) or message.from_user is None or not message.text:
        return False
    prompt = await stop_payment.revise(booth.office, _said(message, message.text))
    if prompt is None:
        return False
    await put(booth, prompt, message.from_user.id, message.message_id)
    return True


def _said(message: Message, text: str) -> Said:
    assert message.from_user is not None
    replied = message.reply_to_message
    return Said(message.from_user.id, message.message_id, text, report_under(replied) if replied else None)


def _words(parts: Sequence[Message]) -> str:
    """What was typed; of a contact that was shared, its number; of a sticker nothing."""
    return " ".join(part.text or (part.contact.phone_number if part.contact else "") for part in parts).strip()


async def _shown_picture(booth: Booth, parts: Sequence[Message]) -> Prompt | None:
    """A picture is the proof of a transfer when it is awaited, tells of one, and nobody asks about it."""
    message = parts[-1]
    assert message.from_user is not None
    matter = await matter_of(booth, parts)
    if any(is_only_a_question(words) for words in matter.own) or not await stop_payment.standing(booth.office, message.from_user.id):
        return None
    contents = await booth.attachments.read(matter.attachments)
    return await stop_payment.propose(booth.office, _said(message, contents.text)) if contents.text else None


async def on_tap(query: CallbackQuery, callback_data: Tap, booth: Booth) -> None:
    """A button of the card; raises UserError question-gone outside a private chat, not-your-report for anybody else's."""
    place, who = query.message, query.from_user.id
    if place is None or is_group(place.chat):
        raise UserError("question-gone")
    pressed = Press(callback_data.report, callback_data.act, callback_data.key, callback_data.value)
    prompt = await stop_payment.press(booth.office, pressed, who)
    danger = pressed.act == "pick" and pressed.value == "on"
    note = say("stop-screen-now") if danger else say("stop-past") if prompt.past and prompt.message != place.message_id else ""
    await booth.sender.note(query.id, note, alert=bool(note))
    if prompt.message == place.message_id and not prompt.worse and isinstance(place, Message):
        await booth.sender.edit(Sent(place.chat.id, place.message_id), told(prompt), buttons=buttons(prompt))
    elif not prompt.past:
        await put(booth, prompt, who)
