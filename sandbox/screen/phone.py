"""A phone on the demo page: whose it is, which chats they are in, what they read and write.

It looks at the world four times a second and redraws only what changed, so nothing flickers and nobody loses their place.
`page` puts three of them side by side.
"""

import time
from collections.abc import Callable
from typing import Any

from nicegui import ui
from nicegui.element import Element

from sandbox import people
from sandbox.methods.accounts import commands_for
from sandbox.people import Says
from sandbox.refusals import DeskError
from sandbox.screen.bell import Bell
from sandbox.screen.bubble import clock, quote
from sandbox.screen.composer import Composer
from sandbox.screen.conversation import Conversation
from sandbox.screen.heading import Heading
from sandbox.screen.parts import BARS, Section, box, face, name_of, touch, words
from sandbox.screen.pocket import Pocket, about
from sandbox.screen.sheets import Item, note, notice, sheet
from sandbox.things import Chat, Message
from sandbox.world import World

ANSWER_LIMIT = 20.0


class Phone:
    """State of one phone in one browser: person, chat, what was read; `role` is resident, grid_worker or officer.

    `attended` is False while a narrow page shows another phone: what comes in then stays unread.
    """

    def __init__(self, world: World, role: str, title: str) -> None:
        self.world, self.role, self.title = world, role, title
        self.person = 0
        self.chat: Chat | None = None
        self.attended = True
        self.pocket = Pocket(world, role)
        self._last: dict[int, str] = {}
        self._lies_over: Element | None = None
        self._build()

    def _build(self) -> None:
        with box("sw-seat"):
            with box("sw-role"):
                with box("sw-whose"):
                    words(self.title, tag="b")
                    self._hint = Section(box(""))
                self._people = Section(box("sw-people"))
            phone = box("sw-phone").props(f'data-role="{self.role}"')
            self._bell = Bell(phone, self.pocket.born)
            with phone, box("sw-screen") as self._screen:
                with box("sw-status"):
                    self._clock = ui.label("")
                    ui.html(BARS, sanitize=False)
                self._tabs = Section(box("sw-tabs"))
                self._head = Heading(self.world, self.pocket)
                self._conversation = Conversation(self)
                self.composer = Composer(self)

    # --- who and where -------------------------------------------------------------------------------------------------

    def take(self, person: int) -> None:
        """Hand the phone to somebody else; they find it where they left it."""
        if self._lies_over is not None and not self._lies_over.is_deleted:  # it was said to whoever held the phone
            self._lies_over.delete()
        self.person = person
        chats = self.pocket.chats(person)
        self.open(next((chat for chat in chats if chat.key == self._last.get(person)), chats[0]) if chats else None)

    def open(self, chat: Chat | None) -> None:
        """Turn to a chat."""
        self.chat = chat
        if chat is not None:
            self._last[self.person] = chat.key
        self._conversation.clear()
        self.composer.reset()
        self.refresh()

    # --- drawing -------------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Bring the screen up to date."""
        holders = self.pocket.holders()
        if self.person not in holders and holders:
            self.take(holders[0])
            return
        if self.chat is not None and self.world.chats.get(self.chat.key) is not self.chat:  # the desk was emptied
            self.person = 0
            self.open(None)
            return
        if self.chat is not None and self.chat.moved_to:
            self.open(self.world.chats.get(str(self.chat.moved_to)))
            return
        if self.chat is not None:
            self._conversation.show(self.chat)
            if self.attended:
                self.pocket.read(self.person, self.chat)
        self._people.show([(one, one == self.person, self.pocket.unread_of(one)) for one in holders], self._build_people)
        self._hint.show(len(holders) > 1, lambda: words("点头像换人", tag="small") if len(holders) > 1 else None)
        chats = self.pocket.chats(self.person) if self.person else []
        self._tabs.show(
            [(chat.key, chat.title, chat is self.chat, self.pocket.unread(self.person, chat)) for chat in chats], self._build_tabs
        )
        self.tick()
        self.composer.refresh()
        self._bell.listen(chat for person in holders for chat in self.pocket.chats(person))

    def tick(self) -> None:
        """What changes with time alone: the clock, and a bot that stopped typing."""
        self._clock.set_text(clock(self.world.now()))
        self._head.show(self.person, self.chat)

    def unread(self) -> int:
        """Messages nobody has looked at, over all people of this phone."""
        return sum(self.pocket.unread_of(person) for person in self.pocket.holders())

    def _build_people(self) -> None:
        for person in self.pocket.holders():
            name = name_of(self.world, person)
            button = touch(f"sw-person {'here' if person == self.person else ''}", "", lambda person=person: self.take(person), name)
            button.props(f'title="{name} {about(person)}"')
            with button:
                face(person, name, 32)
                words(name, tag="small")
                self._badge(self.pocket.unread_of(person))

    def _build_tabs(self) -> None:
        for chat in self.pocket.chats(self.person):
            with touch(f"sw-tab {'here' if chat is self.chat else ''}", self._head.title(chat), lambda chat=chat: self.open(chat)):
                self._badge(self.pocket.unread(self.person, chat))

    def _badge(self, count: int) -> None:
        if count:
            words(str(count), "sw-badge", tag="span")

    # --- doing ---------------------------------------------------------------------------------------------------------

    async def press(self, message: Message, button: dict[str, Any], key: Element) -> None:
        """Press a button and show what the bot says to it; a link to a bot opens its chat and starts it."""
        if "url" in button:
            self._follow(str(button["url"]))
            return
        query = self.attempt(lambda: people.press(self.world, self.world.person(self.person), message, button["text"]))
        if query is None:
            return
        key.classes("busy")
        until = time.monotonic() + ANSWER_LIMIT
        while query.answer is None and (left := until - time.monotonic()) > 0:
            await self.world.changed(left)
        if not key.is_deleted:
            key.classes(remove="busy")
        if query.answer is None:
            self.note("守望还没有回应。可以过一会儿再按一次，重复按没有关系。")
        elif query.answer.get("text"):
            self._hear(query.answer)

    def _hear(self, answer: dict[str, Any]) -> None:
        """What a bot says to a press: for a moment above the chat, or until it was read when the bot asks for that."""
        if not answer.get("show_alert"):
            self.note(answer["text"])
            return
        with self._screen:
            self._lies_over = notice(answer["text"])

    def _follow(self, link: str) -> None:
        name, _, payload = link.removeprefix("https://").removeprefix("t.me/").partition("?start=")
        bot = self.attempt(lambda: self.world.bot_called(name))
        if bot is not None and self.attempt(lambda: people.start(self.world, self.world.person(self.person), bot.id, payload)):
            self.open(self.world.private(self.person, bot.id))

    def propose(self, text: str) -> None:
        """Put a text into the line for somebody to send."""
        self.composer.propose(text)

    def send_screenshot(self) -> None:
        """Send a picture that somebody might ask about."""
        self.composer.send_screenshot()

    def vote(self, message: Message, option: int) -> None:
        """Answer a quiz."""
        self.attempt(lambda: people.vote(self.world, self.world.person(self.person), message, [option]))
        self.refresh()

    def attempt(self, act: Callable[[], Any]) -> Any:
        """Do what a person wants; say in the phone when it cannot be done."""
        try:
            return act()
        except DeskError:
            self.note("现在做不到：消息可能已经撤回，或者人已经不在这个群里。")
            return None

    def say(self, words: Says) -> bool:
        """Post into the open chat."""
        chat = self.chat
        sent = chat is not None and self.attempt(lambda: people.say(self.world, self.world.person(self.person), chat, words))
        self.refresh()
        return bool(sent)

    def commands(self) -> list[dict[str, Any]]:
        """The menu of the open chat, in a group with the bot's name so that it is meant for it."""
        chat = self.chat
        bot = self.world.bots.get(chat.bot) or self.pocket.community() if chat else None
        if chat is None or bot is None:
            return []
        group = chat.type != "private"
        admin, letters = chat.member(self.person).admin, self.world.person(self.person).language[:2]
        menu = commands_for(bot, chat.id, self.person, group=group, admin=admin, language=letters)
        return [item | {"sent": f"/{item['command']}{'@' + bot.username if group else ''}"} for item in menu]

    # --- sheets and notes ----------------------------------------------------------------------------------------------

    def more(self, message: Message) -> None:
        """What can be done with a message."""
        person = self.world.person(self.person)
        items = [Item("回复", lambda: self.composer.answer(message))]
        community = self.pocket.community()
        if message.sender in self.world.people and community and message.chat.key != f"{self.person}/{community.id}":
            items.append(Item("转发给守望", lambda: self._forward(message, community.id)))
        if message.sender == self.person:
            if "poll" not in message.body and "forward_origin" not in message.body:
                items.append(Item("编辑", lambda: self.composer.edit(message)))
            items.append(Item("撤回", lambda: self.attempt(lambda: people.delete(self.world, person, message)), danger=True))
        self.sheet(name_of(self.world, message.sender), items, quoted=message)

    def sheet(self, title: str, items: list[Item], quoted: Message | None = None) -> None:
        """Offer a choice; see `sheets.sheet`."""
        with self._screen:
            self._lies_over = sheet(title, items, lambda: quote(self.world, quoted) if quoted else None, self.refresh)

    def note(self, text: str) -> None:
        """Show a few words for a moment."""
        with self._screen:
            note(text)

    def _forward(self, message: Message, bot: int) -> None:
        chat = self.world.private(self.person, bot)
        pictures = [file.content for file in message.files if message.media == "photo"]
        file = next((file for file in message.files if message.media == "document"), None)
        words = Says(
            message.text, pictures, file.content if file else None, file.name if file else "",
            forward={"name": name_of(self.world, message.sender)},
        )  # fmt: skip
        if self.attempt(lambda: people.say(self.world, self.world.person(self.person), chat, words)):
            self.open(chat)
