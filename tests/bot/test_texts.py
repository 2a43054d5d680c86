"""Texts speak the language of the moment; numbers choose plurals and print as they are."""

import asyncio
from pathlib import Path

import pytest

from bot.asking.answers import compose, room
from bot.library import tongues
from bot.library.cards import Library
from bot.library.traditional import simplified, traditional
from bot.publicity.editions import card_text
from bot.texts import LANGUAGE, LANGUAGES, MissingText, Texts, offered, say, speaking, spoken
from bot.triage.finding import Reason, Verdict
from bot.triage.joints import JOINTS

MESSAGES = """
moved = { $count ->
    [one] One alert moved.
   *[other] { $count } alerts moved.
}
named = Alert { $number } for { $name }
"""


@pytest.fixture
def english(tmp_path: Path) -> Texts:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "some.ftl").write_text(MESSAGES, encoding="utf-8")
    return Texts(tmp_path, "en")


def test_a_number_chooses_the_plural(english: Texts) -> None:
    assert english.say("moved", count=1) == "One alert moved."
    assert english.say("moved", count=2) == "2 alerts moved."
    assert english.say("moved", count=0) == "0 alerts moved."


def test_a_number_prints_without_separators(english: Texts) -> None:
    assert english.say("named", number=1234567, name="x") == "Alert 1234567 for x"
    assert "1234567 号" in say("card-title", tier="", number=1234567)


def test_what_is_no_number_prints_as_it_is(english: Texts) -> None:
    assert english.say("named", number="007", name=True) == "Alert 007 for True"


def test_a_value_that_is_missing_is_an_error(english: Texts) -> None:
    with pytest.raises(MissingText):
        english.say("named", number=1)


def test_simplified_chinese_is_spoken_unless_something_else_is_asked_for() -> None:
    assert spoken() == LANGUAGE == "zh-Hans"
    assert "zh-Hans" in offered()


def test_a_language_that_is_not_offered_is_not_spoken() -> None:
    with pytest.raises(ValueError, match="tlh is not spoken here"), speaking("tlh"):
        pass
    assert spoken() == LANGUAGE


async def test_a_task_goes_on_in_the_language_it_began_in() -> None:
    async def later() -> str:
        await asyncio.sleep(0)
        return spoken()

    with speaking(offered()[-1]):
        task = asyncio.create_task(later())
    assert await task == offered()[-1]
    assert spoken() == LANGUAGE


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_is_answered_in_a_group_tells_what_to_do_now(library: Library, language: str) -> None:
    with speaking(language):
        told = tongues.told(library, language)
        for card in told.patterns.values():
            first, second = (Reason("让我转到安全账户里面去说是核查", phrase.why) for phrase in library.patterns[card.id].phrases[:2])
            for stage, signs in [*((stage, frozenset[str]()) for stage in card.advice), ("paid", frozenset({"paid"}))]:
                verdict = Verdict("scam", 0.9, card.family, card.id, stage, "urgent", (first, second), signs=signs)
                answer = compose(told, verdict, 1, short=True)
                assert say("answer-now", advice=card.advice[stage]) in answer.text, (card.id, stage)
                assert len(answer.text) <= room()


def test_everything_the_library_says_in_answers_has_english(library: Library) -> None:
    english = tongues.told(library, "en")
    assert {code for code, card in library.families.items() if english.families[code].name == card.name} == set()
    assert library.patterns.keys() == {one for card in library.english.values() for one in card.patterns}
    assert library.stories.keys() == {one for card in library.english.values() for one in card.stories}
    whys = {phrase.why for card in library.patterns.values() for phrase in card.phrases} | {joint.why for joint in JOINTS}
    assert {why for why in whys if english.reason(why) == tongues.TYPICAL} == set()


def test_a_case_of_the_week_fits_under_its_picture_in_every_language(library: Library) -> None:
    for language in LANGUAGES:
        with speaking(language):
            for story in tongues.told(library, language).stories.values():
                text = f"{card_text(story)}\n\n{say('bulletin-thanks', count=1234)}"
                assert len(text.encode("utf-16-le")) // 2 <= 1024, story.id
                assert len(story.question) <= 300
                assert all(len(option) <= 100 for option in story.options)
                assert len(story.explanation) <= 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_right_answer_of_a_quiz_is_not_told_by_its_length(library: Library, language: str) -> None:
    told = tongues.told(library, language).stories
    longest = [story.id for story in told.values() if _longest(story.options) == [story.answer]]
    assert len(longest) <= len(told) / 4, longest


def _longest(options: tuple[str, ...]) -> list[int]:
    most = max(map(len, options))
    return [place for place, option in enumerate(options) if len(option) == most]


def test_in_traditional_chinese_only_words_change_and_what_the_code_compares_stays(library: Library) -> None:
    told = tongues.told(library, "zh-Hant")
    card, own = told.patterns["safe-account"], library.patterns["safe-account"]
    assert (card.id, card.family, card.phrases) == (own.id, own.family, own.phrases)
    assert card.name == "冒充公檢法「安全賬戶」"
    neighbour = next(iter(told.neighbours.values()))
    assert [move.heard for move in neighbour.moves.values()] == [move.heard for move in library.neighbours[neighbour.id].moves.values()]


def test_what_is_typed_in_traditional_characters_reads_as_in_simplified_ones() -> None:
    assert simplified("這是詐騙嗎，我轉了三萬") == "这是诈骗吗，我转了三万"
    assert traditional("请回复这条消息：头发、发卡、里面、公里") == "請回覆這條消息：頭髮、發卡、裏面、公里"


@pytest.mark.parametrize(
    ("simple", "better"),
    [
        ("验证码往外地乱发，抓头发", "驗證碼往外地亂發，抓頭髮"),
        ("老板和面试官，包裹和面单，和面擀面", "老闆和面試官，包裹和面單，和麵擀麵"),
        ("多半只是幌子，回游戏里的活动页", "多半只是幌子，回遊戲裏的活動頁"),
        ("先打一笔保证金表诚意，花钱看表演", "先打一筆保證金表誠意，花錢看表演"),
        ("寄来包裹表和金，换表安检", "寄來包裹錶和金，換錶安檢"),
        ("楼道里贴着，报道里就有，邻里", "樓道裏貼着，報道裏就有，鄰里"),
        ("真假就分明了，身子钱包两周全，下周", "真假就分明了，身子錢包兩周全，下週"),
        ("小钟等了十分钟，钱一出手就没了", "小鍾等了十分鐘，錢一出手就沒了"),
        ("不用托您找，都是托；退税，兑奖，订阅", "不用託您找，都是托；退稅，兌獎，訂閱"),
        ("刷订单冲销量，甜头先尝尝，布控", "刷訂單衝銷量，甜頭先嚐嚐，佈控"),
    ],
)
def test_words_of_ours_that_the_converter_takes_for_others_come_out_right(simple: str, better: str) -> None:
    assert traditional(simple) == better
