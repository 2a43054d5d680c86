"""Every request of a bot, checked against the published Bot API (`bot-api.json`) before anything happens on the desk.

First stop of a request: `server` reads it off the wire, `check` turns its strings into values or refuses it, `limits` looks
at lengths, then `methods` acts. Real Telegram forgives unknown parameters; the desk does not, so that a typo is found here.
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from sandbox.refusals import Refusal, broken

Params = dict[str, Any]


@dataclass(frozen=True)
class Upload:
    """A file that came with a multipart request."""

    name: str
    content: bytes
    mime: str


@cache
def contract() -> dict[str, Any]:
    """Bot API 10.2 as data: `methods` with parameters, `types` with fields."""
    loaded: dict[str, Any] = json.loads(files("sandbox").joinpath("bot-api.json").read_text(encoding="utf-8"))
    return loaded


@cache
def _canonical() -> dict[str, str]:
    return {name.lower(): name for name in contract()["methods"]}


def method_name(raw: str) -> str:
    """The method as documented (Telegram ignores case); raises 404 for one that does not exist."""
    name = _canonical().get(raw.lower())
    if name is None:
        raise Refusal(404, "Not Found", violation=True)
    return name


def check(method: str, raw: Params) -> Params:
    """Parameters with their documented types; raises 400 for unknown, missing or mistyped ones."""
    documented = contract()["methods"][method]["params"]
    clean: Params = {}
    for name, value in raw.items():
        if name not in documented:
            if isinstance(value, Upload):  # a part that some `attach://name` points to
                clean[name] = value
                continue
            raise broken(f'method {method} has no parameter "{name}"')
        if value is not None:
            clean[name] = _value(documented[name]["type"], value, name)
    missing = [name for name, rule in documented.items() if rule["required"] and name not in clean]
    if missing:
        raise broken(f'parameter "{missing[0]}" is required')
    return clean


def _value(kind: str, value: Any, where: str) -> Any:
    if kind.startswith("Array of "):
        inner = kind.removeprefix("Array of ")
        # "Array of InputMediaAudio, InputMediaDocument … and InputMediaVideo" is how the documentation writes an album
        inner = "InputMedia" if ", " in inner else inner
        return [_value(inner, item, f"{where}[{i}]") for i, item in enumerate(_parsed(value, list, where))]
    if " or " in kind:
        return _one_of(kind.split(" or "), value, where)
    scalar = _SCALARS.get(kind)
    return scalar(value, where) if scalar else _object(kind, value, where)


def _one_of(kinds: list[str], value: Any, where: str) -> Any:
    refusal: Refusal | None = None
    for kind in kinds:
        try:
            return _value(kind, value, where)
        except Refusal as error:
            refusal = error
    raise refusal or broken(f'wrong type of "{where}"')


def _parsed(value: Any, wanted: type, where: str) -> Any:
    if isinstance(value, str):  # forms carry lists and objects as JSON text
        try:
            value = json.loads(value)
        except ValueError as error:
            raise broken(f'can\'t parse "{where}" JSON object') from error
    if not isinstance(value, wanted):
        raise broken(f'"{where}" must be {"an array" if wanted is list else "an object"}')
    return value


def _integer(value: Any, where: str) -> int:
    if isinstance(value, str) and value.removeprefix("-").isdigit():
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise broken(f'"{where}" must be an integer')


def _float(value: Any, where: str) -> float:
    try:
        return float(value)
    except (TypeError, ValueError) as error:
        raise broken(f'"{where}" must be a number') from error


def _boolean(value: Any, where: str) -> bool:
    if isinstance(value, bool):
        return value
    if str(value).lower() in {"true", "false", "1", "0"}:
        return str(value).lower() in {"true", "1"}
    raise broken(f'"{where}" must be a boolean')


def _string(value: Any, where: str) -> str:
    if not isinstance(value, str):
        raise broken(f'"{where}" must be a string')
    if "\x00" in value:
        raise broken(f'"{where}" must be encoded in UTF-8')
    return value


def _file(value: Any, where: str) -> Upload | str:
    if isinstance(value, Upload | str):
        return value
    raise broken(f'"{where}" must be a file')


_SCALARS = {"Integer": _integer, "Float": _float, "Boolean": _boolean, "True": _boolean, "String": _string, "InputFile": _file}


@cache
def _fields(kind: str) -> dict[str, tuple[str, ...]]:
    """Field → possible types; a family without fields of its own (InputMedia, BotCommandScope …) has those of all its members."""
    types = contract()["types"]
    if kind not in types:
        raise broken(f"unknown type {kind}")
    own = types[kind]["fields"]
    suffix = kind.removeprefix("Input") if kind == "InputMessageContent" else None
    members = [name for name in types if (name.endswith(suffix) if suffix else name.startswith(kind))]
    found: dict[str, list[str]] = {}
    for name in [kind] if own else members:
        for field, rule in types[name]["fields"].items():
            found.setdefault(field, []).append(rule["type"])
    return {field: tuple(dict.fromkeys(kinds)) for field, kinds in found.items()}


def _object(kind: str, value: Any, where: str) -> Params:
    fields = _fields(kind)
    clean: Params = {}
    for name, item in _parsed(value, dict, where).items():
        if name not in fields:
            raise broken(f'{kind} in "{where}" has no field "{name}"')
        if item is not None:
            clean[name] = _one_of(list(fields[name]), item, f"{where}.{name}")
    return clean
