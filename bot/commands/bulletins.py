"""`shouwang bulletin …`: what editors ask about the case of the week."""

from typing import Annotated, Any

import typer
from rich.table import Table

from bot.commands.terminal import finished, out, settings

app = typer.Typer(no_args_is_help=True, help="每周一案：排期、配图")


@app.command("plan")
def bulletin_plan(weeks: Annotated[int, typer.Option(min=1, max=26, help="看几周")] = 4) -> None:
    """看看接下来几周每个群会收到哪个案例。"""
    from bot.library.compile import opened
    from bot.opening import open_store
    from bot.publicity.bulletins import plan_ahead

    async def work() -> list[Any]:
        knobs = settings()
        store = await open_store(knobs)
        try:
            return list(await plan_ahead(store, opened(knobs.content_dir, knobs.library_path), weeks))
        finally:
            await store.close()

    table = Table("时间", "周", "群", "案例", "理由", "状态")
    for line in finished(work()):
        when = f"{line.due.at.astimezone():%m-%d %H:%M}"
        table.add_row(when, line.due.week, line.group, line.title or "（没有可用的案例）", line.why, line.state or "待发")
    out.print(table)
