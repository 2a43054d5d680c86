"""A picture → what is written in it and what its QR codes hold. Nothing of it is kept.

Before the first room of triage: what is read here is asked like typed words. Synchronous and slow (a second of two cores), heavy with
models (200 MB); so a bot calls it through `bot.asking.pictures.PictureReader`, in a process of its own. Importing this file loads no model.
"""

import io
import time
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import numpy as np
    from PIL import Image

Trouble = Literal["", "unreadable", "too_big", "too_slow", "no_text"]

LARGEST = 20_000_000
"""Bytes; Telegram lets bots fetch no larger file."""
MOST_PIXELS = 40_000_000
"""Decoded at most: a long screenshot of twenty screens, a photo of a good camera. Beyond it a small file may fill the memory."""
BROADEST = 1600
"""Pixels of the shorter side that are looked at; a phone's screen has at most 1440, a camera's picture only costs memory beyond."""
SECONDS = 12.0
"""Processor time after which reading stops and keeps what it has: about eight screens. A busy machine makes it slower, not poorer."""

_KINDS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF", "MPO")
_PAYMENT = (
    "wxp://",
    "weixin://wxpay",
    "https://qr.alipay.com",
    "alipays://",
    "alipay://",
    "https://payapp.weixin.qq.com",
    "https://qr.95516.com",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of letters and where it stands: pixels of the upright picture; `paper` is the colour behind it (red, green, blue)."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    paper: tuple[int, int, int] = (255, 255, 255)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a picture says.

    text: the words in reading order; a chat as `对方：…` and `我：…` (or a group's nicknames), one line a bubble, without clock and buttons
    links: what its QR codes hold, whatever it is · lines: the raw lines
    trouble: unreadable (no picture, or broken) · too_big · too_slow (text holds what was read in time) · no_text · or empty
    """

    text: str = ""
    links: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    trouble: Trouble = ""

    @property
    def asked(self) -> str:
        """The words to judge: what the codes hold, told in words, and the text."""
        return "\n".join([*map(_told, self.links), *([self.text] if self.text else [])])


def _told(link: str) -> str:
    return f"二维码是收款码 {link}" if link.lower().startswith(_PAYMENT) else f"二维码里写着 {link}"


def read_picture(data: bytes, seconds: float = SECONDS) -> Reading:
    """Read a picture file; never raises, whatever the bytes. An animation is read by its first frame."""
    until = time.process_time() + seconds
    if len(data) > LARGEST:
        return Reading(trouble="too_big")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _read(data, until)
    except Exception:  # a decoder may fail on hostile bytes in any way
        return Reading(trouble="unreadable")


def _read(data: bytes, until: float) -> Reading:
    from PIL import Image

    try:
        picture = Image.open(io.BytesIO(data), formats=_KINDS)
    except Image.DecompressionBombError:
        return Reading(trouble="too_big")
    if picture.width * picture.height > MOST_PIXELS:
        return Reading(trouble="too_big")
    from bot.triage import codes, lettering, screenshots

    pixels = _upright(picture)
    links = codes.read(pixels)
    found = lettering.read(pixels, until)
    text = screenshots.text(found.lines, found.margin)
    trouble: Trouble = "too_slow" if found.cut_short else "" if text or links else "no_text"
    return Reading(text, links, found.lines, trouble)


def _upright(picture: "Image.Image") -> "np.ndarray":
    """Pixels (height, width, blue-green-red) as the camera meant them to be seen, on white where transparent."""
    import numpy as np
    from PIL import Image, ImageOps

    excess = min(picture.size) / BROADEST
    if excess > 1:
        picture.draft("RGB", (round(picture.width / excess), round(picture.height / excess)))
    ImageOps.exif_transpose(picture, in_place=True)
    turned: Image.Image = picture
    if turned.mode in ("RGBA", "LA", "PA") or "transparency" in turned.info:
        turned = turned.convert("RGBA")
        ground = Image.new("RGBA", turned.size, "white")
        turned = Image.alpha_composite(ground, turned)
    plain = turned if turned.mode == "RGB" else turned.convert("RGB")
    if (excess := min(plain.size) / BROADEST) > 1:
        plain = plain.resize((round(plain.width / excess), round(plain.height / excess)), Image.Resampling.BILINEAR, reducing_gap=2)
    return np.ascontiguousarray(np.asarray(plain)[:, :, ::-1])
