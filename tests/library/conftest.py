"""A small content folder that is right in every respect, for tests that then break one thing of it."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest

from bot.library.dissuasion import Refusals, Voices
from bot.library.schema import Family

PATTERN = """\
id: {slug}-one
status: stable
created: 2026-11-01
modified: 2026-11-02
author: 守望内容组
reviewer: null
name: 样板{family}
family: {family}
tags: [elderly]
summary: 这是样板套路{family},先给小利,再要大钱。
stages: [加上好友, 给点甜头, 要您垫钱]
phrases:
  - say: ["{family}先垫钱", "{family}垫付…返利"]
    why: 正规的活儿不会让您先掏钱
    weight: strong
  - say: ["{family}返利"]
    why: 返利是引您继续掏钱的鱼饵
    weight: medium
  - say: ["{family}进群"]
    why: 生人拉群多半没有好事
    weight: weak
  - say: ["{family}导师"]
    why: 所谓导师就是收钱的人
    weight: weak
red_flag: 要您先垫钱的,都是诈骗。
predicts: 会继续加码,请留意家里老人的手机。
questions: [拿钱之前是不是要您先垫钱?]
advice:
  contacted: 先别转账,挂断以后打 96110 问一问。
  engaged: 停下来,和家里人说一说。
  remote: 断网关机,换一部手机打 110。
  paid: 马上打 110,再联系银行。
  after: 留好聊天和转账记录。
scripts:
  - refusal: busy
    say: 就一分钟,您先别点转账。
  - refusal: denies
    say: 您让他先把钱退一半看看。
lookalikes:
  - what: 真的平台返现
    tell: 返现直接到账,不用您先付钱
sources:
  - publisher: 公安部刑侦局
    title: 十类高发电信网络诈骗
    date: 2024-05-20
    url: https://example.org/news/6222021234567894
examples:
  - text: 有人拉我进{family}的群,说点赞就给钱,这靠谱吗
    voice: victim
    stage: contacted
  - text: 我爸天天跟着{family}导师做任务,已经垫付两千块等返利了
    voice: family
    stage: engaged
    tier: medium
  - text: 亲,{family}先垫钱后返利,今天名额只剩三个
    voice: scammer
  - text: 他让我开着屏幕共享去{family}平台充值
    voice: victim
    stage: remote
  - text: 我给{family}的客服转了八千,现在提不出来
    voice: victim
    stage: paid
    tier: urgent
  - text: 上个月被{family}骗了三万,还能追回来吗
    voice: victim
    stage: after
counterexamples:
  - 超市{family}活动满一百减十块,不用先付钱
  - 我们公司年底发{family}补贴,直接打到工资卡里
  - 民警今天来小区讲{family}的防骗课,大家都去听听
"""
STORY = """\
id: uncle-wang
status: stable
created: 2026-11-01
modified: 2026-11-02
author: 守望内容组
title: 王叔差一步就转了钱
family: brushing
pattern: brushing-one
sentences:
  - 王叔在群里看到点赞返利,头两天真到了账。
  - 第三天对方让他先垫五千,说做完一起返。
  - 他打电话问了女儿,女儿说凡是要垫钱的都别信。
red_flag: 要您先垫钱的,都是诈骗。
basis: 依公开通报中的常见情节编写,人物为虚构。
quiz:
  question: 对方让王叔先垫钱,他应该怎么办?
  options: [垫了再说, 停下来问问家人或 96110]
  answer: 1
  explanation: 先垫钱再返利的都是诈骗,停下来问一问不吃亏。
sources:
  - publisher: 公安部刑侦局
    title: 十类高发电信网络诈骗
"""
GENUINE = """\
id: bank
created: 2026-11-01
modified: 2026-11-02
author: 守望内容组
name: 银行动账短信
tell: 只告诉您发生了什么,不要您做什么。
check: 打银行卡背面的电话问一问。
notices:
  - 您尾号1234的账户收入工资5000.00元,余额6543.21元。
  - 您的验证码是482913,请勿告诉任何人。
  - 您的信用卡本月账单已出,请按时还款。
"""
TALK = """\
id: greetings
created: 2026-11-01
modified: 2026-11-02
author: 守望内容组
kind: talk
lines: [早上好呀, 今晚一起跳广场舞吗, 楼下的菜今天便宜, 谁看见我家的猫了, 明天好像要下雨]
"""
DISSUASION = """\
family: {family}
version: 1
status: draft
author: 守望内容组
reviewer: null
modified: 2026-11-02
sources:
  - publisher: 公安部刑侦局
    title: 十类高发电信网络诈骗
scripts:
{scripts}
checklist: [先放下手机, 退出会议软件, 拨打110, 请来一位家人]
aftercare: [陪他查一查银行卡, 换掉密码, 留好转账记录]
"""


def dissuasion(family: str) -> str:
    """A file of scripts, no two of which are alike: what each says is the same noise at every call."""

    def say(refusal: str, speaker: str) -> str:
        noise = random.Random(f"{family}/{refusal}/{speaker}")
        words = "".join(chr(noise.randrange(0x4E00, 0x9000)) for _ in range(30))
        return f"短信：{words[:15]}。接通后：{words[15:]}？" if refusal == "unreachable" else f"{words[:15]}。{words[15:]}？"

    def line(refusal: str, speaker: str) -> str:
        opener = ", opener: role_reversal" if refusal in ("denies", "mine") and speaker == "officer" else ""
        return f"    {speaker}: {{say: {say(refusal, speaker)}{opener}}}"

    blocks = (
        "\n".join([f"  {refusal}:", *(line(refusal, speaker) for speaker in Voices.model_fields)]) for refusal in Refusals.model_fields
    )
    return DISSUASION.format(family=family, scripts="\n".join(blocks))


def write_content(folder: Path) -> Path:
    """Eighteen families with a pattern and a file of scripts each, a story, a genuine sender and some talk."""
    codes = get_args(Family)
    entries = "".join(f"  - {{code: {code}, name: 类型{code}, ask: 要您先垫钱吗, about: 先给小利再要大钱}}\n" for code in codes)
    texts = {"taxonomy.yaml": f"families:\n{entries}", "stories/uncle-wang.yaml": STORY, "genuine/bank.yaml": GENUINE}
    texts |= {"talk/greetings.yaml": TALK, "README.md": "# 内容\n", "texts/answer.ftl": "hello = 您好\n"}
    for code in codes:
        slug = code.replace("_", "-")
        texts[f"patterns/{code}/{slug}-one.yaml"] = PATTERN.format(family=code, slug=slug)
        texts[f"scripts/{code}.yaml"] = dissuasion(code)
    for place, text in texts.items():
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def make_content() -> Callable[[Path], Path]:
    return write_content


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return write_content(tmp_path / "content")


@pytest.fixture
def edit(content: Path) -> Callable[[str, str, str], None]:
    """Replace a passage of a content file as an editor would; the passage must be there once."""

    def replace(place: str, old: str, new: str) -> None:
        text = (content / place).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {place}"
        (content / place).write_text(text.replace(old, new), encoding="utf-8")

    return replace
