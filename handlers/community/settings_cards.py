"""`/settings` as a group's administrators see it: one message, page by page, and what each button carries.

Way of a card: `bot.people.manners` → `Manners` → here → sender. A button says what shall be, so that pressing a stale card does no harm:
the card that takes its place shows how it is.
"""

from collections.abc import Callable, Iterator
from typing import Literal, cast

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, Message
from pydantic import Field

from bot.people.manners import Manners
from bot.publicity.schedule import DAYS, WeeklySlot, parse_slot
from bot.publicity.tags import tag_name
from bot.texts import say

Act = Literal["look", "language", "slot", "trait", "watch", "write", "plain", "keep", "remove"]
Page = Literal["main", "language", "slot", "traits", "watch", "words", "remove"]
Row = list[InlineKeyboardButton]
HOURS = (8, 9, 10, 12, 15, 18, 19, 20)


class Setting(CallbackData, prefix="s1"):
    """`s1:<act>:<what>`: look at a page; a language; a slot (`fri-1930`, none, common); a trait (`<mark>-on`); watch on or off; …"""

    act: Act
    what: str = Field(default="", pattern=r"^[A-Za-z0-9-]{0,24}$")


def _button(text: str, act: Act, what: str = "", *, on: bool = False) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=f"✅ {text}" if on else text, callback_data=Setting(act=act, what=what).pack())


def _rows(buttons: list[InlineKeyboardButton], width: int) -> Iterator[Row]:
    yield from (buttons[at : at + width] for at in range(0, len(buttons), width))


def card(manners: Manners, page: str) -> tuple[str, InlineKeyboardMarkup]:
    """A page's text and buttons; an unknown page is the first one."""
    told, rows = _PAGES.get(cast(Page, page), _PAGES["main"])
    back = [] if page not in _PAGES or page == "main" else [[_button(say("settings-button-back"), "look", "main")]]
    return told(manners), InlineKeyboardMarkup(inline_keyboard=[row for row in [*rows(manners), *back] if row])


def own(language: str, languages: tuple[str, ...]) -> tuple[str, InlineKeyboardMarkup]:
    """What a person chooses for their own private chat: the language."""
    return say("settings-own"), InlineKeyboardMarkup(inline_keyboard=list(_rows(_languages(language, languages), 3)))


def under_prompt() -> InlineKeyboardMarkup:
    """不改了; the message that has it waits for words as its reply."""
    return InlineKeyboardMarkup(inline_keyboard=[[_button(say("settings-button-keep"), "keep")]])


def is_prompt(message: Message | None) -> bool:
    """Whether a message of ours waits for the words of an introduction: by its first button."""
    rows = message.reply_markup.inline_keyboard if message and isinstance(message.reply_markup, InlineKeyboardMarkup) else []
    return any(button.callback_data == Setting(act="keep").pack() for row in rows for button in row)


def _main(manners: Manners) -> str:
    chosen = "、".join(tag_name(trait.name) for trait in manners.traits if trait.on)
    lines = [
        say("settings-title"),
        say("settings-area", area=manners.area) if manners.area else say("settings-no-area"),
        say("settings-language", language=say(f"settings-language-{manners.language}")),
        say("settings-slot", slot=_slot(manners)),
        say("settings-traits", traits=chosen or say("settings-no-traits")),
        say("settings-introduction", whose=say("settings-introduction-own" if manners.own else "settings-introduction-common")),
    ]
    if manners.watch is not None:
        lines.append(say("settings-watch", state=say("settings-on" if manners.watch else "settings-off")))
    return "\n".join([*lines, "", say("settings-a-day", count=manners.a_day)])


def _main_rows(manners: Manners) -> Iterator[Row]:
    choice = [_button(say("settings-button-language"), "look", "language")] if len(manners.languages) > 1 else []
    yield [*choice, _button(say("settings-button-slot"), "look", "slot")]
    yield [_button(say("settings-button-traits"), "look", "traits"), _button(say("settings-button-words"), "look", "words")]
    yield [_button(say("settings-button-watch"), "look", "watch")] if manners.watch is not None else []
    yield [_button(say("settings-button-remove"), "look", "remove")]


def _languages(chosen: str, languages: tuple[str, ...]) -> list[InlineKeyboardButton]:
    return [_button(say(f"settings-language-{one}"), "language", one, on=one == chosen) for one in languages]


def _slot(manners: Manners) -> str:
    """周五 19:30; with a word when it is everybody's."""
    if manners.slot == "none":
        return say("settings-slot-none")
    slot = parse_slot(manners.slot or manners.common)
    at = say("settings-slot-at", day=say(f"settings-day-{DAYS[slot.weekday]}"), time=f"{slot.hour:02d}:{slot.minute:02d}")
    return at if manners.slot else say("settings-slot-common", at=at)


def _slot_rows(manners: Manners) -> Iterator[Row]:
    now = parse_slot(manners.common if manners.slot in (None, "none") else str(manners.slot))
    own = manners.slot not in (None, "none")

    def to(slot: WeeklySlot, text: str, chosen: bool) -> InlineKeyboardButton:
        return _button(text, "slot", f"{DAYS[slot.weekday]}-{slot.hour:02d}{slot.minute:02d}", on=own and chosen)

    days = [(WeeklySlot(day, now.hour, now.minute), say(f"settings-day-{name}")) for day, name in enumerate(DAYS)]
    yield from _rows([to(slot, text, slot.weekday == now.weekday) for slot, text in days], 4)
    hours = [WeeklySlot(now.weekday, hour, 0) for hour in HOURS]
    yield from _rows([to(slot, f"{slot.hour:02d}:00", (slot.hour, 0) == (now.hour, now.minute)) for slot in hours], 4)
    common = _button(say("settings-button-common"), "slot", "common", on=manners.slot is None)
    yield [common, _button(say("settings-button-none"), "slot", "none", on=manners.slot == "none")]


def _trait_rows(manners: Manners) -> Iterator[Row]:
    yield from _rows(
        [_button(tag_name(one.name), "trait", f"{one.mark}-{'off' if one.on else 'on'}", on=one.on) for one in manners.traits], 3
    )


def _words(manners: Manners) -> str:
    return say("settings-words", words=manners.introduction) if manners.introduction else say("settings-words-house")


def _words_rows(manners: Manners) -> Iterator[Row]:
    yield [_button(say("settings-button-write"), "write")]
    yield [_button(say("settings-button-plain"), "plain")] if manners.own else []


def _watch_rows(manners: Manners) -> Iterator[Row]:
    if manners.watch is not None:
        yield [
            _button(
                say("settings-button-watch-off" if manners.watch else "settings-button-watch-on"), "watch", "off" if manners.watch else "on"
            )
        ]


_PAGES: dict[Page, tuple[Callable[[Manners], str], Callable[[Manners], Iterator[Row]]]] = {
    "main": (_main, _main_rows),
    "language": (lambda _: say("settings-which-language"), lambda manners: _rows(_languages(manners.language, manners.languages), 3)),
    "slot": (lambda manners: say("settings-which-slot", slot=_slot(manners)), _slot_rows),
    "traits": (lambda _: say("settings-which-traits"), _trait_rows),
    "watch": (lambda _: say("settings-what-watch"), _watch_rows),
    "words": (_words, _words_rows),
    "remove": (lambda _: say("settings-remove"), lambda _: iter([[_button(say("settings-button-remove-yes"), "remove", "yes")]])),
}
