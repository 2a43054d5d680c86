"""Lines with their places → the words of a picture in reading order; a chat becomes `对方：…` and `我：…`, one line a bubble.

Last step of pictures.py, without pixels: a chat is told from a page by two columns on two colours, the other side's on the left, the
asker's on the right. What is no chat gets no speakers: a letter with a signature at the right is a letter.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.triage.pictures import Line

Colour = tuple[int, int, int]

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
_HUE = 14
"""Two papers that differ by so much in hue (0..255) are two kinds of bubble; white and grey do not."""
_SHADE = 6
"""A bubble stands out from its page by so much at least."""
_ROOM = 60
"""What stands out by more is no page but the room around it."""


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


def text(lines: Sequence[Line], margin: Colour) -> str:
    """The words of a picture from top to bottom; `margin` is the colour along its sides."""
    blocks = _blocks(_content(lines))
    spoken = _speakers(blocks, margin)
    if not spoken:
        return "\n".join(words for block in blocks for words in _paragraphs(block))
    told = []
    for number, block in enumerate(blocks):
        who = spoken.get(number)
        words = "，".join(_paragraphs(block)) if who else "\n".join(_paragraphs(block))
        if who != "":
            told.append(f"{who}：{_unpunctuated(words)}" if who else words)
    return "\n".join(told)


def _unpunctuated(words: str) -> str:
    """No double marks where a line that ended with one was joined to the next."""
    return re.sub(r"([，。！？；：,.!?;:、…])，", r"\1", words)


def _content(lines: Sequence[Line]) -> list[Line]:
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
    count = next((k for k, words in enumerate(bare) if words and not _STATUS.fullmatch(words)), len(lines))
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
    return level and -0.5 * height < gap < 1.2 * height and _far(one.paper, two.paper) < 3 * _SHADE


def _blocks(lines: list[Line]) -> list[Block]:
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
        and _far(above.paper, below.paper) <= 2 * _SHADE
    )


def _paragraphs(block: Block) -> Iterator[str]:
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
    last = words.rsplit(" ", 1)[-1]
    latin = words[-1:].isascii() and more[:1].isascii() and words[-1:].isalnum() and more[:1].isalnum()
    address = re.search(r"[./:]", last) or (last.isdigit() and len(last) > 4)
    return f"{words} {more}" if latin and not address else words + more


def _speakers(blocks: Sequence[Block], margin: Colour) -> dict[int, str]:
    """Who says which block; an empty name for a block that is itself a nickname. Nothing when this is no chat."""
    if len(blocks) < 2:
        return {}
    left, right = min(block.left for block in blocks), max(block.right for block in blocks)
    leans = [_lean(block, left, right) for block in blocks]
    names = _nicknames(blocks, margin)
    mine = {n for n, lean in enumerate(leans) if lean > 0.08 and n not in names}
    theirs = {n for n, lean in enumerate(leans) if lean < -0.08 and n not in names}
    if _in_table(blocks) or not (_two_colours(blocks, theirs, mine) or _stand_out(blocks, theirs, mine, margin) or len(names) > 1):
        return {}
    spoken, name = {}, "对方"
    for number, block in enumerate(blocks):
        side = _side(number, blocks, leans)
        if number in names:
            spoken[number], name = "", names[number]
        elif side and (abs(leans[number]) > 0.5 or _far(block.paper, margin) > _SHADE // 2 or len(names) > 1):
            spoken[number] = "我" if side > 0 else name
    return spoken if len([who for who in spoken.values() if who]) > 1 else {}


def _lean(block: Block, left: float, right: float) -> float:
    """-1 hugs the left edge of all blocks … 0 in the middle … 1 hugs the right edge."""
    before, after = block.left - left, right - block.right
    return (before - after) / max(right - left, 1.0)


def _side(number: int, blocks: Sequence[Block], leans: Sequence[float]) -> int:
    """1 the asker's, -1 the other's, 0 neither: a bubble that fills the width stands where others of its colour do."""
    own, block = leans[number], blocks[number]
    whole = max(other.right for other in blocks) - min(other.left for other in blocks)
    if abs(own) < 0.25 and block.right - block.left > 0.6 * whole:
        alike = [lean for other, lean in zip(blocks, leans, strict=True) if _far(other.paper, block.paper) <= 2 * _SHADE]
        vote = sum(alike) / len(alike)
        own = vote if abs(vote) > 0.08 else own
    return (own > 0.08) - (own < -0.08)


def _two_colours(blocks: Sequence[Block], theirs: set[int], mine: set[int]) -> bool:
    return any(_hue(blocks[a].paper, blocks[b].paper) >= _HUE for a in theirs for b in mine)


def _stand_out(blocks: Sequence[Block], theirs: set[int], mine: set[int], margin: Colour) -> bool:
    """Both sides in bubbles of one colour, which differs from the page's."""
    bubbles = [n for n in theirs | mine if _SHADE <= _far(blocks[n].paper, margin) <= _ROOM]
    return len([n for n in bubbles if n in mine]) > 0 and len([n for n in bubbles if n in theirs]) > 0 and len(bubbles) > 2


def _nicknames(blocks: Sequence[Block], margin: Colour) -> dict[int, str]:
    """Blocks that name who says the next one: one small line on the page, right above a bubble."""
    names = {}
    for number, (block, below) in enumerate(pairwise(blocks)):
        line, height = block.lines[0], block.height
        gap = below.lines[0].top - line.bottom
        small = block.letter < 0.93 * below.letter or _far(block.paper, margin) <= _SHADE
        small = small and len(block.lines) == 1 and len(line.text) <= 16
        above = -0.3 * height < gap < 0.9 * height and -0.4 < (below.left - line.left) / height < 1.0
        if small and above and _far(block.paper, below.paper) > _SHADE:
            names[number] = _name(line.text)
    return names


def _name(words: str) -> str:
    bare = "".join(char for char in words if char.isalnum())[:12]
    return bare if bare and not bare.isdigit() and bare not in ("我", "本人", "自己") else "对方"


def _in_table(blocks: Sequence[Block]) -> bool:
    """Whether several rows hold two blocks side by side, as bills and lists do."""
    rows = 0
    for one, two in pairwise(sorted(blocks, key=lambda block: block.lines[0].top)):
        level = abs(one.lines[0].top - two.lines[0].top) < 0.6 * one.letter
        rows += level and (one.right < two.left or two.right < one.left)
    return rows > 1 and rows * 3 > len(blocks)


def _far(one: Colour, other: Colour) -> int:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


def _hue(one: Colour, other: Colour) -> float:
    """How far two colours differ once their brightness is taken away."""
    grey_one, grey_other = sum(one) / 3, sum(other) / 3
    return max(abs((a - grey_one) - (b - grey_other)) for a, b in zip(one, other, strict=True))
