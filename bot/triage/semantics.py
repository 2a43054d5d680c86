"""What a question means: how scam-like it is, which family, which pattern — learned from the library's samples when it is built.

`fit` (in fitting.py, needs scikit-learn) runs at build time; its arrays travel in library.db and `Semantics` reads them with numpy alone.
Three views of a text are weighed together: its sentence vector, its characters and pairs of characters, and the joints of a trick
(joints.py). Everything exists twice, with and without the sentence vector, so that triage survives where the encoder is missing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.library.cards import Sample
from bot.triage import lexical, vectors
from bot.triage.fitting import BLEND, GIST, fit, nearness
from bot.triage.gist import LONGEST, PRESENT, gist
from bot.triage.joints import Joined
from bot.triage.normalise import Normal
from bot.triage.stage import ONGOING, State

__all__ = ["Meaning", "Semantics", "fit"]

Floats = NDArray[np.float32]
GATES = 2
"""Votes for a scam: the steady gate's and the sharp one's."""
MOST = 128
"""Patterns that a text can be likened to at once: of thousands only the nearest are worth a thought."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """scam: log odds that a text like this is a scam · families: share of each, sums to 1 · patterns: likeness of each, 0..1.

    standings: share of each stage/tier, as the editors labelled examples like it; empty when the library taught none.
    """

    scam: float
    families: Mapping[str, float]
    patterns: Mapping[str, float]
    standings: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Views:
    """A text as the heads see it: its vector or None, the places of its joints, the places and weights of its terms."""

    vector: Floats | None
    joints: Sequence[int]
    terms: NDArray[np.int64]
    weights: Floats


@dataclass(frozen=True, slots=True)
class _Head:
    """A fitted linear head: weights of vector (512, k), joints (j, k) and terms (t, k), and intercepts (k,)."""

    vector: Floats
    joints: Floats
    terms: Floats
    intercept: Floats

    def __call__(self, views: _Views) -> Floats:
        out = self.intercept + views.weights @ self.terms[views.terms] + self.joints[list(views.joints)].sum(axis=0)
        if views.vector is not None and len(self.vector):
            out = out + views.vector @ self.vector
        return np.asarray(out, dtype=np.float32)


class Semantics:
    """The meaning side of a compiled library; on a library read without arrays it has no opinion."""

    def __init__(self, samples: Sequence[Sample], arrays: Mapping[str, Any]) -> None:
        dense = np.asarray(arrays.get("vectors", np.zeros((0, vectors.SIZE))), dtype=np.float32)
        seeing = len(dense) == len(samples) and len(dense) > 0 and vectors.available()
        self._axes = np.asarray(arrays.get("axes", np.eye(vectors.SIZE)), dtype=np.float32)
        self._dense = dense @ self._axes if seeing else None
        self._scam = np.array([sample.label == "scam" for sample in samples], dtype=bool)
        self._examples, self._firsts, self._patterns = _owned(samples)
        self._vocabulary, self._bm25 = lexical.load(arrays, len(samples))
        self._letters = lexical.Terms(arrays.get("gist_terms", self._vocabulary.codes[:0]), arrays.get("gist_rarity", np.zeros(0)), LONGEST)
        self._joints = {str(name): place for place, name in enumerate(arrays.get("joints", ()))}
        self._told = {str(name): place for place, name in enumerate(arrays.get("told", ()))}
        self._families = [str(code) for code in arrays.get("families", ())]
        suffix = "" if seeing else "_plain"
        self._gates = _side_by_side(*(_read_head(arrays, f"{name}{suffix}") for name in ("steady", "sharp", "family")))
        self._standing = _read_head(arrays, f"standing{suffix}")
        self._standings = [str(label) for label in arrays.get(f"standing{suffix}_classes", ())]
        self._scale = np.asarray(arrays.get(f"scale{suffix}", (1.0, 0.0)), dtype=np.float64)

    def weigh(self, normal: Normal, found: Sequence[Joined], state: State) -> Meaning:
        """How the library's samples judge a text, in which these joints and signs were found."""
        core = normal.core
        codes, counts = lexical.terms(core)
        vector = vectors.embed(core) if self._dense is not None else None
        names = [joined.joint.name for joined in found]
        views = _Views(vector, [self._joints[name] for name in names if name in self._joints], *self._vocabulary.place(codes, counts))
        cosine = self._dense @ (vector @ self._axes) if self._dense is not None and vector is not None else None
        votes = self._gates(views) if self._gates else None
        return Meaning(
            self._odds(votes[:GATES], cosine) if votes is not None else 0.0,
            _shares(votes[GATES:], self._families) if votes is not None else {},
            self._likeness(codes, cosine),
            self._told_standings(normal, views, (*names, *state.told)),
        )

    def _told_standings(self, normal: Normal, views: _Views, signs: Sequence[str]) -> dict[str, float]:
        """Share of each stage/tier, by signs beside the joints and gist beside the text; no danger going on without a word of it."""
        if not self._standing:
            return {}
        letters = gist(normal)
        places, weights = self._letters.weigh(letters)
        telling = replace(
            views,
            joints=[self._told[name] for name in signs if name in self._told],
            terms=np.concatenate([views.terms, places + len(self._vocabulary.codes)]),
            weights=np.concatenate([views.weights, np.float32(GIST) * weights]),
        )
        shares = _shares(self._standing(telling), self._standings)
        return shares if PRESENT.search(letters) else {standing: share for standing, share in shares.items() if standing != ONGOING}

    def _odds(self, gates: Floats, cosine: Floats | None) -> float:
        near = nearness(cosine, self._scam) if cosine is not None else 0.0
        return float(self._scale[0] * np.dot(BLEND, (*gates, near)) + self._scale[1])

    def _likeness(self, codes: lexical.Codes, cosine: Floats | None) -> dict[str, float]:
        """Of the MOST likely patterns the best likeness of their examples, by characters and by vector, each scaled to the best sample."""
        if not self._patterns:
            return {}
        scores = self._bm25.scores(codes)
        shared = scores / np.float32(max(float(scores.max(initial=0.0)), 1e-6))
        near = cosine / np.float32(max(float(cosine.max()), 1e-6)) if cosine is not None else shared
        best = np.maximum.reduceat(((shared + near) / 2)[self._examples], self._firsts)
        order = np.argpartition(-best, MOST - 1)[:MOST] if len(best) > MOST else range(len(best))
        return {self._patterns[place]: float(best[place]) for place in order}


def _shares(votes: Floats, labels: Sequence[str]) -> dict[str, float]:
    """A head's votes for its labels as shares that sum to 1."""
    shares = np.exp(votes - votes.max())
    return {label: float(share) for label, share in zip(labels, shares / shares.sum(), strict=True)}


def _side_by_side(*heads: _Head | None) -> _Head | None:
    """Heads over the same views as one, which costs what one costs; None unless all are there."""
    known = [head for head in heads if head]
    if len(known) < len(heads):
        return None
    vector, joints, terms = (np.hstack([getattr(head, part) for head in known]) for part in ("vector", "joints", "terms"))
    return _Head(vector, joints, terms, np.concatenate([head.intercept for head in known]))


def _read_head(arrays: Mapping[str, Any], name: str) -> _Head | None:
    if f"{name}_intercept" not in arrays:
        return None
    vector, joints, terms, intercept = (
        np.asarray(arrays[f"{name}_{part}"], dtype=np.float32) for part in ("vector", "joints", "terms", "intercept")
    )
    return _Head(vector, joints, terms, intercept)


def _owned(samples: Sequence[Sample]) -> tuple[NDArray[np.int64], NDArray[np.int64], list[str]]:
    """Rows of the examples ordered by pattern, where each pattern begins among them, and the patterns in that order."""
    rows = [row for row, sample in enumerate(samples) if sample.label == "scam" and sample.pattern]
    rows.sort(key=lambda row: samples[row].pattern or "")
    owners = [samples[row].pattern or "" for row in rows]
    firsts = [place for place, owner in enumerate(owners) if place == 0 or owner != owners[place - 1]]
    return np.array(rows, dtype=np.int64), np.array(firsts, dtype=np.int64), [owners[place] for place in firsts]
