"""The messages of the open chat, drawn one by one: only new and changed ones are touched, so nothing flickers or jumps."""

from nicegui.element import Element

from sandbox.screen.bubble import Holder, day, draw, service_line
from sandbox.screen.parts import Section, box, name_of, words
from sandbox.screen.pocket import visible
from sandbox.things import Chat, Message

PAUSE = 180.0


class Conversation:
    """The middle of a phone's screen."""

    def __init__(self, phone: Holder) -> None:
        self._phone = phone
        self._drawn: dict[int, tuple[int, Element]] = {}
        with box("sw-scroll"):
            self._hello = Section(box("sw-hello"))
            self._list = box("sw-list")

    def clear(self) -> None:
        """Nothing is shown until the next `show`."""
        self._drawn.clear()
        self._list.clear()

    def show(self, chat: Chat) -> None:
        """Bring the list up to date."""
        shown = visible(chat, self._phone.person)
        self._hello.show((chat.key, bool(shown), self._greeting(chat)), lambda: None if shown else words(self._greeting(chat)))
        numbers = {message.id for message in shown}
        for number in [number for number in self._drawn if number not in numbers]:
            self._drawn.pop(number)[1].delete()
        before: Message | None = None
        for message in shown:
            self._show_one(message, before)
            before = message

    def _greeting(self, chat: Chat) -> str:
        """What an empty chat says: the bot's own description when it has set one."""
        if chat.type != "private":
            return "还没有人说话"
        world = self._phone.world
        said = world.bots[chat.bot].words
        own = said.get(("description", "zh")) or said.get(("description", ""))
        return own or f"{name_of(world, chat.bot)}\n按「开始」打个招呼"

    def _show_one(self, message: Message, before: Message | None) -> None:
        rev, element = self._drawn.get(message.id, (-1, None))
        if rev == message.rev and element is not None:
            return
        if element is None:
            with self._list:
                element = box("").style("display:contents")
        element.clear()
        with element:
            if before is None or day(before.date) != day(message.date):
                words(day(message.date), "sw-day")
            draw(self._phone, message, first=self._begins(message, before))
        self._drawn[message.id] = (message.rev, element)

    def _begins(self, message: Message, before: Message | None) -> bool:
        """Whether a message begins a run of its sender."""
        if before is None or before.sender != message.sender or service_line(self._phone.world, before):
            return True
        return message.at - before.at > PAUSE
