"""Picture → what the QR codes (and their kin) in it hold. Called by pictures.py."""

import re
from typing import Any

MOST = 8
"""Codes told of one picture."""
LONGEST = 1000
"""Characters kept of one code."""


def read(pixels: Any) -> tuple[str, ...]:
    """The contents of all codes, top to bottom, each once; `pixels` is (height, width, 3)."""
    import zxingcpp

    kinds = zxingcpp.barcode_formats_from_str("QRCode|MicroQRCode|RMQRCode|Aztec|DataMatrix")
    found = sorted(zxingcpp.read_barcodes(pixels, formats=kinds), key=lambda code: code.position.top_left.y)
    held = (re.sub(r"\s+", " ", "".join(c for c in code.text if c.isprintable() or c.isspace())).strip()[:LONGEST] for code in found)
    return tuple(dict.fromkeys(text for text in held if text))[:MOST]
