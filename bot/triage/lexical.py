"""Characters and pairs of characters as numbers: the lexical half of semantics.py, in numpy alone.

A term is one character or two neighbouring ones (or three, of a gist), coded as an integer; no dictionary of words is needed for Chinese.
`Terms` gives weights by rarity, `Bm25` the likeness of a question to every sample of the library (Robertson's BM25, k1 1.2, b 0.75).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

K1, B = 1.2, 0.75
PAIR = 21
"""Bits of one character in the code of a pair: Unicode ends below 2**21, so that three characters fit."""

Codes = NDArray[np.uint64]
Floats = NDArray[np.float32]


def terms(text: str, longest: int = 2) -> tuple[Codes, NDArray[np.int64]]:
    """Distinct terms of a text, of one to `longest` (at most 3) characters, and how often each occurs; letters, digits and Han only."""
    kept = "".join(c for c in text if c.isalnum())
    chars = np.frombuffer(kept.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    runs = [chars]
    for length in range(2, longest + 1):
        runs.append((runs[-1][:-1] << np.uint64(PAIR)) | chars[length - 1 :])
    return np.unique(np.concatenate(runs), return_counts=True)


@dataclass(frozen=True)
class Terms:
    """A vocabulary: sorted codes of terms of up to `longest` characters, and the rarity (smoothed idf) of each."""

    codes: Codes
    rarity: Floats
    longest: int = 2

    def weigh(self, text: str) -> tuple[NDArray[np.int64], Floats]:
        """Places of the text's terms in the vocabulary and their weights (sublinear tf × rarity, length 1)."""
        return self.place(*terms(text, self.longest))

    def place(self, codes: Codes, counts: NDArray[np.int64]) -> tuple[NDArray[np.int64], Floats]:
        """The same for terms that were found already."""
        places = np.searchsorted(self.codes, codes)
        places = np.minimum(places, max(len(self.codes) - 1, 0))
        known = self.codes[places] == codes if len(self.codes) else np.zeros(len(codes), bool)
        places, counts = places[known], counts[known]
        weights = ((1 + np.log(counts)) * self.rarity[places]).astype(np.float32)
        length = float(np.linalg.norm(weights))
        return places, weights / length if length else weights


@dataclass(frozen=True)
class Bm25:
    """An inverted index over the samples: postings of term i are docs[starts[i]:starts[i+1]] with their weights."""

    codes: Codes
    starts: NDArray[np.int64]
    docs: NDArray[np.unsignedinteger[Any]]
    weights: Floats
    size: int

    def scores(self, codes: Codes) -> Floats:
        """Likeness to each sample of a text with these terms, 0 when they share none."""
        places = np.minimum(np.searchsorted(self.codes, codes), max(len(self.codes) - 1, 0))
        spans = [slice(self.starts[at], self.starts[at + 1]) for at in (places[self.codes[places] == codes] if len(self.codes) else ())]
        if not spans:
            return np.zeros(self.size, dtype=np.float32)
        docs, weights = np.concatenate([self.docs[span] for span in spans]), np.concatenate([self.weights[span] for span in spans])
        return np.bincount(docs, weights, minlength=self.size).astype(np.float32)


def learn(texts: Sequence[str], fewest: int = 2) -> dict[str, NDArray[Any]]:
    """Arrays for `Terms` (terms of at least `fewest` texts) and `Bm25`, by name."""
    found = [terms(text) for text in texts]
    codes = np.concatenate([c for c, _ in found]) if found else np.zeros(0, np.uint64)
    counts = np.concatenate([n for _, n in found]) if found else np.zeros(0, np.int64)
    docs = np.repeat(np.arange(len(found)), [len(c) for c, _ in found]).astype(np.int64)
    vocabulary, place, spread = np.unique(codes, return_inverse=True, return_counts=True)
    common = spread >= fewest
    lengths = np.bincount(docs, weights=counts, minlength=len(found))
    order = np.lexsort((docs, place))
    rarity = np.log1p((len(found) - spread + 0.5) / (spread + 0.5))
    tf = counts / (counts + K1 * (1 - B + B * lengths[docs] / max(lengths.mean() if len(found) else 1.0, 1e-9)))
    return {
        "terms": vocabulary[common],
        "rarity": _rarity(spread[common], len(found)),
        "bm25_terms": vocabulary,
        "bm25_starts": np.concatenate([[0], np.cumsum(spread)]).astype(np.int64),
        "bm25_docs": docs[order].astype(np.uint16 if len(found) <= np.iinfo(np.uint16).max else np.uint32),
        "bm25_weights": (tf * rarity[place] * (K1 + 1))[order].astype(np.float16),
    }


def vocabulary(texts: Sequence[str], longest: int, fewest: int = 2) -> Terms:
    """The terms that at least `fewest` of the texts hold."""
    found = [terms(text, longest)[0] for text in texts]
    codes, spread = np.unique(np.concatenate(found) if found else np.zeros(0, np.uint64), return_counts=True)
    common = spread >= fewest
    return Terms(codes[common], _rarity(spread[common], len(found)), longest)


def _rarity(spread: NDArray[np.int64], size: int) -> Floats:
    """Smoothed idf of terms that `spread` of `size` texts hold."""
    return (np.log((1 + size) / (1 + spread)) + 1).astype(np.float32)


def load(arrays: Mapping[str, Any], size: int) -> tuple[Terms, Bm25]:
    """What `learn` made, ready to use; empty when the library was read without arrays."""
    none = np.zeros(0, np.uint64)
    vocabulary = Terms(arrays.get("terms", none), arrays.get("rarity", np.zeros(0, np.float32)))
    index = Bm25(
        arrays.get("bm25_terms", none),
        arrays.get("bm25_starts", np.zeros(1, np.int64)),
        arrays.get("bm25_docs", np.zeros(0, np.uint16)),
        np.asarray(arrays.get("bm25_weights", np.zeros(0)), dtype=np.float32),
        size,
    )
    return vocabulary, index
