"""What stands above the open chat of a phone: whose chat it is, who is in it, who is typing — and when 守望 is not there to answer."""

from dataclasses import dataclass

from sandbox.screen.parts import Section, box, face, name_of, words
from sandbox.screen.pocket import Pocket, about
from sandbox.things import Bot, Chat
from sandbox.world import World


@dataclass(frozen=True)
class Line:
    """Title and small line; `typing` colours it, `away` says that no bot reads what is written here."""

    title: str = ""
    small: str = ""
    typing: bool = False
    away: bool = False


class Heading:
    """The head of one phone; `show` draws it again when it changed."""

    def __init__(self, world: World, pocket: Pocket) -> None:
        self._world, self._pocket = world, pocket
        self._section = Section(box("sw-head"))

    def show(self, person: int, chat: Chat | None) -> None:
        """Bring it up to date with time, person and chat."""
        line = self._line(person, chat)
        self._section.show((line, chat and chat.key), lambda: self._build(line, chat))

    def title(self, chat: Chat) -> str:
        """What a chat is called."""
        return name_of(self._world, chat.bot) if chat.type == "private" else chat.title

    def _line(self, person: int, chat: Chat | None) -> Line:
        if chat is None:
            return Line()
        title, now = self.title(chat), self._world.now()
        if any(until > now for until in chat.typing.values()):
            return Line(title, "正在输入…", typing=True)
        away = self._is_away(chat)
        if chat.type == "private":
            known = about(person)
            return Line(title, f"{name_of(self._world, person)}的私聊{' · ' + known if known else ''}", away=away)
        count = sum(member.present for member in chat.members.values())
        inside = self._inside(chat) is not None
        return Line(title, f"{count} 位成员 · {'守望在群里' if inside else '守望不在群里，也可以 @ 它'}", away=away)

    def _inside(self, chat: Chat) -> Bot | None:
        bot = self._pocket.community()
        return bot if bot is not None and chat.member(bot.id).present else None

    def _is_away(self, chat: Chat) -> bool:
        bot = self._world.bots.get(chat.bot) or self._pocket.community()
        return bot is not None and not bot.updates.listening()

    def _build(self, line: Line, chat: Chat | None) -> None:
        if chat is None:
            return
        face(chat.bot or chat.id, chat.title or line.title, 36, bot=chat.type == "private")
        with box("sw-title"):
            words(line.title, tag="b")
            words(line.small, "typing" if line.typing else "", tag="small")
        if line.away:
            words("守望还没有上线。现在说的话不会丢，它一上线就会回答。", "sw-away")
