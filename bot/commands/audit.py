"""`shouwang audit …`: what an operator asks of the system about itself.

Prints for people, in Chinese; exit code 1 when something is wrong.
"""

from datetime import timedelta
from typing import Annotated

import typer
from rich.table import Table

from bot import clock
from bot.commands.terminal import finished, opened, out, settings
from bot.errors import OperatorError
from bot.store import chain, deployments
from bot.store.chain import Walk
from bot.texts import say
from bot.watching.audit import examine
from bot.watching.finding import Finding

app = typer.Typer(help="自查：该往前走的是不是都在走；日志有没有被改过；上周的倒查清单")

LOGS = {"acts": "运维和登记", "alert_log": "预警经过"}
FAULTS = {
    "changed": "第 {place} 条和当时封存的不一样",
    "missing": "第 {place} 条不见了",
    "added": "多出一条没有封存过的（行号 {place}）",
    "short": "从第 {place} 条起不见了",
    "headless": "链尾的记录不见了，或者对不上（已核对 {lines} 条）",
    "unknown": "第 {place} 条和别处记下的封印不一样",
}


@app.callback(invoke_without_command=True)
def audit(
    context: typer.Context,
    repair: Annotated[bool, typer.Option("--repair", help="能安全修复的就修复")] = False,
    watch: Annotated[bool, typer.Option("--watch", help="一直看着，每分钟一次，直到 Ctrl-C")] = False,
) -> None:
    """该往前走的是不是都在走：没有问题退出码是 0，有问题是 1。"""
    if context.invoked_subcommand is not None:
        return
    if watch:
        from bot.logs import set_up
        from bot.watching.watch import watch as keep_watch

        knobs = settings()
        set_up(knobs.log_level, knobs.log_format)
        finished(keep_watch(knobs))
        return
    found = finished(_examined(repair))
    table = Table("", "情况", "处理", title="自查")
    for finding, mended in found:
        table.add_row("[yellow]·[/]" if finding.minor else "[bold red]✗[/]", finding.text, _handling(finding, mended))
    out.print(table if found else "✓ 一切正常：每条预警、每条通知、每条消息都有下一步。")
    raise typer.Exit(1 if any(not mended for _, mended in found) else 0)


async def _examined(repair: bool) -> list[tuple[Finding, bool]]:
    async with opened(settings()) as store:
        found = await examine(store)
        if not (found and repair):
            return [(finding, False) for finding in found]
        from bot.watching.mending import Mender

        mender = Mender(store)
        try:
            return [(finding, await mender.mend(finding)) for finding in found]
        finally:
            mender.close()


def _handling(finding: Finding, mended: bool) -> str:
    if mended:
        return "已修复"
    return "可以自动修复（--repair）" if finding.mend is not None else "请人处理"


@app.command("log")
def log(
    verify: Annotated[bool, typer.Option("--verify", help="从第一条核对到最后一条")] = False,
    known: Annotated[str, typer.Option(help="别处记下的封印，如 alert_log:1234:9f86d081…，核对它还在链上")] = "",
) -> None:
    """日志链：有多少条、链尾的封印；--verify 核对有没有被改过、删过、插过。"""
    noted = _known(known)

    async def work() -> list[Walk]:
        async with opened(settings()) as store, store.begin() as session:
            if verify or noted:
                return [await chain.walk(session, name, noted.get(name)) for name in LOGS]
            return [Walk(name, *await chain.head(session, name)) for name in LOGS]

    walks = finished(work())
    for walk in walks:
        if walk.fault:
            out.print(f"[bold red]✗[/] {LOGS[walk.chain]}：{FAULTS[walk.fault].format(place=walk.place, lines=walk.lines)}")
            continue
        seal = f"{walk.chain}:{walk.lines}:{walk.seal[:16]}"
        out.print(f"{'✓ 完好，' if verify or noted else ''}{LOGS[walk.chain]} {walk.lines} 条，封印 {seal}")
    raise typer.Exit(1 if any(walk.fault for walk in walks) else 0)


@app.command("week")
def week(back: Annotated[int, typer.Option(min=0, max=520, help="再往前几周")] = 0) -> None:
    """倒查清单：上周停滞、无人签收、复查退回、发生损失、没有找到的预警。"""
    from bot.desk.lookback import Week, happened, of_week, slot_before

    async def work() -> Week:
        async with opened(settings()) as store, store.begin() as session:
            plan = await deployments.plan(session)
            zone = ((plan or {}).get("bulletin") or {}).get("timezone") or "Asia/Shanghai"
            return await of_week(session, await happened(session, slot_before(clock.now() - timedelta(weeks=back), zone).at))

    found = finished(work())
    table = Table("预警", "级别", "辖区", "情况", title=f"倒查清单 {found.name}（新增预警 {found.raised} 条）")
    for entry in found.entries:
        table.add_row(str(entry.number), say(f"tier-{entry.tier}"), entry.area, "、".join(entry.why))
    out.print(table)


def _known(noted: str) -> dict[str, tuple[int, str]]:
    """`alert_log:1234:9f86d081` → chain, length and seal; raises OperatorError."""
    if not noted:
        return {}
    name, _, rest = noted.partition(":")
    length, _, seal = rest.partition(":")
    if name not in LOGS or not length.isdigit() or len(seal.rstrip("…")) < 8:
        raise OperatorError("封印要照抄 shouwang audit log 打印的样子，如 alert_log:1234:9f86d081884c7d65")
    return {name: (int(length), seal.rstrip("…"))}
