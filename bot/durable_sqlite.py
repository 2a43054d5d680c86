"""What the workflow engine lacks on SQLite: an old library's clock, and one look for everybody who waits.

Before the engine of bot.durable starts. PostgreSQL has both by itself.
"""

import logging
import sqlite3
import time
from typing import Any

import sqlalchemy as sa
from dbos._sys_db_sqlite import SQLiteSystemDatabase

log = logging.getLogger(__name__)

_LISTENER = "_notification_listener"
"""The engine offers no other way to listen; its version is pinned, and a test of bot.durable sees when this no longer takes."""
TOGETHER = 500
"""For so many waiting workflows one query looks."""


def teach() -> None:
    """Both; harmless when it is done again."""
    setattr(SQLiteSystemDatabase, _LISTENER, _listen)
    if sqlite3.sqlite_version_info < (3, 42):  # these answer unixepoch('subsec') with NULL on Python 3.12 and newer
        sa.event.listen(sa.engine.Engine, "connect", _add_clock)


def _add_clock(connection: Any, _: object) -> None:
    if hasattr(connection, "create_function"):
        connection.create_function("unixepoch", 1, lambda modifier: time.time())


def _listen(engine: Any) -> None:
    """Wake the workflows for whom a message lies in the database, until the engine stops.

    The engine's own way asks once for each that waits, ten times a second: five hundred ladders that wait for a signature kept a processor
    busy and everything else waiting. Ours wait for messages alone, neither for events nor for streams.
    """
    while engine._run_background_processes:
        time.sleep(engine._notification_listener_polling_interval_sec)
        try:
            waiting = {(workflow, topic): signal for _, (workflow, topic, _), signal in engine.notifications_map.snapshot()}
            for workflow, topic in _told(engine, sorted({workflow for workflow, _ in waiting})):
                if signal := waiting.get((workflow, topic)):
                    signal.set()
        except Exception as fault:  # looked for again; the engine itself looks once a minute, too
            log.warning("looking for messages: %s", type(fault).__name__)


def _told(engine: Any, workflows: list[str]) -> list[tuple[str, str]]:
    """Workflow and topic of every message that nobody has taken."""
    table, found = engine.tables.notifications.c, []
    for first in range(0, len(workflows), TOGETHER):
        query = sa.select(table.destination_uuid, table.topic).distinct()
        query = query.where(table.destination_uuid.in_(workflows[first : first + TOGETHER]), table.consumed.is_(False))
        with engine.engine.connect() as line:
            found += [(workflow, topic) for workflow, topic in line.execute(query)]
    return found
