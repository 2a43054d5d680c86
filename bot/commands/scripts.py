"""`shouwang scripts`: how the scripts fared that officers and grid workers were shown, for whoever rewrites them."""

from typing import TYPE_CHECKING

from rich.table import Table

from bot.commands.terminal import finished, opened, out
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.desk.scripts import Figures


def scripts() -> None:
    """话术用得怎么样：看过几次，之后有进展几次，其中劝住或找到几次。"""
    rows = finished(_figures(Settings()))
    if not rows:
        out.print("还没有人看过话术。")
        return
    table = Table("话术", "版本", "看过", "之后有进展", "劝住或找到")
    for row in rows:
        share = f"{row.good}（{row.good / row.followed:.0%}）" if row.followed else "0"
        table.add_row(row.script, str(row.version), str(row.shown), str(row.followed), share)
    out.print(table)


async def _figures(settings: Settings) -> "list[Figures]":
    from bot.desk.scripts import figures

    async with opened(settings) as store:
        return await figures(store)
