"""What stands where on a poster: head with sign and title, the story, the red flag, a question to ask oneself, its basis, the numbers.

Sizes in pixels of a sheet 1080 wide. The story is set as large as the room allows, a 顺口溜 in couplets that can be read aloud. What has no
English yet stands in Chinese among English labels, as it does in the words below the picture. Pure.
"""

from bot.library.cards import FamilyCard, StoryCard
from bot.publicity.poster.breaking import broken, couplets
from bot.publicity.poster.face import Script, extent, width
from bot.publicity.poster.looks import BLUSH, INK, RED, WHITE, look
from bot.publicity.poster.scale import KINDS, LABEL, SMALL_PRINT, scale
from bot.publicity.poster.sheet import Block, Ink, Line, Mark, Panel, Sheet
from bot.publicity.poster.signs import RED_FLAG
from bot.publicity.poster.units import BODY, SHOUT, Rag, chinese
from bot.texts import LANGUAGE, say, speaking

WIDE, TALL, MARGIN = 1080, 1920, 72
INNER = WIDE - 2 * MARGIN
INDENT = 48
AIR = 46
FOOT = 184
SIGN = 172
BESIDE = INNER - SIGN - 32
"""How much room the sign leaves beside it."""


def lay_out(story: StoryCard, family: FamilyCard, language: str = LANGUAGE) -> Sheet:
    """The poster of a story; both cards are in that language already. Raises MissingFont, and ValueError for one that is not offered."""
    with speaking(language):
        return _Desk(story, family, _script(story, language)).sheet()


def _script(story: StoryCard, language: str) -> Script:
    if language == "zh-Hant":
        return "hant"
    return "latin" if language == "en" and not chinese(story.title) else "hans"


class _Desk:
    """Puts one sheet together: the head from above, the rest from below; the story gets the room in between."""

    def __init__(self, story: StoryCard, family: FamilyCard, script: Script) -> None:
        self._story, self._family, self._script = story, family, script
        self._look, self._scale = look(story.family), scale(script)
        self._panels: list[Panel] = []
        self._marks: list[Mark] = []
        self._lines: list[Line] = []

    def sheet(self) -> Sheet:
        """Everything at its place."""
        colours = self._look
        flag = self._block(self._story.red_flag, Ink(self._scale.flag, 700, WHITE, RED), INNER - 2 * INDENT, SHOUT)
        ask = self._block(self._family.ask, Ink(self._scale.ask, 600, INK, colours.pale), INNER - 2 * INDENT, SHOUT)
        basis = self._block(self._story.basis, Ink(SMALL_PRINT, 400, colours.quiet, colours.paper), INNER, SHOUT)
        top = self._head()
        below = _boxed(flag) + 22 + _boxed(ask) + 28 + basis.tall + 30 + FOOT
        told = self._told(TALL - top - below - 2 * AIR)
        tall = max(TALL, top + below + told.tall + 2 * AIR)
        self._tell(told, top, tall - below)
        at = self._box(flag, "poster-flag", tall - below, BLUSH)
        self._marks.append(Mark(RED_FLAG, WIDE - MARGIN - INDENT - 60, tall - below + 26, 60, BLUSH, RED))
        at = self._box(ask, "poster-ask", at + 22, colours.ground)
        self._set(basis, MARGIN, at + 28)
        self._foot(tall)
        return Sheet(WIDE, tall, colours.paper, self._script, tuple(self._panels), tuple(self._marks), tuple(self._lines))

    def _head(self) -> int:
        """Series and family, the sign, the title. Returns where the head ends."""
        ground, title = self._look.ground, self._title()
        tall = 222 + title.tall
        self._panels.append(Panel(0, 0, WIDE, tall, ground))
        self._marks.append(Mark(self._story.family, WIDE - MARGIN - SIGN, 44, SIGN, WHITE, ground))
        self._word(say("poster-series"), MARGIN, 108, Ink(LABEL, 400, WHITE, ground), BESIDE)
        kind = self._kind()
        size = next((size for size in KINDS if self._extent(kind, size, 600) <= BESIDE), LABEL)
        self._word(kind, MARGIN, 174, Ink(size, 600, WHITE, ground), BESIDE)
        self._set(title, MARGIN, 208)
        return tall

    def _title(self) -> Block:
        """As large as one line allows, else two."""
        for lines, sizes in ((1, self._scale.title), (2, self._scale.title_of_more)):
            for size in sizes:
                title = self._block(self._story.title, Ink(size, 800, WHITE, self._look.ground), INNER, SHOUT)
                if len(title.groups[0]) <= lines:
                    return title
        return title

    def _kind(self) -> str:
        return say("poster-other") if self._family.code == "other" else self._family.name

    def _told(self, room: float) -> Block:
        """The story at the largest size that fits; at the smallest the sheet grows taller instead."""
        for size in self._scale.told:
            told = self._at_size(size)
            if told.tall <= room:
                break
        return told

    def _at_size(self, size: int) -> Block:
        ink = Ink(size, 500, INK, self._look.paper)
        if self._story.form == "rhyme":
            stanzas = (
                couplets(self._words(sentence), INNER, lambda text: self._extent(text, size, 500)) for sentence in self._story.sentences
            )
            return Block(tuple(map(tuple, stanzas)), ink, round(size * self._scale.verse_step), round(size * 0.62))
        blocks = (self._block(sentence, ink, INNER - INDENT, BODY) for sentence in self._story.sentences)
        return Block(tuple(block.groups[0] for block in blocks), ink, round(size * self._scale.told_step), round(size * 0.62))

    def _tell(self, told: Block, top: float, bottom: float) -> None:
        """The story in the middle of its room: a story with a mark at each turn, verses in the middle of the sheet."""
        start, size = top + (bottom - top - told.tall) / 2, told.ink.size
        if self._story.form == "rhyme":
            widest = max(self._wide(line, size, 500) for group in told.groups for line in group)
            self._set(told, (WIDE - widest) / 2, start)
            return
        turns = self._set(told, MARGIN + INDENT, start)
        middles = [turn + told.step / 2 for turn in turns]
        self._panels.append(Panel(MARGIN + 10, middles[0], MARGIN + 14, middles[-1], self._look.pale))
        for middle in middles:
            self._panels.append(Panel(MARGIN, middle - 12, MARGIN + 24, middle + 12, self._look.ground, 12))

    def _box(self, block: Block, label: str, top: float, colour: tuple[int, int, int]) -> float:
        """A panel with its label and words; returns where it ends."""
        bottom = top + _boxed(block)
        self._panels.append(Panel(MARGIN, top, WIDE - MARGIN, bottom, block.ink.on, 28))
        self._word(say(label), MARGIN + INDENT, top + 70, Ink(LABEL, 500, colour, block.ink.on))
        self._set(block, MARGIN + INDENT, top + 86)
        return bottom

    def _foot(self, tall: float) -> None:
        """Whom to call when unsure, and when money is gone."""
        ground, top, half = self._look.ground, tall - FOOT, WIDE // 2
        self._panels.append(Panel(0, top, WIDE, tall, ground))
        self._panels.append(Panel(half - 2, top + 40, half + 2, tall - 40, self._look.veil))
        halves = (MARGIN, say("poster-unsure"), say("poster-unsure-number")), (half + 48, say("poster-paid"), say("poster-paid-number"))
        for left, when, number in halves:
            self._word(when, left, top + 66, Ink(LABEL, 500, WHITE, ground), half - MARGIN - 48)
            self._word(number, left, top + 152, Ink(84, 800, WHITE, ground), half - MARGIN - 48)

    def _block(self, text: str, ink: Ink, room: float, rag: Rag) -> Block:
        lines = broken(self._words(text), room, lambda piece: self._extent(piece, ink.size, ink.weight), rag)
        return Block((tuple(lines),), ink, round(ink.size * self._scale.step))

    def _set(self, block: Block, left: float, top: float) -> list[float]:
        """Put a block's lines down; returns where each group begins."""
        starts, at = [], top
        for group in block.groups:
            starts.append(at)
            for text in group:
                room = WIDE - MARGIN - left
                self._lines.append(Line(text, left, at + block.step / 2 + block.ink.size * 0.37, room, block.ink))
                at += block.step
            at += block.gap
        return starts

    def _word(self, text: str, left: float, baseline: float, ink: Ink, room: float = INNER) -> None:
        self._lines.append(Line(self._words(text), left, baseline, room, ink))

    def _words(self, text: str) -> str:
        return text.replace("'", "’") if self._script == "latin" else text

    def _wide(self, text: str, size: int, weight: int) -> float:
        return width(text, self._script, size, weight)

    def _extent(self, text: str, size: int, weight: int) -> float:
        return extent(text, self._script, size, weight)


def _boxed(block: Block) -> int:
    """How tall a panel with a label is."""
    return 86 + block.tall + 26
