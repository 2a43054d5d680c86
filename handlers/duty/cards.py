"""An alert as one person reads it: the card's text, and everything about it for those entitled to the details.

Way of a card: bot.desk.viewers → here, with its buttons from card_buttons.py → sender. People's words are folded into one line on a card,
so that nobody can write a line that looks like the card's own.
"""

from collections.abc import Iterator
from datetime import datetime

from bot.desk.board import Detail, named
from bot.desk.cards import AlertCard, Course, Ended, Told
from bot.desk.moves import LIVE
from bot.texts import say, series
from handlers.duty.times import moment

WORDS_SHOWN = 700
QUOTED = "│ "
"""What marks a line as somebody's words."""


def told(card: AlertCard) -> str:
    """The card as text; who serves no more, or not where it is now, reads nothing of it any longer."""
    if card.viewer.withdrawn:
        return say("card-withdrawn", number=card.number)
    if card.viewer.elsewhere:
        return say("card-elsewhere", number=card.number, area=card.told.area)
    return "\n".join([_title(card), *_matter(card.told), "", *(_alive(card) if card.state in LIVE else _over(card.state, card.ended))])


def _title(card: AlertCard) -> str:
    tier, call = say(f"tier-{card.tier}"), card.viewer.call
    if card.viewer.may_review:
        return say("card-title-review", tier=tier, number=card.number)
    return say("card-title-again" if call > 1 else "card-title", tier=tier, number=card.number, call=call)


def _matter(told: Told) -> Iterator[str]:
    """What was reported, where and by whom."""
    words = " ".join(told.words.split())
    yield say("card-area" if told.area_known else "card-area-unknown", area=told.area)
    yield say("card-pattern", pattern=told.pattern, family=told.family or "") if told.pattern else say("card-pattern-unknown")
    yield say("card-words", words=words if len(words) <= WORDS_SHOWN else f"{words[:WORDS_SHOWN]}…")
    if told.predicts:
        yield say("card-predicts", predicts=told.predicts)
    yield say("card-reporter", reporter=told.reporter)
    if told.reports > 1:
        yield say("card-reports", count=told.reports)
    if told.same_as:
        yield say("card-same", other=told.same_as)
    if told.stop_payment:
        yield say("card-stop-payment", line=told.stop_payment)
    yield say("card-raised", at=moment(told.raised_at))


def _alive(card: AlertCard) -> Iterator[str]:
    """How it stands: who has it, what was done, what is next and until when."""
    course = card.course
    yield from _whose(card)
    if course.again:
        yield course.again
    if course.last:
        yield say("card-last-step", step=say(f"step-{course.last[0]}"), outcome=named(*course.last))
    if course.analysis:
        yield say(f"card-analysis-{course.analysis}")
    if course.sent_back:
        yield " ".join(course.sent_back.split())
    if course.missing:
        yield say("card-missing", count=course.missing)
    if course.visitors:
        yield say("card-visitors", names=series(course.visitors))
    if card.state != "open":
        yield from _next(card)


def _whose(card: AlertCard) -> Iterator[str]:
    """Nobody's yet; the one's who signed; or passed on since."""
    course, own = card.course, card.viewer
    name, at = course.signed_by or "", moment(course.signed_at) if course.signed_at else ""
    if card.state == "open":
        yield say("card-state-open" if own.may_sign else "card-go-and-see")
    elif course.signer and own.holds:
        yield say("card-state-handed-to-you", name=course.signer)
        if course.handed_why:
            yield say("card-handed-why", reason=course.handed_why)
    elif course.signer:
        yield say("card-in-hands-since", name=name, signer=course.signer, at=at)
    elif course.last:
        yield say("card-in-hands", name=name, at=at)
    else:
        yield say("card-state-signed-by-you" if own.holds else "card-state-signed", name=name, at=at)


def _next(card: AlertCard) -> Iterator[str]:
    """What is best done now, what to show the resident, and until when."""
    course, own = card.course, card.viewer
    if course.still:
        yield say("card-still", count=course.still)
    if own.steps:
        yield say("card-next", next=_best(course))
    if own.code and own.code_until:
        yield say("card-code", code=own.code, until=moment(own.code_until))
    if course.due_at:
        yield say("card-due", at=moment(course.due_at))


def _best(course: Course) -> str:
    return say(f"next-{'-'.join(course.last)}") if course.last else say("next-signed")


def _over(state: str, ended: Ended) -> Iterator[str]:
    """How it ended, and what a leader says of that."""
    name = ended.closed_by or ""
    if state == "false_alarm":
        yield say("card-state-false-alarm", name=name)
    elif state == "malicious":
        yield say("card-malicious", name=name)
    elif state == "duplicate":
        yield say("card-duplicate", other=ended.duplicate_of or "")
    elif state == "transferred":
        yield say("card-transferred", name=name)
    else:
        yield say("card-closed", name=name, outcome=named("feedback", ended.outcome or ""))
    if ended.review == "due":
        yield say("card-review-due")
    elif ended.review == "accepted":
        yield say("card-reviewed", name=ended.reviewed_by or "")


def detailed(detail: Detail) -> str:
    """Everything about an alert: every report in its reporter's own words, each line of them marked, and what happened."""
    blocks = [say("duty-details-title", tier=say(f"tier-{detail.card.tier}"), number=detail.card.number)]
    for place, words in zip(detail.places, detail.words, strict=True):
        blocks.append("\n".join([say("card-reporter", reporter=place), *_quoted(words)]))
    history = [say("duty-details-history")]
    for at, what, noted in detail.history:
        history += [say("duty-details-line", at=moment(datetime.fromisoformat(at)), what=what), *_quoted(noted)]
    blocks.append("\n".join(history))
    return "\n\n".join(blocks)


def _quoted(words: str) -> list[str]:
    """Each line of somebody's words marked, so that none looks like ours."""
    return [f"{QUOTED}{line}" for line in words.splitlines()]
