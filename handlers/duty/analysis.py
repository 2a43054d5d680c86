"""研判 as a message: what is known beside an alert."""

from bot.desk.clues import Analysis, Seen
from bot.texts import say, series


def analysed(known: Analysis) -> str:
    """The message; without any finding it says what to ask."""
    lines = [say("analysis-title", number=known.number)]
    if known.predicts:
        lines.append(say("analysis-predicts", predicts=known.predicts))
    if known.red_flag:
        lines.append(say("analysis-flag", flag=known.red_flag))
    found = [_seen(seen) for seen in known.seen]
    if known.earlier:
        found.append(say("analysis-earlier", numbers=_numbers(known.earlier)))
    if known.alike:
        found.append(say("analysis-alike", count=known.alike))
    if known.kin:
        found.append(say("analysis-kin", count=known.kin))
    return "\n".join([*lines, *(found or [say("analysis-nothing")])])


def _numbers(numbers: tuple[int, ...]) -> str:
    return series(say("analysis-number", number=number) for number in numbers)


def _seen(seen: Seen) -> str:
    kind, numbers = say(f"clue-{seen.kind}"), _numbers(seen.numbers)
    if not seen.numbers:
        return say("analysis-only-elsewhere", kind=kind, count=seen.elsewhere)
    if seen.elsewhere:
        return say("analysis-seen-elsewhere", kind=kind, numbers=numbers, count=seen.elsewhere)
    return say("analysis-seen", kind=kind, numbers=numbers)
