"""Screenshots drawn for tests: chats as phones show them, plain pages, and what pictures suffer on their way (JPEG, camera)."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from rapidfuzz.distance import Levenshtein

FONT = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
needs_font = pytest.mark.skipif(not FONT.exists(), reason="no Chinese font to draw with (package fonts-noto-cjk)")

Turn = tuple[str, str]
"""Who (我, 对方, a nickname, or nothing for a centred grey line) and what."""


@dataclass(frozen=True)
class Look:
    """A chat program's colours and measures, in pixels of a screen 1080 wide."""

    page: str = "#EDEDED"
    left: str = "#FFFFFF"
    right: str = "#95EC69"
    ink: str = "#191919"
    ink_right: str = "#191919"
    grey: str = "#9B9B9B"
    bar: str = "#F6F6F6"
    letters: int = 44
    avatars: bool = True
    bubble: int = 700
    width: int = 1080


LIGHT = Look()
DARK = Look(page="#111111", left="#2C2C2C", right="#3EB575", ink="#D5D5D5", ink_right="#06120B", grey="#6B6B6B", bar="#1E1E1E")
BLUE = Look(page="#FFFFFF", left="#E9E9EB", right="#0A84FF", ink="#000000", ink_right="#FFFFFF", avatars=False, bubble=780)
PALE = Look(page="#C9D9E8", left="#FFFFFF", right="#EEFFDE", letters=40, avatars=False, bubble=820)
LARGE = replace(LIGHT, letters=64, bubble=720)


@cache
def font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONT), size, index=2)


def wrapped(text: str, size: int, width: int) -> list[str]:
    """Lines of at most this many pixels, broken anywhere as phones do with Chinese."""
    lines = [""]
    for char in text:
        if char == "\n" or font(size).getlength(lines[-1] + char) > width:
            lines.append("")
        lines[-1] += char.replace("\n", "")
    return lines


def chat(turns: Sequence[Turn], look: Look = LIGHT, title: str = "微信好友", least: int = 1920) -> Image.Image:
    """A chat as one screen shows it; a long one becomes a long screenshot."""
    tall = max(least, _tall(turns, look) + 480)
    picture = Image.new("RGB", (look.width, tall), look.page)
    pen = ImageDraw.Draw(picture)
    _bars(pen, look, title, tall)
    y = 300
    for who, text in turns:
        y = _stamp(pen, look, text, y) if not who else _bubble(pen, look, (who, text), y)
    return picture


def _tall(turns: Sequence[Turn], look: Look) -> int:
    pen = ImageDraw.Draw(Image.new("RGB", (1, 1)))
    y = 0
    for who, text in turns:
        y = _stamp(pen, look, text, y) if not who else _bubble(pen, look, (who, text), y)
    return y


def _bars(pen: ImageDraw.ImageDraw, look: Look, title: str, tall: int) -> None:
    """Clock and battery, the title, and where one would type."""
    pen.rectangle((0, 0, look.width, 240), look.bar)
    pen.text((70, 30), "21:03", look.ink, font(38))
    pen.text((look.width - 210, 30), "5G", look.ink, font(34))
    pen.text((look.width - 120, 30), "78", look.ink, font(34))
    pen.text((50, 130), "<", look.ink, font(50))
    pen.text((look.width / 2, 165), title, look.ink, font(48), anchor="mm")
    pen.rectangle((0, tall - 150, look.width, tall), look.bar)
    pen.rounded_rectangle((140, tall - 120, look.width - 260, tall - 30), 12, look.left)
    pen.text((look.width / 2 - 60, tall - 75), "按住 说话", look.ink, font(40), anchor="mm")


def _stamp(pen: ImageDraw.ImageDraw, look: Look, text: str, y: int) -> int:
    pen.text((look.width / 2, y + 20), text, look.grey, font(32), anchor="mm")
    return y + 80


def _bubble(pen: ImageDraw.ImageDraw, look: Look, turn: Turn, y: int) -> int:
    """Draw one bubble, with avatar and nickname; returns where the next one begins."""
    who, text = turn
    mine, size = who == "我", look.letters
    lines = wrapped(text, size, look.bubble - 60)
    wide = max(round(font(size).getlength(line)) for line in lines) + 60
    side = 150 if look.avatars else 40
    x = look.width - side - wide if mine else side
    if look.avatars:
        corner = look.width - 130 if mine else 30
        pen.rounded_rectangle((corner, y, corner + 100, y + 100), 12, ["#7A9CC6", "#C68F7A", "#8AB58A"][len(who) % 3])
        pen.ellipse((corner + 30, y + 20, corner + 70, y + 60), "#F0E0D0")
    if who not in ("我", "对方"):
        pen.text((x + 8, y), who, look.grey, font(30))
        y += 48
    pitch = round(size * 1.4)
    tall = pitch * len(lines) + 44
    pen.rounded_rectangle((x, y, x + wide, y + tall), 16, look.right if mine else look.left)
    for number, line in enumerate(lines):
        pen.text((x + 30, y + 20 + number * pitch), line, look.ink_right if mine else look.ink, font(size))
    return y + tall + 46


def page(text: str, look: Look = LIGHT, *, signed: str = "") -> Image.Image:
    """A plain page of left-aligned paragraphs, such as a notice; `signed` stands at the right as a signature does."""
    lines = [line for paragraph in text.split("\n") for line in wrapped(paragraph, look.letters, look.width - 140)]
    picture = Image.new("RGB", (look.width, 200 + 70 * (len(lines) + 3)), "white")
    pen = ImageDraw.Draw(picture)
    for number, line in enumerate(lines):
        pen.text((70, 100 + 70 * number), line, "black", font(look.letters))
    pen.text((look.width - 70, 130 + 70 * len(lines)), signed, "black", font(look.letters), anchor="ra")
    return picture


def png(picture: Image.Image) -> bytes:
    """The picture as a file without loss."""
    return _file(picture, "PNG")


def jpeg(picture: Image.Image, quality: int = 50, width: int = 720) -> bytes:
    """The picture as chat programs pass it on: smaller, and compressed hard."""
    return _file(picture.resize((width, round(picture.height * width / picture.width)), Image.Resampling.LANCZOS), "JPEG", quality=quality)


def photo(picture: Image.Image, degrees: float = 3) -> bytes:
    """The picture as a camera sees it on a screen: aslant, in perspective, blurred, noisy, with a dark room around it."""
    wide, tall = picture.size
    room = Image.new("RGB", (wide + 300, tall + 300), "#30302E")
    room.paste(picture, (150, 150))
    corners = (20, 0, 0, room.height, room.width, room.height - 25, room.width - 30, 10)
    seen = room.transform(room.size, Image.Transform.QUAD, corners, Image.Resampling.BICUBIC)
    seen = seen.rotate(degrees, Image.Resampling.BICUBIC, fillcolor="#30302E").filter(ImageFilter.GaussianBlur(1.6))
    grain = Image.effect_noise(seen.size, 22).convert("RGB")
    return _file(Image.blend(seen, grain, 0.08), "JPEG", quality=60)


def code(content: str, size: int = 420) -> Image.Image:
    """A QR code."""
    import numpy as np
    import zxingcpp

    drawn = zxingcpp.write_barcode_to_image(zxingcpp.create_barcode(content, zxingcpp.BarcodeFormat.QRCode), scale=8)
    return Image.fromarray(np.array(drawn)).convert("RGB").resize((size, size), Image.Resampling.NEAREST)


def _file(picture: Image.Image, kind: str, **how: int) -> bytes:
    held = io.BytesIO()
    picture.save(held, kind, **how)
    return held.getvalue()


def letters_of(turns: Sequence[Turn]) -> str:
    """The words of a chat in order, letters and digits alone."""
    return bare("".join(text for who, text in turns if who))


def bare(text: str) -> str:
    """Letters and digits alone."""
    return "".join(char for char in text if char.isalnum())


def missed(told: str, read: str) -> float:
    """Share of characters that are wrong, letters and digits alone."""
    return Levenshtein.distance(bare(told), bare(read)) / len(bare(told))


def tagged(picture: Image.Image) -> bytes:
    """Lying on its side, with a note for the viewer to turn it back."""
    held, note = io.BytesIO(), Image.Exif()
    note[0x0112] = 6
    picture.transpose(Image.Transpose.ROTATE_90).save(held, "JPEG", quality=80, exif=note)
    return held.getvalue()


def _turned(way: Image.Transpose) -> Callable[[Image.Image], bytes]:
    return lambda picture: png(picture.transpose(way))


DISGUISES: dict[str, tuple[Look, Callable[[Image.Image], bytes]]] = {
    "light": (LIGHT, png),
    "dark": (DARK, png),
    "another program's blue": (BLUE, png),
    "another program's pale green, compressed": (PALE, jpeg),
    "compressed": (LIGHT, jpeg),
    "a photo of a screen": (LIGHT, photo),
    "lying on its left side": (LIGHT, _turned(Image.Transpose.ROTATE_90)),
    "lying on its right side": (DARK, _turned(Image.Transpose.ROTATE_270)),
    "upside down": (LIGHT, _turned(Image.Transpose.ROTATE_180)),
    "turned by its tag": (LIGHT, tagged),
}
