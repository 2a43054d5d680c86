"""Words spelled by sound → the words that were meant: 按全账护 is read as 安全账户 before anything is looked up.

Between normalise.py and everything that matches words. What counts as a word is what the library's own texts use: two neighbouring
characters that never stand together there, while two of the same sounds often do, one of them the same, are a word in disguise.
Ordinary talk shows such pairs now and then (names, rare words); only a text that is full of them is mended. Quotations stay as the asker
spelled them.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from bot.triage.lexical import PAIR
from bot.triage.normalise import Normal
from bot.triage.sounds import Sounds

OFTEN, EVERYWHERE = 6, 25
"""Texts of the library in which a word must occur to be meant; and to be meant even where it does not fit its other neighbour."""
FULL, FEWEST = 0.06, 2
"""Share of the text's neighbouring characters, and number, from which on its disguises are no accident. Measured: ordinary texts show
2–4 in a hundred, texts with every seventh character changed 10–16."""


class Mender:
    """Knows the library's pairs of characters and how they sound; `arrays` as fitting.py made them, `size` the number of its texts."""

    def __init__(self, arrays: Mapping[str, Any], size: int, sounds: Sounds | None) -> None:
        self._sounds = sounds
        self._known: dict[str, int] = {}
        self._meant: dict[str, list[str]] = {}
        if sounds is not None and "terms" in arrays:
            self._learn(arrays["terms"], np.round((1 + size) * np.exp(1 - np.asarray(arrays["rarity"], dtype=np.float64)) - 1), sounds)

    def _learn(self, terms: Any, texts: Any, sounds: Sounds) -> None:
        low = (1 << PAIR) - 1
        often: list[tuple[float, str]] = []
        for code, count in zip(map(int, terms), texts, strict=True):
            if code <= low:
                continue
            pair = chr(code >> PAIR) + chr(code & low)
            self._known[pair] = int(count)
            if count >= OFTEN and sounds.key(pair):
                often.append((-float(count), pair))
        for _, pair in sorted(often):
            self._meant.setdefault(sounds.key(pair), []).append(pair)

    def mend(self, normal: Normal) -> Normal:
        """The text with its disguised words spelled out, or the text itself when it has few; its length and places never change."""
        if self._sounds is None or not self._meant:
            return normal
        spoken, text = self._sounds.spoken(normal.text), normal.text
        chars, pairs, found = list(text), 0, 0
        for at in range(len(spoken) - 1):
            if spoken[at] == text[at] or spoken[at + 1] == text[at + 1]:
                continue  # not a Han character with a sound
            pairs += 1
            if text[at : at + 2] in self._known:
                continue
            if word := self._word(text, at, spoken[at : at + 2]):
                found += 1
                chars[at : at + 2] = word
        return replace(normal, text="".join(chars)) if found >= FEWEST and found >= FULL * pairs else normal

    def _word(self, text: str, at: int, sound: str) -> str | None:
        """The word meant by the two characters there: one of them is right, and the other one fits what stands on its far side."""
        for word in self._meant.get(sound, ()):
            first, second = word[0] == text[at], word[1] == text[at + 1]
            if first == second:
                continue
            far = word[1] + text[at + 2 : at + 3] if first else text[max(0, at - 1) : at] + word[0]
            if self._known[word] >= EVERYWHERE or far in self._known:
                return word
        return None
