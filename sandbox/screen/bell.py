"""A page with sound: the phone shakes when a card that waits for 签收 comes in, whoever of its people is called."""

from collections.abc import Iterable

from nicegui import ui
from nicegui.element import Element

from sandbox.things import Chat
from sandbox.timeline import SIGN

RING_SECONDS = 2.2


class Bell:
    """Of one phone; what came before `born` has rung already."""

    def __init__(self, phone: Element, born: int) -> None:
        self._phone = phone
        self._rung = born

    def listen(self, chats: Iterable[Chat]) -> None:
        """Ring for what is new in the private chats among these, unless it was sent without sound."""
        fresh = [
            message
            for chat in chats if chat.type == "private"
            for message in chat.messages.values()
            if message.seq > self._rung and any(SIGN in button["text"] for button in message.buttons)
        ]  # fmt: skip
        if not fresh:
            return
        self._rung = max(message.seq for message in fresh)
        if any(not message.silent for message in fresh):
            self._phone.classes("ringing")
            with self._phone:
                ui.timer(RING_SECONDS, lambda: self._phone.classes(remove="ringing"), once=True)
