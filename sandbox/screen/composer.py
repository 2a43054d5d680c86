"""The lower edge of a phone: where one writes, answers, attaches a picture, looks up commands — or presses Start."""

from functools import partial
from typing import TYPE_CHECKING, Any

from nicegui import ui
from nicegui.events import GenericEventArguments, MultiUploadEventArguments

from sandbox import people
from sandbox.people import Says
from sandbox.pictures import size_of
from sandbox.sample import FOR_ADMINISTRATORS, FOR_DUTY, SUGGESTIONS, screenshot
from sandbox.screen.bubble import quote
from sandbox.screen.parts import CLIP, PLANE, box, icon, touch
from sandbox.screen.sheets import Item
from sandbox.things import Chat, Message

if TYPE_CHECKING:
    from sandbox.screen.phone import Phone

ALBUM = 10
_ENTER = (
    "(event) => { if (event.key === 'Enter' && !event.shiftKey && !event.isComposing)"
    " { event.preventDefault(); emit(event.target.value) } }"
)


class Composer:
    """What is being written on one phone, and to which message it is an answer."""

    def __init__(self, phone: "Phone") -> None:
        self.phone = phone
        self.text = ""
        self._answered: Message | None = None
        self._edited: Message | None = None
        self._shown: Any = None
        self._foot = box("sw-foot")

    def reset(self) -> None:
        """Begin with an empty line."""
        self.text, self._answered, self._edited, self._shown = "", None, None, None

    def answer(self, message: Message) -> None:
        """Write an answer to a message."""
        self._answered, self._edited = message, None
        self.refresh()

    def edit(self, message: Message) -> None:
        """Change a message."""
        self.text, self._answered, self._edited = message.text, None, message
        self.refresh()

    def refresh(self) -> None:
        """Draw again only when something but the text changed, so that nobody's typing is disturbed."""
        chat = self.phone.chat
        person = self.phone.world.people.get(self.phone.person)
        if chat is None or person is None:
            self._foot.clear()
            return
        blocked = chat.bot in person.blocked
        begun = chat.type != "private" or (chat.bot in person.started and not blocked)
        meant = self._answered or self._edited
        about = meant.id if meant else 0
        shown = (chat.key, begun, blocked, about, str(self._board(chat)))
        if shown == self._shown:
            return
        self._shown = shown
        self._foot.clear()
        with self._foot:
            self._build(chat) if begun else self._begin(chat, blocked=blocked)

    def _begin(self, chat: Chat, *, blocked: bool) -> None:
        def start() -> None:
            world = self.phone.world
            self.phone.attempt(lambda: people.start(world, world.person(self.phone.person), chat.bot))
            self.phone.refresh()

        touch("sw-begin", "解除屏蔽并重新开始" if blocked else "开 始", start)

    def _build(self, chat: Chat) -> None:
        if about := self._answered or self._edited:
            with box("sw-answering"):
                quote(self.phone.world, about)
                touch("sw-icon", "✕", self._let_go, "取消")
        self._helpers(chat)
        with box("sw-bar"):
            upload = (
                ui.upload(on_multi_upload=self._attached, auto_upload=True, multiple=True).classes("hidden").props('accept="image/*,*/*"')
            )
            icon(CLIP, "添加图片或文件，可以一次选几张").on("click", js_handler=f"() => runMethod({upload.id}, 'pickFiles', [])")
            self._input = ui.textarea(placeholder="输入消息").props("autogrow borderless dense").classes("sw-input")
            self._input.bind_value(self, "text")
            self._input.on("keydown", self._entered, js_handler=_ENTER)
            icon(PLANE, "发送", "send").on("click", self._send, args=[])
        for row in self._board(chat):
            self._board_row(row)

    def _helpers(self, chat: Chat) -> None:
        with box("sw-chips"):
            if chat.type != "private":
                touch("sw-chip", "@守望", self._mention, "提到守望")
            if self.phone.role == "resident":
                touch("sw-chip", "试一试", self._suggest)
            elif self.phone.role == "grid_worker" and chat.type != "private":
                touch("sw-chip", "试一试", self._suggest_running)
            elif chat.type == "private":
                touch("sw-chip", "试一试", self._suggest_duty)
            touch("sw-chip", "/ 命令", self._menu, "命令")

    def _board(self, chat: Chat) -> list[Any]:
        """Keys the bot put instead of a keyboard, from its last message that carries any."""
        for message in reversed(chat.messages.values()):
            keyboard = message.keyboard or {}
            if message.deleted or message.sender not in self.phone.world.bots or "inline_keyboard" in keyboard or not keyboard:
                continue
            return list(keyboard.get("keyboard", []))
        return []

    def _board_row(self, row: list[Any]) -> None:
        with box("sw-board"), box(""):
            for button in row:
                text = button if isinstance(button, str) else button["text"]
                touch("sw-key", text, lambda text=text: self.phone.say(Says(text)))

    def _entered(self, event: GenericEventArguments) -> None:
        self.text = str(event.args)
        self._send()

    def _send(self) -> None:
        text, edited = self.text.strip(), self._edited
        if not text:
            return
        world = self.phone.world
        if edited is not None:
            done = self.phone.attempt(lambda: people.edit(world, world.person(self.phone.person), edited, text))
        else:
            done = self.phone.say(Says(text, reply_to=self._answered.id if self._answered else None))
        if done:
            self.text, self._answered, self._edited = "", None, None
            self.phone.refresh()

    async def _attached(self, event: MultiUploadEventArguments) -> None:
        """Pictures chosen together go out as albums of at most ten, with the line as caption; everything else one by one."""
        files = [(file.name, await file.read()) for file in event.files]
        pictures = [content for _, content in files if size_of(content)]
        answered = self._answered.id if self._answered else None
        caption, sent = self.text.strip(), False
        for first in range(0, len(pictures), ALBUM):
            sent = self.phone.say(Says("" if sent else caption, pictures[first : first + ALBUM], reply_to=answered)) or sent
        for name, content in files:
            if not size_of(content):
                sent = self.phone.say(Says("" if sent else caption, document=content, file_name=name, reply_to=answered)) or sent
        if sent:
            self.text, self._answered = "", None
            self._shown = None
            self.refresh()

    def _let_go(self) -> None:
        if self._edited is not None:
            self.text = ""
        self._answered = self._edited = None
        self.refresh()

    def propose(self, text: str) -> None:
        """Put a text into the line for somebody to send, in a group with the bot's name before it."""
        self._put(self._called() + text)

    def send_screenshot(self) -> None:
        """Send a picture that somebody might ask about, in a group with the question that makes it one for the bot."""
        self.phone.say(Says(f"{self._called()}这是诈骗吗？" if self._called() else "", [screenshot()]))

    def _put(self, text: str) -> None:
        self.text = text
        self._input.run_method("focus")

    def _mention(self) -> None:
        self._put(self._called() + self.text.removeprefix(self._called()))

    def _called(self) -> str:
        """How the community bot is called in a group; nothing in a private chat."""
        bot, chat = self.phone.pocket.community(), self.phone.chat
        return f"@{bot.username} " if bot and chat and chat.type != "private" else ""

    def _suggest(self) -> None:
        items = [Item(text, partial(self.propose, text)) for text in SUGGESTIONS]
        self.phone.sheet("试一试：挑一段话放进输入框", [*items, Item("🖼 发一张聊天截图", self.send_screenshot)])

    def _suggest_running(self) -> None:
        items = [Item(text, partial(self._put, command), command) for text, command in FOR_ADMINISTRATORS]
        self.phone.sheet("试一试：李丽是这个群的管理员", items)

    def _suggest_duty(self) -> None:
        items = [Item(text, partial(self._put, command), command) for text, command in FOR_DUTY]
        self.phone.sheet("试一试：挑一个命令放进输入框", items)

    def _menu(self) -> None:
        items = [Item(one["description"], partial(self._put, one["sent"] + " "), f"/{one['command']}") for one in self.phone.commands()]
        self.phone.sheet("命令" if items else "这里还没有命令，机器人启动后会登记", items)
