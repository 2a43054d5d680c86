"""Posters of every story in the library: everything is said, nothing is cut, all of it can be read."""

from collections.abc import Callable
from functools import cache
from itertools import pairwise

import pytest

from bot.library.read import FamilyCard, Library, StoryCard
from bot.library.traditional import traditional
from bot.publicity.poster.face import Script
from bot.publicity.poster.layout import MARGIN, SIZES, TALL, WIDE, lay_out
from bot.publicity.poster.looks import GROUNDS, INK, LEAST, RED, WHITE, contrast, look
from bot.publicity.poster.sheet import Line, Panel, Sheet
from bot.publicity.poster.signs import SIGNS, sign

CLOSING, OPENING = "，。、；：？！”’）》」』", "“‘（《「『"
SMALL_PRINT = 30
LONGEST = "对方自称平台客服，说账户里的“信誉分”不够，要先垫付一万二千八百元才能提现，还催着快些。"


Sheets = Callable[..., list[tuple[StoryCard, Sheet]]]


@pytest.fixture(scope="module")
def sheets(library: Library) -> Sheets:
    """Every story with its poster, in 简体 unless 繁體 is asked for."""

    @cache
    def laid(script: Script = "hans") -> list[tuple[StoryCard, Sheet]]:
        return [(story, lay_out(story, library.families[story.family], script)) for story in library.stories.values()]

    return laid


def said(sheet: Sheet) -> str:
    """All its words in a row."""
    return "".join(line.text for line in sheet.lines)


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


@pytest.mark.parametrize("script", ["hans", "hant"])
def test_on_every_poster_no_text_is_cut_and_no_lines_touch(sheets: Sheets, script: Script) -> None:
    for story, sheet in sheets(script):
        assert not cut(sheet), story.id
        assert not overlapping(sheet), story.id


def test_every_poster_says_all_of_its_story_the_red_flag_a_question_and_whom_to_call(library: Library, sheets: Sheets) -> None:
    for story, sheet in sheets():
        ask = library.families[story.family].ask
        for part in (story.title, *story.sentences, story.red_flag, ask, story.basis, "拿不准，先打", "96110", "马上打", "110"):
            assert part in said(sheet), (story.id, part)


def test_every_poster_can_be_had_in_traditional_characters(sheets: Sheets) -> None:
    for story, sheet in sheets("hant"):
        for part in (story.title, *story.sentences, story.red_flag):
            assert traditional(part) in said(sheet), story.id
    assert traditional("群里的“老师”说得真") == "群裏的「老師」說得真"


@pytest.mark.parametrize("script", ["hans", "hant"])
def test_no_line_begins_with_what_closes_or_ends_with_what_opens(sheets: Sheets, script: Script) -> None:
    for story, sheet in sheets(script):
        wrong = [line.text for line in sheet.lines if line.text[0] in CLOSING or line.text[-1] in OPENING]
        assert not wrong, story.id


def test_everything_but_the_small_print_is_large_enough_for_old_eyes(sheets: Sheets) -> None:
    for story, sheet in sheets():
        small = {line.ink.size for line in sheet.lines if line.ink.size < 44}
        assert small == {SMALL_PRINT}, story.id
        assert TALL <= sheet.tall <= TALL + 220, story.id


def test_the_verses_are_set_as_they_are_spoken(sheets: Sheets) -> None:
    for story, sheet in sheets():
        if story.form == "rhyme":
            spoken = [line.text for line in sheet.lines if line.ink.on == sheet.paper and line.ink.size > SMALL_PRINT]
            assert "".join(spoken) == "".join(story.sentences), story.id
            assert [line for line in spoken if line[-1] in "；。？"] == spoken, story.id
            assert len(spoken) >= 6


@pytest.mark.parametrize("family", GROUNDS)
def test_the_colours_of_every_family_can_be_read(family: str) -> None:
    colours = look(family)
    pairs = [
        (WHITE, colours.ground), (INK, colours.paper), (INK, colours.pale), (colours.ground, colours.pale), (colours.quiet, colours.paper),
        (WHITE, RED),
    ]  # fmt: skip
    assert [round(contrast(*pair), 1) for pair in pairs if contrast(*pair) < LEAST] == []


def test_every_pair_of_colours_that_is_used_on_a_poster_can_be_read(sheets: Sheets) -> None:
    for story, sheet in sheets():
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
    assert {line.ink.size for line in sheet.lines if line.ink.colour == INK and line.ink.on == sheet.paper} == {SIZES[-1]}


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
    assert {line.ink.size for line in sheet.lines if line.text in story.sentences} == {SIZES[0]}
    assert sheet.tall == TALL
