"""Posters of every story in the library: everything is said, nothing is cut, all of it can be read."""

from collections.abc import Callable
from functools import cache
from itertools import pairwise

import pytest

from bot.library.cards import FamilyCard, Library, StoryCard
from bot.library.tongues import told
from bot.library.traditional import traditional
from bot.publicity.poster.breaking import TURNED
from bot.publicity.poster.face import Script, font
from bot.publicity.poster.layout import MARGIN, TALL, WIDE, lay_out
from bot.publicity.poster.looks import GROUNDS, INK, LEAST, RED, WHITE, contrast, look
from bot.publicity.poster.scale import CHINESE, ENGLISH, LABEL, SMALL_PRINT
from bot.publicity.poster.sheet import Line, Panel, Sheet
from bot.publicity.poster.signs import SIGNS, sign
from bot.publicity.poster.units import chinese
from bot.texts import LANGUAGES, say, speaking

CLOSING, OPENING = "，。、；：？！”’）》」』", "“‘（《「『"
HIGHEST = {"zh-Hans": 220, "zh-Hant": 220, "en": 320}
"""By how much a poster may be taller than the others."""
LONGEST = "对方自称平台客服，说账户里的“信誉分”不够，要先垫付一万二千八百元才能提现，还催着快些。"


Sheets = Callable[..., list[tuple[StoryCard, Sheet]]]


@pytest.fixture(scope="module")
def sheets(library: Library) -> Sheets:
    """Every story with its poster, in 简体 unless another language is asked for."""

    @cache
    def laid(language: str = LANGUAGES[0]) -> list[tuple[StoryCard, Sheet]]:
        shelf = told(library, language)
        return [(story, lay_out(story, shelf.families[story.family], language)) for story in shelf.stories.values()]

    return laid


def said(sheet: Sheet) -> str:
    """All its words in a row, with plain apostrophes."""
    return (" " if sheet.script == "latin" else "").join(line.text.strip() for line in sheet.lines).replace("’", "'")


def box(line: Line, script: Script) -> tuple[float, float, float, float]:
    """What a line covers: left, top, right, bottom."""
    size = line.ink.size
    return line.left, line.baseline - 0.88 * size, line.left + line.wide(script), line.baseline + 0.2 * size


def cut(sheet: Sheet) -> list[str]:
    """Lines wider than their room, outside the margins, or over the edge of the panel they stand on."""
    wrong = []
    for line in sheet.lines:
        left, top, right, bottom = box(line, sheet.script)
        inside = [panel for panel in sheet.panels if holds(panel, line, sheet)] or [Panel(0, 0, sheet.wide, sheet.tall, sheet.paper)]
        fits = line.wide(sheet.script) <= line.room and left >= MARGIN and right <= WIDE - MARGIN
        if not fits or not any(top >= panel.top and bottom <= panel.bottom and right <= panel.right for panel in inside):
            wrong.append(line.text)
    return wrong


def holds(panel: Panel, line: Line, sheet: Sheet) -> bool:
    return panel.colour == line.ink.on and panel.top <= line.baseline <= panel.bottom and panel.left <= line.left <= panel.right


def overlapping(sheet: Sheet) -> list[tuple[str, str]]:
    """Lines that touch each other."""
    boxes = [(line.text, box(line, sheet.script)) for line in sheet.lines]
    return [
        (one, other)
        for at, (one, a) in enumerate(boxes)
        for other, b in boxes[at + 1 :]
        if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_every_poster_no_text_is_cut_and_no_lines_touch(sheets: Sheets, language: str) -> None:
    for story, sheet in sheets(language):
        assert not cut(sheet), story.id
        assert not overlapping(sheet), story.id


WHOM_TO_CALL = {
    "zh-Hans": ("拿不准，先打", "96110", "马上打", "110"),
    "zh-Hant": ("拿不準，先打", "96110", "馬上打", "110"),
    "en": ("Unsure? Ask police", "96110", "Paid? Call police", "110"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_poster_says_all_of_its_story_the_red_flag_a_question_and_whom_to_call(
    library: Library, sheets: Sheets, language: str
) -> None:
    for story, sheet in sheets(language):
        ask = told(library, language).families[story.family].ask
        for part in (story.title, *story.sentences, story.red_flag, ask, story.basis, *WHOM_TO_CALL[language]):
            assert part.replace("’", "'") in said(sheet), (story.id, part)


def test_every_poster_can_be_had_in_traditional_characters(library: Library, sheets: Sheets) -> None:
    for story, sheet in sheets("zh-Hant"):
        own = library.stories[story.id]
        for part in (own.title, *own.sentences, own.red_flag):
            assert traditional(part) in said(sheet), story.id
    assert traditional("群里的“老师”说得真") == "群裏的「老師」說得真"


def test_on_posters_in_english_there_is_no_chinese_and_every_letter_has_a_shape(sheets: Sheets) -> None:
    letters = set()
    for story, sheet in sheets("en"):
        assert (sheet.script, chinese(said(sheet))) == ("latin", False), story.id
        letters |= {letter for line in sheet.lines for letter in line.text}
    face = font("latin", 60, 500)
    unknown = bytes(face.getmask("\uffff"))
    assert [letter for letter in letters if not letter.isspace() and bytes(face.getmask(letter)) == unknown] == []
    assert face.getlength("“”‘’") < 60 * 2, "as wide as they look"


def test_a_story_without_english_stands_in_chinese_among_english_labels(library: Library) -> None:
    story = library.stories["safe-account-hotel"]
    sheet = lay_out(story, told(library, "en").families[story.family], "en")
    with speaking("en"):
        assert say("poster-series") in said(sheet)
    assert sheet.script == "hans"
    assert not cut(sheet)
    assert all(sentence in said(sheet) for sentence in story.sentences)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_begins_with_what_closes_or_ends_with_what_opens(sheets: Sheets, language: str) -> None:
    for story, sheet in sheets(language):
        wrong = [line.text for line in sheet.lines if line.text[0] in CLOSING or line.text[-1] in OPENING]
        assert not wrong, story.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_but_the_small_print_is_large_enough_for_old_eyes(sheets: Sheets, language: str) -> None:
    assert (LABEL, min(ENGLISH.told)) >= (44, 44)
    for story, sheet in sheets(language):
        small = {line.text for line in sheet.lines if line.ink.size < 44}
        assert small == {line.text for line in sheet.lines if line.ink.size == SMALL_PRINT and line.text in story.basis}, story.id
        assert TALL <= sheet.tall <= TALL + HIGHEST[language], story.id


def test_the_verses_are_set_as_they_are_spoken(sheets: Sheets) -> None:
    for story, sheet in sheets():
        if story.form == "rhyme":
            spoken = [line.text for line in sheet.lines if line.ink.on == sheet.paper and line.ink.size > SMALL_PRINT]
            assert "".join(spoken) == "".join(story.sentences), story.id
            assert [line for line in spoken if line[-1] in "；。？"] == spoken, story.id
            assert len(spoken) >= 6


def test_english_verses_have_a_clause_a_line_and_set_in_what_is_left_of_one(sheets: Sheets) -> None:
    for story, sheet in sheets("en"):
        if story.form == "rhyme":
            spoken = [line.text for line in sheet.lines if line.ink.on == sheet.paper and line.ink.size > SMALL_PRINT]
            begun = [one for one, after in pairwise(spoken) if not after.startswith(TURNED)]
            assert [line for line in begun if line.rstrip("”’")[-1] in ";.?!"] == begun, story.id


@pytest.mark.parametrize("family", GROUNDS)
def test_the_colours_of_every_family_can_be_read(family: str) -> None:
    colours = look(family)
    pairs = [
        (WHITE, colours.ground), (INK, colours.paper), (INK, colours.pale), (colours.ground, colours.pale), (colours.quiet, colours.paper),
        (WHITE, RED),
    ]  # fmt: skip
    assert [round(contrast(*pair), 1) for pair in pairs if contrast(*pair) < LEAST] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_pair_of_colours_that_is_used_on_a_poster_can_be_read(sheets: Sheets, language: str) -> None:
    for story, sheet in sheets(language):
        marks = {(one.colour, one.on) for one in (*(line.ink for line in sheet.lines), *sheet.marks)}
        assert min(contrast(*pair) for pair in marks) >= LEAST, story.id


def test_contrast_is_what_wcag_says() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((118, 118, 118), (255, 255, 255)) == pytest.approx(4.54, abs=0.01)


def test_every_family_has_a_look_and_a_sign_of_its_own(library: Library) -> None:
    assert set(GROUNDS) == set(library.families)
    assert set(SIGNS) >= set(library.families)
    assert len({look(family).ground for family in library.families}) == len(library.families)
    assert len({sign(family, 60).tobytes() for family in library.families}) == len(library.families)
    nearest = min(sum(abs(a - b) for a, b in zip(one, other, strict=True)) for one, other in pairwise(sorted(GROUNDS.values())))
    assert nearest >= 12


def test_the_longest_story_an_editor_may_write_still_finds_room(library: Library) -> None:
    story = StoryCard(
        "long", "一个长到一行放不下要分成两行的标题" + "呀" * 13, "other", "none", (), (), (LONGEST * 3,) * 3, LONGEST + "别转。", LONGEST,
        "怎么办？", ("挂断", "转账"), 0, "挂断。",
    )  # fmt: skip
    sheet = lay_out(story, FamilyCard("other", "其他", LONGEST, ""))
    assert not cut(sheet)
    assert not overlapping(sheet)
    assert {line.ink.size for line in sheet.lines if line.ink.colour == INK and line.ink.on == sheet.paper} == {CHINESE.told[-1]}


def test_the_longest_english_story_finds_room_too() -> None:
    words = "Somebody who said that he was the customer service of the platform wanted a deposit before anything else. "
    story = StoryCard(
        "long", "A title so long that it needs both of the lines that it can have", "other", "none", (), (), ((words * 2).strip(),) * 3,
        words.strip(), words.strip(), "What now?", ("Stop", "Pay"), 0, "Stop.",
    )  # fmt: skip
    sheet = lay_out(story, FamilyCard("other", "Other scams", words.strip(), ""), "en")
    assert not cut(sheet)
    assert not overlapping(sheet)
    assert {line.ink.size for line in sheet.lines if line.ink.colour == INK and line.ink.on == sheet.paper} == {ENGLISH.told[-1]}


def test_the_shortest_story_is_set_in_large_letters(library: Library) -> None:
    story = StoryCard(
        "short",
        "四个字呀",
        "other",
        "none",
        (),
        (),
        ("从前没有事。", "后来有了事。", "现在没事了。"),
        "别转。",
        "改写。",
        "?",
        ("挂断", "转账"),
        0,
        "挂。",
    )
    sheet = lay_out(story, library.families["other"])
    assert {line.ink.size for line in sheet.lines if line.text in story.sentences} == {CHINESE.told[0]}
    assert sheet.tall == TALL
