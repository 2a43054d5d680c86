"""简体 into 繁體, as Hong Kong writes it: its characters and its quotation marks; words stay the same.

Texts (`shouwang content traditional`), posters, and what of the library is said in an answer pass here. OpenCC chooses a character by the words
it knows; where it is wrong about ours, a rule below says so.
"""

import re
from functools import cache

from opencc import OpenCC

_TABLE = str.maketrans("“”‘’羣裡", "「」『』群裏")
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(found), better)
    for found, better in (
        (r"(?<![理洗頭亂美白剪護染燙脫落])髮|髮(?=[貨雞])", "發"),
        (r"(?<=[是別光])隻|隻(?=[要有看點能會])", "只"),
        (r"(?<=[卡款金資户件箱劇同錢頻人聊單樓站])里(?!程)", "裏"),
        (r"(?<=[天群元])后", "後"),
        (r"(?<=[分秒])鍾", "鐘"),
        (r"(?<![標書牙竹抽中])籤", "簽"),
        (r"回[復複]", "回覆"),
        (r"複制", "複製"),
        (r"贊(?![助成同許])", "讚"),
        (r"迴(?=[頭音])", "回"),
        (r"週轉", "周轉"),
    )
)


@cache
def _converter() -> OpenCC:
    return OpenCC("s2hk")


def traditional(text: str) -> str:
    """A text in 繁體; what is no Chinese stays as it is."""
    done = str(_converter().convert(text)).translate(_TABLE)
    for found, better in _RULES:
        done = found.sub(better, done)
    return done
