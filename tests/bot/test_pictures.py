"""The process that reads pictures: what it survives."""

import io

from PIL import Image

from bot.pictures import PictureReader


async def test_bytes_that_are_no_picture_are_told_as_such() -> None:
    reader = PictureReader()
    try:
        assert (await reader.read(b"not a picture")).trouble == "unreadable"
        blank = io.BytesIO()
        Image.new("RGB", (300, 300), "white").save(blank, "PNG")
        assert (await reader.read(blank.getvalue())).trouble == "no_text"
    finally:
        await reader.close()
    assert reader.pid is None
