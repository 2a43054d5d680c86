"""Lines with their places → the words of a picture in reading order; a chat becomes `对方：…` and `我：…`, one line a bubble.

Last step of pictures.py, without pixels: a chat is told from a page by two columns on two colours, the other side's on the left, the
asker's on the right. What is no chat gets no speakers: a letter with a signature at the right is a letter.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.triage.blocks import SHADE, Block, Colour, blocks_of, content, far, paragraphs
from bot.triage.pictures import Line

_HUE = 14
"""Two papers that differ by so much in hue (0..255) are two kinds of bubble; white and grey do not."""
_ROOM = 60
"""What stands out by more is no page but the room around it."""


def text(lines: Sequence[Line], margin: Colour) -> str:
    """The words of a picture from top to bottom; `margin` is the colour along its sides."""
    blocks = blocks_of(content(lines))
    spoken = _speakers(blocks, margin)
    if not spoken:
        return "\n".join(words for block in blocks for words in paragraphs(block))
    told = []
    for number, block in enumerate(blocks):
        who = spoken.get(number)
        words = "，".join(paragraphs(block)) if who else "\n".join(paragraphs(block))
        if who != "":
            told.append(f"{who}：{_unpunctuated(words)}" if who else words)
    return "\n".join(told)


def _unpunctuated(words: str) -> str:
    """No double marks where a line that ended with one was joined to the next."""
    return re.sub(r"([，。！？；：,.!?;:、…])，", r"\1", words)


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
        elif side and (abs(leans[number]) > 0.5 or far(block.paper, margin) > SHADE // 2 or len(names) > 1):
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
        alike = [lean for other, lean in zip(blocks, leans, strict=True) if far(other.paper, block.paper) <= 2 * SHADE]
        vote = sum(alike) / len(alike)
        own = vote if abs(vote) > 0.08 else own
    return (own > 0.08) - (own < -0.08)


def _two_colours(blocks: Sequence[Block], theirs: set[int], mine: set[int]) -> bool:
    return any(_hue(blocks[a].paper, blocks[b].paper) >= _HUE for a in theirs for b in mine)


def _stand_out(blocks: Sequence[Block], theirs: set[int], mine: set[int], margin: Colour) -> bool:
    """Both sides in bubbles of one colour, which differs from the page's."""
    bubbles = [n for n in theirs | mine if SHADE <= far(blocks[n].paper, margin) <= _ROOM]
    return len([n for n in bubbles if n in mine]) > 0 and len([n for n in bubbles if n in theirs]) > 0 and len(bubbles) > 2


def _nicknames(blocks: Sequence[Block], margin: Colour) -> dict[int, str]:
    """Blocks that name who says the next one: one small line on the page, right above a bubble."""
    names = {}
    for number, (block, below) in enumerate(pairwise(blocks)):
        line, height = block.lines[0], block.height
        gap = below.lines[0].top - line.bottom
        small = block.letter < 0.93 * below.letter or far(block.paper, margin) <= SHADE
        small = small and len(block.lines) == 1 and len(line.text) <= 16
        above = -0.3 * height < gap < 0.9 * height and -0.4 < (below.left - line.left) / height < 1.0
        if small and above and far(block.paper, below.paper) > SHADE:
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


def _hue(one: Colour, other: Colour) -> float:
    """How far two colours differ once their brightness is taken away."""
    grey_one, grey_other = sum(one) / 3, sum(other) / 3
    return max(abs((a - grey_one) - (b - grey_other)) for a, b in zip(one, other, strict=True))
