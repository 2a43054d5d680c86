"""How characters sound: the table that lets wording.py hear 安全帐湖 as 安全账户.

The table (one syllable number per Han character, without tones) is made from pypinyin when the library is built and travels inside it,
so that the running bot neither loads nor needs pypinyin.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

FIRST, LAST = 0x4E00, 0x9FFF
_PRIVATE = 0xE000
"""Syllables are written as characters of the private use area, so that an ordinary automaton can look for them."""


class Sounds:
    """Text → one character per syllable; other characters stand for themselves."""

    def __init__(self, syllables: NDArray[Any]) -> None:
        self._table = {FIRST + i: chr(_PRIVATE + int(s)) for i, s in enumerate(syllables) if s}

    def spoken(self, text: str) -> str:
        """The text as syllables, character by character (same length)."""
        return text.translate(self._table)

    def key(self, part: str) -> str:
        """The syllables of a wording, or nothing when it is not all Han characters."""
        return self.spoken(part) if part and all(ord(c) in self._table for c in part) else ""


def syllables() -> NDArray[np.uint16]:
    """One number per character U+4E00–U+9FFF, 0 when its sound is unknown; needs pypinyin, called when the library is built."""
    from pypinyin import Style, pinyin

    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(s, len(numbers) + 1) if s else 0 for s in _sounds(pinyin, Style.NORMAL)], dtype=np.uint16)


def _sounds(pinyin: Any, style: Any) -> Iterator[str]:
    for code in range(FIRST, LAST + 1):
        sound = pinyin(chr(code), style=style, errors="ignore")
        yield sound[0][0] if sound else ""
