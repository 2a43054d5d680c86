"""The repository's own content as editors see it, and every text of it judged once."""

from pathlib import Path

import pytest

from bot.library import trial
from bot.library.assemble import samples
from bot.library.cards import Library
from bot.library.shelf import Shelf, open_shelf
from bot.library.trial import Judged

CONTENT = Path(__file__).parents[2] / "content"


@pytest.fixture(scope="session")
def shelf() -> Shelf:
    return open_shelf(CONTENT)


@pytest.fixture(scope="session")
def judged(library: Library, shelf: Shelf) -> list[Judged]:
    return trial.judge(library, samples(shelf), lambda: None)
