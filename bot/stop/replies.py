"""What a message does while a question of the stop-payment card stands: answer it, skip it, go back, end — or something else altogether.

Pure. A question of its own, or a story, is none of these: it goes the ordinary way, and the card waits.
"""

import re
from datetime import UTC, datetime
from typing import Literal

from bot.stop.statements import LINKLIKE, Heard, heard, tidy
from bot.stop.transfers import PAID

_SKIP = re.compile(
    "(?:跳过|下一题|下一个|先?不(?:知道|清楚|记得|确定|填|说|方便)|记不(?:清|得)|忘(?:了|记)|想不起来|没注意|没(?:有|看清)?|无)"
    "(?:了|呢|啊|这个)?.{0,6}"
    "|(?i:skip|next|none|no idea|not sure|unknown|i? ?(?:don'?t|do not) (?:know|remember)|i forgot|can'?t remember)"
)
_BACK = re.compile(r"(?:返回|回到?)?上一[题个步]|返回|后退|(?i:back|go back|previous)")
_STOP = re.compile(
    r"先?到这(?:里|儿)?吧?|就这些|不填了|没有了|不说了|结束|停|先这样吧?|以后再填?|(?i:stop(?: here)?|that'?s (?:all|it)|done|later)"
)
_ASKS = re.compile(
    r"[?？]|[吗么呢]\W*$|是不是|怎么办|咋办|咋弄|怎么弄|怎么样|为什么|什么时候|啥时候|多久|在哪"
    "|是真的|真的假的|靠谱|能不能|可不可以|会不会|要不要|该不该|追得?回"
    "|救命|救救我|帮帮?我|报警|害怕|好怕|好慌|出事"
)
_URGED = re.compile(r"[让叫要催教请](?:我|您|你|俺|咱)|要求|说我|说是|通知我|自称")
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
LONG, SHORT = 60, 25
"""Letters of an answer that tells one thing, and of one in which nothing was understood; whoever says more tells a story."""


def act_in(text: str, asked: str) -> Literal["skip", "back", "stop"] | None:
    """What a short answer does instead of telling: 跳过, 上一题, 先到这里; whoever does not know skips."""
    words = tidy(text).strip("。.!！ ")
    if _STOP.fullmatch(words):
        return "stop"
    if _BACK.fullmatch(words):
        return "back"
    told = heard(words, asked, _LONG_AGO).facts.values()
    return "skip" if _SKIP.fullmatch(words) and not any(fact.checked for fact in told) else None


def answers(text: str, understood: Heard, asked: str) -> bool:
    """Whether words answer the question that stands, and are not a question or a story of their own."""
    words = tidy(text)
    size = sum(char.isalnum() for char in LINKLIKE.sub("", words))
    hard = "account" in understood.facts or understood.doubt is not None
    if _ASKS.search(LINKLIKE.sub("", words)) and not hard:
        return False
    if _URGED.search(words) and not hard and PAID not in understood.facts:
        return False
    told = len(understood.facts) - (PAID in understood.facts)
    return any(char.isalnum() for char in words) and size <= (4 * LONG if told > 1 else LONG if told or hard else SHORT)
