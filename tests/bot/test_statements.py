"""What people say of a transfer, and what is understood of it."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.stop import proofs, replies
from bot.stop.statements import Doubt, heard
from bot.stop.transfers import KEYS, PAID, Fact, line, veiled, wanted
from bot.triage.indicators import luhn

NOW = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)
"""22:00 in Shanghai."""
CARD, WRONG = "6222021234567890128", "6222021234567890123"


def told(text: str, asked: str) -> dict[str, str]:
    return {key: fact.value for key, fact in heard(text, asked, NOW).facts.items()}


def test_one_answer_may_hold_everything() -> None:
    assert told(f"建行{CARD} 转了三万 刚刚", "account") == {
        "account": CARD,
        "bank": "建设银行",
        "amount": "30000",
        "time": "2026-11-22T22:00",
        "paid": "yes",
    }


@pytest.mark.parametrize(
    ("text", "asked", "value"),
    [
        ("6222 0212 3456 7890 128", "account", CARD),
        ("TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t", "account", "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"),
        ("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "account", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"),
        ("支付宝 13812345678", "account", "13812345678"),
        ("尾号1234", "account", "尾号1234"),
        ("3100123456789", "account", "3100123456789"),
        ("建行", "bank", "建设银行"),
        ("微信", "bank", "微信"),
        ("连云港东方农商行", "bank", "连云港东方农商行"),
        ("3.5w", "amount", "35000"),
        ("一共四万九千九百九十九块", "amount", "49999"),
        ("30000", "amount", "30000"),
        ("昨晚九点半", "time", "2026-11-21T21:30"),
        ("手机银行", "channel", "mobile"),
        ("13812345678", "phone", "13812345678"),
        ("+85261234567", "phone", "+85261234567"),
        ("95555", "phone", "95555"),
        ("微信 lisi_888", "contact", "微信 lisi_888"),
        ("http://yibao-gov.cc/r3", "app", "http://yibao-gov.cc/r3"),
        ("银联会议", "app", "银联会议"),
        ("没有", "screen", "never"),
        ("还开着", "screen", "on"),
        ("已经关了", "screen", "off"),
        ("13812345678", "callback", "13812345678"),
    ],
)
def test_each_question_understands_its_answers(text: str, asked: str, value: str) -> None:
    assert told(text, asked)[asked] == value


@pytest.mark.parametrize(
    ("text", "asked", "check"),
    [
        (WRONG, "account", "card"),
        ("TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6T", "account", "wallet"),
        ("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD", "account", "wallet"),
        ("1381234567", "phone", "phone"),
        ("138123456789", "callback", "phone"),
        ("http://foo", "app", "link"),
    ],
)
def test_what_a_check_refutes_comes_back_as_a_doubt(text: str, asked: str, check: str) -> None:
    understood = heard(text, asked, NOW)
    assert asked not in understood.facts
    assert understood.doubt == Doubt(asked, text, check)


def test_other_facts_beside_a_doubt_are_kept() -> None:
    understood = heard(f"建行{WRONG} 转了三万", "account", NOW)
    assert understood.doubt == Doubt("account", WRONG, "card")
    assert set(understood.facts) == {"bank", "amount", PAID}


def test_a_demand_is_no_payment_and_not_yet_is_none() -> None:
    assert told("还没转", "amount") == {"paid": "no"}
    assert told("他要我转三万,还没转", "amount") == {"amount": "30000", "paid": "no"}
    assert told("他让我转了三万", "amount")["paid"] == "yes"


@pytest.mark.parametrize("asked", KEYS)
def test_an_identity_number_is_never_kept(asked: str) -> None:
    understood = heard("身份证 320705199001011234", asked, NOW)
    assert "320705199001011234" not in str(understood)
    assert heard("320705199001011234", asked, NOW).facts == {}


def test_a_banks_message_names_the_payers_own_card_which_is_not_the_payees() -> None:
    found = told("您尾号1234的储蓄卡11月22日21:03转账支出30,000.00元,余额5.20元【建设银行】", "account")
    assert found == {"amount": "30000", "time": "2026-11-22T21:03", "paid": "yes"}


@pytest.mark.parametrize("asked", KEYS)
@pytest.mark.parametrize("words", ["跳过", "不知道", "忘了", "记不清了"])
def test_who_does_not_know_skips(words: str, asked: str) -> None:
    assert replies.act_in(words, asked) == "skip"


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("这个又是不是诈骗?", "bank"),
        ("客服让我再转5000激活账号,是不是真的", "account"),
        ("刚才那个人又打来了说我的账户要冻结让我去银行办理", "bank"),
        ("民警什么时候来", "callback"),
        ("有个快递说我包裹丢了", "account"),
        ("救命", "account"),
        ("我好害怕", "app"),
        ("他说" + "我涉嫌洗钱" * 40, "app"),
    ],
)
def test_a_question_or_a_story_of_its_own_is_no_answer(words: str, asked: str) -> None:
    assert not replies.answers(words, heard(words, asked, NOW), asked)


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        (f"建行{CARD} 还追得回吗", "account"),
        ("三万", "amount"),
        ("银联会议", "app"),
        ("http://a.cc/x?b=1", "app"),
        (f"转了三万,手机银行转的,刚刚,对方建行 {CARD} 户名张三,电话 13812345678,微信 lisi_888", "account"),
    ],
)
def test_what_tells_of_the_transfer_is_an_answer(words: str, asked: str) -> None:
    assert replies.answers(words, heard(words, asked, NOW), asked)


@settings(deadline=None)
@given(st.text(max_size=300), st.sampled_from(KEYS))
def test_whatever_is_said_something_sensible_is_understood(text: str, asked: str) -> None:
    understood = heard(text, asked, NOW)
    assert set(understood.facts) <= {*KEYS, PAID}
    assert all(fact.value for fact in understood.facts.values())
    replies.act_in(text, asked)
    replies.answers(text, understood, asked)
    line(understood.facts, NOW)


@settings(deadline=None)
@given(st.integers(min_value=0, max_value=10**15 - 1))
def test_a_card_number_with_one_wrong_digit_is_never_kept_as_checked(body: int) -> None:
    head = f"6222{body:015d}"[:-1]
    right = next(f"{head}{last}" for last in range(10) if luhn(f"{head}{last}"))
    wrong = f"{head}{(int(right[-1]) + 1) % 10}"
    assert heard(right, "account", NOW).facts["account"] == Fact(right)
    assert heard(wrong, "account", NOW).doubt == Doubt("account", wrong, "card")


RECEIPT = "\n".join(
    [
        "转账成功",
        "¥30,000.00",
        "收款方",
        "张三",
        "收款账号",
        CARD,
        "收款银行",
        "建设银行",
        "转账时间",
        "2026年11月22日 21:03:12",
        "付款账号",
        "6217 0012",
    ]
)


def test_a_receipt_tells_of_the_payee_and_not_of_the_payer() -> None:
    found = {key: fact.value for key, fact in proofs.read(RECEIPT, NOW).items()}
    assert found == {"account": CARD, "bank": "建设银行", "amount": "30000", "time": "2026-11-22T21:03"}


def test_a_bill_with_a_hidden_account_tells_its_tail() -> None:
    bill = "账单详情\n-3,000.00\n交易成功\n创建时间 2026-11-22 21:03\n收款人 *三 建设银行(0128)"
    assert proofs.read(bill, NOW)["account"] == Fact("尾号0128", False)
    assert proofs.read(bill, NOW)["amount"] == Fact("3000")


@pytest.mark.parametrize(
    "words", ["对方：您转账了吗\n我：转账30000了 21:03\n对方：好的", "快转账到安全账户", "今天 21:03 天气不错,买菜花了30元"]
)
def test_a_chat_or_anything_else_is_no_proof(words: str) -> None:
    assert proofs.read(words, NOW) == {}


def test_shown_to_anybody_an_account_is_its_tail() -> None:
    assert veiled("account", Fact(CARD), NOW) == "尾号0128"
    assert veiled("account", Fact("TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"), NOW) == "TR7N****Lj6t"
    assert veiled("phone", Fact("13812345678"), NOW) == "138****5678"
    assert veiled("contact", Fact("微信 lisi_888"), NOW) == "微信 li****88"
    assert veiled("contact", Fact("QQ 123456"), NOW) == "QQ 1****6"
    assert veiled("app", Fact("http://yibao-gov.cc/r3"), NOW) == "yibao-gov。cc／r3"


@settings(deadline=None)
@given(st.from_regex(r"[0-9]{8,30}|1[3-9][0-9]{9}|[a-z][a-z0-9_]{6,18}", fullmatch=True), st.sampled_from(["account", "phone", "contact"]))
def test_nothing_that_identifies_is_shown_in_full(value: str, key: str) -> None:
    if key == "account" and not value.isdigit():
        key = "contact"
    assert value not in veiled(key, Fact(value), NOW)


def test_the_card_on_one_line() -> None:
    facts = heard(f"建行{CARD} 转了三万 21:03", "account", NOW).facts | {"screen": Fact("on")}
    assert line(facts, NOW) == "建设银行 尾号0128 · 30,000 元 · 今天 21:03 · 屏幕仍在共享"


def test_only_what_is_missing_is_asked() -> None:
    facts = heard(f"建行{CARD} 转了三万 刚刚", "account", NOW).facts
    assert wanted(facts, ["phone"]) == ["channel", "contact", "app", "screen", "callback"]
    assert "amount" not in wanted({PAID: Fact("no")}, [])
    assert "bank" not in wanted({"account": Fact("TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t")}, [])
