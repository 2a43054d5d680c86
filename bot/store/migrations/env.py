"""Alembic's door: migrations run on the connection that `Store.migrate` hands over, or on a URL given with `-x url=…` for authors."""

from typing import Any, Literal

import sqlalchemy as sa
from alembic import context

from bot.store.models import Base, Moment


def ours(name: str | None, kind: str, parents: object) -> bool:
    """Leave the workflow engine's tables alone: on SQLite they share the file."""
    return kind != "table" or name in Base.metadata.tables


def render(kind: str, item: Any, autogen: Any) -> str | Literal[False]:
    """Write our own column types in a form that a migration can import."""
    if kind == "type" and isinstance(item, Moment):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, sa.JSON):
        return 'sa.JSON().with_variant(postgresql.JSONB(), "postgresql")'
    return False


def run(connection: sa.Connection) -> None:
    """Upgrade inside the caller's transaction."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        include_name=ours,
        render_item=render,
        render_as_batch=True,
        compare_type=False,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with sa.create_engine(context.get_x_argument(as_dictionary=True)["url"]).connect() as made:
        run(made)
        made.commit()
