"""The `shouwang` command line and the composition root: the only file that knows every room."""

import asyncio
import contextlib
import gc
import logging
import os
import signal
import sys
from typing import Annotated, Any

import typer

from bot.commands.ask import ask
from bot.commands.audit import app as audit_app
from bot.commands.bulletins import app as bulletin_app
from bot.commands.drafts import draft_pattern
from bot.commands.people import app as people_app
from bot.commands.posters import picture
from bot.commands.scripts import scripts as script_figures
from bot.commands.setup import invite, setup
from bot.commands.terminal import err, finished, settings
from bot.commands.tokens import username
from bot.errors import OperatorError
from bot.library.commands import app as content_app
from bot.settings import Settings

log = logging.getLogger(__name__)

app = typer.Typer(no_args_is_help=True, add_completion=False, help="守望：社区反诈群机器人")
app.add_typer(content_app, name="content")
app.add_typer(bulletin_app, name="bulletin")
app.add_typer(audit_app, name="audit")
app.add_typer(people_app, name="people")
for command in (setup, invite, ask):
    app.command()(command)
app.command("scripts")(script_figures)
bulletin_app.command("picture")(picture)
content_app.command("draft")(draft_pattern)

ROLES = {"all": ("community", "duty"), "community": ("community",), "duty": ("duty",)}


@app.command()
def run(role: Annotated[str, typer.Option(help="all、community 或 duty")] = "all") -> None:
    """运行机器人，直到收到 SIGTERM 或 Ctrl-C。"""
    if role not in ROLES:
        raise OperatorError(f"没有 {role} 这种角色，可用：all、community、duty")
    knobs = settings()
    for name in ROLES[role]:
        if not getattr(knobs, f"{name}_token").get_secret_value():
            raise OperatorError(f"没有设置 SHOUWANG_{name.upper()}_TOKEN：请向 @BotFather 申请机器人令牌，写进环境变量或 .env")
    if len(ROLES[role]) == 2 and knobs.community_token == knobs.duty_token:
        raise OperatorError("两个机器人用了同一个令牌：社区机器人和值勤机器人要分别向 @BotFather 申请")
    from bot.logs import set_up

    set_up(knobs.log_level, knobs.log_format)
    finished(serve(knobs, ROLES[role]))


async def serve(knobs: Settings, roles: tuple[str, ...]) -> None:
    """Open the office and its bots, work until a signal, finish what is in hand, close in reverse order."""
    from bot.office import leave, occupy
    from bot.opening import open_office, survey

    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, os._exit, 0)  # nothing is in hand yet, and compiling the library takes a while
    # a wrong token is said at once, before the library is loaded; a line that is down is for the bot itself to wait for
    await asyncio.gather(*(username(knobs, name) for name in roles))
    office = await open_office(knobs, roles)
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    try:
        async with contextlib.AsyncExitStack() as stack:
            stack.push_async_callback(office.pictures.close)
            bots = [await _open_bot(office, name) for name in roles]
            for bot in bots:
                stack.push_async_callback(bot.close)
            occupy(office)
            if "community" in roles:  # only residents' questions need a model
                await office.models.open()
            await office.engine.start()
            stack.push_async_callback(office.engine.stop)
            for line in await survey(office):
                log.info("%s", line)
            gc.collect()
            gc.freeze()  # half a million objects that stay: looking at all of them stopped whoever was answered for a third of a second
            await _work(office, bots, roles, stop)
    finally:
        leave()
        await office.models.close()
        await office.store.close()
    log.info("已停止")


async def _open_bot(office: Any, name: str) -> Any:
    """Build one role's bot and put its sender into the office."""
    if name == "community":
        from handlers.community.app import CommunityBot

        community = CommunityBot(office)
        await community.open()
        office.community = community.sender
        return community
    from handlers.duty.app import DutyBot

    duty = DutyBot(office)
    await duty.open()
    office.duty = duty.sender
    return duty


async def _work(office: Any, bots: list[Any], roles: tuple[str, ...], stop: asyncio.Event) -> None:
    """Poll, handle and keep the calendar until asked to stop, or until something that only an operator can mend."""
    from bot.desk.followups import FollowUps
    from bot.duty.lookout import keep_lookout
    from bot.housekeeping import keep_house
    from bot.publicity.bulletins import Calendar
    from bot.publicity.deliveries import Deliveries
    from bot.publicity.editions import Editions
    from bot.publicity.pump import Pump
    from bot.watching.watch import beat, guarded

    calendars: list[Calendar | FollowUps] = [Calendar(office)] if "community" in roles else []
    calendars += [FollowUps(office)] if "duty" in roles else []
    for calendar in calendars:
        await calendar.start()
    tasks = [asyncio.create_task(_intake(office, bot, name, stop), name=name) for bot, name in zip(bots, roles, strict=True)]
    background = [asyncio.create_task(keep_house(office), name="housekeeping")]
    background.append(asyncio.create_task(beat(office.store, roles, office.engine.worker), name="heartbeat"))
    background.append(asyncio.create_task(guarded(), name="watch"))
    if "community" in roles:
        pump = Pump(office, (Deliveries(office), Editions(office)))
        background.append(asyncio.create_task(pump.run(), name="pump"))
    if "duty" in roles:
        background.append(asyncio.create_task(keep_lookout(office), name="lookout"))
    stopped = asyncio.create_task(stop.wait())
    log.info("守望已就绪：%s", "、".join(f"{name}=@{bot.username}" for bot, name in zip(bots, roles, strict=True)))
    await asyncio.wait({stopped, *tasks, *background}, return_when=asyncio.FIRST_COMPLETED)
    stop.set()
    for calendar in calendars:
        calendar.stop()
    for task in background:
        task.cancel()
    for result in await asyncio.gather(*tasks, *background, return_exceptions=True):
        if isinstance(result, OperatorError):
            raise result
        if isinstance(result, Exception):
            log.error("%s", type(result).__name__, exc_info=result)


async def _intake(office: Any, bot: Any, name: str, stop: asyncio.Event) -> None:
    """One bot's way in: only the process that holds the bot's lock polls; another stands by and takes over."""
    from bot.inbox import Inbox
    from bot.store.engine import Lock
    from handlers.intake import Poller

    lock = Lock(office.store, f"poll-{name}")
    while not await lock.take():
        log.info("另一个进程正在接收 %s 的消息，本进程待命", name)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), 2)
            return
    inbox = Inbox(office.store, office.cipher, name, bot.handle, bot.gave_up, together=bot if hasattr(bot, "bundle") else None)
    token = getattr(office.settings, f"{name}_token").get_secret_value()
    poller = Poller(
        office.settings.telegram_api, token, inbox, bot.addressed, kinds=bot.kinds, seconds=office.settings.poll_seconds, lock=lock
    )
    await inbox.pick_up()
    polling = asyncio.create_task(poller.run())
    listening = asyncio.create_task(bot.listen(inbox.keep)) if hasattr(bot, "listen") else None
    stopping = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({polling, stopping}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        poller.stop()
        if listening:
            listening.cancel()
        await inbox.close()
        await asyncio.wait({polling})
        await poller.confirm()
        await lock.release()
        stopping.cancel()
    polling.result()


@app.command()
def demo(
    tour: Annotated[bool, typer.Option("--tour", help="在终端里走完整个故事，任何一步失败就以非零退出")] = False,
    port: Annotated[int, typer.Option(help="网页端口，0 为任选")] = 8080,
) -> None:
    """一台电脑上的整个产品：不要令牌，不要网络。"""
    from sandbox.demo import open_demo
    from sandbox.tour import play

    raise typer.Exit(play() if tour else open_demo(port))


def main() -> None:
    """Entry point: what only an operator can mend is said in one sentence, without a traceback."""
    try:
        app()
    except OperatorError as fault:
        err.print(f"[bold red]✗[/] {fault}", highlight=False)
        sys.exit(1)


if __name__ == "__main__":
    main()
