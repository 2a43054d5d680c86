"""Whether what somebody says now goes on from what they asked a moment ago, or is a question of its own.

Between a private message and `questions.ask`: “我已经转了两万” means nothing alone and everything behind the question before it; a
courier's notice means the same alone and must not inherit the danger of what was asked before. `follows` decides; it is
pure and says why.
"""

import re
from dataclasses import dataclass
from datetime import timedelta

from bot import clock
from bot.asking.questions import Told
from bot.library.traditional import simplified
from bot.office import Office
from bot.store import questions
from bot.triage.finding import Verdict

WITHIN = timedelta(minutes=2)
RIGHT_BEFORE = timedelta(seconds=8)
SHORT = 60
"""Letters; whoever says more tells a matter of its own, unless it points back."""
LONG = 160
MOST = 4000
"""Characters of earlier words that come along."""

# words that need something said before them, and first persons who tell what they did
_BACK = re.compile(
    r"(?:但是?|可是?|不过|而且|还有|另外|然后|后来|接着|刚刚?|刚才|现在|那|所以|因为|结果|对了|补充)?[，,、\s]*"
    r"(?:[他她它]们?|对方|那个?人|这个?人|那边|骗子|人家|又|还|也|再|继续|已经|钱|刚刚?|刚才|现在|然后|后来|结果"
    r"|(?:我|我们|俺|咱)(?:刚刚?|刚才|已经|也|还|没|不|就|都|把|给|点|转|付|交|扫|下载|加|填|输|说|告诉|该|要|能|现在|一共|总共|照|按|信|挂|报|删|安装|打开|共享)"
    r"|(?:我|俺)?(?:该)?(?:怎么办|咋办|怎么弄|要不要|能不能|还能|能追|可以追|追得?回))"
)
_OWN_MATTER = re.compile(r"【[^】]{2,16}】|尊敬的|您的|请问.{4}|https?://|有人|有个|收到(?:一|条|个|短信)|今天收到|刚收到")


@dataclass(frozen=True, slots=True)
class Step:
    """Whether a message goes on from the one before, and why that was decided."""

    continues: bool
    why: str


def follows(before: Verdict, alone: Verdict, text: str) -> Step:
    """Decide from the earlier verdict, the verdict on the new words alone, and the words."""
    size, text = sum(char.isalnum() for char in text), simplified(text)
    back = bool(_BACK.match(text.strip())) and not _OWN_MATTER.search(text)
    if size > (LONG if back else SHORT):
        return Step(False, "long enough to stand alone")
    named = alone.level != "clear" and alone.pattern is not None
    if named and alone.pattern == before.pattern:
        return Step(True, "the same pattern again") if back else Step(False, "the same pattern, told whole")
    if named and not (back and alone.level == "unsure"):
        return Step(False, "a pattern of its own")
    if back:
        return Step(True, "points back")
    if alone.level != "clear" and alone.pattern is None and not _OWN_MATTER.search(text):
        return Step(True, "a state of things without a story")
    return Step(False, "nothing in it points back")


async def earlier(office: Office, asker: int, text: str) -> Told | None:
    """What somebody asked in private a moment ago, when their new words go on from it."""
    async with office.store.begin() as session:
        row = await questions.newest_in_private(session, asker, clock.now() - WITHIN)
    if row is None or row.words is None:
        return None
    before = Verdict(row.level, row.score, row.family, row.pattern)
    words = office.cipher.open(row.words)
    step = follows(before, office.triage.judge(text), text)
    return Told(words[-MOST:], row.subject) if step.continues and words != text else None


async def introduction(office: Office, asker: int) -> Told | None:
    """What somebody typed right before they forwarded or showed something, when it named no trick of its own."""
    async with office.store.begin() as session:
        row = await questions.newest_in_private(session, asker, clock.now() - RIGHT_BEFORE)
    if row is None or row.words is None or row.pattern is not None:
        return None
    return Told(office.cipher.open(row.words)[-MOST:], row.subject)
