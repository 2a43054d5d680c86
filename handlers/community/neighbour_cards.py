"""劝劝邻居 as a resident sees it: the neighbour's words, how much has sunk in, what can be said next, and what each button carries.

Way of a turn: `bot.persuading.neighbours` → `Scene` → here → sender.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, Message
from pydantic import Field

from bot.library.cards import NeighbourCard
from bot.library.neighbour import Kind
from bot.library.tongues import in_traditional
from bot.persuading.neighbours import Street
from bot.persuading.persuasion import FULL
from bot.persuading.plays import Scene
from bot.texts import say, spoken

Rows = list[list[InlineKeyboardButton]]
Act = Literal["after", "visit", "go", "rest", "not", "street"]


class Knock(CallbackData, prefix="k1"):
    """`k1:<act>:<number>:<neighbour>`: after an answer (its question), visit somebody, go on, rest, not now, see the street."""

    act: Act
    number: int = Field(default=0, ge=0, lt=10**15)
    neighbour: str = Field(default="", pattern=r"^[a-z0-9-]{0,32}$")


class Tell(CallbackData, prefix="m1"):
    """`m1:<play>:<turn>:<move>`: one thing said to a neighbour, in the turn it was drawn for."""

    play: int = Field(gt=0, lt=10**15)
    turn: int = Field(ge=0, lt=100)
    kind: Kind


def _button(text: str, data: CallbackData) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=text, callback_data=data.pack())


def after_answer(question: int) -> list[InlineKeyboardButton]:
    """「换您来劝劝邻居」 under an answer."""
    return [_button(say("button-neighbour"), Knock(act="after", number=question))]


def invitation(play: int) -> InlineKeyboardMarkup:
    """Under what an officer asks."""
    yes, no = Knock(act="go", number=play), Knock(act="not", number=play)
    return InlineKeyboardMarkup(inline_keyboard=[[_button(say("neighbour-button-yes"), yes), _button(say("neighbour-button-not"), no)]])


def play_under(message: Message) -> int | None:
    """The play that a message of ours showed, read from its buttons."""
    rows = message.reply_markup.inline_keyboard if isinstance(message.reply_markup, InlineKeyboardMarkup) else []
    for data in (button.callback_data or "" for row in rows for button in row):
        if data.startswith(f"{Tell.__prefix__}:"):
            return Tell.unpack(data).play
    return None


def _put(scene: Scene) -> Scene:
    """A turn as it is read: what the library says in the letters of the moment, what the resident said as they said it."""
    if spoken() != "zh-Hant":
        return scene
    kept = replace(in_traditional(scene), state=scene.state)
    if scene.said is not None and scene.said.own:
        kept = replace(kept, said=scene.said)
    return replace(kept, mine=scene.mine) if scene.owned else kept


def introduced(street: Street) -> tuple[str, InlineKeyboardMarkup]:
    """Who lives here, and whom one may visit."""
    rows: Rows = []
    if street.waiting is not None:
        label = say("neighbour-button-go-on", name=_put(street.waiting).card.name)
        rows.append([_button(label, Knock(act="go", number=street.waiting.play))])
    labels = [(say("neighbour-button-visit", name=card.name, about=card.about), card) for card in street.neighbours]
    rows += [[_button(label, Knock(act="visit", neighbour=card.id))] for label, card in labels]
    return say("neighbour-street"), InlineKeyboardMarkup(inline_keyboard=rows)


def told(scene: Scene) -> str:
    """A turn as text: the beginning with its scene, a turn with what was said, the end with the resident's own words."""
    scene = _put(scene)
    if scene.resting:
        return say("neighbour-rests", name=scene.card.name)
    if scene.said is None:
        opening = say("neighbour-says", name=scene.card.name, line=scene.line)
        return "\n\n".join(
            [say("neighbour-title", name=scene.card.name), scene.card.scene, opening, say("neighbour-how", name=scene.card.name)]
        )
    parts = [] if scene.said.own else [say("neighbour-you", words=scene.said.words)]
    parts.append(say("neighbour-says", name=scene.card.name, line=scene.line))
    if scene.state.end is None:
        return "\n\n".join([*parts, *([scene.call] if scene.call else []), gauge(scene)])
    return "\n\n".join([*parts, "————", *_ending(scene)])


def gauge(scene: Scene) -> str:
    """How much has sunk in."""
    return say("neighbour-gauge", dots="●" * scene.state.trust + "○" * (FULL - scene.state.trust))


def _ending(scene: Scene) -> Iterator[str]:
    card: NeighbourCard = scene.card
    yield card.ends[scene.state.end or "waits"]
    yield say("neighbour-yours" if scene.owned else "neighbour-not-yours", name=card.name, words=scene.mine)
    if scene.owned and scene.state.end == "won":
        yield say("neighbour-why", why=scene.best)
    if scene.lessons:
        lines = [say("neighbour-lesson", words=move.say, why=move.why) for move in scene.lessons]
        yield "\n".join([say("neighbour-lessons", name=card.name), *lines])
    yield say("neighbour-close")


def buttons(scene: Scene) -> InlineKeyboardMarkup:
    """What can be said, one a row so that it can be read; at the end whom to visit next."""
    scene = _put(scene)
    if scene.resting:
        again = _button(say("neighbour-button-go-on", name=scene.card.name), Knock(act="go", number=scene.play))
        return InlineKeyboardMarkup(inline_keyboard=[[again]])
    if scene.state.end is not None:
        return InlineKeyboardMarkup(inline_keyboard=[[_button(say("neighbour-button-street"), Knock(act="street"))]])
    found = [(scene.card.moves[kind].label, Tell(play=scene.play, turn=scene.state.turn, kind=kind)) for kind in scene.choices]
    rows = [[_button(label, data)] for label, data in found]
    return InlineKeyboardMarkup(inline_keyboard=[*rows, [_button(say("neighbour-button-rest"), Knock(act="rest", number=scene.play))]])
