"""Which worker processes still own unfinished workflows, read from the workflow engine's own table."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession


async def with_pending_work(session: AsyncSession) -> Sequence[str]:
    """Names of workers that own work in progress, dead or alive."""
    schema = "dbos." if session.get_bind().dialect.name == "postgresql" else ""
    rows = await session.execute(sa.text(f"select distinct executor_id from {schema}workflow_status where status = 'PENDING'"))
    return [row[0] for row in rows if row[0]]


async def under_way(session: AsyncSession, ids: Sequence[str]) -> Sequence[str]:
    """Which of these workflows have not ended."""
    if not ids:
        return []
    schema = "dbos." if session.get_bind().dialect.name == "postgresql" else ""
    query = (
        f"select workflow_uuid from {schema}workflow_status where workflow_uuid in :ids and status in ('ENQUEUED', 'PENDING', 'DELAYED')"
    )
    rows = await session.execute(sa.text(query).bindparams(sa.bindparam("ids", expanding=True)), {"ids": list(ids)})
    return [row[0] for row in rows]


async def waits(session: AsyncSession, workflow_id: str) -> bool:
    """Whether this workflow is queued and was never begun: it will read what this transaction writes.

    On PostgreSQL it is held back until the transaction ends; SQLite has one writer.
    """
    server = session.get_bind().dialect.name == "postgresql"
    schema, held = ("dbos.", " for share skip locked") if server else ("", "")
    query = f"select 1 from {schema}workflow_status where workflow_uuid = :id and status = 'ENQUEUED' and recovery_attempts = 0{held}"
    return (await session.execute(sa.text(query), {"id": workflow_id})).scalar_one_or_none() is not None


async def progress(session: AsyncSession, workflow_id: str) -> str | None:
    """The state of one workflow in the engine's words, None when there is none."""
    schema = "dbos." if session.get_bind().dialect.name == "postgresql" else ""
    query = sa.text(f"select status from {schema}workflow_status where workflow_uuid = :id")
    return (await session.execute(query, {"id": workflow_id})).scalar_one_or_none()


async def sweep(session: AsyncSession, before: datetime, most: int) -> int:
    """Forget workflows that ended well before then, with all the engine remembers of them; returns how many, `most` at once."""
    schema = await schema_of(session)
    if schema is None:
        return 0
    query = f"select workflow_uuid from {schema}workflow_status where completed_at < :before and status = 'SUCCESS' limit {most}"
    ids = list((await session.scalars(sa.text(query), {"before": int(before.timestamp() * 1000)})).all())
    for table in ("operation_outputs", "workflow_input", "workflow_output", "workflow_status") if ids else ():
        gone = sa.text(f"delete from {schema}{table} where workflow_uuid in :ids").bindparams(sa.bindparam("ids", expanding=True))
        await session.execute(gone, {"ids": ids})
    return len(ids)


async def schema_of(session: AsyncSession) -> str | None:
    """Where the engine's tables stand, ready to be put before a name; None while it has never run on this database."""
    if session.get_bind().dialect.name == "postgresql":
        known = (await session.execute(sa.text("select to_regclass('dbos.workflow_status')"))).scalar_one_or_none()
        return "dbos." if known else None
    query = "select name from sqlite_master where type = 'table' and name = 'workflow_status'"
    return "" if (await session.execute(sa.text(query))).scalar_one_or_none() else None
