"""What every trick is made of: who they claim to be, what they hold out or threaten, what they want, and what comes after.

The library knows tricks by their wording; this grammar knows the joints that all wordings share (pay first, give the code, share the
screen, tell nobody), so that a trick told in new words is still recognised. semantics.py weighs the joints by the library's own samples;
verdict.py adds their weight in log odds and quotes them when no phrase of the library was hit.
"""

import re
from dataclasses import dataclass

from bot.triage.context import Context
from bot.triage.demands import DEMANDS, SECRECY
from bot.triage.joint import Joint, X
from bot.triage.lures import BAITS
from bot.triage.normalise import Normal
from bot.triage.pretences import AFTERMATH, CLAIMS, THREATS

JOINTS: tuple[Joint, ...] = (*DEMANDS, *SECRECY, *CLAIMS, *BAITS, *THREATS, *AFTERMATH)
_WAIVED = re.compile("(?:是|都|也|我们|这边|一律|一分)*(?:不收|不用(?:交|付)|不需要|全免|免收)")
_TELLING = re.compile("告诉|给|泄露|透露|说")
_GUARDED = re.compile(rf"(?:验证码|动态码|校验码|密码){X}{{0,14}}$")
_ME = re.compile("我(?!家|妈|爸|老公|老婆|儿子|女儿)")


@dataclass(frozen=True, slots=True)
class Joined:
    """A joint found in a text: start and end in `Normal.text`."""

    joint: Joint
    start: int
    end: int


def joints(normal: Normal, context: Context) -> tuple[Joined, ...]:
    """Every joint that occurs and is not denied (请勿告诉他人验证码), at its first such place, in the order of the table."""
    found = ((joint, _first(joint, normal, context)) for joint in JOINTS)
    return tuple(Joined(joint, m.start(), m.end()) for joint, m in found if m)


def _first(joint: Joint, normal: Normal, context: Context) -> re.Match[str] | None:
    places = (m for m in joint.pattern.finditer(normal.text) if not context.denied(m.start()))
    return next((m for m in places if not _honest(joint, m, normal.text)), None)


def _honest(joint: Joint, found: re.Match[str], text: str) -> bool:
    """押金不收的, 验证码谁都别告诉, 别告诉我: what is waived is no demand, and to guard a code is no secrecy."""
    if joint.kind == "demand":
        return bool(_WAIVED.match(text, found.end()))
    if joint.kind != "secrecy" or not _TELLING.search(found.group()):
        return False
    guarded = bool(_GUARDED.search(text[max(0, found.start() - 12) : found.end()]))
    return guarded or bool(_ME.match(text, found.end()))
