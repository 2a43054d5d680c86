"""Times as people on duty read them."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot import clock

HERE = ZoneInfo("Asia/Shanghai")


def moment(at: datetime) -> str:
    """A time as people here read it: 21:03 today, 11月22日 21:03 on another day."""
    local, today = at.astimezone(HERE), clock.now().astimezone(HERE).date()
    clock_time = f"{local:%H:%M}"
    return clock_time if local.date() == today else f"{local.month}月{local.day}日 {clock_time}"
