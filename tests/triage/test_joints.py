"""What is demanded and what is waived: the same words, said the other way round."""

import pytest

from bot.triage.context import Context
from bot.triage.joints import joints
from bot.triage.normalise import normalise


def heard(text: str) -> set[str]:
    normal = normalise(text)
    return {found.joint.name for found in joints(normal, Context(normal)) if found.joint.kind in ("demand", "secrecy")}


@pytest.mark.parametrize(
    "text",
    [
        "客服:您好,验证码都不要告诉我,您自己输入就行\n我:好的",
        "验证码您千万别给任何人说",
        "银行:密码谁都别告诉,包括我们工作人员\n我:好",
        "别把验证码告诉我",
        "客服:押金是不收的\n我:好",
        "客服:您不用加我微信,就在这里说\n我:行",
        "客服:不用您下载什么软件,在原来的地方点退款就行\n我:好",
    ],
)
def test_what_is_denied_or_waived_is_no_demand(text: str) -> None:
    assert heard(text) == set()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("他让我把验证码告诉他", "code"),
        ("验证码能不能发给我", "code"),
        ("验证码要不要告诉他", "code"),
        ("收到验证码没有,不要告诉别人", "secrecy"),
        ("这件事不要告诉我家里人", "secrecy"),
        ("客服说您别挂电话", "secrecy"),
        ("先交两千押金", "fee"),
        ("要我加他微信", "contact"),
    ],
)
def test_what_is_wanted_is_a_demand(text: str, name: str) -> None:
    assert name in heard(text)
