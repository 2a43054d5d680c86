"""What can be looked up or blocked, and what only looks like it."""

import pytest

from bot.triage.amounts import yuan
from bot.triage.indicators import find, luhn
from bot.triage.normalise import normalise


def seen(text: str) -> list[tuple[str, str]]:
    return [(clue.indicator.kind, clue.indicator.value) for clue in find(normalise(text))]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("请点击yibao-gov.cc/r3重新认证", "link", "yibao-gov.cc/r3"),
        ("登录www.12123.gov.cn.verify-login.top", "link", "www.12123.gov.cn.verify-login.top"),
        ("打开 HTTP://Taobao.com/Item?id=3 看看", "link", "HTTP://Taobao.com/Item?id=3"),
        ("装这个 http://103.45.6.7:8080/a.apk", "link", "http://103.45.6.7:8080/a.apk"),
        ("进 icbc[.]xyz 领", "link", "icbc[.]xyz"),
        ("+852 5123 4567来电", "phone", "+852 5123 4567"),
        ("00886212345678打来", "phone", "00886212345678"),
        ("打13800001111", "phone", "13800001111"),
        ("138****5678", "phone", "138****5678"),
        ("95588发的", "phone", "95588"),
        ("400-820-8820", "phone", "400-820-8820"),
        ("010-12345678", "phone", "010-12345678"),
        ("卡号4111 1111 1111 1111", "card", "4111 1111 1111 1111"),
        ("身份证11010519491231002X", "idcard", "11010519491231002X"),
        ("打到TJYeasTPa6gpEEPYPLFd4o3vKrTGrVCNcB", "usdt", "TJYeasTPa6gpEEPYPLFd4o3vKrTGrVCNcB"),
        ("0x52908400098527886E0F7030069857D2E4169EE7", "eth", "0x52908400098527886E0F7030069857D2E4169EE7"),
        ("加V❤:abc_123", "wechat", "abc_123"),
        ("微信13800001111", "wechat", "13800001111"),
        ("扣扣12345678", "qq", "12345678"),
        ("会议号 123-456-789", "meeting", "123-456-789"),
        ("下载向日葵", "app", "向日葵"),
        ("下载“航信通”软件", "app", "航信通"),
        ("让我下银联会议", "app", "银联会议"),
        ("转了一万二", "amount", "一万二"),
        ("又转3千5", "amount", "3千5"),
        ("再充20000", "amount", "20000"),
    ],
)
def test_it_is_found_as_it_was_written(text: str, kind: str, value: str) -> None:
    assert (kind, value) in seen(text)


@pytest.mark.parametrize("text", ["版本v2.0", "1.5倍", "2024年11月12日 11:22", "您的验证码123456", "3号楼102", "得了100分", "谢谢.好的"])
def test_ordinary_numbers_are_no_indicators(text: str) -> None:
    assert seen(text) == []


def test_a_card_number_that_does_not_check_is_none() -> None:
    assert luhn("4111111111111111")
    assert not luhn("4111111111111112")
    assert ("card", "4111 1111 1111 1112") not in seen("卡号4111 1111 1111 1112")


@pytest.mark.parametrize(
    "address",
    ["taoba0.cc", "icbc-verify.top", "yibao-gov.cc", "www.12123.gov.cn.verify-login.top", "ccb-jf.cc", "etc-gov.top", "al1pay.com.vip"],
)
def test_a_look_alike_address_is_a_trap(address: str) -> None:
    assert max(clue.risk for clue in find(normalise(f"点 {address} 认证"))) >= 0.9


@pytest.mark.parametrize("address", ["www.12306.cn", "tax.jiangsu.chinatax.gov.cn", "m.tb.cn/h.abc", "item.taobao.com/x", "b23.tv/abc"])
def test_an_official_address_is_none(address: str) -> None:
    assert max(clue.risk for clue in find(normalise(f"看 https://{address}"))) <= 0


def test_overlapping_finds_are_reported_once() -> None:
    assert seen("微信13800001111") == [("wechat", "13800001111")]


@pytest.mark.parametrize(
    ("written", "sum_"),
    [
        ("5000元", 5000),
        ("1.2万", 12000),
        ("3千5", 3500),
        ("一万二", 12000),
        ("八百块", 800),
        ("三百五十元", 350),
        ("一万两千八百元", 12800),
        ("1,234.5元", 1234),
        ("2w", 20000),
        ("十五万", 150000),
        ("一百零五元", 105),
        ("几千块", None),
    ],
)
def test_sums_are_read(written: str, sum_: int | None) -> None:
    assert yuan(written) == sum_
