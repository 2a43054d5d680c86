"""Phrases of a library: exact, with gaps, by sound, denied and quoted in a warning."""

import numpy as np
import pytest

from bot.library.cards import PatternCard, PhraseCard
from bot.triage.context import Context
from bot.triage.normalise import normalise
from bot.triage.sounds import Sounds, syllables
from bot.triage.wording import Hit, Phrasebook

CARD = PatternCard(
    id="safe-account", name="安全账户", family="police", status="stable", summary="", red_flag="", predicts="",
    questions=(), advice={}, scripts={}, lookalikes=(), tags=(), source="",
    phrases=(
        PhraseCard(("转到安全账户", "安全账户"), "没有安全账户", "strong"),
        PhraseCard(("先交…保证金",), "先交钱的都是骗子", "medium"),
        PhraseCard(("要我帮忙",), "要您帮忙的", "weak"),
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def book() -> Phrasebook:
    return Phrasebook([CARD], Sounds(syllables()))


def hits(book: Phrasebook, text: str) -> dict[str, Hit]:
    normal = normalise(text)
    return {normal.quote(hit.start, hit.end): hit for hit in book.hits(normal, Context(normal))}


def test_a_phrase_is_found_through_separators_and_scripts(book: Phrasebook) -> None:
    assert "安全·帳戶" in hits(book, "讓我轉到安全·帳戶")
    assert "安,全,账,户" in hits(book, "钱放进安,全,账,户里")


def test_a_gap_holds_up_to_twelve_characters(book: Phrasebook) -> None:
    assert "先交两千块钱的保证金" in hits(book, "他说先交两千块钱的保证金")
    assert hits(book, "先交一二三四五六七八九十一二三保证金") == {}


def test_a_gap_does_not_reach_into_the_next_sentence(book: Phrasebook) -> None:
    assert hits(book, "材料先交。保证金不用") == {}


def test_half_a_word_is_no_find(book: Phrasebook) -> None:
    assert hits(book, "您需要我帮忙吗") == {}
    assert "要我帮忙" in hits(book, "他要我帮忙")


def test_a_phrase_is_heard_by_its_sound(book: Phrasebook) -> None:
    found = hits(book, "把钱转到案全帐湖")
    assert max(hit.counts for hit in found.values()) == pytest.approx(0.8)


@pytest.mark.parametrize("text", ["请勿转到安全账户", "谨防安全账户骗局", "民警不会让您转到安全账户"])
def test_what_is_denied_hardly_counts(book: Phrasebook, text: str) -> None:
    assert all(hit.counts <= 0.1 for hit in hits(book, text).values())


def test_a_demand_not_to_tell_is_no_denial(book: Phrasebook) -> None:
    found = hits(book, "他让我不要告诉家人,把钱转到安全账户")
    assert found["转到安全账户"].counts == 1.0


def test_a_warning_that_quotes_the_trick_counts_less(book: Phrasebook) -> None:
    warning = hits(book, "民警提醒:凡是说“转到安全账户”的都是诈骗,切勿相信")
    assert warning["转到安全账户"].counts < 0.3


def test_a_fraudster_who_says_fanzha_is_not_calmed(book: Phrasebook) -> None:
    found = hits(book, "我是反诈中心的,您的卡涉案,请马上转到安全账户")
    assert found["转到安全账户"].counts == 1.0


def test_sounds_leave_other_characters_alone() -> None:
    sounds = Sounds(np.array(syllables()))
    assert sounds.key("账户") == sounds.key("帐湖")
    assert sounds.key("abc") == ""
    assert sounds.spoken("a1") == "a1"
