"""Sources that a reader could look up: who published what, when, and an address that could be opened.

One of the rules of `rules.py`. Nothing is fetched: an address is judged by its form alone.
"""

import datetime
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from bot.library import leaks
from bot.library.dissuasion import Dissuasion
from bot.library.problem import Problem
from bot.library.schema import Pattern, Source, Story
from bot.library.shelf import Shelf

EARLIEST = datetime.date(2000, 1, 1)
"""Nothing about these frauds was published before; an older date is a slip of the year."""
_STRAY = re.compile(r"[，。；：！？、“”‘’《》（）【】「」<>\"`\\|^{}]")


def sources(shelf: Shelf, today: datetime.date) -> Iterator[Problem]:
    """A source names its publisher and title in words, was published by now, and its address has the form of one."""
    for entry in shelf.entries:
        if isinstance(entry.model, Pattern | Story | Dissuasion):
            for index, source in enumerate(entry.model.sources):
                for key, reason in _objections(source, today):
                    yield entry.document.problem(("sources", index, key), reason)


def _objections(source: Source, today: datetime.date) -> Iterator[tuple[str, str]]:
    for key, words in (("publisher", source.publisher), ("title", source.title)):
        if not any(char.isalpha() for char in words):
            yield key, f"来源要写清{'谁发布的' if key == 'publisher' else '标题'}，现在写的是“{words}”"
    if source.date and source.date > today:
        yield "date", f"来源的日期 {source.date} 还没有到（今天是 {today}）"
    if source.date and source.date < EARLIEST:
        yield "date", f"来源的日期 {source.date} 太早了，请检查年份"
    if source.url and (reason := _misformed(source.url)):
        yield "url", f"网址打不开：{reason}"


def _misformed(url: str) -> str:
    """Why nobody could open an address, or nothing."""
    if stray := _STRAY.search(url):
        return f"里面有多余的“{stray.group()}”"
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return "写法不对，请从浏览器里整条复制"
    if parts.username is not None:
        return "“@”前面不能有用户名"
    return "" if leaks.is_public(host) else f"“{host}”不是完整的域名"
