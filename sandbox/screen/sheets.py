"""What slides over a phone's screen: a sheet of choices from below, a note from above, a notice that wants to be read."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from nicegui import ui
from nicegui.element import Element

from sandbox.screen.parts import box, touch, words

NOTE_SECONDS = 3.2
READ_SECONDS = 0.12  #: for one character, so that a long note stays long enough
_ESCAPE = "(event) => { if (event.key === 'Escape') emit() }"


@dataclass(frozen=True)
class Item:
    """A line of a sheet: what it says, what it does, and the command it stands for."""

    text: str
    do: Callable[[], Any]
    code: str = ""
    danger: bool = False


def sheet(title: str, items: list[Item], above: Callable[[], Any], after: Callable[[], Any]) -> Element:
    """Offer choices under a title and whatever `above` draws; a touch beside it closes it, `after` runs when one was chosen."""
    with box("sw-shade") as shade, box("sw-sheet").on("click.stop", args=[]):
        words(title, tag="h4")
        above()
        for item in items:
            _line(shade, item, after)
    shade.on("click", shade.delete, args=[])
    _take_keys(shade)
    return shade


def notice(text: str) -> Element:
    """Words in the middle of the screen that stay until they are put away."""
    with box("sw-shade middle") as shade, box("sw-notice").props('role="alertdialog" aria-live="assertive"').on("click.stop", args=[]):
        words(text, "sw-text")
        touch("sw-begin", "知道了", shade.delete)
    shade.on("click", shade.delete, args=[])
    _take_keys(shade)
    return shade


def _take_keys(shade: Element) -> None:
    """The keyboard goes to the first button; Escape puts the whole away."""
    shade.on("keydown", shade.delete, js_handler=_ESCAPE)
    ui.run_javascript(f"requestAnimationFrame(() => getHtmlElement({shade.id})?.querySelector('button')?.focus({{focusVisible: false}}))")


def _line(shade: Element, item: Item, after: Callable[[], Any]) -> None:
    def chosen() -> None:
        shade.delete()
        item.do()
        after()

    with touch(f"sw-item {'danger' if item.danger else ''}", "", chosen, item.code or item.text):
        if item.code:
            words(item.code, tag="code")
        words(item.text, tag="span")


def note(text: str) -> None:
    """A few words, gone after a moment."""
    shown = words(text, "sw-note")
    ui.timer(max(NOTE_SECONDS, READ_SECONDS * len(text)), lambda: None if shown.is_deleted else shown.delete(), once=True)
