"""What the rooms of the command line share: the settings in plain words, where they print, and one coroutine a command."""

import asyncio
import os
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from pydantic import ValidationError
from rich.console import Console
from sqlalchemy.exc import SQLAlchemyError

from bot.errors import OperatorError
from bot.library.reasons import say as fault_in_words
from bot.settings import Settings
from bot.store.engine import Store

T = TypeVar("T")
out = Console(soft_wrap=True, highlight=False)
err = Console(stderr=True, soft_wrap=True, highlight=False)


def settings() -> Settings:
    """The settings; raises OperatorError naming the variable that is wrong."""
    try:
        return Settings()
    except ValidationError as wrong:
        faults = [f"{_variable(error['loc'])}：{fault_in_words(error, None)}" for error in wrong.errors()]
        raise OperatorError("设置有误：" + "；".join(faults)) from wrong


def _variable(place: tuple[str | int, ...]) -> str:
    """The environment variable behind a faulty field."""
    name = "_".join(map(str, place)).upper()
    return name if name.startswith(("OPENAI_API_KEY", "OPENAI_BASE_URL")) else f"SHOUWANG_{name}"


def finished(work: Coroutine[Any, Any, T]) -> T:
    """Run a command's coroutine to its end."""
    return asyncio.run(work)


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Store]:
    """The database as it is, without bringing it up to date; raises OperatorError when there is none or it cannot be read."""
    store = Store(settings.database, settings.data_dir)
    if store.sqlite and not await asyncio.to_thread(os.path.exists, store.url.database or ""):
        raise OperatorError(f"还没有数据库：{store.url.database}。请先执行 shouwang setup")
    try:
        yield store
    except SQLAlchemyError as fault:
        raise OperatorError(f"数据库读不出来（{type(fault).__name__}）：请检查 SHOUWANG_DATABASE_URL，或者先执行 shouwang setup") from fault
    finally:
        await store.close()
