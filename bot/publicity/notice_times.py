"""When a notice shall go out, as people here write it: `明天 9:30`, `周五下午三点`, `今晚十二点`, `11月28日 19点`, `12-01 08:00`. Pure."""

import re
import unicodedata
from datetime import UTC, datetime, time, timedelta, tzinfo

from bot.library.traditional import simplified

LATEST = timedelta(days=30)
SOONEST = timedelta(minutes=1)
CHOICES = {"tonight": (0, time(19)), "morning": (1, time(9)), "evening": (1, time(19)), "week": (7, time(9))}
"""Days from today, and the time of day."""
_DAYS = {"今天": 0, "今日": 0, "今晚": 0, "明天": 1, "明日": 1, "明早": 1, "明晚": 1, "后天": 2, "大后天": 3}
_WEEKDAYS = {name: min(day, 6) for day, name in enumerate("一二三四五六日天")}
_DAY = re.compile(
    r"(?:(?P<near>大后天|今天|今日|今晚|明天|明日|明早|明晚|后天)|(?:(?P<year>\d{4})[-/年.])?(?P<month>\d{1,2})[-/月](?P<day>\d{1,2})[日号]?"
    r"|(?P<which>下|本|这)?个?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天]))?"
)
_TIME = re.compile(
    r"(?P<part>凌晨|上午|早上|早|中午|下午|傍晚|晚上|晚|夜里|半夜|深夜)?(?P<hour>\d{1,2})[:点时](?:(?P<minute>\d{1,2})分?|(?P<half>半)|(?P<quarter>[13])刻|钟|整)?"
)
_DIGITS = str.maketrans("零〇一二两三四五六七八九", "001223456789")
_NUMERAL = re.compile("(?<![周期拜])[零〇一二两三四五六七八九十]+")
_NIGHT = ("晚上", "晚", "夜里", "半夜", "深夜")
_DAWN = 5
"""A night lasts until this hour: one o'clock at night is one of the next day."""
_MIDNIGHT = 24


def choice(name: str, now: datetime, zone: tzinfo) -> datetime | None:
    """What a button stands for in a time zone; None for one that is none, or whose moment has passed."""
    if name not in CHOICES:
        return None
    days, at = CHOICES[name]
    local = now.astimezone(zone).date() + timedelta(days=days)
    return within(datetime.combine(local, at, zone), now)


def read(text: str, now: datetime, zone: tzinfo) -> datetime | None:
    """A moment in UTC within thirty days, told in a time zone; None when it is not understood, has passed, or is further away."""
    plain = _NUMERAL.sub(lambda found: _figures(found[0]), simplified(unicodedata.normalize("NFKC", text)).strip())
    plain = re.sub(r"\s+", "", re.sub(r"(?<=\d)\s+(?=\d)", "日", plain))
    day = _DAY.match(plain)
    assert day is not None
    at = _TIME.fullmatch(plain[day.end() :])
    if at is None:
        return None
    hour, minute = int(at["hour"]), 30 if at["half"] else int(at["minute"] or 15 * int(at["quarter"] or 0))
    if minute > 59 or hour * 60 + minute > _MIDNIGHT * 60 or (at["part"] == "凌晨" and hour > 12):
        return None
    hour = _hour(hour, at["part"] or "", (day["near"] or "").endswith("晚"))
    today = now.astimezone(zone)
    try:
        found = _on(day, today) + timedelta(hours=hour, minutes=minute)
        if day["month"] and not day["year"] and found < today - timedelta(days=1):
            found = found.replace(year=found.year + 1)
    except ValueError:
        return None
    if hour >= _MIDNIGHT and today.hour < _DAWN and day[0] in ("", "今晚") and found - timedelta(days=1) > today:
        found -= timedelta(days=1)  # it is that night already
    if found <= today and (not day[0] or (day["weekday"] and not day["which"])):
        found += timedelta(days=7 if day["weekday"] else 1)
    return within(found, now)


def _hour(hour: int, part: str, tonight: bool) -> int:
    """The hour of the day that is named, from 24 on of the next: twelve at night is its end, and one at night comes after that."""
    if part == "凌晨":
        return hour % 12 + (_MIDNIGHT if tonight else 0)
    if part in _NIGHT or (tonight and not part):
        return hour + (_MIDNIGHT if hour < _DAWN else 0 if hour > 12 else 12)
    return hour + (12 if (part in ("下午", "傍晚") and hour < 12) or (part == "中午" and hour < 3) else 0)


def _figures(numeral: str) -> str:
    """十九 → 19, 三十 → 30, 二〇二六 → 2026."""
    tens, ten, ones = numeral.translate(_DIGITS).partition("十")
    return f"{tens or '1'}{ones or '0'}" if ten else tens


def within(at: datetime, now: datetime) -> datetime | None:
    """The moment in UTC when it is still to come and not further than thirty days away."""
    return at.astimezone(UTC) if now + SOONEST <= at <= now + LATEST else None


def next_week(at: datetime, now: datetime) -> datetime:
    """The same weekday and time where `at` is told, the first that is still to come after a week; in UTC."""
    at += timedelta(days=7)
    while at < now + SOONEST:
        at += timedelta(days=7)
    return at.astimezone(UTC)


def _on(day: re.Match[str], today: datetime) -> datetime:
    """Midnight of the day that is meant; today when none is named."""
    midnight = today.replace(hour=0, minute=0, second=0, microsecond=0)
    if day["near"]:
        return midnight + timedelta(days=_DAYS[day["near"]])
    if day["weekday"]:
        days = _WEEKDAYS[day["weekday"]] - today.weekday()
        return midnight + timedelta(days=days + 7 if day["which"] == "下" else days if day["which"] else days % 7)
    if day["month"]:
        return midnight.replace(year=int(day["year"] or midnight.year), month=int(day["month"]), day=int(day["day"]))
    return midnight
