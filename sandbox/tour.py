"""`shouwang demo --tour`: one story through the real processes, told in the terminal; exits non-zero when a step fails."""

import asyncio
import tempfile
from pathlib import Path

from rich.cells import chop_cells
from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from sandbox.bots import Bots
from sandbox.client import Desk
from sandbox.run import Served
from sandbox.sample import deployment
from sandbox.story import WAITS, Story

out = Console()


def _folded(text: str) -> str:
    """Lines broken to fit a panel anywhere, as Chinese is; rich breaks only at spaces."""
    return "\n".join(part for line in text.splitlines() for part in chop_cells(line, out.width - 4) or [""])


async def _play(url: str, bots: Bots) -> int:
    async with Desk(url) as desk:
        people, groups = await desk.sample()
        with out.status("正在应用部署文件、编译套路库、启动两个机器人，第一次要一两分钟……"):
            await asyncio.to_thread(bots.setup, deployment(WAITS))
            await asyncio.to_thread(bots.start, "duty")
            await asyncio.to_thread(bots.start, "community")
        for number, (title, deed) in enumerate(Story(desk, bots, people, groups).steps(), 1):
            try:
                seen = await deed()
            except Exception as fault:
                out.print(Panel(f"{type(fault).__name__}: {fault}", title=f"✗ {number}. {title}", border_style="red"))
                return 1
            out.print(Panel(Text(_folded(seen)), title=f"✓ {number}. {title}", title_align="left", border_style="green"), highlight=False)
        if violations := await desk.violations():
            out.print(f"[red]有 {len(violations)} 个请求不合 Bot API 的规矩：{violations[0]}[/]")
            return 1
    out.print("[bold green]故事讲完，每一步都亲眼看到。[/]")
    return 0


def play(folder: Path | None = None) -> int:
    """Play the story; returns the exit code. `folder` is the data directory, a new one unless given."""
    with tempfile.TemporaryDirectory(prefix="shouwang-tour-") as fresh, Served() as desk:
        bots = Bots(desk.url, folder or Path(fresh))
        try:
            return asyncio.run(_play(desk.url, bots))
        finally:
            bots.stop()
