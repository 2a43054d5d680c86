"""Logs say what happened and never what somebody said, and never a token."""

import io
import json
import logging
from collections.abc import Iterator

import pytest

from bot import logs

TOKEN = "123456789:AAF-abcdefghijklmnopqrstuvwxyz_0123"
WORDS = "对方让我把钱转到安全账户"


@pytest.fixture
def root() -> Iterator[logging.Logger]:
    """The root logger, put back afterwards as it was."""
    logger = logging.getLogger()
    handlers, level, dbos = logger.handlers[:], logger.level, logging.getLogger("dbos").handlers[:]
    levels = {name: logging.getLogger(name).level for name in logs.QUIET}
    yield logger
    logger.handlers[:], logging.getLogger("dbos").handlers[:] = handlers, dbos
    logger.setLevel(level)
    for name, was in levels.items():
        logging.getLogger(name).setLevel(was)


def spoken(root: logging.Logger, style: str, level: str = "INFO") -> io.StringIO:
    """What standard error gets, once logs are set up in this style."""
    logs.set_up(level, style)
    stream = io.StringIO()
    handler = root.handlers[0]
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(stream)
    return stream


@pytest.mark.parametrize("style", ["text", "json"])
def test_a_token_is_blotted_out(root: logging.Logger, style: str) -> None:
    stream = spoken(root, style)
    logging.getLogger("bot.test").warning("POST https://api.telegram.org/bot%s/getMe failed", TOKEN)
    assert TOKEN not in stream.getvalue()
    assert "AAF" not in stream.getvalue()
    assert "bot<token>/getMe failed" in stream.getvalue()


@pytest.mark.parametrize("style", ["text", "json"])
def test_of_an_exception_only_its_kind_and_place_are_logged(root: logging.Logger, style: str) -> None:
    stream = spoken(root, style)

    def fails() -> None:
        raise ValueError(f"cannot read {WORDS}")

    try:
        fails()
    except ValueError:
        logging.getLogger("bot.test").exception("update 17 failed")
    said = stream.getvalue()
    assert WORDS not in said
    assert "update 17 failed [ValueError in fails:" in said
    assert "Traceback" not in said
    assert len(said.splitlines()) == 1


def test_a_line_of_json_says_when_how_bad_who_and_what(root: logging.Logger) -> None:
    stream = spoken(root, "json")
    logging.getLogger("bot.test").error("预警 %d 号\n第二行", 17)
    event = json.loads(stream.getvalue())
    assert (event["level"], event["logger"], event["message"]) == ("ERROR", "bot.test", "预警 17 号\n第二行")
    assert event["at"].endswith("+00:00")


def test_libraries_speak_only_when_something_is_wrong(root: logging.Logger) -> None:
    stream = spoken(root, "text", "DEBUG")
    for name in ("httpx", "aiogram.event", "apscheduler.scheduler", "sqlalchemy.engine"):
        logging.getLogger(name).info("POST %s", WORDS)
    assert not stream.getvalue()
    logging.getLogger("aiogram.event").warning("careful")
    assert "careful" in stream.getvalue()


def test_the_level_is_the_operators_choice(root: logging.Logger) -> None:
    stream = spoken(root, "text", "warning")
    logging.getLogger("bot.test").info("已就绪")
    logging.getLogger("bot.test").warning("磁盘快满了")
    assert "已就绪" not in stream.getvalue()
    assert "WARNING bot.test  磁盘快满了" in stream.getvalue()
