"""The verdict on ordinary cases, with the library of the repository."""

import logging
import time
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.library.cards import Library
from bot.triage.verdict import Triage
from tests.triage.asked import HARMLESS, SCAMS

PIECES = [text for texts in SCAMS.values() for text in texts[:2]] + list(HARMLESS[:10])


@pytest.mark.parametrize("family", sorted(SCAMS))
def test_most_questions_about_a_trick_are_noticed_and_placed(triage: Triage, family: str) -> None:
    verdicts = [triage.judge(text) for text in SCAMS[family]]
    noticed = [v for v in verdicts if v.level != "clear"]
    assert len(noticed) >= len(verdicts) - 2, [t for t, v in zip(SCAMS[family], verdicts, strict=True) if v.level == "clear"]
    assert sum(v.family == family for v in noticed) >= 0.5 * len(noticed), [v.family for v in noticed]


def test_of_all_questions_about_tricks_nearly_all_are_noticed(triage: Triage) -> None:
    verdicts = [(family, triage.judge(text)) for family, texts in SCAMS.items() for text in texts]
    levels = [verdict.level for _, verdict in verdicts]
    assert levels.count("clear") <= 0.08 * len(levels)
    assert levels.count("scam") >= 0.7 * len(levels)
    assert sum(family == verdict.family for family, verdict in verdicts) >= 0.75 * len(verdicts)


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_talk_and_genuine_notices_are_no_scam(triage: Triage, text: str) -> None:
    assert triage.judge(text).level != "scam"


def test_harmless_talk_hardly_ever_raises_a_doubt(triage: Triage) -> None:
    assert sum(triage.judge(text).level == "unsure" for text in HARMLESS) <= 3


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("他让我把钱转到安全账户", "police"),
        ("請問對方叫我轉帳到安全帳戶,是詐騙嗎", "police"),
        ("加V❤️:abc12345 日结300 刷·单 垫付返佣荆", "brushing"),
        ("客服让我下载会议软件共享屏幕取消百万保障", "ecommerce_service"),
        ("妈 我手机坏了 这是我新号 先转3000给老师", "acquaintance"),
        ("您的ETC已失效,请点击 http://etc-gov.top/a 重新认证", "other"),
    ],
)
def test_a_plain_trick_is_a_scam_of_its_family(triage: Triage, text: str, family: str) -> None:
    verdict = triage.judge(text)
    assert (verdict.level, verdict.family) == ("scam", family)
    assert verdict.pattern == verdict.candidates[0]


@pytest.mark.parametrize("text", ["我被骗了怎么办", "我刚给他转了5万,现在把我拉黑了", "我刚转了三万给自称公安的人,现在还在通话"])
def test_who_has_lost_money_gets_the_emergency_card(triage: Triage, text: str) -> None:
    verdict = triage.judge(text)
    assert verdict.level == "scam"
    assert verdict.emergency
    assert verdict.tier == "urgent"


def test_a_loss_without_a_story_names_no_pattern(triage: Triage) -> None:
    verdict = triage.judge("我被骗了怎么办")
    assert (verdict.family, verdict.pattern) == (None, None)
    assert verdict.reasons


@pytest.mark.parametrize(
    "text",
    [
        "民警提醒:凡是让您把钱转到“安全账户”的都是诈骗,请转告家人。",
        "【反诈中心】刷单就是诈骗!先垫付、做满三单才能提现,都是套路,切勿相信。",
        "警方通报:市民李女士网上刷单被骗8万元,骗子以垫付返佣为由诱导转账,目前案件正在侦办。",
        "新闻里说有个大爷差点把养老钱转到安全账户,被银行拦下了",
    ],
)
def test_a_warning_that_quotes_the_trick_is_clear(triage: Triage, text: str) -> None:
    assert triage.judge(text).level == "clear"


ADVERTISING = (
    "尊敬的用户，感谢支持，本月登录客户端就能抽流量大奖，点击链接看活动规则，祝您生活愉快！",
    "周年庆进店有礼，购物满百参加抽奖，一等奖电视机，奖品当场领，地址中心广场一楼。",
    "恭喜您获得新人礼包一份，下载应用登录后自动放进卡包，七天内有效。",
)


@pytest.mark.parametrize("text", ADVERTISING)
def test_a_gift_that_asks_for_a_click_at_most_is_never_more_than_a_doubt(triage: Triage, text: str) -> None:
    assert triage.judge(text).level != "scam"


@pytest.mark.parametrize(
    "text", ["恭喜您抽中一等奖，请先交手续费八百元再领奖，逾期作废", "您的积分能换手机，点击链接填写银行卡号和验证码领取"]
)
def test_a_gift_that_costs_a_fee_or_a_card_number_is_a_scam(triage: Triage, text: str) -> None:
    assert triage.judge(text).level == "scam"


def test_clear_says_nothing_of_stage_and_tier(triage: Triage) -> None:
    verdict = triage.judge("晚上一起吃饭吗,我转你饭钱")
    assert (verdict.level, verdict.family, verdict.stage, verdict.tier, verdict.reasons) == ("clear", None, None, None, ())


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), min_size=1, max_size=4),
    st.sampled_from(["", ",", "\n", "🔥", "\u200b"]),
)
def test_reasons_quote_the_asker_literally(triage: Triage, pieces: list[str], glue: str) -> None:
    text = glue.join(pieces)
    verdict = triage.judge(text)
    assert all(reason.quote and reason.quote in text and reason.why for reason in verdict.reasons)
    assert len(verdict.reasons) <= 3
    assert verdict.reasons or verdict.level != "scam"
    assert all(indicator.value in text for indicator in verdict.indicators)
    assert 0 <= verdict.score <= 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "😀😀😀",
        "。。。",
        "\u202eمرحبا كيف حالك",
        "\ud800\udfff",
        "\x00" * 50,
        "a" * 4096,
        "转" * 4096,
        "1" * 4096,
        "<b>**_[x](y)_**</b>",
        "(" * 4096,
    ],
)
def test_nonsense_is_clear(triage: Triage, text: str) -> None:
    assert triage.judge(text).level == "clear"


@pytest.mark.parametrize("piece", ["1", "6222", "一万", "转", "先交一", "让我", "1.", "不要", "保证金", "我:", "(", "http://"])
def test_a_long_message_of_one_thing_takes_no_time(triage: Triage, piece: str) -> None:
    began = time.process_time()
    triage.judge((piece * 4096)[:4096])
    assert time.process_time() - began < 0.6  # a twentieth of it when measured; quadratic patterns took 1.3 s


def test_the_same_text_gets_the_same_verdict(triage: Triage, library: Library) -> None:
    other = Triage(library)
    assert all(triage.judge(text) == triage.judge(text) == other.judge(text) for text in PIECES)


def test_a_check_that_breaks_costs_a_reason_and_not_the_verdict(library: Library, caplog: pytest.LogCaptureFixture) -> None:
    broken = replace(library, arrays=dict(library.arrays) | {"scale": np.zeros(0)})
    secret = "对方自称公安让我把钱转到安全账户,能信吗"
    with caplog.at_level(logging.ERROR):
        verdict = Triage(broken).judge(secret)
    assert verdict.level == "scam"
    assert verdict.reasons
    assert caplog.records
    assert secret not in caplog.text


def test_the_fields_of_ask_jsonl_are_the_agreed_ones(triage: Triage) -> None:
    row = triage.judge("客服让我转5000元保证金到13800001111").as_json()
    assert list(row) == ["level", "family", "pattern", "score", "stage", "tier", "reasons", "indicators"]
    assert {"kind": "phone", "value": "13800001111"} in row["indicators"]
