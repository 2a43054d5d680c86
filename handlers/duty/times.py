"""Times as people on duty read them."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot import clock
from bot.texts import say

HERE = ZoneInfo("Asia/Shanghai")


def moment(at: datetime) -> str:
    """A time as people here read it: 21:03 today, 11月22日 21:03 on another day."""
    local, today = at.astimezone(HERE), clock.now().astimezone(HERE).date()
    clock_time = f"{local:%H:%M}"
    return clock_time if local.date() == today else f"{say('moment-day', month=local.month, day=local.day)} {clock_time}"
