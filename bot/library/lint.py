"""content/ → what is wrong with it, with file, line and a Chinese reason.

The gate before `compile.py`: errors stop a build, warnings do not.
"""

import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot import clock
from bot.library.problem import ContentError, Problem
from bot.library.rules import RULES
from bot.library.shelf import Shelf, open_shelf

__all__ = ["ContentError", "Problem", "check", "here", "lint"]

EDITORS = ZoneInfo("Asia/Shanghai")


def lint(content: Path, today: datetime.date | None = None) -> list[Problem]:
    """Every problem of a content folder, in the order of files and lines; `today` defaults to the date where the editors live."""
    return check(open_shelf(content), today)


def check(shelf: Shelf, today: datetime.date | None = None) -> list[Problem]:
    """The problems of single files and of the shelf as a whole."""
    if shelf.problems and not shelf.entries:
        return sorted(shelf.problems)  # no folder at all: that its families are missing too is no news
    return sorted({*shelf.problems, *(problem for rule in RULES for problem in rule(shelf, today or here()))})


def here() -> datetime.date:
    """The date where the editors live."""
    return clock.now().astimezone(EDITORS).date()
