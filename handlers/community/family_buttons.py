"""Family contacts: the buttons of naming and withdrawing, and of a relative or a resident who is asked. family.py answers them."""

from typing import Literal

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, Message
from pydantic import Field

from bot.helping.kin import MOST, Family
from bot.texts import say

Act = Literal["invite", "number", "not", "ask", "always", "renumber", "withdraw", "leave", "yes", "no"]
Rows = list[list[InlineKeyboardButton]]


class Named(CallbackData, prefix="n1"):
    """`n1:<act>:<contact>`; contact is its id, 0 where there is none yet."""

    act: Act
    contact: int = Field(default=0, ge=0, lt=10**15)


class Summoned(CallbackData, prefix="c1"):
    """`c1:<said>:<call>`: a relative's answer, or the wish to know what to say."""

    said: Literal["yes", "later", "lost", "how"]
    call: int = Field(gt=0, lt=10**15)


class Leave(CallbackData, prefix="l1"):
    """`l1:<said>:<call>`: a resident's leave to ask a relative."""

    said: Literal["yes", "no"]
    call: int = Field(gt=0, lt=10**15)


def _button(text: str, data: CallbackData) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=text, callback_data=data.pack())


def standing(family: Family) -> InlineKeyboardMarkup:
    """What somebody may do with whom they named, and name one more; and leave whom they are there for."""
    rows: Rows = []
    for one in family.own:
        if one.state == "agreed":
            other: Act = "always" if one.ask_first else "ask"
            rows.append([_button(say(f"family-button-{other}", name=one.title), Named(act=other, contact=one.id))])
            if one.phone:
                rows.append([_button(say("family-button-renumber", name=one.title), Named(act="renumber", contact=one.id))])
        rows.append([_button(say("family-button-withdraw", name=one.title), Named(act="withdraw", contact=one.id))])
    if sum(one.state == "agreed" for one in family.own) < MOST:
        rows.append([_button(say("family-button-invite"), Named(act="invite"))])
        rows.append([_button(say("family-button-number"), Named(act="number"))])
    rows += [[_button(say("family-button-leave", name=name), Named(act="leave", contact=number))] for number, name in family.others]
    return InlineKeyboardMarkup(inline_keyboard=rows)


def agree_or_not(contact: int) -> InlineKeyboardMarkup:
    """我愿意 and 先不了."""
    yes, no = Named(act="yes", contact=contact), Named(act="no", contact=contact)
    return InlineKeyboardMarkup(inline_keyboard=[[_button(say("family-button-yes"), yes), _button(say("family-button-no"), no)]])


def not_now() -> InlineKeyboardMarkup:
    """Under the message that asks for a number; a reply to it is one."""
    return InlineKeyboardMarkup(inline_keyboard=[[_button(say("family-number-back"), Named(act="not"))]])


def asks_number(message: Message | None) -> bool:
    """Whether a message of ours asks for a number, read from its buttons."""
    markup = message.reply_markup if message else None
    rows = markup.inline_keyboard if isinstance(markup, InlineKeyboardMarkup) else []
    return any(button.callback_data == Named(act="not").pack() for row in rows for button in row)


def summoned(call: int, state: str = "asked") -> InlineKeyboardMarkup:
    """我马上联系 and 晚一点, or 打不通 once they are at it; and what to say."""
    how = _button(say("kin-button-how"), Summoned(said="how", call=call))
    if state == "accepted":
        return InlineKeyboardMarkup(inline_keyboard=[[_button(say("kin-button-lost"), Summoned(said="lost", call=call)), how]])
    yes = _button(say("kin-button-yes"), Summoned(said="yes", call=call))
    later = [] if state == "later" else [_button(say("kin-button-later"), Summoned(said="later", call=call))]
    return InlineKeyboardMarkup(inline_keyboard=[[yes, *later], [how]])


def leave_or_not(call: int) -> InlineKeyboardMarkup:
    """可以 and 先不要."""
    yes, no = Leave(said="yes", call=call), Leave(said="no", call=call)
    return InlineKeyboardMarkup(inline_keyboard=[[_button(say("kin-leave-yes"), yes), _button(say("kin-leave-no"), no)]])
