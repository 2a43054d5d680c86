"""Small parts every screen of the demo page is made of: boxes, words, buttons, faces, drawings, and sections that redraw themselves."""

import html
from collections.abc import Callable
from typing import Any

from nicegui import ui
from nicegui.element import Element

from sandbox.world import World

_COLOURS = ("#2f7f74", "#b0653a", "#5b6fa8", "#8a5a86", "#6b8a3a", "#a8873a", "#3f7fa0", "#a05560")

_STROKE = 'fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"'
CLIP = (
    f'<svg viewBox="0 0 24 24" {_STROKE}><path d="m20 11-8.3 8.3a5 5 0 0 1-7.1-7.1l8.6-8.6a3.4 3.4 0 0 1 4.8 4.8'
    'l-8.5 8.5a1.7 1.7 0 0 1-2.4-2.4l7.7-7.7"/></svg>'
)
PLANE = '<svg viewBox="0 0 24 24" fill="currentColor"><path d="M3.6 20.4 21.5 12 3.6 3.6l-.1 6.5L15 12 3.5 13.9z"/></svg>'
BARS = (
    '<svg viewBox="0 0 44 12" fill="currentColor"><rect x="0" y="8" width="3" height="4" rx="1"/>'
    '<rect x="5" y="5.5" width="3" height="6.5" rx="1"/><rect x="10" y="3" width="3" height="9" rx="1"/>'
    '<rect x="15" y="0" width="3" height="12" rx="1"/>'
    '<rect x="23.6" y=".6" width="17" height="10.8" rx="3.2" fill="none" stroke="currentColor" stroke-width="1.1" opacity=".5"/>'
    '<rect x="25.3" y="2.3" width="12" height="7.4" rx="1.8"/><rect x="41.8" y="4" width="1.5" height="4" rx=".7" opacity=".5"/></svg>'
)


class Section:
    """A part of the page that is drawn again only when what it shows has changed."""

    def __init__(self, element: Element) -> None:
        self.element = element
        self._shown: Any = None

    def show(self, what: Any, build: Callable[[], object]) -> None:
        """Build the part anew unless it shows `what` already."""
        if what == self._shown:
            return
        self._shown = what
        self.element.clear()
        with self.element:
            build()


def icon(drawing: str, label: str, classes: str = "") -> Element:
    """A button with a drawing instead of words."""
    with box(f"sw-icon {classes}", "button") as button:
        ui.html(drawing, sanitize=False).style("display:contents")
    return button.props(f'type="button" title="{label}" aria-label="{label}"')


def box(classes: str, tag: str = "div") -> Element:
    """An empty element of the page."""
    return ui.element(tag).classes(classes)


def words(text: str, classes: str = "", tag: str = "div") -> Element:
    """Text exactly as given: escaped, no markup."""
    return ui.html(html.escape(text), sanitize=False, tag=tag).classes(classes)


def touch(classes: str, text: str, on_click: Callable[..., Any], label: str = "") -> Element:
    """A button."""
    button = ui.element("button").classes(classes).on("click", on_click, args=[])
    button.props(f'type="button" aria-label="{html.escape(label or text)}"')
    with button:
        if text:
            words(text, tag="span")
    return button


def face(number: int, name: str, size: int = 30, *, bot: bool = False) -> Element:
    """A round avatar: a seal for 守望, a coloured circle with a character of the name for everyone else."""
    colour = "linear-gradient(150deg,#c65540,#b5432e)" if bot else _COLOURS[abs(number) % len(_COLOURS)]
    letter = "守" if bot else (name.removeprefix("小") or name)[:1]
    return words(letter, "sw-face").style(f"width:{size}px;height:{size}px;font-size:{size * 0.44:.0f}px;background:{colour}")


def colour_of(number: int) -> str:
    """The colour of somebody's name in a group."""
    return _COLOURS[abs(number) % len(_COLOURS)]


def name_of(world: World, number: int) -> str:
    """What somebody is called."""
    if number in world.bots:
        return world.bots[number].name
    return world.people[number].name if number in world.people else "群管理员"
