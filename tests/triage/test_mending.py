"""Words spelled by sound are read as the words that were meant; ordinary texts are left alone."""

import pytest

from bot.library.cards import Library
from bot.triage.mending import Mender
from bot.triage.normalise import normalise
from bot.triage.sounds import Sounds
from bot.triage.verdict import Triage
from tests.triage.asked import HARMLESS


@pytest.fixture(scope="module")
def mender(library: Library) -> Mender:
    return Mender(library.arrays, len(library.samples), Sounds(library.arrays["syllables"]))


@pytest.mark.parametrize(
    ("spelled", "meant"),
    [
        ("让我把钱转到按全账护,还要打开屏幕共想", "让我把钱转到安全账户,还要打开屏幕共享"),
        ("筷递丢了要给我退宽,叫我下在会议软件", "快递丢了要给我退款,叫我下载会议软件"),
    ],
)
def test_words_in_disguise_are_spelled_out(mender: Mender, spelled: str, meant: str) -> None:
    assert mender.mend(normalise(spelled)).text == meant


def test_ordinary_texts_stay_as_they_are(mender: Mender) -> None:
    changed = [text for text in HARMLESS if mender.mend(normalise(text)).text != normalise(text).text]
    assert len(changed) <= 2, changed


def test_the_quotation_keeps_the_asker_s_spelling(triage: Triage) -> None:
    verdict = triage.judge("他说我涉嫌洗钱,让我把钱转到按全账护,还要打开屏幕共想")
    assert verdict.level == "scam"
    assert any("按全账护" in reason.quote for reason in verdict.reasons)


def test_a_library_without_sounds_mends_nothing(library: Library) -> None:
    normal = normalise("按全账护")
    assert Mender({}, 0, None).mend(normal) is normal
