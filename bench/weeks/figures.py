"""How large a year of the case of the week is to be, and what it brought."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Size:
    """How much: groups, weeks, stories in the library, hours between two looks, after about how many points a process dies."""

    groups: int = 200
    weeks: int = 52
    stories: int = 34
    tick: int = 6
    life: float = 400.0
    outages: int = 18
    long_outages: int = 4
    seed: int = 1


@dataclass
class Figures:
    """What the year brought, and what was wrong (nothing, if all is well)."""

    counts: Counter[str] = field(default_factory=Counter)
    deaths: Counter[str] = field(default_factory=Counter)
    excuses: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
