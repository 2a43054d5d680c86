"""Texts speak the language of the moment; numbers choose plurals and print as they are."""

import asyncio
from pathlib import Path

import pytest

from bot.texts import LANGUAGE, MissingText, Texts, offered, say, speaking, spoken

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
