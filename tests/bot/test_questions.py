"""A question becomes an answer: alike for the same update, short in a group, urgent at a press, and kept so that nobody else reads it."""

import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot import clock
from bot.asking import questions
from bot.asking.answers import SHORT, compose
from bot.asking.questions import Asked
from bot.deployment import Deployment
from bot.errors import UserError
from bot.library import leaks
from bot.library.cards import Library
from bot.office import Office
from bot.setup import apply
from bot.store import people
from bot.store.models import Question
from bot.texts import say
from bot.triage.clarify import FACTS
from bot.triage.finding import AskBack, Reason, Verdict
from bot.triage.verdict import Triage
from tests.conftest import DISTRICT_FILE, NEIGHBOURS, RESIDENT, STRANGER

SAFE_ACCOUNT = "自称公安局的说我涉嫌洗钱,让我把钱转到安全账户,还不让告诉家里人"
NUMBERED = f"{SAFE_ACCOUNT},电话13812345678,\n卡号6222 0212 3456 7890 123,网址 http://yibao-gov.cc/r3 加 @wang_police"
ORDINARY = "明天早上八点小区停水,请提前接好水"
STAGES = ("contacted", "engaged", "remote", "paid", "after")


@pytest.fixture
def counter(desk: Office, library: Library, triage: Triage) -> Office:
    """Where questions are asked: the real library, no engine."""
    return replace(desk, library=library, triage=triage)


async def row(office: Office, question: int) -> Question:
    async with office.store.begin() as session:
        found = await session.get(Question, question)
    assert found is not None
    return found


@pytest.mark.parametrize("group", [None, NEIGHBOURS])
@pytest.mark.parametrize("text", [SAFE_ACCOUNT, NUMBERED, ORDINARY])
async def test_the_same_update_is_answered_alike_and_kept_once(counter: Office, text: str, group: int | None) -> None:
    asked = Asked("community:1", RESIDENT, text, group=group)
    first, second = await questions.ask(counter, asked), await questions.ask(counter, asked)
    assert first == second
    async with counter.store.begin() as session:
        assert (await session.execute(sa.select(sa.func.count()).select_from(Question))).scalar_one() == 1


async def test_a_scam_is_answered_with_the_asker_s_own_words_and_what_to_do(counter: Office) -> None:
    answer = await questions.ask(counter, Asked("community:1", RESIDENT, SAFE_ACCOUNT))
    assert answer.level == "scam"
    assert answer.text.startswith("🔴 高度疑似诈骗")
    quoted = re.findall(r"· “(.+?)…?”:|· “(.+?)…?”：", answer.text)
    assert quoted
    assert all((one or other) in SAFE_ACCOUNT for one, other in quoted)
    assert "👉 现在这样做" in answer.text
    assert "依据：" in answer.text


async def test_a_group_gets_it_short(counter: Office) -> None:
    full = await questions.ask(counter, Asked("community:1", RESIDENT, NUMBERED))
    short = await questions.ask(counter, Asked("community:2", RESIDENT, NUMBERED, group=NEIGHBOURS))
    assert len(short.text) <= SHORT
    assert len(short.text) < len(full.text)
    assert "依据：" not in short.text


@pytest.mark.parametrize("text", ["", "   ", "\n\t "])
async def test_nothing_is_no_question(counter: Office, text: str) -> None:
    with pytest.raises(UserError, match="nothing-to-ask"):
        await questions.ask(counter, Asked("community:1", RESIDENT, text))


@pytest.mark.parametrize(
    "text",
    [
        "😀" * 50,
        "转账" * 2048,
        "\u202e转到安全账户\u202c",
        f"{SAFE_ACCOUNT}\x00{SAFE_ACCOUNT}",
        "<b>转</b>[账](x)",
        "'; drop table questions; --",
    ],
    ids=["emoji", "4096 characters", "right to left", "control character", "markup", "sql"],
)
async def test_whatever_is_asked_is_answered_and_kept(counter: Office, text: str) -> None:
    answer = await questions.ask(counter, Asked("community:1", RESIDENT, text))
    assert answer.text
    assert await questions.told(counter, answer.question) == questions.Told(text, None)


@pytest.mark.parametrize("short", [True, False])
@pytest.mark.parametrize("text", [SAFE_ACCOUNT, ORDINARY])
async def test_somebody_in_danger_reads_the_emergency_card_first(counter: Office, text: str, short: bool) -> None:
    asked = await questions.ask(counter, Asked("community:1", RESIDENT, text))
    answer = await questions.in_danger(counter, asked.question, short)
    assert answer.text.startswith(say("emergency-short" if short else "emergency-card"))
    assert answer.emergency
    assert answer.level in ("scam", "unsure")
    kept = await row(counter, asked.question)
    assert (kept.tier, kept.stage, kept.level) == ("urgent", "paid", answer.level)
    assert await questions.in_danger(counter, asked.question, short) == answer
    assert (await questions.ask(counter, Asked("community:1", RESIDENT, text))).emergency


async def test_why_tells_the_look_alikes_and_the_source(counter: Office) -> None:
    asked = await questions.ask(counter, Asked("community:1", RESIDENT, SAFE_ACCOUNT, group=NEIGHBOURS))
    told = await questions.explain(counter, asked.question)
    pattern = counter.library.patterns[(await row(counter, asked.question)).pattern or ""]
    assert pattern.source in told.text
    assert pattern.red_flag in told.text
    assert all(what in told.text for what, _ in pattern.lookalikes[:2])


@pytest.mark.parametrize(
    "act",
    [
        lambda counter: questions.in_danger(counter, 4711, True),
        lambda counter: questions.explain(counter, 4711),
        lambda counter: questions.rate(counter, 4711, RESIDENT, True),
    ],
    ids=["in_danger", "explain", "rate"],
)
async def test_a_question_that_is_not_there_is_gone(counter: Office, act: Callable[[Office], Awaitable[object]]) -> None:
    with pytest.raises(UserError, match="question-gone"):
        await act(counter)


async def test_only_the_asker_s_word_on_an_answer_is_remembered(counter: Office) -> None:
    asked = await questions.ask(counter, Asked("community:1", RESIDENT, SAFE_ACCOUNT))
    assert await questions.rate(counter, asked.question, RESIDENT, True) == "thanks-useful"
    assert await questions.rate(counter, asked.question, STRANGER, False) == "thanks-wrong"
    assert (await row(counter, asked.question)).feedback == "useful"
    await questions.rate(counter, asked.question, RESIDENT, False)
    assert (await row(counter, asked.question)).feedback == "wrong"


async def test_a_button_counts_only_in_the_chat_where_the_question_was_asked(counter: Office) -> None:
    await apply(counter.store, Deployment.model_validate(DISTRICT_FILE))
    asked = await questions.ask(counter, Asked("community:1", RESIDENT, SAFE_ACCOUNT, f"{NEIGHBOURS}:5", NEIGHBOURS))
    await questions.asked_here(counter, asked.question, NEIGHBOURS)
    for chat in (STRANGER, -1001):
        with pytest.raises(UserError, match="question-gone"):
            await questions.asked_here(counter, asked.question, chat)


async def test_an_edit_that_changed_no_word_is_known(counter: Office) -> None:
    await questions.ask(counter, Asked("community:1", RESIDENT, SAFE_ACCOUNT, subject="7001:5"))
    assert await questions.unchanged(counter, "7001:5", SAFE_ACCOUNT)
    assert not await questions.unchanged(counter, "7001:5", f"{SAFE_ACCOUNT}!")
    assert not await questions.unchanged(counter, "7001:6", SAFE_ACCOUNT)


async def test_where_somebody_asked_last_is_remembered(counter: Office) -> None:
    await apply(counter.store, Deployment.model_validate(DISTRICT_FILE))
    await questions.ask(counter, Asked("community:1", RESIDENT, ORDINARY, group=NEIGHBOURS))
    async with counter.store.begin() as session:
        seen = await people.get(session, RESIDENT)
    assert seen is not None
    assert (seen.last_group is not None, seen.chat_open) == (True, False)
    await questions.ask(counter, Asked("community:2", RESIDENT, ORDINARY))
    async with counter.store.begin() as session:
        again = await people.get(session, RESIDENT)
    assert again is not None
    assert (again.last_group, again.chat_open) == (seen.last_group, True)


async def test_words_are_sealed_and_what_is_kept_beside_them_is_masked(counter: Office, tmp_path: Path) -> None:
    asked = await questions.ask(counter, Asked("community:1", RESIDENT, NUMBERED))
    kept = await row(counter, asked.question)
    assert kept.words is not None
    assert counter.cipher.open(kept.words) == NUMBERED
    open_parts = json.dumps({name: str(value) for name, value in vars(kept).items() if name != "words"}, ensure_ascii=False)
    for secret in ("13812345678", "6222 0212 3456 7890", "yibao-gov.cc", "@wang_police", NUMBERED):
        assert secret not in open_parts
        assert secret.encode() not in kept.words
    await counter.store.close()
    assert not any(SAFE_ACCOUNT.encode() in file.read_bytes() for file in tmp_path.rglob("*.db*"))


async def test_words_are_dropped_when_their_time_is_over_and_the_counts_stay(counter: Office) -> None:
    old = await questions.ask(counter, Asked("community:1", RESIDENT, SAFE_ACCOUNT, subject="7001:5"))
    young = await questions.ask(counter, Asked("community:2", RESIDENT, SAFE_ACCOUNT))
    limit = timedelta(days=counter.settings.question_days)
    async with counter.store.begin() as session:
        await session.execute(
            sa.update(Question).where(Question.id == old.question).values(asked_at=clock.now() - limit - timedelta(minutes=1))
        )
        await session.execute(
            sa.update(Question).where(Question.id == young.question).values(asked_at=clock.now() - limit + timedelta(hours=1))
        )
    assert await questions.expire(counter) == 1
    assert await questions.expire(counter) == 0
    gone, kept = await row(counter, old.question), await row(counter, young.question)
    assert (gone.words, gone.finding, gone.level, gone.family) == (None, {}, kept.level, kept.family)
    assert kept.words is not None
    assert await questions.told(counter, old.question) is None
    assert not await questions.unchanged(counter, "7001:5", SAFE_ACCOUNT)
    assert (await questions.explain(counter, old.question)).text
    assert (await questions.in_danger(counter, old.question, short=True)).emergency


async def test_an_open_question_is_asked_back_and_its_yes_settles_it(counter: Office, half_told: str) -> None:
    asked = await questions.ask(counter, Asked("community:1", RESIDENT, half_told))
    assert asked.level == "unsure"
    assert asked.fact
    assert "更像「" in asked.text
    assert asked.text.endswith(say("answer-asks-back", question=say(f"fact-{asked.fact}")))
    answer = await questions.settle(counter, asked.question, RESIDENT, str(asked.fact), "yes", short=False)
    assert (answer.level, answer.fact) == ("scam", None)
    kept = await row(counter, asked.question)
    assert (kept.level, kept.told) == ("scam", {asked.fact: "yes"})
    assert await questions.ask(counter, Asked("community:1", RESIDENT, half_told)) == answer


async def test_a_second_press_changes_nothing_whatever_it_says(counter: Office, half_told: str) -> None:
    asked = await questions.ask(counter, Asked("community:1", RESIDENT, half_told))
    first = await questions.settle(counter, asked.question, RESIDENT, str(asked.fact), "no", short=False)
    assert first.level in ("unsure", "clear")
    for said in ("no", "yes", "unknown"):
        assert await questions.settle(counter, asked.question, RESIDENT, str(asked.fact), said, short=False) == first
    assert (await row(counter, asked.question)).told == {asked.fact: "no"}


@pytest.mark.parametrize("fact", ["other", "nonsense"])
async def test_what_was_not_asked_is_not_answered(counter: Office, half_told: str, fact: str) -> None:
    asked = await questions.ask(counter, Asked("community:1", RESIDENT, half_told))
    fact = fact if fact == "nonsense" else next(one for one in FACTS if one != asked.fact)
    assert await questions.settle(counter, asked.question, RESIDENT, fact, "yes", short=False) == asked


async def test_only_the_asker_knows_what_happened_to_them(counter: Office, half_told: str) -> None:
    asked = await questions.ask(counter, Asked("community:1", RESIDENT, half_told, group=NEIGHBOURS))
    with pytest.raises(UserError, match="fact-only-asker"):
        await questions.settle(counter, asked.question, STRANGER, str(asked.fact), "yes", short=True)
    assert (await row(counter, asked.question)).level == "unsure"


async def test_who_is_in_danger_is_asked_nothing_and_a_late_no_takes_nothing_back(counter: Office, half_told: str) -> None:
    asked = await questions.ask(counter, Asked("community:1", RESIDENT, half_told))
    danger = await questions.in_danger(counter, asked.question, short=True)
    assert danger.fact is None
    assert await questions.settle(counter, asked.question, RESIDENT, str(asked.fact), "no", short=True) == danger


async def test_what_a_model_doubted_is_not_cleared_by_a_no(counter: Office) -> None:
    edge = "刷到直播间卖手机,说要先登记"
    asked = await questions.ask(counter, Asked("community:1", RESIDENT, edge))
    between = list(counter.library.patterns)[:2]
    doubted = {"reasons": [{"quote": "先登记", "why": "", "author": "model"}], "asks_back": ["pay", *between]}
    async with counter.store.begin() as session:
        await session.execute(sa.update(Question).where(Question.id == asked.question).values(level="unsure", finding=doubted))
    answer = await questions.settle(counter, asked.question, RESIDENT, "pay", "no", short=False)
    assert answer.level == "unsure"
    assert "先登记" in answer.text


async def test_answers_given_go_with_the_words(counter: Office, half_told: str) -> None:
    asked = await questions.ask(counter, Asked("community:1", RESIDENT, half_told))
    await questions.settle(counter, asked.question, RESIDENT, str(asked.fact), "yes", short=False)
    async with counter.store.begin() as session:
        await session.execute(sa.update(Question).values(asked_at=clock.now() - timedelta(days=365)))
    await questions.expire(counter)
    assert (await row(counter, asked.question)).told is None
    with pytest.raises(UserError, match="question-gone"):
        await questions.settle(counter, asked.question, RESIDENT, str(asked.fact), "yes", short=False)


def verdicts(library: Library) -> list[Verdict]:
    """Every pattern at every stage, doubted and certain, calm and in danger, with reasons as long as they come."""
    long = tuple(
        Reason("把三万块钱转到这个公安部指定的安全账户里面去核查资金来源" * 2, "凡是让您把钱转到指定账户核查的都是诈骗,公检法没有安全账户")
        for _ in range(5)
    )
    return [
        Verdict(level, 0.9, pattern.family, pattern.id, stage, "urgent", long, signs=frozenset(signs))
        for pattern in library.patterns.values()
        for stage in STAGES
        for level in ("scam", "unsure")
        for signs in ((), ("paid",))
    ]


def test_in_a_group_every_answer_fits_four_hundred_characters_and_names_danger_first(library: Library) -> None:
    for verdict in verdicts(library):
        pattern = library.patterns[verdict.pattern or ""]
        answer = compose(library, verdict, 1, short=True)
        assert 0 < len(answer.text) <= SHORT
        assert pattern.name in answer.text
        assert pattern.advice[verdict.stage or ""] in answer.text, (pattern.id, verdict.stage)
        assert answer.text.startswith(say("emergency-short")) is verdict.emergency


def test_what_is_asked_back_fits_a_group_and_stands_whole(library: Library) -> None:
    ids = list(library.patterns)
    for place, verdict in enumerate(verdicts(library)):
        fact = list(FACTS)[place % len(FACTS)]
        open_verdict = replace(
            verdict, level="unsure", tier="low", signs=frozenset(), asks_back=AskBack(fact, (verdict.pattern or "", ids[place % len(ids)]))
        )
        answer = compose(library, open_verdict, 1, short=True)
        assert len(answer.text) <= SHORT
        assert answer.fact == fact
        assert answer.text.endswith(say(f"fact-{fact}"))


def test_every_answer_speaks_without_links_and_without_numbers_but_110_and_96110(library: Library) -> None:
    for verdict in verdicts(library):
        for answer in (compose(library, verdict, 1, short=True), compose(library, verdict, 1, short=False, why=True)):
            assert list(leaks.links(answer.text)) == [], answer.text
            assert list(leaks.numbers(answer.text)) == [], answer.text
    for level in ("scam", "unsure", "clear"):
        for stage in (None, *STAGES):
            text = compose(library, Verdict(level, 0.5, stage=stage), 1, short=False).text
            assert not list(leaks.links(text)) + list(leaks.numbers(text))


def test_what_was_quoted_to_us_cannot_be_pressed_or_called_in_our_answers(library: Library, triage: Triage) -> None:
    asked = [sample.text for sample in library.samples if sample.kind == "example"][::12]
    assert len(asked) > 50
    for text in asked:
        verdict = triage.judge(f"{text} http://evil.example.com/x 打 13812345678 或 400-123-4567")
        answer = compose(library, verdict, 1, short=False, why=True).text
        assert "://" not in answer
        assert not re.search(r"(?<!\d)1[3-9]\d{9}(?!\d)|\d{7}", answer), answer
        assert not re.search(r"[@/][A-Za-z]|[a-z0-9]\.(?:com|cn|cc|net|top|vip)\b", answer), answer


def test_clear_never_says_safe(library: Library, triage: Triage) -> None:
    notices = [sample.text for sample in library.samples if sample.kind == "genuine"][:40]
    clear = [verdict for text in [ORDINARY, *notices] if (verdict := triage.judge(text)).level == "clear"]
    assert len(clear) > 30
    for verdict in clear:
        for answer in (compose(library, verdict, 1, short=True), compose(library, verdict, 1, short=False, why=True)):
            assert "不等于安全" in answer.text
            assert "安全" not in answer.text.replace("不等于安全", "")
            assert not answer.emergency
