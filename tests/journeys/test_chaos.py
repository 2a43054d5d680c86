"""The short form of `make chaos`: 150 matters reported while the real processes are killed and the line breaks, and nobody is lost."""

from pathlib import Path

from bench.chaos.plan import SHORT
from bench.chaos.run import play


def test_nobody_is_lost_while_both_bots_are_killed_and_the_line_breaks(library_file: Path) -> None:
    outcome = play(SHORT, library_file)
    found = outcome.judgement
    assert outcome.kills >= 6
    assert found.acts >= 150
    assert (found.lost, found.another, found.ladder) == ([], [], [])
    assert (found.receipts_missing, found.closures_missing) == ([], [])
    assert found.pages >= found.alerts
    assert outcome.calm_after is not None
    assert (outcome.ends, outcome.violations) == ([], 0)
