"""One YAML file of content/ as plain data, plus the line on which every key and list item stands.

First step from an editor's file to library.db: the shelf parses every file with it, so that whatever is found later can say where.
"""

import bisect
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from bot.library import syntax
from bot.library.problem import Problem

Location = tuple[str | int, ...]
_Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Document:
    """A parsed file: `path` as shown to people, `data` as YAML means it, `lines` and `raw` (scalars as written) by location."""

    path: Path
    text: str
    data: Any
    lines: Mapping[Location, int]
    raw: Mapping[Location, str]

    def line(self, location: Location) -> int:
        """The line of a location, or of the nearest thing around it that is in the file; the first line is 1."""
        for end in range(len(location), 0, -1):
            if location[:end] in self.lines:
                return self.lines[location[:end]]
        return 1

    def location(self, line: int) -> Location:
        """The key or list item in which a line stands."""
        places = sorted(((at, location) for location, at in self.lines.items()), key=lambda pair: pair[0])
        index = bisect.bisect_right([at for at, _ in places], line)
        return places[index - 1][1] if index else ()

    def problem(self, location: Location, reason: str) -> Problem:
        """An error at a location of this file."""
        return Problem(self.path, self.line(location), where(location), reason)


def where(location: Location) -> str:
    """`("phrases", 1, "weight")` → `phrases.2.weight`: list items are counted from 1, as people do."""
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in location)


@dataclass
class _Walk:
    """One pass over the composed nodes of a file, collecting lines and what plain YAML would let slip."""

    loader: Any
    path: Path
    lines: dict[Location, int] = field(default_factory=dict)
    raw: dict[Location, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)

    def value(self, node: yaml.Node, location: Location) -> Any:
        if id(node) in self.seen:
            self.fault(node, location, "不支持用“&”“*”引用别处的内容，请直接写出来")
            return None
        self.seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, location)
        if isinstance(node, yaml.SequenceNode):
            return [self.item(child, (*location, index)) for index, child in enumerate(node.value)]
        return self.scalar(node, location)

    def item(self, node: yaml.Node, location: Location) -> Any:
        self.lines[location] = node.start_mark.line + 1
        return self.value(node, location)

    def mapping(self, node: yaml.MappingNode, location: Location) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key, child in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.fault(key, location, "键只能是一个词")
                continue
            inside = (*location, str(key.value))
            if key.value in data:
                self.fault(key, inside, f"“{key.value}”写了两遍（上一次在第 {self.lines[inside]} 行）")
                continue
            self.lines[inside] = key.start_mark.line + 1
            data[key.value] = self.value(child, inside)
        return data

    def scalar(self, node: yaml.Node, location: Location) -> Any:
        self.raw[location] = str(node.value)
        try:
            return self.loader.construct_object(node)
        except ValueError:
            return str(node.value)  # a date such as 2026-02-30: the schema says what is wrong with it
        except yaml.YAMLError:
            self.fault(node, location, f"不认识的标记“{node.tag}”，以“!”开头的文字要加双引号")
            return None

    def fault(self, node: yaml.Node, location: Location, reason: str) -> None:
        self.problems.append(Problem(self.path, node.start_mark.line + 1, where(location), reason))


def parse(path: Path, shown: Path) -> tuple[Document | None, list[Problem]]:
    """Read a file; either a document, or None and why not. A duplicate key or an alias gives both a document and a problem."""
    text, fault = _decode(path.read_bytes(), shown)
    if fault is not None:
        return None, [fault]
    loader = _Loader(text)
    try:
        root = loader.get_single_node()
        if not isinstance(root, yaml.MappingNode):
            return None, [Problem(shown, 1, "", "文件是空的" if root is None else _no_mapping(text))]
        walk = _Walk(loader, shown)
        data = walk.value(root, ())
    except yaml.MarkedYAMLError as error:
        line, reason = syntax.say(error, text)
        return None, [Problem(shown, line, "", reason)]
    finally:
        loader.dispose()
    return Document(shown, text, data, walk.lines, walk.raw), walk.problems


def _decode(content: bytes, shown: Path) -> tuple[str, Problem | None]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        return "", Problem(shown, line, "", "文件不是 UTF-8 编码（常见于记事本另存为 ANSI），请另存为 UTF-8")
    if unprintable := yaml.reader.Reader.NON_PRINTABLE.search(text):
        line = text.count("\n", 0, unprintable.start()) + 1
        return "", Problem(shown, line, "", f"这一行有看不见的控制字符（U+{ord(unprintable.group()):04X}），请删掉")
    return text, None


def _no_mapping(text: str) -> str:
    return "键后面要用英文冒号再空一格，不要用中文冒号“：”" if "：" in text else "文件要写成一行行的“键: 值”"
