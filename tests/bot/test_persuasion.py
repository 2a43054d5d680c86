"""The game of 劝劝邻居: it always ends, kindly; what helps and what does not; whose own words are which move."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.library.cards import Library, NeighbourCard
from bot.library.neighbour import HARSH, HELPFUL, MOST_TURNS
from bot.persuading import persuasion
from bot.persuading.hearing import hear
from bot.persuading.persuasion import FULL, State, Turn

ALL = ("a-zhen", "lao-zhou", "liu-jie", "sun-nainai", "xiao-gao", "xiao-ma", "xiao-min", "zheng-laoshi")


@pytest.fixture
def lao_zhou(library: Library) -> NeighbourCard:
    return library.neighbours["lao-zhou"]


def played(card: NeighbourCard, *kinds: str | None) -> Turn:
    turn = Turn(persuasion.begin(card), "", "", 0, "")
    for kind in kinds:
        turn = persuasion.play(card, turn.state, kind)
    return turn


def test_the_shelf_holds_them_all(library: Library) -> None:
    assert set(ALL) <= set(library.neighbours)


@settings(deadline=None)
@given(st.data())
def test_any_sequence_of_moves_ends_within_twelve_turns(library: Library, data: st.DataObject) -> None:
    card = data.draw(st.sampled_from(sorted(library.neighbours.values(), key=lambda one: one.id)))
    state, turns = persuasion.begin(card), 0
    while state.end is None:
        turn = persuasion.play(card, state, data.draw(st.sampled_from([None, *card.moves])))
        state, turns = turn.state, turns + 1
        assert turn.line
        assert 0 <= state.trust <= FULL
        assert turns <= MOST_TURNS
    assert card.ends[state.end]
    assert persuasion.choices(card, state) == ()
    assert persuasion.play(card, state, "listen").state == state


@settings(deadline=None)
@given(st.data())
def test_whatever_is_offered_exists_and_is_never_only_unkind(library: Library, data: st.DataObject) -> None:
    card = data.draw(st.sampled_from(sorted(library.neighbours.values(), key=lambda one: one.id)))
    state = persuasion.begin(card)
    while state.end is None:
        offered = persuasion.choices(card, state)
        assert 1 <= len(offered) <= 4
        assert len(set(offered)) == len(offered)
        assert sum(kind in HARSH for kind in offered) <= 1
        state = persuasion.play(card, state, data.draw(st.sampled_from(offered))).state


@pytest.mark.parametrize("who", ALL)
def test_by_buttons_alone_everybody_can_be_won_and_can_be_lost(library: Library, who: str) -> None:
    assert {"won", "leaves"} <= set(persuasion.reachable(library.neighbours[who]))


@pytest.mark.parametrize("who", ALL)
def test_the_kind_way_wins_and_the_trick_is_named_on_it(library: Library, who: str) -> None:
    card = library.neighbours[who]
    state = persuasion.begin(card)
    while state.end is None:
        kind = next(kind for kind in persuasion.choices(card, state) if kind in HELPFUL)
        state = persuasion.play(card, state, kind).state
    assert state.end == "won"
    assert "flag" in state.heard


def test_the_truth_too_early_is_not_heard_and_costs_only_the_turn(lao_zhou: NeighbourCard) -> None:
    turn = played(lao_zhou, "flag")
    assert turn.line == lao_zhou.moves["flag"].early
    assert turn.state == State(lao_zhou.trust, 1)
    assert played(lao_zhou, "listen", "flag").line == lao_zhou.moves["flag"].reply


def test_the_same_thing_said_twice_gains_nothing(lao_zhou: NeighbourCard) -> None:
    once, twice = played(lao_zhou, "listen"), played(lao_zhou, "listen", "listen")
    assert twice.line in lao_zhou.again
    assert twice.state.trust == once.state.trust


def test_who_is_only_scolded_leaves(lao_zhou: NeighbourCard) -> None:
    assert played(lao_zhou, "blame", "grab").state.end == "leaves"


def test_who_was_heard_but_not_told_the_trick_waits_until_tomorrow(lao_zhou: NeighbourCard) -> None:
    turn = played(lao_zhou, "listen", "share", "swap", "ask", "check", "wait", "family", *[None] * 5)
    assert turn.state.end == "waits"
    assert [move.label for move in persuasion.lessons(lao_zhou, turn.state)] == [lao_zhou.moves["flag"].label]


def test_the_other_side_calls_only_while_the_trick_has_no_name(lao_zhou: NeighbourCard) -> None:
    at, line = lao_zhou.calls[0]
    assert at == 4
    assert played(lao_zhou, "listen", "share", None, None).call == line
    assert played(lao_zhou, "listen", "flag", None, None).call == ""


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("老周别急,坐下来慢慢跟我说", "listen"),
        ("坐下来喝口水", "listen"),
        ("警察不会让你转钱的", "flag"),
        ("哪有警察叫人把钱转出去的", "flag"),
        ("公安的从来没有安全账户这个东西", "flag"),
        ("要是你徒弟小陈要去转你拦不拦", "swap"),
        ("换成是你儿子呢", "swap"),
        ("先把电话挂了 自己打110问问", "check"),
        ("咱们去派出所问一声", "check"),
        ("叫嫂子下来商量商量", "family"),
        ("明天再去吧,不差这一晚", "wait"),
        ("你怎么这么糊涂", "blame"),
        ("你是真傻啊", "blame"),
        ("你遇到骗子了!", "blunt"),
        ("去了就血本无归", "scare"),
        ("手机给我,不许去!", "grab"),
        ("他为啥不让你告诉家里人", "ask"),
        ("我也接到过这种电话,不丢人", "share"),
        ("妳別急,坐下慢慢講", "listen"),
        ("今天天气不错", None),
        ("哈哈哈", None),
        ("😀", None),
    ],
)
def test_own_words_are_heard_as_moves(lao_zhou: NeighbourCard, text: str, kind: str | None) -> None:
    assert hear(lao_zhou, persuasion.begin(lao_zhou), text) == kind


def test_what_is_denied_is_not_unkind(lao_zhou: NeighbourCard) -> None:
    assert hear(lao_zhou, persuasion.begin(lao_zhou), "我不是说你傻,你先坐下") == "listen"


def test_of_two_moves_in_one_sentence_the_new_one_is_heard(lao_zhou: NeighbourCard) -> None:
    after = played(lao_zhou, "listen").state
    assert hear(lao_zhou, after, "别急别急,坐下,叫嫂子来") == "family"


def test_what_triage_recognises_names_the_trick(lao_zhou: NeighbourCard) -> None:
    assert hear(lao_zhou, persuasion.begin(lao_zhou), "他们这一套我见多了", tells=True) == "flag"
    assert hear(lao_zhou, persuasion.begin(lao_zhou), "你怎么这么糊涂", tells=True) == "blame"
