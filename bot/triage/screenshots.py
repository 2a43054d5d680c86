"""Lines with their places → text in reading order."""

from bot.triage.pictures import Line


def text(lines: tuple[Line, ...], size: tuple[int, int]) -> str:
    """The words of a picture from top to bottom."""
    return "\n".join(line.text for line in lines)
