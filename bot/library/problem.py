"""What is wrong in content/, as an editor reads it: file, line, place and one Chinese sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from bot.errors import OperatorError

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend; `path` starts at the content folder's name, `where` is the key (list items from 1), empty for a whole file."""

    path: Path
    line: int
    where: str
    reason: str
    severity: Severity = "error"

    def __str__(self) -> str:
        parts = (f"{self.path.as_posix()}:{self.line}", self.where, self.reason)
        return "  ".join(part for part in parts if part)


class ContentError(OperatorError):
    """The content cannot become a library; `problems` are the errors, in the order of the files."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = list(problems)
        lines = "\n".join(str(problem) for problem in self.problems)
        super().__init__(f"套路库有 {len(self.problems)} 处错误，修好之后才能编译：\n{lines}")
