"""简体 into 繁體, as Hong Kong writes it: its characters and its quotation marks; words stay the same. And back, for what is read.

Texts (`shouwang content traditional`), posters, and what of the library is said in an answer pass here. OpenCC chooses by the words
it knows; where it is wrong about ours, a rule below says so.
"""

import re
from functools import cache

from opencc import OpenCC

_TABLE = str.maketrans("“”‘’羣裡户説啓衞麪牀税兑閲脱温鈎", "「」『』群裏戶說啟衛麵床稅兌閱脫溫鉤")
"""Hong Kong's quotation marks, and forms that are common wherever 繁體 is read."""
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(found), better)
    for found, better in (
        (r"(?<![理洗頭美白剪護染燙脫落])髮|髮(?=[貨雞])", "發"),
        (r"(?<=[是別光半])隻|隻(?=[要有看點能會])", "只"),
        (r"(?<=[卡款金資戶件箱劇同錢頻人聊單樓站道])里(?!程)", "裏"),
        (r"(?<=[天群元])后", "後"),
        (r"(?<=[分秒])鍾", "鐘"),
        (r"(?<![標書牙竹抽中])籤", "簽"),
        (r"回[復複]", "回覆"),
        (r"複制", "複製"),
        (r"贊(?![助成同許])", "讚"),
        (r"迴(?=[頭音])", "回"),
        (r"迴游戲", "回遊戲"),
        (r"週轉", "周轉"),
        (r"兩週全", "兩周全"),
        (r"麵(?=[試單])", "面"),
        (r"錶(?=[誠演])", "表"),
        (r"(?<=包裹)表|(?<=換)表(?=安檢)", "錶"),
        (r"齣(?=手)", "出"),
        (r"(?<=分)明瞭", "明了"),
        (r"(?<=小)鐘", "鍾"),
        (r"托(?=您)", "託"),
        (r"布控", "佈控"),
        (r"沖銷量", "衝銷量"),
        (r"嚐嘗", "嚐嚐"),
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


def simplified(text: str) -> str:
    """What somebody typed as patterns of ours read it: each traditional character as its simplified one, lengths unchanged."""
    return text.translate(_simple())


@cache
def _simple() -> dict[int, str]:
    wide = [chr(code) for code in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))]
    plain = str(OpenCC("t2s").convert("\n".join(wide))).split("\n")
    return {ord(one): other for one, other in zip(wide, plain, strict=True) if one != other and len(other) == 1}
