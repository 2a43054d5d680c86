"""What an audit finds: one thing that is wrong, in words, and what a repair needs to know of it. bot.watching.audit looks,
bot.watching.mending repairs.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from bot.texts import say

GRACE = timedelta(seconds=60)
"""So long a thing may be on its way before anybody asks why."""
RECENT = timedelta(hours=48)
HOUR, DAY = 3600.0, 86400.0


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong. kind names its text, about what it is about; mend: what a repair needs to know, None where it is for people.

    quiet: seconds within which operators are not told again. minor: worth a line in the table, but not the silence of the outer heartbeat.
    """

    kind: str
    about: str
    values: tuple[tuple[str, str], ...] = ()
    mend: dict[str, Any] | None = field(default=None, compare=False)
    quiet: float = field(default=HOUR, compare=False)
    minor: bool = field(default=False, compare=False)

    @property
    def text(self) -> str:
        """In words."""
        return say(f"audit-{self.kind}", dict(self.values))


def found(
    kind: str, about: object, *, mend: dict[str, Any] | None = None, quiet: float = HOUR, minor: bool = False, **values: object
) -> Finding:
    """A finding; `values` fill its text."""
    return Finding(kind, str(about), tuple((name, str(value)) for name, value in sorted(values.items())), mend, quiet, minor)
