"""What the schema objects to, in words a police editor understands: pydantic's error → one Chinese sentence.

Stands between `schema.py` (which knows the shapes) and `problem.py` (which an editor reads).
"""

import difflib
import inspect
import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from bot.library import dissuasion, schema

_KEYS = sorted(
    {
        name
        for module in (schema, dissuasion)
        for _, model in inspect.getmembers(module, inspect.isclass)
        if issubclass(model, BaseModel)
        for name in model.model_fields
    }
)  # fmt: skip
_PATTERNS = {
    "id": "只能用小写英文、数字和连字符“-”，以字母开头，例如 fake-police-call",
    "pattern": "要写套路文件的 id：小写英文、数字和连字符“-”",
    "url": "要以 http:// 或 https:// 开头，中间没有空格",
    **dict.fromkeys(("code", "area", "parent", "default_area"), "辖区代码只能用小写英文、数字和连字符“-”，例如 lyg-hz"),
}
_LOOKS = {"list_type": "这里要写成列表：每条一行，以“- ”开头", "date": "日期要写成 2026-11-22 这样"}


def say(error: ErrorDetails, written: str | None, keys: Collection[str] = _KEYS) -> str:
    """One sentence for one schema error.

    `written` is the scalar as it stands in the file, None for a list or a block; `keys` are those one may have meant.
    """
    kind, context = error["type"], {"length": len(str(error["input"])), "keys": keys, **error.get("ctx", {})}
    key = next((part for part in reversed(error["loc"]) if isinstance(part, str)), "")
    if kind.startswith("date"):
        return f"{_LOOKS['date']}，现在写的是 {_quote(error, written)}"
    if kind in _SAYINGS:
        return _SAYINGS[kind](key, context, _quote(error, written))
    return f"不符合要求：{error['msg']}"


def _quote(error: ErrorDetails, written: str | None) -> str:
    text = written or str(error["input"])
    return f'"{text[:40]}…"' if len(text) > 40 else f'"{text}"'


def _choice(key: str, context: Mapping[str, Any], written: str) -> str:
    options = re.findall(r"'([^']*)'", str(context["expected"]))
    close = difflib.get_close_matches(written.strip('"'), options, n=1) if len(options) > 4 else []
    guess = f"，是不是想写 {close[0]}？" if close else ""
    return f"只能是 {'、'.join(options)} 之一，现在写的是 {written}{guess}"


def _unknown(key: str, context: Mapping[str, Any], written: str) -> str:
    if written == '"None"' and not key.isascii():
        return f"“{key}”前面的英文逗号把一句话切断了，请给整句话加双引号"
    close = difflib.get_close_matches(key, [other for other in context["keys"] if other != key], n=1)
    return f"不认识的键 {key}" + (f"，是不是想写 {close[0]}？" if close else "，请检查拼写和缩进")


def _list(key: str, context: Mapping[str, Any], written: str) -> str:
    dash = "，“-”后面要空一格" if written.startswith('"-') else ""
    return f"{_LOOKS['list_type']}{dash}"


def _too_few(key: str, context: Mapping[str, Any], written: str) -> str:
    return f"至少要有 {context['min_length']} 条，现在只有 {context['actual_length']} 条"


def _too_many(key: str, context: Mapping[str, Any], written: str) -> str:
    return f"最多 {context['max_length']} 条，现在有 {context['actual_length']} 条"


def _text(key: str, context: Mapping[str, Any], written: str) -> str:
    if written in ('"None"', '""'):
        return "这里不能空着"
    return f"这里要写一句话，现在写的是 {written}；如果是数字、日期或“是/否”，请加双引号"


_SAYINGS: Mapping[str, Callable[[str, Mapping[str, Any], str], str]] = {
    "missing": lambda key, context, written: f"缺少必填的 {key}",
    "extra_forbidden": _unknown,
    "literal_error": _choice,
    "enum": _choice,
    "string_type": _text,
    "string_too_short": lambda key, context, written: f"太短，至少 {context['min_length']} 个字，现在只有 {context['length']} 个",
    "string_too_long": lambda key, context, written: f"太长，最多 {context['max_length']} 个字，现在有 {context['length']} 个",
    "string_pattern_mismatch": lambda key, context, written: f"{_PATTERNS.get(key, '写法不对')}，现在写的是 {written}",
    "too_short": _too_few,
    "too_long": _too_many,
    "list_type": _list,
    "model_type": lambda key, context, written: "这里要写成下一级的几行“键: 值”",
    "int_type": lambda key, context, written: f"这里要写一个整数，现在写的是 {written}",
    "int_parsing": lambda key, context, written: f"这里要写一个整数，现在写的是 {written}",
    "int_from_float": lambda key, context, written: f"这里要写一个整数，现在写的是 {written}",
    "greater_than": lambda key, context, written: f"要大于 {context['gt']:g}，现在写的是 {written}",
    "less_than": lambda key, context, written: f"要小于 {context['lt']:g}，现在写的是 {written}",
    "greater_than_equal": lambda key, context, written: f"不能小于 {context['ge']}，现在写的是 {written}",
    "less_than_equal": lambda key, context, written: f"不能大于 {context['le']}，现在写的是 {written}",
    "value_error": lambda key, context, written: str(context["error"]),
}
