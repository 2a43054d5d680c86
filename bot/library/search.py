"""Words → the texts of library.db that hold them, for editors at the command line and anyone who opens the file by hand.

SQLite's unicode61 tokenizer takes a run of Chinese for one word, so texts are stored pre-split into characters and pairs of neighbours
(measured: 71–90 % against 23–46 % for the trigram tokenizer).
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import sqlite_utils

from bot.library.read import open_library

_RUNS = re.compile(r"[㐀-鿿]+|[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Found:
    """A text that holds the words: what it is (pattern, phrase, story, or the kind of a sample), where it is kept, and itself."""

    what: str
    place: str
    text: str


def grams(text: str) -> str:
    """`安全账户ok` → `安 全 账 户 安全 全账 账户 ok`, the form in which texts are indexed."""
    words: list[str] = []
    for run in _runs(text):
        words += [run] if run.isascii() else [*run, *_pairs(run)]
    return " ".join(words)


def index(database: sqlite_utils.Database, rows: Iterator[Found]) -> None:
    """Create and fill the full-text table `search` of a library being written."""
    database.execute('CREATE VIRTUAL TABLE search USING fts5(what UNINDEXED, place UNINDEXED, text UNINDEXED, grams, tokenize="unicode61")')
    database.table("search").insert_all({"what": row.what, "place": row.place, "text": row.text, "grams": grams(row.text)} for row in rows)


def find(path: Path, words: str, limit: int = 20) -> list[Found]:
    """The texts that hold all of the words, best first; FileNotFoundError when the library was never built."""
    wanted = [part for run in _runs(words) for part in ([run] if run.isascii() or len(run) == 1 else _pairs(run))]
    if not wanted:
        return []
    query = " AND ".join(f'"{part}"' for part in wanted)
    with open_library(path) as database:
        rows = database.query("SELECT what, place, text FROM search WHERE grams MATCH ? ORDER BY rank LIMIT ?", [query, limit])
        return [Found(row["what"], row["place"], row["text"]) for row in rows]


def _runs(text: str) -> list[str]:
    return _RUNS.findall(unicodedata.normalize("NFKC", text).lower())


def _pairs(run: str) -> list[str]:
    return [run[start : start + 2] for start in range(len(run) - 1)]
