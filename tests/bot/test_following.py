"""Whether new words go on from the question before them: 我已经转了 does, a courier's notice does not."""

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot import clock
from bot.asking import questions
from bot.asking.questions import Asked
from bot.desk import following
from bot.desk.following import WITHIN, follows
from bot.library.cards import Library
from bot.office import Office
from bot.store.models import Question
from bot.triage.verdict import Triage
from tests.conftest import NEIGHBOURS, RESIDENT, STRANGER

SAFE_ACCOUNT = "有自称公安局的人说我涉嫌洗钱,要把钱转到安全账户,还不让告诉家里人"
BRUSHING = "群里有人让我刷单，做任务返佣金，先垫付"
PARCEL = "您的快递已到菜鸟驿站,请凭取件码 5-2-1089 于今日 20:00 前领取"


@pytest.fixture
def counter(desk: Office, library: Library, triage: Triage) -> Office:
    return replace(desk, library=library, triage=triage)


@pytest.mark.parametrize(
    "words",
    [
        "我已经转了两万",
        "他还让我别告诉家人",
        "那我该怎么办",
        "对方现在一直打电话催我",
        "我把验证码告诉他了",
        "钱已经打过去了",
        "能追回来吗",
        "现在屏幕还共享着",
    ],
)
@pytest.mark.parametrize("before", [SAFE_ACCOUNT, BRUSHING, "有人加我微信聊天"])
def test_words_that_point_back_go_on(triage: Triage, before: str, words: str) -> None:
    assert follows(triage.judge(before), triage.judge(words), words).continues


@pytest.mark.parametrize(
    "words",
    [
        PARCEL,
        BRUSHING,
        "客服让我开屏幕共享,把验证码念给他",
        "今晚一起跳广场舞吗",
        "明天早上八点小区停水,请提前接好水",
        "有个网友带我投资，稳赚不赔",
        "【中国移动】您的套餐余量不足，请及时充值",
        "他们都说这个好，" + "每天打卡就能领奖品，还可以邀请朋友一起来参加活动" * 7,
    ],
)
def test_a_matter_of_its_own_starts_afresh(triage: Triage, words: str) -> None:
    step = follows(triage.judge(SAFE_ACCOUNT), triage.judge(words), words)
    assert not step.continues
    assert step.why


async def test_what_was_asked_a_moment_ago_comes_along_and_nobody_else_s(counter: Office) -> None:
    await questions.ask(counter, Asked("community:1", RESIDENT, SAFE_ACCOUNT, subject=f"{RESIDENT}:5"))
    told = await following.earlier(counter, RESIDENT, "我已经转了两万")
    assert told == questions.Told(SAFE_ACCOUNT, f"{RESIDENT}:5")
    assert await following.earlier(counter, RESIDENT, PARCEL) is None
    assert await following.earlier(counter, STRANGER, "我已经转了两万") is None


async def test_after_two_minutes_and_from_a_group_nothing_comes_along(counter: Office) -> None:
    await questions.ask(counter, Asked("community:1", RESIDENT, SAFE_ACCOUNT, subject=f"{NEIGHBOURS}:5", group=NEIGHBOURS))
    assert await following.earlier(counter, RESIDENT, "我已经转了两万") is None
    await questions.ask(counter, Asked("community:2", RESIDENT, SAFE_ACCOUNT, subject=f"{RESIDENT}:5"))
    long_ago = clock.now() - WITHIN - timedelta(seconds=1)
    async with counter.store.begin() as session:
        await session.execute(sa.update(Question).values(asked_at=long_ago))
    assert await following.earlier(counter, RESIDENT, "我已经转了两万") is None


async def test_words_typed_right_before_belong_to_what_is_shown_unless_they_told_a_trick(counter: Office) -> None:
    await questions.ask(counter, Asked("community:1", RESIDENT, "我妈收到这个，我已经转了三万", subject=f"{RESIDENT}:5"))
    assert await following.introduction(counter, RESIDENT) == questions.Told("我妈收到这个，我已经转了三万", f"{RESIDENT}:5")
    await questions.ask(counter, Asked("community:2", RESIDENT, SAFE_ACCOUNT, subject=f"{RESIDENT}:6"))
    assert await following.introduction(counter, RESIDENT) is None
