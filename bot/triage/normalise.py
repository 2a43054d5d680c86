"""What the asker wrote → plain text that phrases can be found in, with a way back to the original words.

First room of triage: everything after it (wording, indicators, stage, semantics) reads `Normal` and quotes through `Normal.quote`,
so that a reason is always a literal piece of what was asked. Cleaning: NFKC, lower case, traditional → simplified, invisible and
decorative characters dropped, separators inside words closed, evasive spellings made plain.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from opencc import OpenCC

from bot.triage.frame import WRAPPER, Turn, turns
from bot.triage.spellings import CANTONESE, EVASIVE, HEARTS, PLAIN

LONGEST = 4096
"""Telegram's own limit for one message; what lies beyond it is not read."""
LONGEST_CORE = 300
"""Where a text is long, its beginning and its end say what it is about."""

_HAN = "㐀-䶿一-鿿豈-﫿"
_SEPARATORS = frozenset("·•‧∙・*_~|^+=/\\@#$%&`\"'-") | frozenset("＊﹡★☆◆●○◎■□▲△※→←↓↑✦✧ㆍ")
_ENDS = "。！？!?;；\n…"
_CLAUSE = re.compile(rf"[^{_ENDS},，、:：]+")


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of `Normal.text`: start inclusive, end exclusive."""

    start: int
    end: int


@dataclass(frozen=True)
class Normal:
    """Plain text of a question; `starts[i]`..`ends[i]` is where character i of `text` stands in `original`."""

    original: str
    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def quote(self, start: int, end: int) -> str:
        """The asker's own words for `text[start:end]`: a literal substring of the original on one line, without unprintable characters."""
        if start >= end:
            return ""
        piece = self.original[self.starts[start] : self.ends[end - 1]]
        parts = [p.strip() for p in re.split(r"[\x00-\x1f\x7f\ud800-\udfff\u202a-\u202e\u2066-\u2069]+", piece)]
        return max(parts, key=len, default="")

    def located(self, start: int, end: int) -> Span | None:
        """The span of `text` that came from `original[start:end]`, or None when nothing of it was kept."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return Span(first, last) if first < last else None

    @cached_property
    def tight(self) -> tuple[str, tuple[int, ...]]:
        """Letters, digits and Han characters only, and the index of each in `text`: what phrases are looked up in."""
        kept = [(c, i) for i, c in enumerate(self.text) if c.isalnum()]
        return "".join(c for c, _ in kept), tuple(i for _, i in kept)

    @cached_property
    def clauses(self) -> tuple[Span, ...]:
        """The pieces between commas, full stops, colons and line ends."""
        return tuple(Span(m.start(), m.end()) for m in _CLAUSE.finditer(self.text) if m.group().strip())

    @cached_property
    def turns(self) -> tuple[Turn, ...]:
        """The lines of a quoted chat, or nothing when fewer than two lines name a speaker."""
        return turns(self.text)

    @cached_property
    def core(self) -> str:
        """What is being asked about: without 这是诈骗吗, without speakers' names, at most LONGEST_CORE characters (head and tail)."""
        spoken = "\n".join(self.text[t.start : t.end].strip() for t in self.turns) or self.text
        bare = WRAPPER.sub(" ", spoken)
        text = re.sub(r"\s+", " ", bare).strip(" ,，。:：?？!！~")
        return ends_of(text, LONGEST_CORE)

    def sentence(self, at: int) -> Span:
        """The sentence of `text` around position `at`."""
        start = max((self.text.rfind(e, 0, at) for e in _ENDS), default=-1) + 1
        stops = [p for e in _ENDS if (p := self.text.find(e, at)) >= 0]
        return Span(start, min(stops, default=len(self.text)))


def ends_of(text: str, longest: int) -> str:
    """A text of at most `longest` characters: of a longer one two thirds from its head and one third from its tail."""
    tail = longest // 3
    return text if len(text) <= longest else text[: longest - tail] + text[-tail:]


@cache
def _simplified() -> dict[int, str]:
    """Character table traditional → simplified, one to one, so that offsets survive."""
    plain = [chr(c) for c in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))]
    simple = OpenCC("t2s").convert("\n".join(plain)).split("\n")
    table = {ord(a): b for a, b in zip(plain, simple, strict=True) if a != b and len(b) == 1}
    return table | {ord("賬"): "账", ord("著"): "着", ord("妳"): "你"} | {ord(a): b for a, b in CANTONESE.items()}


@cache
def _plain(char: str) -> str:
    """One character cleaned: NFKC, lower case, simplified; empty for what nobody sees."""
    if char in HEARTS:
        return "❤"
    out = []
    for c in unicodedata.normalize("NFKC", char).lower():
        kind = unicodedata.category(c)
        if c in "\n\t " or kind in ("Zl", "Zp", "Zs"):
            out.append("\n" if c in "\n\u2028\u2029" else " ")
        elif kind[0] == "C" or kind in ("Mn", "Me", "Sk"):
            continue
        elif kind == "No" and (digit := unicodedata.digit(c, None)) is not None:
            out.append(str(digit))
        else:
            out.append(c.translate(_simplified()))
    return "".join(out)


def _decorative(char: str) -> bool:
    return char in _SEPARATORS or (char > "⁯" and unicodedata.category(char) in ("So", "Sk", "Sm", "Cs"))


def _cleaned(original: str) -> Iterator[tuple[str, int, int]]:
    """Plain characters with their place in the original; separators and pictures between two Han characters are dropped."""
    plain = [(p, i) for i, char in enumerate(original[:LONGEST].replace("\r", "\n")) for p in _plain(char)]
    last = len(plain) - 1
    han = re.compile(f"[{_HAN}]")
    previous = ""
    for n, (char, at) in enumerate(plain):
        if char != "❤" and _decorative(char):
            if char > "⁯" or (han.match(previous) and n < last and han.match(plain[n + 1][0])):
                continue
        elif char == " " and (not previous or (han.match(previous) and n < last and han.match(plain[n + 1][0]) and _spaced(plain, n))):
            continue
        previous = char
        yield char, at, at + 1


def _spaced(plain: list[tuple[str, int]], n: int) -> bool:
    """Spaces between single characters (刷 单) hide a word; a space between words is only a space."""
    before = n < 2 or plain[n - 2][0] in " \n"
    after = n + 2 >= len(plain) or plain[n + 2][0] in " \n"
    return before or after


def normalise(original: str) -> Normal:
    """Make a question plain; never raises, whatever the characters."""
    chars = list(_cleaned(original))
    text = "".join(c for c, _, _ in chars)
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for m in EVASIVE.finditer(text):
        if m.end() <= m.start():
            continue
        _copy(chars[done : m.start()], out, starts, ends)
        plain = PLAIN[int((m.lastgroup or "s0")[1:])]
        out.append(plain)
        starts.extend([chars[m.start()][1]] * len(plain))
        ends.extend([chars[m.end() - 1][2]] * len(plain))
        done = m.end()
    _copy(chars[done:], out, starts, ends)
    return Normal(original, "".join(out), tuple(starts), tuple(ends))


def _copy(chars: list[tuple[str, int, int]], out: list[str], starts: list[int], ends: list[int]) -> None:
    for char, start, end in chars:
        if char == "❤":
            continue
        out.append(char)
        starts.append(start)
        ends.append(end)
