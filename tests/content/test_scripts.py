"""What officers, grid workers and family say to somebody who refuses help, in the repository's own content."""

from pathlib import Path
from typing import get_args

import pytest

from bot.library.assemble import assemble
from bot.library.cards import Library
from bot.library.dissuasion import Refusal, Speaker
from bot.library.schema import Taxonomy
from bot.library.shelf import Shelf

CONTENT = Path(__file__).parents[2] / "content"
FAMILIES = sorted(path.stem for path in (CONTENT / "scripts").glob("*.yaml"))


@pytest.fixture(scope="module")
def spoken(shelf: Shelf) -> Library:
    """The library without what triage fits: scripts need none of it."""
    return assemble(shelf, "none")


def test_every_family_of_the_taxonomy_has_its_scripts(shelf: Shelf) -> None:
    (taxonomy,) = [taxonomy for _, taxonomy in shelf.of(Taxonomy)]
    assert sorted(family.code for family in taxonomy.families) == FAMILIES


@pytest.mark.parametrize("family", FAMILIES)
def test_every_refusal_has_an_answer_of_its_own_from_everybody(spoken: Library, family: str) -> None:
    scripts = [spoken.script(family, refusal, speaker) for refusal in get_args(Refusal) for speaker in get_args(Speaker)]
    assert {script.id.split("/")[0] for script in scripts} == {family}
    assert len({script.text for script in scripts}) == 24


@pytest.mark.parametrize("family", FAMILIES)
def test_what_is_to_be_done_names_the_police(spoken: Library, family: str) -> None:
    assert "110" in "".join((*spoken.checklist(family), *spoken.aftercare(family)))


@pytest.mark.parametrize("family", FAMILIES)
def test_strangers_speak_politely(spoken: Library, family: str) -> None:
    """Officer and grid worker say 您; what stands in quotes was said by somebody else."""
    for refusal in get_args(Refusal):
        for speaker in ("officer", "grid_worker"):
            own = "".join(part.rpartition("”")[2] for part in spoken.script(family, refusal, speaker).text.split("“"))
            assert "你" not in own, f"{family}/{refusal}/{speaker}"
