"""What a report on a notice says of the time it takes."""

import pytest

from bot import clock
from bot.publicity.broadcasts import Progress
from bot.publicity.notice_card import NoticeCard
from handlers.duty.notice_words import told


@pytest.mark.parametrize(("seconds", "says"), [(0.0, "50%"), (40.4, "50%，大约还要 40 秒"), (3470.0, "50%，大约还要 58 分钟")])
def test_how_long_it_takes_is_said_in_seconds_and_then_in_minutes(seconds: float, says: str) -> None:
    progress = Progress("going", clock.now(), 4, 2, 2, seconds_left=seconds)
    card = NoticeCard(1, 1, "sent", "report", "李丽", "镇西新苑", 4, progress=progress)
    assert told(card).splitlines()[2] == f"▓▓▓▓▓░░░░░ {says}"
