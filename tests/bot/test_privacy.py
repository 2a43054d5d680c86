"""What is masked, what stays readable, and what only the right key opens."""

import re
import stat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import OperatorError
from bot.privacy import Cipher, load_secret, mask


@pytest.mark.parametrize(
    ("words", "masked"),
    [
        ("电话13812345678打来的", "电话138****5678打来的"),
        ("电话 138-1234-5678", "电话 138****5678"),
        ("电话 138 1234 5678。", "电话 138****5678。"),
        ("+8613812345678", "+8613 **** ****"),
        ("座机0518-85123456", "座机0518 **** ****"),
        ("座机0518-8512345", "座机05****45"),
        ("call 05188512345.", "call 05****45."),
        ("卡号6222021234567890123", "卡号6222 **** ****"),
        ("卡号 6222 0212 3456 7890 123 工商银行", "卡号 6222 **** **** 123 工商银行"),
        ("卡号6222-0212-3456-7890", "卡号6222 **** ****"),
        ("身份证320705199001011234", "身份证320705********1234"),
        ("身份证32070519900101123X", "身份证320705********123X"),
        ("加QQ 1234567890", "加QQ 12****90"),
        ("打到 TJYeasTPa6gpEEfYqzKQcwqTjUzzzzzzzz 里", "打到 TJYe****zzzz 里"),
        ("0x52908400098527886E0F7030069857D2E4169EE7", "0x5290****9EE7"),
        ("付到1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "付到1A1z****vfNa"),
        ("付到3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy。", "付到3J98****WNLy。"),
        ("付到bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq", "付到bc1q****5mdq"),
        ("电话138.0013.8000", "电话138****8000"),
        ("电话 138 · 0013 · 8000", "电话 138****8000"),
        ("电话1 3 8 0 0 1 3 8 0 0 0", "电话13****00"),
        ("电话1.3.8.0.0.1.3.8.0.0.0", "电话13****00"),
        ("电话138　0013　8000", "电话138****8000"),
        ("电话138_0013_8000", "电话138****8000"),
        ("座机0518.8512.3456", "座机05****56"),
        ("卡号6222.0212.3456.7890.123", "卡号62****23"),
    ],
)
def test_phones_cards_ids_and_wallets_are_hidden_in_the_middle(words: str, masked: str) -> None:
    assert mask(words) == masked


@pytest.mark.parametrize(
    ("words", "masked"),
    [
        ("点http://yibao-gov.cc/r3看", "点yibao-gov。cc／r3看"),
        ("HTTPS://T.ME/abc", "T。ME／abc"),
        ("tg://resolve?domain=x", "resolve?domain=x"),
        ("进 t.me/joinchat/AAA", "进 t。me／joinchat／AAA"),
        ("加我 @li_si_88", "加我 ＠li_si_88"),
        ("发 /report 给机器人", "发 ／report 给机器人"),
        ("邮箱 a.b@evil.com", "邮箱 a。b＠evil。com"),
    ],
)
def test_links_handles_and_commands_cannot_be_pressed(words: str, masked: str) -> None:
    assert mask(words) == masked


@pytest.mark.parametrize(
    "words",
    [
        "转了3000元",
        "转了3.5w,又转了50000块",
        "一共 1,280,000.50 元",
        "投了1000000元",
        "余额 ¥2000000",
        "收益 1234567.89",
        "日赚300-500,月入8000-15000",
        "2026-11-22 前处理",
        "2026-11-22 21:03 打来的",
        "2026年11月22日",
        "请打110 96110",
        "拨打 110 或 96110",
        "12381 发来短信",
        "验证码 482913",
        "1/2 的人都信了",
        "2026.11.22 前处理",
        "版本 1.2.34",
        "一共 1,234,567.50 元，分 3.5.8 期",
        "收益 1234567.89，本金 12345678.90 元",
        "19.90 29.90 39.90 49.90",
    ],
)
def test_amounts_dates_and_service_numbers_stay_readable(words: str) -> None:
    assert mask(words) == words


calmly = settings(deadline=None, derandomize=True, max_examples=300)
WORDS = st.lists(
    st.one_of(
        st.text(alphabet="0123456789", max_size=24),
        st.sampled_from([" ", "-", ".", "+", "¥", "元", "\n", "转到", "x", "T", "0x", "@", "/", "://", "http://", "www.", "a.b", "１３８"]),
        st.text(alphabet="0123456789abcdefABCDEF", min_size=38, max_size=44),
        st.text(max_size=3),
    ),
    max_size=12,
).map("".join)


@calmly
@given(WORDS)
def test_no_run_of_eleven_digits_survives(words: str) -> None:
    assert not re.search(r"\d{11}", mask(words))


@calmly
@given(WORDS)
def test_what_is_masked_is_not_masked_further(words: str) -> None:
    assert mask(mask(words)) == mask(words)


@calmly
@given(WORDS)
def test_nothing_that_is_left_can_be_pressed(words: str) -> None:
    masked = mask(words)
    assert not re.search(r"(?i)://|[@/][a-z]|[a-z]\.[a-z]", masked)


@calmly
@given(st.text())
def test_what_was_sealed_opens_again(words: str) -> None:
    cipher = Cipher("a key")
    sealed = cipher.seal(words)
    assert cipher.open(sealed) == words
    assert len(words) < 4 or words.encode() not in sealed


def test_another_key_opens_nothing_and_says_so() -> None:
    with pytest.raises(OperatorError, match="SHOUWANG_SECRET_KEY"):
        Cipher("another key").open(Cipher("a key").seal("转了三万"))


def test_a_fingerprint_is_the_same_for_one_key_and_different_for_another() -> None:
    assert Cipher("a key").fingerprint("code") == Cipher("a key").fingerprint("code")
    assert len({Cipher("a key").fingerprint("code"), Cipher("a key").fingerprint("c0de"), Cipher("another").fingerprint("code")}) == 3


def test_a_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    secret = load_secret("", tmp_path)
    assert len(secret) >= 43
    assert load_secret("", tmp_path) == secret
    assert stat.S_IMODE((tmp_path / "secret.key").stat().st_mode) == 0o600


def test_a_configured_key_goes_before_the_kept_one(tmp_path: Path) -> None:
    kept = load_secret("", tmp_path)
    assert load_secret("configured", tmp_path) == "configured" != kept
    assert not (tmp_path / "elsewhere").exists()


def test_an_empty_key_file_is_not_taken_for_a_key(tmp_path: Path) -> None:
    (tmp_path / "secret.key").touch()
    with pytest.raises(OperatorError, match=r"secret\.key 是空的"):
        load_secret("", tmp_path)
