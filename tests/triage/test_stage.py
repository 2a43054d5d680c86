"""How far things have gone, as people tell it."""

import pytest

from bot.triage.normalise import normalise
from bot.triage.stage import SIGNS, State, assess, settle
from bot.triage.verdict import Triage
from tests.triage.staged import STAGED


def signs(text: str) -> set[str]:
    return set(assess(normalise(text)).signs)


@pytest.mark.parametrize(
    "text",
    [
        "我刚给他转了5万块钱怎么办",
        "钱已经打过去了,现在联系不上人",
        "我妈转了三万给骗子",
        "已经交了2000保证金了,又让我交5000",
        "我充了八千现在提不出来",
        "我被骗了两万",
        "刚才扫码付款了三百八,老师说不是她",
        "转账了,现在拉黑我了",
        "我已經匯了三萬過去",
        "我照他说的账户汇了三万",
    ],
)
def test_money_has_moved(text: str) -> None:
    assert "paid" in signs(text)
    assert assess(normalise(text)).tier == "urgent"


@pytest.mark.parametrize(
    "text",
    [
        "他让我转5万,我没转",
        "要是转了怎么办",
        "如果我把钱转过去了还能追回来吗",
        "新闻里说有个老人转了200万",
        "他先给我转了50,说是佣金",
        "对方说已经把钱转给我了,让我退回去",
        "差点就转了",
        "幸好没转钱",
        "我还没有付款",
        "她说她投了三万,每月返一千五",
        "您需要先交2000保证金,交了就能放款",
        "我交了个男朋友",
        "我先给老公打了电话说一声",
    ],
)
def test_money_has_not_moved(text: str) -> None:
    assert "paid" not in signs(text)
    assert assess(normalise(text)).tier != "urgent"


@pytest.mark.parametrize(
    "text", ["我要不要转", "准备去银行转账", "该不该交这两千块押金", "我爸正要去银行取十万块钱", "他让我把存款都转到监管账户,马上就要"]
)
def test_money_is_about_to_move(text: str) -> None:
    assert "about_to_pay" in signs(text)
    assert assess(normalise(text)).tier == "high"


@pytest.mark.parametrize("text", ["我已经共享屏幕了", "屏幕还共享着,怎么关", "他让我下载会议软件共享屏幕,我照做了", "手机突然黑屏了动不了"])
def test_the_screen_is_shared(text: str) -> None:
    state = assess(normalise(text))
    assert "screen_shared" in state.signs
    assert (state.stage, state.tier) == ("remote", "urgent")


@pytest.mark.parametrize("text", ["他让我共享屏幕,我没同意", "客服要我开屏幕共享,能开吗"])
def test_a_demand_to_share_is_not_sharing(text: str) -> None:
    assert "screen_shared" not in signs(text)


@pytest.mark.parametrize("text", ["我现在还在跟他通话", "电话还没挂呢怎么办", "他不让我挂电话,说挂了就抓我"])
def test_the_caller_is_on_the_line(text: str) -> None:
    assert "on_the_line" in signs(text)
    assert assess(normalise(text)).tier == "urgent"


@pytest.mark.parametrize("text", ["他不让挂,我直接挂了", "我打了电话给他", "请保持通话,您的账户涉案"])
def test_the_caller_is_gone(text: str) -> None:
    assert "on_the_line" not in signs(text)


@pytest.mark.parametrize("text", ["他让我别给警察开门,我躲在宾馆里", "我妈把自己关在房间里不出来,说警察是骗子"])
def test_somebody_hides_from_the_police(text: str) -> None:
    assert "hiding" in signs(text)
    assert assess(normalise(text)).tier == "urgent"


def test_a_code_was_given_away_or_not() -> None:
    assert "gave_code" in signs("我把验证码给他了")
    assert "gave_code" in signs("我把银行卡密码告诉客服了")
    assert "gave_code" not in signs("他要验证码我没给")


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("有人加我微信让我做兼职", "contacted"),
        ("收到短信说中奖了", "contacted"),
        ("我加了他微信,下载了app,做了两单", "engaged"),
        ("聊了一个月了,他说带我投资", "engaged"),
        ("上个月被骗了三万,已经报警了,有人说能帮我追回来", "after"),
        ("去年投的那个平台跑路了,十万要不回来", "after"),
    ],
)
def test_the_stage_is_told(text: str, stage: str) -> None:
    assert assess(normalise(text)).stage == stage


def test_a_forwarded_message_says_nothing_of_the_asker() -> None:
    state = assess(normalise("【平台客服】尊敬的会员,您的账户已冻结,请保持通话并先充值5000元解冻"))
    assert (state.signs, state.stage, state.tier) == (frozenset(), "contacted", "low")


def test_in_a_chat_the_other_side_does_not_speak_for_the_asker() -> None:
    assert "paid" not in signs("客服：我们已经把钱转给您了\n我：没看到啊")
    assert "paid" in signs("小雨：你转了吗\n我：我转了四万")


def test_signs_have_the_agreed_names() -> None:
    assert signs("我转了5万,屏幕还共享着,电话没挂,验证码也给他了,他不让我告诉警察") <= set(SIGNS)


def test_labels_decide_where_the_grammar_found_nothing() -> None:
    quiet = State(frozenset(), "contacted", "low")
    assert settle(quiet, {"paid/urgent": 0.8, "contacted/low": 0.2}) == State(frozenset({"paid"}), "paid", "urgent")
    assert settle(quiet, {"paid/urgent": 0.3, "engaged/urgent": 0.1, "contacted/low": 0.6}) == State(frozenset(), "paid", "urgent")
    assert settle(quiet, {"engaged/medium": 0.5, "engaged/high": 0.4, "paid/urgent": 0.1}) == State(frozenset(), "engaged", "medium")
    assert settle(quiet, {}) == quiet


def test_a_sign_of_loss_stands_unless_it_is_surely_long_over() -> None:
    lost = State(frozenset({"paid"}), "paid", "urgent")
    assert settle(lost, {"contacted/low": 0.9, "paid/urgent": 0.1}) == lost
    assert settle(lost, {"after/high": 0.6, "paid/urgent": 0.1, "contacted/low": 0.3}) == lost
    settled = settle(lost, {"after/high": 0.9, "paid/urgent": 0.1})
    assert (settled.stage, settled.tier) == ("after", "high")


def test_who_says_no_is_urgent_only_when_much_speaks_for_it() -> None:
    unwilling = assess(normalise("他让我共享屏幕,我没答应"))
    assert unwilling.refused
    assert settle(unwilling, {"remote/urgent": 0.4, "contacted/low": 0.35, "engaged/medium": 0.25}).tier == "low"
    assert settle(unwilling, {"remote/urgent": 0.6, "contacted/low": 0.4}).tier == "urgent"


def test_of_questions_kept_away_from_the_library_few_urgent_ones_are_missed(triage: Triage) -> None:
    urgent = [text for text, _, tier in STAGED if tier == "urgent"]
    called = [text for text, _, _ in STAGED if triage.urgency(text) == "urgent"]
    found = set(urgent) & set(called)
    assert len(found) / len(urgent) >= 0.8, sorted(set(urgent) - found)
    assert len(found) / len(called) >= 0.75, sorted(set(called) - found)
    assert sum(triage.urgency(text) == "urgent" for text, _, tier in STAGED if tier == "low") <= 3


def test_what_is_told_without_the_usual_words_is_still_urgent(triage: Triage) -> None:
    told = ["我爸下午取了六万现金交给一个自称律师助理的人,说是保释金", "老婆正跟那个客服开着会议点手机,我在外地干着急"]
    assert [triage.urgency(text) for text in told] == ["urgent", "urgent"]


@pytest.mark.parametrize("text", ["对方让我转钱", "客服要我转账", "他一直催我汇款"])
def test_being_told_to_pay_is_no_payment(text: str) -> None:
    assert "paid" not in assess(normalise(text)).signs
