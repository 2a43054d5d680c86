"""`shouwang bulletin …`: what editors ask about the case of the week, and what they change of it."""

from typing import Annotated, Any

import typer
from rich.table import Table

from bot.commands.terminal import finished, out, settings
from bot.errors import OperatorError, UserError
from bot.publicity.editing import Scope, Wanted
from bot.texts import say

app = typer.Typer(no_args_is_help=True, help="每周一案：排期、换一个、不发、撤回、配图")
Week = Annotated[str, typer.Argument(help="哪一周，如 2026-W49")]
Group = Annotated[int | None, typer.Option("--group", help="只这一个群（Telegram 的群编号，负数）")]
Area = Annotated[str | None, typer.Option("--area", help="这个辖区和下面的所有群（辖区代码）")]


@app.command("plan")
def bulletin_plan(weeks: Annotated[int, typer.Option(min=1, max=26, help="看几周")] = 4) -> None:
    """看看接下来几周每个群会收到哪个案例。"""
    from bot.library.compile import opened
    from bot.opening import open_store
    from bot.publicity.forecast import plan_ahead
    from bot.store import deployments

    async def work() -> tuple[list[Any], Any]:
        knobs = settings()
        store = await open_store(knobs)
        try:
            async with store.begin() as session:
                zone = await deployments.zone(session)
            return await plan_ahead(store, opened(knobs.content_dir, knobs.library_path), weeks), zone
        finally:
            await store.close()

    table = Table("时间", "周", "群", "案例", "理由", "状态")
    lines, zone = finished(work())
    for line in lines:
        when = f"{line.due.at.astimezone(zone):%m-%d %H:%M}"
        title = line.title or line.story or ("（不发）" if line.fault == "editor" else "（没有可用的案例）")
        table.add_row(when, line.due.week, line.group, title, line.why, line.state or ("待发" if line.story else ""))
    out.print(table)


@app.command("replace")
def bulletin_replace(
    week: Week,
    story: Annotated[str, typer.Argument(help="案例的编号，就是 content/stories/ 里的文件名")],
    group: Group = None,
    area: Area = None,
) -> None:
    """那一周换成这个案例；半年内发过它的群不变。"""
    _changed(week, "story", story, group, area)


@app.command("skip")
def bulletin_skip(week: Week, group: Group = None, area: Area = None) -> None:
    """那一周不发。"""
    _changed(week, "skip", None, group, area)


@app.command("restore")
def bulletin_restore(week: Week, group: Group = None, area: Area = None) -> None:
    """那一周恢复自动安排。"""
    _changed(week, "auto", None, group, area)


@app.command("withdraw")
def bulletin_withdraw(
    week: Week, group: Group = None, area: Area = None, story: Annotated[str | None, typer.Option(help="只撤回这个案例")] = None
) -> None:
    """撤回那一周已经发出去的图和小测验（48 小时以内的才删得掉），由正在运行的社区机器人去删。"""
    from bot.publicity.recalling import withdraw

    async def work(store: Any, _: Any, scope: Scope, engine: Any) -> int:
        return await withdraw(store, None, week, [scope], story, engine=engine)

    count = _done(work, group, area)
    out.print(f"正在撤回 {count} 个群的" if count else "这些已经在撤回了")


def _changed(week: str, act: Any, story: str | None, group: int | None, area: str | None) -> None:
    from bot.publicity.editing import decide

    async def work(store: Any, library: Any, scope: Scope, engine: Any) -> bool:
        return await decide(store, library, None, Wanted(week, scope, act, story), engine=engine)

    out.print(say("week-changed") if _done(work, group, area) else say("week-unchanged"))


def _done(work: Any, group: int | None, area: str | None) -> Any:
    """Open the store, find the group, do it; what a person can mend is said plainly."""
    from bot.durable import Engine
    from bot.library.compile import opened
    from bot.opening import open_store
    from bot.store import groups

    async def all_of_it() -> Any:
        knobs = settings()
        if (group is None) == (area is None):
            raise OperatorError("请写明 --group 群编号，或者 --area 辖区代码，二选一")
        store = await open_store(knobs)
        engine = Engine(store, (), "editor")
        engine.lend()
        try:
            scope = Scope(area=area)
            if group is not None:
                async with store.begin() as session:
                    row = await groups.by_chat(session, group)
                scope = Scope(group=row.id if row else 0)
            return await work(store, opened(knobs.content_dir, knobs.library_path), scope, engine)
        except UserError as fault:
            raise OperatorError(say(fault.key, fault.values)) from fault
        finally:
            engine.give_back()
            await store.close()

    return finished(all_of_it())
