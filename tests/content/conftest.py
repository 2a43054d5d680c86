"""The repository's own content, compiled once and judged once; kept between runs as long as neither content nor triage changed."""

from pathlib import Path

import pytest

from bot.library import compile, trial
from bot.library.assemble import samples
from bot.library.read import Library, read
from bot.library.shelf import Shelf, open_shelf
from bot.library.trial import Judged

CONTENT = Path(__file__).parents[2] / "content"


@pytest.fixture(scope="session")
def shelf() -> Shelf:
    return open_shelf(CONTENT)


@pytest.fixture(scope="session")
def library(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Library:
    cache = request.config.cache
    folder = cache.mkdir("library") if cache is not None else tmp_path_factory.mktemp("library")
    return read(compile.ensure(CONTENT, folder / "library.db"))


@pytest.fixture(scope="session")
def judged(library: Library, shelf: Shelf) -> list[Judged]:
    return trial.judge(library, samples(shelf), lambda: None)
