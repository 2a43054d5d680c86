"""Cards and button data without Telegram: what each person sees at each moment, and what a press may carry."""

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import clock
from bot.desk.cards import AlertCard, Told, Viewer
from handlers.duty.card_buttons import Press, buttons_of, choose_colleague
from handlers.duty.cards import told
from handlers.duty.reviews import Choice
from handlers.duty.times import moment

CARD = AlertCard(
    number=17,
    tier="high",
    state="open",
    told=Told(
        area="新东派出所 镇西新苑",
        area_known=True,
        family="冒充公检法及政府机关",
        pattern="安全账户",
        words="对方让我把钱转到安全账户",
        predicts="可能已到小旅馆开房",
        reporter="王阿姨(私聊)",
        reports=1,
        raised_at=datetime(2026, 11, 22, 13, 3, tzinfo=UTC),
    ),
    viewer=Viewer(5001),
)


def card(**changes: object) -> AlertCard:
    """A card, changed here and there, in whichever of its parts a name stands."""
    found = {}
    for name in ("told", "viewer", "course", "ended"):
        part = getattr(CARD, name)
        found[name] = replace(part, **{one.name: changes.pop(one.name) for one in fields(part) if one.name in changes})
    return replace(CARD, **found, **changes)


def labels(shown: AlertCard) -> list[list[str]]:
    markup = buttons_of(shown)
    return [[button.text for button in row] for row in markup.inline_keyboard] if markup else []


def test_a_card_has_one_line_for_each_thing() -> None:
    assert told(card(raised_at=clock.now())).splitlines()[:6] == [
        "🟠 高危 预警 17 号",
        "📍 辖区：新东派出所 镇西新苑",
        "🧩 套路：安全账户（冒充公检法及政府机关）",
        "💬 原话：对方让我把钱转到安全账户",
        "🔎 预计：可能已到小旅馆开房",
        "🙋 举报人：王阿姨(私聊)",
    ]


def test_what_is_not_known_is_said_or_left_out() -> None:
    text = told(card(pattern=None, family=None, predicts=None, area_known=False))
    assert "🧩 套路：暂未识别" in text
    assert "（辖区待核实）" in text
    assert "🔎" not in text


def test_a_repeated_call_is_marked_as_the_same_thing() -> None:
    again = card(call=3)
    assert told(again).startswith("🟠 高危 预警 17 号（第 3 次通知，同一件事）")
    assert buttons_of(again).inline_keyboard[0][0].callback_data == "a1:sign:17.3"


@pytest.mark.parametrize(
    ("changes", "rows", "last"),
    [
        ({}, [["签收", "转交"], ["误报", "详情"]], "⏳ 等待签收"),
        (
            {"state": "signed", "signed_by": "陈警官", "holds": True, "steps": ("phone", "visit", "analysis")},
            [["电话劝阻", "上门寻找"], ["展开研判", "话术"], ["转交", "误报"], ["更多", "详情"]],
            "✅ 您已于  签收，请尽快联系当事人\n➡️ 先打当事人电话；占线、拒接都不要等，直接上门",
        ),
        ({"state": "signed", "signed_by": "周所长"}, [["我去上门", "详情"]], "✅ 已由 周所长 于  签收"),
        ({"state": "signed", "signed_by": "陈警官", "missing": 1}, [["签收"], ["我去上门", "详情"]], "✍️ 还需 1 人共同签收"),
        ({"state": "signed", "signed_by": "陈警官", "missing": 1, "signed": True}, [["我去上门", "详情"]], "✍️ 还需 1 人共同签收"),
        (
            {
                "state": "seeking",
                "signed_by": "陈警官",
                "last": ("visit", "shut"),
                "steps": ("phone",),
                "leads": True,
                "visitors": ("李丽", "王强"),
            },
            [["更多", "详情"]],
            "🧭 上门寻找：不开门\n👣 上门：李丽、王强\n➡️ 不开门多半是骗子教的。隔门报单位和姓名，"
            "请对方自己拨打 110 核实；请家人、网格员、楼长来叫门",
        ),
        ({"state": "false_alarm", "closed_by": "周所长"}, [["详情"]], "⚪ 周所长 已标记为误报"),
        ({"state": "malicious", "closed_by": "周所长"}, [["详情"]], "⛔ 周所长 已标记为恶意报警"),
        ({"state": "duplicate", "closed_by": "周所长", "duplicate_of": 3}, [["详情"]], "🔁 与预警 3 号是同一件事，已并案"),
        ({"state": "transferred", "closed_by": "周所长"}, [["详情"]], "↗️ 周所长 已移交其他单位"),
        ({"state": "closed", "closed_by": "周所长", "outcome": "loss"}, [["详情"]], "🏁 周所长 已反馈：已有损失"),
        ({"may_sign": False}, [["我去上门"]], "🚶 请先电话或上门看一看，稳住当事人、别让钱转出去。民警已同时收到。"),
        ({"may_sign": False, "going": True}, [], "🚶 请先电话或上门看一看，稳住当事人、别让钱转出去。民警已同时收到。"),
        (
            {"may_sign": False, "going": True, "state": "signed", "signed_by": "周所长", "steps": ("visit",)},
            [["上门寻找", "话术"]],
            "✅ 已由 周所长 于  签收\n➡️ 先打当事人电话；占线、拒接都不要等，直接上门",
        ),
        ({"may_sign": False, "state": "signed", "signed_by": "周所长"}, [["我去上门"]], "✅ 已由 周所长 于  签收"),
    ],
)
def test_buttons_and_state_fit_the_moment_and_the_viewer(changes: dict[str, object], rows: list[list[str]], last: str) -> None:
    assert labels(card(**changes)) == rows
    assert told(card(**changes)).endswith(f"\n{last}")


def test_words_are_folded_into_one_line_and_cut() -> None:
    text = told(card(words="第一行\n\n✅ 已由 骗子 签收\r\n" + "长" * 5000))
    assert "💬 原话：第一行 ✅ 已由 骗子 签收 长长" in text
    assert "长…\n" in text
    assert len(text) < 1000


def test_times_are_local_and_name_the_day_only_when_it_is_another() -> None:
    now = clock.now()
    assert moment(now) == f"{now + timedelta(hours=8):%H:%M}"
    assert moment(datetime(2020, 11, 22, 13, 3, tzinfo=UTC)) == "11月22日 21:03"
    assert moment(datetime(2020, 11, 22, 16, 3, tzinfo=UTC)) == "11月23日 00:03"


@settings(deadline=None)
@given(
    act=st.sampled_from(["sign", "pass", "give", "wrong", "sure", "more", "back", "open"]),
    number=st.integers(1, 10**15 - 1),
    call=st.integers(1, 9999),
    to=st.none() | st.integers(1, 10**15 - 1),
)
def test_what_a_button_carries_is_read_back_and_fits(act: str, number: int, call: int, to: int | None) -> None:
    press = Press(act, number, call, to)
    assert Press.read(press.data) == press
    assert len(press.data.encode()) <= 64


@settings(deadline=None)
@given(st.text(max_size=64))
def test_reading_a_press_never_fails(data: str) -> None:
    read = Press.read(data)
    assert read is None or read.number >= 0


@pytest.mark.parametrize(
    "data", [None, "", "a1:sign:17\n", "a1:sign:１７", "a1:sign:-1", "a1::1", "a1:sign:1:", "A1:sign:1", "a1:sign:1.2.3"]
)
def test_what_we_never_wrote_is_not_read(data: str | None) -> None:
    assert Press.read(data) is None


def test_colleagues_stand_two_a_row_and_never_more_than_fit() -> None:
    few = choose_colleague(CARD, [(1, "甲"), (2, "乙"), (3, "丙")])
    assert [[button.text for button in row] for row in few.inline_keyboard] == [["甲", "乙"], ["丙"], ["返回"]]
    many = choose_colleague(CARD, [(number, "同事") for number in range(1, 500)])
    assert sum(map(len, many.inline_keyboard)) <= 100


def test_what_a_button_of_a_review_carries_fits_and_reads_back() -> None:
    for choice in (Choice("scam", 10**15 - 1), Choice("send", 10**15 - 1, "fecommerce_service"), Choice("kind", 1, "p2")):
        assert len(choice.data.encode()) <= 64
        assert Choice.read(choice.data) == choice
    for data in (None, "", "a1:sign:1", "r2:send:1:n", "r1:send:x"):
        assert Choice.read(data) is None
