"""The messages of the open chat, drawn one by one: only new and changed ones are touched, so nothing flickers or jumps."""

from nicegui import ui
from nicegui.element import Element

from sandbox.sample import SUGGESTIONS
from sandbox.screen.bubble import Holder, day, draw, service_line
from sandbox.screen.parts import Section, box, name_of, touch, words
from sandbox.screen.pocket import about, visible
from sandbox.things import Chat, Message

PAUSE = 180.0
_SCROLLED = "(event) => event.target.toggleAttribute('data-up', event.target.scrollTop < -60)"
#: whoever writes wants to see what they wrote
_END = "getHtmlElement(%d).scrollTop = 0"
#: somebody who reads near the end is shown the beginning of what came in, also when it is longer than the screen; the browser
#: has by then kept the place of a reader who is not at the very end, so the height of the newcomer is in scrollTop
_BEGIN = """requestAnimationFrame(() => requestAnimationFrame(() => {
  const scroll = getHtmlElement(%d), row = getHtmlElement(%d)?.lastElementChild;
  if (!row || scroll.scrollTop + row.offsetHeight < -160) return;
  scroll.scrollTop = Math.min(0, scroll.clientHeight - row.offsetHeight - 22);
}))"""


class Conversation:
    """The middle of a phone's screen."""

    def __init__(self, phone: Holder) -> None:
        self._phone = phone
        self._drawn: dict[int, tuple[int, Element]] = {}
        with box("sw-middle"):
            with box("sw-scroll").on("scroll", js_handler=_SCROLLED) as self._scroll:
                self._hello = Section(box("sw-hello"))
                self._list = box("sw-list")
            down = touch("sw-down", "↓", lambda: None, "到最新消息")
            down.on("click", js_handler=f"() => getHtmlElement({self._scroll.id}).scrollTo({{top: 0, behavior: 'smooth'}})")

    def clear(self) -> None:
        """Nothing is shown until the next `show`."""
        self._drawn.clear()
        self._list.clear()

    def show(self, chat: Chat) -> None:
        """Bring the list up to date."""
        shown = visible(chat, self._phone.person)
        people = self._phone.world.people
        new = all(message.sender not in people or service_line(self._phone.world, message) for message in shown)
        self._hello.show((chat.key, self._phone.person, new, self._greeting(chat)), lambda: self._welcome(chat) if new else None)
        numbers = {message.id for message in shown}
        for number in [number for number in self._drawn if number not in numbers]:
            self._drawn.pop(number)[1].delete()
        opening = not self._drawn
        before: Message | None = None
        for message in shown:
            known = message.id in self._drawn
            self._show_one(message, before)
            before = message
            if not known and not opening:
                self._bring_in_sight(message)

    def _welcome(self, chat: Chat) -> None:
        """What somebody sees who has just sat down: who they are, what this is, what they may try."""
        person, begun = self._phone.person, chat.type != "private"
        with box("sw-card"):
            words(self._greeting(chat), "sw-about")
            if self._phone.role == "resident" and begun:
                words(f"您现在拿着{name_of(self._phone.world, person)}的手机（{about(person)}）。点一句试试，再按发送：", "sw-whoami")
                for text in SUGGESTIONS[:2]:
                    touch("sw-try", text, lambda text=text: self._phone.propose(text))
                touch("sw-try", "🖼 发一张聊天截图", self._phone.send_screenshot)

    def _greeting(self, chat: Chat) -> str:
        """What an empty chat says: the bot's own description when it has set one."""
        if chat.type != "private":
            return "守望在群里平时不出声，@ 它才回答。"
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

    def _bring_in_sight(self, message: Message) -> None:
        """The end of what one wrote oneself, the beginning of what somebody else said."""
        own, element = message.sender == self._phone.person, self._drawn[message.id][1]
        ui.run_javascript(_END % self._scroll.id if own else _BEGIN % (self._scroll.id, element.id))

    def _begins(self, message: Message, before: Message | None) -> bool:
        """Whether a message begins a run of its sender."""
        if before is None or before.sender != message.sender or service_line(self._phone.world, before):
            return True
        return message.at - before.at > PAUSE
