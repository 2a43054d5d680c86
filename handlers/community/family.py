"""`/family`: naming a relative, seeing, changing and withdrawing it; a relative's consent and answers; a resident's leave.

All of it in private. A link goes to the relative as a message that can be forwarded; a number is written as a reply, or just after it was
asked for — unless a question about a transfer stands, whose answers are more urgent.
"""

from collections.abc import Awaitable, Callable, Sequence

from aiogram.filters import Filter
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message, User

from bot.errors import UserError
from bot.helping import kin, kin_answers
from bot.helping.kin import Contact, Family
from bot.messenger import Link, Place, Sent
from bot.stop import stop_payment
from bot.texts import say, series
from handlers.community.addressed import Call
from handlers.community.booth import Booth, is_group, place_of
from handlers.community.family_buttons import Leave, Named, Summoned, agree_or_not, asks_number, not_now, standing, summoned

DOOR = "family"
"""The start word of the private door."""
INVITED = "kin-"
"""How the start word of a relative's link begins."""
LONGEST = 60
"""Characters of a message that may be a bare answer with a number in it."""

Shown = tuple[str, InlineKeyboardMarkup | None]


async def on_family(booth: Booth, message: Message, call: Call, update: int) -> None:
    """How one stands, or what it is about; in a group the way to the private chat."""
    if is_group(message.chat):
        door = Link(say("family-door"), DOOR)
        await booth.sender.say(place_of(message), say("family-in-group"), link=door, reply_to=message.message_id)
    elif message.from_user is not None:
        await booth.reply(message, *_told(await kin.view(booth.office, message.from_user.id)))


async def on_invited(booth: Booth, message: Message, code: str) -> None:
    """Somebody opened a resident's link; raises UserError kin-link-gone or kin-own-link."""
    assert message.from_user is not None
    invitation = await kin.opened(booth.office, code, message.from_user.id)
    await booth.reply(message, say("family-asked", owner=invitation.owner), agree_or_not(invitation.id))


def _told(family: Family) -> Shown:
    blocks = []
    if family.own:
        blocks.append("\n".join([say("family-standing"), *map(_line, family.own)]))
    else:
        blocks.append(say("family-invitation"))
    if family.others:
        blocks.append(say("family-of", names=series(name for _, name in family.others)))
    return "\n\n".join(blocks), standing(family)


def _line(one: Contact) -> str:
    if one.state == "left":
        return say("family-line-left")
    if one.state != "agreed":
        return say("family-line-waits", name=one.title)
    terms = say("family-terms-ask" if one.ask_first else "family-terms-always")
    if one.phone:
        return say("family-line-phone", name=one.title, phone=one.phone, terms=terms)
    return say("family-line-telegram", name=one.title, terms=terms)


async def on_named(query: CallbackQuery, callback_data: Named, booth: Booth) -> None:
    """A button of `/family`, or a relative's 我愿意; raises UserError for what is not the presser's."""
    shown, who, press = query.message, query.from_user, callback_data
    if shown is None or shown.chat.id != who.id:
        raise UserError("question-gone")
    text, buttons = await _ACTS[press.act](booth, who, press)
    await booth.sender.note(query.id)
    await booth.sender.edit(Sent(who.id, shown.message_id), text, buttons=buttons)
    if press.act == "invite":
        await _send_card(booth, who)


async def _send_card(booth: Booth, who: User) -> None:
    """What is to be forwarded: a forwarded message keeps a button that opens something."""
    code = await kin.invite(booth.office, who.id, who.full_name)
    link = Link(say("family-card-button"), f"{INVITED}{code}")
    await booth.sender.say(Place(who.id), say("family-card", owner=kin.short(who.full_name)), link=link)


async def _invite(booth: Booth, who: User, press: Named) -> Shown:
    return say("family-forward"), None


async def _number(booth: Booth, who: User, press: Named) -> Shown:
    await kin.ask_number(booth.office, who.id, who.full_name, press.contact)
    return say("family-number-how"), not_now()


async def _not(booth: Booth, who: User, press: Named) -> Shown:
    await kin.no_number(booth.office, who.id)
    return say("family-number-not"), None


async def _terms(booth: Booth, who: User, press: Named) -> Shown:
    await kin.set_terms(booth.office, press.contact, who.id, ask_first=press.act == "ask")
    return _told(await kin.view(booth.office, who.id))


async def _withdraw(booth: Booth, who: User, press: Named) -> Shown:
    await kin.withdraw(booth.office, press.contact, who.id)
    text, buttons = _told(await kin.view(booth.office, who.id))
    return f"{say('family-withdrawn')}\n\n{text}", buttons


async def _leave(booth: Booth, who: User, press: Named) -> Shown:
    await kin.leave(booth.office, press.contact, who.id)
    return say("family-left"), None


async def _agree(booth: Booth, who: User, press: Named) -> Shown:
    yes = press.act == "yes"
    owner = await kin.agree(booth.office, press.contact, who.id, who.full_name, yes=yes)
    return say("family-agreed" if yes else "family-refused", owner=owner), None


_ACTS: dict[str, Callable[[Booth, User, Named], Awaitable[Shown]]] = {
    "invite": _invite,
    "number": _number,
    "renumber": _number,
    "not": _not,
    "ask": _terms,
    "always": _terms,
    "withdraw": _withdraw,
    "leave": _leave,
    "yes": _agree,
    "no": _agree,
}


class Number(Filter):
    """Lets a private message through that answers for whom a number was asked."""

    async def __call__(self, message: Message, booth: Booth, parts: Sequence[Message] = ()) -> bool:
        """A reply to what asks; else a short text with one number, soon after, while nothing more urgent is asked."""
        text, who = message.text or "", message.from_user
        if who is None or is_group(message.chat) or message.forward_origin is not None or len(parts) > 1 or not text:
            return False
        if message.reply_to_message is not None:
            return asks_number(message.reply_to_message)
        if len(text) > LONGEST or not kin.has_number(text) or not await kin.awaits(booth.office, who.id):
            return False
        return not await stop_payment.standing(booth.office, who.id)


async def on_number(message: Message, booth: Booth) -> None:
    """Name and number; raises UserError kin-no-number or kin-gone."""
    assert message.from_user is not None
    await kin.note_number(booth.office, message.from_user.id, message.text or "")
    text, buttons = _told(await kin.view(booth.office, message.from_user.id))
    await booth.reply(message, f"{say('family-number-noted')}\n\n{text}", buttons)


async def on_summoned(query: CallbackQuery, callback_data: Summoned, booth: Booth) -> None:
    """A relative's answer, however late; raises UserError kin-call-over for what is over or another's."""
    shown, who, press = query.message, query.from_user.id, callback_data
    if shown is None or shown.chat.id != who:
        raise UserError("kin-call-over")
    if press.said == "how":
        text = await kin_answers.script(booth.office, press.call, who)
        await booth.sender.note(query.id)
        await booth.sender.say(Place(who), say("kin-how", text=text), reply_to=shown.message_id)
        return
    text, state = await kin_answers.answer(booth.office, press.call, who, press.said)
    await booth.sender.note(query.id)
    await booth.sender.edit(Sent(who, shown.message_id), text, buttons=summoned(press.call, state))


async def on_leave(query: CallbackQuery, callback_data: Leave, booth: Booth) -> None:
    """A resident's 可以 or 先不要; raises UserError kin-call-over for what is over or another's."""
    shown, who = query.message, query.from_user.id
    if shown is None or shown.chat.id != who:
        raise UserError("kin-call-over")
    key = await kin_answers.give_leave(booth.office, callback_data.call, who, yes=callback_data.said == "yes")
    await booth.sender.note(query.id)
    await booth.sender.edit(Sent(who, shown.message_id), say(key))
