"""When something happened, as people say it — 刚刚, 昨晚九点半, 11月22日 21:03 — as a moment in Asia/Shanghai.

Pure. What is said is past: a time of day that has not come yet today was yesterday's. How finely it was told is kept, since
a stop-payment request asks for the minute and must not be given an invented one.
"""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from bot.texts import say

HERE = ZoneInfo("Asia/Shanghai")
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_NUMBER = r"(?:\d{1,3}|[零〇一二两三四五六七八九十]{1,3})"
_JUST = re.compile(r"刚刚|刚才|刚转|刚付|刚打|刚汇|就现在|现在|这会儿?|几分钟前|一会儿?前|(?i:just now|right now|a moment ago)")
_AGO = re.compile(
    r"(?P<half>半)个?小时(?:之?前|以前)"
    rf"|(?P<n>{_NUMBER})(?P<more>个半)?\s*(?:个)?(?P<unit>分钟|小时|钟头|天|日|周|星期|月)(?:之?前|以前)"
)
_DATE = re.compile(
    r"(?<![\d./-])(?:(?P<y>20\d\d)\s*[-年/.]\s*(?P<ym>1[0-2]|0?[1-9])\s*[-月/.]\s*(?P<yd>3[01]|[12]\d|0?[1-9])(?!\d)"
    r"|(?P<m>1[0-2]|0?[1-9])(?:月(?P<d>3[01]|[12]\d|0?[1-9])(?!\d)|[-/](?P<sd>3[01]|[12]\d|0?[1-9])(?=\s+\d{1,2}[:：点])))"
)
_COMING = re.compile(r"明天|明日|后天|明早|明晚")
_DAY = re.compile(
    r"(?P<before>大前天|前天|前晚)|(?P<last>昨天|昨日|昨晚|昨夜|昨|(?i:yesterday|last night))"
    r"|(?P<today>今天|今日|今早|今晚|今晨|当天|(?i:today))"
)
_EARLIER = re.compile(r"更早|好几天|上个?(?:周|星期|月)|去年|前几天|几天前|几个月|前段时间|好久")
_PART = re.compile(
    r"(?P<night>凌晨|半夜)|(?P<morning>早上|早晨|上午|今早|今晨|清晨)|(?P<noon>中午)"
    r"|(?P<late>下午|傍晚|晚上|今晚|昨晚|昨夜|前晚|夜里|晚)"
)
_DIGITAL = re.compile(r"(?<![\d:：.])(?:[01]?\d|2[0-3])[:：][0-5]\d")
_CLOCK = re.compile(
    rf"(?<![\d:：.])(?P<h>[01]?\d|2[0-3])[:：](?P<m>[0-5]\d)(?:[:：][0-5]\d)?(?![\d:：])"
    rf"|(?P<hour>{_NUMBER})[点时](?!间|候)钟?(?:(?P<half>半)|(?P<quarter>[一三])刻|(?P<minute>{_NUMBER})分?)?"
)


@dataclass(frozen=True, slots=True)
class Moment:
    """When. at: in Asia/Shanghai, None for earlier than anybody said; to: how finely it was told."""

    at: datetime | None
    to: Literal["minute", "day", "earlier"]

    @property
    def value(self) -> str:
        """As it is kept: 2026-11-22T21:03, 2026-11-22 or earlier."""
        if self.at is None:
            return "earlier"
        return self.at.strftime("%Y-%m-%dT%H:%M") if self.to == "minute" else self.at.strftime("%Y-%m-%d")


def of(value: str) -> Moment | None:
    """A moment from the way it is kept; None for what is not one."""
    if value == "earlier":
        return Moment(None, "earlier")
    try:
        return Moment(datetime.fromisoformat(value).replace(tzinfo=HERE), "minute" if "T" in value else "day")
    except ValueError:
        return None


def told(moment: Moment, now: datetime) -> str:
    """As people read it beside `now`: 今天 21:03, 昨天, 11月20日 08:15, 2025年3月1日, 更早."""
    if moment.at is None:
        return say("moment-earlier")
    day, today = moment.at.date(), now.astimezone(HERE).date()
    if day == today:
        words = say("moment-today")
    elif day == today - timedelta(days=1):
        words = say("moment-yesterday")
    elif day.year == today.year:
        words = say("moment-day", month=day.month, day=day.day)
    else:
        words = say("moment-day-of-year", year=day.year, month=day.month, day=day.day)
    return f"{words} {moment.at:%H:%M}" if moment.to == "minute" else words


def read(text: str, now: datetime) -> Moment | None:
    """The moment a text tells of; None when it tells of none. `now` is timezone-aware."""
    here = now.astimezone(HERE)
    if _COMING.search(text):
        return None
    if ago := _ago(text, here):
        return ago
    day, clock = _day(text, here), _clock(text)
    if clock is not None:
        return _at(day, clock, here, guess=_PART.search(text) is None and not _DIGITAL.search(text))
    if day is not None:
        return Moment(datetime.combine(day, time(), HERE), "day")
    if _EARLIER.search(text):
        return Moment(None, "earlier")
    return Moment(here.replace(second=0, microsecond=0), "minute") if _JUST.search(text) else None


def _number(words: str) -> int:
    """Up to three digits, or a Chinese numeral up to 九十九."""
    if words.isdigit():
        return int(words)
    tens, has_ten, ones = words.partition("十")
    if has_ten:
        return (_DIGITS.get(tens, 1) if tens else 1) * 10 + (_DIGITS.get(ones[-1:], 0) if ones else 0)
    return int("".join(str(_DIGITS[c]) for c in words))


def _ago(text: str, here: datetime) -> Moment | None:
    found = _AGO.search(text)
    if found is None:
        return None
    if found["half"]:
        return Moment((here - timedelta(minutes=30)).replace(second=0, microsecond=0), "minute")
    number, unit = _number(found["n"]), found["unit"]
    if unit in ("分钟", "小时", "钟头"):
        minutes = number if unit == "分钟" else number * 60 + (30 if found["more"] else 0)
        return Moment((here - timedelta(minutes=minutes)).replace(second=0, microsecond=0), "minute")
    days = number * {"天": 1, "日": 1, "周": 7, "星期": 7, "月": 30}[unit]
    return Moment(None, "earlier") if unit == "月" else Moment(datetime.combine(here.date() - timedelta(days=days), time(), HERE), "day")


def _day(text: str, here: datetime) -> datetime | None:
    """Midnight of the day that is named."""
    midnight = here.replace(hour=0, minute=0, second=0, microsecond=0)
    if found := _DATE.search(text):
        year = int(found["y"] or here.year)
        month, number = int(found["ym"] or found["m"]), int(found["yd"] or found["d"] or found["sd"])
        try:
            named = midnight.replace(year=year, month=month, day=number)
        except ValueError:
            return None
        return named.replace(year=year - 1) if named > midnight and not found["y"] and (month, number) != (2, 29) else named
    if found := _DAY.search(text):
        back = 3 if found[0] == "大前天" else {"before": 2, "last": 1, "today": 0}[found.lastgroup or "today"]
        return midnight - timedelta(days=back)
    return None


def _clock(text: str) -> time | None:
    """The time of day, on twenty-four hours where a part of the day is named."""
    found = _CLOCK.search(text)
    if found is None:
        return None
    if found["h"]:
        hour, minute = int(found["h"]), int(found["m"])
    else:
        hour = _number(found["hour"])
        minute = 30 if found["half"] else 15 * _number(found["quarter"]) if found["quarter"] else _number(found["minute"] or "0")
    part = _PART.search(text)
    if part and hour < 12 and (part["late"] or (part["noon"] and hour < 3)):
        hour += 12
    if part and part["night"] and hour == 12:
        hour = 0
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _at(day: datetime | None, clock: time, here: datetime, *, guess: bool) -> Moment | None:
    """The latest past moment with this time of day; of 九点 without a part of the day, whichever nine o'clock was last."""
    midnight = day or here.replace(hour=0, minute=0, second=0, microsecond=0)
    hours = (clock.hour + 12, clock.hour) if guess and 0 < clock.hour < 12 else (clock.hour,)
    limit = here + timedelta(minutes=5)  # telephones and servers do not agree to the minute
    for back in (0, 1) if day is None else (0,):
        for hour in hours:
            at = (midnight - timedelta(days=back)).replace(hour=hour, minute=clock.minute)
            if at <= limit:
                return Moment(at, "minute")
    return None
