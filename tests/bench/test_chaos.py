"""The judge of chaos is judged: a record in which all is well passes, and each thing that may go wrong is found when it is put in."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bench.chaos import plan
from bench.chaos.crowd import Made
from bench.chaos.judge import Judgement, judge
from bench.chaos.plan import Options
from bench.chaos.record import Heard, Raised, Record, Rung, Shown, Signed, Truth

CHEN, ZHOU, WU, WANG = 5001, 5002, 5004, 6001
HOME = f"{WANG}/shouwang_bot"
CARD = "🔴 紧急 预警 7 号\n📍 辖区：镇西新苑\n💬 原话：转了三万，鬯鬲鬻魑"

WELL = Record(
    made=[Made("鬯鬲鬻魑", "report:6001:3", WANG, "command", HOME, 3, 100.0)],
    joined={"report:6001:3": 7},
    alerts={7: Raised(7, "signed", 1, (15.0, 15.0, 20.0), 100.2)},
    rungs=[
        Rung(7, "0.0", CHEN, 1, "officer", "sent", 100.3),
        Rung(7, "0.0", ZHOU, 1, "leader", "sent", 100.3),
        Rung(7, "0.1", CHEN, 2, "officer", "sent", 115.5),
        Rung(7, "0.1", ZHOU, 2, "leader", "due", 115.5),
    ],
    shown=[Shown(CHEN, 7, 1, 100.5, CARD), Shown(ZHOU, 7, 1, 100.6, CARD), Shown(CHEN, 7, 2, 115.7, CARD)],
    signed=[Signed(7, 1, CHEN, 116.0)],
    heard=[
        Heard(HOME, 7, None, "已转给辖区民警（预警 7 号），有人签收我会马上告诉您。", 100.4),
        Heard(HOME, 7, None, "您报告的事情（预警 7 号）民警已签收。", 116.2),
    ],
    ended=130.0,
)
ENDED = replace(WELL.alerts[7], ends=(104.0,))
ANEW = Raised(8, "signed", 1, (15.0, 15.0, 20.0), 105.0)
TWICE = replace(
    WELL,
    made=[*WELL.made, Made("鬯鬲鬻魑", "report:6002:1", WANG, "pair", HOME, 3, 104.9, first=False)],
    joined={**WELL.joined, "report:6002:1": 8},
    rungs=[*WELL.rungs, Rung(8, "0.0", CHEN, 1, "officer", "sent", 105.1)],
    shown=[*WELL.shown, Shown(CHEN, 8, 1, 105.2, CARD)],
    signed=[*WELL.signed, Signed(8, 1, CHEN, 106.0)],
    heard=[*WELL.heard, Heard(HOME, 8, None, "您报告的事情（预警 8 号）民警已签收。", 106.2)],
)
LISTS = ("lost", "doubled", "another", "ladder", "receipts_missing", "receipts_doubled", "closures_missing", "closures_doubled")


def found(judgement: Judgement) -> dict[str, int]:
    """How many of what was found, without what was not."""
    return {name: len(ones) for name in LISTS if (ones := getattr(judgement, name))}


def without(ones: Any, *places: int) -> list[Any]:
    return [one for place, one in enumerate(ones) if place not in places]


def test_nothing_is_found_where_all_is_well() -> None:
    judgement = judge(WELL)
    assert found(judgement) == {}
    assert (judgement.acts, judgement.alerts, judgement.pages) == (1, 1, 3)
    assert judgement.quantile(0.99) == pytest.approx(0.5)
    assert judgement.failures(calm=True, strict=True) == []


WRONG: list[tuple[str, Record, dict[str, int]]] = [
    ("a report without an alert", replace(WELL, joined={}), {"lost": 1}),
    ("an alert of which nobody's phone rang", replace(WELL, shown=[]), {"lost": 4}),
    ("a page that is said to be out and is not", replace(WELL, shown=without(WELL.shown, 2)), {"lost": 1}),
    (
        "a page that never went out while nobody signed",
        replace(WELL, signed=[], heard=WELL.heard[:1], alerts={7: replace(WELL.alerts[7], state="open")}),
        {"lost": 1},
    ),
    ("a question without an answer", replace(WELL, unanswered=["鬯鬲"]), {"lost": 1}),
    ("an update that was set aside", replace(WELL, aside=["community 17 ValueError"]), {"lost": 1}),
    ("an update that waits for ever", replace(WELL, waiting=1), {"lost": 1}),
    ("a page that came twice", replace(WELL, shown=[*WELL.shown, replace(WELL.shown[0], at=101.0)]), {"doubled": 1}),
    (
        "the same matter under another number",
        replace(
            WELL, shown=[*WELL.shown, replace(WELL.shown[0], number=8)], alerts={7: WELL.alerts[7], 8: replace(WELL.alerts[7], number=8)}
        ),
        {"another": 1},
    ),
    (
        "the same matter raised while its alert was alive",
        replace(TWICE, alerts={7: replace(ENDED, ends=(106.0,)), 8: ANEW}),
        {"another": 2},
    ),
    ("the same matter raised anew after its alert had ended", replace(TWICE, alerts={7: ENDED, 8: ANEW}), {}),
    (
        "the next rung on a phone before the first",
        replace(WELL, shown=[replace(WELL.shown[0], at=120.0), replace(WELL.shown[1], at=120.0), WELL.shown[2]]),
        {"ladder": 2},  # one of them also came after the signature; the other to who signed, who may see it again
    ),
    (
        "a rung that did not wait",
        replace(WELL, rungs=[*WELL.rungs[:2], *(replace(one, made=104.0) for one in WELL.rungs[2:])]),
        {"ladder": 1},
    ),
    ("a page after the signature", replace(WELL, shown=[WELL.shown[0], replace(WELL.shown[1], at=121.0), WELL.shown[2]]), {"ladder": 1}),
    ("a ladder that stopped", replace(WELL, signed=[Signed(7, 1, CHEN, 400.0)]), {"ladder": 1}),
    ("no receipt", replace(WELL, heard=WELL.heard[1:]), {"receipts_missing": 1}),
    ("two receipts", replace(WELL, heard=[WELL.heard[0], *WELL.heard]), {"receipts_doubled": 1}),
    ("nobody says that somebody signed", replace(WELL, heard=WELL.heard[:1]), {"closures_missing": 1}),
    ("it is said twice that somebody signed", replace(WELL, heard=[*WELL.heard, WELL.heard[1]]), {"closures_doubled": 1}),
]


@pytest.mark.parametrize(("record", "expected"), [(record, expected) for _, record, expected in WRONG], ids=[name for name, _, _ in WRONG])
def test_what_is_wrong_is_found(record: Record, expected: dict[str, int]) -> None:
    assert found(judge(record)) == expected


def test_goals_are_missed_by_what_is_lost_and_without_kills_by_what_is_doubled() -> None:
    lost, doubled = judge(replace(WELL, joined={})), judge(replace(WELL, shown=[*WELL.shown, WELL.shown[0]]))
    assert lost.failures(calm=False) == ["lost"]
    assert doubled.failures(calm=False) == []
    assert doubled.failures(calm=True) == ["doubled more than 1 in 1,000 although nothing was killed"]
    slow = judge(replace(WELL, made=[replace(WELL.made[0], at=95.0)]))
    assert slow.failures(calm=True) == []
    assert slow.failures(calm=True, strict=True) == ["p99 to the first page above 2 s"]


def test_the_same_seed_is_the_same_plan_and_another_is_another() -> None:
    options = Options(reports=100, minutes=2, database="postgresql", workers=2)
    other = replace(options, seed=2)
    assert plan.reports(options) == plan.reports(options) != plan.reports(other)
    assert plan.troubles(options) == plan.troubles(options) != plan.troubles(other)
    assert len({report.token for report in plan.reports(options)}) == 100
    assert {trouble.kind for trouble in plan.troubles(options)} >= {
        "kill",
        "flood",
        "error",
        "drop-before",
        "drop-after",
        "repeat",
        "restart",
    }
    assert {trouble.target for trouble in plan.troubles(options) if trouble.kind == "kill"} >= {"community", "duty", "duty-2", "all"}
    assert plan.troubles(replace(options, calm=True)) == []


def test_what_was_written_by_a_clock_that_jumped_is_told_in_true_time() -> None:
    truth = Truth([(0.0, 0.0), (1000.0, 3600.0), (2000.0, -3600.0)], now=3000.0)
    moments = [truth.of(datetime.fromtimestamp(told, UTC)) for told in (900.0, 1500.0 + 3600.0, 2500.0 - 3600.0)]
    assert moments == [900.0, 1500.0, 2500.0]
