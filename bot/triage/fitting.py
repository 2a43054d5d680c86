"""The library's samples → what semantics.py needs, when the library is built: heads, calibration, lexical index, table of sounds.

Needs scikit-learn, which is imported here only when `fit` runs. Two gates are fitted: a steady one, held close to the joints of a
trick, which travels well to texts unlike the library's; and a sharp one, which tells the library's own near misses apart. Their blend
is calibrated on held-out folds (Platt), so that its log odds mean what they say. The same samples give the same arrays.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.library.cards import Sample
from bot.triage import clarify, lexical, sounds, stage, vectors
from bot.triage.context import Context
from bot.triage.gist import LONGEST, gist
from bot.triage.joints import JOINTS, joints
from bot.triage.normalise import Normal, normalise

BLEND = (0.55, 0.4, 3.5)
"""Shares of the steady gate, the sharp gate and nearness in the odds of a scam."""
GIST = 2.3
"""How much the terms of the gist count beside those of the text, for stage and tier."""
NEAREST = 3
AXES = 256
"""How many of the main axes of the library's vectors tell which samples are near: half the work, 95 % of the length."""
FOLDS = 5

Arrays = dict[str, NDArray[Any]]


@dataclass(frozen=True, slots=True)
class _Taste:
    """How a head is fitted: the scales of vectors and terms beside the joints (1), and the inverse strength of regularisation."""

    vectors: float
    terms: float
    penalty: float


_STEADY = _Taste(vectors=1.0, terms=1.0, penalty=0.15)
_SHARP = _Taste(vectors=3.0, terms=3.0, penalty=3.0)
_PLACING = _Taste(vectors=3.0, terms=5.0, penalty=3.0)
_TELLING = _Taste(vectors=2.0, terms=3.0, penalty=1.0)


def fit(samples: Sequence[Sample], memory: vectors.Memory | None = None) -> Arrays:
    """Arrays by name, for numpy.save: half-precision vectors (n, 512), heads, lexical index, sounds; ImportError without scikit-learn.

    `memory` holds vectors known from another build or fold; without it the arrays are the same up to rounding, only later.
    """
    normals = [normalise(sample.text) for sample in samples]
    cores = [normal.core for normal in normals]
    known = memory or vectors.Memory()
    arrays: Arrays = {"vectors": known.embed(cores), "vector_keys": vectors.keys(cores), "syllables": sounds.syllables()}
    arrays |= lexical.learn(cores) | clarify.count(samples, normals)
    arrays["joints"] = np.array([joint.name for joint in JOINTS])
    scam = np.array([sample.label == "scam" for sample in samples], dtype=bool)
    if min(scam.sum(), (~scam).sum()) < FOLDS:
        return arrays
    families = np.array([sample.family or "other" for sample in samples])
    arrays["families"] = np.array(sorted(set(families[scam])))
    dense = np.asarray(arrays["vectors"], dtype=np.float32)
    arrays["axes"] = _main_axes(dense)
    views = _Views(dense, arrays["axes"], _marks(normals), _words(cores, lexical.Terms(arrays["terms"], arrays["rarity"])))
    states = [stage.assess(normal) for normal in normals]
    arrays["told"] = np.array([*arrays["joints"], *stage.TOLD])
    gists = [gist(normal) for normal in normals]
    letters = lexical.vocabulary([text for text, sample in zip(gists, samples, strict=True) if sample.tier], LONGEST)
    arrays |= {"gist_terms": letters.codes, "gist_rarity": letters.rarity}
    signs = np.array([[name in state.told for name in stage.TOLD] for state in states], dtype=np.float32)
    told = views.beside(signs, GIST * _words(gists, letters))
    for suffix, shown, telling in (("", views, told), ("_plain", views.without_vectors(), told.without_vectors())):
        arrays |= _fit_heads(shown, scam, families, arrays["families"], suffix)
        arrays |= _fit_labels(f"standing{suffix}", telling, [standing(sample) for sample in samples])
    return arrays


def standing(sample: Sample) -> str | None:
    """How far things have gone in a sample, as one label: stage/tier."""
    return f"{sample.stage}/{sample.tier}" if sample.stage and sample.tier else None


def _fit_labels(name: str, views: "_Views", labels: Sequence[str | None]) -> Arrays:
    """A head that tells the editors' labels of examples from each other; nothing when fewer than two occur."""
    rows = np.array([row for row, label in enumerate(labels) if label], dtype=np.int64)
    given = np.array([labels[row] for row in rows])
    known = np.array(sorted(set(given)))
    if len(known) < 2:
        return {}
    weights = _family_weights(views.table(_TELLING)[rows], given, known, _TELLING)
    return {f"{name}_classes": known} | _pack(name, views, _TELLING, *weights)


@dataclass(frozen=True)
class _Views:
    """The three views of all samples: vectors (n, 512) or (0, 512), joints (n, j) of 0 and 1, terms (n, t) sparse; axes: `_main_axes`."""

    dense: NDArray[np.float32]
    axes: NDArray[np.float32]
    marks: NDArray[np.float32]
    words: Any

    def without_vectors(self) -> "_Views":
        """The same samples where the encoder is missing."""
        return _Views(self.dense[:0], self.axes, self.marks, self.words)

    def beside(self, marks: NDArray[np.float32], words: Any) -> "_Views":
        """The same samples with further columns of 0 and 1 beside the joints, and further terms."""
        from scipy.sparse import hstack

        return _Views(self.dense, self.axes, np.hstack([self.marks, marks]), hstack([self.words, words]).tocsr())

    def table(self, taste: _Taste) -> Any:
        """One sparse row per sample; vectors and terms scaled."""
        from scipy.sparse import csr_matrix, hstack

        dense = [csr_matrix(taste.vectors * self.dense)] if len(self.dense) else []
        return hstack([*dense, csr_matrix(self.marks), taste.terms * self.words]).tocsr()

    def cut(self, weights: NDArray[Any], taste: _Taste) -> Iterator[tuple[str, NDArray[Any]]]:
        """Weights (k, columns of `table`) as those of vectors, joints and terms, the scales put in."""
        size = self.dense.shape[1] if len(self.dense) else 0
        middle = size + self.marks.shape[1]
        columns = weights.T
        yield "vector", (taste.vectors * columns[:size]).astype(np.float16)
        yield "joints", columns[size:middle].astype(np.float32)
        yield "terms", (taste.terms * columns[middle:]).astype(np.float16)


def _main_axes(dense: NDArray[np.float32]) -> NDArray[np.float32]:
    """The directions (512, AXES) along which the samples' vectors reach farthest."""
    _, directions = np.linalg.eigh(dense.T @ dense)
    return np.ascontiguousarray(directions[:, : -AXES - 1 : -1], dtype=np.float32)


def _marks(normals: Sequence[Normal]) -> NDArray[np.float32]:
    order = {joint.name: place for place, joint in enumerate(JOINTS)}
    marks = np.zeros((len(normals), len(order)), dtype=np.float32)
    for row, normal in enumerate(normals):
        marks[row, [order[found.joint.name] for found in joints(normal, Context(normal))]] = 1
    return marks


def _words(texts: Sequence[str], vocabulary: lexical.Terms) -> Any:
    from scipy.sparse import csr_matrix

    weighed = [vocabulary.weigh(text) for text in texts]
    starts = np.cumsum([0, *(len(places) for places, _ in weighed)])
    places, weights = (np.concatenate([pair[part] for pair in weighed]) for part in (0, 1))
    return csr_matrix((weights, places, starts), shape=(len(texts), len(vocabulary.codes)))


def _fit_heads(views: _Views, scam: NDArray[np.bool_], families: NDArray[Any], known: NDArray[Any], suffix: str) -> Arrays:
    arrays: Arrays = {}
    folds = np.arange(len(scam)) % FOLDS
    blend = BLEND[2] * _nearness(views.dense @ views.axes, scam, folds)
    for name, share, taste in (("steady", BLEND[0], _STEADY), ("sharp", BLEND[1], _SHARP)):
        table = views.table(taste)
        blend += share * _held_out(table, scam, folds, taste)
        arrays |= _pack(f"{name}{suffix}", views, taste, *_weights(table, scam, taste))
    arrays[f"scale{suffix}"] = _calibrated(blend, scam)
    rows = np.flatnonzero(scam)
    table = views.table(_PLACING)[rows]
    arrays |= _pack(f"family{suffix}", views, _PLACING, *_family_weights(table, families[rows], known, _PLACING))
    return arrays


def _gate(taste: _Taste) -> Any:
    from sklearn.linear_model import LogisticRegression

    # The dual solver is ten times quicker here than the default; its random order is fixed.
    return LogisticRegression(C=taste.penalty, max_iter=3000, class_weight="balanced", solver="liblinear", dual=True, random_state=0)


def _weights(table: Any, scam: NDArray[np.bool_], taste: _Taste) -> tuple[NDArray[Any], NDArray[Any]]:
    model = _gate(taste).fit(table, scam)
    return model.coef_, model.intercept_


def _family_weights(table: Any, families: NDArray[Any], known: NDArray[Any], taste: _Taste) -> tuple[NDArray[Any], NDArray[Any]]:
    from sklearn.linear_model import LogisticRegression

    if len(known) < 2:
        return np.zeros((1, table.shape[1])), np.zeros(1)
    model = LogisticRegression(C=taste.penalty, max_iter=3000, class_weight="balanced", tol=1e-3).fit(table, families)
    if len(known) == 2:
        return np.vstack([-model.coef_, model.coef_]) / 2, np.concatenate([-model.intercept_, model.intercept_]) / 2
    return model.coef_, model.intercept_


def _held_out(table: Any, scam: NDArray[np.bool_], folds: NDArray[np.int64], taste: _Taste) -> NDArray[np.float64]:
    """What a gate says of every sample when it was fitted without its fold."""
    out = np.zeros(len(scam))
    for fold in range(FOLDS):
        inside, outside = np.flatnonzero(folds == fold), np.flatnonzero(folds != fold)
        out[inside] = _gate(taste).fit(table[outside], scam[outside]).decision_function(table[inside])
    return out


def _nearness(dense: NDArray[np.float32], scam: NDArray[np.bool_], folds: NDArray[np.int64]) -> NDArray[np.float64]:
    """`nearness` of every sample to those outside its fold, by vectors along the main axes (n, AXES); 0 without vectors."""
    out = np.zeros(len(scam))
    for fold in range(FOLDS) if len(dense) else ():
        others = folds != fold
        cosines = dense[~others] @ dense[others].T
        out[~others] = [nearness(cosine, scam[others]) for cosine in cosines]
    return out


def nearness(cosine: NDArray[np.float32], scam: NDArray[np.bool_]) -> float:
    """How much nearer the nearest scams are than the nearest harmless samples, in cosine; 0 when there are too few of either."""
    if min(scam.sum(), (~scam).sum()) < NEAREST:
        return 0.0
    scams, others = (float(np.partition(cosine[side], -NEAREST)[-NEAREST:].mean()) for side in (scam, ~scam))
    return scams - others


def _calibrated(blend: NDArray[np.float64], scam: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Slope and shift that turn the blend into log odds, by what it said of held-out samples."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=1e6, class_weight="balanced").fit(blend.reshape(-1, 1), scam)
    return np.array([max(float(model.coef_[0, 0]), 0.1), float(model.intercept_[0])])


def _pack(name: str, views: _Views, taste: _Taste, weights: NDArray[Any], intercept: NDArray[Any]) -> Arrays:
    parts = {f"{name}_{part}": array for part, array in views.cut(weights, taste)}
    return parts | {f"{name}_intercept": np.atleast_1d(intercept).astype(np.float32)}
