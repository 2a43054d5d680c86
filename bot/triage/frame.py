"""The frame around what is asked: 这是诈骗吗, 帮我看看, and who said which line of a quoted chat.

Used by normalise.py, so that the asker's own wrapping is not taken for part of the message and a chat is read line by line.
"""

import re
from dataclasses import dataclass

_STOP = r"(?=$|[,，。!！?？~\n ])"
_DAY = r"\d{4}[-/年]\d{1,2}[-/月]\d{1,2}日?"
_TIME = r"(?:上午|下午)?\d{1,2}:\d{2}(?::\d{2})?"
_SPEAKER = re.compile(
    rf"^[ \t]*(?:{_TIME}[ \t]+)?(?P<who>[^\s:：,，。!！?？“”\"]{{1,12}})(?:[ \t]+(?:{_DAY}[ \t]*)?{_TIME})?[ \t]*[:：]"
    r"(?!(?<=\d\d:)\d\d(?!\d))",  # 我09:18 (a space lost in a picture) is a time, and 我09 nobody
    re.MULTILINE,
)
_ASKER = re.compile(r"^(?:我|本人|自己|me)$")

WRAPPER = re.compile(
    "|".join(
        (
            "(?:大家|各位|群里|邻居们|朋友们|谁|请)?(?:帮我|帮忙|麻烦|给)(?:看看|看一下|看下|瞅瞅|鉴定一下|分析一下)[,，]?(?=这|那|$|[,，。!！?？~])",
            "(?:请问|想问(?:一下|下)?|问(?:一下|下)|咨询(?:一下|下)?|求助|求问|在线等|急急急)[,，:：]?",
            "(?:我|我们|大家)?(?:刚刚?|今天|昨天)?收到(?:了)?(?:一条|一个|条|个|这条|这样(?:一条|的)?)(?:短信|信息|消息|微信)[,，:：]?",
            "(?:请问|那)?(?:这|这个|这些|那|他|她|它|这种|这条|这样|对方|上面)?(?:人|短信|信息|电话|链接|平台|消息|app|软件|网站)?"
            "(?:到底|究竟|会不会|不会|该不会|应该|算|可能|肯定|真的)?(?:是不是|是|算不算|算)(?:一个|一种|个)?"
            "(?:诈骗|骗子|骗人|骗局|电诈|电信诈骗|假|假的|真|真的|真假|套路)(?:的)?(?:吗|嘛|么|吧|啊|呀|呢)?" + _STOP,
            "(?:这|这个|那)?(?:靠谱|可信|可靠|安全|真实|正规)(?:吗|嘛|么|不|不靠谱|不可信|不可靠)" + _STOP,
            "(?:靠不靠谱|可不可信|能信吗|能信不|信得过吗|真的假的|真假|有诈吗)(?:啊|呀|呢)?" + _STOP,
        )
    )
)


@dataclass(frozen=True, slots=True)
class Turn:
    """One line of a quoted chat: who speaks, and where the words stand in the text."""

    who: str
    start: int
    end: int

    @property
    def by_asker(self) -> bool:
        """True when the asker marks the line as their own (我:…)."""
        return bool(_ASKER.match(self.who))


def turns(text: str) -> tuple[Turn, ...]:
    """The lines of a quoted chat, or nothing when fewer than two lines name a speaker."""
    marks = [m for m in _SPEAKER.finditer(text) if not m.group("who").isdigit()]
    if len(marks) < 2:
        return ()
    ends = [m.start() for m in marks[1:]] + [len(text)]
    return tuple(Turn(m.group("who"), m.end(), end) for m, end in zip(marks, ends, strict=True))
