"""`/volunteer`: joining by explicit consent, leaving with one press, and the answers of those who are asked to go and look.

In a group the command only opens the private door; who one is and what one agreed to is nobody else's business.
"""

from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from bot.errors import UserError
from bot.helping import pleas, volunteering
from bot.helping.volunteering import Enlisted
from bot.messenger import Link, Sent
from bot.texts import say, series
from handlers.community.addressed import Call
from handlers.community.booth import Booth, is_anonymous, is_group, place_of
from handlers.community.plea_buttons import Enlist, Going, consent, kinds, leaving, not_after_all, which_group

DOOR = "volunteer"
"""The start word of the private door."""


async def on_volunteer(booth: Booth, message: Message, call: Call, update: int) -> None:
    """How one stands, or what it is about; in a group the way to the private chat."""
    writer = message.from_user
    if is_group(message.chat):
        if writer is not None and not is_anonymous(message):
            await volunteering.spoke_in(booth.office, writer.id, message.chat.id)
        door = Link(say("volunteer-door"), DOOR)
        await booth.sender.say(place_of(message), say("volunteer-in-group"), link=door, reply_to=message.message_id)
    elif writer is not None:
        text, buttons = _told(await volunteering.view(booth.office, writer.id))
        await booth.reply(message, text, buttons)


def _told(enlisted: Enlisted) -> tuple[str, InlineKeyboardMarkup | None]:
    """How somebody stands, and what they may press."""
    if enlisted.kind is not None:
        return say("volunteer-standing", kind=say(f"kind-{enlisted.kind}"), groups=series(enlisted.groups)), leaving()
    if not enlisted.choices:
        return say("volunteer-no-group"), None
    return say("volunteer-invitation"), kinds()


async def on_enlist(query: CallbackQuery, callback_data: Enlist, booth: Booth) -> None:
    """A step of joining or leaving; raises UserError volunteer-no-group when the chosen group is none of theirs."""
    shown, who, press = query.message, query.from_user, callback_data
    if shown is None or is_group(shown.chat):
        raise UserError("question-gone")
    text, buttons = await _enlist(booth, who.id, who.full_name, press)
    await booth.sender.note(query.id)
    await booth.sender.edit(Sent(shown.chat.id, shown.message_id), text, buttons=buttons)


async def _enlist(booth: Booth, who: int, name: str, press: Enlist) -> tuple[str, InlineKeyboardMarkup | None]:
    if press.act == "join":
        return _told(await volunteering.join(booth.office, who, name, press.kind, press.group))
    if press.act == "leave":
        await volunteering.leave(booth.office, who)
        return say("volunteer-left"), None
    if press.act == "not":
        return say("volunteer-not"), None
    enlisted = await volunteering.view(booth.office, who)
    chosen = [title for number, title in enlisted.choices if press.act == "kind" or press.group in (0, number)]
    if not chosen:
        raise UserError("volunteer-no-group")
    if press.act == "kind" and len(chosen) > 1:
        return say("volunteer-which-group"), which_group(press.kind, enlisted.choices)
    group = press.group if press.act == "group" else enlisted.choices[0][0]
    text = say("volunteer-consent", kind=say(f"kind-{press.kind}"), groups=series(chosen), owner=booth.office.settings.owner)
    return text, consent(press.kind, group)


async def on_answer(query: CallbackQuery, callback_data: Going, booth: Booth) -> None:
    """我去 or 去不了, however late; raises UserError help-gone for what is over."""
    shown, press = query.message, callback_data
    if shown is None:
        raise UserError("help-gone")
    answered = await pleas.answer(booth.office, press.plea, query.from_user.id, shown.message_id, goes=press.said == "yes")
    await booth.sender.note(query.id)
    buttons = not_after_all(press.plea) if answered.going else None
    await booth.sender.edit(Sent(shown.chat.id, shown.message_id), answered.text, buttons=buttons)
