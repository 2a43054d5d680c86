"""One message on a phone of the demo page: bubble, picture, quiz, buttons, and what Telegram prints small around them.

`phone` calls `draw` for every message it shows and again when one changed; presses go back to the phone.
"""

import datetime
import html
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from nicegui import ui
from nicegui.element import Element

from sandbox.entities import pieces
from sandbox.screen.parts import box, colour_of, face, name_of, touch, words
from sandbox.things import Message
from sandbox.world import World

ZONE = ZoneInfo("Asia/Shanghai")


class Holder(Protocol):
    """The phone a message is drawn on."""

    world: World
    person: int
    role: str

    def propose(self, text: str) -> None:
        """A text somebody may send is put into the line."""

    def send_screenshot(self) -> None:
        """A picture that somebody might ask about is sent."""

    async def press(self, message: Message, button: dict[str, Any], key: Element) -> None:
        """A button under a message was touched."""

    def vote(self, message: Message, option: int) -> None:
        """An answer of a quiz was touched."""

    def more(self, message: Message) -> None:
        """The reader wants to do something with a message."""


def clock(at: float) -> str:
    """Hours and minutes where the district is."""
    return datetime.datetime.fromtimestamp(at, ZONE).strftime("%H:%M")


def day(at: float) -> str:
    """Month and day where the district is."""
    then = datetime.datetime.fromtimestamp(at, ZONE)
    return f"{then.month}月{then.day}日"


def service_line(world: World, message: Message) -> str:
    """The grey line of a message nobody wrote; empty for an ordinary one."""
    body = message.body
    if "new_chat_members" in body:
        return f"{'、'.join(item['first_name'] for item in body['new_chat_members'])} 加入了群聊"
    if "left_chat_member" in body:
        return f"{body['left_chat_member']['first_name']} 离开了群聊"
    if "forum_topic_created" in body:
        return f"新话题：{body['forum_topic_created']['name']}"
    if "migrate_to_chat_id" in body or "migrate_from_chat_id" in body:
        return "群聊已升级为超级群组"
    return ""


def draw(phone: Holder, message: Message, *, first: bool) -> None:
    """Draw a message into the element that is open now; `first` of a run by the same sender shows who it is."""
    if line := service_line(phone.world, message):
        words(line, "sw-day")
        return
    own = message.sender == phone.person
    group = message.chat.type != "private"
    with box(f"sw-row {'own' if own else ''} {'first' if first else ''}"):
        if group and not own:
            _who(phone.world, message, first=first)
        with box("sw-said"):
            with box("sw-bubble"):
                if group and not own and first:
                    name = "群管理员" if message.anonymous else name_of(phone.world, message.sender)
                    words(name, "sw-name").style(f"color:{colour_of(message.sender)}")
                _inside(phone, message)
            if (message.keyboard or {}).get("inline_keyboard"):
                _keys(phone, message)
            touch("sw-more", "⋯", lambda: phone.more(message), "更多")


def _who(world: World, message: Message, *, first: bool) -> None:
    if first:
        face(message.sender, name_of(world, message.sender), bot=message.sender in world.bots)
    else:
        box("sw-gap")


def _inside(phone: Holder, message: Message) -> None:
    if message.only_for:
        words("只有你能看到", "sw-only")
    if origin := message.body.get("forward_origin"):
        words(f"转发自 {_origin_name(origin)}", "sw-forward")
    if message.reply_to is not None and not message.reply_to.deleted:
        quote(phone.world, message.reply_to)
    for file in message.files:
        _file(file.unique, message.media, file.name)
    if "poll" in message.body:
        _poll(phone, message)
    elif message.text:
        marked(message.text)
    if message.reactions:
        words(" ".join(message.reactions.values()), "sw-react")
    edited = "已编辑 " if message.edited else ""
    ticks = " ✓✓" if message.sender == phone.person else ""
    words(f"{edited}{clock(message.date)}{ticks}", "sw-meta")


def _origin_name(origin: dict[str, Any]) -> str:
    if origin["type"] == "channel":
        return str(origin["chat"]["title"])
    return str(origin.get("sender_user_name") or origin["sender_user"]["first_name"])


def marked(text: str) -> None:
    """A text with its mentions, commands and links in colour; lines stay lines."""
    parts = [f"<i>{html.escape(words)}</i>" if kind else html.escape(words) for words, kind in pieces(text)]
    ui.html("".join(parts), sanitize=False).classes("sw-text")


def quote(world: World, message: Message) -> None:
    """The message that is answered, in small."""
    with box("sw-quote"):
        words(name_of(world, message.sender), tag="b")
        words(message.text or (message.files[0].name if message.media == "document" else "图片"), tag="span")


def _file(unique: str, media: str, name: str) -> None:
    address = f"/desk/file/{unique}"
    if media == "photo":
        box("sw-photo", "img").props(f'src="{address}" alt="图片" loading="lazy"')
        return
    with box("sw-file", "a").props(f'href="{address}" download="{html.escape(name)}"'):
        words("↓", tag="em")
        words(name or "文件", tag="span")


def _keys(phone: Holder, message: Message) -> None:
    with box("sw-keys"):
        for row in (message.keyboard or {})["inline_keyboard"]:
            with box(""):
                for button in row:
                    _key(phone, message, button)


def _key(phone: Holder, message: Message, button: dict[str, Any]) -> None:
    async def pressed() -> None:
        await phone.press(message, button, key)

    text = button["text"] + (" ↗" if "url" in button else "")
    key = touch(f"sw-key {button.get('style', '')}", text, pressed)


def _poll(phone: Holder, message: Message) -> None:
    poll = message.body["poll"]
    chosen = message.votes.get(phone.person)
    quiz = poll["type"] == "quiz"
    with box("sw-poll"):
        words(poll["question"], tag="b")
        words(
            f"{'匿名' if poll['is_anonymous'] else ''}{'小测验' if quiz else '投票'}{' · 已结束' if poll['is_closed'] else ''}", tag="small"
        )
        for number, option in enumerate(poll["options"]):
            if chosen is None and not poll["is_closed"]:
                _open_option(phone, message, number, option["text"])
            else:
                _counted_option(poll, number, chosen or [])
        if chosen is not None and poll.get("explanation"):
            words(poll["explanation"], "sw-why")
        words(f"{poll['total_voter_count']} 人已作答" if poll["total_voter_count"] else "还没有人作答", tag="small")


def _open_option(phone: Holder, message: Message, number: int, text: str) -> None:
    with touch("sw-option", "", lambda: phone.vote(message, number), text):
        box("ring", "i")
        words(text, tag="span")


def _counted_option(poll: dict[str, Any], number: int, chosen: list[int]) -> None:
    option = poll["options"][number]
    share = 100 * option["voter_count"] // max(1, poll["total_voter_count"])
    right = number in poll.get("correct_option_ids", [])
    wrong = number in chosen and not right and poll["type"] == "quiz"
    with box(f"sw-option {'right' if right else ''} {'wrong' if wrong else ''}"):
        words("✓" if right and number in chosen else "✗" if wrong else f"{share}%", tag="i")
        words(option["text"], tag="span")
        box("", "u").style(f"width:{share}%")
