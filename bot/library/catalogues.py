"""The catalogue in 繁體, made from the one in 简体: content/texts/zh-Hans → content/texts/zh-Hant, by `shouwang content traditional`.

What the conversion gets wrong is written by hand in zh-Hant, with a comment that begins with 手定 right above it; the next making keeps it.
"""

from pathlib import Path

from fluent.syntax import FluentParser, ast

from bot.library.traditional import traditional

SOURCE, TARGET = "zh-Hans", "zh-Hant"
BY_HAND = "手定"


def drawn_up(texts: Path) -> dict[Path, str]:
    """Every file of the catalogue in 繁體, as it should be on disk; `texts` holds a folder per language."""
    return {texts / TARGET / file.name: _made(file, texts / TARGET / file.name) for file in sorted((texts / SOURCE).glob("*.ftl"))}


def outdated(texts: Path) -> list[Path]:
    """Files in 繁體 that are missing, not what they should be, or have no source any more."""
    made = drawn_up(texts)
    late = [path for path, text in made.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    return late + [path for path in sorted((texts / TARGET).glob("*.ftl")) if path not in made]


def write(texts: Path) -> list[Path]:
    """Bring the files in 繁體 up to date; returns those that changed."""
    late, made = outdated(texts), drawn_up(texts)
    for path in late:
        if path in made:
            path.parent.mkdir(exist_ok=True)
            path.write_text(made[path], encoding="utf-8")
        else:
            path.unlink()
    return late


def _made(source: Path, target: Path) -> str:
    """One file converted, with what was written by hand in its place."""
    text = source.read_text(encoding="utf-8")
    kept = _by_hand(target.read_text(encoding="utf-8")) if target.is_file() else {}
    made, end = [], 0
    for entry in _messages(text):
        if entry.id.name in kept:
            made += [traditional(text[end : _start(entry)]), kept[entry.id.name]]
            end = _end(entry)
    return "".join([*made, traditional(text[end:])])


def _by_hand(text: str) -> dict[str, str]:
    found = (entry for entry in _messages(text) if entry.comment and (entry.comment.content or "").startswith(BY_HAND))
    return {entry.id.name: text[_start(entry) : _end(entry)] for entry in found}


def _messages(text: str) -> list[ast.Message]:
    return [entry for entry in FluentParser().parse(text).body if isinstance(entry, ast.Message)]


def _start(entry: ast.Message) -> int:
    assert entry.span is not None
    return entry.span.start


def _end(entry: ast.Message) -> int:
    assert entry.span is not None
    return entry.span.end
