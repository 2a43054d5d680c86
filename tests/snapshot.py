"""All rows of the house at one moment, to tell whether anything was changed."""

from collections.abc import Collection
from typing import Any

import sqlalchemy as sa

from bot.office import Office
from bot.store.models import Base
from tests.conftest import until

COMES_AND_GOES = ("inbox", "heartbeats")
"""What changes by itself while nothing is changed."""


async def rows(office: Office, but: Collection[int] = ()) -> dict[str, list[Any]]:
    """Every table as rows in the order of their keys; `but`: people whose own row of a table is not looked at."""
    found: dict[str, list[Any]] = {}
    async with office.store.engine.connect() as connection:
        for table in Base.metadata.sorted_tables:
            if table.name not in COMES_AND_GOES:
                query = sa.select(table).order_by(*table.primary_key)
                kept = [row for row in (await connection.execute(query)).mappings() if row.get("telegram") not in but]
                found[table.name] = [dict(row) for row in kept]
    return found


async def at_rest(office: Office) -> None:
    """Wait until no workflow is at work but those that wait for an answer or for their time."""
    table = "workflow_status" if office.store.sqlite else "dbos.workflow_status"
    query = sa.text(f"select count(*) from {table} where status in ('PENDING', 'ENQUEUED') and name <> 'escalate'")

    async def rests() -> bool:
        async with office.store.engine.connect() as connection:
            return (await connection.execute(query)).scalar_one() == 0

    await until(rests)


def changed(before: dict[str, list[Any]], after: dict[str, list[Any]]) -> dict[str, Any]:
    """The tables that differ, with the rows that are new or were otherwise."""
    return {name: [row for row in after[name] if row not in before[name]] for name in before if before[name] != after[name]}
