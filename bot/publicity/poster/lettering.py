"""简体 into 繁體, as Hong Kong writes it: its characters and its quotation marks; words stay the same."""

from functools import cache

from opencc import OpenCC

_TABLE = str.maketrans("“”‘’羣", "「」『』群")


def traditional(text: str) -> str:
    """A text in 繁體."""
    return str(_converter().convert(text)).translate(_TABLE)


@cache
def _converter() -> OpenCC:
    return OpenCC("s2hk")
