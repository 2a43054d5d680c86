"""Pixels → lines of letters with their places: the detector looks at screen-sized pieces, the recogniser at one line after the other.

Called by pictures.py; what the lines mean together is told by screenshots.py. The detector's input is capped and lines are recognised
one by one, which takes half the memory of the library's own way and no more time.
"""

import os
import re
import time
from dataclasses import dataclass
from functools import cache
from typing import Any

import cv2
import numpy as np

from bot.triage.pictures import Line

Pixels = np.ndarray[Any, Any]
"""(height, width, 3), blue-green-red."""
Box = np.ndarray[Any, Any]
"""(4, 2): the corners of a line, clockwise from its upper left, x and y in pixels."""

GLANCE, STARE = 416, 608
"""Pixels of a piece's shorter side as the detector sees it: at first, and once more when the letters turn out small."""
SMALL_LETTERS = 17
"""Pixels of a line's height in the detector's eye below which it misses some."""
WIDEST = 1600
"""Pixels of a piece's longer side at most."""
LONGEST_PIECE = 2.4
"""Longer pictures (height : width) are cut; a phone's screen is at most 2.3."""
CUT = 6
"""Pixels from a cut within which a line counts as cut through."""
SMALL = 640
"""Pictures smaller than this are looked at twice as large."""
SURE = 0.8
"""Letters that stand upright are read with more certainty than this."""
WORST = 0.5
"""Lines read with less certainty are ornaments, not letters."""


@dataclass(frozen=True, slots=True)
class Lettering:
    """Lines from top to bottom; the colour along the picture's sides; cut_short when time ran out before the last line."""

    lines: tuple[Line, ...]
    margin: tuple[int, int, int]
    cut_short: bool = False


def read(pixels: Pixels, until: float) -> Lettering:
    """All lines of a picture, whichever way up it is; `until` is a moment of `time.process_time`."""
    if max(pixels.shape[:2]) < SMALL:
        pixels = cv2.resize(pixels, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
    boxes, seen_all = _detect(pixels, until)
    if _lies_on_its_side(boxes):
        pixels, boxes = _quarter_turn(pixels, boxes)
    if _is_upside_down(pixels, boxes):
        pixels, boxes = _quarter_turn(*_quarter_turn(pixels, boxes))
    boxes.sort(key=lambda box: float(box[:, 1].mean()))
    lines, level = [], _levelled(boxes)
    for box, flat in zip(boxes, level, strict=True):
        if time.process_time() > until:
            seen_all = False
            break
        crop = _crop(pixels, box)
        text, sureness = _recognise(crop)
        if text and sureness >= WORST:
            lines.append(_line(text, flat, crop))
    rim = max(1, pixels.shape[1] // 60)
    return Lettering(tuple(lines), _colour(np.concatenate([pixels[:, :rim], pixels[:, -rim:]])), not seen_all)


@cache
def engine() -> Any:
    """The models, from inside the library's wheel; takes half a second the first time."""
    from rapidocr import RapidOCR

    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_cls": False,
            "Global.use_preprocess_img": False,
            "Det.limit_type": "max",
            "Det.limit_side_len": WIDEST,
            "Rec.rec_batch_num": 1,
            "EngineConfig.onnxruntime.intra_op_num_threads": min(2, os.cpu_count() or 1),
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def _detect(pixels: Pixels, until: float) -> tuple[list[Box], bool]:
    """The boxes of all lines, and whether there was time for every piece."""
    height, width = pixels.shape[:2]
    boxes: list[Box] = []
    for start, end in _pieces(height, width):
        if boxes and time.process_time() > until:
            return boxes, False
        found = [box + np.array([0, start], dtype=np.float32) for box in _seen(pixels[start:end])]
        boxes = _joined(boxes, [box for box in found if _is_whole(box, start, end if end < height else height + CUT)], start)
    return boxes, True


def _seen(piece: Pixels) -> list[Box]:
    """The boxes of one piece: a glance is enough for a phone's own letters, a photograph needs a longer look."""
    boxes, scale = _looked_at(piece, GLANCE)
    if boxes and np.median([np.linalg.norm(box[0] - box[3]) for box in boxes]) * scale < SMALL_LETTERS:
        closer, _ = _looked_at(piece, STARE)
        return max(boxes, closer, key=len)
    return boxes


def _looked_at(piece: Pixels, side: int) -> tuple[list[Box], float]:
    """What the detector finds in a piece whose shorter side is `side` pixels long, and how much smaller that is."""
    scale = min(1.0, side / min(piece.shape[:2]), WIDEST / max(piece.shape[:2]))
    seen = piece if scale == 1 else cv2.resize(piece, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    found = engine()(seen, use_det=True, use_cls=False, use_rec=False).boxes
    return [np.asarray(box, dtype=np.float32) / scale for box in (found if found is not None else ())], scale


def _is_whole(box: Box, start: int, end: int) -> bool:
    """Whether a line does not touch the cuts at both ends of its piece; what does is seen whole by the neighbour."""
    return bool((start == 0 or box[:, 1].min() > start + CUT) and box[:, 1].max() < end - CUT)


def _pieces(height: int, width: int) -> list[tuple[int, int]]:
    """Overlapping stretches of a long picture, from top to bottom, each about two widths high."""
    if height <= LONGEST_PIECE * width:
        return [(0, height)]
    overlap = max(1, width // 5)
    count = -(-(height - overlap) // max(1, 2 * width - overlap))
    step = (height - overlap) / count
    return [(round(k * step), min(height, round((k + 1) * step) + overlap)) for k in range(count)]


def _joined(boxes: list[Box], fresh: list[Box], start: int) -> list[Box]:
    """Boxes of two neighbouring pieces: a line that both saw stands once, as it was seen higher."""
    kept = list(boxes)
    for box in fresh:
        twins = [k for k, other in enumerate(kept) if other[:, 1].max() > start and _overlap(box, other) > 0.5]
        if all(np.ptp(box[:, 1]) > np.ptp(kept[k][:, 1]) for k in twins):
            kept = [other for k, other in enumerate(kept) if k not in twins] + [box]
    return kept


def _overlap(one: Box, other: Box) -> float:
    """Share of the smaller box's upright hull that both cover."""
    low = np.maximum(one.min(axis=0), other.min(axis=0))
    high = np.minimum(one.max(axis=0), other.max(axis=0))
    shared = float(np.prod(np.clip(high - low, 0, None)))
    return shared / max(1.0, min(float(np.prod(np.ptp(one, axis=0))), float(np.prod(np.ptp(other, axis=0)))))


def _lies_on_its_side(boxes: list[Box]) -> bool:
    """Whether most letters stand in boxes that are taller than wide."""
    sizes = np.array([np.ptp(box, axis=0) for box in boxes]).reshape(-1, 2)
    tall = sizes[:, 1] > 1.5 * sizes[:, 0]
    return bool(sizes[tall].prod(axis=1).sum() > 0.6 * sizes.prod(axis=1).sum())


def _is_upside_down(pixels: Pixels, boxes: list[Box]) -> bool:
    """Whether the longest lines are read better the other way round."""
    crops = [_crop(pixels, box) for box in sorted(boxes, key=lambda box: -float(np.ptp(box[:, 0])))[:3]]
    sureness = [_recognise(crop)[1] for crop in crops]
    if not crops or np.mean(sureness) > SURE:
        return False
    return bool(np.mean([_recognise(np.ascontiguousarray(crop[::-1, ::-1]))[1] for crop in crops]) > np.mean(sureness) + 0.1)


def _quarter_turn(pixels: Pixels, boxes: list[Box]) -> tuple[Pixels, list[Box]]:
    """Picture and boxes turned clockwise; a box's first corner is again its upper left."""
    height = pixels.shape[0]
    turned = [np.stack([height - 1 - box[:, 1], box[:, 0]], axis=1).astype(np.float32) for box in boxes]
    return np.ascontiguousarray(np.rot90(pixels, -1)), [np.roll(box, 1, axis=0) for box in turned]


def _levelled(boxes: list[Box]) -> list[Box]:
    """The boxes as they would stand in a picture held straight."""
    if not boxes:
        return []
    across = np.array([box[1] - box[0] + box[2] - box[3] for box in boxes])
    longest = across[np.argsort(-np.abs(across[:, 0]))[: max(3, len(boxes) // 2)]]
    angle = float(np.median(np.arctan2(longest[:, 1], longest[:, 0])))
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return [box @ turn for box in boxes]


def _crop(pixels: Pixels, box: Box) -> Pixels:
    """One line cut out and straightened."""
    width = max(4, int(max(np.linalg.norm(box[0] - box[1]), np.linalg.norm(box[2] - box[3]))))
    height = max(4, int(max(np.linalg.norm(box[0] - box[3]), np.linalg.norm(box[1] - box[2]))))
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    bend = cv2.getPerspectiveTransform(box, corners)
    return cv2.warpPerspective(pixels, bend, (width, height), borderMode=cv2.BORDER_REPLICATE, flags=cv2.INTER_CUBIC)


def _recognise(crop: Pixels) -> tuple[str, float]:
    """The letters of one line, and how sure the recogniser is (0..1)."""
    found = engine()(crop, use_det=False, use_cls=False, use_rec=True)
    return (re.sub(r"\bA ?P ?P\b", "APP", found.txts[0].strip()), float(found.scores[0])) if found.txts else ("", 0.0)


def _line(text: str, box: Box, crop: Pixels) -> Line:
    left, right = float(box[[0, 3], 0].mean()), float(box[[1, 2], 0].mean())
    top, bottom = float(box[[0, 1], 1].mean()), float(box[[2, 3], 1].mean())
    return Line(text, left, top, right, bottom, _colour(crop))


def _colour(pixels: Pixels) -> tuple[int, int, int]:
    """The middle red, green and blue; of a line of letters the paper's, since ink covers less than half."""
    blue, green, red = (int(channel) for channel in np.median(pixels.reshape(-1, 3), axis=0))
    return red, green, blue
