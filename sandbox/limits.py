"""How long, how many: the documented limits of what a bot may send, checked after `spec` and before `methods`."""

import re
from collections.abc import Iterator
from typing import Any

from sandbox.refusals import bad, broken
from sandbox.spec import Params

_TEXT = {"sendMessage", "editMessageText", "editEphemeralMessageText"}
_ACTIONS = {"url", "callback_data", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat",
            "switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay"}  # fmt: skip
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LENGTHS = {"setMyDescription": ("description", 512), "setMyShortDescription": ("short_description", 120), "setMyName": ("name", 64)}


def check_limits(method: str, params: Params) -> None:
    """Raise 400 when a documented length or count is exceeded; a text is looked at without the white space around it."""
    for markup in _of(params, "parse_mode"):
        raise broken(f"this desk reads plain text only, parse_mode {markup!r} is not understood")
    if method in _TEXT:
        _length("message text", params["text"].strip(), 1, 4096)
    for caption in _of(params, "caption"):
        _length("message caption", caption, 0, 1024)
    if "reply_markup" in params:
        _keyboard(params["reply_markup"])
    if method in _CHECKS:
        _CHECKS[method](params)
    if method in _LENGTHS:
        name, most = _LENGTHS[method]
        _length(name, params.get(name, ""), 0, most)


def _of(params: Any, key: str) -> Iterator[Any]:
    """Every value under `key`, at any depth."""
    if isinstance(params, list):
        for item in params:
            yield from _of(item, key)
    elif isinstance(params, dict):
        for name, value in params.items():
            if name == key or (key == "parse_mode" and name.endswith("_parse_mode")):
                yield value
            else:
                yield from _of(value, key)


def _length(what: str, text: str, least: int, most: int) -> None:
    if len(text) < least:
        raise broken(f"{what} is empty")
    if len(text) > most:
        raise broken("message is too long" if what == "message text" else f"{what} is too long")


def _keyboard(markup: Params) -> None:
    rows = markup.get("inline_keyboard", [])
    buttons = [button for row in rows for button in row]
    if len(buttons) > 100 or any(len(row) > 8 for row in rows):
        raise broken("REPLY_MARKUP_TOO_LONG")
    for button in buttons:
        if not button.get("text", "").strip():
            raise broken("inline keyboard button text is empty")
        if len(_ACTIONS & button.keys()) != 1:
            raise broken("Text buttons are unallowed in the inline keyboard: a button needs exactly one action")
        if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= 64:
            raise broken("BUTTON_DATA_INVALID")


def _poll(params: Params) -> None:
    _length("poll question", params["question"].strip(), 1, 300)
    if not 1 <= len(params["options"]) <= 12:
        raise broken("poll must have from 1 to 12 options")
    for option in params["options"]:
        _length("poll option", option.get("text", "").strip(), 1, 100)
    explanation = params.get("explanation", "")
    _length("poll explanation", explanation, 0, 200)
    if explanation.count("\n") > 2:
        raise broken("poll explanation has too many line feeds")
    if "open_period" in params and "close_date" in params:
        raise broken("open_period and close_date can't be used together")
    if "open_period" in params and not 5 <= params["open_period"] <= 2_628_000:
        raise broken("poll open period is wrong")
    _quiz(params)


def _quiz(params: Params) -> None:
    right = params.get("correct_option_ids", [])
    if params.get("type") != "quiz":
        if right or params.get("explanation"):
            raise broken("correct_option_ids and explanation are for quizzes")
        return
    if not right:
        raise broken("there is no correct option in the quiz")
    if any(not 0 <= number < len(params["options"]) for number in right):
        raise broken("wrong correct option ID specified")


def _album(params: Params) -> None:
    if not 2 <= len(params["media"]) <= 10:
        raise broken("an album has 2 to 10 items")


def _deletion(params: Params) -> None:
    if not 1 <= len(params["message_ids"]) <= 100:
        raise broken("1 to 100 message identifiers can be given")


def _commands(params: Params) -> None:
    if len(params["commands"]) > 100:
        raise broken("BOT_COMMANDS_TOO_MUCH")
    for item in params["commands"]:
        if not _COMMAND.fullmatch(item.get("command", "")):
            raise broken("BOT_COMMAND_INVALID")
        if not 1 <= len(item.get("description", "")) <= 256:
            raise broken("BOT_COMMAND_DESCRIPTION_INVALID")


def _answer(params: Params) -> None:
    _length("callback answer", params.get("text", ""), 0, 200)


def _guest(params: Params) -> None:
    content = params["result"].get("input_message_content", {})
    if params["result"].get("type") != "article" or "message_text" not in content:
        raise bad("this desk shows only articles with a message_text as guest answers")
    _length("message text", content["message_text"].strip(), 1, 4096)
    if "reply_markup" in params["result"]:
        _keyboard(params["result"]["reply_markup"])


def _topic(params: Params) -> None:
    _length("topic name", params["name"], 1, 128)


_CHECKS = {"sendPoll": _poll, "sendMediaGroup": _album, "deleteMessages": _deletion, "setMyCommands": _commands,
           "answerCallbackQuery": _answer, "answerGuestQuery": _guest, "createForumTopic": _topic}  # fmt: skip
