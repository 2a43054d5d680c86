"""The table of moves as a graph: nothing illegal exists, everything can end, and every refusal has a way on."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.desk.moves import ENDS, HELD, LIVE, MOVES, STATES, STEPS, TIERS, Actor, diagram, open_to, steps_open, take
from bot.errors import UserError
from bot.settings import HOUSE

ACTORS = st.builds(Actor, holder=st.booleans(), leader=st.booleans(), team=st.booleans(), visitor=st.booleans())
HOLDER, LEADER = Actor(holder=True), Actor(leader=True)


def test_every_move_begins_in_a_live_state_and_leads_to_a_known_one() -> None:
    assert {source for move in MOVES for source in move.sources} <= set(HELD)
    assert {move.target for move in MOVES if move.target} <= set(STATES)
    assert all(move.who and set(move.tiers) <= set(TIERS) for move in MOVES)


def test_no_move_leads_out_of_an_end() -> None:
    assert not any(set(move.sources) & set(ENDS) for move in MOVES)


def test_one_press_means_one_move() -> None:
    for state in HELD:
        for tier in TIERS:
            for move in open_to(state, tier, Actor(holder=True, leader=True, team=True, visitor=True)):
                same = [other for other in MOVES if (other.step, other.outcome) == (move.step, move.outcome)]
                assert sum(state in other.sources and tier in other.tiers for other in same) == 1, (state, tier, move)


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("state", LIVE)
def test_every_state_can_reach_an_end(state: str, tier: str) -> None:
    seen, edge = set(), {"signed"} if state == "open" else {state}  # 签收 leads out of open
    while edge:
        seen |= edge
        edge = {move.to(at) for at in edge & set(HELD) for move in open_to(at, tier, Actor(holder=True, leader=True))} - seen - {"open"}
    assert seen & set(ENDS)


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("state", HELD)
def test_who_holds_it_always_has_a_step_to_take(state: str, tier: str) -> None:
    assert set(steps_open(state, tier, HOLDER)) - {"analysis"}


def test_a_grave_alert_is_only_closed_after_a_meeting_unless_a_leader_says_so() -> None:
    for tier in ("high", "urgent"):
        assert "feedback" not in steps_open("reached", tier, HOLDER)
        assert "feedback" in steps_open("reached", tier, LEADER)
        assert "feedback" in steps_open("met", tier, HOLDER)
    assert "feedback" in steps_open("reached", "low", HOLDER)


def test_analysis_goes_on_beside_everything_and_changes_no_state() -> None:
    for state in HELD:
        assert take(state, "urgent", HOLDER, "analysis", "clue").to(state) == state


def test_the_page_about_the_desk_draws_the_table() -> None:
    assert diagram() in (HOUSE / "docs" / "desk.md").read_text(encoding="utf-8")


@given(state=st.sampled_from(STATES), tier=st.sampled_from(TIERS), actor=ACTORS, step=st.sampled_from([*STEPS, "end", "sign", ""]),
       outcome=st.sampled_from([*{move.outcome for move in MOVES}, "", "burnt"]))  # fmt: skip
@settings(max_examples=400, deadline=None)
def test_what_may_be_taken_is_exactly_what_is_offered(state: str, tier: str, actor: Actor, step: str, outcome: str) -> None:
    offered = [move for move in open_to(state, tier, actor) if (move.step, move.outcome) == (step, outcome)]
    if offered:
        assert [take(state, tier, actor, step, outcome)] == offered
    else:
        with pytest.raises(UserError, match=r"step-(unknown|not-now|not-yours)"):
            take(state, tier, actor, step, outcome)


@given(actor=ACTORS, data=st.data(), tier=st.sampled_from(TIERS))
@settings(max_examples=200, deadline=None)
def test_any_walk_stays_on_the_table(actor: Actor, data: st.DataObject, tier: str) -> None:
    state = "signed"
    for _ in range(30):
        ways = open_to(state, tier, actor)
        if not ways:
            return
        state = data.draw(st.sampled_from(list(ways))).to(state)
        assert state in STATES
