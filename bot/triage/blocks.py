"""Lines of letters → what belongs together: bubbles and paragraphs, without what the phone itself says (clock, title, buttons).

Called by screenshots.py, which knows who speaks; here are only places, sizes and colours.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.triage.pictures import Line

Colour = tuple[int, int, int]
"""Red, green, blue, each 0..255."""

SHADE = 6
"""A bubble stands out from its page by so much at least."""
_STAMP = re.compile(
    r"(?:\d{4}[年/-])?(?:\d{1,2}[月/-]\d{1,2}日?)?(?:今天|昨天|前天|(?:星期|周)[一二三四五六日天])?(?:凌晨|早上|上午|中午|下午|傍晚|晚上)?(?:\d{1,2}[:：]\d{2})?(?:AM|PM)?"
)
_STATUS = re.compile(
    r"(?:\d{1,2}:\d{2}|\d{1,3}%?|[2345]G\+?|LTE|HD|VoLTE|WiFi|[\d.]+[KM]B?/[sS]|中国(?:移动|联通|电信|广电)|移动|联通|电信)+"
)
_BUTTON = re.compile(
    r"按住说话|发送|发消息|输入消息|请输入.{0,6}|说点什么.{0,3}|短信/彩信|文本信息|信息|i?Message|微信|微信\(\d+\)|返回|更多|转文字|听筒模式"
    r"|已读|未读|已送达|送达|重新编辑|以上是打招呼的内容|以下是新消息|以下为新消息|\d{1,2}[\"”″'’]{1,2}"
)
_CARRIED_OVER = 1.7
"""A line ends at most so many letters before its paragraph's edge when the next one continues it."""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together: a bubble or a paragraph."""

    lines: tuple[Line, ...]

    @property
    def left(self) -> float:
        """Pixels from the picture's left edge."""
        return min(line.left for line in self.lines)

    @property
    def right(self) -> float:
        """Pixels from the picture's left edge."""
        return max(line.right for line in self.lines)

    @property
    def height(self) -> float:
        """Height of a line in pixels."""
        return sum(line.bottom - line.top for line in self.lines) / len(self.lines)

    @property
    def letter(self) -> float:
        """Breadth of a Chinese letter in pixels, from the longest line."""
        line = max(self.lines, key=lambda line: line.right - line.left)
        return (line.right - line.left - 0.3 * self.height) / sum(0.55 if char.isascii() else 1.0 for char in line.text)

    @property
    def paper(self) -> Colour:
        """The colour behind most of it."""
        return sorted(line.paper for line in self.lines)[len(self.lines) // 2]


def content(lines: Sequence[Line]) -> list[Line]:
    """Without the phone's own words: clock, battery, title, times between bubbles, buttons; pieces of one line put together."""
    top, kept = _head(lines), []
    for line in lines[top:]:
        bare = re.sub(r"\s", "", line.text)
        dull = not any(char.isalnum() for char in bare) or _STAMP.fullmatch(bare) or _BUTTON.fullmatch(bare)
        if not dull:
            kept.append(line)
    return _rows(kept)


def _head(lines: Sequence[Line]) -> int:
    """How many of the first lines are the phone's clock and battery, and the name of the chat under them.

    A name in the middle of the bar says nothing of what is going on; a number there says who writes and stays.
    """
    bare = [re.sub(r"[\s<>‹›〈〉《》…·•.⋯←→|]+", "", line.text) for line in lines]
    count = next((k for k, words in enumerate(bare) if words and not _is_status(words)), len(lines))
    if not any(":" in words for words in bare[:count]):
        return 0
    left, right = min(line.left for line in lines[:count]), max(line.right for line in lines[:count])
    for line, words in list(zip(lines, bare, strict=True))[count : count + 3]:
        middle = abs(line.left + line.right - left - right) < 0.16 * (right - left) and line.right - line.left < 0.6 * (right - left)
        near = line.top - lines[count - 1].bottom < 4 * (line.bottom - line.top)
        if words and (not (middle and near) or sum(char.isdigit() for char in words) > 4):
            break
        count += 1
    return count


def _is_status(words: str) -> bool:
    return bool(_STATUS.fullmatch(words)) and (":" in words or sum(char.isdigit() for char in words) < 5)


def _rows(lines: list[Line]) -> list[Line]:
    """Pieces of one line that stand side by side on one paper become one line; the order is from top to bottom, then from left to right."""
    out: list[Line] = []
    for line in sorted(lines, key=lambda line: (line.top + line.bottom, line.left)):
        height = line.bottom - line.top
        mate = next((k for k, other in enumerate(out[-3:], max(0, len(out) - 3)) if _beside(other, line, height)), None)
        if mate is None:
            out.append(line)
            continue
        one, two = sorted((out[mate], line), key=lambda piece: piece.left)
        top, bottom = min(one.top, two.top), max(one.bottom, two.bottom)
        out[mate] = Line(f"{one.text} {two.text}", one.left, top, two.right, bottom, one.paper)
    return out


def _beside(one: Line, two: Line, height: float) -> bool:
    level = abs(one.top + one.bottom - two.top - two.bottom) < 0.8 * height
    gap = max(two.left - one.right, one.left - two.right)
    return level and -0.5 * height < gap < 1.2 * height and far(one.paper, two.paper) < 3 * SHADE


def blocks_of(lines: list[Line]) -> list[Block]:
    """Lines below each other, with one left edge, on one paper, close together."""
    grown: list[list[Line]] = []
    for line in lines:
        home = next((block for block in reversed(grown[-3:]) if _continues(block[-1], line)), None)
        if home is None:
            grown.append([line])
        else:
            home.append(line)
    return [Block(tuple(block)) for block in grown]


def _continues(above: Line, below: Line) -> bool:
    one, two = above.bottom - above.top, below.bottom - below.top
    gap = below.top - above.bottom
    return (
        -0.6 * one < gap < 0.75 * one
        and below.top > above.top + 0.5 * one
        and abs(above.left - below.left) < 0.9 * one
        and 0.6 < one / max(two, 1.0) < 1.7
        and far(above.paper, below.paper) <= 2 * SHADE
    )


def paragraphs(block: Block) -> Iterator[str]:
    """The words of a block: a line that reaches its edge goes on in the next, one that ends before it ends there."""
    edge = block.right - _CARRIED_OVER * block.height
    words = block.lines[0].text
    for above, below in pairwise(block.lines):
        if above.right < edge:
            yield words
            words = below.text
        else:
            words = _glued(words, below.text)
    yield words


def _glued(words: str, more: str) -> str:
    """Two halves of a broken line; Latin words get their space back, addresses and Chinese do not."""
    latin = words[-1:].isascii() and more[:1].isascii() and words[-1:].isalpha() and more[:1].isalpha()
    address = re.search(r"[./:]", words.rsplit(" ", 1)[-1])
    return f"{words} {more}" if latin and not address else words + more


def far(one: Colour, other: Colour) -> int:
    """How much two colours differ in the channel that differs most."""
    return max(abs(a - b) for a, b in zip(one, other, strict=True))
