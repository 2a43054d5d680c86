"""`shouwang people …`: what an operator does for one person: show everything kept about them, take the right to report, give it back."""

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from typing import Annotated, Any, TypeVar

import typer
from rich.console import Console

from bot.commands.terminal import opened
from bot.opening import open_cipher
from bot.people import rights
from bot.settings import Settings
from bot.store.engine import Store

T = TypeVar("T")
Person = Annotated[int, typer.Argument(metavar="ID", help="Telegram 数字编号")]
out = Console(soft_wrap=True, highlight=False)
app = typer.Typer(no_args_is_help=True, help="居民的权利：导出、停用和恢复报告功能")


def _done(work: Callable[[Store, Settings], Awaitable[T]]) -> T:
    """Run one act on the database as it is."""
    settings = Settings()

    async def run() -> T:
        async with opened(settings) as store:
            return await work(store, settings)

    return asyncio.run(run())


@app.command("export")
def export(person: Person) -> None:
    """把保存的、与这个人有关的全部内容写成 JSON（没有遮盖，请妥善保管）。"""

    async def work(store: Store, settings: Settings) -> dict[str, Any]:
        return await rights.export(store, open_cipher(settings), person)

    sys.stdout.write(json.dumps(_done(work), ensure_ascii=False, indent=2) + "\n")


@app.command("block")
def block(person: Person) -> None:
    """停用一个人的报告功能。"""
    changed = _done(lambda store, _: rights.block(store, person, True))
    out.print(f"{person} 的报告功能已停用。" if changed else f"{person} 的报告功能本来就停用着。")


@app.command("unblock")
def unblock(person: Person) -> None:
    """恢复一个人的报告功能。"""
    changed = _done(lambda store, _: rights.block(store, person, False))
    out.print(f"{person} 的报告功能已恢复。" if changed else f"{person} 的报告功能没有被停用。")
