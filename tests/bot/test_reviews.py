"""What the library does not know waits for an officer, once; the answer reaches everyone who asked the same, once; waves are noticed."""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, cast

import pytest
import sqlalchemy as sa

from bot import clock
from bot.asking import questions, reviews, rulings
from bot.asking.corrections import tell_asker, tell_askers, tell_wave
from bot.asking.questions import Asked
from bot.asking.rulings import ReviewCard
from bot.errors import UserError
from bot.library import leaks
from bot.messenger import Uncertain, Undelivered
from bot.office import Office
from bot.store import reviews as rows
from bot.store.models import Act, Question, Review, Tell
from bot.triage.finding import AskBack, Verdict
from bot.triage.verdict import Triage
from tests.conftest import FACTORY, GRID, LEADER, NEIGHBOUR, NEIGHBOURS, OFFICER, RESIDENT, STRANGER, Phones, until

UNKNOWN = "说是天眼共富的名额轮到我家了,明天派人来登记"
UNKNOWN_TOO = "说是天眼共富的名额轮到咱家了,后天会派人来登记的"
SAFE_ACCOUNT = "自称公安局的说我涉嫌洗钱,让我把钱转到安全账户,还不让告诉家里人,电话13812345678"
ORDINARY = "明天早上八点小区停水,请提前接好水,别忘了告诉老人"
OUTSIDE = 5009


async def ask(office: Office, text: str, asker: int, group: int | None = None, origin: str = "", topic: int | None = None) -> int:
    asked = Asked(origin or f"community:{asker}:{group}:{topic}:{hash(text)}", asker, text, group=group, topic=topic)
    return (await questions.ask(office, asked)).question


async def everything(office: Office, kind: Any) -> list[Any]:
    async with office.store.begin() as session:
        return list(await session.scalars(sa.select(kind).order_by(kind.id)))


async def on_top(office: Office, by: int = OFFICER) -> ReviewCard:
    card = await rulings.top(office, by)
    assert card is not None
    return card


async def settled(office: Office, states: list[str]) -> None:
    """Wait until all tells are what they should be: the record follows the message by a moment."""

    async def stand() -> bool:
        return sorted(tell.state for tell in await everything(office, Tell)) == sorted(states)

    await until(stand)


@dataclass
class Puzzled:
    """Today's triage, but for a trick that it has never heard of: what is new to the library cannot be written into a test for long."""

    triage: Triage

    def judge(self, text: str, told: Mapping[str, str] | None = None) -> Verdict:
        verdict = self.triage.judge(text, told)
        if "天眼共富" not in text or told:
            return verdict
        nearest = tuple(self.triage.judge("说是国家项目,先交保证金").candidates)
        back = AskBack("tasks", (nearest[0], nearest[1]))
        return Verdict("unsure", 0.3, stage="contacted", tier="low", candidates=nearest, asks_back=back)


@pytest.fixture
async def office(office: Office, triage: Triage) -> Office:
    """The office, with a triage that is puzzled by one trick."""
    office.triage = cast(Any, Puzzled(triage))
    assert triage.judge(SAFE_ACCOUNT).level == "scam"
    assert triage.judge(ORDINARY).level == "clear"
    return office


async def test_what_nobody_recognised_waits_masked_and_what_was_answered_well_does_not(office: Office) -> None:
    for text in (ORDINARY, SAFE_ACCOUNT, f"{UNKNOWN},电话13812345678"):
        await ask(office, text, RESIDENT)
    [review] = await everything(office, Review)
    assert "13812345678" not in office.cipher.open(review.words)
    assert UNKNOWN.encode() not in review.words
    assert (review.area, review.state, review.askers) == ("lyg-hz-xd", "open", 1)


async def test_near_duplicates_of_one_area_are_one_card_with_its_demand(office: Office) -> None:
    await ask(office, UNKNOWN, RESIDENT, NEIGHBOURS)
    await ask(office, UNKNOWN, RESIDENT, FACTORY)
    await ask(office, UNKNOWN_TOO, NEIGHBOUR, FACTORY)
    assert len(await everything(office, Review)) == 1
    assert (await on_top(office)).askers == 2


async def test_what_many_ask_at_the_same_moment_is_one_card(office: Office) -> None:
    await asyncio.gather(*(ask(office, text, asker) for asker, text in enumerate([UNKNOWN, UNKNOWN_TOO] * 3, 7100)))
    assert [review.askers for review in await everything(office, Review)] == [6]


async def test_the_same_update_waits_once(office: Office) -> None:
    for _ in range(3):
        await ask(office, UNKNOWN, RESIDENT, origin="community:1")
    assert [review.askers for review in await everything(office, Review)] == [1]


@pytest.mark.parametrize("text", [SAFE_ACCOUNT, ORDINARY])
async def test_an_answer_called_wrong_by_its_asker_waits_until_they_take_it_back(office: Office, text: str) -> None:
    question = await ask(office, text, RESIDENT)
    await questions.rate(office, question, STRANGER, useful=False)
    assert await everything(office, Review) == []
    for _ in range(2):
        await questions.rate(office, question, RESIDENT, useful=False)
    assert [review.state for review in await everything(office, Review)] == ["open"]
    await questions.rate(office, question, RESIDENT, useful=True)
    assert [review.state for review in await everything(office, Review)] == ["withdrawn"]
    assert await rulings.top(office, OFFICER) is None


async def test_what_its_asker_settled_waits_no_more(office: Office) -> None:
    question = await ask(office, UNKNOWN, RESIDENT)
    await questions.settle(office, question, RESIDENT, "tasks", "yes", short=False)
    assert [review.state for review in await everything(office, Review)] == ["withdrawn"]


async def test_demand_and_risk_come_first_and_what_was_skipped_last(office: Office) -> None:
    quiet = await ask(office, "海边那个项目说要登记,让我明天过去看看情况再说", RESIDENT)
    await questions.rate(office, quiet, RESIDENT, useful=False)
    for asker in (RESIDENT, NEIGHBOUR):
        await ask(office, UNKNOWN, asker, NEIGHBOURS)
    first = await on_top(office)
    assert (first.askers, first.waiting) == (2, 1)
    await rulings.pass_over(office, first.number, OFFICER)
    second = await on_top(office)
    assert second.number != first.number
    await rulings.pass_over(office, second.number, OFFICER)
    assert await rulings.top(office, OFFICER, passed_too=False) is None
    assert (await on_top(office)).number == first.number
    assert (await on_top(office, LEADER)).number == first.number


@pytest.mark.parametrize("who", [GRID, STRANGER, OUTSIDE])
async def test_only_the_area_s_officers_and_leaders_answer(office: Office, who: int) -> None:
    await ask(office, UNKNOWN, RESIDENT, NEIGHBOURS)
    number = (await on_top(office)).number
    if who == OUTSIDE:
        assert await rulings.top(office, who) is None
    for act in (rulings.show, rulings.pass_over):
        with pytest.raises(UserError, match="review-not-yours"):
            await act(office, number, who)
    with pytest.raises(UserError, match="review-not-yours"):
        await rulings.rule(office, number, who, scam=True, family="other")


@pytest.mark.parametrize(
    ("advice", "refused"),
    [
        ("", "length"),
        ("好" * 201, "length"),
        ("打电话13812345678", "number"),
        ("拨打 0518-85412345 咨询", "number"),
        ("转到 6222 0212 3456 789", "number"),
        ("打12345", "number"),
        ("加微信:wangjg", "number"),
        ("找 @wang_police", "number"),
        ("看 http://police.cn", "link"),
        ("看police.gov.cn", "link"),
        ("不要贪小便宜", "blame"),
    ],
)
async def test_what_residents_must_not_be_sent_is_not_taken_as_advice(office: Office, advice: str, refused: str) -> None:
    await ask(office, UNKNOWN, RESIDENT, NEIGHBOURS)
    number = (await on_top(office)).number
    with pytest.raises(UserError, match=f"review-advice-{refused}"):
        await rulings.advise(office, number, OFFICER, advice)
    assert (await rulings.advise(office, number, OFFICER, "学校不会这样办，\n先打 96110 问问，急了打 110。")).advice == (
        "学校不会这样办， 先打 96110 问问，急了打 110。"
    )


async def test_a_group_with_topics_is_told_once_in_each_topic_where_it_was_asked(office: Office, phones: Phones) -> None:
    for asker, topic in ((RESIDENT, 7), (NEIGHBOUR, 7), (RESIDENT, 9)):
        await ask(office, UNKNOWN, asker, NEIGHBOURS, topic=topic)
    await rulings.rule(office, (await on_top(office)).number, OFFICER, scam=True, family="pension")
    await until(lambda: len(phones.texts) == 2)
    await settled(office, ["sent", "sent"])
    assert sorted(place.topic or 0 for place in phones.places) == [7, 9]
    assert {place.chat for place in phones.places} == {NEIGHBOURS}


async def test_everyone_who_asked_the_same_is_told_once_wherever_they_asked(office: Office, phones: Phones) -> None:
    await ask(office, UNKNOWN, RESIDENT)
    await ask(office, UNKNOWN_TOO, RESIDENT)
    await ask(office, UNKNOWN, NEIGHBOUR, NEIGHBOURS)
    await ask(office, UNKNOWN_TOO, RESIDENT, NEIGHBOURS)
    await ask(office, ORDINARY, STRANGER)
    card = await on_top(office)
    await rulings.advise(office, card.number, OFFICER, "学校从来不会这样办手续，先停下来。")
    pattern = card.candidates[0][0]
    assert (await rulings.rule(office, card.number, OFFICER, scam=True, pattern=pattern)).changed
    late = await rulings.rule(office, card.number, LEADER, scam=False)
    assert (late.changed, late.card.scam, late.card.ruled_by) == (False, True, "陈警官")
    await until(lambda: len(phones.texts) == 2)
    await tell_askers(card.number)
    assert sorted(chat for chat, _ in phones.texts) == [NEIGHBOURS, RESIDENT]
    for chat, text in phones.texts:
        assert len(text) <= 400
        assert office.library.patterns[pattern].name in text
        assert "学校从来不会这样办手续" in text
        assert not list(leaks.links(text)) + list(leaks.numbers(text))
        assert text.startswith("📣 群里之前问到的“" if chat == NEIGHBOURS else "📣 您之前问过的“")
    await settled(office, ["sent", "sent"])
    shown = await rulings.show(office, card.number, LEADER)
    assert (shown.state, shown.told, shown.failed) == ("ruled", 2, 0)
    assert [act.act for act in await everything(office, Act)].count("rule") == 1


async def test_who_asks_again_after_the_answer_is_told_it_too(office: Office, phones: Phones) -> None:
    await ask(office, UNKNOWN, RESIDENT)
    number = (await on_top(office)).number
    await rulings.rule(office, number, OFFICER, scam=True, family="other")
    await until(lambda: phones.told(RESIDENT))
    await ask(office, UNKNOWN, NEIGHBOUR)
    await until(lambda: phones.told(NEIGHBOUR))
    assert len(phones.texts) == 2
    assert len(await everything(office, Review)) == 1


@pytest.mark.parametrize(
    ("text", "scam", "sorry"),
    [(SAFE_ACCOUNT, False, "我当时说是高度疑似诈骗，说错了，很抱歉"), (ORDINARY, True, "我当时说没有发现已知套路，说错了，很抱歉")],
)
async def test_an_overturned_verdict_is_corrected_with_an_apology_to_all_who_received_it(
    office: Office, phones: Phones, text: str, scam: bool, sorry: str
) -> None:
    question = await ask(office, text, RESIDENT)
    await ask(office, text, NEIGHBOUR, NEIGHBOURS)
    await questions.rate(office, question, RESIDENT, useful=False)
    card = await on_top(office)
    assert card.askers == 1
    await rulings.rule(office, card.number, OFFICER, scam=scam, family="other" if scam else None)
    await until(lambda: len(phones.texts) == 2)
    for chat in (RESIDENT, NEIGHBOURS):
        [told] = phones.told(chat)
        assert sorry in told
        assert "13812345678" not in told
        assert "安全" not in re.sub("“.*?”", "", told)
        assert ("请马上停下来" in told) is scam


async def test_a_verdict_that_holds_is_confirmed_only_to_those_who_doubted_it(office: Office, phones: Phones) -> None:
    question = await ask(office, SAFE_ACCOUNT, RESIDENT)
    await ask(office, SAFE_ACCOUNT, NEIGHBOUR)
    await questions.rate(office, question, RESIDENT, useful=False)
    await rulings.rule(office, (await on_top(office)).number, OFFICER, scam=True, family="police")
    await until(lambda: phones.told(RESIDENT))
    assert phones.told(NEIGHBOUR) == []


async def test_one_answer_serves_every_area_in_which_the_same_was_asked(office: Office, phones: Phones) -> None:
    await ask(office, UNKNOWN, RESIDENT)
    async with office.store.begin() as session:
        await session.execute(sa.update(Review).values(area="lyg-hz-np"))
    await ask(office, UNKNOWN, NEIGHBOUR)
    assert [review.area for review in await everything(office, Review)] == ["lyg-hz-np", "lyg-hz-xd"]
    await rulings.rule(office, (await on_top(office)).number, OFFICER, scam=True, family="other")
    await until(lambda: len(phones.texts) == 2)
    assert await rulings.top(office, OUTSIDE) is None
    assert sorted(chat for chat, _ in phones.texts) == [RESIDENT, NEIGHBOUR]


@pytest.mark.parametrize(("refusal", "state"), [(Undelivered("blocked"), "failed"), (Uncertain("lost"), "unknown")])
async def test_who_cannot_be_told_is_noted_and_holds_up_nobody(office: Office, phones: Phones, refusal: Exception, state: str) -> None:
    phones.refuse[RESIDENT] = [refusal]
    await ask(office, UNKNOWN, RESIDENT)
    await ask(office, UNKNOWN, NEIGHBOUR)
    number = (await on_top(office)).number
    await rulings.rule(office, number, OFFICER, scam=False)
    await until(lambda: phones.told(NEIGHBOUR))
    await settled(office, [state, "sent"])
    assert {tell.chat: tell.state for tell in await everything(office, Tell)} == {RESIDENT: state, NEIGHBOUR: "sent"}
    shown = await rulings.show(office, number, OFFICER)
    assert (shown.told, shown.failed) == (1, 1)


async def test_a_message_that_may_be_out_already_is_not_sent_twice(office: Office, phones: Phones) -> None:
    question = await ask(office, UNKNOWN, RESIDENT)
    number = (await on_top(office)).number
    async with office.store.begin() as session:
        tell = await rows.tell(session, number, question, RESIDENT, topic=0, at=clock.now())
        assert tell is not None
        await rows.step(session, tell, "due", "sending", clock.now())
        await rows.rule(session, number, scam=True, ruled_by=OFFICER, ruled_name="陈警官", ruled_at=clock.now())
    for _ in range(2):
        assert await tell_asker(tell) == "unknown"
    await tell_askers(number)
    assert phones.texts == []
    await settled(office, ["unknown"])


async def test_words_go_after_the_retention_time_and_nobody_is_told_of_them(office: Office, phones: Phones) -> None:
    await ask(office, UNKNOWN, RESIDENT)
    number = (await on_top(office)).number
    long_ago = clock.now() - timedelta(days=office.settings.question_days, minutes=1)
    async with office.store.begin() as session:
        await session.execute(sa.update(Question).values(asked_at=long_ago))
        await session.execute(sa.update(Review).values(asked_at=long_ago))
    await questions.expire(office)
    [review] = await everything(office, Review)
    assert (review.words, review.core, review.state) == (None, None, "expired")
    with pytest.raises(UserError, match="review-gone"):
        await rulings.rule(office, number, OFFICER, scam=True, family="other")
    assert phones.texts == []


WAVE = [
    (RESIDENT, UNKNOWN, NEIGHBOURS),
    (NEIGHBOUR, UNKNOWN_TOO, FACTORY),
    (7003, UNKNOWN, None),
]


async def test_three_people_within_two_hours_are_a_wave_of_which_the_area_s_officer_hears_once(
    office: Office, phones: Phones, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now)  # no new day begins meanwhile
    for asker, text, group in WAVE[:2]:
        await ask(office, text, asker, group)
    await ask(office, UNKNOWN, RESIDENT, FACTORY)
    assert phones.texts == []
    for asker, text, group in [WAVE[2], (7004, UNKNOWN, NEIGHBOURS), (7005, UNKNOWN_TOO, None)]:
        await ask(office, text, asker, group)
    await until(lambda: phones.told(OFFICER))
    assert [chat for chat, _ in phones.texts] == [OFFICER]
    assert phones.told(OFFICER)[0].startswith("🌊 可能的新套路")
    assert "/review" in phones.told(OFFICER)[0]


async def test_slow_or_scattered_questions_are_no_wave(office: Office, phones: Phones) -> None:
    for asker, text, group in WAVE[:2]:
        await ask(office, text, asker, group)
    async with office.store.begin() as session:
        await session.execute(sa.update(Question).values(asked_at=clock.now() - reviews.WAVE_WITHIN - timedelta(minutes=1)))
    await ask(office, *[WAVE[2][1], WAVE[2][0], WAVE[2][2]])
    assert [review.waved_on for review in await everything(office, Review)] == [None]


async def test_a_wave_that_was_answered_meanwhile_is_no_news(office: Office, phones: Phones) -> None:
    await ask(office, UNKNOWN, RESIDENT)
    number = (await on_top(office)).number
    async with office.store.begin() as session:
        await session.execute(sa.update(Review).values(state="withdrawn"))
    assert await tell_wave(number, OFFICER) == "settled"
    assert phones.texts == []
