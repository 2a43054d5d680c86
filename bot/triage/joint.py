"""One joint of a trick: what of its telling is looked for, how much it tells, and what the resident is told of it.

The tables of joints (demands.py, pretences.py, lures.py) are made of these; joints.py finds them in a text.
"""

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["demand", "secrecy", "claim", "bait", "threat", "aftermath"]

X = r"[^,，。!！?？;；\n]"
"""A character within one clause, for the patterns of the tables."""


@dataclass(frozen=True, slots=True)
class Joint:
    """One joint of a trick: its kind, how much it tells (log odds), the sentence for the resident, and where it is heard."""

    name: str
    kind: Kind
    weight: float
    why: str
    pattern: re.Pattern[str]


def joint(name: str, kind: Kind, weight: float, why: str, pattern: str) -> Joint:
    """A line of a table."""
    return Joint(name, kind, weight, why, re.compile(pattern))
