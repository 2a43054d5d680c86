"""Who has no part in an alert can do nothing with it and reads nothing of it, whatever they press, from whatever role and area."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.deployment import Deployment
from bot.desk import alerts, board, handing, reports, steps
from bot.desk.moves import MOVES, STEPS, Move
from bot.desk.reports import Reported
from bot.errors import UserError
from bot.office import Office
from bot.setup import apply
from bot.store import alerts as rows
from tests.conftest import DISTRICT_FILE, GRID, NEIGHBOURS, OFFICER, RESIDENT, STRANGER

PAID = "我刚刚按客服说的共享屏幕,已经转了三万过去,怎么办"
FAR_LEADER, FAR_GRID, OUTSIDER = 5101, 5103, 5009
FILE: dict[str, Any] = {
    **DISTRICT_FILE,
    "areas": [*DISTRICT_FILE["areas"], {"code": "lyg-gy", "name": "赣榆区", "level": "district", "parent": "lyg"}],
    "staff": [
        *DISTRICT_FILE["staff"],
        {"telegram": FAR_LEADER, "name": "外区领导", "role": "leader", "area": "lyg-gy"},
        {"telegram": FAR_GRID, "name": "外区网格员", "role": "grid_worker", "area": "lyg-gy"},
    ],
    "escalation": [{"page": ["officer", "leader"], "level": "station", "wait": "600s"}],
}
Act = Callable[[Office, int, int], Awaitable[Any]]


def offering(step: str) -> Act:
    return lambda office, number, by: steps.offer(office, number, by, step)


def recording(move: Move) -> Act:
    return lambda office, number, by: steps.record(office, number, by, move.step, move.outcome, 0)


ACTS: dict[str, Act] = {
    "sign": alerts.acknowledge,
    "dismiss": alerts.dismiss,
    "malicious": lambda office, number, by: alerts.dismiss(office, number, by, "malicious"),
    "lift": alerts.lift,
    "colleagues": handing.colleagues,
    "give": lambda office, number, by: handing.hand_over(office, number, by, OFFICER),
    "take": lambda office, number, by: handing.hand_over(office, number, by, by),
    "show": board.show,
    "details": board.details,
    "others": steps.others,
    "stations": steps.stations,
    "go along": steps.go_along,
    **{f"offer {step}": offering(step) for step in STEPS},
    **{f"{move.step} {move.outcome}": recording(move) for move in MOVES},
}


async def stands(office: Office, number: int) -> tuple[Any, ...]:
    """All that an act could have changed: the row and the length of its history."""
    async with office.store.begin() as session:
        alert = await rows.get(session, number)
        assert alert is not None
        history = [line.act for line in await rows.history(session, number) if line.act != "paged"]
        return alert.state, alert.signed_by, alert.moves, alert.round, alert.tier, alert.area, history


@pytest.mark.parametrize("held", [False, True], ids=["open", "held"])
async def test_whoever_has_no_part_in_it_changes_and_reads_nothing(office: Office, held: bool) -> None:
    await apply(office.store, Deployment.model_validate(FILE))
    number = (await reports.report(office, Reported("report:1", RESIDENT, "王阿姨", PAID, group=NEIGHBOURS))).number
    if held:
        await alerts.acknowledge(office, number, OFFICER)
    before = await stands(office, number)
    answers = set()
    for who in (OUTSIDER, FAR_LEADER, FAR_GRID, GRID, STRANGER, RESIDENT):
        for name, act in ACTS.items():
            try:
                await act(office, number, who)
            except UserError as refused:
                if refused.key not in ("not-staff", "not-your-area"):
                    answers.add((who, name, refused.key))
            else:
                answers.add((who, name, "let in"))
    assert answers == set()
    assert await stands(office, number) == before
    for who in (OUTSIDER, FAR_LEADER):
        assert await board.live(office, who) == []
        assert set((await board.tally(office, who)).values()) == {0}
    for who in (FAR_GRID, GRID, STRANGER, RESIDENT):
        with pytest.raises(UserError, match="not-staff"):
            await board.live(office, who)


async def test_an_alert_cannot_be_given_to_somebody_who_has_no_part_in_it(office: Office) -> None:
    await apply(office.store, Deployment.model_validate(FILE))
    number = (await reports.report(office, Reported("report:1", RESIDENT, "王阿姨", PAID, group=NEIGHBOURS))).number
    await alerts.acknowledge(office, number, OFFICER)
    for who in (OUTSIDER, FAR_LEADER, GRID, STRANGER):
        with pytest.raises(UserError):
            await handing.hand_over(office, number, OFFICER, who)
    assert (await stands(office, number))[1] == OFFICER
