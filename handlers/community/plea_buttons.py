"""Volunteers: the buttons of joining and leaving, and of answering when help is asked for. volunteers.py answers them."""

from collections.abc import Sequence
from typing import Literal

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from pydantic import Field

from bot.helping.volunteering import KINDS, Kind
from bot.texts import say

Act = Literal["kind", "group", "join", "leave", "not"]


class Enlist(CallbackData, prefix="v1"):
    """`v1:<act>:<kind>:<group>`; group is our own id, 0 for all of the person's groups."""

    act: Act
    kind: Kind = "guard"
    group: int = Field(default=0, ge=0, lt=10**15)


class Going(CallbackData, prefix="p1"):
    """`p1:<said>:<plea>`: the answer of somebody who was asked to go and look."""

    said: Literal["yes", "no"]
    plea: int = Field(gt=0, lt=10**15)


def _button(text: str, data: CallbackData) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=text, callback_data=data.pack())


def kinds() -> InlineKeyboardMarkup:
    """As what?"""
    return InlineKeyboardMarkup(inline_keyboard=[[_button(say(f"kind-{kind}"), Enlist(act="kind", kind=kind))] for kind in KINDS])


def which_group(kind: Kind, choices: Sequence[tuple[int, str]]) -> InlineKeyboardMarkup:
    """For which of their groups, or for all of them?"""
    rows = [[_button(title, Enlist(act="group", kind=kind, group=number))] for number, title in choices]
    return InlineKeyboardMarkup(inline_keyboard=[*rows, [_button(say("volunteer-button-all"), Enlist(act="group", kind=kind))]])


def consent(kind: Kind, group: int) -> InlineKeyboardMarkup:
    """同意加入, or not."""
    yes = _button(say("volunteer-button-join"), Enlist(act="join", kind=kind, group=group))
    return InlineKeyboardMarkup(inline_keyboard=[[yes, _button(say("volunteer-button-not"), Enlist(act="not"))]])


def leaving() -> InlineKeyboardMarkup:
    """One press."""
    return InlineKeyboardMarkup(inline_keyboard=[[_button(say("volunteer-button-leave"), Enlist(act="leave"))]])


def go_or_not(plea: int) -> InlineKeyboardMarkup:
    """我去 and 去不了."""
    yes, no = Going(said="yes", plea=plea), Going(said="no", plea=plea)
    return InlineKeyboardMarkup(inline_keyboard=[[_button(say("button-i-go"), yes), _button(say("button-i-cannot"), no)]])


def not_after_all(plea: int) -> InlineKeyboardMarkup:
    """Who said 我去 may still say that they cannot."""
    return InlineKeyboardMarkup(inline_keyboard=[[_button(say("button-not-after-all"), Going(said="no", plea=plea))]])
