"""What is wrong with a record: lost, doubled, out of the ladder's order, receipts; and how long a page took. Pure.

Every finding is a sentence that names the matter, so that it can be looked up in the logs.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bench.chaos.crowd import Made
from bench.chaos.record import Raised, Record, Rung, Shown

TOUCH = 3.0
"""Seconds that a page may be on its way when somebody signs, or by which two pages may overtake each other."""
SILENCE = 180.0
"""Seconds beyond its rung's wait that a ladder may be silent: a kill costs a start, a clock set back a round of the audit."""
_PASSED_ON = ("已转给辖区民警", "这件事已经有人报告过", "您已经报告过这件事了", "这件事已经转给民警了")
_SIGNED = "民警已签收"
DOUBLED = 1 / 1000
QUICK = 2.0


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was found, as sentences. pages: how many different ones came; doubled: those that came more than once under one number and mark.

    another: what came again under another number. waits: seconds from report to first page, sorted.
    """

    acts: int
    alerts: int
    pages: int
    lost: Sequence[str]
    doubled: Sequence[str]
    another: Sequence[str]
    ladder: Sequence[str]
    receipts_missing: Sequence[str]
    receipts_doubled: Sequence[str]
    closures_missing: Sequence[str]
    closures_doubled: Sequence[str]
    waits: Sequence[float]

    def quantile(self, share: float) -> float:
        """The wait below which this share lies; 0 when nothing was paged."""
        return self.waits[min(len(self.waits) - 1, int(len(self.waits) * share))] if self.waits else 0.0

    def failures(self, *, calm: bool, strict: bool = False) -> list[str]:
        """The goals that were missed, in words."""
        found = [name for name, wrong in (("lost", self.lost), ("doubled under another number", self.another)) if wrong]
        found += [name for name, wrong in (("out of ladder", self.ladder), ("receipts missing", self.receipts_missing)) if wrong]
        if calm and len(self.doubled) > self.pages * DOUBLED:
            found.append("doubled more than 1 in 1,000 although nothing was killed")
        if calm and strict and self.quantile(0.99) > QUICK:
            found.append(f"p99 to the first page above {QUICK:.0f} s")
        return found


def judge(record: Record) -> Judgement:
    """Look at everything."""
    shown: defaultdict[tuple[int, int, int], list[Shown]] = defaultdict(list)
    for page in record.shown:
        shown[page.person, page.number, page.nth].append(page)
    return Judgement(
        acts=len(record.made),
        alerts=len(record.alerts),
        pages=len(shown),
        lost=list(_lost(record, shown)),
        doubled=[
            f"alert {number}, page {nth} to {person}: {len(ones)} times" for (person, number, nth), ones in shown.items() if len(ones) > 1
        ],
        another=list(_another(record)),
        ladder=[*_order(record, shown), *_late(record, shown), *_silent(record, shown)],
        receipts_missing=[f"{act.way} {act.token}" for act, count in _receipts(record) if count == 0],
        receipts_doubled=[f"{act.way} {act.token}: {count}" for act, count in _receipts(record) if count > 1],
        closures_missing=[f"{act.way} {act.token}" for act, count in _closures(record) if count == 0],
        closures_doubled=[f"{act.way} {act.token}: {count}" for act, count in _closures(record) if count > 1],
        waits=sorted(_waits(record)),
    )


Pages = dict[tuple[int, int, int], list[Shown]]


def _lost(record: Record, shown: Pages) -> Iterator[str]:
    """Told, and no alert; an alert, and no page; a page that is said to be out, and is on no phone; a question without an answer."""
    paged = {number for _, number, _ in shown}
    for act in record.made:
        number = record.joined.get(act.origin)
        if number is None:
            yield f"{act.way} {act.token} by {act.reporter}: no alert"
        elif number not in paged:
            yield f"{act.way} {act.token} by {act.reporter}: alert {number}, and nobody was paged"
    for rung in record.rungs:
        if (rung.person, rung.alert, rung.nth) in shown or rung.call.startswith("check-"):
            continue
        if rung.state == "sent" or not _settled(record, rung):
            yield f"alert {rung.alert}, call {rung.call}: {rung.state}, and not on the phone of {rung.person}"
    yield from (f"question {token}: no answer" for token in record.unanswered)
    yield from (f"update set aside: {one}" for one in record.aside)
    if record.waiting:
        yield f"{record.waiting} updates are still not handled"


def _settled(record: Record, rung: Rung) -> bool:
    """Whether a page that did not go out had no need to: somebody signed or ended the alert."""
    alert = record.alerts[rung.alert]
    return alert.closed is not None or alert.state != "open" or _round(rung) < alert.round


def _round(rung: Rung) -> int:
    return int(rung.call[1:].partition("-")[0]) if rung.call.startswith("r") and "." in rung.call else 1


def _another(record: Record) -> Iterator[str]:
    """The same matter on the same phone under two numbers, or raised twice; what had ended is rightly raised anew."""
    matters: defaultdict[tuple[str, int], set[int]] = defaultdict(set)
    tokens = {act.token for act in record.made}
    for page in record.shown:
        if token := next((word for word in _words(page.text) if word in tokens), None):
            matters[token, page.person].add(page.number)
    for (token, person), numbers in matters.items():
        if _beside(record, numbers):
            yield f"{token} on the phone of {person} under the numbers {sorted(numbers)}"
    raised: defaultdict[str, set[int]] = defaultdict(set)
    for act in record.made:
        if act.origin in record.joined:
            raised[act.token].add(record.joined[act.origin])
    yield from (f"{token} was raised as {sorted(numbers)}" for token, numbers in raised.items() if _beside(record, numbers))


def _beside(record: Record, numbers: set[int]) -> bool:
    """Whether one of these alerts was raised while the one before it was alive."""
    alerts = [record.alerts[number] for number in sorted(numbers)]
    return any(not any(end <= later.raised for end in earlier.ends) for earlier, later in pairwise(alerts))


def _words(text: str) -> list[str]:
    """What stands between punctuation."""
    return "".join(char if char.isalnum() else " " for char in text).split()


def _by_rung(rungs: Sequence[Rung]) -> dict[tuple[int, int], dict[tuple[int, int], list[Rung]]]:
    """Ladder pages: (alert, round) → (turn, index) → rows."""
    found: defaultdict[tuple[int, int], defaultdict[tuple[int, int], list[Rung]]] = defaultdict(lambda: defaultdict(list))
    for rung in rungs:
        if "." in rung.call:
            turn, _, index = rung.call.rpartition("-")[2].partition(".")
            found[rung.alert, _round(rung)][int(turn), int(index)].append(rung)
    return {ladder: dict(turns) for ladder, turns in found.items()}


def _order(record: Record, shown: Pages) -> Iterator[str]:
    """Each rung in its turn: none before the one below it, none before the wait of that one is over."""
    for (number, _), steps in _by_rung(record.rungs).items():
        alert = record.alerts[number]
        before: Moment | None = None
        for step in sorted(steps):
            seen = [page.at for rung in steps[step] for page in shown.get((rung.person, number, rung.nth), ())]
            now = (step, min(seen, default=None), min(rung.made for rung in steps[step]))
            if before is not None:
                yield from _after(alert, before, now, record)
            before = now


Moment = tuple[tuple[int, int], float | None, float]
"""A call, when the first of it was on a phone (None: on none, somebody had signed), when it was made."""


def _after(alert: Raised, before: Moment, now: Moment, record: Record) -> Iterator[str]:
    (last, last_seen, last_made), (step, seen, made) = before, now
    if seen is not None and last_seen is not None and seen < last_seen - TOUCH:
        yield f"alert {alert.number}: call {step} on a phone {last_seen - seen:.1f} s before call {last}"
    wait = alert.waits[last[1]]
    if made - last_made < wait - 1 and alert.number not in record.stirred:
        yield f"alert {alert.number}: call {step} came {made - last_made:.1f} s after call {last}, which waits {wait:.0f} s"


def _late(record: Record, shown: Pages) -> Iterator[str]:
    """A page of the ladder after somebody signed; the one who signed may see theirs again."""
    first: dict[tuple[int, int], tuple[float, int]] = {}
    for signature in record.signed:
        key = (signature.alert, signature.round)
        first[key] = min(first.get(key, (signature.at, signature.person)), (signature.at, signature.person))
    for rung in record.rungs:
        if "." not in rung.call:
            continue
        moment, holder = first.get((rung.alert, _round(rung)), (None, 0))
        for page in shown.get((rung.person, rung.alert, rung.nth), ()):
            if moment is not None and page.at > moment + TOUCH and rung.person != holder:
                yield f"alert {rung.alert}: call {rung.call} reached {rung.person} {page.at - moment:.1f} s after it was signed"


def _silent(record: Record, shown: Pages) -> Iterator[str]:
    """Nobody signed, and the ladder did not go on."""
    over = {(one.alert, one.round): one.at for one in sorted(record.signed, key=lambda one: -one.at)}
    for (number, round), steps in _by_rung(record.rungs).items():
        alert = record.alerts[number]
        end = (
            over.get((number, round)) or (alert.closed if round == alert.round else None) or (record.ended if alert.round == round else 0.0)
        )
        moments = sorted(page.at for rows in steps.values() for rung in rows for page in shown.get((rung.person, number, rung.nth), ()))
        for one, following in pairwise([*moments, end]):
            if following - one > max(alert.waits) + SILENCE:
                yield f"alert {number}: silent for {following - one:.0f} s although nobody had signed"


def _receipts(record: Record) -> Iterator[tuple[Made, int]]:
    """How many receipts each act got; who pressed after somebody else in a group reads a note under the button instead."""
    in_place: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for words in record.heard:
        in_place[words.chat, words.number].append(words.text)
    for act in record.made:
        number = record.joined.get(act.origin)
        if number is None or not act.first:
            continue
        heard = in_place[act.chat, number]
        private = "/" in act.chat
        yield act, sum(text.startswith(_PASSED_ON) for text in heard) if private else len(heard)


def _closures(record: Record) -> Iterator[tuple[Made, int]]:
    """Whoever reported in private hears once in the first round that somebody signed."""
    signed = {one.alert for one in record.signed if one.round == 1}
    again = {number for number, alert in record.alerts.items() if alert.round > 1}
    told = Counter((words.chat, words.number) for words in record.heard if _SIGNED in words.text)
    for act in record.made:
        number = record.joined.get(act.origin)
        if number in signed - again and "/" in act.chat:
            assert number is not None
            yield act, told[act.chat, number]


def _waits(record: Record) -> Iterator[float]:
    """Seconds from the first report of each alert to its first page."""
    told: dict[int, float] = {}
    for act in record.made:
        if (number := record.joined.get(act.origin)) is not None:
            told[number] = min(told.get(number, act.at), act.at)
    paged: dict[int, float] = {}
    for page in record.shown:
        paged[page.number] = min(paged.get(page.number, page.at), page.at)
    yield from (paged[number] - at for number, at in told.items() if number in paged)
