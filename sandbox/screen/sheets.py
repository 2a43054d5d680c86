"""What slides over a phone's screen: a sheet of choices from below, a note from above."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from nicegui import ui
from nicegui.element import Element

from sandbox.screen.parts import box, touch, words

NOTE_SECONDS = 3.2


@dataclass(frozen=True)
class Item:
    """A line of a sheet: what it says, what it does, and the command it stands for."""

    text: str
    do: Callable[[], Any]
    code: str = ""
    danger: bool = False


def sheet(title: str, items: list[Item], above: Callable[[], Any], after: Callable[[], Any]) -> None:
    """Offer choices under a title and whatever `above` draws; a touch beside it closes it, `after` runs when one was chosen."""
    with box("sw-shade") as shade, box("sw-sheet").on("click.stop", args=[]):
        words(title, tag="h4")
        above()
        for item in items:
            _line(shade, item, after)
    shade.on("click", shade.delete, args=[])


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
    ui.timer(NOTE_SECONDS, lambda: None if shown.is_deleted else shown.delete(), once=True)
